"""Candidate readings of a quantity: every metric and measure that its unit and the cues around it allow.

Each carries features, reasons that a person would give, whose weights stand in `weights.yml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from nevextract.assemble.context import ANY, Context
from nevextract.assemble.cue_reach import cue_features
from nevextract.assemble.doubts import doubts
from nevextract.assemble.measures import measure_features, nearest, rate_of
from nevextract.assemble.metrics import Metric, MetricTable
from nevextract.assemble.structures import Alignment
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
MAX_CANDIDATES = 10
_REACHES = 1.5
_STOOD_FOR = 6


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
        self, view: SentenceView, slot: Slot, context: Context, aligned: Alignment, earlier: Collection[str]
    ) -> list[Reading]:
        """The readings worth weighing, best first, "no figure" among them. `earlier` are the metrics that the numbers
        before it in the sentence are likely of."""
        q = slot.quantity
        ratio = q.kind in RATIO_KINDS or q.kind == "rank"
        support = self._support(view, slot)
        metrics = self._metrics(view, slot, support, context, ratio, aligned, earlier)
        found = [Reading(None, "none", "none", None, self.none.get(q.kind, 1.0), {})]
        measures = measure_features(view, slot)
        fitting = {m.id for m in metrics}
        reaching = {m: held for m, held in support.items() if m in fitting and self.score(held[1]) > _REACHES}
        for metric in metrics:
            cue, features = support.get(metric.id, (None, {}))
            if ratio and cue is not None and _names_a_thing(view, cue, metric):
                cue, features = None, {}
            if (
                cue is None
                and metric.id in support
                and not (metric.id in earlier or self._known(view, slot, metric, context, aligned))
            ):
                continue
            features = {**features, **self._context_features(view, slot, metric, context, cue is not None, ratio)}
            if (metric.id in earlier or "context.alone" in features) and _stood_for(view, slot):
                features["context.pronoun"] = 1.0
            if metric.id == aligned.metric_of(slot.number):
                features["respectively"] = 1.0
            if any(bound in support and _bound_closely(support[bound][1]) for bound in metric.yields_to):
                features["yields"] = 1.0
            if "context.alone" in features and any(c is not None and m != metric.id for m, (c, _) in reaching.items()):
                features["context.against"] = 1.0
            for measure, reasons in measures.items():
                if not self._allowed(metric, measure, slot):
                    continue
                every = {**features, **reasons}
                if {"change.after.near", "adjacent.noun_after"} <= every.keys() and "change.contributed" not in every:
                    every["frame.change_in"] = 1.0
                if measure == "share" and cue is not None and _subject_of_share(view, slot, cue):
                    every["frame.share_by"] = 1.0
                if measure == "change" and "measure.amount" not in every and not ratio and _grown(view, cue, features):
                    every["frame.growth_of"] = 1.0
                if {"contribution.before.near", "adjacent.noun_after"} <= every.keys():
                    every["frame.contribution_to"] = 1.0
                if {"share.after.near", "adjacent.noun_after"} <= every.keys():
                    every["frame.share_of"] = 1.0
                if metric.kind == "rate" and ratio:
                    every["rate.level" if measure == "level" else "rate.other"] = 1.0
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

    def _metrics(
        self,
        view: SentenceView,
        slot: Slot,
        support: Mapping[str, tuple[Cue | None, Features]],
        context: Context,
        ratio: bool,
        aligned: Alignment,
        earlier: Collection[str],
    ) -> list[Metric]:
        table = self.table.by_id
        names = {*support, *earlier}
        names |= context.metrics()
        listed = aligned.metric_of(slot.number)
        if listed is not None:
            names.add(listed)
        q = slot.quantity
        if not ratio:
            names.update(m.id for m in table.values() if m.decides and self._decides(view, slot, m))
        found = [table[name] for name in sorted(names) if name in table]
        return found if ratio else [m for m in found if self.table.fits(m, q)]

    def _context_features(
        self, view: SentenceView, slot: Slot, metric: Metric, context: Context, cued: bool, ratio: bool
    ) -> Features:
        features: Features = {}
        q = slot.quantity
        if self._decides(view, slot, metric):
            features["unit.decides"] = 1.0
        if q.unit is None:
            if _is_part(view, slot):
                features["bare.anaphora"] = 1.0
            elif not view.has_digit(slot):
                features["bare.in_words"] = 1.0
            if "bare.anaphora" in features and metric.id == context.counted:
                features["anaphora.counted_last"] = 1.0
            if slot.last < view.last and view.is_noun(slot.last):
                features["bare.noun_follows"] = 1.0
            if _beside_product(view, slot):
                features["bare.product"] = 1.0
        if ratio and metric.kind == "money":
            features["ratio.money"] = 1.0
        if metric.kind == "volume" and rate_of(view, slot) is not None:
            features["per.capacity" if metric.time == "stock" else "per.flow"] = 1.0
        features.update(doubts(view, slot, metric))
        if view.quoted(slot.first):
            features["quoted" if view.has_digit(slot) else "quoted.words"] = 1.0
        share = context.share(ANY if ratio else self.table.unit_class(q), metric.id)
        if not share and not ratio and q.kind != "measure":
            share = 0.5 * context.share(ANY, metric.id)
        if share and q.unit is None and not cued:
            features["context.bare"] = 1.0
        if share:
            features["context.rank" if q.kind == "rank" else "context.cued" if cued else "context.alone"] = share
        return features

    def _known(self, view: SentenceView, slot: Slot, metric: Metric, context: Context, aligned: Alignment) -> bool:
        named = aligned.metric_of(slot.number) == metric.id or metric.id in context.metrics()
        return named or self._decides(view, slot, metric)

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
        if other is None or cue.side == "noun" or rate_of(view, slot) is None:
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


def _subject_of_share(view: SentenceView, slot: Slot, cue: Cue) -> bool:
    """Whether what is counted is what makes up the share: "projects accounted for 83 percent"."""
    given = nearest(view, slot, "contribution", "after")
    if given is not None and given[0].first == slot.last:
        return False  # "contributed 38 percent to the growth of"
    return any(
        c.side == "before" and 0 <= c.first - cue.last <= 1 and 0 <= slot.first - c.last <= 2 for c in view.of("share")
    )


def _grown(view: SentenceView, cue: Cue | None, features: Features) -> bool:
    """Whether the metric's name is what grew, and by the amount beside it: "the increase in output value was N"."""
    if cue is None or "adjacent.noun_before" not in features:
        return False
    return any(
        0 <= cue.first - c.last <= 1 and c.side == "either" and cue.first - 1 not in view.agents
        for c in view.of("change")
    )


