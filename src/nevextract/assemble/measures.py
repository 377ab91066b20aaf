"""Is a number a level, a change, a share or a contribution? The reasons for each, as features."""

from __future__ import annotations

from nevextract.assemble.structures import coordinated
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

Features = dict[str, float]
_NEAR = 14
_CLOSE = 0.4
_WHOLE = 100
_RATE_REACH = 5
_VERB = 4
_LIST = 4


def measure_features(view: SentenceView, slot: Slot) -> dict[str, Features]:
    """For every measure the quantity's kind allows, the reasons for it (none: {})."""
    kind = slot.quantity.kind
    if kind == "rank":
        return {"rank": {"measure.rank": 1.0}}
    if kind == "fold":
        return {"change": {**change_features(view, slot), "measure.fold": 1.0}}
    if kind not in ("percent", "points", "fraction"):
        return {"level": {"measure.amount": 1.0}, "change": amount_change(view, slot)}
    found = {
        "change": change_features(view, slot),
        "contribution": side_features(view, slot, "contribution"),
    }
    if kind != "points":
        shares = {} if _marks_change(view, slot) else _of_list(view, slot, "share")
        if _restates(view, slot):
            shares["share.restated"] = 1.0
        found["share"] = {**shares, **_ratio_noun(view, slot), **_share_of(view, slot)}
        if _glosses(view, slot):
            found["share"]["share.gloss"] = 1.0
        found["level"] = {"level.ratio": 1.0}
        if slot.quantity.value > _WHOLE and not found["share"]:
            found["share"]["share.above_whole"] = 1.0
    if is_compared(view, slot):
        found["change"]["change.compared"] = 1.0
    parts = "share.before.near" in found.get("share", {}) and slot.last in view.ties
    parts = parts or any(c.first == slot.last for c in view.of("ratio_noun"))  # "a 14 percent share, down from"
    if "change.after.near" in found["change"] and not parts:  # not "making up 16 percent of the above"
        found["share"] = {**found.get("share", {}), "share.change_follows": 1.0}
    given = found["contribution"]
    if (
        "contribution.before.near" in given
        or "contribution.after.near" in given
        or (kind == "points" and given.get("contribution.before", 0.0) >= _CLOSE)
    ):
        found["change"]["change.contributed"] = 1.0
    shared: Features = {f"measure.{kind}": 1.0, **_of_list(view, slot, "lead")}
    return {
        measure: {**(features or {f"{measure}.none": 1.0}), f"{measure}.{kind}": 1.0, **shared}
        for measure, features in found.items()
        if measure != "share" or kind != "points"
    }


def _of_list(view: SentenceView, slot: Slot, kind: str) -> Features:
    """How close the nearest cue of a kind stands to a number. What follows right behind the last number of a list holds
    for all: "4.8 and 7.3 percentage points higher than the average", "4.8 and 4.0 percent shares"."""
    if not view.of(kind):
        return {}
    found = side_features(view, slot, kind)
    last = slot
    for later in view.slots[slot.number + 1 : slot.number + _LIST]:
        if found or later.quantity.kind != slot.quantity.kind or not coordinated(view, last.last, later.first):
            break
        behind = side_features(view, later, kind)
        touching = any(c.first == later.last for c in view.of(kind))
        found, last = behind if f"{kind}.after" in behind and touching else {}, later
    return found


def _restates(view: SentenceView, slot: Slot) -> bool:
    """Whether a percentage puts the amount before it in another way: "1,300 buses, or 31.7 percent"."""
    if not slot.number or slot.quantity.kind == "points":
        return False
    amount = view.slots[slot.number - 1]
    for cue in view.of("coordination"):
        if cue.value == "or" and cue.last == slot.first and amount.last <= cue.first <= amount.last + 1:
            return amount.quantity.kind not in RATIO_KINDS and amount.quantity.kind != "rank"
    return False


def _glosses(view: SentenceView, slot: Slot) -> bool:
    """Whether a percentage without a sign fills a bracket behind an amount: "269,000 of these (16.4 percent)"."""
    bracket = view.bracket(slot.first)
    if not slot.number or not bracket or slot.quantity.direction or slot.quantity.kind == "points":
        return False
    before = view.slots[slot.number - 1]
    these = {i for c in view.of("coordination") if c.value == "anaphora" for i in range(c.first, c.last)}
    beside = all(i in these for i in range(before.last, slot.first - 1))
    closed = slot.last + 1 >= view.last or view.bracket(slot.last + 1) != bracket
    alone = beside and closed and view.bracket(slot.first - 2) != bracket
    reached = bool(view.targets & {before.first - 1})  # "grew from 22,927 to 27,178 (18.5 pc)"
    return alone and not reached and before.quantity.kind not in RATIO_KINDS and before.quantity.kind != "rank"


