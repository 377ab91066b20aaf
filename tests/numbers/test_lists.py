"""The unit, magnitude and sign that the numbers of a list share."""

from __future__ import annotations

import pytest

from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 40,000 to over 60,000 employees", ["40000 person", "60000 person"]),
        (
            "LCVs grew from 2,200 units to 2,700 units, of tractors from 5,000 to 6,700 units",
            ["2200 unit", "2700 unit", "5000 unit", "6700 unit"],
        ),
        ("home to 20, 35 and 62 leading enterprises", ["20 enterprise", "35 enterprise", "62 enterprise"]),
        ("up 38.8% YoY/-2.1% MoM", ["38.8 percent", "-2.1 percent"]),
    ],
)
def test_what_the_numbers_of_a_list_share(text: str, expected: list[str]) -> None:
    found, _ = QuantityFinder(load_pack("en")).find(tokenize(text), text)
    assert [f"{q.value} {q.unit}" for q in found] == expected
