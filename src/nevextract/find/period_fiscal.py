"""Years of accounts: which month they end with, and what their quarters are."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from nevextract.find.period_dates import MONTHS_OF_YEAR, Period, span

DECEMBER = 12
PARTS = {"quarter": 3, "half": 6}
"""Units that a year of accounts is parted into, and their months."""


class Fiscal(NamedTuple):
    """A year of accounts that ends with `month`; `late`: how many years after the one it is named after. `told`: by the
    text, not only by the way it writes such years."""

    month: int
    late: int = 0
    told: bool = True


def whole_year(name: int, fiscal: Fiscal) -> Period:
    """The year of accounts of that name."""
    end = name + fiscal.late
    begin = fiscal.month % MONTHS_OF_YEAR + 1
    return span(end - (fiscal.month != DECEMBER), begin, fiscal.month, end)


def assumed(month: int) -> Fiscal:
    """The year of accounts taken where a text does not tell."""
    return Fiscal(month, told=False)


def year_at(day: date, fiscal: Fiscal) -> int:
    """The name of the year of accounts that a day lies in."""
    return day.year + (day.month > fiscal.month) - fiscal.late


def months_of(first: int, last: int, fiscal: Fiscal) -> tuple[int, int]:
    """The calendar months of the months `first` to `last` of a year of accounts."""
    shift = fiscal.month % MONTHS_OF_YEAR
    return (first + shift - 1) % MONTHS_OF_YEAR + 1, (last + shift - 1) % MONTHS_OF_YEAR + 1


def part_of_year(name: int, first: int, last: int, fiscal: Fiscal) -> Period:
    """The months `first` to `last` of the year of accounts of that name."""
    begin, until = months_of(first, last, fiscal)
    end = name + fiscal.late - (until > fiscal.month)
    return span(end - (begin > until), begin, until, end)
