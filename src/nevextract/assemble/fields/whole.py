"""The whole that a share is of: "all heavy trucks sold in China"."""

from __future__ import annotations

from nevextract.assemble.view import SentenceView, Slot
from nevextract.tokens import MARK, NUMBER

_LONGEST = 16


def whole_of(view: SentenceView, slot: Slot) -> str | None:
    """The words that follow a share and its "of", up to the end of the clause, or None."""
    cue = next((c for c in view.of("share") if c.side == "after" and c.first == slot.last), None)
    if cue is None or cue.last - cue.first < 2:
        return None
    first = cue.first + 1
    last = first
    stop = min(view.last, first + _LONGEST)
    bracket = view.bracket(slot.first)
    strong = {c.first for c in view.of("boundary")} - {first}
    while last < stop:
        token = view.tokens[last]
        ends = token.kind == MARK and token.text in ",;.:，；。"
        if (
            ends
            or last in strong
            or last in view.copulas
            or view.bracket(last) != bracket
            or any(s.first == last for s in view.slots)
        ):
            break
        last += 1
    if last <= first:
        return None
    return view.source(first, last)


def is_whole(view: SentenceView, slot: Slot) -> bool:
    """Whether a number is the whole that another right before it is a part of: "340 of its 1,150 jobs"."""
    for cue in view.of("whole"):
        if cue.last == slot.first:
            return cue.first > view.first and view.tokens[cue.first - 1].kind == NUMBER
    return False
