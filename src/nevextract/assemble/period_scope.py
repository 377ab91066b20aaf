"""Which period each figure holds for: a mention's reach within its sentence, and what a sentence takes over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nevextract.assemble.period_choice import choose
from nevextract.assemble.period_flow import (
    UNDATED,
    Flow,
    contiguous,
    is_ahead,
    move_on,
    start_of,
)
from nevextract.assemble.period_main import HEADING, ROW, begin_paragraph, note_main, open_section, repeated
from nevextract.assemble.period_origins import compared_owner, date_origins
from nevextract.assemble.period_reach import NO_LAYOUT, Reach, layout_of
from nevextract.assemble.period_sums import Sums
from nevextract.assemble.period_work import NO_PERIOD, AssignedPeriod, Dated, FigureSlot, SentenceView, Work
from nevextract.find.periods import Anchor, Period, PeriodMention, resolve
from nevextract.patterns import Pack
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import Token

__all__ = ["AssignedPeriod", "FigureSlot", "PeriodScope", "SentenceView"]


class PeriodScope:
    """Assigns periods to the figures of a document. Build once per pack."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("periods", PeriodPatterns)
        self._reach, self._sums = Reach(spec), Sums(spec)

    def assign(
        self, text: str, tokens: Sequence[Token], views: Sequence[SentenceView], anchor: Anchor
    ) -> list[list[AssignedPeriod]]:
        """For every sentence, in document order, the period of each of its slots.

        `anchor` is what the document as a whole tells of time.
        """
        flow = Flow()
        rows = [self._sentence(text, tokens, view, flow, anchor) for view in views]
        repeated(text, views, rows)
        return rows

    def _sentence(
        self, text: str, tokens: Sequence[Token], view: SentenceView, flow: Flow, anchor: Anchor
    ) -> list[AssignedPeriod]:
        if view.paragraph != flow.paragraph:
            begin_paragraph(flow, view.paragraph, view.kind == HEADING)
        flow.heard.append((view.first, view.last))
        if not view.slots and not view.mentions:
            return []  # says nothing of time
        spans = [_token_span(tokens, slot, view) for slot in view.slots]
        layout = layout_of(tokens, view.first, view.last) if view.slots else NO_LAYOUT
        work = Work(view, layout, tokens, spans, self._reach, self._sums, anchor)
        self._date(work, flow)
        self._distribute(work, flow)
        for governed in (False, True):
            for i, slot in enumerate(view.slots):
                if i not in work.chosen and (slot.governed_by is not None) == governed:
                    choose(work, i, flow)
        date_origins(work, flow)
        result = [_assigned(text, work, i) for i in range(len(view.slots))]
        if view.kind != ROW and not open_section(work, flow, anchor.published):
            move_on(work, flow, anchor.published)
            note_main(work, flow, view.kind == HEADING and self._reach.reports(tokens, view.first, view.last))
        return result

    def _date(self, work: Work, flow: Flow) -> None:
        """Resolve the sentence's mentions from left to right, and set aside those of compared values."""
        view, previous = work.view, flow.previous
        future = any(slot.status != "actual" for slot in view.slots)
        span = flow.main.period if flow.main else None
        for k, mention in enumerate(view.mentions):
            if mention.weak:
                work.dated.append(Dated(mention, None))
                work.spent[k] = -1
                continue
            told = self._sums.of_report(work.tokens, view.first, mention)
            ahead = mention.future and not told and (not view.slots or (future and is_ahead(mention, view.slots)))
            if mention.comparison and previous is None and flow.actual:
                previous = flow.actual.period
            period = resolve(mention.expr, replace(work.anchor, previous=previous, future=ahead, span=span))
            work.dated.append(Dated(mention, period))
            named = self._reach.same_as_before(work.tokens, view.mentions, k) and period is not None
            if named and work.dated[k - 1].mention.comparison:
                work.dated[k - 1] = replace(work.dated[k - 1], period=period)
                work.spent[k] = -1
                continue
            owner = compared_owner(work, k, flow)
            aside = self._reach.aside(work.tokens, mention, view.first, view.last)
            if owner is not None:
                work.spent[k] = owner
            elif aside:
                work.asides.add(k)
            dates = mention.role == "main" and mention.expr.kind != "now" and owner is None and not aside
            if dates and period is not None and period.end is not None:
                previous = period

    def _distribute(self, work: Work, flow: Flow) -> None:
        """ "In 2020 and 2021 the share was 1.5% and 7.2%": one each; one figure for both years takes the
        span."""
        for run in self._reach.mention_runs(work.tokens, work.view.mentions):
            mentions = [work.dated[k] for k in run]
            if any(m.mention.role != "main" or k in work.spent for k, m in zip(run, mentions, strict=True)):
                continue
            slots = self._reach.slots_beside(work.tokens, work.view.mentions, run, work.spans)
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
                slots = self._reach.slots_beside(work.tokens, work.view.mentions, [k], work.spans)
                if len(slots) >= len(flow.run):
                    work.chosen.update(zip(slots, flow.run, strict=False))
                    work.spent[k] = -1


def _assigned(text: str, work: Work, i: int) -> AssignedPeriod:
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
        ("period_unresolved",) if unresolved else fiscal_doubts(mention, work.anchor),
        i in work.inherited,
    )


def fiscal_doubts(mention: PeriodMention, anchor: Anchor) -> tuple[str, ...]:
    """The flag of a year of accounts that the text does not date."""
    told = anchor.fiscal is not None and anchor.fiscal.told
    return ("fiscal_assumed",) if mention.expr.fiscal is not None and not told else ()


def _token_span(tokens: Sequence[Token], slot: FigureSlot, view: SentenceView) -> tuple[int, int]:
    """The tokens [first, last) of a slot's quote."""
    first = bisect_left(tokens, slot.start, view.first, view.last, key=lambda t: t.start)
    return first, bisect_left(tokens, slot.end, first, view.last, key=lambda t: t.start)
