"""Candidate readings of a quantity: every metric and measure that its unit and the cues around it allow.

Each carries features, reasons that a person would give, whose weights stand in `weights.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nevextract.assemble.doubts import doubts
from nevextract.assemble.measures import measure_features, rate_of
from nevextract.assemble.metrics import Metric, MetricTable
from nevextract.assemble.structures import Alignment
from nevextract.assemble.view import Gap, SentenceView, Slot
from nevextract.find.cues import GROWTH, METRIC, TOPIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
MAX_CANDIDATES = 10
_REACH = 60
_REACHES = 1.5


class Reading(NamedTuple):
    """`metric` None: the quantity is no figure. `cue` is the metric's cue that speaks for it best, where there is one."""

    metric: str | None
    measure: str
    rule: str
    cue: Cue | None
    score: float
    features: Mapping[str, float]


ANY = "any"
_DECAY = 0.7
_FAINT = 0.1
_DOUBT = 0.3


@dataclass(frozen=True, slots=True)
class Context:
    """What the text so far is about: by class of unit (and for `any`), how much of the recent figures each metric has.

    A metric's mass fades by 0.7 with every sentence that has figures; shares of the mass are from 0 to 1.
    """

    mass: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def share(self, unit_class: str, metric: str) -> float:
        """How much of what was said last in this class of unit is the metric's."""
        masses = self.mass.get(unit_class, {})
        total = sum(masses.values())
        return masses.get(metric, 0.0) / (total + _DOUBT) if total else 0.0

    def metrics(self) -> set[str]:
        """The metrics that have not faded."""
        return {metric for masses in self.mass.values() for metric in masses}

    def after(self, settled: Iterable[tuple[str, str]]) -> Context:
        """The context after a sentence that settled these (class of unit, metric)."""
        masses = {
            kind: {m: faded for m, mass in found.items() if (faded := mass * _DECAY) > _FAINT}
            for kind, found in self.mass.items()
        }
        for kind, metric in settled:
            for name in (kind, ANY):
                held = masses.setdefault(name, {})
                held[metric] = held.get(metric, 0.0) + 1.0
        return Context(masses)


class Scorer:
    """Candidate readings with scores, for one pack."""

    def __init__(self, table: MetricTable, emission: Mapping[str, float], none: Mapping[str, float]) -> None:
        self.table, self.emission, self.none = table, emission, none

    def candidates(self, view: SentenceView, slot: Slot, context: Context, aligned: Alignment) -> list[Reading]:
        """The readings worth weighing, best first, "no figure" among them."""
        q = slot.quantity
        ratio = q.kind in RATIO_KINDS or q.kind == "rank"
        support = self._support(view, slot)
        metrics = self._metrics(view, slot, support, context, ratio, aligned)
        found = [Reading(None, "none", "none", None, self.none.get(q.kind, 1.0), {})]
        measures = measure_features(view, slot)
        fitting = {m.id for m in metrics}
        reaching = {m: held for m, held in support.items() if m in fitting and self.score(held[1]) > _REACHES}
        for metric in metrics:
            cue, features = support.get(metric.id, (None, {}))
            if ratio and cue is not None and _names_a_thing(cue, metric):
                cue, features = None, {}
            if cue is None and metric.id in support and not self._known(view, slot, metric, context, aligned):
                continue
            features = {**features, **self._context_features(view, slot, metric, context, cue is not None, ratio)}
            if metric.id == aligned.metric_of(slot.number):
                features["respectively"] = 1.0
            if "context.alone" in features and any(c is not None and m != metric.id for m, (c, _) in reaching.items()):
                features["context.against"] = 1.0
            for measure, reasons in measures.items():
                if not self._allowed(metric, measure, slot):
                    continue
                every = {**features, **reasons}
                if {"change.after.near", "adjacent.noun_after"} <= every.keys() and "change.contributed" not in every:
                    every["frame.change_in"] = 1.0
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
    ) -> list[Metric]:
        table = self.table.by_id
        names = set(support)
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
            if not view.has_digit(slot):
                features["bare.in_words"] = 1.0
            if _is_part(view, slot):
                features["bare.anaphora"] = 1.0
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
        if share:
            features["context.rank" if q.kind == "rank" else "context.cued" if cued else "context.alone"] = share
        return features

    def _known(self, view: SentenceView, slot: Slot, metric: Metric, context: Context, aligned: Alignment) -> bool:
        named = aligned.metric_of(slot.number) == metric.id or metric.id in context.metrics()
        return named or self._decides(view, slot, metric)

    def _decides(self, view: SentenceView, slot: Slot, metric: Metric) -> bool:
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
        if other is not None and cue.side != "noun" and rate_of(view, slot) is not None:
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


