"""The chances of right readings in sentences, and the weights of words that raise them: penalised maximum likelihood.

A sentence is a chain of numbers, each with its readings; the readings' own scores and what neighbours gain from each
other are fixed, the weights of words are what is looked for. The chance of what is right is that of all chains which
read every number rightly, by forward-backward sums, for all sentences with as many numbers at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from nevextract.assemble.word_weights import HEADLINE, MEASURE

Array = NDArray[np.float64]
Word = tuple[str, str]
"A place and a word"
_NEVER = -1e9
STEPS = 30
LEAST_TEXTS, LEAST_FOLDERS = 5, 3
"A word must be told in so many texts, of so many folders, to be learned"


class Number(NamedTuple):
    """A number's readings: their scores, which are right, what each means (metric, measure); and the words around it
    with how much each counts."""

    scores: Array
    right: NDArray[np.bool_]
    meanings: Sequence[tuple[str, ...]]
    words: Sequence[tuple[Word, float]]


class Sentence(NamedTuple):
    """A sentence's numbers, and for each but the last what the readings of the next one gain: `gains[i][a, b]`."""

    folder: str
    text: str
    numbers: Sequence[Number]
    gains: Sequence[Array]


class _Batch(NamedTuple):
    """Sentences with as many numbers: the place of each reading among all (-1: none), which are right, the gains."""

    places: NDArray[np.int_]
    right: NDArray[np.bool_]
    gains: Array


class Chains:
    """Sentences as arrays. `temperature` divides all scores."""

    def __init__(self, sentences: Sequence[Sentence], temperature: float) -> None:
        self.temperature = temperature
        known = _vocabulary(sentences)
        self.names: dict[tuple[Word, str], int] = {}
        entries: list[tuple[int, int, float]] = []
        scores: list[Array] = []
        grouped: dict[int, list[tuple[Sentence, list[int]]]] = defaultdict(list)
        at = 0
        for sentence in sentences:
            starts = []
            for number in sentence.numbers:
                starts.append(at)
                words = [(word, value) for word, value in number.words if word in known]
                for meanings in number.meanings:
                    for meaning in meanings:
                        for word, value in words:
                            if word[0] == HEADLINE and meaning.startswith(MEASURE):
                                continue
                            column = self.names.setdefault((word, meaning), len(self.names))
                            entries.append((at, column, value))
                    at += 1
                scores.append(number.scores)
            grouped[len(sentence.numbers)].append((sentence, starts))
        rows, columns, values = zip(*entries, strict=True)
        self.scores = np.concatenate(scores)
        self.design = csr_matrix((values, (rows, columns)), shape=(at, len(self.names)))
        self.transposed = self.design.T.tocsr()
        self.batches = [_batch(length, found) for length, found in sorted(grouped.items())]

    def likelihood(self, weights: Array) -> tuple[float, Array]:
        """The log of the chance of all that is right, and how it changes with each weight."""
        scores = np.append((self.scores + self.design @ weights) / self.temperature, _NEVER)
        slopes = np.zeros(len(scores))
        total = 0.0
        for batch in self.batches:
            own = scores[batch.places]
            gains = batch.gains / self.temperature
            for sign, chain in ((1.0, np.where(batch.right, own, _NEVER)), (-1.0, own)):
                log, chances = _sums(chain, gains)
                total += sign * float(log.sum())
                np.add.at(slopes, batch.places.ravel(), sign * np.where(batch.places < 0, 0.0, chances).ravel())
        return total, self.transposed @ slopes[:-1] / self.temperature

    def fit(self, penalty: float) -> Array:
        """The weights that make what is right likeliest, less `penalty` times the square of each."""

        def loss(weights: Array) -> tuple[float, Array]:
            value, slope = self.likelihood(weights)
            return penalty * float(weights @ weights) - value, 2 * penalty * weights - slope

        start = np.zeros(len(self.names))
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        return np.asarray(found.x, dtype=np.float64)

    def by_word(self, weights: Array, least: float) -> Mapping[Word, Mapping[str, float]]:
        """The weights of each word by meaning, with two places; those below `least` are left out."""
        found: dict[Word, dict[str, float]] = defaultdict(dict)
        for (word, meaning), column in self.names.items():
            weight = round(float(weights[column]), 2)
            if abs(weight) >= least:
                found[word][meaning] = weight
        return found


def _vocabulary(sentences: Sequence[Sentence]) -> set[Word]:
    texts: dict[Word, set[tuple[str, str]]] = defaultdict(set)
    for sentence in sentences:
        for number in sentence.numbers:
            for word, _ in number.words:
                texts[word].add((sentence.folder, sentence.text))
    folders = min(LEAST_FOLDERS, len({sentence.folder for sentence in sentences}))
    return {
        word
        for word, found in texts.items()
        if len(found) >= LEAST_TEXTS and len({folder for folder, _ in found}) >= folders
    }


def _batch(length: int, found: Sequence[tuple[Sentence, Sequence[int]]]) -> _Batch:
    widest = max(len(number.scores) for sentence, _ in found for number in sentence.numbers)
    places = np.full((len(found), length, widest), -1)
    right = np.zeros(places.shape, dtype=bool)
    gains = np.zeros((len(found), length - 1, widest, widest))
    for row, (sentence, starts) in enumerate(found):
        for i, (number, start) in enumerate(zip(sentence.numbers, starts, strict=True)):
            size = len(number.scores)
            places[row, i, :size] = np.arange(start, start + size)
            right[row, i, :size] = number.right
        for i, gain in enumerate(sentence.gains):
            gains[row, i, : gain.shape[0], : gain.shape[1]] = gain
    return _Batch(places, right, gains)


def _sums(scores: Array, gains: Array) -> tuple[Array, Array]:
    """For each chain the log of the sum over all its ways, and the chance of each reading."""
    length = scores.shape[1]
    ahead = [scores[:, 0]]
    for i in range(1, length):
        ahead.append(scores[:, i] + _log_sum(ahead[-1][:, :, None] + gains[:, i - 1], 1))
    behind = [np.zeros_like(scores[:, 0])]
    for i in range(length - 2, -1, -1):
        behind.append(_log_sum(gains[:, i] + (scores[:, i + 1] + behind[-1])[:, None, :], 2))
    behind.reverse()
    log = _log_sum(ahead[-1], 1)
    sums = np.stack(ahead, axis=1) + np.stack(behind, axis=1) - log[:, None, None]
    return log, np.exp(np.minimum(sums, 0.0))


def _log_sum(values: Array, axis: int) -> Array:
    top = values.max(axis=axis, keepdims=True)
    return np.asarray((top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis))
