"""What a change is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nevextract.assemble.view import SentenceView, Slot

_REACH = 14
_YEAR, _QUARTER = 12, 3
PREVIOUS = "previous"  # the period before, of whatever length
_NEAR = 3


def basis_of(view: SentenceView, slot: Slot) -> str | None:
    """The basis that the text ties to this change: the nearest cue in its clause, after it before ahead of it."""
    best: tuple[float, str] | None = None
    for cue in view.of("basis"):
        behind = cue.first >= slot.last
        distance = cue.first - slot.last if behind else slot.first - cue.last
        if not 0 <= distance <= _REACH:
            continue
        gap = view.gap(slot.last, cue.first) if behind else view.gap(cue.last, slot.first)
        if gap.strong:
            continue
        cost = gap.words + gap.weak + 2.0 * gap.commas + 4.0 * gap.quantities + (0.0 if behind else 0.5)
        if view.bracket(cue.first) != view.bracket(slot.first):
            cost += 3.0
        if best is None or cost < best[0]:
            best = (cost, cue.value)
    return best[1] if best is not None and best[0] <= 8.0 else None


def stated_behind(view: SentenceView, slot: Slot) -> bool:
    """Whether a basis stands right behind the number, before any other number."""
    return any(
        slot.last <= cue.first and not (gap := view.gap(slot.last, cue.first)).quantities and gap.words <= _NEAR
        for cue in view.of("basis")
    )


def opens_with_basis(view: SentenceView) -> bool:
    """Whether the sentence begins with a basis, which then holds for all of it: "Year on year, sales rose ..."."""
    return any(cue.first == view.first for cue in view.of("basis"))


def basis_between(then: tuple[date | None, date | None], now: tuple[date | None, date | None]) -> str | None:
    """What a change over the period `now` compares with where it counts from the period `then`: the same period a year
    before, or the month or quarter before; None where it is neither."""
    if then[1] is None or now[1] is None or (then[0] is None) != (now[0] is None):
        return None
    starts = (_month(then[0]), _month(now[0])) if then[0] and now[0] else (_month(then[1]), _month(now[1]))
    shift = _month(now[1]) - _month(then[1])
    if shift != starts[1] - starts[0]:
        return None
    length = shift and _month(now[1]) - starts[1] + 1
    if shift == _YEAR:
        return "year_on_year"
    if now[0] is not None and shift == length:
        return {1: "month_on_month", 3: "quarter_on_quarter"}.get(shift)
    return None


def in_sequence(start: date | None, end: date | None) -> str:
    """What "sequentially" compares a period with: the quarter before for a quarter, else the month before."""
    quarter = start is not None and end is not None and _month(end) - _month(start) + 1 == _QUARTER
    return "quarter_on_quarter" if quarter else "month_on_month"


def _month(day: date) -> int:
    return day.year * _YEAR + day.month


def spread_basis(
    found: Sequence[str | None], coordinated: Sequence[bool], parted: Sequence[bool] | None = None
) -> list[str | None]:
    """A basis stated once holds for the changes coordinated with it, but not for those of an earlier clause.

    `coordinated[i]` says whether change i follows change i - 1 in one list, `parted[i]` whether a clause ends between
    the two; every sequence has one entry a change.
    """
    spread = list(found)
    for i in range(1, len(spread)):
        if spread[i] is None and coordinated[i]:
            spread[i] = spread[i - 1]
    for i in range(len(spread) - 2, -1, -1):
        if spread[i] is None and coordinated[i + 1] and not (parted is not None and parted[i + 1]):
            spread[i] = spread[i + 1]
    return spread
