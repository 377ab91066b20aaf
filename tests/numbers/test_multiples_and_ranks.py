"""Multiples, fractions and ranks that the number grammar reads, as tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nevextract.numbers import find_quantities

CHANGES = [
    ("Output rose 3.3 times.", "330", "fold_increase", "3.3"),
    ("It was a 5.7-fold increase.", "570", "fold_increase", "5.7"),
    ("Output surged fourfold.", "400", "fold_increase", "4"),
    ("It was 1.3 times that of the year before.", "30", "times_that_of", "1.3"),
    ("It is four times the volume of May.", "300", "times_that_of", "4"),
    ("It grew to three times the level of May.", "200", "times_that_of", "3"),
    ("Output doubled.", "100", "doubled", "2"),
    ("Output tripled.", "200", "doubled", "3"),
    ("Output halved.", "-50", "halved", "0.5"),
    ("Costs were cut in half.", "-50", "halved", "0.5"),
    ("They cut the price in half.", "-50", "halved", "0.5"),
    ("Prices fell by more than half.", "-50", "halved", "0.5"),
    ("Wages rose by half.", "50", "fraction", None),
    ("It was three times the 2019 level.", "200", "times_that_of", "3"),
    ("Three in ten of the cars are red.", "30", "fraction", None),
    ("Nearly one in five new cars is red.", "20", "fraction", None),
    ("It took six out of every 10 vans.", "60", "fraction", None),
    ("Of all vans 4 in 10 are red.", "40", "fraction", None),
    ("It has a one-in-five chance.", "20", "fraction", None),
    ("One out of every three plants runs.", "33.3333", "fraction", None),
    ("Two-thirds of it is gone.", "66.6667", "fraction", None),
    ("A quarter of it is gone.", "25", "fraction", None),
    ("Wages rose by a third.", "33.3333", "fraction", None),
    ("Nearly half of it is gone.", "50", "fraction", None),
    ("It is 1/3 of the whole.", "33.3333", "fraction", None),
    ("It sold twice as many as we did.", "100", "times_that_of", "2"),
    ("It is nearly twice that of May.", "100", "times_that_of", "2"),
    ("It is thrice the size of ours.", "200", "times_that_of", "3"),
    ("Nearly seven in 10 vans are red.", "70", "fraction", None),
    ("Wages fell a quarter.", "25", "fraction", None),
    ("Wages were a fifth down on May.", "20", "fraction", None),
    ("Wages shrank by a third year on year.", "33.3333", "fraction", None),
    ("Wages were up more than fivefold.", "500", "fold_increase", "5"),
]


@pytest.mark.parametrize(("text", "value", "form", "multiple"), CHANGES)
def test_multiples_and_fractions(text: str, value: str, form: str, multiple: str | None) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.form, found.unit) == (Decimal(value), form, "percent")
    assert found.multiple == (None if multiple is None else Decimal(multiple))
    assert ("fold_ambiguous" in found.flags) == (form == "fold_increase")


RANKS = [
    ("It is No. 1 in exports.", 1, "No. 1"),
    ("It is at number three.", 3, "number three"),
    ("It ranked second in exports.", 2, "second"),
    ("It took second place.", 2, "second place"),
    ("It is the fourth largest.", 4, "fourth largest"),
    ("It ranks 5th.", 5, "5th"),
    ("It slipped to third in May.", 3, "third"),
    ("It slipped to third, behind us.", 3, "third"),
    ("It came 4th with ease.", 4, "4th"),
    ("It took 3rd place.", 3, "3rd place"),
    ("It is No.1.", 1, "No.1"),
    ("Ours, third as recently as May, is out.", 3, "third"),
    ("It ranked second, and the third plant shut.", 2, "second"),
]


@pytest.mark.parametrize(("text", "value", "span"), RANKS)
def test_rank(text: str, value: int, span: str) -> None:
    (found,) = find_quantities(text)
    assert (found.kind, found.unit, found.value) == ("rank", "rank", value)
    assert text[found.start : found.end] == span


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They ranked third and fourth.", [3, 4]),
        ("They ranked first, second and fourth.", [1, 2, 4]),
        ("They ranked 1st and 2nd.", [1, 2]),
        ("They came in second and third respectively.", [2, 3]),
        ("It fell from first to third.", [1, 3]),
        ("It won first and second place.", [1, 2]),
    ],
)
def test_listed_ordinals_are_ranks_each(text: str, values: list[int]) -> None:
    assert [(q.value, q.unit) for q in find_quantities(text)] == [(value, "rank") for value in values]


def test_top_n_is_a_rank_at_most() -> None:
    (found,) = find_quantities("It is among the top five.")
    assert (found.value, found.unit, found.approximation) == (5, "rank", "at_most")


def test_a_multiple_of_a_sum() -> None:
    found = find_quantities("It is twice the 7.5 billion of then.")
    assert [(q.value, q.form) for q in found] == [(100, "times_that_of"), (7_500_000_000, None)]


@pytest.mark.parametrize("text", ["They met twice in May.", "It rose a third time.", "They won a third order."])
def test_occasions_are_no_multiples_and_no_fractions(text: str) -> None:
    assert find_quantities(text) == []


def test_no_fraction_of_days_or_places() -> None:
    found = find_quantities("It sold 5 in 10 days, and two in ten cities.")
    assert [q.unit for q in found] == [None, "day", None, "city"]
    assert [q.value for q in find_quantities("It has 14 out of 27 lines.")] == [14, 27]
