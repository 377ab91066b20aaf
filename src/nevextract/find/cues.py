"""Cues: the words that name a metric or tell how a number is meant, found in one pass over the tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.lexicon import Lexicon, expand
from nevextract.patterns import Pack
from nevextract.patterns.cues import CueFile
from nevextract.patterns.metrics import MetricPattern
from nevextract.tokens import Token

METRIC = "metric"
VETO = "veto"
TOPIC = "topic"
GROWTH = "growth"
TOUCHING = "touching"
NEGATIVE = "#negative"
"""Ends the rule of a cue that makes the amount negative ("net loss")."""
LINK, _TIES = "link", frozenset({"by", "to", "preposition"})
"""Link cues of these values tie a word to what follows ("of", "to", "in")."""
_NOTHING = "none"
"""The value of phrases that only look like a cue ("set up" is no "up")."""


class Cue(NamedTuple):
    """Tokens [first, last) say `value`, of the kind of cue `kind`, for numbers on the `side` given.

    `side` is `before` (the cue stands before the number), `after` or `either`; `noun` marks a metric's name, which may
    stand on either side; `topic` and `growth` are weak hints.
    """

    kind: str
    value: str
    side: str
    rule: str
    first: int
    last: int


class _Entry(NamedTuple):
    kind: str
    value: str
    side: str
    rule: str


class _Group(NamedTuple):
    """All that one phrase is listed for, last first: the metrics whose cues it takes away, and the cues it is."""

    vetoed: tuple[str, ...]
    entries: tuple[_Entry, ...]


def _grouped(entries: Sequence[_Entry]) -> _Group:
    vetoed = tuple(entry.value for entry in entries if entry.side == VETO)
    return _Group(vetoed, tuple(entry for entry in reversed(entries) if entry.side != VETO))


class CueFinder:
    """Finds every cue of a pack. Build once, use for all texts."""

    def __init__(self, pack: Pack) -> None:
        entries = [*_metric_entries(pack), *_cue_entries(pack)]
        self._lexicon: Lexicon[_Group] = Lexicon(entries).grouped(_grouped)
        self._ties = frozenset(
            words[0]
            for phrase, entry in entries
            if entry.kind == LINK and entry.value in _TIES
            for words in expand(phrase)
            if len(words) == 1
        )

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[Cue]:
        """All cues in tokens [first, last), by start. Of one kind the longest wins and none lies inside another;
        several metrics may be named by the same words ("exports": a volume or a value). A phrase that a metric
        excludes takes from it, and from it alone, every cue inside the phrase."""
        stop = len(tokens) if last is None else last
        until: dict[str, int] = {}
        vetoed: dict[str, int] = {}
        found: list[Cue] = []
        for i in self._lexicon.starts(tokens, first, stop):
            ends = self._lexicon.ends(tokens, i, stop)
            for end, groups in ends:
                for metric in groups[0].vetoed:
                    vetoed[metric] = max(vetoed.get(metric, 0), end)
            longest: dict[str, int] = {}
            for end, groups in reversed(ends):  # longest first
                said = self._said(tokens, i, end)
                for kind, value, side, rule in groups[0].entries:
                    if kind == METRIC and vetoed.get(value, 0) >= end:
                        continue
                    length = said if kind == METRIC else end
                    if until.get(kind, 0) >= length or length < longest.setdefault(kind, length):
                        continue
                    if value != _NOTHING:
                        found.append(Cue(kind, value, side, rule, i, end))
            for kind, end in longest.items():
                until[kind] = max(until.get(kind, 0), end)
        return found

    def _said(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Where a phrase ends without the words that only tie it to what follows: "exports to" says "exports"."""
        while last - first > 1 and tokens[last - 1].norm in self._ties:
            last -= 1
        return last


@lru_cache(maxsize=16)
def cue_finder(pack: Pack) -> CueFinder:
    """The finder of a pack, built once."""
    return CueFinder(pack)


def _metric_entries(pack: Pack) -> Iterator[tuple[str, _Entry]]:
    for metric in pack.all("metric", MetricPattern):
        rule = f"{pack.language}/metrics/{metric.id}"
        sides = {
            "noun": metric.cues.noun,
            "before": metric.cues.before,
            "after": metric.cues.after,
            TOUCHING: metric.cues.touching,
            TOPIC: metric.cues.topic,
            GROWTH: metric.cues.growth,
            VETO: metric.exclude,
        }
        for side, phrases in sides.items():
            for phrase in phrases:
                yield phrase, _Entry(METRIC, metric.id, side, rule)
        for phrase in metric.cues.negative:
            yield phrase, _Entry(METRIC, metric.id, "noun", rule + NEGATIVE)


def _cue_entries(pack: Pack) -> Iterator[tuple[str, _Entry]]:
    for file in pack.all("cue", CueFile):
        rule = f"{pack.language}/cues/{file.id}"
        for group in file.groups:
            for side, phrases in (("before", group.before), ("after", group.after), ("either", group.either)):
                for phrase in phrases:
                    yield phrase, _Entry(file.id, group.value, side, rule)
