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
        return self._reasons(i, self._pair(one, other), one, other)

    def steps(self, candidates: Sequence[Sequence[Reading]]) -> list[list[list[float]]]:
        """What every reading of each quantity but the first gains from every one of the quantity before it."""
        traits = [[_traits(reading) for reading in readings] for readings in candidates]
        return [self._step(i, before, after) for i, (before, after) in enumerate(pairwise(traits))]

    def _step(self, i: int, before: Sequence[_Traits], after: Sequence[_Traits]) -> list[list[float]]:
        known: dict[tuple[object, ...], float] = {}  # many pairs are alike in all that counts
        rows: list[list[float]] = []
        for b in after:
            row: list[float] = []
            for a in before:
                if a.metric is None or b.metric is None:
                    row.append(0.0)
                    continue
                pair = self._pair(a, b)
                key = (pair, a[1:], b[1:])
                if key not in known:
                    reasons = self._reasons(i, pair, a, b).items()
                    known[key] = sum(self._weights.get(name, 0.0) * value for name, value in reasons)
                row.append(known[key])
            rows.append(row)
        return rows

    def _pair(self, a: _Traits, b: _Traits) -> str:
        """What two readings' metrics are to each other: the `same`, one the `worth` of the other, or `different`."""
        if a.metric == b.metric:
            return _SAME
        worth = b.amount and a.measure == b.measure and a.metric in self._metrics[b.metric or ""].goes_with
        return _WORTH if worth else _DIFFERENT

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
    """All of a reading that its neighbours' gains depend on."""

    metric: str | None
    measure: str
    goes_on: bool
    compared: bool
    rate: bool
    part: bool
    amount: bool


def _traits(reading: Reading) -> _Traits:
    seen = reading.features
    part = "bare.anaphora" in seen and not bound_closely(seen)
    return _Traits(
        reading.metric,
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
