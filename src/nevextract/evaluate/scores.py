"""Precision, recall and F1 over all texts, with the interval that another choice of texts would likely have given."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nevextract.errors import NevextractError
from nevextract.evaluate.compare import Measures
from nevextract.evaluate.load import GoldDocument
from nevextract.evaluate.predicted import PredictedDocument
from nevextract.evaluate.reliability import Reliability, reliability
from nevextract.evaluate.tally import GOLD, HIT, PREDICTED, RIGHT, Mistake, Row, Tally, tally

RESAMPLES, SEED = 1000, 0
FEWEST = 5
_TAIL = 0.025

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one row. `intervals` are the middle 95 percent of the resamples for precision, recall and F1; None
    where fewer than `FEWEST` texts have anything to count, which tells nothing of other texts."""

    gold: int
    predicted: int
    hit: int
    right: int
    intervals: tuple[Interval | None, Interval | None, Interval | None] = (None, None, None)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found; 0 where nothing was annotated."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An extraction measured against annotations. `absent` are annotated texts that the predictions do not have."""

    documents: int
    rows: Mapping[Row, Score]
    mistakes: tuple[Mistake, ...]
    reliability: Reliability
    absent: tuple[str, ...] = ()


def evaluate(
    golds: Sequence[GoldDocument],
    predictions: Mapping[str, PredictedDocument],
    measures: Measures,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Evaluation:
    """Compare every annotated text with what was found in it, by the texts' names.

    `resamples` is how often the texts are drawn anew for the intervals, 0 for none; the same seed gives the same ones.
    Raises `NevextractError` where there is no annotated text.
    """
    if not golds:
        raise NevextractError("no annotated text to compare with")
    tallies = [tally(gold, predictions.get(gold.name), measures) for gold in golds]
    return Evaluation(
        documents=len(golds),
        rows=_rows(tallies, draws(len(golds), resamples, seed)),
        mistakes=tuple(mistake for each in tallies for mistake in each.mistakes),
        reliability=reliability([item for each in tallies for item in each.trust]),
        absent=tuple(gold.name for gold in golds if gold.name not in predictions),
    )


def draws(documents: int, resamples: int, seed: int) -> list[list[int]]:
    """For each resample, how often each document is in it; with replacement, as many as there are."""
    source = random.Random(seed)  # noqa: S311 - a sample, not a secret
    found = []
    for _ in range(resamples):
        times = [0] * documents
        for _ in range(documents):
            times[source.randrange(documents)] += 1
        found.append(times)
    return found


def _rows(tallies: Sequence[Tally], drawn: Sequence[Sequence[int]]) -> dict[Row, Score]:
    parts: dict[Row, list[tuple[int, Counter[str]]]] = {}
    for number, each in enumerate(tallies):
        for row, counts in each.counts.items():
            parts.setdefault(row, []).append((number, counts))
    return {row: _score(parts[row], drawn) for row in sorted(parts)}


def _score(parts: Sequence[tuple[int, Counter[str]]], drawn: Sequence[Sequence[int]]) -> Score:
    plain = [(number, c[GOLD], c[PREDICTED], c[HIT], c[RIGHT]) for number, c in parts]
    whole = _sum(plain, None)
    if len(parts) < FEWEST:
        return whole
    again = [_sum(plain, times) for times in drawn]
    return replace(
        whole,
        intervals=(
            interval([each.precision for each in again if each.predicted]),
            interval([each.recall for each in again if each.gold]),
            interval([each.f1 for each in again if each.gold or each.predicted]),
        ),
    )


def _sum(parts: Iterable[tuple[int, int, int, int, int]], times: Sequence[int] | None) -> Score:
    gold = predicted = hit = right = 0
    for number, a, b, c, d in parts:
        n = 1 if times is None else times[number]
        gold += n * a
        predicted += n * b
        hit += n * c
        right += n * d
    return Score(gold, predicted, hit, right)


def interval(values: Sequence[float]) -> Interval | None:
    """The middle 95 percent of the values, None where there are none."""
    if not values:
        return None
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(last * _TAIL)], ordered[round(last * (1 - _TAIL))]
