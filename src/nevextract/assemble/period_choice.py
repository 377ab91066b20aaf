"""Which mention of its own sentence dates a figure: one attached to it, its level's, the nearest that fits."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.period_flow import MONTH_LONG, Flow, is_over, may_govern, nearer, size, taken_over
from nevextract.assemble.period_origins import is_compared, is_origin
from nevextract.assemble.period_reach import ADJACENT, MONTH, STOP_MARKS
from nevextract.assemble.period_sums import BACKLOG
from nevextract.assemble.period_work import Dated, FigureSlot, Work
from nevextract.find.periods import Period

_COLONS = frozenset(":：")

COMMAS = frozenset(",，、")


def choose(work: Work, i: int, flow: Flow) -> None:
    """Settle what dates figure `i`, in `work.chosen`."""
    slot = work.view.slots[i]
    found = _attached(work, i)
    governor = slot.governed_by
    if found is None and governor is not None and governor in work.chosen:
        lead = work.chosen[governor]
        if not is_compared(work, governor, lead):
            own = _before(work, i)
            if lead is None or own is None or not nearer(own, lead, slot):
                work.chosen[i] = lead
                if governor in work.inherited:
                    work.inherited.add(i)
                return
    if found is None:
        found = _nearest(work, i)
        if found is not None and _sums_up(work, i, found, flow):
            found = None
    if found is None:
        found = _worth(work, i) or _day_of(work, i)
    if found is None and not is_origin(work, i) and not slot.whole:
        found = _of_month(work, taken_over(slot, flow), flow)
        if found is not None:
            work.inherited.add(i)
    work.chosen[i] = _summed(work, i, found, flow)


def _of_month(work: Work, found: Dated | None, flow: Flow) -> Dated | None:
    """The last month of the months taken over, where the sentence compares with a month before."""
    period = found.period if found is not None else None
    if found is None or period is None or period.start is None or period.end is None or size(period) <= MONTH_LONG:
        return found
    if MONTH not in work.reach.bases(work.tokens, work.view.first, work.view.last):
        return found
    if flow.main is not None and flow.main.period is not None and flow.main.period.end == period.end:
        return flow.main if size(flow.main.period) == MONTH_LONG else found
    return found


def _worth(work: Work, i: int) -> Dated | None:
    """The period of the count whose worth a figure tells: "9 projects with an investment of 4 billion yuan"."""
    count = work.view.slots[i].worth_of
    if count is None:
        return None
    if count in work.inherited:
        work.inherited.add(i)
    return work.chosen.get(count)


def _day_of(work: Work, i: int) -> Dated | None:
    """The day on which something was sold, shipped or made, where nobody only reports of it that day: "On Sunday a ship
    left with 3,600 cars"."""
    slot, view = work.view.slots[i], work.view
    if slot.stock or slot.measure != "level" or slot.status != "actual":
        return None
    days = [f for f in work.dated if f.mention.role == "event" and f.period is not None and f.period.start is not None]
    if len(days) != 1 or work.sums.reported(work.tokens, view.first, view.last):
        return None
    return days[0]


def _summed(work: Work, i: int, found: Dated | None, flow: Flow) -> Dated | None:
    """A sum from a beginning that nobody names is the state at the end of the time found, unless that is more than a
    month and the sum is over it; so is a stock of orders, which takes over nothing."""
    kind = work.sums.kind(work.tokens, work.view.first, work.spans[i], work.view.last)
    period = found.period if found is not None else None
    if kind is None or found is None or period is None or period.start is None:
        return found
    slots = work.view.slots
    if kind == BACKLOG:
        return None if i in work.inherited else Dated(found.mention, Period(None, period.end), found.last_mention)
    again = any(slots[k].metric == slots[i].metric and work.chosen.get(k) == found for k in range(i))
    if size(period) > MONTH_LONG and not again:
        return found
    return Dated(found.mention, Period(None, period.end), found.last_mention)


def _sums_up(work: Work, i: int, found: Dated, flow: Flow) -> bool:
    """Whether a time behind a figure is that of a later one, which sums up to the end of the time that the text is
    about: "Exports were 900 cars, and 7,100 in the year to date"."""
    context = flow.actual.period if flow.actual else None
    if context is None or found.period is None or found.mention.first < work.spans[i][1] or context == found.period:
        return False
    cumulative = context.end == found.period.end and size(context) < size(found.period)
    later = range(i + 1, len(work.spans))
    return cumulative and any(
        work.reach.attached_after(work.tokens, work.spans[k][1], found.mention, work.spans) for k in later
    )


