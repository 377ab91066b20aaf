"""The pattern files of the grammar: their own examples, and the table of units."""

from __future__ import annotations

import pytest

from nevextract.mentions import Quantity
from nevextract.numbers import QuantityFinder
from nevextract.numbers.units import UnitTable
from nevextract.patterns import load_pack
from nevextract.patterns.base import Example, PatternFile
from nevextract.patterns.units import UnitWords
from nevextract.tokens import tokenize

KINDS = ("numbers", "unit_words", "approximation")
FILES = [spec for kind in KINDS for spec in load_pack("en").all(kind, PatternFile) if spec.id != "general"]


def quantities(text: str) -> list[Quantity]:
    return QuantityFinder(load_pack("en")).find(tokenize(text), text)[0]


@pytest.mark.parametrize("example", [e for f in FILES for e in f.match], ids=lambda e: e.text[:40])
def test_examples_match(example: Example) -> None:
    found = quantities(example.text)
    assert example.quantities is not None
    assert len(found) == len(example.quantities)
    for quantity, wanted in zip(found, example.quantities, strict=True):
        assert {key: str(getattr(quantity, key)) for key in wanted} == wanted


@pytest.mark.parametrize("text", [t for f in FILES for t in f.no_match])
def test_near_misses_hold_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_every_unit_word_names_a_known_unit() -> None:
    pack = load_pack("en")
    table = UnitTable.from_pack(pack)
    used = {
        unit
        for each in pack.all("unit_words", UnitWords)
        for group in (
            each.before,
            each.after,
            each.symbols,
            each.nouns,
            each.broken,
            each.fallback,
            each.closing,
            each.closing_symbols,
            each.touching,
            each.rates,
            {r.reads: r for r in each.readings},
        )
        for unit in group
    }
    assert sorted(unit for unit in used if table.dimension(unit) is None) == []


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("CNY", "money"),
        ("MAD", "money"),
        ("vehicle", "vehicle"),
        ("supplier", "count"),
        ("percent", "ratio"),
        ("percentage_point", "points"),
        ("rank", "rank"),
        ("GWh", "energy"),
        ("MW", "power"),
        ("mu", "area"),
        ("year", "time"),
        ("furlong", None),
        (None, None),
    ],
)
def test_dimension(unit: str | None, dimension: str | None) -> None:
    assert UnitTable.from_pack(load_pack("en")).dimension(unit) == dimension


def test_sizes_are_in_the_base_unit() -> None:
    table = UnitTable.from_pack(load_pack("en"))
    assert table.size("GWh") == 1000 * table.size("MWh")
    assert table.size("hectare") == 10_000 * table.size("square_metre")
