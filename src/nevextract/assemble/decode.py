"""The best consistent reading of a sentence: a chain of readings, one for each quantity, by dynamic programming.

A linear-chain log-linear model (Lafferty, McCallum and Pereira 2001): the score of a chain is the sum of its readings'
scores and of what each reading gains from the one before it. Viterbi gives the best chain, the forward-backward sums
the probability of each of its readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from nevextract.assemble.readings import Reading

Step = Sequence[Sequence[float]]
"""What each reading of a quantity gains (a row each) from each reading of the quantity before it."""


class Decoded(NamedTuple):
    """The chosen reading of a quantity, its probability, that of its metric by whatever measure, what it won against,
    and the probability of each of those."""

    reading: Reading
    probability: float
    metric_probability: float
    candidates: Sequence[Reading]
    probabilities: Sequence[float]


def decode(candidates: Sequence[Sequence[Reading]], steps: Sequence[Step], temperature: float = 1.0) -> list[Decoded]:
    """The best chain over `candidates` (one non-empty list for each quantity), with probabilities.

    `steps` has one entry for every two neighbours. `temperature` above 1 makes the probabilities more modest; it does
    not change the choice.
    """
    if not candidates:
        return []
    best: list[list[float]] = [[r.score for r in candidates[0]]]
    back: list[list[int]] = []
    for i, step in enumerate(steps):
        scores, pointers = [], []
        for b, gains in zip(candidates[i + 1], step, strict=True):
            totals = [score + gain for score, gain in zip(best[-1], gains, strict=True)]
            top = max(totals)
            scores.append(top + b.score)
            pointers.append(totals.index(top))
        best.append(scores)
        back.append(pointers)
    choice = [best[-1].index(max(best[-1]))]
    for pointers in reversed(back):
        choice.append(pointers[choice[-1]])
    choice.reverse()
    marginals = _marginals(candidates, steps, temperature)
    return [
        Decoded(options[k], row[k], _of_metric(options, row, options[k].metric), options, row)
        for options, k, row in zip(candidates, choice, marginals, strict=True)
    ]


def _of_metric(options: Sequence[Reading], probabilities: Sequence[float], metric: str | None) -> float:
    return sum([p for reading, p in zip(options, probabilities, strict=True) if reading.metric == metric])


def _marginals(candidates: Sequence[Sequence[Reading]], steps: Sequence[Step], temperature: float) -> list[list[float]]:
    scores = [[r.score / temperature for r in options] for options in candidates]
    cooled = [[[gain / temperature for gain in gains] for gains in step] for step in steps]
    forward = [scores[0]]
    for step, own in zip(cooled, scores[1:], strict=True):
        before = forward[-1]
        forward.append(
            [
                score + _log_sum([f + gain for f, gain in zip(before, gains, strict=True)])
                for score, gains in zip(own, step, strict=True)
            ]
        )
    backward = [[0.0] * len(scores[-1])]
    for step, own in zip(reversed(cooled), reversed(scores), strict=False):
        behind = backward[-1]
        backward.append(
            [
                _log_sum([gain + score + b for gain, score, b in zip(gains, own, behind, strict=True)])
                for gains in zip(*step, strict=True)
            ]
        )
    backward.reverse()
    total = _log_sum(forward[-1])
    return [
        [exp(min(f + b - total, 0.0)) for f, b in zip(row, other, strict=True)]
        for row, other in zip(forward, backward, strict=True)
    ]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(map(exp, [value - top for value in values])))
