"""Units: what dimension an id belongs to, and how large one of it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nevextract.patterns import load_pack
from nevextract.patterns.pack import Pack
from nevextract.patterns.units import UnitList

MONEY, COUNT = "money", "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit id stands for: its dimension, how many of the dimension's base unit one of it is, its symbol, and
    its names in UCUM and QUDT; None where there is none."""

    id: str
    dimension: str
    size: Decimal = Decimal(1)
    symbol: str | None = None
    ucum: str | None = None
    qudt: str | None = None


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units of a pack. Currencies are units of the dimension `money`, each of size 1: they do not convert."""

    dimensions: Mapping[str, str]
    sizes: Mapping[str, Decimal]
    units: Mapping[str, Unit]
    currencies: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> UnitTable:
        """The units that the pack's `units.yml` files list, compiled once per pack."""
        return _table(pack)

    def dimension(self, unit: str | None) -> str | None:
        """The dimension of a unit id: `money`, `count`, `vehicle`, `energy`, `ratio`, ...; None for an unknown id."""
        if unit is None:
            return None
        return MONEY if unit in self.currencies else self.dimensions.get(unit)

    def size(self, unit: str) -> Decimal:
        """One of the unit in its dimension's base unit (1 GWh is 10^9 Wh); 1 for currencies and counts."""
        return self.sizes.get(unit, Decimal(1))

    def unit(self, unit: str) -> Unit | None:
        """All about a unit id, None for an unknown one. A currency's QUDT name is made of its code."""
        return Unit(unit, MONEY, qudt=f"CCY_{unit}") if unit in self.currencies else self.units.get(unit)


@lru_cache(maxsize=16)
def _table(pack: Pack) -> UnitTable:
    lists = pack.all("unit_list", UnitList)
    units = {key: spec for each in lists for key, spec in each.units.items()}
    return UnitTable(
        dimensions={key: spec.dimension for key, spec in units.items()},
        sizes={key: spec.size for key, spec in units.items()},
        units={key: Unit(key, s.dimension, s.size, s.symbol, s.ucum, s.qudt) for key, s in units.items()},
        currencies=frozenset(code for each in lists for code in each.currencies),
    )


def describe_unit(unit: str, language: str = "en") -> Unit | None:
    """What a unit id of a quantity or figure stands for, None for an unknown id.

    Raises `LanguageError` for a language without a pack.
    """
    return UnitTable.from_pack(load_pack(language)).unit(unit)
