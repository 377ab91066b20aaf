"""What is counted, made or sold, where it narrows the metric."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.find.nouns import NounFinder, Phrase

CARRY = ""
"""Returned where the sentence names no product and the number does not say otherwise: the one before may hold."""
_REACH = 25
_COUNT_REACH = 4


def product_of(
    view: SentenceView,
    slot: Slot,
    cue: Cue | None,
    products: Sequence[Phrase],
    nouns: NounFinder,
    count: bool,
) -> str | None:
    """The product of a figure: its own counted noun, else the one named at its metric ("NEV output"), else the nearest
    one before it in the clause. `count`: enterprises, projects and the like, which have a product only at their side.

    None: it has none ("vehicles" counts all of them). `CARRY`: the sentence is silent.
    """
    own = [p for p in products if slot.first <= p.first and p.last <= slot.last]
    if count:
        near = (
            own
            or _of_makers(view, slot, nouns)
            or [p for p in products if 0 <= p.first - slot.last <= _COUNT_REACH]
            or _just_before(view, slot, cue, products)
        )
        return _source(view, _spelt_out(view, near[0], products)) if near else None
    said, text = _counted(view, slot, own, nouns)
    if said:
        return text
    anchors = [p for p in products if not (slot.first <= p.first < slot.last) and not _elsewhere(view, slot, p)]
    told = [p for p in anchors if p.first == slot.last + 1 and slot.last in view.copulas]
    if told:
        return _source(view, told[0])  # "31,000 were | electric vans"
    beside = [p for p in anchors if p.last <= slot.first and view.gap(p.last, slot.first).bare]
    if beside and slot.quantity.kind in ("bare", "count", "measure") and _not_metrics(view, beside[-1], slot):
        return _source(view, _spelt_out(view, beside[-1], products))  # "of which vans 4,000"
    invested = nouns.sector_at(view.tokens, cue, view.first, view.last) if cue is not None else None
    if invested is not None:
        return _source(view, invested)
    if cue is not None:
        near = [p for p in anchors if 0 <= cue.first - p.last <= 1 or 0 <= p.first - cue.last <= 2]
        if near:
            return _source(view, _spelt_out(view, near[0], products))
    touching = [p for p in anchors if 0 <= p.first - slot.last <= 3 and not view.gap(slot.last, p.first).quantities]
    touching = [p for p in touching if not view.gap(slot.last, p.first).commas]
    bound = bool(touching) and touching[0].first == slot.last + 1 and slot.last in view.ties
    if touching and (bound or slot.quantity.kind in ("measure", "bare", "count")):
        return _source(view, touching[0])
    if slot.last in view.ties and _names_goods(view, slot.last + 1):
        return None  # "11,505 units of the OV7": goods that we do not know, but none named before
    before = [p for p in anchors if 0 <= slot.first - p.last <= _REACH and not view.gap(p.last, slot.first).strong]
    if not before and slot.quantity.kind == "money":
        before = [p for p in products if p.last <= slot.first and not view.gap(p.last, slot.first).strong]
    return _source(view, _spelt_out(view, before[-1], products)) if before else CARRY


def _names_goods(view: SentenceView, first: int) -> bool:
    """Whether a capitalised word stands at a token or right behind an article there."""
    return any(view.tokens[i].text[0].isupper() for i in range(first, min(first + 2, view.last)))


def _of_makers(view: SentenceView, slot: Slot, nouns: NounFinder) -> list[Phrase]:
    """The goods within the noun that a count gives: "40 auto parts makers"."""
    first = next(
        (i for i in range(slot.first, slot.last) if view.tokens[i].start >= slot.quantity.number_end), slot.last
    )
    found = nouns.counted(view.tokens, first, min(slot.last + 1, view.last))
    return [] if found is None else [found]


def _not_metrics(view: SentenceView, phrase: Phrase, slot: Slot) -> bool:
    """Whether no metric's name stands between goods and a number right after them."""
    return not any(phrase.last <= c.first < slot.first for c in view.of(METRIC))


def _just_before(view: SentenceView, slot: Slot, cue: Cue | None, products: Sequence[Phrase]) -> list[Phrase]:
    """The goods named right before a count ("swap stations numbered 400") or beside its metric ("that of piles")."""
    found = [p for p in products if p.last <= slot.first and view.gap(p.last, slot.first).bare]
    if not found and cue is not None:
        found = [p for p in products if 0 <= cue.first - p.last <= 1 or 0 <= p.first - cue.last <= 2]
    return found[-1:]


def _spelt_out(view: SentenceView, phrase: Phrase, products: Sequence[Phrase]) -> Phrase:
    """The full name of goods that stand shortened in the brackets right behind it: "plug-in hybrids (PHEVs; ...)"."""
    if not view.bracket(phrase.first):
        return phrase
    return next((p for p in products if p.last == phrase.first - 1 and not view.bracket(p.first)), phrase)


def _counted(view: SentenceView, slot: Slot, own: Sequence[Phrase], nouns: NounFinder) -> tuple[bool, str | None]:
    """Whether the number's own noun settles the product, and to what."""
    q = slot.quantity
    if q.noun is not None and q.noun_start is not None and q.noun_end is not None:
        inside = [
            i
            for i in range(slot.first, slot.last)
            if view.tokens[i].start >= q.noun_start and view.tokens[i].end <= q.noun_end
        ]
        if inside and nouns.is_product(view.tokens, inside[0], inside[-1] + 1):
            return True, q.noun
        if inside and q.unit == "vehicle" and not own:
            return True, None
    return bool(own), _source(view, own[0]) if own else None


def _elsewhere(view: SentenceView, slot: Slot, phrase: Phrase) -> bool:
    return any(s.first <= phrase.first < s.last for s in view.slots if s.number != slot.number)


def _source(view: SentenceView, phrase: Phrase) -> str:
    return view.source(phrase.first, phrase.last)
