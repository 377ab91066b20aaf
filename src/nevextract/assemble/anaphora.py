"""Numbers that stand for things named before: some of those counted, the same metric of another name."""

from __future__ import annotations

from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC
from nevextract.tokens import WORD

_STOOD_FOR = 6
_KIND = 3
"In so many words a kind is named: 'of which plug-in hybrids were 3,900'"


def bare_features(view: SentenceView, slot: Slot, counted: bool) -> dict[str, float]:
    """The reasons to take a number without a unit for some of what the text has counted; `counted` tells whether the
    metric asked about is the one counted last."""
    features: dict[str, float] = {}
    if is_part(view, slot):
        features["bare.anaphora"] = 1.0
        if counted:
            features["anaphora.counted_last"] = 1.0
    elif not view.has_digit(slot):
        features["bare.in_words"] = 1.0
    if slot.last < view.last and view.is_noun(slot.last):
        features["bare.noun_follows"] = 1.0
    if any(p.last == slot.first or p.first == slot.last for p in view.products):
        features["bare.product"] = 1.0
        if counted:
            features["product.counted"] = 1.0  # "79,000 cars were made; tyres 1.4 million"
    return features


def is_part(view: SentenceView, slot: Slot) -> bool:
    """Whether a bare number is some of those named before: "20 of them", "of which 97,000", "12 are ..."."""
    for cue in view.of("coordination"):
        if cue.value != "anaphora":
            continue
        beside = slot.last - 2 <= cue.first <= slot.last or cue.last == slot.first
        if beside and (cue.side == "either" or (cue.first == slot.last and _is_subject(view, slot))):
            return True
        if cue.side == "either" and cue.last < slot.first and _next_kind(view, cue.last, slot):
            return True  # "of which 121,000 public and 291,000 private"
        if cue.side == "either" and cue.last < slot.first and slot.first - 1 in view.copulas:
            gap = view.gap(cue.last, slot.first)
            if gap.words <= _KIND and not (gap.commas or gap.strong or gap.quantities):
                return True  # "of which hybrids were 3,900"
    return _next_part(view, slot)


def _next_part(view: SentenceView, slot: Slot) -> bool:
    """Whether a number goes on a list of parts in the words of the one before: "five of them are in Lyon, three in
    Metz", "12 make seats and nine make wheels"."""
    if not slot.number or slot.last >= view.last or slot.first - 1 <= view.first:
        return False
    before, joint = view.slots[slot.number - 1], slot.first - 1
    joined = view.tokens[joint].text == "," or any(
        c.value == "and" and c.last == slot.first for c in view.of("coordination")
    )
    if not joined or before.quantity.unit is not None or before.quantity.kind != "bare":
        return False
    words = {view.tokens[i].norm for i in range(before.last, joint) if view.tokens[i].kind == WORD}
    return view.tokens[slot.last].norm in words and is_part(view, before)


def _next_kind(view: SentenceView, cue_end: int, slot: Slot) -> bool:
    """Whether a number goes on a list of parts: a bare one right behind "of which", then its kind and "and"."""
    if not slot.number or view.slots[slot.number - 1].first != cue_end:
        return False
    before = view.slots[slot.number - 1]
    ands = {c.first for c in view.of("coordination") if c.value == "and"}
    return before.quantity.unit is None and slot.first - 1 in ands and slot.first - before.last <= _KIND


def is_part_before(view: SentenceView, slot: Slot) -> bool:
    """Whether "of which" stands right before the number: "9,000 cars, of which 60 percent are electric"."""
    cues = (c for c in view.of("coordination") if c.value == "anaphora" and c.side == "either")
    return any(c.last == slot.first for c in cues)


def _is_subject(view: SentenceView, slot: Slot) -> bool:
    """Whether a bare number before a verb stands for those counted: not "the three have", nor "9,000 were sold"."""
    verbs = (c for c in view.of(METRIC) if c.side == "after" and slot.last <= c.first <= slot.last + 1)
    return slot.first - 1 not in view.ties and not any(verbs)


def is_stood_for(view: SentenceView, slot: Slot) -> bool:
    """Whether a pronoun for a metric's name leads up to the number: "in March the figure was 10,378"."""
    for cue in view.of("pronoun"):
        if cue.last <= slot.first:
            gap = view.gap(cue.last, slot.first)
            if gap.words <= _STOOD_FOR and not (gap.strong or gap.commas or gap.quantities):
                return True
    return False
