"""Arithmetic of periods on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

MONTHS_OF_YEAR = 12


class Period(NamedTuple):
    """Both ends inclusive. No start: a state at the moment `end`. Neither: no period ("now", undated)."""

    start: date | None
    end: date | None


def span(year: int, first: int, last: int, year_last: int | None = None) -> Period:
    """From the first day of month `first` of `year` to the last day of month `last` of `year_last`."""
    end_year = year if year_last is None else year_last
    return Period(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]))


def length(period: Period) -> int | None:
    """How many whole months a period has, or None."""
    start, end = period
    if start is None or end is None or start.day != 1 or not _ends_month(end):
        return None
    return (end.year - start.year) * MONTHS_OF_YEAR + end.month - start.month + 1


def move(period: Period, months: int) -> Period:
    """The period so many months later. The end of a month stays the end of a month."""
    start, end = period
    at_end = end is not None and _ends_month(end)
    return Period(_moved(start, months, False) if start else None, _moved(end, months, at_end) if end else None)


def ending(end: date, months: int) -> Period:
    """The `months` months that end with a day."""
    return Period(_moved(end + timedelta(days=1), -months, False), end)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _moved(day: date, months: int, to_end: bool) -> date:
    index = day.year * MONTHS_OF_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_OF_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if to_end else min(day.day, last))
