"""Candidate readings of a quantity: every metric and measure that its unit and the cues around it allow.

Each carries features, reasons that a person would give, whose weights stand in `weights.yml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from nevextract.assemble.anaphora import bare_features
from nevextract.assemble.context import ANY, Context
from nevextract.assemble.cue_reach import cue_features
from nevextract.assemble.doubts import Doubts, is_modest
from nevextract.assemble.frames import (
    bound_closely,
    frame_features,
    is_anothers,
    is_shared,
    names_a_thing,
    names_whole,
    rival_features,
    telling_features,
)
from nevextract.assemble.measures import measure_features
from nevextract.assemble.metrics import Metric, MetricTable
from nevextract.assemble.situation import Situation
from nevextract.assemble.structures import Alignment
from nevextract.assemble.view import SentenceView, Slot
from nevextract.assemble.word_weights import CLOSE, MEASURE, NONE, WordWeights
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
MAX_CANDIDATES = 10
_REACHES = 1.5
_IMPLIED = 0.8
_UNREAD: Mapping[int, str | None] = MappingProxyType({})
_SILENT = WordWeights({})
WORDS, WORDS_OF_MEASURE, _ALONE = "words", "words.measure", "words.alone"


class Reading(NamedTuple):
    """`metric` None: the quantity is no figure. `cue` is the metric's cue that speaks best for it, if there is one."""

    metric: str | None
    measure: str
    rule: str
    cue: Cue | None
    score: float
    features: Mapping[str, float]


class _Support(NamedTuple):
    """A metric's best cue, and what it says of the number."""

    score: float
    cue: Cue
    features: Features


class _Measure(NamedTuple):
    """A measure with the reasons for it, and what each of them adds to a score."""

    name: str
    reasons: Features
    parts: Sequence[float]


class _Told(NamedTuple):
    """What speaks for and against a metric: its own features, and what the text tells around the number."""

    metric: Metric
    cue: Cue | None
    features: Features
    telling: Features


_Weighed = tuple[float, str, str, _Told, _Measure, Features]
"""A reading in the making: its score turned round, metric and measure, by which the best comes first, and what it is
made of; most are never looked at again."""


def _reading(weighed: _Weighed) -> Reading:
    """The reading with all its features."""
    score, _, _, told, measure, frames = weighed
    metric, cue, features, telling = told
    every = {**features, **measure.reasons, **telling, **frames}
    return Reading(metric.id, measure.name, cue.rule if cue else metric.rule, cue, -score, every)


