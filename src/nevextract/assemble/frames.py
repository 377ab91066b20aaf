"""Frames: a metric's cue, a measure's cue and the number standing together in a way that means one thing.

"a rise of 9 percent in exports", "81 percent of the output value", "9,000 cars worth 1.2 billion yuan".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from nevextract.assemble.anaphora import is_part_before, is_stood_for
from nevextract.assemble.context import Context
from nevextract.assemble.measures import nearest, of_goods
from nevextract.assemble.metrics import Metric
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
_GROWN_NAME = 3
'Tokens from a word of growth to the metric\'s name: "the increase of public charging piles"'


@dataclass(frozen=True, slots=True)
class Situation:
    """One number in its sentence and text: what was told before it, and what else is known of it.

    `listed` is the metric that a list gives it, `earlier` the metrics that the numbers before it in the sentence are
    likely of, `echo` the metric and measure of the same number elsewhere in the text.
    """

    view: SentenceView
    slot: Slot
    context: Context
    listed: str | None
    earlier: frozenset[str]
    echo: tuple[str, str] | None = None
    read: Mapping[int, str | None] = field(default_factory=dict)
    "what the numbers before it in the sentence are likely of, by slot"

    @property
    def ratio(self) -> bool:
        """Whether it is a ratio or a rank, which any metric may have."""
        return self.slot.quantity.kind in RATIO_KINDS or self.slot.quantity.kind == "rank"

    @property
    def likely(self) -> frozenset[str]:
        """The metrics that other numbers make likely."""
        return self.earlier | {self.echo[0]} if self.echo else self.earlier


def rival_features(
    metric: Metric, features: Mapping[str, float], reaching: Collection[str], closely: Collection[str]
) -> Features:
    """The doubts that other metrics raise: `reaching` have a cue that reaches the number, `closely` one beside it."""
    found: Features = {}
    if any(bound in closely for bound in metric.yields_to):
        found["yields"] = 1.0
    if "bare.anaphora" in features and metric.id not in closely and closely:
        found["anaphora.against"] = 1.0  # "of the 48 signed, 37 broke ground"
    if "context.alone" in features and any(m != metric.id for m in reaching):
        found["context.against"] = 1.0
    if metric.id not in closely and closely:
        found["beside.other"] = 1.0
    return found


def frame_features(
    at: Situation, metric: Metric, measure: str, cue: Cue | None, features: Mapping[str, float], whole: bool
) -> Features:
    """The frames that a number fills if read as metric and measure. `features` are its other features; `whole` tells
    that the sentence names what a share is of."""
    view, slot, seen = at.view, at.slot, features.keys()
    found: Features = {}
    told = metric.id in at.earlier or "context.alone" in seen
    if told and "beside.other" not in seen and is_stood_for(view, slot):
        found["context.pronoun"] = 1.0
    if metric.kind == "volume" and metric.id in at.earlier and follows_product(view, slot):
        found["product.listed"] = 1.0  # "cars 38,000; lithium iron phosphate 61,000 tons"
    if metric.goes_with & (at.earlier | at.context.metrics()) and is_worth(view, slot):
        found["frame.worth"] = 1.0
    if at.ratio and "cue.topic" in seen and at.earlier and metric.id not in at.earlier:
        found["topic.other"] = 1.0  # a percentage belongs to an amount told rather than to what is hinted at
    if at.ratio and "context.alone" in seen and at.earlier and metric.id not in at.earlier:
        found["context.other"] = 1.0  # nor to what another sentence told
    if measure == "level" and not at.ratio and metric.id == _whole_of(at):
        found["part.of"] = 1.0
    if metric.id == at.listed:
        found["respectively"] = 1.0
    if at.echo == (metric.id, measure):
        found["echo"] = 1.0
    if "change.amount.another" in seen and (metric.time == "flow" or metric.kind == "money"):
        found["change.amount.flow"] = 1.0  # "invested another 6 billion" tells what was invested
    led = {"change.contributed", "lead.after", "lead.before"} & seen
    if {"change.after.near", "adjacent.noun_after"} <= seen and not led:
        found["frame.change_in"] = 1.0
    if measure == "share" and metric.id in at.earlier and is_part_before(view, slot):
        found["share.of_which"] = 1.0
    if measure == "share" and not whole and cue is not None and _makes_up(view, slot, cue):
        found["frame.share_by"] = 1.0
    if measure == "change" and "measure.amount" not in seen and not at.ratio and _grown(view, cue, features):
        found["frame.growth_of"] = 1.0
    if measure == "share" and metric.kind == "count" and of_goods(view, slot):
        found["share.goods_of_count"] = 1.0  # "suppliers provide 70 percent of the parts"
    if {"contribution.before.near", "adjacent.noun_after"} <= seen:
        found["frame.contribution_to"] = 1.0
    if {"share.after.near", "adjacent.noun_after"} <= seen:
        found["frame.share_of_count" if metric.kind == "count" else "frame.share_of"] = 1.0
    if metric.kind == "rate" and at.ratio:
        found["rate.level" if measure == "level" else "rate.other"] = 1.0
    return found


def _whole_of(at: Situation) -> str | None:
    """The metric of the amount that this one is a part of: "orders of 106 billion yuan, of which Brel has 40 and Taro
    30 billion"."""
    view, slot = at.view, at.slot
    cues = [c for c in view.of("coordination") if c.value == "anaphora" and c.side == "either" and c.last <= slot.first]
    gap = view.gap(cues[-1].last if cues else slot.first, slot.first)
    if not cues or gap.strong or (gap.values if slot.quantity.kind == "money" else gap.volumes):
        return None
    amounts = [s for s in view.slots[: slot.number] if s.quantity.unit == slot.quantity.unit]
    whole = next((s for s in reversed(amounts) if s.last <= cues[-1].first), None)
    if whole is None or view.gap(whole.last, cues[-1].first).metrics:
        return None
    metric = at.read.get(whole.number)
    parts = [s for s in amounts if s.first >= cues[-1].last]
    return metric if all(at.read.get(s.number) == metric for s in parts) else None


