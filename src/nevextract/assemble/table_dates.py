"""Periods as only the heads of tables write them: "2023.1~4", "2024.06", "1Q24", "Aug-24"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from nevextract.find.period_expr import PeriodExpr
from nevextract.find.periods import PeriodMention
from nevextract.tokens import NUMBER, Token

_DASHES = frozenset("~～-‐‑–—")
_APOSTROPHES = frozenset("'’")
_CENTURY, _MONTHS = 2000, 12
_YEAR, _SHORT = 4, 2
RULE = "table_date"


def head_periods(
    tokens: Sequence[Token], first: int, last: int, found: Sequence[PeriodMention], marks: Collection[str] = ()
) -> list[PeriodMention]:
    """The periods of a head, in order: those that were `found` in tokens [first, last), with the year in two digits
    behind them, years with months in digits, and years with one of the letters `marks` behind them ("2025E")."""
    periods = [_with_short_year(tokens, last, mention) for mention in found]
    taken = {i for mention in periods for i in range(mention.first, mention.last)}
    for i in range(first, last):
        if tokens[i].kind == NUMBER and i not in taken:
            mention = _in_digits(tokens, i, last) or _marked(tokens, i, last, marks)
            if mention is not None and taken.isdisjoint(range(mention.first, mention.last)):
                periods.append(mention)
                taken.update(range(mention.first, mention.last))
    return sorted(periods, key=lambda mention: mention.first)


def _in_digits(tokens: Sequence[Token], i: int, last: int) -> PeriodMention | None:
    """ "2023.1~4", "2024.06" at token i."""
    begin = _dotted(tokens[i].text)
    if begin is None:
        return None
    year, month = begin
    end, until = i + 1, month
    if i + 2 < last and tokens[i + 1].text in _DASHES and tokens[i + 2].kind == NUMBER:
        text = tokens[i + 2].text
        again = _dotted(text)
        to = int(text) if text.isdecimal() and len(text) <= _SHORT else again[1] if again and again[0] == year else 0
        if month < to <= _MONTHS:
            end, until = i + 3, to
    expr = PeriodExpr("months", year=year, month=month, month_last=until)
    return PeriodMention(tokens[i].start, tokens[end - 1].end, RULE, expr, i, end)


def _marked(tokens: Sequence[Token], i: int, last: int, marks: Collection[str]) -> PeriodMention | None:
    """ "2025E" at token i."""
    text = tokens[i].text
    if len(text) != _YEAR or text[:2] not in ("19", "20") or not text.isdecimal() or i + 1 >= last:
        return None
    if tokens[i + 1].norm not in marks or tokens[i + 1].start != tokens[i].end:
        return None
    expr = PeriodExpr("year", year=int(text))
    return PeriodMention(tokens[i].start, tokens[i + 1].end, RULE, expr, i, i + 2)


def _dotted(text: str) -> tuple[int, int] | None:
    """Year and month of "2023.1"."""
    year, _, month = text.partition(".")
    if len(year) != _YEAR or year[:2] not in ("19", "20") or not year.isdecimal() or not month.isdecimal():
        return None
    return (int(year), int(month)) if len(month) <= _SHORT and 1 <= int(month) <= _MONTHS else None


def _with_short_year(tokens: Sequence[Token], last: int, mention: PeriodMention) -> PeriodMention:
    """A period with the two digits of its year that touch it: "1Q24"; "Aug-24" and "Aug24" are no days."""
    expr, end = mention.expr, mention.last
    if expr.year is not None or expr.year_shift is not None or expr.context_shift is not None:
        return mention
    glued = end - mention.first > 1 and tokens[end - 2].end == tokens[end - 1].start
    if expr.kind == "day" and expr.day_last is None and glued:
        year = _short(tokens, end - 1)
        if year is not None:
            months = PeriodExpr("months", mode=expr.mode, year=year, month=expr.month, month_last=expr.month)
            return replace(mention, expr=months)
    if expr.kind == "months" and end < last and tokens[end].start == tokens[end - 1].end:
        k = end + 1 if tokens[end].text in _APOSTROPHES and end + 1 < last else end
        year = _short(tokens, k)
        if year is not None:
            return replace(mention, expr=replace(expr, year=year), last=k + 1, end=tokens[k].end)
    return mention


def _short(tokens: Sequence[Token], i: int) -> int | None:
    text = tokens[i].text
    return _CENTURY + int(text) if len(text) == _SHORT and text.isdecimal() else None