def _bound_closely(features: Features) -> bool:
    return any(name.startswith("adjacent.") for name in features)


def _is_part(view: SentenceView, slot: Slot) -> bool:
    """Whether a bare number is some of those named before: "20 of them", "of which 97,000"."""
    return any(
        c.value == "anaphora" and (slot.last - 2 <= c.first <= slot.last or c.last == slot.first)
        for c in view.of("coordination")
    )


def _stood_for(view: SentenceView, slot: Slot) -> bool:
    """Whether a pronoun for a metric's name leads up to the number: "in March the figure was 10,378"."""
    for cue in view.of("pronoun"):
        if cue.last <= slot.first:
            gap = view.gap(cue.last, slot.first)
            if gap.words <= _STOOD_FOR and not (gap.strong or gap.commas or gap.quantities):
                return True
    return False


def _names_a_thing(view: SentenceView, cue: Cue, metric: Metric) -> bool:
    """Whether the cue can speak for an amount only: "covers 12 percent" names no area, "raised the share to 85 percent"
    no financing, "12 percent of the market" no market's size."""
    if metric.kind == "count":
        return cue.side in ("before", "after")
    if metric.kind != "money" or cue.side not in ("before", "after"):
        return False
    names = (c for c in view.of(METRIC) if c.first == cue.first and c.value == cue.value and c.side == "noun")
    return cue.side == "after" or not any(names)


def _beside_product(view: SentenceView, slot: Slot) -> bool:
    return any(p.last == slot.first or p.first == slot.last for p in view.products)
