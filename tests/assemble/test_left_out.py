"""What a text leaves out because it has said it once: the currency of its amounts, the name that each number is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]

YUAN = "Phase one drew an investment of 900 million yuan. "
CURRENCIES = [
    (YUAN + "The chip platform: total investment 1.5 billion.", ["investment 1500000000 CNY"]),
    (
        YUAN + "Its output value is 2.1 billion, its profit 0.3 billion.",
        ["output_value 2100000000 CNY", "profit 300000000 CNY"],
    ),
    (YUAN + "Revenue will exceed 4 billion in 2026.", ["revenue 4000000000 CNY"]),
    (YUAN + "The industry scale is to reach the trillion level by 2027.", ["industry_scale 1000000000000 CNY"]),
    ("Revenue was 30 million euros. The total investment is 1.2 billion.", ["investment 1200000000 EUR"]),
]
NO_CURRENCY = [
    "The total investment is 1.5 billion.",
    YUAN + "It cost 4 million dollars to move, 5 million dollars to build. Its output value is 2.1 billion.",
    YUAN + "Sales hit 1.5 million.",
    YUAN + "The output value of 3 billion cells is not known.",
]
EACH = [
    ("Lanhe Motors and Brel Group sold 4,000 cars each in May.", [("Lanhe Motors", None), ("Brel Group", None)]),
    ("Lanhe Motors and Brel Group each sold 4,000 cars.", [("Lanhe Motors", None), ("Brel Group", None)]),
    ("Output in Hefei and Wuhu grew by 20 percent each.", [("Hefei", "Hefei"), ("Wuhu", "Wuhu")]),
    ("Lanhe Motors and Brel Group sold 4,000 cars in May.", [("Lanhe Motors and Brel Group", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CURRENCIES)
def test_the_currency_of_the_text(text: str, expected: list[str], figures: Figures) -> None:
    found = [f for f in figures(text) if "currency_assumed" in f.flags]
    assert [f"{f.metric} {f.value} {f.unit}" for f in found] == expected


@pytest.mark.parametrize("text", NO_CURRENCY)
def test_no_currency_is_made_up(text: str, figures: Figures) -> None:
    assert not [f for f in figures(text) if "currency_assumed" in f.flags]


@pytest.mark.parametrize(("text", "expected"), EACH)
def test_a_figure_for_each_name(text: str, expected: list[tuple[str, str | None]], figures: Figures) -> None:
    found = figures(text)
    assert [(f.subject, f.location) for f in found] == expected
    assert len({f.id for f in found}) == len(found)


def test_an_amount_compared_with_one_of_money(figures: Figures) -> None:
    found = figures("The price of the salt has climbed to 173,000 yuan a tonne, compared with 105,000 in January.")
    assert [(f.metric, str(f.value), f.unit) for f in found] == [("price", "173000", "CNY"), ("price", "105000", "CNY")]
