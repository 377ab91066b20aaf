"""Drafts: the figures of a document with their metric settled, before fields and validation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from nevextract.assemble.context import Context
from nevextract.assemble.decode import Decoded, decode
from nevextract.assemble.echoes import Meaning, Told, Untold, echoes
from nevextract.assemble.measures import governs_next, is_reached, more_than_before, nearest, rate_named, rate_of
from nevextract.assemble.metrics import ITEMS, MetricTable
from nevextract.assemble.namesakes import unmeant
from nevextract.assemble.readings import MAX_CANDIDATES, Reading, Scorer
from nevextract.assemble.structures import Alignment, align, first_of_list, told_before
from nevextract.assemble.tables import NO_METRIC, Cell, Place
from nevextract.assemble.transitions import Transitions
from nevextract.assemble.view import SentenceView, Slot
from nevextract.assemble.word_weights import WordWeights, headline_of
from nevextract.find.cues import METRIC, NEGATIVE
from nevextract.mentions import RATIO_KINDS, Quantity
from nevextract.patterns.weights import WeightsFile

_SIGN_REACH = 7.0
_EARLIER = 4
_OFTEN = 3
_OPENING = 4
"In so many words a sentence without numbers names what it is about"
HEADING = "heading"
_SURE = 0.6
"How likely a reading must be to speak for the same number elsewhere"
_UNALIGNED = Alignment()
_SILENCE: Mapping[int, Meaning] = MappingProxyType({})
_TABLED = 1.0
"""No other reading of a cell was weighed against the one that its table gives."""


class Draft(NamedTuple):
    """A figure to be: quantity `slot` of sentence `sentence` read as `metric` and `measure`.

    `governor` is the index (in the document's drafts) of the level that a change or share belongs to; `cell` what its
    table says of it where it stands in one. `confidence` and `metric_confidence` are the decoder's probabilities of the
    reading and of its metric.
    """

    sentence: int
    slot: Slot
    reading: Reading
    metric: str
    measure: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    confidence: float
    rule: str
    governor: int | None = None
    per: str | None = None
    cell: Cell | None = None
    flags: tuple[str, ...] = ()
    metric_confidence: float = 1.0


class Turned(NamedTuple):
    """A quantity that gave no figure, and why."""

    sentence: int
    quantity: Quantity
    reason: str
    detail: str | None = None


class Read(NamedTuple):
    """A sentence and how its numbers were read under the context before it; `decoded` None where a table decides, else
    `transitions` scored what neighbouring readings gain from each other."""

    number: int
    view: SentenceView
    context: Context
    aligned: Alignment = _UNALIGNED
    decoded: Sequence[Decoded] | None = None
    transitions: Transitions | None = None


class Drafter:
    """Reads the quantities of a document, sentence by sentence, under one pack's weights."""

    def __init__(
        self, table: MetricTable, weights: WeightsFile, word_weights: WordWeights, most: int | None = MAX_CANDIDATES
    ) -> None:
        """`most` readings of each number are weighed in a sentence; None: all (`Scorer`)."""
        self.table, self.weights = table, weights
        self.scorer = Scorer(table, weights.emission, weights.none, word_weights, most)

    def draft(
        self, views: Sequence[SentenceView | None], cells: Mapping[Place, Cell]
    ) -> tuple[list[Draft], list[Turned], list[Read]]:
        """Drafts and turned-down quantities of all sentences in order, and how each sentence with numbers was read;
        None stands for a sentence not read. `cells` are the numbers whose reading their table decides."""
        dominant = self._dominant(views)
        context = Context.about(("vehicle", ITEMS), dominant) if dominant else Context()
        context = replace(context, unmeant=unmeant(views, self.table), headline=headline_of(views))
        read: list[Read] = []
        theme: dict[str, str] = {}
        paragraph = -1
        for number, view in enumerate(views):
            if view is None:
                continue
            if view.sentence.paragraph != paragraph:
                paragraph = view.sentence.paragraph
                context = context.turned(theme)
            if not view.slots:
                context = self._hinted(view, context)
                continue
            if any((number, slot.number) in cells for slot in view.slots):
                read.append(Read(number, view, context))
                made, _ = self._tabled(number, view, cells, 0)
            else:
                read.append(self._decode(Read(number, view, context, align(view))))
                made, _ = self._settle(read[-1], 0)
            context = self._after(context, made)
            if view.sentence.kind == HEADING and not theme:
                theme = self._theme(made)
        drafts: list[Draft] = []
        turned: list[Turned] = []
        read = self._echoed(read)
        for sentence in read:
            if sentence.decoded is None:
                made, down = self._tabled(sentence.number, sentence.view, cells, len(drafts))
            else:
                made, down = self._settle(sentence, len(drafts))
            drafts.extend(made)
            turned.extend(down)
        return drafts, turned, read

    def _theme(self, made: Sequence[Draft]) -> dict[str, str]:
        """What a headline's figures are of, by class of unit: the first of each."""
        theme: dict[str, str] = {}
        for kind, metric in self._settled(made):
            theme.setdefault(kind, metric)
            if self.table.by_id[metric].kind == "money":
                theme.setdefault("money", metric)
        return theme

    def _echoed(self, read: Sequence[Read]) -> list[Read]:
        """The sentences, those read once more whose unread numbers say again what another sentence says."""
        told: list[Told] = []
        untold: list[Untold] = []
        for sentence in read:
            for slot, found in zip(sentence.view.slots, sentence.decoded or (), strict=False):
                reading = found.reading
                if reading.metric is None:
                    heading = sentence.view.sentence.kind == HEADING
                    untold.append(Untold(sentence.number, slot.number, slot.quantity, heading))
                elif found.probability >= _SURE:
                    told.append(Told(sentence.number, slot.quantity, reading.metric, reading.measure))
        found_again = echoes(told, untold)
        again = {number for number, _ in found_again}
        return [self._again(s, found_again) if s.number in again else s for s in read]

    def _again(self, sentence: Read, found: Mapping[Place, Meaning]) -> Read:
        echo = {slot: meaning for (number, slot), meaning in found.items() if number == sentence.number}
        return self._decode(sentence, echo)

    def _tabled(
        self, number: int, view: SentenceView, cells: Mapping[Place, Cell], offset: int
    ) -> tuple[list[Draft], list[Turned]]:
        """The figures of a table's row: what the cells say, nothing else."""
        drafts: list[Draft] = []
        turned: list[Turned] = []
        at: dict[int, int] = {}
        for slot in view.slots:
            cell = cells.get((number, slot.number))
            q = slot.quantity
            if cell is None or cell.metric is None or cell.drop_reason is not None:
                turned.append(Turned(number, q, cell.drop_reason or NO_METRIC if cell else NO_METRIC))
                continue
            at[slot.number] = offset + len(drafts)
            top = None if q.value_max is None else q.value_max * cell.factor
            reading = Reading(cell.metric, cell.measure, cell.rule, None, 0.0, {"table": 1.0})
            unit = cell.unit or self._unit(q, cell.metric)
            governor = None if cell.level is None else at.get(cell.level)
            drafts.append(
                Draft(
                    number,
                    slot,
                    reading,
                    cell.metric,
                    cell.measure,
                    q.value * cell.factor,
                    top,
                    unit,
                    _TABLED,
                    cell.rule,
                    governor,
                    q.per,
                    cell,
                    q.flags,
                )
            )
        return drafts, turned

    def _decode(self, sentence: Read, echo: Mapping[int, Meaning] = _SILENCE) -> Read:
        """The sentence with its numbers decoded."""
        view, context, aligned = sentence.view, sentence.context, sentence.aligned
        candidates: list[list[Reading]] = []
        told = told_before(view, context.told)
        if told:
            aligned = replace(aligned, metrics={**told, **aligned.metrics})
        earlier: list[str] = []
        read: dict[int, str | None] = {}
        for slot in view.slots:
            amount = aligned.follows.get(slot.number)
            metric = None if amount is None else candidates[amount][0].metric
            if metric is not None:
                aligned = replace(aligned, metrics={slot.number: metric, **aligned.metrics})
            found = self.scorer.candidates(
                view, slot, context, aligned, earlier[-_EARLIER:], echo.get(slot.number), read
            )
            read[slot.number] = found[0].metric
            candidates.append(found)
            context = self._counting(context, slot, found[0])
            if found[0].metric is not None and found[0].metric not in earlier[-_EARLIER:]:
                earlier.append(found[0].metric)
        transitions = Transitions(view, self.weights.transition, aligned, self.table.by_id)
        decoded = decode(candidates, transitions.steps(candidates), self.weights.temperature)
        return sentence._replace(decoded=decoded, transitions=transitions)

    def _hinted(self, view: SentenceView, context: Context) -> Context:
        """The context after a sentence without numbers: what its first words name ("Exports have taken off.")."""
        first = next((c for c in view.of(METRIC) if c.side == "noun"), None)
        if first is None or first.first > view.first + _OPENING or self.table.by_id[first.value].kind != "volume":
            return context
        return context.hinted(("vehicle", ITEMS), first.value)

    def _counting(self, context: Context, slot: Slot, likely: Reading) -> Context:
        """The context for the next number of the sentence, once this one has likely counted things."""
        metric = self.table.by_id.get(likely.metric or "")
        counts = metric is not None and likely.measure == "level" and metric.kind in ("count", "volume")
        if metric is None or not counts or slot.quantity.kind not in ("count", "bare"):
            return context
        return context if context.counted == metric.id else replace(context, counted=metric.id)

    def _dominant(self, views: Iterable[SentenceView | None]) -> str | None:
        """The volume metric that the document names most, if it names it often enough to be about it."""
        counts: dict[str, int] = {}
        for view in views:
            for cue in view.of(METRIC) if view is not None else ():
                metric = self.table.by_id[cue.value]
                if metric.kind == "volume" and cue.side in ("noun", "before"):
                    counts[cue.value] = counts.get(cue.value, 0) + 1
        top = max(sorted(counts), key=counts.__getitem__, default=None)
        return top if top is not None and counts[top] >= _OFTEN else None

    def _settle(self, sentence: Read, offset: int) -> tuple[list[Draft], list[Turned]]:
        number, view, aligned = sentence.number, sentence.view, sentence.aligned
        drafts: list[Draft] = []
        turned: list[Turned] = []
        for slot, found in zip(view.slots, sentence.decoded or (), strict=True):
            reading = found.reading
            if reading.metric is None:
                turned.append(Turned(number, slot.quantity, *self._reason(found)))
                continue
            for metric in self._metrics_of(slot, reading, aligned):
                governor = self._governor(drafts, metric, reading.measure, offset)
                drafts.append(self._make(number, view, slot, found, metric, governor))
        return drafts, turned

    def _reason(self, found: Decoded) -> tuple[str, str | None]:
        others = [r for r in found.candidates if r.metric is not None]
        if not others:
            return "no_metric", None
        return "not_sure_enough", f"{others[0].metric}/{others[0].measure}"

    def _metrics_of(self, slot: Slot, reading: Reading, aligned: Alignment) -> list[str]:
        """The reading's metric, or every metric that shares this number ("production and sales both passed ...")."""
        assert reading.metric is not None  # noqa: S101 - told by the caller
        chain = aligned.shared.get(slot.number, ())
        names = [cue.value for cue in chain]
        if reading.metric not in names:
            return [reading.metric]
        table = self.table
        if slot.quantity.kind in RATIO_KINDS or slot.quantity.kind == "rank":
            return names
        return [n for n in names if table.fits(table.by_id[n], slot.quantity)]

    def _governor(self, drafts: Sequence[Draft], metric: str, measure: str, offset: int) -> int | None:
        if measure == "level":
            return None
        for i in range(len(drafts) - 1, -1, -1):
            if drafts[i].metric == metric and drafts[i].measure == "level":
                return offset + i
        return None

    def _make(
        self, number: int, view: SentenceView, slot: Slot, found: Decoded, metric: str, governor: int | None
    ) -> Draft:
        reading, q = found.reading, slot.quantity
        value, top = q.value, q.value_max
        if reading.measure == "change":
            value, top = _signed(view, slot, value, top)
        if reading.measure == "level" and reading.rule.endswith(NEGATIVE) and value > 0 and not is_reached(view, slot):
            value, top = -(top if top is not None else value), -value if top is not None else None
        rule = reading.rule.removesuffix(NEGATIVE) if metric == reading.metric else self.table.by_id[metric].rule
        return Draft(
            number,
            slot,
            reading,
            metric,
            reading.measure,
            value,
            top,
            self._unit(q, metric),
            found.probability,
            rule,
            governor,
            rate_of(view, slot) if reading.measure == "level" else None,
            None,
            q.flags,
            found.metric_probability,
        )

    def _unit(self, q: Quantity, metric: str) -> str:
        if q.unit is not None:
            return q.unit
        return self.table.by_id[metric].bare or "unit"

    def _after(self, context: Context, made: Sequence[Draft]) -> Context:
        if not made:
            return context
        levels = tuple(d.metric for d in made if d.measure == "level" and d.slot.quantity.kind not in RATIO_KINDS)
        return replace(context.after(self._settled(made)), told=levels)

    def _settled(self, made: Sequence[Draft]) -> Iterator[tuple[str, str]]:
        for draft in made:
            q = draft.slot.quantity
            level = draft.measure == "level" and q.kind not in RATIO_KINDS
            kind = self.table.unit_class(q) if level else "ratio"
            yield kind, draft.metric
            if level and kind != ITEMS and self.table.by_id[draft.metric].bare is not None:
                yield ITEMS, draft.metric


def _signed(view: SentenceView, slot: Slot, value: Decimal, top: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """A change with its sign: the number's own, else that of the change word nearest to it."""
    if slot.quantity.direction or value < 0:
        return value, top
    if more_than_before(view, slot) == "decrease":
        return (-value, None) if top is None else (-top, -value)
    come_to = slot.quantity.kind in RATIO_KINDS and slot.first - 1 in view.targets
    if come_to and rate_named(view, slot) not in (None, "decrease"):
        return value, top  # "growth slowed to 8 percent"
    best: tuple[float, str] | None = None
    for side in ("after", "before"):
        at = first_of_list(view, slot) if side == "before" else slot
        found = nearest(view, at, "change", side)
        if found is None:
            continue
        cue, between = found
        if side == "after" and governs_next(view, cue) and nearest(view, slot, "change", "before"):
            continue  # "fell by 1.4 percent and rose by 2.5 percent"
        gap = view.gap(cue.last, at.first) if side == "before" else view.gap(slot.last, cue.first)
        cost = gap.words + gap.links * 0.3 + 2.0 * gap.commas + 4.0 * between + 6.0 * gap.strong
        cost += 0.0 if side == "before" else 0.2
        if view.bracket(cue.first) != view.bracket(slot.first):
            cost += 4.0
        if best is None or cost < best[0]:
            best = (cost, cue.value)
    if best is not None and best[0] <= _SIGN_REACH and best[1] == "decrease":
        return (-value, None) if top is None else (-top, -value)
    return value, top
