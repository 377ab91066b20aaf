"""The metrics of a pack as the assembly asks for them: which units fit, which unit a bare number gets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nevextract.mentions import Quantity
from nevextract.numbers.units import UnitTable
from nevextract.patterns import Pack
from nevextract.patterns.metrics import MetricPattern

GENERIC_UNITS = frozenset({"unit", "set", "piece"})
"""Units that count anything: after vehicles they count vehicles."""
RATIO_KINDS = frozenset({"percent", "points", "fold", "fraction"})


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric without its cues. `decides` are the units that no other metric has."""

    id: str
    kind: str
    units: frozenset[str]
    decides: frozenset[str]
    bare: str | None
    time: str
    rule: str


class MetricTable:
    """All metrics of a pack, by id."""

    def __init__(self, pack: Pack) -> None:
        patterns = pack.all("metric", MetricPattern)
        owners: dict[str, int] = {}
        for pattern in patterns:
            for unit in pattern.units:
                owners[unit] = owners.get(unit, 0) + 1
        self.units = UnitTable.from_pack(pack)
        self.by_id = {
            p.id: Metric(
                p.id,
                p.kind,
                frozenset(p.units),
                frozenset(u for u in p.units if owners[u] == 1 or (p.kind == "count" and u != "count")),
                p.bare,
                p.time,
                f"{pack.language}/metrics/{p.id}",
            )
            for p in patterns
        }

    def fits(self, metric: Metric, quantity: Quantity) -> bool:
        """Whether an amount in this unit can be a level of the metric."""
        if quantity.kind in RATIO_KINDS:
            return metric.kind == "rate"
        if quantity.kind == "rank":
            return False
        if quantity.unit is None:
            return metric.bare is not None
        return quantity.unit in metric.units or self.units.dimension(quantity.unit) in metric.units

    def unit_class(self, quantity: Quantity) -> str:
        """What kinds of amounts are carried over together: a dimension, or the unit of a counted thing."""
        if quantity.kind in RATIO_KINDS:
            return "ratio"
        if quantity.kind == "rank":
            return "rank"
        if quantity.unit is None or quantity.unit in GENERIC_UNITS:
            return "vehicle"
        dimension = self.units.dimension(quantity.unit) or quantity.unit
        return quantity.unit if dimension == "count" else dimension


@lru_cache(maxsize=16)
def metric_table(pack: Pack) -> MetricTable:
    """The metrics of a pack, built once."""
    return MetricTable(pack)
