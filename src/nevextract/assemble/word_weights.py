"""What the words around a number speak for beyond the cues: weights learned from annotated texts, word by word.

A cue names a metric outright; most other words only make one likelier ("hulls" and "berth" speak for exports, "shift"
and "line" for a capacity). How much each does stands in `lists/word_weights.tsv`, written by `training/words.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from nevextract.assemble.view import SentenceView, Slot
from nevextract.errors import PatternError
from nevextract.patterns import Pack
from nevextract.read.lines import HEADING
from nevextract.tokens import WORD

LIST = "lists/word_weights.tsv"
NONE = "none"
"What speaks against a figure of any metric"
MEASURE = "measure:"
"Begins what speaks for a measure, whatever the metric"
BEFORE, AFTER, INSIDE, SENTENCE, HEADLINE = "before", "after", "inside", "sentence", "headline"
PLACES = (BEFORE, AFTER, INSIDE, SENTENCE, HEADLINE)
_REACH = {BEFORE: 6, AFTER: 5}
_STRONG = frozenset(";；。")
_MOST = 60
_SHORT = 2
_HALF = 0.5
"A word anywhere in the sentence or headline counts half: it stands there for every number"
CLOSE = 0.4
"So much of what words say is heard where a cue stands right beside the number"

Weights = Mapping[tuple[str, str], Mapping[str, float]]
"By place and word, the log odds that it adds to each meaning"


class WordWeights:
    """The learned weights of words. Without any, nothing is ever said."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def of(self, view: SentenceView, slot: Slot, headline: Sequence[str] = ()) -> dict[str, float]:
        """For each meaning that the words around a number speak for or against, the sum of what they add: metrics by
        their ids, `NONE`, and measures behind `MEASURE`. `headline` are the words of the text's (`headline_of`)."""
        sums: dict[str, float] = {}
        if self._weights:
            for place, word, value in words_at(view, slot, headline):
                for meaning, weight in self._weights.get((place, word), {}).items():
                    sums[meaning] = sums.get(meaning, 0.0) + weight * value
        return sums

    def words_for(
        self, view: SentenceView, slot: Slot, meaning: str, headline: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """The words around a number that speak for or against a meaning, with what each adds, the heaviest first."""
        sums: dict[str, float] = {}
        for place, word, value in words_at(view, slot, headline):
            weight = self._weights.get((place, word), {}).get(meaning)
            if weight is not None:
                sums[word] = sums.get(word, 0.0) + weight * value
        return sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))


def headline_of(views: Iterable[SentenceView | None]) -> tuple[str, ...]:
    """The words of a text's headline, its first heading, in the order of the alphabet."""
    view = next((v for v in views if v is not None and v.sentence.kind == HEADING), None)
    if view is None:
        return ()
    quiet = view.numbered | view.stops | view.dated
    words = [view.tokens[i] for i in range(view.first, view.last) if i not in quiet]
    return tuple(sorted({t.norm for t in words if t.kind == WORD and len(t.norm) > _SHORT and t.text[0].isalpha()}))


def words_at(view: SentenceView, slot: Slot, headline: Sequence[str] = ()) -> Iterator[tuple[str, str, float]]:
    """The words around a number, as (place, word, how much it counts): the nearest before and behind it up to another
    number or the end of the clause, its own, those of the whole sentence and those of the headline."""
    tokens, plain = view.tokens, view.plain_words
    for place, places in (
        (BEFORE, range(slot.first - 1, view.first - 1, -1)),
        (AFTER, range(slot.last, view.last)),
    ):
        left = _REACH[place]
        for i in places:
            if not left or i in view.numbered or tokens[i].text in _STRONG:
                break
            if i in plain:
                left -= 1
                yield place, tokens[i].norm, 1.0
    for i in range(slot.first, slot.last):
        if tokens[i].kind == WORD:
            yield INSIDE, tokens[i].norm, 1.0
    for word in view.vocabulary[:_MOST]:
        yield SENTENCE, word, _HALF
    for word in headline[:_MOST]:
        yield HEADLINE, word, _HALF


@lru_cache(maxsize=16)
def word_weights_of(pack: Pack) -> WordWeights:
    """The weights of a pack's words, read once. Raises `PatternError` where a row cannot be read."""
    weights: dict[tuple[str, str], dict[str, float]] = {}
    for row in pack.rows(LIST):
        try:
            place, word, *found = row
            weights[place, word] = dict(_weight(piece) for piece in found)
        except ValueError as error:
            raise PatternError(
                f"a row is PLACE, WORD and then MEANING=WEIGHT, parted by tabs, not {'	'.join(row)!r}", path=LIST
            ) from error
    return WordWeights(weights)


def _weight(piece: str) -> tuple[str, float]:
    meaning, _, weight = piece.rpartition("=")
    return meaning, float(weight)


def rows_of(weights: Weights) -> Sequence[str]:
    """The rows of the list, in the order of places and words."""
    return [
        "\t".join([place, word, *(f"{meaning}={found[meaning]:g}" for meaning in sorted(found))])
        for (place, word), found in sorted(weights.items(), key=lambda item: (PLACES.index(item[0][0]), item[0][1]))
        if found
    ]
