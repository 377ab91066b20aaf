"""Periods of tables: a head's months take their year from the caption, and two heads can be compared."""

from __future__ import annotations

from dataclasses import replace

from nevextract.find.periods import PeriodMention

_MONTHS = 12
_COMPARED = frozenset({"year", "months", "ending"})


def dated(own: PeriodMention | None, caption: PeriodMention | None) -> PeriodMention | None:
    """The period of a cell by its head or label (`own`) and the caption.

    "May" under a caption of May 2023 is May 2023; "2022" under a caption of January to May is those months of 2022.
    The words stay those of the head.
    """
    if own is None or caption is None:
        return own or caption
    mine, above = own.expr, caption.expr
    open_ = mine.kind in ("months", "day") and (mine.year, mine.year_shift, mine.context_shift) == (None, None, None)
    if open_ and above.year is not None and above.kind in ("months", "year", "day"):
        return replace(own, expr=replace(mine, year=above.year))
    parts = above.kind in ("months", "ending")
    whole = mine.kind == "year" and parts and mine.year is not None and mine.year_last is None
    if whole and (above.year is None or above.year >= (mine.year or 0)):
        return replace(own, expr=replace(above, year=mine.year))
    return own


def crossed(head: PeriodMention | None, label: PeriodMention | None) -> PeriodMention | None:
    """The period of a cell in the column `head` and the row `label`: the quarter of one in the year of the other."""
    if head is None or label is None:
        return head or label
    for part, whole in ((head, label), (label, head)):
        if part.expr.kind == "months" and whole.expr.kind == "year" and dated(part, whole) != part:
            return dated(part, whole)
    return head


def compared(now: PeriodMention | None, then: PeriodMention | None) -> str | None:
    """The basis of a change from `then` to `now`: the same months a year before, or the month or quarter before."""
    if now is None or then is None or now.expr.kind != then.expr.kind or now.expr.kind not in _COMPARED:
        return None
    a, b = now.expr, then.expr
    if a.year is None or b.year is None or a.year_last is not None or b.year_last is not None:
        return None
    if a.kind == "ending" and (a.month, a.day, a.count) != (b.month, b.day, b.count):
        return None
    if a.kind in ("year", "ending"):
        return "year_on_year" if a.year - b.year == 1 else None
    if None in (a.month, a.month_last, b.month, b.month_last):
        return None
    length = (a.month_last or 0) - (a.month or 0)
    if length != (b.month_last or 0) - (b.month or 0):
        return None
    shift = (a.year - b.year) * _MONTHS + (a.month or 0) - (b.month or 0)
    if shift == _MONTHS:
        return "year_on_year"
    if shift == length + 1:
        return {1: "month_on_month", 3: "quarter_on_quarter"}.get(shift)
    return None


def before(period: PeriodMention) -> str | None:
    """The basis of a change from "the previous year", "the month before"."""
    expr = period.expr
    if expr.count != -1 or expr.kind not in ("shift", "that_year"):
        return None
    return {"year": "year_on_year", "quarter": "quarter_on_quarter", "month": "month_on_month"}.get(expr.unit or "year")


def to_date(period: PeriodMention) -> PeriodMention:
    """The period from the beginning of the year to the end of `period`, a month or months."""
    if period.expr.kind != "months" or period.expr.mode != "within":
        return period
    return replace(period, expr=replace(period.expr, mode="through"))