def bound_closely(features: Mapping[str, float]) -> bool:
    """Whether a cue stands right beside the number."""
    return any(name.startswith("adjacent.") for name in features)


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


def names_a_thing(view: SentenceView, cue: Cue, metric: Metric, near: bool) -> bool:
    """Whether the cue can speak for an amount only: "covers 12 percent" names no area, "raised the share to 85 percent"
    no financing, "12 percent of the market" no market's size. `near` tells whether it stands beside the number."""
    if metric.kind == "rate" and cue.side == "before":
        return not near
    if metric.kind == "count":
        return cue.side in ("before", "after")
    if metric.kind != "money" or cue.side not in ("before", "after"):
        return False
    names = (c for c in view.of(METRIC) if c.first == cue.first and c.value == cue.value and c.side == "noun")
    return cue.side == "after" or not any(names)


def is_worth(view: SentenceView, slot: Slot) -> bool:
    """Whether an amount tells what things counted before it are worth: "9,000 cars valued at 1.2 billion yuan"."""
    return any(c.value == "worth" and c.last == slot.first for c in view.of("frame"))


def follows_product(view: SentenceView, slot: Slot) -> bool:
    """Whether goods are named right before the number, as in a list of goods with their amounts."""
    return slot.quantity.kind in ("measure", "count", "bare") and any(p.last == slot.first for p in view.products)


def _makes_up(view: SentenceView, slot: Slot, cue: Cue) -> bool:
    """Whether what is counted is what makes up the share: "projects accounted for 83 percent"."""
    given = nearest(view, slot, "contribution", "after")
    if given is not None and given[0].first == slot.last:
        return False  # "contributed 38 percent to the growth of"
    return any(
        c.side == "before" and 0 <= c.first - cue.last <= 1 and 0 <= slot.first - c.last <= 2 for c in view.of("share")
    )


def _grown(view: SentenceView, cue: Cue | None, features: Mapping[str, float]) -> bool:
    """Whether the metric's name is what grew, and by the amount beside it: "the increase in output value was N"."""
    if cue is None or "adjacent.noun_before" not in features:
        return False
    return any(
        c.side == "either"
        and cue.first - 1 not in view.agents
        and (0 <= cue.first - c.last <= 1 or (c.last in view.ties and 0 < cue.first - c.last <= _GROWN_NAME))
        for c in view.of("change")
    )
