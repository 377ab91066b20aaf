"""Names known by their company: between organisations in a series ("Bosch, Haoda and SKF") stands one more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nevextract.find.name_runs import Run, Vocabulary, find_runs, proper
from nevextract.find.name_values import ORGANISATION, NameValue, plain
from nevextract.mentions import Mention
from nevextract.tokens import NUMBER, Token

SERIES = "organisations.series"
COMMAS = frozenset(",、;")
MAX_WORDS = 5
MIN_KNOWN = 2  # organisations that a series must hold beside the one in question


def in_series(
    tokens: Sequence[Token], text: str, first: int, last: int, known: Sequence[Mention], words: Vocabulary
) -> Iterator[Mention]:
    """Organisations that nothing but their place in a series shows. `known`: the mentions of [first, last) so far."""
    kinds = {m.start: m for m in known}
    if sum(m.kind == ORGANISATION for m in known) < MIN_KNOWN:
        return
    taken = sorted((m.start, m.end) for m in known)
    for series in _series(tokens, find_runs(tokens, first, last, words), words):
        marks = [kinds.get(tokens[run.first].start) for run in series]
        organisations = sum(mark is not None and mark.kind == ORGANISATION for mark in marks)
        others = any(mark is not None and mark.kind != ORGANISATION for mark in marks)
        if organisations < MIN_KNOWN or others:
            continue
        for run, mark in zip(series, marks, strict=True):
            if mark is None and _may_be_one(tokens, run, taken, words):
                start, end = tokens[run.first].start, tokens[run.last - 1].end
                value = NameValue(plain(text[start:end]), "company", start)
                yield Mention(ORGANISATION, start, end, SERIES, value)


def _series(tokens: Sequence[Token], runs: Sequence[Run], words: Vocabulary) -> Iterator[list[Run]]:
    """Runs that only commas or "and" part, three or more at a time."""
    series = list(runs[:1])
    for before, run in pairwise(runs):
        between = tokens[before.last : run.first]
        joined = 0 < len(between) < 3 and all(t.text in COMMAS or t.norm in words.joiners for t in between)
        if not joined:
            if len(series) > MIN_KNOWN:
                yield series
            series = []
        series.append(run)
    if len(series) > MIN_KNOWN:
        yield series


def _may_be_one(tokens: Sequence[Token], run: Run, taken: Sequence[tuple[int, int]], words: Vocabulary) -> bool:
    start, end = tokens[run.first].start, tokens[run.last - 1].end
    at = bisect_left(taken, (start, end))
    free = (not at or taken[at - 1][1] <= start) and (at == len(taken) or taken[at][0] >= end)
    person = tokens[run.first].text in words.surnames and run.last - run.first > 1
    unit = run.first > 0 and tokens[run.first - 1].kind == NUMBER
    short = run.last - run.first <= MAX_WORDS and not unit
    return free and short and not person and proper(tokens, run.first, run.last, words) is not None
