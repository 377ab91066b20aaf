"""Lists of names and lists of numbers, matched."""

from __future__ import annotations

import pytest

from nevextract.assemble.structures import align, coordinated, coordinated_runs, metric_chains
from nevextract.assemble.view import SentenceView
from nevextract.find.cues import cue_finder
from nevextract.mentions import Sentence
from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.pipeline import Extractor
from nevextract.tokens import tokenize

FINDER = QuantityFinder(load_pack("en"))


def view_of(text: str) -> SentenceView:
    tokens = tokenize(text)
    quantities, _ = FINDER.find(tokens, text)
    cues = cue_finder(load_pack("en")).find(tokens)
    return SentenceView(Sentence(0, len(text), 0, len(tokens), "prose", 0), tokens, quantities, cues)


def aligned(text: str) -> dict[str, list[str]]:
    """The metrics that lists give to each quantity."""
    view = view_of(text)
    found = align(view)
    shown: dict[str, list[str]] = {}
    for slot in view.slots:
        one, many = found.metric_of(slot.number), found.shared.get(slot.number, ())
        if one or many:
            shown[view.source(slot.first, slot.last)] = [one] if one else [c.value for c in many]
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "output and sales reached 2.6 and 2.4 million units",
            {"2.6": ["production"], "2.4 million units": ["sales"]},
        ),
        (
            "production, sales and exports were 12,000, 11,400 and 3,900 cars, respectively",
            {"12,000": ["production"], "11,400": ["sales"], "3,900 cars": ["exports"]},
        ),
        (
            "production and sales both exceeded 9 million",
            {"exceeded 9 million": ["production", "sales"]},
        ),
        (
            "production and sales were 31,500 and 29,800 cars, up 12 percent and 9 percent, respectively",
            {
                "31,500": ["production"],
                "29,800 cars": ["sales"],
                "12 percent": ["production"],
                "9 percent": ["sales"],
            },
        ),
        (
            "output and sales rose 12 percent and 9 percent, while revenue and profit fell 3 percent and 1 percent",
            {"12 percent": ["production"], "9 percent": ["sales"], "3 percent": ["revenue"], "1 percent": ["profit"]},
        ),
        (
            "output and sales rose 12 percent and 9 percent, while foreign trade fell 3 percent and 1 percent",
            {"12 percent": ["production"], "9 percent": ["sales"]},
        ),
        ("output and sales rose", {}),
        ("output was 41 cars and sales were 40 cars", {}),
        ("output rose 12 percent and 9 percent", {}),
        ("output and sales of 41, 40 and 39 cars", {}),
        ("41 and 40 cars were the output and sales", {}),
        ("output, and then in the long run sales, of 41 and 40 cars", {}),
        ("sales and sales were 41 and 40 cars", {}),
    ],
)
def test_alignments(text: str, expected: dict[str, list[str]]) -> None:
    assert aligned(text) == expected


def test_names_of_a_list_must_be_different() -> None:
    assert metric_chains(view_of("exports and exports")) == []
    assert [[c.value for c in chain] for chain in metric_chains(view_of("output, sales and exports"))] == [
        ["production", "sales", "exports"]
    ]


def test_runs_hold_numbers_of_one_kind() -> None:
    view = view_of("up 12 percent and 9 percent, 41,000 cars and 3,900 cars")
    runs = [[view.source(s.first, s.last) for s in run] for run in coordinated_runs(view)]
    assert runs == [["12 percent", "9 percent"], ["41,000 cars", "3,900 cars"]]


def test_every_quantity_is_in_one_run() -> None:
    view = view_of("sold 41 cars, 40 vans and 3 buses; exported 9 percent of them, or 7 GWh and 2 tonnes")
    assert [s for run in coordinated_runs(view) for s in run] == list(view.slots)


@pytest.mark.parametrize(
    ("joint", "holds"),
    [
        (" and ", True),
        (", ", True),
        (", and ", True),
        (" as well as ", True),
        (" or then ", False),
        ("; ", False),
        (" ", False),
    ],
)
def test_conjunctions(joint: str, holds: bool) -> None:
    view = view_of(f"alpha{joint}omega")
    assert coordinated(view, 1, view.last - 1) is holds


def readings(text: str) -> list[tuple[str, str, int, str]]:
    return [(f.quote, f.metric, int(f.value), f.measure) for f in Extractor().extract(text).figures]


def test_two_figures_of_one_quote() -> None:
    found = Extractor().extract("In 2022 production and sales both exceeded 9 million.").figures
    assert [f.metric for f in found] == ["production", "sales"]
    assert len({(f.quote, f.start, f.end, f.value) for f in found}) == 1
    assert len({f.id for f in found}) == 2
    assert found[1].same_as is None


def test_respectively_in_two_runs() -> None:
    text = "In May 2023 production and sales were 31,500 and 29,800 cars, up 12 percent and 9 percent respectively."
    assert readings(text) == [
        ("31,500", "production", 31500, "level"),
        ("29,800 cars", "sales", 29800, "level"),
        ("12 percent", "production", 12, "change"),
        ("9 percent", "sales", 9, "change"),
    ]


def test_a_list_of_changes_shared_by_two_metrics() -> None:
    assert readings("Both output and sales rose by 12 percent in May 2023.") == [
        ("12 percent", "production", 12, "change"),
        ("12 percent", "sales", 12, "change"),
    ]


def test_a_unit_that_does_not_fit_leaves_a_metric_out() -> None:
    """Money is no output, so one number after two names is the one that it fits."""
    assert {m for _, m, _, _ in readings("The output and output value reached 4.1 billion yuan.")} == {"output_value"}
