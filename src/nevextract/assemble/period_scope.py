"""Which period each figure holds for: a mention's reach within its sentence, and what a sentence takes over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from nevextract.assemble.period_flow import (
    NO_PERIOD,
    UNDATED,
    AssignedPeriod,
    Dated,
    FigureSlot,
    Flow,
    SentenceView,
    Work,
    contiguous,
    is_ahead,
    may_govern,
    move_on,
    nearer,
    size,
    start_of,
    steps_back,
    taken_over,
)
from nevextract.assemble.period_main import HEADING, begin_paragraph, note_main, open_section, repeated
from nevextract.assemble.period_reach import ADJACENT, YEAR, Reach, layout_of
from nevextract.find.period_expr import move
from nevextract.find.periods import Anchor, Period, resolve
from nevextract.patterns import Pack
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import Token

__all__ = ["AssignedPeriod", "FigureSlot", "PeriodScope", "SentenceView"]


class PeriodScope:
    """Assigns periods to the figures of a document. Build once per pack."""

    def __init__(self, pack: Pack) -> None:
        self._reach = Reach(pack.one("periods", PeriodPatterns))

    def assign(
        self,
        text: str,
        tokens: Sequence[Token],
        views: Sequence[SentenceView],
        published: date | None = None,
        year: int | None = None,
    ) -> list[list[AssignedPeriod]]:
        """For every sentence, in document order, the period of each of its slots.

        `published` is the document's date, `year` the year it makes certain (`find.periods.document_year`).
        """
        flow = Flow()
        anchor = Anchor(published, year)
        rows = [self._sentence(text, tokens, view, flow, anchor) for view in views]
        repeated(text, views, rows)
        return rows

    def _sentence(
        self, text: str, tokens: Sequence[Token], view: SentenceView, flow: Flow, anchor: Anchor
    ) -> list[AssignedPeriod]:
        if view.paragraph != flow.paragraph:
            begin_paragraph(flow, view.paragraph)
        work = Work(view, layout_of(tokens, view.first, view.last))
        spans = [_token_span(tokens, slot, view) for slot in view.slots]
        self._date(tokens, work, spans, flow, anchor)
        self._distribute(tokens, work, spans, flow)
        flow.year_on_year = flow.year_on_year or self._reach.basis(tokens, view.first, view.last) == YEAR
        for governed in (False, True):
            for i, slot in enumerate(view.slots):
                if i not in work.chosen and (slot.governed_by is not None) == governed:
                    self._choose(tokens, work, spans, i, flow, anchor)
        self._beside(tokens, work, spans, flow)
        result = [self._assigned(text, work, i, anchor) for i in range(len(view.slots))]
        if not open_section(work, flow, anchor.published):
            move_on(work, flow, anchor.published)
            note_main(work, flow, view.kind == HEADING and self._reach.reports(tokens, view.first, view.last))
        return result

    def _date(
        self,
        tokens: Sequence[Token],
        work: Work,
        spans: Sequence[tuple[int, int]],
        flow: Flow,
        anchor: Anchor,
    ) -> None:
        """Resolve the sentence's mentions from left to right, and set aside those of compared values."""
        view, previous = work.view, flow.previous
        future = any(slot.status != "actual" for slot in view.slots)
        for k, mention in enumerate(view.mentions):
            if mention.weak:
                work.dated.append(Dated(mention, None))
                work.spent[k] = -1
                continue
            ahead = mention.future and (not view.slots or (future and is_ahead(mention, view.slots)))
            if mention.comparison and previous is None and flow.actual:
                previous = flow.actual.period
            span = flow.main.period if flow.main else None
            period = resolve(mention.expr, Anchor(anchor.published, anchor.year, previous, ahead, span))
            work.dated.append(Dated(mention, period))
            owner = self._compared_owner(tokens, work, spans, k, flow)
            aside = self._reach.aside(tokens, mention, view.first, view.last)
            if owner is not None:
                work.spent[k] = owner
            elif aside:
                work.asides.add(k)
            dates = mention.role == "main" and mention.expr.kind != "now" and owner is None and not aside
            if dates and period is not None and period.end is not None:
                previous = period

    def _compared_owner(
        self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], k: int, flow: Flow
    ) -> int | None:
        """The slot that a mention dates alone, because it is what the figures around it are compared with."""
        found = work.dated[k]
        if found.mention.role != "main":
            return None
        if self._reach.of_compared(tokens, found.mention, spans, work.view.first):
            return -1
        context = flow.actual.period if flow.actual else None
        for i, (slot, span) in enumerate(zip(work.view.slots, spans, strict=True)):
            if self._reach.owns(tokens, found.mention, span[0]) and steps_back(found.period, context):
                return i
            if slot.measure not in ("level", "share", "change"):
                continue
            after = self._reach.attached_after(tokens, span[1], found.mention, spans)
            before = self._reach.adjacent_before(tokens, found.mention, span[0])
            before = before and not (i and self._reach.attached_after(tokens, spans[i - 1][1], found.mention, spans))
            compared = slot.compared or self._reach.compared(tokens, span[0], work.view.first)
            if compared and (after or before):
                return i
            if slot.measure == "change":
                continue
            led = self._reach.led(tokens, found.mention, work.view.first)
            if before and not led and steps_back(found.period, context):
                return i
        return None

    def _distribute(self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], flow: Flow) -> None:
        """ "In 2020 and 2021 the share was 1.5% and 7.2%": one each; one figure for both years takes the
        span."""
        for run in self._reach.mention_runs(tokens, work.view.mentions):
            mentions = [work.dated[k] for k in run]
            if any(m.mention.role != "main" or k in work.spent for k, m in zip(run, mentions, strict=True)):
                continue
            slots = self._reach.slots_beside(tokens, work.view.mentions, run, spans)
            if slots and len(slots) == len(run):
                work.chosen.update(zip(slots, mentions, strict=True))
            elif slots and len(slots) == 1 and contiguous(mentions):
                span = Period(start_of(mentions[0]), mentions[-1].period.end if mentions[-1].period else None)
                union = Dated(mentions[0].mention, span, mentions[-1].mention)
                work.dated[run[0]] = union
                work.spent.update((k, -1) for k in run[1:])
                work.chosen[slots[0]] = union
        for k, found in enumerate(work.dated):
            expr = found.mention.expr
            if expr.kind == "context" and expr.count == len(flow.run) > 1 and found.period is None:
                slots = self._reach.slots_beside(tokens, work.view.mentions, [k], spans)
                if len(slots) >= len(flow.run):
                    work.chosen.update(zip(slots, flow.run, strict=False))
                    work.spent[k] = -1

    def _choose(
        self,
        tokens: Sequence[Token],
        work: Work,
        spans: Sequence[tuple[int, int]],
        i: int,
        flow: Flow,
        anchor: Anchor,
    ) -> None:
        slot = work.view.slots[i]
        found = self._attached(tokens, work, spans, i, anchor)
        governor = slot.governed_by
        if found is None and governor is not None and governor in work.chosen:
            lead = work.chosen[governor]
            if not self._is_compared(work, governor, lead):
                own = self._before(tokens, work, spans, i, anchor)
                if lead is None or own is None or not nearer(own, lead, slot):
                    work.chosen[i] = lead
                    if governor in work.inherited:
                        work.inherited.add(i)
                    return
        if found is None:
            found = self._nearest(tokens, work, spans, i, anchor)
            if found is not None and self._sums_up(tokens, work, spans, i, found, flow):
                found = None
        if found is None and not self._is_origin(tokens, work, spans, i):
            found = taken_over(slot, flow)
            if found is not None:
                work.inherited.add(i)
        work.chosen[i] = found

    def _sums_up(
        self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], i: int, found: Dated, flow: Flow
    ) -> bool:
        """Whether a time behind a figure is that of a later one, which sums up to the end of the time that the text is
        about: "Exports were 900 cars, and 7,100 in the year to date"."""
        context = flow.actual.period if flow.actual else None
        if context is None or found.period is None or found.mention.first < spans[i][1] or context == found.period:
            return False
        cumulative = context.end == found.period.end and size(context) < size(found.period)
        later = range(i + 1, len(spans))
        return cumulative and any(self._reach.attached_after(tokens, spans[k][1], found.mention, spans) for k in later)

    def _beside(self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], flow: Flow) -> None:
        """Date the values that others moved from by these others: "up 74 percent on the year from 23,900", and
        "29,900 (16,500)" where the text compares with the year before."""
        slots, view = work.view.slots, work.view
        for i in range(len(slots)):
            if slots[i].measure != "level":
                continue
            own = any(work.layout.same_brackets(m.first, spans[i][0]) for m in view.mentions)
            pair = not own and self._reach.in_brackets(tokens, spans, i, work.layout)
            same = [k for k in range(i) if slots[k].metric == slots[i].metric and slots[k].measure == "level"]
            if not same or (pair and same[-1] != i - 1):
                continue
            k = same[-1]
            lead = work.chosen.get(k)
            if lead is None or lead.period is None:
                continue
            if pair:
                months = YEAR if flow.year_on_year and slots[i].status == slots[k].status else 0
            elif work.chosen.get(i) in (None, lead) and self._is_origin(tokens, work, spans, i):
                months = self._reach.basis(tokens, spans[k][0], spans[i][1]) or 0
                if not months:
                    continue
            else:
                continue
            work.chosen[i] = Dated(lead.mention, move(lead.period, -months), lead.last_mention)

    def _is_origin(self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], i: int) -> bool:
        """Whether a slot is what another is compared with, and not what it came to."""
        at, first = spans[i][0], work.view.first
        if work.view.slots[i].measure == "change" or self._reach.reached(tokens, at, first):
            return False
        return work.view.slots[i].compared or self._reach.compared(tokens, at, first)

    def _is_compared(self, work: Work, i: int, found: Dated | None) -> bool:
        """Whether a slot is only what others are compared with."""
        if work.view.slots[i].compared or i in work.spent.values():
            return True
        return found is not None and found.mention.comparison

    def _before(
        self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], i: int, anchor: Anchor
    ) -> Dated | None:
        """The nearest mention before a slot in its clause that may date it."""
        clause = work.layout.clause(spans[i][0])
        fits = self._fitting(tokens, work, spans, i, anchor)
        own = [f for f in fits if f.mention.last <= spans[i][0] and work.layout.clause(f.mention.first) == clause]
        firm = [f for f in own if f.mention.expr.kind != "now"]
        return firm[-1] if firm else None

    def _attached(
        self,
        tokens: Sequence[Token],
        work: Work,
        spans: Sequence[tuple[int, int]],
        i: int,
        anchor: Anchor,
    ) -> Dated | None:
        """The mention that stands directly at the figure: "8,400 in May", "April's 7,079 units"."""
        slot, (first, last) = work.view.slots[i], spans[i]
        level = slot.measure in ("level", "share")
        for k, found in enumerate(work.dated):
            mention = found.mention
            near = 0 <= mention.first - last <= ADJACENT and mention.role == "main"
            if not may_govern(found, slot, anchor) and not (mention.comparison and level) and not near:
                continue
            if mention.comparison and (mention.cued or not level):
                continue
            if work.spent.get(k, i) != i:
                continue
            if mention.first >= last and self._reach.attached_after(tokens, last, mention, spans):
                return self._rather_state(work, found, i)
        for k, found in reversed(list(enumerate(work.dated))):
            mention = found.mention
            if mention.last > first or work.spent.get(k, i) != i:
                continue
            if mention.role in ("main", "comparison") and self._reach.owns(tokens, mention, first):
                return found
            between = any(mention.last <= a < first for a, _ in spans)
            if mention.comparison and slot.measure == "level" and not between and _opens(work, found, first):
                return found
            usable = mention.role in ("main", "annual") and mention.expr.kind not in ("recent", "coming")
            usable = usable and (mention.expr.kind != "now" or self._dates_now(work, i))
            if level and usable and self._reach.adjacent_before(tokens, mention, first):
                return found
        return None

    def _dates_now(self, work: Work, i: int) -> bool:
        """Whether "now" beside a figure dates it, and no period further on in the sentence does."""
        slot = work.view.slots[i]
        later = any(
            k not in work.spent and f.mention.role == "main" and f.mention.start >= slot.end
            for k, f in enumerate(work.dated)
        )
        return slot.status == "actual" and (slot.stock or not later)

    def _rather_state(self, work: Work, found: Dated, i: int) -> Dated:
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

    def _nearest(
        self,
        tokens: Sequence[Token],
        work: Work,
        spans: Sequence[tuple[int, int]],
        i: int,
        anchor: Anchor,
    ) -> Dated | None:
        """Before in the clause, after in the clause, before in the sentence, after in it: the nearest that fits."""
        first, last = spans[i]
        fits = self._fitting(tokens, work, spans, i, anchor)
        clause = work.layout.clause
        near = [f for f in fits if clause(f.mention.first) == clause(first)]
        now = [f for f in near if f.mention.expr.kind == "now"]
        firm = [f for f in fits if f.mention.expr.kind != "now"]
        before = [f for f in firm if f.mention.last <= first]
        after = [f for f in firm if f.mention.first >= last]
        for group, nearest in (
            ([f for f in before if f in near], -1),
            ([f for f in after if f in near], 0),
            (now, -1),
            (before, -1),
            (after, 0),
        ):
            plain = [f for f in group if not self._reach.aside(tokens, f.mention, work.view.first, work.view.last)]
            if group:
                return (plain or group)[nearest]
        return None

    def _fitting(
        self, tokens: Sequence[Token], work: Work, spans: Sequence[tuple[int, int]], i: int, anchor: Anchor
    ) -> list[Dated]:
        """The mentions of the sentence that may date a slot, wherever they stand."""
        slot = work.view.slots[i]
        stock = slot.stock and not slot.event and slot.measure in ("level", "share")
        return [
            found
            for k, found in enumerate(work.dated)
            if k not in work.spent
            and (may_govern(found, slot, anchor) or _by_then(work, found, slot))
            and not work.layout.bracketed(found.mention.first, spans[i][0])
            and (not stock or self._reach.reaches_stock(tokens, found.mention, work.layout, spans[i]))
        ]

    def _assigned(self, text: str, work: Work, i: int, anchor: Anchor) -> AssignedPeriod:
        found = work.chosen.get(i)
        if found is None:
            return NO_PERIOD
        mention = found.mention
        end = (found.last_mention or mention).end
        unresolved = found.period is None and mention.expr.kind not in UNDATED
        start_date, end_date = found.period or (None, None)
        return AssignedPeriod(
            start_date,
            end_date,
            text[mention.start : end],
            mention.start,
            end,
            ("period_unresolved",) if unresolved else (),
            i in work.inherited,
        )


def _by_then(work: Work, found: Dated, slot: FigureSlot) -> bool:
    """Whether a sentence that opens with a date to come lists what is to be then: "By 2027, ...; value: N"."""
    mention = found.mention
    opens = mention.first - work.view.first <= ADJACENT and mention.expr.mode == "by" and mention.role == "main"
    return opens and mention.end <= slot.start and not (slot.stock or slot.compared)


def _opens(work: Work, found: Dated, at: int) -> bool:
    """Whether a mention that no cue leads opens the clause of token `at`: "a year earlier it was N"."""
    mention, layout = found.mention, work.layout
    return not mention.cued and layout.opens_clause(mention.first) and layout.clause(mention.first) == layout.clause(at)


def _token_span(tokens: Sequence[Token], slot: FigureSlot, view: SentenceView) -> tuple[int, int]:
    """The tokens [first, last) of a slot's quote."""
    first = bisect_left(tokens, slot.start, view.first, view.last, key=lambda t: t.start)
    return first, bisect_left(tokens, slot.end, first, view.last, key=lambda t: t.start)
