"""Whether a confidence means what it says: of the figures given with 0.9, nine in ten should be right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The bins: tenths, the last of which, where most figures are, is halved."""
SHARES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.5)
"""The shares of the figures for which the least confidence that keeps them is told."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Figures with a confidence of `low` to `high`: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Cut:
    """With `--min-confidence least`: the share of the figures that is kept, and the share of those that is right."""

    least: float
    kept: float
    precision: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """`error` is the expected calibration error: how far confidence and share of right are apart in a bin, on average
    over the figures."""

    error: float
    bins: tuple[Bin, ...]
    cuts: tuple[Cut, ...]


def reliability(found: Sequence[tuple[float, bool]]) -> Reliability:
    """The reliability of (confidence, right) pairs, in the bins of `EDGES`."""
    bins = tuple(_bin(k, [item for item in found if _bin_of(item[0]) == k]) for k in range(len(EDGES) - 1))
    filled = tuple(each for each in bins if each.count)
    error = sum(each.count * abs(each.confidence - each.right) for each in filled) / len(found) if found else 0.0
    return Reliability(error, filled, tuple(cuts(found)))


def cuts(found: Sequence[tuple[float, bool]], shares: Sequence[float] = SHARES) -> list[Cut]:
    """For each share the highest confidence that keeps at least so much of the figures."""
    if not found:
        return []
    ordered = sorted(found)
    made: list[Cut] = []
    for share in shares:
        least = ordered[min(int(len(ordered) * (1 - share) + 1e-9), len(ordered) - 1)][0]
        kept = ordered[bisect_left(ordered, (least, False)) :]
        made.append(Cut(least, len(kept) / len(ordered), sum(right for _, right in kept) / len(kept)))
    return made


def _bin_of(confidence: float) -> int:
    return min(bisect_right(EDGES, confidence), len(EDGES) - 1) - 1


def _bin(k: int, items: Sequence[tuple[float, bool]]) -> Bin:
    count = len(items)
    mean = sum(confidence for confidence, _ in items) / count if count else 0.0
    right = sum(right for _, right in items) / count if count else 0.0
    return Bin(EDGES[k], EDGES[k + 1], count, mean, right)
