"""Places known by what stands around them: no list holds the town, but its bureaus, paper and address show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.find.name_runs import Run, capital, find_runs, proper, skip_function_words, vocabulary
from nevextract.find.name_values import PLACE, PlaceValue
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention
from nevextract.patterns.names import PlacesPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import MARK, NUMBER, WORD, Token

SHOWN = "places.shown"
MIN_LETTERS = 3
CAPITALS = 4  # so many letters a name in capitals has that opens a dateline
SURE, LIKELY, PERHAPS = 3, 2, 1
ENOUGH = 3  # what the sights of a name must add up to
MOST = 50  # sights of one name that are looked at
DATELINE = 14  # tokens from a town to the dash of its dateline
DASHES = frozenset("-–—―")
CITY = "city"


class _Sight(NamedTuple):
    """One place where a name stands alone or begins a longer one, and how much that shows (0: nothing)."""

    name: str
    first: int
    weight: int
    parent: str | None = None


class ShownPlaces:
    """Finds places by what stands around them. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("places", PlacesPattern)
        self._words = vocabulary(pack)
        self._places = place_finder(pack)
        self._known = organisation_finder(pack)
        self._governed = frozenset(spec.governed)
        self._media: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.local_media)
        self._heads_of = frozenset(spec.heads_of)
        self._inside = frozenset(spec.inside)
        self._nearby: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.nearby)
        self._settled = frozenset(spec.settled)
        self._not_inside = frozenset(spec.not_inside)
        self._heads = {word: kind for kind, words in spec.lower_heads.items() for word in words}

    def find(
        self, tokens: Sequence[Token], ranges: Sequence[tuple[int, int]], taken: Collection[str]
    ) -> dict[str, Mention]:
        """The first mention of every such place, by each spelling of its name. `taken` are the names (case folded) that
        are known to be something else."""
        sights: dict[str, list[_Sight]] = {}
        for first, last in ranges:
            for run in find_runs(tokens, first, last, self._words):
                for sight in self._sights(tokens, run, first, last):
                    sights.setdefault(sight.name.casefold(), []).append(sight)
        sights = {name: seen for name, seen in sights.items() if name not in taken and any(s.weight for s in seen)}
        often = Counter(token.text.casefold() for token in tokens if capital(token)) if sights else Counter()
        found: dict[str, Mention] = {}
        for name, seen in sights.items():
            weight = sum(s.weight for s in seen[:MOST])
            if weight + (often[name] > sum(s.weight > 0 for s in seen[:MOST])) < ENOUGH:
                continue
            at = tokens[seen[0].first]
            spelling = next((s.name for s in seen if not s.name.isupper()), seen[0].name.capitalize())
            parent = next((s.parent for s in seen if s.parent), None)
            mention = Mention(PLACE, at.start, at.end, SHOWN, PlaceValue(spelling, CITY, parent))
            found[spelling] = mention
            if len(spelling) >= CAPITALS:
                found[spelling.upper()] = mention
        return found

    def _sights(self, tokens: Sequence[Token], run: Run, first: int, last: int) -> Iterator[_Sight]:
        begin = skip_function_words(tokens, run.first, run.last, self._words)
        if begin >= run.last:
            return
        for i in range(begin + 1, run.last):  # "Brel Seating (Vardek) Co."
            inside = tokens[i - 1].text == "(" and i + 1 < run.last and tokens[i + 1].text == ")"
            if inside and run.legal and self._may_be_place(tokens, i):
                yield _Sight(tokens[i].text, i, SURE)
        if not self._may_be_place(tokens, begin):
            return
        if begin > first + 1 and tokens[begin - 2].text in self._heads_of and tokens[begin - 1].norm == "of":
            yield _Sight(tokens[begin].text, begin, SURE)
        after = begin + 1
        if after < run.last:
            if tokens[after].text in self._governed:
                yield _Sight(tokens[begin].text, begin, SURE)
            elif self._media.longest(tokens, after, run.last) is not None:
                yield _Sight(tokens[begin].text, begin, LIKELY)
            return
        yield self._alone(tokens, begin, first, last)

    def _alone(self, tokens: Sequence[Token], at: int, first: int, last: int) -> _Sight:
        """What a name of one word shows by the words before and after it."""
        name = tokens[at].text
        parent = self._parent(tokens, at + 1, last)
        if at == first and self._in_dateline(tokens, at, last):
            return _Sight(name, at, SURE, parent)
        if at > first and tokens[at - 1].text in self._inside:
            before = tokens[at - 2] if at - 1 > first else None
            if before is not None and before.norm in self._not_inside:
                return _Sight(name, at, 0)
            owner = at + 1 < last and tokens[at + 1].norm == "'s"
            if parent is not None or (before is not None and before.norm in self._settled and not owner):
                return _Sight(name, at, SURE, parent)
            return _Sight(name, at, 0 if owner else PERHAPS)
        if parent is not None and tokens[at + 1].text == ",":
            return _Sight(name, at, LIKELY, parent)
        return _Sight(name, at, 0)

    def _may_be_place(self, tokens: Sequence[Token], i: int) -> bool:
        token = tokens[i]
        if token.kind != WORD or len(token.text) < MIN_LETTERS or token.text in self._words.surnames:
            return False
        return proper(tokens, i, i + 1, self._words) is not None and self._known.known_at(tokens, i, i + 1) is None

    def _parent(self, tokens: Sequence[Token], i: int, last: int) -> str | None:
        """The listed place that an address names next: "Vardek | , Hungary", "Vardek | , a town in north Hungary"."""
        hit = self._nearby.longest(tokens, i, last) if i < last else None
        if hit is None:
            return None
        for j in range(hit.last, min(last, hit.last + 6)):
            listed = self._places.listed_at(tokens, j, last)
            if listed is not None:
                direct = j - hit.last <= 1 or any(t.norm in self._heads for t in tokens[hit.last : j])
                return listed.value.value.name if direct else None
            if tokens[j].kind in (MARK, NUMBER):
                return None
        return None

    @staticmethod
    def _in_dateline(tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether a name in capitals opens a sentence and a dash follows soon: "VARDEK, May 3 --"."""
        if not tokens[at].text.isupper() or len(tokens[at].text) < CAPITALS:
            return False
        for i in range(at + 1, min(last - 1, at + DATELINE)):
            if tokens[i].text in DASHES and tokens[i].start > tokens[i - 1].end:
                return True
            if tokens[i].kind == WORD and tokens[i].text.islower():
                return False
        return False


@lru_cache(maxsize=8)
def shown_places(pack: Pack) -> ShownPlaces:
    """The finder of places by what stands around them of a pack, built once."""
    return ShownPlaces(pack)
