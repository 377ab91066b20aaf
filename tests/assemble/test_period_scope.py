"""Which period a figure takes: from its own words, its clause, its sentence, or the sentences before."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.assemble.period_scope import AssignedPeriod, FigureSlot, PeriodScope, SentenceView
from nevextract.find.periods import Anchor, PeriodFinder, document_year
from nevextract.patterns import Pack, patterns_folder
from nevextract.patterns.load import parse
from nevextract.patterns.pack import Loaded
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import tokenize

REFERENCE = date(2023, 8, 22)


@cache
def pack() -> Pack:
    source = (patterns_folder() / "en" / "periods.yml").read_text("utf-8")
    spec = parse(source, PeriodPatterns, "periods.yml")
    return Pack("en", {"periods": (Loaded("periods", "periods", "periods.yml", spec),)})


@cache
def finder() -> PeriodFinder:
    return PeriodFinder(pack())


def slots_of(sentence: str, offset: int, marks: dict[str, dict[str, object]]) -> tuple[FigureSlot, ...]:
    """A slot for every quote of `marks` that stands in the sentence."""
    found = []
    for quote, facts in marks.items():
        at = sentence.find(quote)
        if at >= 0:
            begin = offset + at
            found.append(FigureSlot(begin, begin + len(quote), "sales", **facts))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda slot: slot.start))


def assign(
    sentences: list[str],
    marks: dict[str, dict[str, object]],
    published: date | None = REFERENCE,
    paragraphs: list[int] | None = None,
    kinds: list[str] | None = None,
) -> dict[str, AssignedPeriod]:
    """The period of every quote, the sentences joined by blanks to one text."""
    text = " ".join(sentences)
    tokens = tokenize(text)
    views, offset, every = [], 0, []
    for number, sentence in enumerate(sentences):
        inside = [i for i, t in enumerate(tokens) if offset <= t.start < offset + len(sentence)]
        mentions = finder().find(tokens, text, inside[0], inside[-1] + 1)
        every += mentions
        views.append(
            SentenceView(
                inside[0],
                inside[-1] + 1,
                tuple(mentions),
                slots_of(sentence, offset, marks),
                paragraphs[number] if paragraphs else 0,
                kinds[number] if kinds else "prose",
            )
        )
        offset += len(sentence) + 1
    rows = PeriodScope(pack()).assign(text, tokens, views, Anchor(published, document_year(every, published)))
    return {
        text[slot.start : slot.end]: row
        for view, found in zip(views, rows, strict=True)
        for slot, row in zip(view.slots, found, strict=True)
    }


def assign_rows(sentences: list[str], quotes: list[str], kinds: list[str]) -> list[AssignedPeriod]:
    """The periods of `quotes`, one a sentence, each sentence a paragraph."""
    marks: dict[str, dict[str, object]] = {quote: {} for quote in quotes}
    found = assign(sentences, marks, paragraphs=list(range(len(sentences))), kinds=kinds)
    return [found[quote] for quote in quotes]


def shown(period: AssignedPeriod) -> str:
    return f"{period.start or ''}..{period.end or ''}"


LEVEL: dict[str, object] = {}
CHANGE: dict[str, object] = {"measure": "change"}
JULY_23, JUNE_23, JULY_22 = "2023-07-01..2023-07-31", "2023-06-01..2023-06-30", "2022-07-01..2022-07-31"
Y21, Y22 = "2021-01-01..2021-12-31", "2022-01-01..2022-12-31"


@pytest.mark.parametrize(
    ("sentence", "marks", "expected"),
    [
        ("It went from 700 trams in June to 900 trams in July.", ("700 trams", "900 trams"), (JUNE_23, JULY_23)),
        ("In July it sold 900 trams, versus 650 in July last year.", ("900 trams", "650"), (JULY_23, JULY_22)),
        ("Sales in July were 900 trams (640 a year earlier).", ("900 trams", "640"), (JULY_23, JULY_22)),
        ("In July it sold 900 trams, against June's 720 trams.", ("900 trams", "720 trams"), (JULY_23, JUNE_23)),
        ("In 2021 and 2022 sales were 300 and 500 trams.", ("300", "500 trams"), (Y21, Y22)),
        ("In 2021 and 2022 it sold 800 trams.", ("800 trams",), ("2021-01-01..2022-12-31",)),
        ("It sold 500 trams, the most ever, in 2022.", ("500 trams",), (Y22,)),
        ("It sold 500 trams in 2022; the year before it was 300.", ("500 trams", "300"), (Y22, Y21)),
        ("By July 9 it had sold 410 trams this year.", ("410 trams",), ("2023-01-01..2023-07-09",)),
        ("On July 9 the mayor said that 410 trams were sold.", ("410 trams",), ("..",)),
        ("The firm, founded in 1999, sold 410 trams.", ("410 trams",), ("..",)),
        ("Over the past six years it sold 410 trams.", ("410 trams",), ("..",)),
        ("Model 2025 sold 410 times.", ("410 times",), ("..",)),
        ("It now has 410 trams.", ("410 trams",), ("..2023-08-22",)),
        ("In the July 1-16 period it sold 410 trams.", ("410 trams",), ("2023-07-01..2023-07-16",)),
        (
            "In July 900 trams (700 trams) were sold, 30 percent up year on year.",
            ("900", "700 trams"),
            (JULY_23, JULY_22),
        ),
        ("In July it sold 900 trams, a year-on-year jump from 700.", ("900 trams", "700"), (JULY_23, JULY_22)),
        ("In July it sold 900 trams, month-on-month up from 700.", ("900 trams", "700"), (JULY_23, JUNE_23)),
        ("In July its sales more than doubled to 900 trams.", ("900 trams",), (JULY_23,)),
        ("In July it sold 900 trams, its share rising from 27 percent in June.", ("900 trams",), (JULY_23,)),
        (
            "In H1 2023 alone it sold 900 trams, over its 700 for 2022.",
            ("900 trams", "700"),
            ("2023-01-01..2023-06-30", Y22),
        ),
        ("It sold 900 trams in H1 2023, surpassing its 700 for 2022.", ("900 trams",), ("2023-01-01..2023-06-30",)),
        ("Ridge: 900 trams by 2025.", ("900 trams",), ("2025-01-01..2025-12-31",)),
        ("By 2027, 900 trams; value of all: 410.", ("900 trams", "410"), ("2027-01-01..2027-12-31",) * 2),
    ],
)
def test_within_a_sentence(sentence: str, marks: tuple[str, ...], expected: tuple[str, ...]) -> None:
    found = assign([sentence], dict.fromkeys(marks, LEVEL))
    assert tuple(shown(found[quote]) for quote in marks) == expected


def test_a_change_takes_the_period_of_its_level() -> None:
    marks = {"900 trams": LEVEL, "12 percent": {"measure": "change", "governed_by": 0}}
    found = assign(["In July it sold 900 trams, 12 percent more than a year before."], marks)
    assert shown(found["12 percent"]) == JULY_23


def test_a_change_does_not_take_the_period_compared_with() -> None:
    marks = {"900 trams": LEVEL, "720": LEVEL, "25 percent": {"measure": "change", "governed_by": 1}}
    found = assign(["In July it sold 900 trams.", "Versus 720 in June that is 25 percent up."], marks)
    assert shown(found["720"]) == JUNE_23
    assert shown(found["25 percent"]) == JULY_23


def test_a_change_compared_with_keeps_its_month_to_itself() -> None:
    marks = {"900 trams": LEVEL, "12 percent": CHANGE, "9 percent": CHANGE}
    found = assign(["In July it sold 900 trams.", "Vans: 12 percent, against 9 percent in June."], marks)
    assert [shown(found[quote]) for quote in marks] == [JULY_23, JULY_23, JUNE_23]


def test_what_is_planned_later_in_a_sentence_does_not_move_what_is_past() -> None:
    marks = {"900 trams": LEVEL, "5000 trams": {"status": "expected"}}
    found = assign(["In the first half of the year it sold 900 trams and planned 5000 trams."], marks)
    assert shown(found["900 trams"]) == "2023-01-01..2023-06-30"


def test_months_listed_each_with_its_number() -> None:
    marks = {"4.5 percent": CHANGE, "6.5 percent": CHANGE, "8.5 percent": CHANGE}
    found = assign(["Growth by month: May 4.5 percent, June 6.5 percent, July 8.5 percent."], marks)
    assert [shown(found[quote]) for quote in marks] == ["2023-05-01..2023-05-31", JUNE_23, JULY_23]


def test_a_period_holds_until_the_text_moves_on() -> None:
    sentences = ["In 2021 it sold 300 trams.", "Buses came to 70 units.", "In 2022 it sold 500 trams.", "Vans: 90."]
    found = assign(sentences, {"300 trams": LEVEL, "70 units": LEVEL, "500 trams": LEVEL, "90": LEVEL})
    assert [shown(p) for p in found.values()] == [Y21, Y21, Y22, Y22]
    assert [p.inherited for p in found.values()] == [False, True, False, True]
    assert found["70 units"].text == "2021"


def test_a_look_back_does_not_move_the_text() -> None:
    sentences = ["In July it sold 900 trams.", "In June it had been 720.", "Buses came to 70 units."]
    found = assign(sentences, {"900 trams": LEVEL, "720": LEVEL, "70 units": LEVEL})
    assert [shown(p) for p in found.values()] == [JULY_23, JUNE_23, JULY_23]


@pytest.mark.parametrize("facts", [{"stock": True}, {"status": "target"}, {"status": "expected"}])
def test_what_takes_over_nothing(facts: dict[str, object]) -> None:
    found = assign(["In 2022 it sold 500 trams.", "The works is for 800 trams."], {"500": LEVEL, "800 trams": facts})
    assert found["800 trams"] == AssignedPeriod()


def test_plans_go_with_plans_of_the_same_paragraph() -> None:
    marks = {"700 trams": {"status": "target"}, "90 vans": {"status": "target"}}
    sentences = ["By 2027 it will sell 700 trams.", "It aims at 90 vans."]
    assert shown(assign(sentences, marks)["90 vans"]) == "2027-01-01..2027-12-31"
    assert shown(assign(sentences, marks, paragraphs=[0, 1])["90 vans"]) == ".."


def test_signing_takes_the_day() -> None:
    found = assign(["On March 3, 2022 a fair was held.", "In all 12 deals were signed."], {"12 deals": {"event": True}})
    assert shown(found["12 deals"]) == "2022-03-03..2022-03-03"


def test_a_new_paragraph_goes_back_to_what_the_document_is_about() -> None:
    sentences = [
        "Trams in July: a look",
        "In July it sold 900 trams.",
        "Data for June: 250 vans.",
        "Buses came to 70 units.",
    ]
    marks = {"900 trams": LEVEL, "250 vans": LEVEL, "70 units": LEVEL}
    found = assign(sentences, marks, paragraphs=[0, 1, 2, 3], kinds=["heading", "prose", "prose", "prose"])
    assert [shown(p) for p in found.values()] == [JULY_23, JUNE_23, JULY_23]


def test_a_quarter_inside_the_half_year_is_an_aside() -> None:
    sentences = ["In the first half of 2023 it sold 900 trams.", "In the second quarter 400 trams.", "Buses: 70 units."]
    found = assign(sentences, {"900 trams": LEVEL, "400 trams": LEVEL, "70 units": LEVEL}, paragraphs=[0, 1, 2])
    half = "2023-01-01..2023-06-30"
    assert [shown(p) for p in found.values()] == [half, "2023-04-01..2023-06-30", half]


def test_a_moment_does_not_hold_for_what_is_counted_over_a_period() -> None:
    sentences = ["In the first half of 2023 it sold 900 trams.", "As of June 30 it had 410 deals."]
    marks: dict[str, dict[str, object]] = {"900 trams": LEVEL, "410 deals": LEVEL, "70 buses": LEVEL}
    found = assign([*sentences, "It sold 70 buses in the period."], marks)
    half = "2023-01-01..2023-06-30"
    assert [shown(p) for p in found.values()] == [half, "..2023-06-30", half]


@pytest.mark.parametrize("heading", ["II. Main tasks for 2024", "Outlook for 2024"])
def test_a_heading_with_a_year_begins_a_section(heading: str) -> None:
    sentences = ["A report", "In 2022 it sold 900 trams.", heading, "Sales to grow by 6 percent.", "Vans: 90."]
    target = {"measure": "change", "status": "target"}
    marks = {"900 trams": LEVEL, "6 percent": target, "90": {"status": "target"}}
    kinds = ["heading", "prose", "heading", "prose", "prose"]
    found = assign(sentences, marks, paragraphs=[0, 1, 2, 3, 4], kinds=kinds)
    year = "2024-01-01..2024-12-31"
    assert [shown(p) for p in found.values()] == [Y22, year, year]


def test_a_headline_takes_the_period_of_the_sentence_that_repeats_it() -> None:
    sentences = ["Ridge sells 9,120 trams", "In July Ridge sold 9,120 of them."]
    rows = assign_rows(sentences, ["9,120 trams", "9,120 of them"], ["heading", "prose"])
    assert [shown(p) for p in rows] == [JULY_23, JULY_23]


def test_what_nothing_dates_is_flagged() -> None:
    found = assign(["In July it sold 900 trams."], {"900 trams": LEVEL}, published=None)["900 trams"]
    assert (shown(found), found.text, found.flags) == ("..", "July", ("period_unresolved",))


PIECES = st.sampled_from(
    [
        "In 2021",
        "in June",
        "a year earlier",
        "5 units",
        "7 units",
        "9 units",
        ",",
        ";",
        "(",
        ")",
        "and",
        "versus",
        "now",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4), st.booleans())
def test_every_figure_gets_dates_that_make_sense(sentences: list[str], dated: bool) -> None:
    marks = dict.fromkeys(("5 units", "7 units", "9 units"), LEVEL)
    text = " ".join(sentences)
    for period in assign(sentences, marks, REFERENCE if dated else None).values():
        if period.start is not None:
            assert period.end is not None and period.start <= period.end
        if period.text is not None:
            assert text[period.mention_start : period.mention_end] == period.text
