"""How a metric's cue stands to a quantity: the side, the words between, what else lies there."""

from __future__ import annotations

from nevextract.assemble.gaps import Gap
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import GROWTH, METRIC, TOPIC, TOUCHING, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
_REACH = 60
_WORDS = {side: f"gap.words.{side}" for side in ("ahead", "verb", "behind", "rank")}
_LIKE = {side: f"gap.quantities.{side}" for side in ("ahead", "verb", "behind")}
_WHOLE_REACH = 6
_NAMING = frozenset({"of", "preposition"})


def cue_features(view: SentenceView, slot: Slot, cue: Cue) -> Features | None:
    """How a metric's cue stands to a quantity; None where it cannot reach it."""
    if max(slot.first - cue.last, cue.first - slot.last) > _REACH:
        return None
    if slot.first <= cue.first and cue.last <= slot.last:
        return {"cue.inside": 1.0}
    owner = view.owner(cue)
    if owner is not None and owner.number != slot.number and cue.side not in ("noun", TOPIC, GROWTH):
        return None
    if cue.first < slot.last and slot.first < cue.last:
        return {"cue.overlap": 1.0}
    ahead = cue.last <= slot.first
    ratio = slot.quantity.kind in RATIO_KINDS
    if not ahead and cue.side in ("before", TOUCHING):
        return None
    if cue.side == GROWTH and (not ratio or (not ahead and _is_whole(view, slot, cue))):
        return None
    gap = view.gap(cue.last, slot.first) if ahead else view.gap(slot.last, cue.first)
    if cue.side == TOUCHING:
        if slot.quantity.unit is None or ratio or not gap.bare or gap.links:
            return None
        cue = cue._replace(side="before")
    name = cue.side if cue.side in ("before", "after", TOPIC, GROWTH) else ("noun_before" if ahead else "noun_after")
    if name == "after" and ahead:  # "were delivered, an increase of 12 percent"
        name = "verb_ahead" if ratio else "verb_passed"
    features: Features = {f"cue.{name}": 1.0}
    if owner is not None:
        features["cue.in_quantity"] = 1.0
    if view.dependent(cue):
        features["cue.dependent"] = 1.0
    features.update(
        gap_features(gap, "ahead" if ahead else "verb" if name == "after" else "behind", slot.quantity.kind)
    )
    if (name == "after" or (name == "noun_after" and ratio and gap.commas)) and view.governs(cue.last):
        features["cue.governs_next"] = 1.0  # "built 61,000 cars and exported 9,000": the verb has its own object
    if name == "before" and any(i in view.copulas for i in range(cue.last, slot.first)):
        features["cue.copula"] = 1.0  # "the cars sold were 4,000": the verb does not govern the number
    here, there = view.bracket(slot.first), view.bracket(cue.first)
    if here != there:
        features["gap.bracket" if here else "gap.cue_in_bracket"] = 1.0
    if name in (TOPIC, GROWTH):
        shares = name == GROWTH and cue.first == slot.last and any(c.first == cue.first for c in view.of("ratio_noun"))
        hint = {f"cue.{name}": 1.0}
        if gap.strong:
            hint["gap.strong"] = float(min(gap.strong, 2))
        return hint | {"adjacent.beside": 1.0} if shares else hint
    if name == "before" and not gap.bare and cue.last - 1 in view.ties:
        features["cue.dangling"] = 1.0
    if gap.bare:
        features[f"adjacent.{name}"] = 1.0
        if not gap.links and not gap.weak:
            features["adjacent.touching"] = 1.0
        elif name == "noun_after" and not ratio:  # "600 million yuan of tax"
            naming = (c.value for c in view.of("link") if c.first == slot.last and c.value in _NAMING)
            features.update({f"adjacent.{value}": 1.0 for value in naming})
    return features


def _is_whole(view: SentenceView, slot: Slot, cue: Cue) -> bool:
    """Whether a cue names what the ratio is a part of, which may grow in another measure than the part is told in:
    "it accounted for 23 percent of the total of industry above designated size"."""
    told = any(c.side == "noun" and c.value != cue.value for c in view.of(METRIC) if c.last <= slot.first)
    return told and slot.last in view.wholes and 0 < cue.first - slot.last <= _WHOLE_REACH


def gap_features(gap: Gap, side: str, kind: str) -> Features:
    """What parts a cue from a quantity, as features. Quantities of the other kind (a ratio, an amount) part less."""
    ratio = kind in RATIO_KINDS
    features: Features = {}
    if gap.words:
        features[_WORDS["rank" if kind == "rank" else side]] = float(min(gap.words, 12))
    if gap.commas:
        features["gap.commas"] = float(min(gap.commas, 4))
    if gap.weak:
        features["gap.weak"] = float(min(gap.weak, 3))
    if gap.strong:
        features["gap.strong.ratio" if ratio else "gap.strong"] = float(min(gap.strong, 2))
    like, other = (gap.ratios, gap.amounts) if ratio else (gap.amounts, gap.ratios)
    if kind in ("count", "bare"):
        like, other = like - gap.money, other + gap.money
    if like:
        features[_LIKE[side]] = float(min(like, 4))
    if other:
        features["gap.others.ahead" if side == "ahead" else "gap.others.behind"] = float(min(other, 4))
    metrics = gap.metrics if ratio or kind == "rank" else gap.values if kind == "money" else gap.volumes
    if metrics:
        features["gap.metrics"] = float(min(metrics, 3))
    if gap.cells:
        features["gap.cells"] = float(min(gap.cells, 3))
    return features
