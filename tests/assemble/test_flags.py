"""Doubts about figures that a machine can act on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nevextract.assemble.flags import share_above_100, tense_conflict
from nevextract.pipeline import Extractor
from nevextract.records import Figure

EXTRACTOR = Extractor()


def read(text: str, published: date | None = None) -> tuple[Figure, ...]:
    return EXTRACTOR.extract(text, published=published).figures


def flagged(text: str, flag: str, published: date | None = None) -> list[str]:
    """The quotes of the figures with this flag."""
    return [f.quote for f in read(text, published) if flag in f.flags]


VALUES = (
    "The output value of Haoda county was {} yuan in 2022, that of Lida county {} yuan and that of Muda county {} yuan."
)


@pytest.mark.parametrize(
    ("amounts", "suspects"),
    [
        (("1,250 billion", "31 billion", "44 billion"), ["1,250 billion yuan"]),
        (("31 billion", "1,250 billion", "44 billion"), ["1,250 billion yuan"]),
        (("31 billion", "44 billion", "1,250 billion"), ["1,250 billion yuan"]),
        (("310 billion", "31 billion", "44 billion"), []),
        (("1,250 billion", "1,310 billion", "44 billion"), []),
        (("31 billion", "44 billion", "52 billion"), []),
    ],
)
def test_an_amount_far_above_its_neighbours(amounts: tuple[str, str, str], suspects: list[str]) -> None:
    assert flagged(VALUES.format(*amounts), "magnitude_suspect") == suspects


def test_one_neighbour_is_too_few_to_tell() -> None:
    text = "Haoda county's output value was 1,250 billion yuan in 2022. Lida county's output value was 31 billion yuan."
    assert len(read(text)) == 2
    assert flagged(text, "magnitude_suspect") == []


def test_other_metrics_and_currencies_are_no_neighbours() -> None:
    text = (
        "Haoda county's output value was 1,250 billion yuan in 2022. Its revenue was 31 billion yuan. "
        "Its profit was 3 billion yuan. Exports of the county came to 4 billion dollars."
    )
    assert len(read(text)) == 4
    assert flagged(text, "magnitude_suspect") == []


def test_neighbours_are_near() -> None:
    far = " ".join(["The town is quiet."] * 13)
    near = "Output value was 31 billion yuan. Output value was 44 billion yuan."
    text = f"Output value was 1,250 billion yuan. {far} {near}"
    assert flagged(text, "magnitude_suspect") == []
    assert flagged(text.replace(far, "The town is quiet."), "magnitude_suspect") == ["1,250 billion yuan"]


@pytest.mark.parametrize(
    ("text", "mismatch"),
    [
        ("In 2023 investment came to 69.21 billion yuan ($9.7 billion).", False),
        ("In 2023 investment came to 69.21 billion yuan ($97 billion).", True),
        ("In 2023 investment came to 69.21 billion yuan ($970 million).", True),
        ("In 2023 investment came to $9.7 billion (69.21 billion yuan).", False),
        ("In 2023 investment came to $97 billion (69.21 billion yuan).", True),
        ("In 2022 investment came to 1.9 billion euros (about $2.1 billion).", False),
        ("In 2022 investment came to 1.9 billion euros (about $21 billion).", True),
        ("In 2022 investment came to 1.9 billion euros.", False),
        ("The plot covers 2,000 mu (133 hectares).", False),
    ],
)
def test_two_currencies_that_do_not_agree(text: str, mismatch: bool) -> None:
    (figure,) = read(text)
    assert ("currency_mismatch" in figure.flags) is mismatch


def test_a_currency_without_rates_is_not_judged() -> None:
    figures = read("In 2022 investment came to 1.9 billion yuan (7 billion Albanian lek).")
    assert all("currency_mismatch" not in f.flags for f in figures)


@pytest.mark.parametrize(
    ("status", "end", "known", "conflict"),
    [
        ("expected", date(2022, 12, 31), date(2023, 5, 2), True),
        ("expected", date(2023, 12, 31), date(2023, 5, 2), False),
        ("expected", date(2023, 5, 2), date(2023, 5, 2), True),
        ("expected", date(2023, 5, 3), date(2023, 5, 2), False),
        ("actual", date(2022, 12, 31), date(2023, 5, 2), False),
        ("target", date(2022, 12, 31), date(2023, 5, 2), False),
        ("expected", None, date(2023, 5, 2), False),
        ("expected", date(2022, 12, 31), None, False),
    ],
)
def test_tense_conflict(status: str, end: date | None, known: date | None, conflict: bool) -> None:
    assert tense_conflict(status, end, known) is conflict


def test_a_future_that_was_past_when_the_text_was_written() -> None:
    text = "The base is expected to produce 60,000 cars in 2021."
    assert flagged(text, "tense_conflict", date(2023, 5, 2)) == ["60,000 cars"]
    assert flagged(text, "tense_conflict", date(2021, 5, 2)) == []


@pytest.mark.parametrize(
    ("measure", "value", "above"), [("share", "100.1", True), ("share", "100", False), ("change", "440", False)]
)
def test_share_above_100(measure: str, value: str, above: bool) -> None:
    assert share_above_100(measure, Decimal(value)) is above


def test_a_share_of_more_than_the_whole() -> None:
    text = "By June 2023 the county had completed {} percent of the annual investment plan."
    assert flagged(text.format(112), "share_above_100") == ["112 percent"]
    assert flagged(text.format(61), "share_above_100") == []


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("Exports of electric vans saw a threefold increase in 2023.", True),
        ("Exports increased 3.5 times in 2022.", True),
        ("Orders were 1.4 times that of 2021.", False),
        ("Sales doubled in 2022.", False),
        ("Sales fell by half in 2022.", False),
    ],
)
def test_multiples_that_can_be_read_in_two_ways(text: str, ambiguous: bool) -> None:
    (figure,) = read(text)
    assert ("fold_ambiguous" in figure.flags) is ambiguous


@pytest.mark.parametrize(
    ("text", "published", "unresolved"),
    [
        ("Sales reached 41,000 cars this year.", None, True),
        ("Sales reached 41,000 cars this year.", date(2023, 8, 22), False),
        ("Sales reached 41,000 cars last month.", None, True),
        ("Sales reached 41,000 cars in May.", None, True),
        ("Sales reached 41,000 cars in May 2023.", None, False),
        ("Sales reached 41,000 cars.", None, False),
    ],
)
def test_periods_that_nothing_dates(text: str, published: date | None, unresolved: bool) -> None:
    (figure,) = read(text, published)
    assert ("period_unresolved" in figure.flags) is unresolved
    if unresolved:
        assert (figure.period_start, figure.period_end) == (None, None)


def test_flags_are_sorted_and_each_stands_once() -> None:
    text = (
        "Exports saw a threefold increase this year, and investment came to 69.21 billion yuan ($97 billion) this year."
    )
    for figure in read(text):
        assert list(figure.flags) == sorted(set(figure.flags))
    assert {flag for f in read(text) for flag in f.flags} == {
        "fold_ambiguous",
        "period_unresolved",
        "currency_mismatch",
    }
