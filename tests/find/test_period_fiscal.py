"""Years of accounts: where a text tells of one, and what its years, halves and quarters are then."""

from __future__ import annotations

from datetime import date

import pytest

from nevextract.find.period_fiscal import Fiscal, part_of_year, whole_year, year_at
from nevextract.find.periods import Anchor, PeriodFinder, resolve
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize

FINDER = PeriodFinder(load_pack("en"))
PUBLISHED = date(2023, 11, 6)


def told(text: str) -> Fiscal | None:
    tokens = tokenize(text)
    return FINDER.fiscal(tokens, FINDER.find(tokens, text))


def last(text: str, fiscal: Fiscal | None = None) -> str | None:
    """The dates of the last mention of a text, under what it tells or under `fiscal`."""
    tokens = tokenize(text)
    mentions = FINDER.find(tokens, text)
    period = resolve(
        mentions[-1].expr, Anchor(PUBLISHED, PUBLISHED.year, fiscal=fiscal or FINDER.fiscal(tokens, mentions))
    )
    return None if period is None else f"{period.start or ''}..{period.end or ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales fell in the second quarter ended September 30.", Fiscal(3)),
        ("Its first half ended March 31 was weak.", Fiscal(9)),
        ("In the fiscal year ended June 30, 2023, sales fell.", Fiscal(6)),
        ("Sales of fiscal year 2023, which ended March 31, 2024, fell.", Fiscal(3, late=1)),
        ("In the first quarter (April to June) sales fell.", Fiscal(3)),
        ("Sales rose to Rs 210 crore.", Fiscal(3)),
        ("Sales rose in Q3 FY24.", Fiscal(3, told=False)),
        ("Sales rose in fiscal 2024.", None),
        ("Sales rose in the first quarter ended March 31.", Fiscal(12)),
        ("Ardel's second quarter ended June 30, Bonfort's second quarter ended September 30.", None),
        ("Sales rose in the second quarter.", None),
    ],
)
def test_what_a_text_tells(text: str, expected: Fiscal | None) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fiscal 2023", "2023-01-01..2023-12-31"),
        ("FY23", "2023-01-01..2023-12-31"),
        ("Q2 FY24", "2023-07-01..2023-09-30"),
        ("4QFY23", "2023-01-01..2023-03-31"),
        ("H1FY24", "2023-04-01..2023-09-30"),
        ("9MFY23", "2022-04-01..2022-12-31"),
        ("FY 2022-23", "2022-04-01..2023-03-31"),
        ("the financial year (April-March) 2022-23", "2022-04-01..2023-03-31"),
        ("the 2022-23 financial year", "2022-04-01..2023-03-31"),
        ("the second quarter of fiscal 2023", "2023-04-01..2023-06-30"),
    ],
)
def test_where_the_text_does_not_date_its_year(text: str, expected: str) -> None:
    assert last(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fiscal 2024", "2023-04-01..2024-03-31"),
        ("FY23", "2022-04-01..2023-03-31"),
        ("the second quarter", "2023-07-01..2023-09-30"),
        ("the fourth quarter", "2023-01-01..2023-03-31"),
        ("Q2", "2023-07-01..2023-09-30"),
        ("the second quarter of 2023", "2023-04-01..2023-06-30"),
        ("the first half of the fiscal", "2023-04-01..2023-09-30"),
        ("the current financial year", "2023-04-01..2024-03-31"),
        ("last fiscal", "2022-04-01..2023-03-31"),
        ("the first seven months of the current fiscal", "2023-04-01..2023-10-31"),
        ("2022", "2022-01-01..2022-12-31"),
        ("January to October", "2023-01-01..2023-10-31"),
        ("2022-23", "2022-04-01..2023-03-31"),
        ("2021-2023", "2021-01-01..2023-12-31"),
        ("the second half of last year", "2022-10-01..2023-03-31"),
        ("H1 last year", "2022-04-01..2022-09-30"),
        ("the April-October period of the current fiscal", "2023-04-01..2023-10-31"),
    ],
)
def test_under_a_year_that_ends_in_march(text: str, expected: str) -> None:
    assert last(text, Fiscal(3)) == expected


def test_a_year_named_after_the_one_it_begins_in() -> None:
    assert last("fiscal 2022", Fiscal(3, late=1)) == "2022-04-01..2023-03-31"
    assert last("FY 2022-23", Fiscal(3, late=1)) == "2022-04-01..2023-03-31"


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("late", [0, 1])
def test_its_parts_make_up_the_year(month: int, late: int) -> None:
    fiscal = Fiscal(month, late)
    year = whole_year(2024, fiscal)
    assert part_of_year(2024, 1, 12, fiscal) == year
    assert part_of_year(2024, 1, 3, fiscal).start == year.start
    assert part_of_year(2024, 10, 12, fiscal).end == year.end
    assert year.start is not None
    assert year.end is not None
    assert year_at(year.start, fiscal) == year_at(year.end, fiscal) == 2024
