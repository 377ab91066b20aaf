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
        self.of_counts = tuple(m for m in self.by_id.values() if m.goes_with)
        "those that tell what things counted are worth"
        self.implied = tuple(m for m in self.by_id.values() if m.implied_by)
        self._deciding: dict[str, tuple[Metric, ...]] = {}

    def fits(self, metric: Metric, quantity: Quantity) -> bool:
        """Whether an amount in this unit can be a level of the metric."""
        if quantity.kind in RATIO_KINDS:
            return metric.kind == "rate"
        if quantity.kind == "rank":
            return False
        if quantity.unit is None:
            return metric.bare is not None
        return quantity.unit in metric.units or self.units.dimension(quantity.unit) in metric.units

    def decided(self, quantity: Quantity, words: Sequence[Token]) -> frozenset[str]:
        """The metrics that the unit speaks for without any cue; `words` are the tokens of the quantity."""
        unit = quantity.unit
        if unit is None:
            return frozenset()
        if unit not in self._deciding:
            either = {unit, self.units.dimension(unit)}
            self._deciding[unit] = tuple(m for m in self.by_id.values() if m.decides & either)
        return frozenset(m.id for m in self._deciding[unit] if _is_stated(m, quantity, words))

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


def _is_stated(metric: Metric, quantity: Quantity, words: Sequence[Token]) -> bool:
    """Whether what is counted is of a metric for which the unit speaks."""
    if metric.time == "stock" and metric.kind == "count" and quantity.per is not None:
        return False  # "300,000 drive motors a year" are no machines that stand there
    return not metric.counts or any(metric.counts.at(words, i) for i in range(len(words)))


@lru_cache(maxsize=16)
def metric_table(pack: Pack) -> MetricTable:
    """The metrics of a pack, built once."""
    return MetricTable(pack)
