"""The metrics of a pack as the assembly asks for them: which units fit, which unit a bare number gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nevextract.lexicon import Lexicon
from nevextract.mentions import RATIO_KINDS, Quantity
from nevextract.numbers.units import UnitTable
from nevextract.patterns import Pack
from nevextract.patterns.metrics import MetricPattern
from nevextract.tokens import Token

GENERIC_UNITS = frozenset({"unit", "set", "piece"})
"""Units that count anything: after vehicles they count vehicles."""
ITEMS = "items"
"""The class of bare numbers and generic units: they may count whatever the text has counted last."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric without its cues. `counts` is empty where the units of `decides` decide whatever is counted."""

    id: str
    kind: str
    units: frozenset[str]
    decides: frozenset[str]
    counts: Lexicon[bool]
    bare: str | None
    time: str
    rate_metric: str | None
    goes_with: frozenset[str]
    implied_by: frozenset[str]
    yields_to: frozenset[str]
    rule: str


class MetricTable:
    """All metrics of a pack, by id."""

    def __init__(self, pack: Pack) -> None:
        patterns = pack.all("metric", MetricPattern)
        self.units = UnitTable.from_pack(pack)
        self.by_id = {
            p.id: Metric(
                p.id,
                p.kind,
                frozenset(p.units),
                frozenset(p.decides),
                Lexicon((phrase, True) for phrase in p.counts),
                p.bare,
                p.time,
                p.rate_metric,
                frozenset(p.goes_with),
                frozenset(p.implied_by),
                frozenset(p.yields_to),
                f"{pack.language}/metrics/{p.id}",
            )
            for p in patterns
        }

        self.money = frozenset(m.id for m in self.by_id.values() if m.kind == "money")

    def fits(self, metric: Metric, quantity: Quantity) -> bool:
        """Whether an amount in this unit can be a level of the metric."""
        if quantity.kind in RATIO_KINDS:
            return metric.kind == "rate"
        if quantity.kind == "rank":
            return False
        if quantity.unit is None:
            return metric.bare is not None
        return quantity.unit in metric.units or self.units.dimension(quantity.unit) in metric.units

    def decides(self, metric: Metric, quantity: Quantity, words: Sequence[Token]) -> bool:
        """Whether the unit speaks for the metric without any cue; `words` are the tokens of the quantity."""
        unit = quantity.unit
        if unit is None or not (unit in metric.decides or self.units.dimension(unit) in metric.decides):
            return False
        return not metric.counts or any(metric.counts.at(words, i) for i in range(len(words)))

    def unit_class(self, quantity: Quantity) -> str:
        """What kinds of amounts are carried over together: a dimension, or the unit of a counted thing."""
        if quantity.kind in RATIO_KINDS:
            return "ratio"
        if quantity.kind == "rank":
            return "rank"
        if quantity.unit is None or quantity.unit in GENERIC_UNITS:
            return ITEMS
        dimension = self.units.dimension(quantity.unit) or quantity.unit
        return quantity.unit if dimension == "count" else dimension


@lru_cache(maxsize=16)
def metric_table(pack: Pack) -> MetricTable:
    """The metrics of a pack, built once."""
    return MetricTable(pack)
