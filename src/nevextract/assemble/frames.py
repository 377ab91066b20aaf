"""Frames: a metric's cue, a measure's cue and the number standing together in a way that means one thing.

"a rise of 9 percent in exports", "81 percent of the output value", "9,000 cars worth 1.2 billion yuan".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from nevextract.assemble.measures import nearest, of_goods
from nevextract.assemble.metrics import Metric
from nevextract.assemble.situation import Situation
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
_GROWN_NAME = 3
'Tokens from a word of growth to the metric\'s name: "the increase of public charging piles"'
_ADJACENT = "adjacent."
_TIED = frozenset({"by", "preposition"})
_LEADS = frozenset({"change.contributed", "lead.after", "lead.before"})
_WHOLE_NAME = 5
"Words between a percentage and the metric's name that ends what it is of"


def rival_features(
    metric: Metric,
    cue: Cue | None,
    features: Mapping[str, float],
    reaching: Collection[str],
    closely: Mapping[str, Collection[tuple[int, int]]],
) -> Features:
    """The doubts that other metrics raise: `reaching` have a cue that reaches the number, `closely` some beside it, at
    these places. One and the same word ("shipped") leaves it open which of two metrics is meant."""
    found: Features = {}
    place = None if cue is None else (cue.first, cue.last)
    other = bool(closely) and metric.id not in closely
    if closely and any(rival != place for name in metric.yields_to for rival in closely.get(name, ())):
        found["yields"] = 1.0
    if other and "bare.anaphora" in features:
        found["anaphora.against"] = 1.0  # "of the 48 signed, 37 broke ground"
    if len(reaching) > (metric.id in reaching) and "context.alone" in features:
        found["context.against"] = 1.0
    if other:
        found["beside.other"] = 1.0
    return found


def telling_features(at: Situation, metric: Metric, features: Mapping[str, float]) -> Features:
    """What the text tells of a metric around the number, whatever its measure. `features` are the other ones of the
    metric."""
    found: Features = {}
    earlier = metric.id in at.earlier
    alone = "context.alone" in features
    if (earlier or alone) and "beside.other" not in features and at.is_stood_for:
        found["context.pronoun"] = 1.0
    if earlier and metric.kind == "volume" and at.follows_product:
        found["product.listed"] = 1.0  # "cars 38,000; lithium iron phosphate 61,000 tons"
    if metric.goes_with and at.is_worth and not (metric.goes_with.isdisjoint(at.earlier | at.told)):
        found["frame.worth"] = 1.0
    if at.ratio and at.earlier and not earlier:
        if "cue.topic" in features:
            found["topic.other"] = 1.0  # a percentage belongs to an amount told rather than to what is hinted at
        if alone:
            found["context.other"] = 1.0  # nor to what another sentence told
    return found


def frame_features(
    at: Situation,
    metric: Metric,
    measure: str,
    cue: Cue | None,
    features: Mapping[str, float],
    reasons: Mapping[str, float],
    whole: bool,
) -> Features:
    """The frames that a number fills if read as metric and measure. `features` are those of the metric, `reasons` those
    of the measure; `whole` tells that the sentence names what a share is of."""
    found: Features = {}
    if measure == "level" and not at.ratio and metric.id == at.whole:
        found["part.of"] = 1.0
    if metric.id == at.listed:
        found["respectively"] = 1.0
    if at.echo == (metric.id, measure):
        found["echo"] = 1.0
    if "change.amount.another" in reasons and (metric.time == "flow" or metric.kind == "money"):
        found["change.amount.flow"] = 1.0  # "invested another 6 billion" tells what was invested
    follows = "adjacent.noun_after" in features
    if follows and "change.after.near" in reasons and _LEADS.isdisjoint(reasons):
        found["frame.change_in"] = 1.0
    if measure == "share":
        found |= _share_frames(at, metric, cue, features, reasons, whole)
    if measure == "change" and not at.ratio and "measure.amount" not in reasons and _grown(at, cue, features):
        found["frame.growth_of"] = 1.0
    if measure == "share" and metric.kind == "count" and of_goods(at.view, at.slot):
        found["share.goods_of_count"] = 1.0  # "suppliers provide 70 percent of the parts"
    if follows and "contribution.before.near" in reasons:
        found["frame.contribution_to"] = 1.0
    if follows and "share.after.near" in reasons:
        found["frame.share_of_count" if metric.kind == "count" else "frame.share_of"] = 1.0
    if metric.kind == "rate" and at.ratio:
        found["rate.level" if measure == "level" else "rate.other"] = 1.0
    return found


def _share_frames(
    at: Situation,
    metric: Metric,
    cue: Cue | None,
    features: Mapping[str, float],
    reasons: Mapping[str, float],
    whole: bool,
) -> Features:
    """The frames of a share of what was told before, and of one that is told of what makes it up."""
    found: Features = {}
    if metric.id in at.earlier and at.is_part_before:
        found["share.of_which"] = 1.0
    if not whole and cue is not None and _makes_up(at.view, at.slot, cue):
        found["frame.share_by"] = 1.0
    if "share.of" in reasons and (cue is None or "cue.topic" in features):
        found["share.of_unknown"] = 1.0  # neither context nor a mere hint tells what the whole is
    near = "share.after.near" in reasons and "adjacent.noun_after" in features
    named = "cue.noun_after" in features or "cue.after" in features
    if cue is not None and named and not near and _names_whole(at.view, at.slot, cue):
        found["share.whole"] = 1.0
    return found


def _names_whole(view: SentenceView, slot: Slot, cue: Cue) -> bool:
    """Whether a metric's name ends what a percentage is of: "30 per cent of Thailand's total automotive production"."""
    gap = view.gap(slot.last, cue.first)
    parted = gap.commas or gap.weak or gap.strong or gap.quantities or gap.metrics
    return slot.last in view.wholes and gap.words <= _WHOLE_NAME and not parted


