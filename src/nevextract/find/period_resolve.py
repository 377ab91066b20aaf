"""Dates for time expressions: `resolve`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from nevextract.find.period_dates import Period, ending, length, move, span
from nevextract.find.period_expr import Anchor, PeriodExpr
from nevextract.find.period_fiscal import PARTS, Fiscal, assumed, months_of, part_of_year, whole_year, year_at

YEARS = range(1900, 2200)
EARLY = 2
"""The last month that reports still come in of the year before"""
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
        if today and period.start and period.start > today:  # "from 2026 on"
            return period
        return Period(period.start, today) if today and period.start else None
    if expr.mode == "after":
        today = anchor.published
        return Period(period.end + timedelta(days=1), today) if today and period.end and period.end < today else None
    if expr.mode == "through" and period.end:
        return Period(date(period.end.year, 1, 1), period.end)
    return period


PAIR = "pair"
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


def fiscal_year(expr: PeriodExpr, anchor: Anchor) -> Fiscal | None:
    """The year of accounts that an expression counts by, None for the calendar's: where it says so, and for quarters
    and halves of a year that no calendar year is named for in a text that tells of another."""
    if expr.fiscal is not None:
        return anchor.fiscal or assumed(expr.fiscal)
    counted = expr.unit == PAIR or (expr.unit in PARTS and expr.year is None and expr.context_shift is None)
    return anchor.fiscal if counted else None


def _year(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    fiscal = fiscal_year(expr, anchor)
    if fiscal is not None and expr.unit == PAIR:  # "2023-24" is named after both
        fiscal = fiscal._replace(late=0)
    if expr.year is None and fiscal is not None and expr.year_shift is not None and anchor.published is not None:
        year: int | None = year_at(anchor.published, fiscal) + expr.year_shift
    else:
        year = _year_of(expr, anchor)
    if year is None or year not in YEARS:
        return None
    last = year if expr.year_last is None else expr.year_last
    if year > last:
        return None
    if fiscal is not None and expr.unit == PAIR:
        return whole_year(last, fiscal)
    if fiscal is not None:
        return Period(whole_year(year, fiscal).start, whole_year(last, fiscal).end)
    return span(year, 1, 12, last)


def _months(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    first, last = expr.month, expr.month_last or expr.month
    if first is None or last is None:
        return None
    if expr.year is not None and expr.year_last is not None:
        period = span(expr.year, first, last, expr.year_last)
        return period if period.start <= period.end else None  # type: ignore[operator]
    fiscal = fiscal_year(expr, anchor)
    if fiscal is not None and not _named(expr):
        first, last = months_of(first, last, fiscal)
    elif fiscal is not None and expr.year_shift is not None and anchor.published is not None:
        return part_of_year(year_at(anchor.published, fiscal) + expr.year_shift, first, last, fiscal)
    year = _year_of(expr, anchor) if _named(expr) else _open_year(last, anchor)
    if year is None or year not in YEARS:
        return None
    if fiscal is not None and _named(expr):
        return part_of_year(year, first, last, fiscal)
    return span(year - (first > last), first, last, year)


def _day(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if expr.day is None:
        return None
    if expr.month is None and expr.unit is None:
        return _day_of_this_month(expr.day, anchor.published)
    if expr.month is None:
        end = anchor.previous.end if anchor.previous else None
        return Period(end.replace(day=expr.day), end.replace(day=expr.day_last or expr.day)) if end else None
    until = expr.month_last or expr.month
    year = _year_of(expr, anchor) if _named(expr) else _open_year(until, anchor)
    if year is None:
        return None
    begins = year - (expr.month > until) if expr.year_last is None else year
    first = date(begins, expr.month, expr.day)
    last = date(expr.year_last or year, until, expr.day_last or expr.day)
    if not _named(expr) and anchor.published and first > anchor.published and not anchor.future:
        first, last = first.replace(year=year - 1), last.replace(year=year - 1)
    return Period(first, last) if first <= last else None


def _day_of_this_month(day: int, today: date | None) -> Period | None:
    """The latest day of that number: "on the 15th"."""
    if today is None:
        return None
    month = today if day <= today.day else today.replace(day=1) - timedelta(days=1)
    return Period(month.replace(day=day), month.replace(day=day))


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
    if year is None:
        return None
    fiscal = fiscal_year(expr, anchor) or (anchor.fiscal if expr.mode == "within" else None)
    if fiscal is None:
        return span(year, 1, 12)
    previous = anchor.previous.end if anchor.previous and not anchor.future else None
    day = previous or anchor.published
    return whole_year(year_at(day, fiscal) if day else year, fiscal)


def _now(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    return Period(None, anchor.published) if anchor.published else NOTHING


def _to_date(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    ends = [
        p.end for p in (anchor.previous, anchor.span) if p is not None and p.start is not None and p.end is not None
    ]
    if expr.count == 1:
        for end in ends:  # not of a year that is only compared with
            early = anchor.published is None or anchor.published.month <= EARLY
            if anchor.today_year in (None, end.year) or (early and anchor.today_year == end.year + 1):
                return Period(date(end.year, 1, 1), end)
    if anchor.published is None or expr.year not in (None, anchor.published.year):
        return None
    return Period(date(anchor.published.year, 1, 1), anchor.published)


def _context(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    previous = anchor.previous
    if previous is None or previous.end is None:
        return None
    if expr.count is None and expr.mode == "within" and previous.start is None and anchor.span:
        return anchor.span if anchor.span.end == previous.end else previous
    if expr.count is None or expr.unit != "month" or length(previous) == expr.count:
        return previous
    months = length(previous)
    if expr.count == 1 and (months is None or months < _MONTHS["year"]):
        return span(previous.end.year, previous.end.month, previous.end.month)
    if expr.count == 1 and anchor.span is not None and length(anchor.span) == 1:
        return anchor.span
    size = _MONTHS["quarter"]
    if expr.count == size and previous.end.month % size == 0 and (months or 0) > size:
        return span(previous.end.year, previous.end.month - size + 1, previous.end.month)
    if length(previous) == 1 and 1 < expr.count == previous.end.month:
        return span(previous.end.year, 1, previous.end.month)
    return None


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
        accounts = length(anchor.previous) == _MONTHS["year"] and anchor.previous.end.month != _MONTHS["year"]
        if accounts:
            return move(anchor.previous, _MONTHS["year"] * (expr.count or 0))
        return span(anchor.previous.end.year + (expr.count or 0), 1, 12)
    if expr.count and anchor.today_year:
        return span(anchor.today_year + expr.count, 1, 12)
    return None


def _follow(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.previous is None or anchor.previous.end is None or not expr.count:
        return None
    year = anchor.previous.end.year
    return span(year + 1, 1, 12, year + expr.count)


def _relative(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    today = anchor.published
    if today is None:
        return None
    if expr.unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=expr.count or 0)
        return Period(monday, monday + timedelta(days=6))
    size = _MONTHS[expr.unit or "month"]
    first = (today.month - 1) // size * size + 1
    return move(span(today.year, first, first + size - 1), size * (expr.count or 0))


def _last_month(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    today = anchor.published
    if expr.month is None or today is None:
        return None
    year = today.year
    if expr.count == -1 and expr.month >= today.month:
        year -= 1
    elif expr.count == 1 and expr.month <= today.month:
        year += 1
    return span(year, expr.month, expr.month)


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
    if expr.month is None or not expr.count:
        return None
    year = _year_of(expr, anchor) if _named(expr) else _open_year(expr.month, anchor)
    if year is None or year not in YEARS:
        return None
    end = date(year, expr.month, expr.day or monthrange(year, expr.month)[1])
    if not _named(expr) and expr.day and anchor.published and end > anchor.published and not anchor.future:
        end = end.replace(year=year - 1)
    return ending(end, expr.count)


def _annual(expr: PeriodExpr, anchor: Anchor) -> Period | None:
    if anchor.previous and anchor.previous.end:
        return span(anchor.previous.end.year, 1, 12)
    return span(anchor.today_year, 1, 12) if anchor.today_year else None


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
