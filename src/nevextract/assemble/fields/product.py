"""What is counted, made or sold, where it narrows the metric."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.find.nouns import NounFinder, Phrase
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue

_REACH = 25


def product_of(view: SentenceView, slot: Slot, cue: Cue | None, products: Sequence[Phrase], nouns: NounFinder) -> str | None:
    """The product of a level: its own counted noun, else the product named at its metric ("NEV output"), else the
    nearest one before it in the clause."""
    q = slot.quantity
    text = _within(view, slot, products, nouns)
    if text is not None:
        return text
    anchors = [p for p in products if not (slot.first <= p.first < slot.last)]
    if cue is not None:
        near = [p for p in anchors if 0 <= cue.first - p.last <= 1 or 0 <= p.first - cue.last <= 2]
        near = [p for p in near if not _in_other_slot(view, slot, p)]
        if near:
            return view.source(near[0].first, near[0].last)
    after = [p for p in anchors if 0 <= p.first - slot.last <= 3 and not view.gap(slot.last, p.first).quantities]
    after = [p for p in after if not view.gap(slot.last, p.first).commas]
    if after and q.kind in ("measure", "bare"):
        return view.source(after[0].first, after[0].last)
    before = [p for p in anchors if 0 <= slot.first - p.last <= _REACH and not _in_other_slot(view, slot, p)]
    before = [p for p in before if not view.gap(p.last, slot.first).strong]
    return view.source(before[-1].first, before[-1].last) if before else None


def _within(view: SentenceView, slot: Slot, products: Sequence[Phrase], nouns: NounFinder) -> str | None:
    q = slot.quantity
    if q.noun is not None and q.noun_start is not None and q.noun_end is not None:
        inside = [
            i for i in range(slot.first, slot.last)
            if view.tokens[i].start >= q.noun_start and view.tokens[i].end <= q.noun_end
        ]
        if inside and nouns.is_product(view.tokens, inside[0], inside[-1] + 1):
            return q.noun
    own = [p for p in products if slot.first <= p.first and p.last <= slot.last]
    return view.source(own[0].first, own[0].last) if own else None


def _in_other_slot(view: SentenceView, slot: Slot, phrase: Phrase) -> bool:
    return any(s.first <= phrase.first < s.last for s in view.slots if s.number != slot.number)