def bound_closely(features: Mapping[str, float]) -> bool:
    """Whether a cue stands right beside the number."""
    return any(name.startswith(_ADJACENT) for name in features)


def names_whole(measures: Mapping[str, Features], reasons: Iterable[Features]) -> bool:
    """Whether a metric is named as what a share is of: "made up 81 percent of the output value"."""
    led = measures.get("share", {}).keys() & {"share.before.near", "share.after.near"}
    return bool(led) and any("adjacent.noun_after" in found for found in reasons)


def is_anothers(at: Situation, cue: Cue, metric: Metric) -> bool:
    """Whether a verb's own number was read as another metric: "9,000 stations were built, up 12 percent" tells of the
    stations, not of what is produced."""
    if cue.side not in ("before", "after") or cue.last > at.slot.first:
        return False
    own = next((s for s in reversed(at.view.slots[: at.slot.number]) if s.last <= cue.first), None)
    read = at.read.get(own.number) if own is not None else None
    if own is None or read is None or read == metric.id:
        return False
    gap = at.view.gap(own.last, cue.first)
    return not (gap.words or gap.commas or gap.strong or gap.weak)


def is_shared(at: Situation, cue: Cue, metric: Metric) -> bool:
    """Whether the cue has spoken for another metric that the sentence told: "exported cells worth 386 million yuan, 87
    percent more" tells of the value, not of the cells."""
    if metric.id in at.earlier:
        return False
    same = {c.value for c in at.view.of(METRIC) if c.first == cue.first and c.last == cue.last}
    own = next((s for s in at.view.slots[: at.slot.number] if s.first >= cue.last), None)
    return own is not None and own.quantity.kind not in RATIO_KINDS and at.read.get(own.number) in same - {metric.id}


def names_a_thing(view: SentenceView, cue: Cue, metric: Metric, near: bool) -> bool:
    """Whether the cue can speak for an amount only: "covers 12 percent" names no area, "raised the share to 85 percent"
    no financing, "12 percent of the market" no market's size. `near` tells whether it stands beside the number."""
    if metric.kind == "rate" and cue.side == "before":
        return not near
    if metric.kind == "count":
        return cue.side in ("before", "after")
    if metric.kind != "money" or cue.side not in ("before", "after"):
        return False
    if cue.side == "after":
        return not any(c.first == cue.first and c.value in _TIED for c in view.of("link"))  # but "of revenue" names it
    names = (c for c in view.of(METRIC) if c.first == cue.first and c.value == cue.value and c.side == "noun")
    return not any(names)


def _makes_up(view: SentenceView, slot: Slot, cue: Cue) -> bool:
    """Whether what is counted is what makes up the share: "projects accounted for 83 percent"."""
    given = nearest(view, slot, "contribution", "after")
    if given is not None and given[0].first == slot.last:
        return False  # "contributed 38 percent to the growth of"
    return any(
        c.side == "before" and 0 <= c.first - cue.last <= 1 and 0 <= slot.first - c.last <= 2 for c in view.of("share")
    )


def _grown(at: Situation, cue: Cue | None, features: Mapping[str, float]) -> bool:
    """Whether the metric's name is what grew, and by the amount beside it: "the increase in output value was N". What
    is grown to is a level: "an 8 percent rise in output value to N"."""
    view = at.view
    if cue is None or "adjacent.noun_before" not in features or at.slot.first - 1 in view.targets:
        return False
    return any(
        c.side == "either"
        and cue.first - 1 not in view.agents
        and (0 <= cue.first - c.last <= 1 or (c.last in view.ties and 0 < cue.first - c.last <= _GROWN_NAME))
        for c in view.of("change")
    )