def _marks_change(view: SentenceView, slot: Slot) -> bool:
    """Whether what seems to lead to a share leads to a change: "representing growth of 30 percent"."""
    share, change = nearest(view, slot, "share", "before"), nearest(view, slot, "change", "before")
    if share is None or change is None or share[1] or change[1] or change[0].first < share[0].last:
        return False
    return all(i in view.ties for i in range(change[0].last, slot.first))


def _share_of(view: SentenceView, slot: Slot) -> Features:
    """What a share is of, where that tells: "98 percent of the water" is of no metric's whole, "of trucks sold" is."""
    if of_goods(view, slot):
        told = "share.after.near" in side_features(view, slot, "share")
        return {} if told else {"share.of_goods": 1.0}
    found = nearest(view, slot, "share", "after")
    if "share.before.near" in side_features(view, slot, "share"):
        return {}
    if found is None or found[0].first != slot.last:
        return {"share.of": 1.0} if _parted(view, slot) else {}
    whole = found[0].last
    return {"share.of_unknown": 1.0} if whole < view.last and view.is_noun(whole) else {}


def _parted(view: SentenceView, slot: Slot) -> bool:
    """Whether a percentage is of something that neither grows nor is grown by: "68 percent of July's new cars"."""
    if slot.last not in view.wholes:
        return False
    near = range(slot.last + 1, slot.last + 4)
    return not any(c.first in near for kind in ("change", "contribution") for c in view.of(kind))


def of_goods(view: SentenceView, slot: Slot) -> bool:
    """Whether "of" and goods follow a percentage: "70 percent of | the lorries"."""
    goods = slot.last + 1
    return goods < view.last and slot.last in view.ties and any(p.first in (goods, goods + 1) for p in view.products)


def _ratio_noun(view: SentenceView, slot: Slot) -> Features:
    """Whether "share" or "proportion" stands before the number in its clause, wherever."""
    for cue in view.of("ratio_noun"):
        if cue.last <= slot.first and not view.gap(cue.last, slot.first).strong:
            return {"share.noun": 1.0}
    return {}


def nearest(view: SentenceView, slot: Slot, kind: str, side: str) -> tuple[Cue, int] | None:
    """The nearest cue of a kind on one side (`before` or `after` the slot) that is meant for that side, and how many
    other quantities lie between."""
    before = side == "before"
    closest: Cue | None = None
    least = _NEAR + 1
    for cue in view.of(kind):
        if cue.side in (side, "either"):
            distance = slot.first - cue.last if before else cue.first - slot.last
            if 0 <= distance < least:
                least, closest = distance, cue
    if closest is None:
        return None
    gap = view.gap(closest.last, slot.first) if before else view.gap(slot.last, closest.first)
    return closest, gap.quantities


def side_features(view: SentenceView, slot: Slot, kind: str) -> Features:
    """How close the nearest cue of a kind stands, on the side where it stands closer: 1 beside the number, 0 out of
    reach; `near` where nothing but binding words part them."""
    best: tuple[float, str, bool] | None = None
    for side in ("before", "after") if view.of(kind) else ():
        found = nearest(view, slot, kind, side)
        if found is None:
            continue
        cue, _ = found
        if side == "after" and governs_next(view, cue) and not _touches(slot, cue):
            continue
        gap = view.gap(cue.last, slot.first) if side == "before" else view.gap(slot.last, cue.first)
        parted = gap.commas + 2 * gap.strong + 2 * gap.quantities
        same = view.bracket(cue.first) == view.bracket(slot.first)
        words = (gap.words + 0.5 * gap.links) * (1.0 if side == "before" else 1.5)
        close = 1.0 - words / 8 - parted / 3 - (0.0 if same else 0.4)
        near = same and gap.bare and gap.links + gap.weak <= 3
        if close > 0 and (best is None or close > best[0]):
            best = (close, side, near)
    if best is None:
        return {}
    close, side, near = best
    features = {f"{kind}.{side}": round(close, 3)}
    if near:
        features[f"{kind}.{side}.near"] = 1.0
    return features


def _touches(slot: Slot, cue: Cue) -> bool:
    """Whether words that follow their number stand right behind it: "12 percent more than | the 4,000 of May"."""
    return cue.side == "after" and cue.first == slot.last


def governs_next(view: SentenceView, cue: Cue) -> bool:
    """Whether a cue behind a number belongs to the next one: "4.6 percent, a gain of 1.2 points"."""
    later = next((s.first for s in view.slots if s.first >= cue.last), None)
    return later is not None and later > cue.last and all(i in view.ties for i in range(cue.last, later))


