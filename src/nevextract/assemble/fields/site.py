"""Plants that a text tells of as not yet built: what they can make and cover is to come."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.fields.status import HEADING, PRESENT
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue

UNBUILT, BUILT, PROJECT = "unbuilt", "built", "project"
_PHRASE = 6
_LEAD = 2


def told_ahead(views: Sequence[SentenceView]) -> bool:
    """Whether headline and lead tell of a plant that is yet to be built."""
    lead = [v for v in views if v.sentence.kind == HEADING][:1]
    lead += [v for v in views if v.sentence.kind != HEADING][:_LEAD]
    values = {c.value for view in lead for c in view.of("site")}
    return UNBUILT in values and BUILT not in values


def unbuilt(view: SentenceView, slot: Slot, ahead: bool) -> bool:
    """Whether a number is of a plant not yet built by its sentence ("an expansion of 20,000 cars a year", "the 3 GWh
    battery project"), or the document where that tells so (`ahead`) and the sentence says nothing else."""
    cues = [c for c in view.of("site") if not view.gap(*_between(slot, c)).strong]
    if any(c.value == BUILT for c in cues) or any(
        c.value == PRESENT and c.last <= slot.first for c in view.of("status")
    ):
        return False
    behind = (c for c in cues if c.value == PROJECT and c.first >= slot.last)
    noun = next(behind, None)
    if noun is not None and _one_phrase(view, slot.last, noun.first):
        return True
    return ahead or any(c.value == UNBUILT for c in cues)


def _between(slot: Slot, cue: Cue) -> tuple[int, int]:
    return (slot.last, cue.first) if cue.first >= slot.last else (min(cue.last, slot.first), slot.first)


def _one_phrase(view: SentenceView, first: int, last: int) -> bool:
    """Whether tokens [first, last) can stand within the name of a project: no comma, verb or preposition."""
    gap = view.gap(first, last)
    apart = gap.commas or gap.strong or gap.weak or gap.quantities or gap.links
    return not apart and last - first <= _PHRASE and not any(first <= c.first < last for c in view.of("status"))
