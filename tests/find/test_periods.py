"""Time expressions: what is found, what it means at a reference date, and what is not a time at all."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.find.period_shapes import Shapes
from nevextract.find.periods import Anchor, Period, PeriodFinder, PeriodMention, document_year, resolve
from nevextract.patterns import Pack, patterns_folder
from nevextract.patterns.load import parse
from nevextract.patterns.pack import Loaded
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import tokenize

REFERENCE = date(2023, 8, 22)


@cache
def finder() -> PeriodFinder:
    source = (patterns_folder() / "en" / "periods.yml").read_text("utf-8")
    spec = parse(source, PeriodPatterns, "periods.yml")
    return PeriodFinder(Pack("en", {"periods": (Loaded("periods", "periods", "periods.yml", spec),)}))


def find(text: str) -> list[PeriodMention]:
    return finder().find(tokenize(text), text)


def dates(period: Period | None) -> str | None:
    return None if period is None else f"{period.start or ''}..{period.end or ''}"


def only(
    text: str,
    *,
    published: date | None = REFERENCE,
    year: int | None = None,
    previous: Period | None = None,
    future: bool = False,
) -> str | None:
    """The dates of the one mention of `text`."""
    (mention,) = find(text)
    return dates(resolve(mention.expr, Anchor(published, year, previous, future)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2021 they built vans.", "2021-01-01..2021-12-31"),
        ("2019 The yearly harvest was poor.", "2019-01-01..2019-12-31"),
        ("FY2022 was calm.", "2022-01-01..2022-12-31"),
        ("January to October 2022", "2022-01-01..2022-10-31"),
        ("from February through June", "2023-02-01..2023-06-30"),
        ("January-July of this year", "2023-01-01..2023-07-31"),
        ("Jan.-Jul.", "2023-01-01..2023-07-31"),
        ("in January and February it rained", "2023-01-01..2023-02-28"),
        ("in January and February 2022", "2022-01-01..2022-02-28"),
        ("Jan-Apr 2018", "2018-01-01..2018-04-30"),
        ("this year 1-5 months", "2023-01-01..2023-05-31"),
        ("first 4 months this year", "2023-01-01..2023-04-30"),
        ("from March to August last year", "2022-03-01..2022-08-31"),
        ("the first half of 2020", "2020-01-01..2020-06-30"),
        ("the first half of the year", "2023-01-01..2023-06-30"),
        ("in the second half", "2022-07-01..2022-12-31"),
        ("H2 2021", "2021-07-01..2021-12-31"),
        ("the first half (H1) of 2022", "2022-01-01..2022-06-30"),
        ("the third quarter of 2019", "2019-07-01..2019-09-30"),
        ("Q1 2024", "2024-01-01..2024-03-31"),
        ("the fourth quarter", "2022-10-01..2022-12-31"),
        ("the first three quarters of 2021", "2021-01-01..2021-09-30"),
        ("over the first 10 months of 2017", "2017-01-01..2017-10-31"),
        ("the first seven months", "2023-01-01..2023-07-31"),
        ("in the three months to June", "2023-04-01..2023-06-30"),
        ("in July", "2023-07-01..2023-07-31"),
        ("in Nov.", "2022-11-01..2022-11-30"),
        ("in October last year", "2022-10-01..2022-10-31"),
        ("June of this year", "2023-06-01..2023-06-30"),
        ("last December", "2022-12-01..2022-12-31"),
        ("last month", "2023-07-01..2023-07-31"),
        ("last quarter", "2023-04-01..2023-06-30"),
        ("last year", "2022-01-01..2022-12-31"),
        ("between 2016 and 2020", "2016-01-01..2020-12-31"),
        ("2021-2023", "2021-01-01..2023-12-31"),
        ("2022/23", "2022-01-01..2023-12-31"),
        ("as of the end of June 2022", "..2022-06-30"),
        ("at the end of May", "..2023-05-31"),
        ("by the end of 2026", "..2026-12-31"),
        ("by 2028", "2028-01-01..2028-12-31"),
        ("by July 14", "..2023-07-14"),
        ("as of 2022", "..2022-12-31"),
        ("by the end of the year", "..2023-12-31"),
        ("the whole year 2018", "2018-01-01..2018-12-31"),
        ("through May:", "2023-01-01..2023-05-31"),
        ("year to date", "2023-01-01..2023-08-22"),
        ("so far this year", "2023-01-01..2023-08-22"),
        ("since 2020", "2020-01-01..2023-08-22"),
        ("at present", "..2023-08-22"),
        ("by the end of the 13th Five-Year Plan", "..2020-12-31"),
        ("the “15th Five-Year Plan” period", "2026-01-01..2030-12-31"),
        ("on Sept 28, 2022", "2022-09-28..2022-09-28"),
        ("3 April 2021", "2021-04-03..2021-04-03"),
        ("2021-04-03", "2021-04-03..2021-04-03"),
        ("Jan-May 21/20", "2021-01-01..2021-05-31"),
        ("Apr '22", "2022-04-01..2022-04-30"),
        ("in the Aug 1-13 period", "2023-08-01..2023-08-13"),
        ("from July 28 to August 6", "2023-07-28..2023-08-06"),
        ("August 7 to 13", "2023-08-07..2023-08-13"),
        ("the week of August 7", "2023-08-07..2023-08-13"),
        ("the week ending August 13", "2023-08-07..2023-08-13"),
        ("in the second week of July", "2023-07-08..2023-07-14"),
        ("for the first 7 months of calendar 2022", "2022-01-01..2022-07-31"),
        ("for 2022 as a whole", "2022-01-01..2022-12-31"),
        ("at the beginning of the year", "..2023-01-01"),
        ("on Sunday", "2023-08-20..2023-08-20"),
        ("yesterday", "2023-08-21..2023-08-21"),
        ("over the past six years", None),
        ("on Feb 30, 2022", None),
        ("for the three months ended June 30, 2022,", "2022-04-01..2022-06-30"),
        ("for the nine months ended 30 September", "2022-01-01..2022-09-30"),
        ("the quarter to June", "2023-04-01..2023-06-30"),
        ("the third quarter, ended May 31", "2023-03-01..2023-05-31"),
        ("in the year ended 30 June 2022", "2021-07-01..2022-06-30"),
        ("in the year to March", "2022-04-01..2023-03-31"),
        ("for the half year ended December 31, 2022", "2022-07-01..2022-12-31"),
        ("in the quarter ended July 2, 2022", "2022-04-03..2022-07-02"),
        ("in 9M 2022", "2022-01-01..2022-09-30"),
        ("3Q22", "2022-07-01..2022-09-30"),
        ("Q2'23", "2023-04-01..2023-06-30"),
        ("1H23", "2023-01-01..2023-06-30"),
        ("Q1–3 2022", "2022-01-01..2022-09-30"),
        ("in the period from January to May", "2023-01-01..2023-05-31"),
        ("in the four months from January to April", "2023-01-01..2023-04-30"),
        ("from January to the end of July", "2023-01-01..2023-07-31"),
        ("In 2022, from February to May,", "2022-02-01..2022-05-31"),
        ("from 1 to July", "2023-01-01..2023-07-31"),
        ("from May 1, 2022 to May 31, 2022", "2022-05-01..2022-05-31"),
        ("from December 20, 2022 to January 9, 2023", "2022-12-20..2023-01-09"),
        ("from February 2023 to May 2023", "2023-02-01..2023-05-31"),
        ("between 3 May and 14 June 2022", "2022-05-03..2022-06-14"),
        ("in the first 20 days of July", "2023-07-01..2023-07-20"),
        ("the last two months of 2022", "2022-11-01..2022-12-31"),
        ("the final four months of last year", "2022-09-01..2022-12-31"),
        ("at the end of last month", "..2023-07-31"),
        ("as of the end of last quarter", "..2023-06-30"),
        ("at June 30, 2023", "..2023-06-30"),
        ("through the end of May", "2023-01-01..2023-05-31"),
        ("since the end of 2021", "2022-01-01..2023-08-22"),
        ("during the 14th FYP", "2021-01-01..2025-12-31"),
        ("the 14th Five-Year Plan period (2021-2025)", "2021-01-01..2025-12-31"),
        ("in the year 2022", "2022-01-01..2022-12-31"),
        ("CY2022", "2022-01-01..2022-12-31"),
        ("on the 15th", "2023-08-15..2023-08-15"),
        ("the January-July period this year", "2023-01-01..2023-07-31"),
        ("the January – July 2022 time period", "2022-01-01..2022-07-31"),
        ("the accumulated period of January to May", "2023-01-01..2023-05-31"),
        ("the first semester", "2023-01-01..2023-06-30"),
        ("the six months to June-end", "2023-01-01..2023-06-30"),
        ("half-year profit", "2023-01-01..2023-06-30"),
        ("thus far in 2023", "2023-01-01..2023-08-22"),
        ("the fiscal year through March 2022", "2021-04-01..2022-03-31"),
        ("on the 25th", "2023-07-25..2023-07-25"),
    ],
)
def test_resolves_at_the_date_of_publication(text: str, expected: str | None) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text", ["this year", "last year", "in July", "the first half", "last month", "on Sunday", "by Aug 20"]
)
def test_nothing_dates_it_without_a_year(text: str) -> None:
    assert only(text, published=None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in July", "2020-07-01..2020-07-31"),
        ("last year", "2019-01-01..2019-12-31"),
        ("the first half of this year", "2020-01-01..2020-06-30"),
        ("last month", None),
    ],
)
def test_a_year_without_a_date_is_enough_for_some(text: str, expected: str | None) -> None:
    assert only(text, published=None, year=2020) == expected


def test_a_future_month_is_the_next_one() -> None:
    assert only("in March", future=True) == "2024-03-01..2024-03-31"
    assert only("in December", future=True) == "2023-12-01..2023-12-31"


MARCH_WEEK = Period(date(2022, 3, 10), date(2022, 3, 16))
END_OF_MARCH = Period(None, date(2022, 3, 31))


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        ("for the whole month", MARCH_WEEK, "2022-03-01..2022-03-31"),
        ("by the end of the month", MARCH_WEEK, "..2022-03-31"),
        ("in the first week", MARCH_WEEK, "2022-03-01..2022-03-07"),
        ("as of the same date", END_OF_MARCH, "..2022-03-31"),
        ("as of the end of the period", END_OF_MARCH, "..2022-03-31"),
        ("in the month", Period(date(2022, 1, 1), date(2022, 3, 31)), "2022-03-01..2022-03-31"),
        ("in the month", Period(date(2022, 1, 1), date(2022, 12, 31)), None),
        ("the same period of 2019", MARCH_WEEK, "2019-03-10..2019-03-16"),
        ("the same period last month", MARCH_WEEK, "2022-02-10..2022-02-16"),
    ],
)
def test_leans_on_a_month_or_part_of_one(text: str, previous: Period, expected: str | None) -> None:
    assert only(text, previous=previous) == expected


def test_the_period_behind_a_state_is_what_the_document_is_about() -> None:
    (mention,) = find("in the period")
    quarter = Period(date(2022, 1, 1), date(2022, 3, 31))
    assert resolve(mention.expr, Anchor(previous=END_OF_MARCH, span=quarter)) == quarter
    assert resolve(mention.expr, Anchor(previous=END_OF_MARCH, span=MARCH_WEEK)) == END_OF_MARCH


def test_an_estimate_of_the_month_just_over() -> None:
    assert only("in July", future=True) == "2023-07-01..2023-07-31"


JANUARY_TO_MAY = Period(date(2022, 1, 1), date(2022, 5, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the same period", "2022-01-01..2022-05-31"),
        ("over the five months", "2022-01-01..2022-05-31"),
        ("over the six months", None),
        ("the same period last year", "2021-01-01..2021-05-31"),
        ("a year earlier", "2021-01-01..2021-05-31"),
        ("the previous year", "2021-01-01..2021-12-31"),
        ("that year", "2022-01-01..2022-12-31"),
        ("a year later", "2023-01-01..2023-12-31"),
        ("year to date", "2022-01-01..2022-05-31"),
        ("the two years that followed", "2023-01-01..2024-12-31"),
        ("the same quarter of 2019", "2019-01-01..2019-05-31"),
    ],
)
def test_leans_on_the_period_before(text: str, expected: str | None) -> None:
    assert only(text, previous=JANUARY_TO_MAY, published=None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "up 4% from the same period last year",
        "12 percent more than in 2020",
        "a rise of 3 percent over April 2022",
        "compared with 2019",
        "versus last year",
        "a year ago",
        "higher than the previous month",
    ],
)
def test_periods_compared_with(text: str) -> None:
    assert [mention.role for mention in find(text)] == ["comparison"]


@pytest.mark.parametrize(
    "text",
    [
        "The rest may follow.",
        "The second half of the project is dear.",
        "It sold 2023 units.",
        "They march on.",
        "Standard GB2019 applies.",
        "Worth $2020 each.",
        "A march of 30 km.",
    ],
)
def test_no_time_at_all(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Agenda 2030 speaks of it.", "name"),
        ("The Model 2025 is new.", "name"),
        ("Copyright 2019 by the press.", "name"),
        ("The 2021 Global Tyre Summit has begun.", "event_name"),
        ("The firm was founded in 2004.", "background"),
        ("Officials met on June 5.", "event"),
        ("The line opened on June 5.", "event"),
        ("The Tyre Expo runs June 5 to 9.", "event"),
    ],
)
def test_times_that_are_no_period_of_figures(text: str, role: str) -> None:
    assert [mention.role for mention in find(text)] == [role]


def test_a_time_some_words_behind_a_comparison_is_compared_with() -> None:
    for text in (
        "Output fell, slower than the pace in July.",
        "Output rose 5 percent, up 2 points from the growth rate in July.",
        "Sales rose more than the output recorded in the first seven months.",
    ):
        assert find(text)[-1].comparison
    for text in ("Sales more than doubled in July.", "Sales rose to the level of 500 in July."):
        assert not find(text)[-1].comparison


def test_each_year_of_a_list_is_found() -> None:
    assert [dates(resolve(m.expr, Anchor())) for m in find("In 2019, 2020 and 2021 it grew.")] == [
        "2019-01-01..2019-12-31",
        "2020-01-01..2020-12-31",
        "2021-01-01..2021-12-31",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 2021 Global Tyre Summit has begun. Sales rose this year.", 2021),
        ("Output in the first quarter of 2022 doubled. June was better.", 2022),
        ("In 2020 it made vans. This year it makes trucks.", None),
        ("The hall is to open in June 2031. In July work went on.", None),
        ("In July work went on.", None),
        ("In July it made more than in the same month of 2020. The 2021 forecast stays.", 2021),
        ("In July it made more than in the same month of 2020.", None),
    ],
)
def test_year_of_a_document_without_a_date(text: str, expected: int | None) -> None:
    assert document_year(find(text)) == expected
    assert document_year(find(text), date(2018, 3, 1)) == 2018


WORDS = st.sampled_from(
    [
        *(
            "in",
            "by",
            "from",
            "to",
            "-",
            ".",
            ",",
            "the",
            "of",
            "this",
            "last",
            "same",
            "first",
            "three",
            "half",
        ),
        *("end", "period", "months", "year", "2022", "31", "30", "4", "Q", "as", "Feb", "May", "June"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join), st.none() | st.dates(date(1950, 1, 1), date(2079, 12, 31)))
def test_offsets_hold_and_no_period_ends_before_it_starts(text: str, published: date | None) -> None:
    previous, last = None, 0
    for mention in find(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        last = mention.end
        period = resolve(mention.expr, Anchor(published, None, previous))
        if period is not None:
            assert period.start is None or (period.end is not None and period.start <= period.end)
        previous = period


def test_branches_of_the_shapes_that_are_alike_are_one() -> None:
    """As a plain trie the shapes have some 67,000 nodes, a third of a second of every start."""
    spec = parse((patterns_folder() / "en" / "periods.yml").read_text("utf-8"), PeriodPatterns, "periods.yml")
    found: set[int] = set()
    following = [Shapes(spec)._root]
    while following:
        node = following.pop()
        if id(node) not in found:
            found.add(id(node))
            following += [*node.words.values(), *node.slots.values()]
    assert len(found) < 3_000
