"""What lies between two places of a sentence, and which cues it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.assemble.view import Gap, SentenceView
from nevextract.find.cues import METRIC, cue_finder
from nevextract.mentions import Sentence
from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize

FINDER = QuantityFinder(load_pack("en"))
MONEY = ("output_value", "revenue")


def view_of(text: str, *asides: str) -> SentenceView:
    """The view of a text as one sentence; `asides` are the parts of it that are periods."""
    tokens = tokenize(text)
    quantities, _ = FINDER.find(tokens, text)
    sentence = Sentence(0, len(text), 0, len(tokens), "prose", 0)
    spans = [(text.index(part), text.index(part) + len(part)) for part in asides]
    return SentenceView(sentence, tokens, quantities, cue_finder(load_pack("en")).find(tokens), spans, money=MONEY)


def between(view: SentenceView, left: str, right: str) -> Gap:
    """The gap between the words `left` and `right`."""
    words = [t.text for t in view.tokens]
    return view.gap(words.index(left) + 1, words.index(right))


def counted(gap: Gap) -> dict[str, int]:
    """The counts that are not nought."""
    return {name: n for name, n in gap._asdict().items() if n}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("alpha omega", {}),
        ("alpha tall trees omega", {"words": 2}),
        ("alpha, tall; omega", {"words": 1, "commas": 1, "strong": 1}),
        ("alpha : omega", {"colons": 1}),
        ("alpha | omega", {"cells": 1}),
        ("alpha of omega", {"links": 1}),
        ("alpha and omega", {"weak": 1}),
        ("alpha while omega", {"words": 1, "strong": 1}),
        ("alpha of 41,000 cars omega", {"links": 1, "amounts": 1}),
        ("alpha 9 percent omega", {"ratios": 1}),
        ("alpha revenue omega", {"words": 1, "values": 1}),
        ("alpha deliveries omega", {"words": 1, "volumes": 1}),
        ('alpha "tall - trees" omega', {"words": 2}),
        ("alpha (tall, 41,000 cars; trees) omega", {"amounts": 1}),
        ("alpha （tall trees） omega", {}),
        ("alpha (tall (very) trees) omega", {}),
    ],
)
def test_gap_counts(text: str, counts: dict[str, int]) -> None:
    assert counted(between(view_of(text), "alpha", "omega")) == counts


def test_periods_do_not_count() -> None:
    text = "exports from January to May, 2023 reached 4,100 cars"
    loud, quiet = view_of(text), view_of(text, "from January to May, 2023")
    assert counted(between(quiet, "exports", "reached")) == {}
    assert counted(between(loud, "exports", "reached"))["commas"] == 1


def test_a_bare_gap_holds_nothing_but_ties() -> None:
    view = view_of("exports of about 41,000 cars, and sales")
    assert view.gap(1, view.slots[0].first).bare
    assert not view.gap(view.slots[0].last, view.last).bare


def test_gaps_out_of_order_or_out_of_reach_are_empty() -> None:
    view = view_of("tall trees sway")
    assert counted(view.gap(2, 1)) == counted(view.gap(1, 1)) == {}
    assert view.gap(0, 3).words == 3


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_gaps_add_up(a: int, b: int, c: int) -> None:
    view = view_of("sales rose 9 percent, while exports (4,100 cars) fell by half")
    a, b, c = sorted(min(n, view.last) for n in (a, b, c))
    assert view.gap(a, c) == Gap(*(x + y for x, y in zip(view.gap(a, b), view.gap(b, c), strict=True)))


def test_a_sentence_in_the_middle_of_a_document_counts_from_its_own_start() -> None:
    text = "One, two, three. Tall trees, alpha grow omega."
    tokens = tokenize(text)
    first = next(i for i, t in enumerate(tokens) if t.text == "Tall")
    view = SentenceView(Sentence(17, len(text), first, len(tokens), "prose", 0), tokens, [], [])
    assert (view.first, view.last) == (first, len(tokens))
    assert between(view, "alpha", "omega").words == 1
    assert counted(between(view, "Tall", "omega")) == {"words": 3, "commas": 1}


def test_slots_are_the_quantities_in_tokens() -> None:
    view = view_of("Sales rose 9.5 percent to some 41,000 cars.")
    assert [view.source(s.first, s.last) for s in view.slots] == ["9.5 percent", "some 41,000 cars"]
    assert [s.number for s in view.slots] == [0, 1]


def test_brackets() -> None:
    view = view_of("a (b [c] d) e (f) g) h")
    ids = {t.text: view.bracket(i) for i, t in enumerate(view.tokens) if t.text.isalpha()}
    assert ids["a"] == ids["e"] == ids["g"] == ids["h"] == 0
    assert ids["b"] == ids["d"] != ids["c"]
    assert len({ids["b"], ids["c"], ids["f"], 0}) == 4


def test_a_bracket_that_never_closes_ends_with_the_sentence() -> None:
    view = view_of("a (b c")
    assert view.bracket(view.last - 1) != 0
    assert view_of("d e").bracket(1) == 0


def test_deep_brackets_do_not_break_it() -> None:
    view = view_of("(" * 50 + "a" + ")" * 50 + " b")
    assert view.bracket(view.last - 1) == 0


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('the "4 + 3" plan', True),
        ("the “4 + 3” plan", True),
        ("the 4 plan", False),
        ('"the 4 plan', False),
        ('he said "we shall build and sell and export 4 new cars in the next year"', False),
    ],
)
def test_short_quotation_marks(text: str, quoted: bool) -> None:
    view = view_of(text)
    assert view.quoted(next(i for i, t in enumerate(view.tokens) if t.text == "4")) is quoted


def test_that_of_stands_for_the_metric_named_last() -> None:
    view = view_of("The output value was 9 billion yuan, that of the county 2 billion yuan.")
    that = next(i for i, t in enumerate(view.tokens) if t.text == "that")
    assert {c.value for c in view.of(METRIC) if c.first == that} == {"output_value"}
    assert [c.first for c in view.of(METRIC)] == sorted(c.first for c in view.of(METRIC))


def test_that_of_before_any_metric_stands_for_none() -> None:
    view = view_of("That of the county was an output value of 2 billion yuan.")
    assert all(c.first > 1 for c in view.of(METRIC))


def test_that_of_stands_for_every_metric_of_the_last_name() -> None:
    """'exports' names a volume and a value; what stands for it is both."""
    view = view_of("Exports were 9 billion yuan, those of the county 2 billion yuan.")
    those = next(i for i, t in enumerate(view.tokens) if t.text == "those")
    named = {c.value for c in view.of(METRIC) if c.first == 0 and c.side == "noun"}
    assert named
    assert {c.value for c in view.of(METRIC) if c.first == those} == named


def test_may_is_no_may() -> None:
    text = "The firm sold 41 cars in May and may sell 90."
    assert [view_of(text, "in May").tokens[c.first].text for c in view_of(text, "in May").of("status")] == [
        "sold",
        "may",
    ]
    assert "May" in [view_of(text).tokens[c.first].text for c in view_of(text).of("status")]


@pytest.mark.parametrize(
    ("text", "digits"), [("sold 41 cars", True), ("sold two cars", False), ("sold 1.2 million cars", True)]
)
def test_numbers_in_digits(text: str, digits: bool) -> None:
    view = view_of(text)
    assert view.has_digit(view.slots[0]) is digits


def test_source_is_the_text_with_single_blanks() -> None:
    view = view_of("sold  41,000\n new-energy\tcars, (all)")
    assert view.source(0, view.last) == "sold 41,000 new-energy cars, (all)"


def test_a_dependent_name_only_qualifies_the_one_before() -> None:
    view = view_of("The added value of enterprises grew, and exports fell.")
    names = {view.tokens[c.first].text: view.dependent(c) for c in view.of(METRIC) if c.side == "noun"}
    assert names["enterprises"] is True
    assert names["exports"] is False
