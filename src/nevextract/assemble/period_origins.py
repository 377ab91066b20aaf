"""The periods of values that others are compared with: "up from 23,900 a year ago", "versus 71,099 in September"."""

from __future__ import annotations

from nevextract.assemble.period_flow import Flow, steps_back
from nevextract.assemble.period_reach import MONTH, YEAR
from nevextract.assemble.period_work import Dated, Work
from nevextract.find.period_dates import move

LAST_YEAR = 2
"""Words of "last year"; "all of last year" has more"""
BESIDE = 3
"""Words between what leads a change compared with and its number: "against a 5 percent rise in May"."""


def compared_owner(work: Work, k: int, flow: Flow) -> int | None:
    """The figure that mention `k` dates alone, because it is what the figures around it are compared with; -1 where it
    dates a number that is no figure."""
    found, reach, tokens, spans = work.dated[k], work.reach, work.tokens, work.spans
    if found.mention.role != "main":
        return None
    if reach.of_compared(tokens, found.mention, spans, work.view.first):
        return -1
    context = flow.actual.period if flow.actual else None
    for i, (slot, span) in enumerate(zip(work.view.slots, spans, strict=True)):
        if reach.owns(tokens, found.mention, span[0]) and steps_back(found.period, context):
            return i
        if slot.measure not in ("level", "share", "change"):
            continue
        after = reach.attached_after(tokens, span[1], found.mention, spans)
        before = reach.adjacent_before(tokens, found.mention, span[0])
        before = before and not (i and reach.attached_after(tokens, spans[i - 1][1], found.mention, spans))
        begin = max(work.view.first, span[0] - BESIDE) if slot.measure == "change" else work.view.first
        compared = slot.compared or reach.compared(tokens, span[0], begin)
        if compared and (after or before):
            return i
        if slot.measure == "change":
            continue
        led = reach.led(tokens, found.mention, work.view.first)
        if before and not led and steps_back(found.period, context):
            return i
    return None


def date_origins(work: Work, flow: Flow) -> None:
    """Date the values that others moved from by these others: "up 74 percent on the year from 23,900", and
    "29,900 (16,500)" where the text compares with the year before."""
    slots, view, spans, reach = work.view.slots, work.view, work.spans, work.reach
    for i in range(len(slots)):
        if slots[i].measure != "level":
            continue
        beside = any(work.layout.same_brackets(m.first, spans[i][0]) for m in view.mentions)
        pair = not beside and reach.in_brackets(work.tokens, spans, i, work.layout)
        same = [k for k in range(i) if slots[k].metric == slots[i].metric and slots[k].measure == "level"]
        if not same or (pair and same[-1] != i - 1):
            continue
        k = same[-1]
        lead = work.chosen.get(k)
        if lead is None or lead.period is None:
            continue
        months: int | None
        bases = _bases(work, flow)
        usual = next(iter(bases)) if len(bases) == 1 else None
        if pair:
            months = YEAR if YEAR in bases and slots[i].status == slots[k].status else 0
        elif _is_year_before(work, i, lead):
            months = YEAR
        elif _is_same_month(work, i, lead):
            months = MONTH
        elif work.chosen.get(i) in (None, lead) and is_origin(work, i):
            moved = slots[i].status == "actual" and work.sums.moved_from(work.tokens, view.first, spans[i][0])
            months = reach.basis(work.tokens, spans[k][0], spans[i][1]) or (usual if moved else 0)
            if months == 0:
                continue
        else:
            continue
        work.inherited.discard(i)
        own = work.chosen.get(i)
        words = own if own is not None and own.mention.expr.kind == "relative" else lead
        then = None if months is None else move(lead.period, -months)
        work.chosen[i] = None if then is None else Dated(words.mention, then, words.last_mention)


def _bases(work: Work, flow: Flow) -> set[int]:
    """How many months before lies what values of the text so far have been set beside."""
    for first, last in flow.heard:
        flow.bases |= work.reach.bases(work.tokens, first, last)
    flow.heard.clear()
    return flow.bases


def _is_same_month(work: Work, i: int, lead: Dated) -> bool:
    """Whether a value compared with is of "last month" though that is the month spoken of: the writer means the one
    before."""
    found = work.chosen.get(i)
    if found is None or found.period != lead.period or not is_origin(work, i):
        return False
    return found is not lead and found.mention.expr.kind == "relative" and found.mention.expr.unit == "month"


def _is_year_before(work: Work, i: int, lead: Dated) -> bool:
    """Whether a value compared with is of "the previous year", "last year": of its same months where the text is about
    months."""
    found = work.chosen.get(i)
    if found is None or not is_origin(work, i):
        return False
    expr, words = found.mention.expr, found.mention.last - found.mention.first
    last_year = expr.kind == "year" and expr.year_shift == -1 and words <= LAST_YEAR
    if last_year and lead.period is not None and found.period is not None:
        later, then = lead.period.end, found.period.end
        last_year = later is not None and then is not None and later.year == then.year + 1
    return last_year or (expr.kind == "that_year" and expr.count == -1)


def is_origin(work: Work, i: int) -> bool:
    """Whether a figure is what another is compared with, and not what it came to."""
    at, first = work.spans[i][0], work.view.first
    if work.view.slots[i].measure == "change" or work.reach.reached(work.tokens, at, first):
        return False
    return work.view.slots[i].compared or work.reach.compared(work.tokens, at, first)


def is_compared(work: Work, i: int, found: Dated | None) -> bool:
    """Whether a figure is only what others are compared with."""
    if work.view.slots[i].compared or i in work.spent.values():
        return True
    return found is not None and found.mention.comparison