class Scorer:
    """Candidate readings with scores, for one pack.

    `most` is how many readings of a number are kept, the best ones; with None every metric that its unit allows is
    weighed and all are kept, for what is learned from annotated texts.
    """

    def __init__(
        self,
        table: MetricTable,
        emission: Mapping[str, float],
        none: Mapping[str, float],
        word_weights: WordWeights = _SILENT,
        most: int | None = MAX_CANDIDATES,
    ) -> None:
        self.table, self.emission, self.none = table, emission, none
        self.word_weights, self.most = word_weights, most
        self._alone = emission.get(_ALONE, 0.0)

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
        q = slot.quantity
        decided = self.table.decided(q, view.tokens[slot.first : slot.last])
        listed, kind = aligned.metric_of(slot.number), self.table.unit_class(q)
        at = Situation(view, slot, context, listed, frozenset(earlier), echo, read, kind, decided)
        closely: dict[str, set[tuple[int, int]]] = {}
        support = self._support(at, closely)
        metrics = self._metrics(at, support)
        words = self._words(at, metrics, support)
        alone = self._worded(at, words, {m.id for m in metrics})
        metrics.extend(alone)
        reasons = measure_features(view, slot)
        if q.kind in RATIO_KINDS:
            reasons = _with_words(reasons, words)
        measures = [_Measure(name, found, self._parts(found)) for name, found in reasons.items()]
        whole = names_whole(reasons, (s.features for s in support.values()))
        found: list[_Weighed] = []
        for told in self._told(at, metrics, support, closely, words, {m.id for m in alone}):
            found.extend(self._weighed(at, told, measures, whole))
        found.sort()
        readings = [_reading(weighed) for weighed in found[: self.most]]
        against = {WORDS: words[NONE]} if NONE in words else {}
        none = Reading(None, "none", "none", None, self.none.get(q.kind, 1.0) + self.score(against), against)
        readings.append(none)
        readings.sort(key=lambda r: (-r.score, r.metric or "", r.measure))
        if self.most is not None and len(readings) > self.most and readings[-1] is not none:
            readings.pop()
        return readings

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum of the features."""
        return self._plus(0.0, features)

    def _plus(self, score: float, features: Mapping[str, float]) -> float:
        """A score with what more features add, one after another: the same sum whatever was added up before."""
        weight = self.emission.get
        for name, value in features.items():
            score += weight(name, 0.0) * value
        return score

    def _parts(self, features: Mapping[str, float]) -> list[float]:
        """What each feature adds to a score."""
        weights = self.emission
        return [weights.get(name, 0.0) * value for name, value in features.items()]

    def _words(self, at: Situation, metrics: Sequence[Metric], support: Mapping[str, _Support]) -> dict[str, float]:
        """What the words around the number speak for, more softly where a cue stands right beside it."""
        words = _evened(self.word_weights.of(at.view, at.slot, at.context.headline), support)
        if any(m.id in support and bound_closely(support[m.id].features) for m in metrics):
            return {meaning: CLOSE * value for meaning, value in words.items()}
        return words

    def _allowed(self, metric: Metric, measure: str, slot: Slot) -> bool:
        q = slot.quantity
        if q.kind == "rank":
            return measure == "rank" and metric.kind != "rate"
        if q.kind in RATIO_KINDS:
            if measure == "level":
                return metric.kind == "rate" and q.kind in ("percent", "fraction")
            return measure != "share" or metric.kind != "rate"
        return measure in ("level", "change") and self.table.fits(metric, q)

    def _told(
        self,
        at: Situation,
        metrics: Sequence[Metric],
        support: Mapping[str, _Support],
        closely: Mapping[str, Collection[tuple[int, int]]],
        words: Mapping[str, float],
        alone: Collection[str],
    ) -> Iterator[_Told]:
        """What speaks for and against each of the metrics, whatever the measure; for those `alone` only words do."""
        fitting = {m.id for m in metrics}
        reaching = {name for name, s in support.items() if name in fitting and s.score > _REACHES}
        doubts = Doubts(at)
        for metric in metrics:
            held = support.get(metric.id)
            if held is not None and not self._speaks(at, metric, held, metric.id in closely):
                if not self._known(at, metric):
                    continue
                held = None
            cue, features = (held.cue, held.features) if held is not None else (None, {})
            features = features | self._context_features(at, metric, cue, doubts.of(metric))
            if metric.id in words:
                features[WORDS] = words[metric.id]
            if metric.id in alone:
                features[_ALONE] = 1.0
            features |= rival_features(metric, cue, features, reaching, closely)
            yield _Told(metric, cue, features, telling_features(at, metric, features))

    def _speaks(self, at: Situation, metric: Metric, held: _Support, near: bool) -> bool:
        """Whether a metric's best cue can speak for the number at all."""
        if at.ratio and (
            names_a_thing(at.view, held.cue, metric, near)
            or is_anothers(at, held.cue, metric)
            or is_shared(at, held.cue, metric)
        ):
            return False
        if at.ratio and self._is_goods(at, held.cue, metric):
            return False
        # a name far ahead says less than the list of goods, or than what the text is about
        listed = metric.id in at.earlier and at.follows_product
        return held.score >= 0 or not (listed or metric.id in at.told)

    def _weighed(self, at: Situation, told: _Told, measures: Sequence[_Measure], whole: bool) -> Iterator[_Weighed]:
        """The metric with each measure that it allows."""
        metric, cue, features, telling = told
        base = self.score(features)
        for measure in measures:
            if self._allowed(metric, measure.name, at.slot):
                frames = frame_features(at, metric, measure.name, cue, features, measure.reasons, whole)
                score = base
                for part in measure.parts:
                    score += part
                if telling:
                    score = self._plus(score, telling)
                if frames:
                    score = self._plus(score, frames)
                yield -score, metric.id, measure.name, told, measure, frames

    def _metrics(self, at: Situation, support: Mapping[str, _Support]) -> list[Metric]:
        names = {*support, *at.likely, *at.told}
        if at.listed is not None:
            names.add(at.listed)
        q = at.slot.quantity
        if q.kind == "money" and at.is_worth:
            counted = at.earlier | at.told
            names.update(m.id for m in self.table.of_counts if not m.goes_with.isdisjoint(counted))
        if not at.ratio:
            told = at.told | at.earlier
            names.update(m.id for m in self.table.implied if not m.implied_by.isdisjoint(told))
            names.update(at.decided)
        table = self.table.by_id
        found = [table[name] for name in sorted(names) if name in table]
        return found if at.ratio else [m for m in found if self.table.fits(m, q)]

    def _worded(self, at: Situation, words: Mapping[str, float], known: Collection[str]) -> list[Metric]:
        """The metrics of amounts for which nothing speaks but the words around the number, and those loud enough."""
        if at.ratio:
            return []
        least = -self._alone
        if self.most is None:
            names = set(self.table.by_id)
        else:
            names = {name for name, value in words.items() if value > least and name in self.table.by_id}
        found = [self.table.by_id[name] for name in sorted(names.difference(known))]
        return [m for m in found if self.table.fits(m, at.slot.quantity)]

    def _context_features(self, at: Situation, metric: Metric, cue: Cue | None, doubts: Features) -> Features:
        view, slot, context = at.view, at.slot, at.context
        features: Features = {}
        q, cued = slot.quantity, cue is not None
        if metric.id in at.decided:
            features["unit.decides"] = 1.0
        if q.unit is None:
            features |= bare_features(view, slot, True) if metric.id == context.counted else at.bare
        if at.ratio and metric.kind == "money":
            features["ratio.money"] = 1.0
        if metric.kind == "volume" and at.rate is not None:
            features["per.capacity" if metric.time == "stock" else "per.flow"] = 1.0
        if at.compared_with == metric.id:
            features["compared.like"] = 1.0
        if cue is None and at.follows_none:
            features["after.none"] = 1.0
        if cue is None and is_modest(q, metric):
            features["doubt.modest_money"] = 1.0
        if at.ratio and cue is not None and metric.id in context.unmeant and _is_shared(view, cue):
            features["name.unmeant"] = 1.0
        features.update(doubts)
        if "bare.anaphora" in features:
            features.pop("doubt.small_bare", None)  # "36 projects, 3 of them"
        if view.quoted(slot.first):
            features["quoted" if view.has_digit(slot) else "quoted.words"] = 1.0
        share = context.share(ANY if at.ratio else at.kind, metric.id)
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

    def _is_goods(self, at: Situation, cue: Cue, metric: Metric) -> bool:
        """Whether things counted are those whose output or sales the text tells of, not their number: "output of cars
        rose 9 percent, industrial robots 20 percent", "private enterprises 4 percent"."""
        if metric.kind != "count" or metric.time != "stock" or cue.side != "noun":
            return False
        told = at.told | at.earlier
        if metric.id in told:
            return False
        goods = any(p.first < cue.last and cue.first < p.last for p in at.view.products)
        flows = ("volume",) if goods else ("volume", "money") if cue.last - cue.first == 1 else ()
        return any(self.table.by_id[m].kind in flows and self.table.by_id[m].time == "flow" for m in told)

    def _known(self, at: Situation, metric: Metric) -> bool:
        """Whether anything but a cue speaks for a metric."""
        return metric.id in at.likely or metric.id == at.listed or metric.id in at.told or metric.id in at.decided

    def _support(self, at: Situation, closely: dict[str, set[tuple[int, int]]]) -> dict[str, _Support]:
        """For each metric its best cue in the sentence and the features of that cue. `closely` takes the places of the
        cues right beside the number."""
        best: dict[str, _Support] = {}
        for cue in at.view.of(METRIC):
            features = cue_features(at.view, at.slot, cue)
            if features is None:
                continue
            score = self.score(features)
            if cue.value in at.decided:
                features, score = self._decided(cue, features, score)
            near = bound_closely(features)
            for name in self._spoken_for(at, cue):
                if near:
                    closely.setdefault(name, set()).add((cue.first, cue.last))
                if name not in best or score > best[name].score:
                    best[name] = _Support(score, cue, features)
        return best

    def _spoken_for(self, at: Situation, cue: Cue) -> Iterator[str]:
        """The metrics that a cue speaks for: its own, and where a rate of what is to come is stated ("will produce
        60,000 a year") the one that such a rate means."""
        yield cue.value
        other = self.table.by_id[cue.value].rate_metric
        if other is None or cue.side == "noun":
            return
        if at.is_attribute:
            yield other  # "built a 20 GWh cell line"
        if at.rate is None:
            return
        if any(c.value != "actual" and c.last <= at.slot.first for c in at.view.of("status")):
            yield other

    def _decided(self, cue: Cue, features: Features, score: float) -> tuple[Features, float]:
        """Where the unit decides for several metrics ("projects", "projects signed"), a cue need only be in the
        sentence, and the counted noun itself says nothing new."""
        if "cue.overlap" in features or ("cue.inside" in features and cue.last - cue.first > 1):
            return features, score
        if "cue.inside" in features:
            return {}, 0.0
        far = {"cue.same_sentence": 1.0} if not features.get("gap.strong") else {}
        least = self.score(far)
        return (features, score) if score > least else (far, least)


def _is_shared(view: SentenceView, cue: Cue) -> bool:
    """Whether the words of a cue name another metric too."""
    return any(c.first == cue.first and c.last == cue.last and c.value != cue.value for c in view.of(METRIC))


def _evened(words: dict[str, float], support: Mapping[str, _Support]) -> dict[str, float]:
    """What words speak for, alike for metrics that the same cue names ("exports": a volume, a value)."""
    named: dict[tuple[int, int], list[str]] = {}
    for name, held in support.items():
        named.setdefault((held.cue.first, held.cue.last), []).append(name)
    for names in named.values():
        if len(names) > 1 and any(name in words for name in names):
            words.update(dict.fromkeys(names, max(words.get(name, 0.0) for name in names)))
    return words


def _with_words(measures: Mapping[str, Features], words: Mapping[str, float]) -> dict[str, Features]:
    """The reasons for each measure, with what the words around the number say."""
    said = {name: words.get(MEASURE + name) for name in measures}
    return {n: measures[n] if value is None else {**measures[n], WORDS_OF_MEASURE: value} for n, value in said.items()}