def _before(work: Work, i: int) -> Dated | None:
    """The nearest mention before a figure in its clause that may date it."""
    at = work.spans[i][0]
    clause = work.layout.clause(at)
    own = [f for f in _fitting(work, i) if f.mention.last <= at and work.layout.clause(f.mention.first) == clause]
    firm = [f for f in own if f.mention.expr.kind != "now"]
    return firm[-1] if firm else None


def _attached(work: Work, i: int) -> Dated | None:
    """The mention that stands directly at the figure: "8,400 in May", "April's 7,079 units"."""
    slot, (first, last) = work.view.slots[i], work.spans[i]
    level = slot.measure in ("level", "share")
    for k, found in enumerate(work.dated):
        owner = found.mention.comparison and level and work.spent.get(k, i) == i
        if owner and work.reach.owns(work.tokens, found.mention, first):
            return found
    for k, found in enumerate(work.dated):
        mention = found.mention
        near = 0 <= mention.first - last <= ADJACENT and mention.role == "main"
        near = near and not (slot.measure == "change" and mention.expr.mode == "since")
        if not may_govern(found, slot, work.anchor) and not (mention.comparison and level) and not near:
            continue
        if mention.comparison and (mention.cued or not level):
            continue
        if work.spent.get(k, i) != i or (slot.whole and mention.future):
            continue
        if mention.first >= last and work.reach.attached_after(work.tokens, last, mention, work.spans):
            return _rather_state(work, found, i)
    for k, found in reversed(list(enumerate(work.dated))):
        if found.mention.last <= first and work.spent.get(k, i) == i and _leads(work, found, i):
            return found
    return None


def _leads(work: Work, found: Dated, i: int) -> bool:
    """Whether a mention before a figure stands directly at it."""
    mention, slot, first = found.mention, work.view.slots[i], work.spans[i][0]
    if mention.role in ("main", "comparison") and work.reach.owns(work.tokens, mention, first):
        return True
    if mention.role in ("main", "comparison") and work.reach.told_of(work.tokens, mention, first):
        return True
    between = any(mention.last <= a < first for a, _ in work.spans)
    if mention.comparison and slot.measure == "level" and not between and _opens(work, found, first):
        return True
    usable = mention.role in ("main", "annual") and mention.expr.kind not in ("recent", "coming")
    usable = usable and (mention.expr.kind != "now" or _dates_now(work, i))
    level = slot.measure in ("level", "share")
    return level and usable and work.reach.adjacent_before(work.tokens, mention, first)


def _dates_now(work: Work, i: int) -> bool:
    """Whether "now" beside a figure dates it, and no period further on in the sentence does."""
    slot = work.view.slots[i]
    later = any(
        k not in work.spent and f.mention.role == "main" and f.mention.start >= slot.end
        for k, f in enumerate(work.dated)
    )
    return slot.status == "actual" and (slot.stock or not later)


def _rather_state(work: Work, found: Dated, i: int) -> Dated:
    """ "By 26 November it had sold N this year": the state says more than the year around it."""
    if found.mention.expr.kind != "year" or found.period is None or found.period.start is None:
        return found
    for other in work.dated:
        state = other.period
        if other.mention.end > work.view.slots[i].start or not state or state.start or not state.end:
            continue
        if found.period.start <= state.end <= (found.period.end or state.end):
            return Dated(other.mention, Period(found.period.start, state.end))
    return found


def _nearest(work: Work, i: int) -> Dated | None:
    """Before in the clause, after in the clause, before in the sentence, after in it: the nearest that fits."""
    first, last = work.spans[i]
    fits = _fitting(work, i)
    clause = work.layout.clause
    near = [f for f in fits if clause(f.mention.first) == clause(first)]
    now = [f for f in near if f.mention.expr.kind == "now"]
    firm = [f for f in fits if f.mention.expr.kind != "now"]
    if now and now[-1].mention.last <= first and _turns_to_now(work, now[-1], [f for f in near if f in firm], first):
        return now[-1]
    before = [f for f in firm if f.mention.last <= first]
    after = [f for f in firm if f.mention.first >= last]
    for group, nearest in (
        ([f for f in before if f in near], -1),
        ([f for f in after if f in near], 0),
        (now, -1),
        (before, -1),
        (after, 0),
    ):
        plain = [f for f in group if not work.reach.aside(work.tokens, f.mention, work.view.first, work.view.last)]
        if group:
            return (plain or group)[nearest]
    return None