def change_features(view: SentenceView, slot: Slot) -> Features:
    """The reasons to take a percentage or a multiple as a change."""
    features = side_features(view, slot, "change")
    if "change.before" in features and slot.first - 1 in view.targets:
        # "rose to 12 percent" gives a level, "growth slowed to 12 percent" a change
        features = {"change.rate_to" if rate_named(view, slot) else "change.to": 1.0}
    for side in ("before", "after"):
        found = nearest(view, slot, "basis", side)
        if found and not found[1] and not (side == "before" and any(s.last == found[0].first for s in view.slots)):
            gap = view.gap(found[0].last, slot.first) if side == "before" else view.gap(slot.last, found[0].first)
            if gap.words <= 3 and not gap.strong:
                features["change.basis"] = 1.0
    if slot.quantity.direction:
        features["change.sign"] = 1.0
    return features


def rate_named(view: SentenceView, slot: Slot) -> str | None:
    """The direction of the growth whose rate came to the number ("growth in exports slowed to"), None of anything
    else."""
    named = [c for c in view.of("change") if c.side == "either" and c.last < slot.first]
    begun = len(named) > 1 and not view.gap(named[0].last, slot.first).strong
    return named[0].value if begun else None


def amount_change(view: SentenceView, slot: Slot) -> Features:
    """The reasons to take an amount ("50,000 vehicles") as a change: a change word binds it closely, without "to"."""
    features: Features = {"change.amount": 1.0}
    if slot.quantity.direction:
        features["change.amount.sign"] = 1.0
    if slot.first - 1 in view.agents:
        features["change.amount.by"] = 1.0
    found = nearest(view, slot, "change", "before")
    if slot.first - 1 in view.agents and ((found and not found[1]) or _revised(view, slot)):
        features["change.amount.before"] = 1.0  # "raised output by 2.2 GWh"
    names = {c.first for c in view.of(METRIC)}
    if found and found[0].first not in names and _tight(view, found[0].last, slot.first):
        features["change.amount.reached" if is_reached(view, slot) else "change.amount.before"] = 1.0
    if _grew_by(view, slot):
        features["change.amount.before"] = 1.0
    found = nearest(view, slot, "added", "after")
    if (found and found[0].first == slot.last) or more_than_before(view, slot):
        features["change.amount.after"] = 1.0
    found = nearest(view, slot, "added", "before")
    if found and found[0].last == slot.first:
        features["change.amount.another"] = 1.0
    return features


def _revised(view: SentenceView, slot: Slot) -> bool:
    """Whether a goal or a forecast is raised or cut by the amount: "lifts its sales forecast by 500 million euros"."""
    return any(
        0 < slot.first - c.last <= _NEAR and not view.gap(c.last, slot.first).quantities for c in view.of("revision")
    )


def more_than_before(view: SentenceView, slot: Slot) -> str | None:
    """Whether the thing counted is told as so many more or fewer, and which: "54,000 more charging piles"."""
    q = slot.quantity
    for cue in view.of("added"):
        inside = slot.first < cue.first < slot.last and cue.side == "after"
        if inside and view.tokens[cue.first - 1].end == q.number_end:
            return cue.value
    return None


def _grew_by(view: SentenceView, slot: Slot) -> bool:
    """Whether an amount is what a rise or fall came to: "the net increase reached 9 billion yuan"."""
    for cue in reversed(view.of("change")):
        if cue.last > slot.first or cue.side != "either":
            continue
        if any(c.first <= cue.first < c.last for c in view.of(METRIC)):
            return False  # "the scale of the expansion is 9,000 sets"
        led = cue.first - 1 in view.ties and cue.first - 1 not in view.agents
        gap, between = view.gap(cue.last, slot.first), range(cue.last, slot.first)
        verb = any(i not in view.ties and i not in view.targets for i in between)
        return led and verb and gap.bare and len(between) <= _VERB
    return False


def is_reached(view: SentenceView, slot: Slot) -> bool:
    """Whether the change named before an amount is what was come to: "from a loss to a gain of 85 million yuan"."""
    found = nearest(view, slot, "change", "before")
    if found is None:
        return False
    return slot.first in view.bounds or bool(view.targets & {found[0].first - 1, found[0].first - 2})


def _tight(view: SentenceView, left: int, right: int) -> bool:
    if right - left > 4:
        return False
    return all(i in view.ties for i in range(left, right))


def is_compared(view: SentenceView, slot: Slot) -> bool:
    """Whether the number is one that another is compared with ("versus 71,099")."""
    for cue in view.of("comparison"):
        if cue.side == "before" and 0 <= slot.first - cue.last <= 3:
            gap = view.gap(cue.last, slot.first)
            if not (gap.commas or gap.strong or gap.quantities) and gap.words <= 2:
                return True
    return False


def rate_of(view: SentenceView, slot: Slot) -> str | None:
    """The time that an amount is stated for ("10 GWh of cells a year": year), or None."""
    if slot.quantity.per is not None:
        return slot.quantity.per
    for cue in view.of("rate"):
        if 0 <= cue.first - slot.last <= _RATE_REACH:
            gap = view.gap(slot.last, cue.first)
            if gap.words <= 3 and not (gap.commas or gap.strong or gap.quantities):
                return cue.value
    return None
