"""Whether a figure happened, is expected or is somebody's goal."""

from __future__ import annotations

from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue

ACTUAL = "actual"
_ABSORBED = 2  # "will be completed": the participle belongs to the auxiliary before it


def status_cues(view: SentenceView) -> list[Cue]:
    """The sentence's status cues without those that another one governs."""
    kept: list[Cue] = []
    previous: Cue | None = None
    for cue in view.of("status"):
        near = previous is not None and 0 <= cue.first - previous.last <= _ABSORBED
        if near and previous is not None and cue.value == ACTUAL and previous.value != ACTUAL:
            previous = previous._replace(last=cue.last)
            continue
        kept.append(cue)
        previous = cue
    return kept


def status_of(view: SentenceView, slot: Slot, cues: list[Cue]) -> tuple[str, Cue | None]:
    """The status of the quantity and the cue that gave it; `actual` where no cue says otherwise.

    The nearest cue before the number holds, unless a conjunction that begins a new statement lies between; a plain past
    tense form ends the reach of a future one only in a clause of its own.
    """
    behind = [c for c in cues if c.side == "after" and 0 <= c.first - slot.last <= 6]
    for cue in behind:
        gap = view.gap(slot.last, cue.first)
        if not (gap.strong or gap.quantities or gap.commas) and gap.words <= 2:
            return cue.value, cue
    target: Cue | None = None
    expected: Cue | None = None
    for cue in reversed([c for c in cues if c.side != "after" and c.first < slot.last]):
        if view.bracket(cue.first) not in (0, view.bracket(slot.first)):
            continue
        gap = view.gap(cue.last, slot.first)
        if gap.strong:
            break
        if cue.value == ACTUAL:
            break
        if cue.value == "target":
            target = target or cue
        elif expected is None:
            expected = cue
    if target is not None:
        return "target", target
    return ("expected", expected) if expected is not None else (ACTUAL, None)
