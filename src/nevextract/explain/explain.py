"""Why a text was read as it was: for one place or all of it, from the trace that the pipeline leaves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from nevextract.assemble.drafts import Draft, Read
from nevextract.assemble.view import Slot
from nevextract.explain.missing import why_unchosen, why_unread
from nevextract.explain.model import Explanation, Number, Part, Reason
from nevextract.explain.options import Weights, options_of
from nevextract.explain.reasons import grounds_of
from nevextract.explain.seen import seen_in
from nevextract.explain.sources import Sources
from nevextract.mentions import Quantity, Sentence
from nevextract.output.encode import number as plain_number
from nevextract.patterns.confidence import ConfidenceFile
from nevextract.patterns.weights import WeightsFile
from nevextract.pipeline import Analysis, Trace
from nevextract.records import Figure, Rejection
from nevextract.tokens import NUMBER

_INVALID = "invalid"
_NO_NUMBER = "is not read as a number"


def explain(
    text: str, analysis: Analysis, *, start: int | None = None, end: int | None = None, patterns: Sequence[Path] = ()
) -> Explanation:
    """How `text` was read, from its `analysis`.

    With `start` the sentence at that place alone, and of its numbers the one there, if one is there; with `end` too,
    whatever stands in [start, end). `patterns` are the folders that the extractor was made with.
    """
    document = analysis.document
    found = Explanation(document.id, document.language, document.published, (), document.warnings)
    if analysis.trace is None:
        return found
    reader = _Reader(text, analysis, analysis.trace, patterns)
    stop = start + 1 if start is not None and end is None else end
    parts = [
        reader.part(number, sentence)
        for number, sentence in enumerate(analysis.sentences)
        if start is None or (sentence.start < (stop or 0) and start < sentence.end)
    ]
    if start is None:
        parts = [part for part in parts if part.numbers]
    else:
        parts = [_narrowed(part, start, stop or start + 1) for part in parts]
    return replace(found, parts=tuple(parts))


def _narrowed(part: Part, start: int, stop: int) -> Part:
    """The numbers in [start, stop), or all of them where none stands there."""
    meant = tuple(n for n in part.numbers if n.start < stop and start < n.end)
    return replace(part, numbers=meant) if meant else part


class _Reader:
    """One analysis, indexed by place."""

    def __init__(self, text: str, analysis: Analysis, trace: Trace, patterns: Sequence[Path]) -> None:
        self._text, self._analysis, self._trace = text, analysis, trace
        self._sources = Sources(trace.pack, patterns)
        weights = trace.pack.one("weights", WeightsFile)
        self._weights = Weights(weights.emission, weights.transition)
        self._sureness: Mapping[str, float] = trace.pack.one("confidence", ConfidenceFile).model_dump()
        self._read = {read.number: read for read in trace.read}
        self._lines = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        self._turned = [r.start for r in analysis.rejections]  # they are in the order of the text
        self._names = sorted(trace.names.mentions, key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self._names]
        self._figures: dict[int, list[int]] = {}
        for i, figure in enumerate(analysis.document.figures):
            self._figures.setdefault(figure.start, []).append(i)

    def part(self, number: int, sentence: Sentence) -> Part:
        read = self._read.get(number)
        view = read.view if read else None
        first, last = (bisect_left(self._starts, at) for at in (sentence.start, sentence.end))
        seen = seen_in(self._text, number, view, self._names[first:last], self._trace, self._sources)
        numbers = sorted(self._numbers(sentence, read), key=lambda n: (n.start, n.end))
        return Part(
            text=self._text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            line=bisect_right(self._lines, sentence.start),
            kind=sentence.kind,
            seen=seen,
            numbers=tuple(numbers),
        )

    def _numbers(self, sentence: Sentence, read: Read | None) -> Iterator[Number]:
        covered: list[tuple[int, int]] = []
        first, last = (bisect_left(self._turned, at) for at in (sentence.start, sentence.end))
        turned = self._analysis.rejections[first:last]
        at_slot = {(r.start, r.end): r for r in turned}
        for slot in read.view.slots if read else ():
            assert read is not None  # noqa: S101 - it has slots
            place = (slot.quantity.start, slot.quantity.end)
            yield self._weighed(read, slot, at_slot.pop(place, None))
            covered.append(place)
        for rejection in at_slot.values():
            covered.append((rejection.start, rejection.end))
            missing = why_unread(rejection.reason, rejection.detail)
            yield Number(rejection.quote, rejection.start, rejection.end, reason=rejection.reason, missing=missing)
        for token in self._analysis.tokens[sentence.first : sentence.last]:
            if token.kind == NUMBER and not any(a <= token.start < b for a, b in covered):
                yield Number(token.text, token.start, token.end, reason="no_number", missing=(_NO_NUMBER,))

    def _weighed(self, read: Read, slot: Slot, rejection: Rejection | None) -> Number:
        q = slot.quantity
        options = options_of(self._text, read, slot.number, self._trace, self._weights, self._sources)
        figures, sure = self._figures_at(read, slot)
        reason = rejection.reason if rejection else None
        missing: tuple[str, ...] = ()
        if rejection is not None:
            weighed = bool(options) and rejection.reason != _INVALID
            missing = (
                why_unchosen(self._text, read, slot, options, self._trace)
                if weighed
                else why_unread(rejection.reason, rejection.detail)
            )
        unit_source = None if q.unit is None else self._sources.of_unit(q.unit, read.view.tokens, slot.first, slot.last)
        return Number(
            quote=self._text[q.start : q.end],
            start=q.start,
            end=q.end,
            read_as=_described(q),
            unit_source=unit_source,
            figures=figures,
            reason=reason,
            missing=missing,
            notes=tuple(self._notes(read, slot)),
            options=options,
            sure=sure,
        )

    def _figures_at(self, read: Read, slot: Slot) -> tuple[tuple[Figure, ...], tuple[tuple[Reason, ...], ...]]:
        at = self._figures.get(slot.quantity.start, ())
        figures = tuple(self._analysis.document.figures[i] for i in at)
        sure = tuple(grounds_of(self._analysis.evidence[i], self._sureness) for i in at)
        return figures, sure

    def _notes(self, read: Read, slot: Slot) -> Iterator[str]:
        """What settles a reading beside its features."""
        if read.decoded is None:
            yield "a table decides: its head, the row's label and the caption are read, the sentence is not"
        listed = read.aligned.metric_of(slot.number)
        if listed:
            yield f"a list of names and a list of numbers match: this one is of {listed}"
        shared = read.aligned.shared.get(slot.number)
        if shared:
            yield "one number for several names: " + ", ".join(dict.fromkeys(cue.value for cue in shared))
        for draft in self._drafts_at(read, slot):
            if draft.governor is not None:
                yield f"{draft.metric}/{draft.measure} belongs to a level told before, and takes its period and status"

    def _drafts_at(self, read: Read, slot: Slot) -> Iterator[Draft]:
        return (d for d in self._trace.drafts if d.sentence == read.number and d.slot.number == slot.number)


def _described(q: Quantity) -> str:
    """`2660000 vehicle (count, about)`: the number as it was read, before anything is known of its meaning."""
    top = "" if q.value_max is None else f" to {plain_number(q.value_max)}"
    more = [q.kind, *([] if q.approximation == "exact" else [q.approximation]), *([q.form] if q.form else [])]
    per = f" per {q.per}" if q.per else ""
    return f"{plain_number(q.value)}{top} {q.unit or 'without unit'}{per} ({', '.join([*more, *q.flags])})"
