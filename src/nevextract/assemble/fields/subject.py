"""Whom or what a figure is about, and where it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nevextract.find.nouns import Phrase
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue

_COST = {"organisation": 0.0, "facility": 0.0, "project": 0.2, "phrase": 0.3, "generic": 0.6, "place": 1.2}
_WORST = 5.0
_SPECIFIC = {"zone": 0.0, "county": 0.0, "city": 0.0, "province": 0.3, "region": 1.2, "country": 1.2}


class Referent(NamedTuple):
    """A name in tokens [first, last): its kind of mention, its text, and the place that it is or lies in."""

    first: int
    last: int
    kind: str
    text: str
    place: str | None = None
    place_kind: str | None = None


def subject_candidates(names: Sequence[Referent], phrases: Sequence[Phrase], view: SentenceView) -> list[Referent]:
    """Names and noun phrases of one sentence that a figure can be about, in order; of overlapping ones the longer."""
    spans = [
        *names,
        *(Referent(p.first, p.last, "generic" if p.generic else "phrase", view.source(p.first, p.last)) for p in phrases),
    ]
    kept: list[Referent] = []
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.first)):
        if all(span.last <= k.first or k.last <= span.first for k in kept):
            kept.append(span)
    return sorted(kept)


def subject_of(view: SentenceView, slot: Slot, cue: Cue | None, candidates: Sequence[Referent]) -> Referent | None:
    """The candidate that the figure is about, or None where the sentence names none that reaches it."""
    best: tuple[float, Referent] | None = None
    for span in candidates:
        cost = _cost(view, slot, cue, span)
        if cost is not None and cost < _WORST and (best is None or cost < best[0]):
            best = (cost, span)
    return best[1] if best else None


def _cost(view: SentenceView, slot: Slot, cue: Cue | None, span: Referent) -> float | None:
    cost = _COST.get(span.kind, 0.5)
    here = view.bracket(slot.first)
    if view.bracket(span.first) not in (0, here):
        cost += 2.0
    if span.last <= slot.first:
        gap = view.gap(span.last, slot.first)
        cost += 0.08 * gap.words + 0.7 * gap.commas + 0.3 * gap.weak + 1.5 * gap.strong + 0.3 * gap.quantities
        if span.first == view.first:
            cost -= 0.5
        if cue is not None and 0 <= cue.first - span.last <= 2:
            cost -= 0.5
        return cost
    if span.first >= slot.last:
        gap = view.gap(slot.last, span.first)
        if gap.words > 4 or gap.quantities:
            return None
        return cost + 1.8 + 0.4 * gap.words + 1.0 * gap.commas + 2.0 * gap.strong
    return None


def location_of(view: SentenceView, slot: Slot, names: Sequence[Referent], share: bool) -> Referent | None:
    """The name whose place the figure holds for: the nearest in the sentence, one before it first. What stands behind
    a share belongs to the whole, not to the part."""
    best: tuple[float, Referent] | None = None
    for span in names:
        if span.place is None:
            continue
        cost = _SPECIFIC.get(span.place_kind or "", 0.5)
        if span.last <= slot.first:
            gap = view.gap(span.last, slot.first)
            cost += 0.05 * gap.words + 0.3 * gap.commas + 1.2 * gap.strong
        elif span.first >= slot.last and not share:
            gap = view.gap(slot.last, span.first)
            cost += 1.0 + 0.15 * gap.words + 0.5 * gap.commas + 2.0 * gap.strong + 1.0 * gap.quantities
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, span)
    return best[1] if best else None
