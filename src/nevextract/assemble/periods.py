"""The periods of a document: found, dated and given to its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.status import ACTUAL, EXPECTED
from nevextract.assemble.fields.whole import is_whole
from nevextract.assemble.measures import is_compared
from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.period_scope import FigureSlot, PeriodScope, fiscal_doubts
from nevextract.assemble.period_scope import SentenceView as ScopeView
from nevextract.assemble.scenes import Scene
from nevextract.assemble.statuses import is_estimate, is_guess, is_possible
from nevextract.find.period_fiscal import Fiscal
from nevextract.find.periods import Anchor, PeriodMention, document_year, period_finder, resolve
from nevextract.mentions import Sentence
from nevextract.patterns import Pack
from nevextract.read.metadata import Metadata
from nevextract.records import Figure
from nevextract.tokens import Token

Assigned = tuple[date | None, date | None, str | None, tuple[str, ...]]
UNRESOLVED = "period_unresolved"
_LONG = frozenset({"year", "whole", "that_year"})
UNDATED = "no date to resolve relative periods against: they are left open and flagged"


@lru_cache(maxsize=16)
def _scope(pack: Pack) -> PeriodScope:
    return PeriodScope(pack)


@dataclass(frozen=True)
class PeriodsOfDocument:
    """`mentions` by sentence number; `published` and `year` are what relative ones are resolved against."""

    text: str
    tokens: Sequence[Token]
    mentions: Mapping[int, tuple[PeriodMention, ...]]
    published: date | None
    year: int | None
    scope: PeriodScope
    fiscal: Fiscal | None = None

    @property
    def anchor(self) -> Anchor:
        """What relative periods lean on, as far as the document tells."""
        return Anchor(self.published, self.year, fiscal=self.fiscal)

    def spans(self, sentence: int) -> list[tuple[int, int]]:
        """The character spans of the periods of a sentence."""
        return [(m.start, m.end) for m in self.mentions.get(sentence, ())]

    def by_date(self, sentence: int) -> bool:
        """Whether a sentence names a year by which something is to be: "by 2027" plans, "by May" forecasts."""
        return any(m.expr.mode == "by" and m.expr.kind in _LONG for m in self.mentions.get(sentence, ()))

    def assign(
        self,
        drafts: Sequence[Draft],
        fields: Sequence[Fields],
        scenes: Mapping[int, Scene],
        sentences: Sequence[Sentence],
        table: MetricTable,
    ) -> list[Assigned]:
        """The period of every draft: start, end, words and flags."""
        by_sentence: dict[int, list[int]] = {}
        for i, draft in enumerate(drafts):
            by_sentence.setdefault(draft.sentence, []).append(i)
        views = [
            ScopeView(
                sentence.first,
                sentence.last,
                self.mentions.get(number, ()),
                tuple(self._slots(by_sentence.get(number, ()), drafts, fields, scenes, table)),
                sentence.paragraph,
                sentence.kind,
            )
            for number, sentence in enumerate(sentences)
        ]
        assigned: list[Assigned] = [(None, None, None, ())] * len(drafts)
        results = self.scope.assign(self.text, self.tokens, views, self.anchor)
        for number, periods in enumerate(results):
            for i, period in zip(by_sentence.get(number, ()), periods, strict=True):
                assigned[i] = (period.start, period.end, period.text, period.flags)
        for i, draft in enumerate(drafts):
            if draft.cell is not None and draft.cell.period is not None:
                assigned[i] = self._of_cell(draft.cell.period)
        return assigned

    def _of_cell(self, mention: PeriodMention) -> Assigned:
        words = self.text[mention.start : mention.end]
        period = resolve(mention.expr, self.anchor)
        if period is None:
            return None, None, words, (UNRESOLVED,)
        return period.start, period.end, words, fiscal_doubts(mention, self.anchor)

    def _slots(
        self,
        indexes: Sequence[int],
        drafts: Sequence[Draft],
        fields: Sequence[Fields],
        scenes: Mapping[int, Scene],
        table: MetricTable,
    ) -> list[FigureSlot]:
        place = {i: k for k, i in enumerate(indexes)}
        slots = []
        for i in indexes:
            draft, q = drafts[i], drafts[i].slot.quantity
            time = table.by_id[draft.metric].time
            scene = scenes[draft.sentence]
            guessed = fields[i].status == EXPECTED and time == "flow"
            guessed = guessed and (is_estimate(scene, draft.slot) or is_guess(scene, draft.slot))
            counts = [k for k in indexes if k < i and drafts[k].metric in table.by_id[draft.metric].goes_with]
            slots.append(
                FigureSlot(
                    q.start,
                    q.end,
                    draft.metric,
                    draft.measure,
                    ACTUAL if guessed else fields[i].status,
                    stock=time == "stock",
                    event=time == "event",
                    governed_by=None if draft.governor is None else place.get(draft.governor),
                    compared=draft.measure == "level" and is_compared(scene.view, draft.slot),
                    possible=fields[i].status != ACTUAL and is_possible(scene, draft.slot),
                    whole=is_whole(scene.view, draft.slot),
                    worth_of=place[counts[-1]] if counts and draft.measure == "level" else None,
                )
            )
        return slots

    def warnings(self, figures: Sequence[Figure]) -> list[str]:
        """What the reader should know of the document's dates."""
        open_ = any(UNRESOLVED in f.flags for f in figures)
        return [UNDATED] if open_ and self.published is None else []


def periods_of(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], facts: Metadata, pack: Pack
) -> PeriodsOfDocument:
    """Find the periods of every sentence and settle what relative ones count from."""
    finder = period_finder(pack)
    found = {
        number: tuple(finder.find(tokens, text, sentence.first, sentence.last))
        for number, sentence in enumerate(sentences)
        if sentence.kind != "furniture"
    }
    every = [m for mentions in found.values() for m in mentions]
    year = document_year(every, facts.published)
    return PeriodsOfDocument(text, tokens, found, facts.published, year, _scope(pack), finder.fiscal(tokens, every))
