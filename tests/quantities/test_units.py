"""Every spelling of a unit in the pattern files is read as that unit, and every unit can be looked up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from nevextract import Unit, describe_unit, find_quantities
from nevextract.lexicon import expand
from nevextract.patterns import load_pack
from nevextract.patterns.units import UnitList, UnitWords

PACK = load_pack("en")
FILES = PACK.all("unit_words", UnitWords)
ELSEWHERE = {"5K": "a magnitude: 5,000", "5 pound": "in the singular a weight: 'a 5 pound baby'"}


def spellings() -> Iterator[tuple[str, str]]:
    for each in FILES:
        for unit, phrases in each.after.items():
            yield from ((unit, "5 " + " ".join(words)) for phrase in phrases for words in expand(phrase))
        for group in (each.symbols, each.closing_symbols, each.touching):
            yield from ((unit, f"5{symbol}") for unit, symbols in group.items() for symbol in symbols)


def test_every_spelling_is_read() -> None:
    listed = [(unit, words) for unit, words in spellings() if words not in ELSEWHERE]
    wrong = []
    for unit, words in listed:
        found = find_quantities(f"It has {words}.")
        if [q.unit for q in found] != [unit]:
            wrong.append((words, unit, [(str(q.value), q.unit) for q in found]))
    assert len(listed) > 1500
    assert wrong == []


def test_every_unit_of_a_file_is_described() -> None:
    ids = [unit for each in PACK.all("unit_list", UnitList) for unit in (*each.units, *each.currencies)]
    assert [unit for unit in ids if describe_unit(unit) is None] == []


def test_no_two_units_have_the_same_name_elsewhere() -> None:
    units = [spec for each in PACK.all("unit_list", UnitList) for spec in each.units.values()]
    for names in ([u.ucum for u in units if u.ucum], [u.qudt for u in units if u.qudt]):
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("unit", "ucum", "qudt"),
    [
        ("kilometre_per_hour", "km/h", "KiloM-PER-HR"),
        ("degree_fahrenheit", "[degF]", "DEG_F"),
        ("kWh", "kW.h", "KiloW-HR"),
        ("square_foot", "[sft_i]", "FT2"),
        ("CNY", None, "CCY_CNY"),
        ("vehicle", None, None),
    ],
)
def test_names_in_ucum_and_qudt(unit: str, ucum: str | None, qudt: str | None) -> None:
    found = describe_unit(unit)
    assert found is not None
    assert (found.ucum, found.qudt) == (ucum, qudt)


def test_sizes_relate_units_of_a_dimension() -> None:
    assert describe_unit("mile") == Unit("mile", "length", Decimal("1.609344"), "mi", "[mi_i]", "MI")
    assert describe_unit("furlong") is None
