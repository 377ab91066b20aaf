"""What was found in a sentence: cues, periods, names and goods, each with the rule that found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nevextract.assemble.view import SentenceView
from nevextract.explain.model import Seen
from nevextract.explain.sources import Sources
from nevextract.find.cues import Cue
from nevextract.find.periods import PeriodMention, resolve
from nevextract.mentions import Mention
from nevextract.pipeline import Trace

_SIDES = {"noun": "either side", "before": "before the number", "after": "behind the number", "either": "either side"}
_STATE = "up to"


def seen_in(
    text: str, number: int, view: SentenceView | None, names: Sequence[Mention], trace: Trace, sources: Sources
) -> tuple[Seen, ...]:
    """Everything found in sentence `number` but its numbers, in the order of the text; `names` are those in it."""
    found = [*_periods(text, number, trace, sources), *_names(text, names, sources)]
    if view is not None:
        found += [*_cues(text, view, sources), *_goods(text, view)]
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.kind, s.means or "", s.side or "")))


def words_of(text: str, view: SentenceView, cue: Cue) -> str:
    """The words of a cue as they stand in the text."""
    return text[view.tokens[cue.first].start : view.tokens[cue.last - 1].end]


def _cues(text: str, view: SentenceView, sources: Sources) -> Iterator[Seen]:
    for cues in view.cues.values():
        for cue in cues:
            start, end = view.tokens[cue.first].start, view.tokens[cue.last - 1].end
            source = sources.of_cue(cue, view.tokens)
            yield Seen(
                cue.kind, text[start:end], start, end, cue.value, _SIDES.get(cue.side, cue.side), cue.rule, source
            )


def _goods(text: str, view: SentenceView) -> Iterator[Seen]:
    for phrase in view.products:
        start, end = view.tokens[phrase.first].start, view.tokens[phrase.last - 1].end
        yield Seen("product", text[start:end], start, end)


def _periods(text: str, number: int, trace: Trace, sources: Sources) -> Iterator[Seen]:
    for mention in trace.periods.mentions.get(number, ()):
        words = text[mention.start : mention.end]
        source = sources.of_period(mention.rule)
        yield Seen(
            "period", words, mention.start, mention.end, _dated(mention, trace), mention.role, mention.rule, source
        )


def _dated(mention: PeriodMention, trace: Trace) -> str | None:
    """The dates of an expression taken by itself; None where only the text before it could date it."""
    period = resolve(mention.expr, trace.periods.anchor)
    if period is None:
        return None
    start, end = period
    return f"{start or _STATE} .. {end}"


def _names(text: str, names: Sequence[Mention], sources: Sources) -> Iterator[Seen]:
    for mention in names:
        words = text[mention.start : mention.end]
        source = sources.of_rule(mention.rule)
        yield Seen(mention.kind, words, mention.start, mention.end, rule=mention.rule, source=source)
