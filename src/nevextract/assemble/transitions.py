"""What one reading gains from the reading of the quantity before it in the sentence."""

from __future__ import annotations

from collections.abc import Mapping

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


class Transitions:
    """Scores neighbouring readings of one sentence."""

    def __init__(
        self, view: SentenceView, weights: Mapping[str, float], aligned: Alignment, metrics: Mapping[str, Metric]
    ) -> None:
        self._weights, self._metrics = weights, metrics
        self._same: list[Features] = []
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
            self._same.append(features)

    def features(self, i: int, a: Reading, b: Reading) -> Features:
        """The reasons why reading `b` of quantity i + 1 goes (or does not go) with `a` of quantity i."""
        if a.metric is None or b.metric is None:
            return {}
        place = self._same[i]
        found: Features = {}
        if "coordinated" in place or "listed" in place:
            found["list.same_measure" if a.measure == b.measure else "list.other_measure"] = 1.0
        if a.measure == b.measure and f"{b.measure}.none" in b.features:
            found[f"list.{b.measure}_goes_on"] = 1.0
        if a.metric == b.metric:
            found |= {f"{b.measure}_after_{a.measure}": 1.0, "same": 1.0}
            if a.measure == b.measure == "change" and "change.compared" in b.features:
                found["compared_change"] = 1.0  # "slowed to 8 percent from 27 percent"
            if "restated" in place and a.measure == b.measure == "change":
                found["restated_change"] = 1.0  # "rose by 7.9 percent, or 3.5 billion"
            if "rate.level" in a.features and "rate.level" in b.features:
                found["rate_after_rate"] = 1.0
            if "bare.anaphora" in b.features and not bound_closely(b.features):
                found["same.anaphora"] = 1.0
            return found | {f"same.{name}": value for name, value in place.items()}
        amounts = a.measure == b.measure and bool(_AMOUNTS & b.features.keys())
        if amounts and a.metric in self._metrics[b.metric].goes_with:
            found["worth_of_count"] = 1.0
        return found | {f"different.{name}": value for name, value in place.items()}

    def __call__(self, i: int, a: Reading, b: Reading) -> float:
        return sum(self._weights.get(name, 0.0) * value for name, value in self.features(i, a, b).items())


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
