"""What a text has said of periods so far, and how a sentence changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from nevextract.assemble.period_work import Dated, FigureSlot, Work
from nevextract.find.periods import Anchor, Period, PeriodMention

MONTH_LONG = 1
OPENING = 2
"""Words of a sentence before the time that opens it"""
UNDATED = frozenset({"now", "recent", "coming", "dateless"})


@dataclass(slots=True)
class Flow:
    """What the text has established so far."""

    actual: Dated | None = None
    future: Dated | None = None
    event: Dated | None = None
    previous: Period | None = None
    run: tuple[Dated, ...] = ()
    paragraph: int = -1
    state: Dated | None = None  # a moment in the period `actual` ...
    state_of: frozenset[str] = frozenset()  # ... and the metrics that were given for it
    main: Dated | None = None  # what the document is about
    section: Dated | None = None  # the time that the heading above names
    bases: set[int] = field(default_factory=set)  # how many months before lies what values have been set beside
    heard: list[tuple[int, int]] = field(default_factory=list)  # sentences not yet looked through for such values
    settled: bool = False  # whether a figure of this paragraph has the period `actual` already


def may_govern(found: Dated, slot: FigureSlot, anchor: Anchor) -> bool:
    """Whether a mention may be the period of a figure at all: by its role, and by what is past and what to
    come."""
    mention = found.mention
    if mention.role == "event":
        return slot.event
    if mention.role == "annual":
        return slot.status == "target"
    if mention.role != "main":
        return False
    if mention.start >= slot.start and mention.end <= slot.end:
        return False
    if mention.expr.kind == "now" and slot.status != "actual":
        return False
    if slot.measure == "change" and mention.expr.mode == "since":
        return False
    if slot.status == "actual":
        period = found.period
        if anchor.published and period and (period.start or period.end or anchor.published) > anchor.published:
            return False
        return not (mention.expr.mode == "by" and mention.expr.kind == "year" and mention.future)
    return True


def is_ahead(mention: PeriodMention, slots: Sequence[FigureSlot]) -> bool:
    """Whether the figure that follows a mention first, else the last before it, is of what is to come."""
    after = next((slot for slot in slots if slot.start >= mention.end), slots[-1])
    return after.status != "actual"


def taken_over(slot: FigureSlot, flow: Flow) -> Dated | None:
    """What holds from the sentences before."""
    if slot.event and slot.status == "actual":
        return flow.event or flow.actual
    if slot.stock and slot.status == "target" and flow.future is not None and flow.future.mention.expr.mode == "by":
        return flow.future  # "By 2025 the town aims for a network. The goal is 9,000 stations."
    if slot.stock and slot.measure in ("level", "share", "rank"):
        section = flow.section is not None and flow.actual is not None and flow.section.period == flow.actual.period
        return flow.section if slot.status == "actual" and section else None
    if slot.status != "actual":
        return None if slot.stock else flow.future
    return flow.state if slot.metric in flow.state_of else flow.actual


def nearer(own: Dated, lead: Dated, slot: FigureSlot) -> bool:
    """Whether a slot's own mention comes between it and the one that dates its level."""
    return lead.mention.start > slot.start or own.mention.start > lead.mention.start


def start_of(found: Dated) -> date | None:
    return found.period.start if found.period else None


def contiguous(run: Sequence[Dated]) -> bool:
    """Whether whole years follow one another."""
    years = [m.period.end.year if m.period and m.period.end else None for m in run]
    whole = all(m.mention.expr.kind == "year" for m in run)
    return whole and all(a is not None and b == a + 1 for a, b in pairwise(years))


def size(period: Period) -> int:
    """0 a state, 1 up to a month, 2 up to a quarter, 3 less than a year, 4 a year, 5 more."""
    if period.start is None or period.end is None:
        return 0
    days = (period.end - period.start).days + 1
    return next((i for i, limit in enumerate((31, 92, 364, 366), 1) if days <= limit), 5)


def steps_back(period: Period | None, context: Period | None) -> bool:
    """Whether `period` is an earlier one of the same kind: most likely what the context is compared with."""
    if period is None or context is None or period.end is None or context.end is None:
        return False
    return period.end < context.end and size(period) == size(context)


def is_long_ago(found: Dated, actual: Dated | None) -> bool:
    """Whether a time was over before the one that the text is about began."""
    period, context = found.period, actual.period if actual else None
    if period is None or context is None or period.end is None or context.start is None:
        return False
    return period.end < context.start


def _within(state: Period | None, actual: Dated | None) -> bool:
    """Whether a state ("as of June 30") is one at or before the end of the span that the text is about."""
    span = actual.period if actual else None
    if state is None or state.start is not None or state.end is None or span is None or span.start is None:
        return False
    return span.end is not None and span.start <= state.end <= span.end


def _compared_with(last: Dated, first: Dated) -> bool:
    """Whether a sentence that was about the time `first` also names `last` ("4,000 in May, 3,700 in April")."""
    return first is not last and steps_back(last.period, first.period)


def is_over(period: Period | None, published: date | None) -> bool:
    """Whether a period ended before the text was written."""
    return period is not None and period.end is not None and published is not None and period.end < published


def _to_come(period: Period | None, published: date | None) -> bool:
    start = (period.start or period.end) if period else None
    return start is not None and published is not None and start > published


def move_on(work: Work, flow: Flow, published: date | None = None) -> None:
    """Take the sentence's period over into the sentences that follow."""
    slots = work.view.slots
    used = [work.chosen[i] for i in sorted(work.chosen)]
    mains = [
        m
        for k, m in enumerate(work.dated)
        if k not in work.spent
        and k not in work.asides
        and m.mention.role == "main"
        and m.mention.expr.kind not in UNDATED
    ]
    events = [m for m in work.dated if m.mention.role == "event"]
    if events:
        flow.event = events[-1]
    if not slots:
        mains = [m for m in mains if m.mention.expr.kind != "year" or m.mention.first - work.view.first <= 2]
    if mains:
        led = [m for m in mains if m in used and _compared_with(mains[-1], m)]
        latest = led[0] if led else mains[-1]
        ahead = all(s.status != "actual" for s in slots) if slots else latest.mention.future
        ahead = ahead and not (slots and is_over(latest.period, published))
        ahead = ahead or (bool(slots) and _to_come(latest.period, published))
        back = flow.actual is not None and steps_back(latest.period, flow.actual.period)
        aside = latest.mention.first - work.view.first > OPENING and is_long_ago(latest, flow.actual)
        if ahead:
            begins = work.sums.starts(work.tokens, work.view.first, latest.mention.first)
            flow.future = None if begins or latest.mention.expr.mode == "since" else latest
        elif _within(latest.period, flow.actual):
            flow.state, flow.state_of = latest, frozenset(s.metric for s in slots)
        elif not (back and flow.settled) and not aside and (slots or latest.period is None or latest.period.start):
            flow.actual, flow.state, flow.state_of = latest, None, frozenset()
            flow.settled = bool(slots)
        if events and not events[-1].mention.start > latest.mention.start:
            flow.event = None
    flow.settled = flow.settled or any(i in work.inherited for i in range(len(slots)))
    taken = [work.chosen.get(i) for i in sorted(work.inherited)]
    periods = [m.period for m in (mains or taken) if m is not None and m.period is not None and m.period.end]
    if periods:
        flow.previous = periods[-1]
    singles = tuple(m for m in dict.fromkeys(m for m in used if m) if m.period and size(m.period) == MONTH_LONG)
    if len(singles) > 1 and len(singles) == len({m.period for m in singles}):
        flow.run = singles
