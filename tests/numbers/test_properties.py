"""What holds for every number and every text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.mentions import NotQuantity, Quantity
from nevextract.numbers import QuantityFinder, find_quantities
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize

MAGNITUDES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12, " crore": 10**7}
PIECES = [
    "5",
    "3.5",
    "1,250",
    "2023",
    "07",
    "12-13",
    "$",
    "RMB",
    "€",
    "%",
    "yuan",
    "million",
    "billion",
    "-",
    "–",
    "+",
    "to",
    "and",
    "a",
    "half",
    "third",
    "first",
    "No.",
    "top",
    "ranked",
    "more than",
    "over",
    "about",
    "between",
    "from",
    "GWh",
    "cars",
    "of",
    "them",
    "(",
    ")",
    "per year",
    "times",
    "fold",
    "doubled",
    "one",
    "two",
    "May",
    ".",
    "\n",
    "[",
    "hundreds",
    "level",
    "plus",
    "or so",
    "’",
    "\u3000",
    "年",
    "超",
    "TP3T",
    "x",
    "@",
    "://",
    "www.",
    '"',
    "rose",
    "cents",
    "in",
    "place",
    ",",
    "/",
    ":",
    "U.S.",
    "hours",
    "ten",
    "suppliers",
    "who",
    "mile",
    "quarter",
    "by",
    "aged",
    "old",
    "'",
    "^",
    "e",
    "point",
    "couple",
    "pounds",
    "lost",
    "C",
    "1/4",
    "negative",
    "or",
    "fewer",
    "per",
    "index",
]


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(sorted(MAGNITUDES)))
def test_a_rendered_number_is_found_again(units: int, places: int, magnitude: str) -> None:
    value = Decimal(units).scaleb(-places)
    text = f"It cost {value:,f}{magnitude} yuan."
    (found,) = find_quantities(text)
    assert (found.value, found.unit) == (value * MAGNITUDES[magnitude], "CNY")


def check(text: str) -> None:
    tokens = tokenize(text)
    for general in (False, True):
        check_spans(text, *QuantityFinder(load_pack("en"), general=general).find(tokens, text))


def check_spans(text: str, found: list[Quantity], refused: list[NotQuantity]) -> None:
    for one in found:
        assert one.start <= one.number_start < one.number_end <= one.end
        assert text[one.number_start : one.number_end].strip()
        assert one.value.is_finite()
        if one.noun is not None and one.noun_start is not None:
            assert one.start <= one.noun_start
            assert text[one.noun_start : one.noun_end] == one.noun
    spans = sorted([(q.start, q.end) for q in found] + [(n.start, n.end) for n in refused])
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [q.start for q in found] == sorted(q.start for q in found)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([" ", ""]))
def test_spans_nest_and_do_not_overlap(pieces: list[str], glue: str) -> None:
    check(glue.join(pieces))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    check(text)


def test_cost_grows_with_the_length_only(calls: Callable[[Callable[[], object]], int]) -> None:
    for piece in (
        "100 ",
        "million ",
        "5 - ",
        "1-",
        "a ",
        "(",
        "two hundred and ",
        "from 3 to ",
        "www.",
        "5 million 4 ",
        '5" ',
        "5 x ",
        "2 by ",
        "half a ",
        "1/4 ",
        "one point ",
        "fell 5% ",
        "lost 5 pounds ",
        "a couple of ",
        "5 pills of ",
    ):
        small, large = (calls(lambda text=piece * count: find_quantities(text)) for count in (200, 800))
        assert large < 4 * small * 1.35, piece
