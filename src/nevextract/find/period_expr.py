"""What a time expression means before and after it is resolved: `PeriodExpr`, `Period` and `resolve`.

Kinds of expression and the fields they use (`year` absolute, `year_shift` to the document's year,
`context_shift` to the year of the period before; none of the three: the text leaves the year open):

    year        a year, or `year` to `year_last`
    months      months `month` to `month_last` of a year (halves, quarters and "first N months" too)
    day         days `day` to `day_last` of `month` (to `month_last`; no month: that of the period before)
    days_at     the `count` days that begin with (negative: end with) `day` of `month`
    whole       "the full year", "the end of the year" with no year named
    now         the moment of writing
    to_date     from 1 January to the date of publication (`count` 1: or to the end of the period before)
    context     the period before once more (`count`: only if it has as many months)
    shift       the period before, `count` `unit`s later (negative: earlier); with `year` moved to that year
    that_year   the year of the period before, `count` years later
    follow      the `count` years after the period before
    relative    the `unit` of publication, `count` units later
    last_month  the latest (`count` -1), this or next `month` seen from the date of publication
    weekday, day_shift   a day before publication
    ending      the `count` months that end with `month`
    annual      the year that a plan mentioned beside the period before is for
    recent, coming, dateless   nothing that could be dated
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

YEARS = range(1900, 2200)


class Period(NamedTuple):
    """Both ends inclusive. No start: a state at the moment `end`. Neither: no period ("now", undated)."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class PeriodExpr:
    """A time expression, unresolved. `mode`: `within`, `state` (at its end), `since`, `through` (1 January
    to its end), `start` (the state at its first day) or `by` (of a
    year: the year; of anything shorter: the state at its end)."""

    kind: str
    mode: str = "within"
    year: int | None = None
    year_last: int | None = None
    year_shift: int | None = None
    context_shift: int | None = None
    month: int | None = None
    month_last: int | None = None
    day: int | None = None
    day_last: int | None = None
    count: int | None = None
    unit: str | None = None

    @property
    def dated(self) -> bool:
        """Whether a year stands in the expression itself."""
        return self.year is not None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions lean on: the date of publication, else the year that the text makes
    certain; the period before, and the period that the document is
    about (`span`); and whether the statement is about the future ("in June the plant will
    ...")."""

    published: date | None = None
    year: int | None = None
    previous: Period | None = None
    future: bool = False
    span: Period | None = None

    @property
    def today_year(self) -> int | None:
        return self.published.year if self.published else self.year


NOTHING = Period(None, None)


def resolve(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    """The dates that `expr` means, or None where nothing in `anchor` fixes them. Never raises."""
    try:
        period = _core(expr, anchor)
    except (ValueError, OverflowError):  # a day that the calendar does not have, a year out of range
        return None
    if period is None or expr.kind == "now":
        return period
    return _in_mode(period, expr, anchor)


def _in_mode(period: Period, expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if expr.mode == "state" or (expr.mode == "by" and expr.kind not in _YEAR_LONG):
        return Period(None, period.end)
    if expr.mode == "start":
        return Period(None, period.start)
    if expr.mode == "since":
        today = anchor.published
        return Period(period.start, today) if today and period.start and period.start <= today else None
    if expr.mode == "through" and period.end:
        return Period(date(period.end.year, 1, 1), period.end)
    return period


_YEAR_LONG = frozenset({"year", "whole", "that_year", "annual", "context", "shift"})


def _core(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    handler = _HANDLERS.get(expr.kind)
    return handler(expr, anchor) if handler else None


def _year_of(expr: PeriodExpr, anchor: Anchor) -> int | None:
    """The year that the expression names, directly or by leaning on something."""
    if expr.year is not None:
        return expr.year
    if expr.context_shift is not None:
        end = anchor.previous.end if anchor.previous else None
        return end.year + expr.context_shift if end else None
    if expr.year_shift is not None and anchor.today_year is not None:
        return anchor.today_year + expr.year_shift
    return None


def _open_year(last_month: int, anchor: Anchor) -> int | None:
    """The year of months that no year is named for: the latest that are over, or the next for a future
    statement."""
    if anchor.published is None:
        return anchor.year
    year, now = anchor.published.year, anchor.published.month
    if anchor.future:  # an estimate may be of the month just over
        return year if last_month >= now - 1 else year + 1
    return year if last_month <= now else year - 1


def _named(expr: PeriodExpr) -> bool:
    return any(v is not None for v in (expr.year, expr.year_shift, expr.context_shift))


def _span(year: int, first: int, last: int, year_last: int | None = None) -> Period:
    end_year = year if year_last is None else year_last
    return Period(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]))


def _year(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    year = _year_of(expr, anchor)
    if year is None or year not in YEARS:
        return None
    last = year if expr.year_last is None else expr.year_last
    return _span(year, 1, 12, last) if year <= last else None


def _months(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    first, last = expr.month, expr.month_last or expr.month
    if first is None or last is None:
        return None
    if expr.year is not None and expr.year_last is not None:
        period = _span(expr.year, first, last, expr.year_last)
        return period if period.start <= period.end else None  # type: ignore[operator]
    year = _year_of(expr, anchor) if _named(expr) else _open_year(last, anchor)
    if year is None or year not in YEARS:
        return None
    return _span(year - (first > last), first, last, year)


def _day(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if expr.day is None:
        return None
    if expr.month is None:
        end = anchor.previous.end if anchor.previous else None
        return Period(end.replace(day=expr.day), end.replace(day=expr.day_last or expr.day)) if end else None
    until = expr.month_last or expr.month
    year = _year_of(expr, anchor) if _named(expr) else _open_year(until, anchor)
    if year is None:
        return None
    first = date(year - (expr.month > until), expr.month, expr.day)
    last = date(year, until, expr.day_last or expr.day)
    if not _named(expr) and anchor.published and first > anchor.published and not anchor.future:
        first, last = first.replace(year=year - 1), last.replace(year=year - 1)
    return Period(first, last) if first <= last else None


def _days_at(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    day = _day(expr, anchor)
    if day is None or day.start is None or day.end is None or not expr.count:
        return None
    if expr.count < 0:
        return Period(day.end + timedelta(days=expr.count + 1), day.end)
    return Period(day.start, day.start + timedelta(days=expr.count - 1))


def _whole(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    """The year spoken of: that of the period before, else the year of writing - or the last one, early in
    the year."""
    if anchor.future and anchor.published:
        year: int | None = anchor.published.year
    elif anchor.previous and anchor.previous.end:
        year = anchor.previous.end.year
    elif anchor.published:
        year = anchor.published.year - (anchor.published.month <= 3 and expr.mode == "within")
    else:
        year = anchor.year
    return _span(year, 1, 12) if year is not None else None


def _now(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    return Period(None, anchor.published) if anchor.published else NOTHING


def _to_date(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    previous = anchor.previous.end if anchor.previous and anchor.previous.start else None
    if expr.count == 1 and previous and anchor.today_year in (None, previous.year, previous.year + 1):
        return Period(date(previous.year, 1, 1), previous)
    if anchor.published is None or expr.year not in (None, anchor.published.year):
        return None
    return Period(date(anchor.published.year, 1, 1), anchor.published)


def _length(period: Period) -> int | None:
    """How many whole months a period has, or None."""
    start, end = period
    if start is None or end is None or start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _context(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    previous = anchor.previous
    if previous is None or previous.end is None:
        return None
    if expr.count is None and expr.mode == "within" and previous.start is None and anchor.span:
        return anchor.span if anchor.span.end == previous.end else previous
    if expr.count is None or expr.unit != "month" or _length(previous) == expr.count:
        return previous
    months = _length(previous)
    if expr.count == 1 and (months is None or months < _MONTHS["year"]):
        return _span(previous.end.year, previous.end.month, previous.end.month)
    if _length(previous) == 1 and 1 < expr.count == previous.end.month:
        return _span(previous.end.year, 1, previous.end.month)
    return None


def _moved(day: date, months: int, to_end: bool) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if to_end else min(day.day, last))


def move(period: Period, months: int) -> Period:
    """The period so many months later. The end of a month stays the end of a month."""
    start, end = period
    at_end = end is not None and end.day == monthrange(end.year, end.month)[1]
    return Period(_moved(start, months, False) if start else None, _moved(end, months, at_end) if end else None)


_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def _shift(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    previous = anchor.previous
    if previous is None or previous.end is None:
        return _year(expr, anchor) if expr.year is not None else None
    if expr.year is not None:
        return move(previous, 12 * (expr.year - previous.end.year))
    return move(previous, _MONTHS[expr.unit or "year"] * (expr.count or 0))


def _that_year(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.previous and anchor.previous.end:
        return _span(anchor.previous.end.year + (expr.count or 0), 1, 12)
    if expr.count and anchor.today_year:
        return _span(anchor.today_year + expr.count, 1, 12)
    return None


def _follow(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.previous is None or anchor.previous.end is None or not expr.count:
        return None
    year = anchor.previous.end.year
    return _span(year + 1, 1, 12, year + expr.count)


def _relative(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    today = anchor.published
    if today is None:
        return None
    if expr.unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=expr.count or 0)
        return Period(monday, monday + timedelta(days=6))
    size = _MONTHS[expr.unit or "month"]
    first = (today.month - 1) // size * size + 1
    return move(_span(today.year, first, first + size - 1), size * (expr.count or 0))


def _last_month(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    today = anchor.published
    if expr.month is None or today is None:
        return None
    year = today.year
    if expr.count == -1 and expr.month >= today.month:
        year -= 1
    elif expr.count == 1 and expr.month <= today.month:
        year += 1
    return _span(year, expr.month, expr.month)


def _weekday(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.published is None or expr.day is None:
        return None
    day = anchor.published - timedelta(days=(anchor.published.weekday() - expr.day) % 7)
    return Period(day, day)


def _day_shift(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.published is None:
        return None
    day = anchor.published + timedelta(days=expr.count or 0)
    return Period(day, day)


def _ending(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    last = _months(replace(expr, kind="months", month_last=expr.month), anchor)
    if last is None or last.start is None or not expr.count:
        return None
    return Period(move(last, 1 - expr.count).start, last.end)


def _annual(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.previous and anchor.previous.end:
        return _span(anchor.previous.end.year, 1, 12)
    return _span(anchor.today_year, 1, 12) if anchor.today_year else None


_HANDLERS = {
    "year": _year,
    "months": _months,
    "day": _day,
    "days_at": _days_at,
    "whole": _whole,
    "now": _now,
    "to_date": _to_date,
    "context": _context,
    "shift": _shift,
    "that_year": _that_year,
    "follow": _follow,
    "relative": _relative,
    "last_month": _last_month,
    "weekday": _weekday,
    "day_shift": _day_shift,
    "ending": _ending,
    "annual": _annual,
}
