"""The best consistent reading of a sentence: a chain of readings, one for each quantity, by dynamic programming.

A linear-chain log-linear model (Lafferty, McCallum and Pereira 2001): the score of a chain is the sum of its readings'
scores and of what each reading gains from the one before it. Viterbi gives the best chain, the forward-backward sums
the probability of each of its readings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from nevextract.assemble.readings import Reading

Transition = Callable[[int, Reading, Reading], float]
"""What reading `b` of quantity i + 1 gains from reading `a` of quantity i."""


class Decoded(NamedTuple):
    """The chosen reading of a quantity, its probability, that of its metric by whatever measure, what it won against,
    and the probability of each of those."""

    reading: Reading
    probability: float
    metric_probability: float
    candidates: Sequence[Reading]
    probabilities: Sequence[float]


def decode(candidates: Sequence[Sequence[Reading]], transition: Transition, temperature: float = 1.0) -> list[Decoded]:
    """The best chain over `candidates` (one non-empty list for each quantity), with probabilities.

    `temperature` above 1 makes the probabilities more modest; it does not change the choice.
    """
    if not candidates:
        return []
    steps = [
        [[transition(i, a, b) for a in candidates[i]] for b in candidates[i + 1]] for i in range(len(candidates) - 1)
    ]
    best: list[list[float]] = [[r.score for r in candidates[0]]]
    back: list[list[int]] = []
    for i, step in enumerate(steps):
        scores, pointers = [], []
        for b, gains in zip(candidates[i + 1], step, strict=True):
            totals = [best[-1][k] + gain for k, gain in enumerate(gains)]
            k = max(range(len(totals)), key=totals.__getitem__)
            scores.append(totals[k] + b.score)
            pointers.append(k)
        best.append(scores)
        back.append(pointers)
    choice = [max(range(len(best[-1])), key=best[-1].__getitem__)]
    for pointers in reversed(back):
        choice.append(pointers[choice[-1]])
    choice.reverse()
    marginals = _marginals(candidates, steps, temperature)
    return [
        Decoded(options[k], row[k], _of_metric(options, row, options[k].metric), options, row)
        for options, k, row in zip(candidates, choice, marginals, strict=True)
    ]


def _of_metric(options: Sequence[Reading], probabilities: Sequence[float], metric: str | None) -> float:
    return sum(p for reading, p in zip(options, probabilities, strict=True) if reading.metric == metric)


def _marginals(
    candidates: Sequence[Sequence[Reading]], steps: Sequence[Sequence[Sequence[float]]], temperature: float
) -> list[list[float]]:
    scores = [[r.score / temperature for r in options] for options in candidates]
    forward = [scores[0]]
    for i, step in enumerate(steps):
        forward.append(
            [
                scores[i + 1][b] + _log_sum([forward[-1][a] + gain / temperature for a, gain in enumerate(gains)])
                for b, gains in enumerate(step)
            ]
        )
    backward = [[0.0] * len(scores[-1])]
    for i in range(len(steps) - 1, -1, -1):
        backward.append(
            [
                _log_sum(
                    [
                        steps[i][b][a] / temperature + scores[i + 1][b] + backward[-1][b]
                        for b in range(len(scores[i + 1]))
                    ]
                )
                for a in range(len(scores[i]))
            ]
        )
    backward.reverse()
    total = _log_sum(forward[-1])
    return [
        [math.exp(min(f + b - total, 0.0)) for f, b in zip(row, other, strict=True)]
        for row, other in zip(forward, backward, strict=True)
    ]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
