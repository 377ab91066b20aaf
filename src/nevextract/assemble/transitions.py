"""What one reading gains from the reading of the quantity before it in the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from nevextract.assemble.frames import bound_closely
from nevextract.assemble.metrics import GENERIC_UNITS, Metric
from nevextract.assemble.readings import Reading
from nevextract.assemble.structures import Alignment, coordinated
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC
from nevextract.mentions import RATIO_KINDS
from nevextract.tokens import MARK, WORD

Features = dict[str, float]
_AMOUNTS = frozenset({"measure.amount", "change.amount"})
_PARTING = frozenset(",，、()（）'’")
_LISTABLE = frozenset({*GENERIC_UNITS, "vehicle"})
_SAME, _WORTH, _DIFFERENT = "same", "worth", "different"


class Transitions:
    """Scores neighbouring readings of one sentence."""

    def __init__(
        self, view: SentenceView, weights: Mapping[str, float], aligned: Alignment, metrics: Mapping[str, Metric]
    ) -> None:
        self._weights, self._metrics = weights, metrics
        self._places: list[Features] = []
        for a, b in zip(view.slots, view.slots[1:], strict=False):
            gap = view.gap(a.last, b.first)
            features: Features = {}
            if gap.strong:
                features["parted"] = 1.0
            if gap.metrics and any(
                c.side in ("noun", "before") and a.last <= c.first < b.first for c in view.of(METRIC)
            ):
                features["metric_between"] = 1.0
            if coordinated(view, a.last, b.first) and _listed_alike(a, b):
                listed = aligned.metric_of(a.number) and aligned.metric_of(b.number)
                features["listed" if listed else "coordinated"] = 1.0
            if _listed_alike(a, b) and names_another(view, a, b):
                features["named_next"] = 1.0
            other = (a.quantity.kind in RATIO_KINDS) != (b.quantity.kind in RATIO_KINDS)
            if other and any(
                c.value == "or" and a.last <= c.first and c.last == b.first for c in view.of("coordination")
            ):
                features["restated"] = 1.0
            if view.bracket(b.first) and view.bracket(b.first) != view.bracket(a.first):
                features["bracketed"] = 1.0
            self._places.append(features)

    def features(self, i: int, a: Reading, b: Reading) -> Features:
        """The reasons why reading `b` of quantity i + 1 goes (or does not go) with `a` of quantity i."""
        if a.metric is None or b.metric is None:
            return {}
        one, other = _traits(a), _traits(b)
        worth = other.amount and one.measure == other.measure and a.metric in self._metrics[b.metric].goes_with
        pair = _SAME if a.metric == b.metric else _WORTH if worth else _DIFFERENT
        return self._reasons(i, pair, one, other)

    def steps(self, candidates: Sequence[Sequence[Reading]]) -> list[list[list[float]]]:
        """What every reading of each quantity but the first gains from every one of the quantity before it."""
        if len(candidates) < 2:
            return []
        told = [[(reading.metric, _traits(reading)) for reading in readings] for readings in candidates]
        return [self._step(i, before, after) for i, (before, after) in enumerate(pairwise(told))]

    def _step(self, i: int, before: Sequence[_Told], after: Sequence[_Told]) -> list[list[float]]:
        """One row for each reading of quantity i + 1. Most pairs are of different metrics: the rows are made as if all
        were, then what pairs of one metric, or of a count and its worth, gain is put in its place."""
        metrics, traits = [metric for metric, _ in before], [own for _, own in before]
        known: dict[tuple[str, _Traits, _Traits], float] = {}

        def gain(pair: str, a: _Traits, b: _Traits) -> float:
            key = (pair, a, b)
            if key not in known:
                reasons = self._reasons(i, pair, a, b).items()
                known[key] = sum([self._weights.get(name, 0.0) * value for name, value in reasons])
            return known[key]

        plain: dict[_Traits, list[float]] = {}
        rows: list[list[float]] = []
        for metric, b in after:
            if metric is None:
                rows.append([0.0] * len(before))
                continue
            if b not in plain:
                plain[b] = [
                    0.0 if own is None else gain(_DIFFERENT, a, b) for own, a in zip(metrics, traits, strict=True)
                ]
            row = plain[b].copy()
            counts = self._metrics[metric].goes_with if b.amount else ()
            for k, own in enumerate(metrics):
                if own == metric:
                    row[k] = gain(_SAME, traits[k], b)
                elif own in counts and traits[k].measure == b.measure:
                    row[k] = gain(_WORTH, traits[k], b)
            rows.append(row)
        return rows

    def _reasons(self, i: int, pair: str, a: _Traits, b: _Traits) -> Features:
        place = self._places[i]
        found: Features = {}
        if "coordinated" in place or "listed" in place:
            found["list.same_measure" if a.measure == b.measure else "list.other_measure"] = 1.0
        if a.measure == b.measure and b.goes_on:
            found[f"list.{b.measure}_goes_on"] = 1.0
        if pair == _SAME:
            found |= {f"{b.measure}_after_{a.measure}": 1.0, "same": 1.0}
            if a.measure == b.measure == "change" and b.compared:
                found["compared_change"] = 1.0  # "slowed to 8 percent from 27 percent"
            if "restated" in place and a.measure == b.measure == "change":
                found["restated_change"] = 1.0  # "rose by 7.9 percent, or 3.5 billion"
            if a.rate and b.rate:
                found["rate_after_rate"] = 1.0
            if b.part:
                found["same.anaphora"] = 1.0
            return found | {f"same.{name}": value for name, value in place.items()}
        if pair == _WORTH:
            found["worth_of_count"] = 1.0
        return found | {f"different.{name}": value for name, value in place.items()}


class _Traits(NamedTuple):
    """All that its neighbours' gains depend on of a reading beside its metric."""

    measure: str
    goes_on: bool
    compared: bool
    rate: bool
    part: bool
    amount: bool


_Told = tuple[str | None, _Traits]
"""The metric of a reading, and the rest."""


def _traits(reading: Reading) -> _Traits:
    seen = reading.features
    part = "bare.anaphora" in seen and not bound_closely(seen)
    return _Traits(
        reading.measure,
        f"{reading.measure}.none" in seen,
        "change.compared" in seen,
        "rate.level" in seen,
        part,
        not _AMOUNTS.isdisjoint(seen),
    )


def names_another(view: SentenceView, a: Slot, b: Slot) -> bool:
    """Whether the second of two numbers is the same of another name: "Ji'an with 43,200, followed by Pingxiang (37,800)
    and Yichun with 28,000"."""
    named = False
    for i in range(a.last, b.first):
        token = view.tokens[i]
        if token.kind == MARK and token.text not in _PARTING:
            return False
        capital = token.kind == WORD and token.text[0].isupper()
        if not (capital or token.kind == MARK or i in view.small):
            return False
        named = named or capital
    return named


def _listed_alike(a: Slot, b: Slot) -> bool:
    """Whether two numbers can be of one list: the same unit, or a bare one beside a generic or counted vehicle."""
    units = {a.quantity.unit, b.quantity.unit}
    counts = all(s.quantity.kind in ("count", "bare") for s in (a, b))
    return len(units) == 1 or (None in units and (counts or bool(units & _LISTABLE)))
