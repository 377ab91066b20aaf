"""Candidate readings of a quantity: every metric and measure that its unit and the cues around it allow.

Each carries features, reasons that a person would give, whose weights stand in `weights.yml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from nevextract.assemble.anaphora import bare_features
from nevextract.assemble.context import ANY, Context
from nevextract.assemble.cue_reach import cue_features
from nevextract.assemble.doubts import doubts, is_attribute
from nevextract.assemble.frames import (
    Situation,
    bound_closely,
    follows_product,
    frame_features,
    is_anothers,
    is_worth,
    names_a_thing,
    names_whole,
    rival_features,
)
from nevextract.assemble.measures import measure_features, rate_of
from nevextract.assemble.metrics import Metric, MetricTable
from nevextract.assemble.structures import Alignment
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
MAX_CANDIDATES = 10
_REACHES = 1.5
_IMPLIED = 0.8
_UNREAD: Mapping[int, str | None] = MappingProxyType({})


class Reading(NamedTuple):
    """`metric` None: the quantity is no figure. `cue` is the metric's cue that speaks best for it, if there is one."""

    metric: str | None
    measure: str
    rule: str
    cue: Cue | None
    score: float
    features: Mapping[str, float]


class Scorer:
    """Candidate readings with scores, for one pack."""

    def __init__(self, table: MetricTable, emission: Mapping[str, float], none: Mapping[str, float]) -> None:
        self.table, self.emission, self.none = table, emission, none

    def candidates(
        self,
        view: SentenceView,
        slot: Slot,
        context: Context,
        aligned: Alignment,
        earlier: Collection[str],
        echo: tuple[str, str] | None = None,
        read: Mapping[int, str | None] = _UNREAD,
    ) -> list[Reading]:
        """The readings worth weighing, best first, "no figure" among them. `earlier` are the metrics that the numbers
        before it in the sentence are likely of, `echo` the metric and measure of the same number elsewhere, `read` the
        likely metrics of the numbers before by slot."""
        listed = aligned.metric_of(slot.number)
        at = Situation(view, slot, context, listed, frozenset(earlier), echo, read)
        support = self._support(view, slot)
        metrics = self._metrics(at, support)
        measures = measure_features(view, slot)
        fitting = {m.id for m in metrics}
        reaching = {m for m, (_, reasons) in support.items() if m in fitting and self.score(reasons) > _REACHES}
        closely = {name for name, (_, reasons) in support.items() if bound_closely(reasons)}
        goods = follows_product(view, slot)
        whole = names_whole(measures, (reasons for _, reasons in support.values()))
        found = [Reading(None, "none", "none", None, self.none.get(slot.quantity.kind, 1.0), {})]
        for metric in metrics:
            cue, features = support.get(metric.id, (None, {}))
            if (
                at.ratio
                and cue is not None
                and (names_a_thing(view, cue, metric, metric.id in closely) or is_anothers(at, cue, metric))
            ):
                cue, features = None, {}
            if cue is not None and goods and metric.id in at.earlier and self.score(features) < 0:
                cue, features = None, {}  # a name far ahead says less than the list
            if cue is not None and metric.id in at.context.metrics() and self.score(features) < 0:
                cue, features = None, {}  # nor than what the text is about
            if cue is None and metric.id in support and not self._known(at, metric):
                continue
            features = {**features, **self._context_features(at, metric, cue is not None)}
            features |= rival_features(metric, features, reaching, closely)
            for measure, reasons in measures.items():
                if self._allowed(metric, measure, slot):
                    every = {**features, **reasons}
                    every |= frame_features(at, metric, measure, cue, every, whole)
                    rule = cue.rule if cue else metric.rule
                    found.append(Reading(metric.id, measure, rule, cue, self.score(every), every))
        found.sort(key=lambda r: (-r.score, r.metric or "", r.measure))
        kept = found[:MAX_CANDIDATES]
        return kept if any(r.metric is None for r in kept) else [*kept, next(r for r in found if r.metric is None)]

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum of the features."""
        weights = self.emission
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    def _allowed(self, metric: Metric, measure: str, slot: Slot) -> bool:
        q = slot.quantity
        if q.kind == "rank":
            return measure == "rank" and metric.kind != "rate"
        if q.kind in RATIO_KINDS:
            if measure == "level":
                return metric.kind == "rate" and q.kind in ("percent", "fraction")
            return measure != "share" or metric.kind != "rate"
        return measure in ("level", "change") and self.table.fits(metric, q)

    def _metrics(self, at: Situation, support: Mapping[str, tuple[Cue | None, Features]]) -> list[Metric]:
        table = self.table.by_id
        told = at.context.metrics()
        names = {*support, *at.likely, *told}
        if at.listed is not None:
            names.add(at.listed)
        q = at.slot.quantity
        if q.kind == "money" and is_worth(at.view, at.slot):
            names.update(m.id for m in table.values() if m.goes_with & (at.earlier | told))
        if not at.ratio:
            names.update(m.id for m in table.values() if m.implied_by & (told | at.earlier))
            names.update(m.id for m in table.values() if m.decides and self._decides(at.view, at.slot, m))
        found = [table[name] for name in sorted(names) if name in table]
        return found if at.ratio else [m for m in found if self.table.fits(m, q)]

    def _context_features(self, at: Situation, metric: Metric, cued: bool) -> Features:
        view, slot, context = at.view, at.slot, at.context
        features: Features = {}
        q = slot.quantity
        if self._decides(view, slot, metric):
            features["unit.decides"] = 1.0
        if q.unit is None:
            features |= bare_features(view, slot, metric.id == context.counted)
        if at.ratio and metric.kind == "money":
            features["ratio.money"] = 1.0
        if metric.kind == "volume" and rate_of(view, slot) is not None:
            features["per.capacity" if metric.time == "stock" else "per.flow"] = 1.0
        features.update(doubts(view, slot, metric))
        if "bare.anaphora" in features:
            features.pop("doubt.small_bare", None)  # "36 projects, 3 of them"
        if view.quoted(slot.first):
            features["quoted" if view.has_digit(slot) else "quoted.words"] = 1.0
        share = context.share(ANY if at.ratio else self.table.unit_class(q), metric.id)
        if not share and not at.ratio and q.kind != "measure":
            share = 0.5 * context.share(ANY, metric.id)
        if share and q.unit is None and not cued:
            features["context.bare"] = 1.0
        if not share and not cued and "bare.product" in features:
            implied = max((context.share(ANY, name) for name in metric.implied_by), default=0.0)
            implied = max(implied, _IMPLIED if metric.implied_by & at.earlier else 0.0)
            features.update({"context.implied": implied} if implied else {})
        if share:
            features["context.rank" if q.kind == "rank" else "context.cued" if cued else "context.alone"] = share
        return features

    def _known(self, at: Situation, metric: Metric) -> bool:
        """Whether anything but a cue speaks for a metric."""
        if metric.id in at.likely or metric.id == at.listed or metric.id in at.context.metrics():
            return True
        return self._decides(at.view, at.slot, metric)

    def _decides(self, view: SentenceView, slot: Slot, metric: Metric) -> bool:
        if metric.time == "stock" and metric.kind == "count" and slot.quantity.per is not None:
            return False  # "300,000 drive motors a year" are no machines that stand there
        return self.table.decides(metric, slot.quantity, view.tokens[slot.first : slot.last])

    def _support(self, view: SentenceView, slot: Slot) -> dict[str, tuple[Cue | None, Features]]:
        """For each metric its best cue in the sentence and the features of that cue."""
        best: dict[str, tuple[float, Cue, Features]] = {}
        for cue in view.of(METRIC):
            features = cue_features(view, slot, cue)
            if features is None:
                continue
            if self._decides(view, slot, self.table.by_id[cue.value]):
                features = self._decided(view, slot, cue, features)
            for name in self._spoken_for(view, slot, cue):
                score = self.score(features)
                held = best.get(name)
                if held is None or score > held[0]:
                    best[name] = (score, cue, features)
        return {name: (cue, features) for name, (_, cue, features) in best.items()}

    def _spoken_for(self, view: SentenceView, slot: Slot, cue: Cue) -> Iterator[str]:
        """The metrics that a cue speaks for: its own, and where a rate of what is to come is stated ("will produce
        60,000 a year") the one that such a rate means."""
        yield cue.value
        other = self.table.by_id[cue.value].rate_metric
        if other is None or cue.side == "noun":
            return
        if is_attribute(view, slot):
            yield other  # "built a 20 GWh cell line"
        if rate_of(view, slot) is None:
            return
        if any(c.value != "actual" and c.last <= slot.first for c in view.of("status")):
            yield other

    def _decided(self, view: SentenceView, slot: Slot, cue: Cue, features: Features) -> Features:
        """Where the unit decides for several metrics ("projects", "projects signed"), a cue need only be in the
        sentence, and the counted noun itself says nothing new."""
        if "cue.inside" in features and cue.last - cue.first > 1:
            return features
        if "cue.overlap" in features:
            return features
        if "cue.inside" in features:
            return {}
        far = {"cue.same_sentence": 1.0} if not features.get("gap.strong") else {}
        return features if self.score(features) > self.score(far) else far