def _is_part(view: SentenceView, slot: Slot) -> bool:
    """Whether a bare number is some of those named before: "20 of them", "of which 97,000"."""
    return any(
        c.value == "anaphora" and (slot.last - 2 <= c.first <= slot.last or c.last == slot.first)
        for c in view.of("coordination")
    )


def _names_a_thing(cue: Cue, metric: Metric) -> bool:
    """Whether the cue can speak for an amount only: "covers 12 percent" names no area, "12 percent of the market" no
    market's size."""
    if metric.kind == "count":
        return cue.side in ("before", "after")
    return metric.kind == "money" and cue.side == "after"


def _beside_product(view: SentenceView, slot: Slot) -> bool:
    return any(p.last == slot.first or p.first == slot.last for p in view.products)


def cue_features(view: SentenceView, slot: Slot, cue: Cue) -> Features | None:
    """How a metric's cue stands to a quantity; None where it cannot reach it."""
    if slot.first <= cue.first and cue.last <= slot.last:
        return {"cue.inside": 1.0}
    owner = next((s for s in view.slots if s.first <= cue.first and cue.last <= s.last), None)
    if owner is not None and owner.number != slot.number and cue.side not in ("noun", TOPIC, GROWTH):
        return None
    if cue.first < slot.last and slot.first < cue.last:
        return {"cue.overlap": 1.0}
    ahead = cue.last <= slot.first
    ratio = slot.quantity.kind in RATIO_KINDS
    if not ahead and cue.side == "before":
        return None
    if cue.side == GROWTH and not ratio:
        return None
    gap = view.gap(cue.last, slot.first) if ahead else view.gap(slot.last, cue.first)
    distance = slot.first - cue.last if ahead else cue.first - slot.last
    if distance > _REACH:
        return None
    name = cue.side if cue.side in ("before", "after", TOPIC, GROWTH) else ("noun_before" if ahead else "noun_after")
    if name == "after" and ahead:  # "were delivered, an increase of 12 percent"
        name = "verb_ahead" if ratio else "verb_passed"
    features: Features = {f"cue.{name}": 1.0}
    if owner is not None:
        features["cue.in_quantity"] = 1.0
    if view.dependent(cue):
        features["cue.dependent"] = 1.0
    features.update(gap_features(gap, "ahead" if ahead else "verb" if name == "after" else "behind", slot.quantity.kind))
    if name == "after" and any(s.first >= cue.last and view.gap(cue.last, s.first).bare for s in view.slots):
        features["cue.governs_next"] = 1.0  # "built 61,000 cars and exported 9,000": the verb has its own object
    if name == "before" and any(i in view.copulas for i in range(cue.last, slot.first)):
        features["cue.copula"] = 1.0  # "the cars sold were 4,000": the verb does not govern the number
    here, there = view.bracket(slot.first), view.bracket(cue.first)
    if here != there:
        features["gap.bracket" if here else "gap.cue_in_bracket"] = 1.0
    if name in (TOPIC, GROWTH):
        return {f"cue.{name}": 1.0, "gap.strong": float(min(gap.strong, 2))}
    if name == "before" and not gap.bare and cue.last - 1 in view.ties:
        features["cue.dangling"] = 1.0
    if gap.bare:
        features[f"adjacent.{name}"] = 1.0
        if not gap.links and not gap.weak:
            features["adjacent.touching"] = 1.0
    return features


def gap_features(gap: Gap, side: str, kind: str) -> Features:
    """What parts a cue from a quantity, as features; quantities of the other kind (a ratio before an amount) part less."""
    ratio = kind in RATIO_KINDS
    metrics = gap.metrics if ratio or kind == "rank" else gap.values if kind == "money" else gap.volumes
    way = side if side in ("ahead", "verb") else "behind"
    like, other = (gap.ratios, gap.amounts) if ratio else (gap.amounts, gap.ratios)
    return {
        f"gap.words.{'rank' if kind == 'rank' else side}": float(min(gap.words, 12)),
        "gap.commas": float(min(gap.commas, 4)),
        "gap.weak": float(min(gap.weak, 3)),
        "gap.strong.ratio" if ratio else "gap.strong": float(min(gap.strong, 2)),
        f"gap.quantities.{way}": float(min(like, 4)),
        f"gap.others.{'ahead' if side == 'ahead' else 'behind'}": float(min(other, 4)),
        "gap.metrics": float(min(metrics, 3)),
        "gap.cells": float(min(gap.cells, 3)),
    }