def _turns_to_now(work: Work, now: Dated, others: Sequence[Dated], first: int) -> bool:
    """Whether a clause turns from another time to the present: "it opened in March, and so far has made N"."""
    at = now.mention
    before = [f for f in others if f.mention.last <= first]
    if not before or before[-1].mention.last > at.first:
        return False
    if any(token.text in STOP_MARKS for token in work.tokens[at.last : first]):
        return False
    return any(token.text in COMMAS for token in work.tokens[before[-1].mention.last : at.first])


def _fitting(work: Work, i: int) -> list[Dated]:
    """The mentions of the sentence that may date a figure, wherever they stand."""
    slot = work.view.slots[i]
    if slot.whole:
        return []
    kept = slot.measure in ("level", "share") or slot.status != "actual"
    stock = slot.stock and not slot.event and kept
    return [
        found
        for k, found in enumerate(work.dated)
        if k not in work.spent
        and (may_govern(found, slot, work.anchor) or _by_then(work, found, slot))
        and not work.layout.bracketed(found.mention.first, work.spans[i][0])
        and (not stock or _reaches_stock(work, found, i))
        and not (stock and _is_of_later(work, found, i))
        and not _is_of_part(work, found, i)
        and not _is_gone(work, found, i)
        and not (slot.status != "actual" and work.sums.of_report(work.tokens, work.view.first, found.mention))
    ]


def _reaches_stock(work: Work, found: Dated, i: int) -> bool:
    """Whether a time may date a stock: one that states what is then, or a time to come that leads a list of goals ("The
    goals for 2027: an output value of 50 billion yuan, 100 GWh of capacity and 200 enterprises")."""
    mention, slot = found.mention, work.view.slots[i]
    if work.reach.reaches_stock(work.tokens, mention, work.layout, work.spans[i]):
        return True
    if mention.expr.mode != "within" or mention.role != "main" or mention.last >= work.spans[i][0]:
        return False
    heads = work.tokens[mention.last].text in _COLONS
    return heads and slot.status == "target" and not is_over(found.period, work.anchor.published)


def _is_of_later(work: Work, found: Dated, i: int) -> bool:
    """Whether a time behind a stock, and no moment, is that of a figure between that is not listed with it: "covers 45
    hectares and will make 9,000 by 2026"."""
    mention, last = found.mention, work.spans[i][1]
    between = [k for k in range(i + 1, len(work.spans)) if work.spans[k][0] < mention.first]
    if mention.first < last or not between:
        return False
    others = any(last <= m.first < mention.first and m.role == "main" for m in work.view.mentions)
    if mention.expr.mode == "state" and not others:
        return False
    return len(work.reach.listed(work.tokens, work.spans, [i, *between])) <= len(between)


def _is_of_part(work: Work, found: Dated, i: int) -> bool:
    """Whether a time behind a figure is that of a part of it: "84 billion yuan, and 29 of it is to be spent this
    year"."""
    tokens, last, mention = work.tokens, work.spans[i][1], found.mention
    later = any(last <= a < mention.first for a, _ in work.spans)
    return later and work.sums.parts(tokens, last, mention.first)


def _is_gone(work: Work, found: Dated, i: int) -> bool:
    """Whether a time before a figure of what is to come is over and another clause's: "It opened in May 2022, and at
    full capacity can make N"."""
    slot, first, mention = work.view.slots[i], work.spans[i][0], found.mention
    if not slot.possible or mention.last > first or not is_over(found.period, work.anchor.published):
        return False
    commas = sum(token.text in COMMAS for token in work.tokens[mention.last : first])
    return commas > (mention.first - work.view.first <= ADJACENT)


def _by_then(work: Work, found: Dated, slot: FigureSlot) -> bool:
    """Whether a sentence that opens with a date to come lists what is to be then: "By 2027, ...; value: N"."""
    mention = found.mention
    opens = mention.first - work.view.first <= ADJACENT and mention.expr.mode == "by" and mention.role == "main"
    return opens and mention.end <= slot.start and not (slot.stock or slot.compared)


def _opens(work: Work, found: Dated, at: int) -> bool:
    """Whether a mention that no cue leads opens the clause of token `at`: "a year earlier it was N"."""
    mention, layout = found.mention, work.layout
    return not mention.cued and layout.opens_clause(mention.first) and layout.clause(mention.first) == layout.clause(at)
