"""What a document tells about where its places lie: which it names how often, which it says to lie in which."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from nevextract.find.name_places import SHOWN
from nevextract.find.name_values import PLACE, PlaceValue
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention
from nevextract.once import once
from nevextract.patterns import Pack
from nevextract.patterns.names import PlacesPattern
from nevextract.tokens import Token

GAP = 5  # tokens between a place and one that it is said to lie in
OPENING, COMMA = "(", ","


class _Words:
    """The words of one pack between places of which one lies in the other."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("places", PlacesPattern)
        self.lies_in: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.lies_in)
        self.holds: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.holds)
        self.coordinates = frozenset(spec.coordinates)


@lru_cache(maxsize=8)
def _words(pack: Pack) -> _Words:
    return _Words(pack)


class PlaceContext:
    """The places that one document names; everything is worked out when it is first asked for."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        pack: Pack,
        fits: Callable[[str, str], bool],
    ) -> None:
        """`fits` tells whether a place of the first name can lie in one of the second."""
        self._text, self._tokens, self._pack = text, tokens, pack
        self._mentions, self._fits = mentions, fits

    @once
    def often(self) -> Counter[str]:
        """How often each place is named, on its own or within another name."""
        values = (m.value if m.kind == PLACE else getattr(m.value, "place", None) for m in self._mentions)
        return Counter(value.name for value in values if isinstance(value, PlaceValue))

    @once
    def spelt(self) -> Mapping[str, tuple[str, ...]]:
        """By the name of a place, how the text writes it: "Luxi City", "LUXI CITY", "Luxi Municipal" of "Luxi"."""
        return _grouped(self._spellings())

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for mention in self._mentions:
            value = mention.value
            if isinstance(value, PlaceValue):
                words = self._text[mention.start : mention.end].split()
                if words[-1].isupper():
                    after = bisect_left(self._starts, mention.end)
                    words.extend(t.text for t in self._tokens[after : after + 1] if t.text.isupper())
                yield value.name, " ".join(words)
            elif value.place is not None:
                words = value.name.split()
                if value.name.startswith(f"{value.place.name} "):
                    yield value.place.name, " ".join(words[: len(value.place.name.split()) + 1])

    @once
    def lies_in(self) -> Mapping[str, tuple[str, ...]]:
        """By the name of a place, those that the text says it lies in: "Luxi, Yunnan", "Yunnan's Luxi"."""
        return _grouped(self._pairs)

    @once
    def holds(self) -> Mapping[str, tuple[str, ...]]:
        """By the name of a place, those that the text says to lie in it."""
        return _grouped((large, small) for small, large in self._pairs)

    @once
    def _starts(self) -> list[int]:
        return [token.start for token in self._tokens]

    @once
    def _places(self) -> list[Mention]:
        return [m for m in self._mentions if m.kind == PLACE]

    @once
    def _pairs(self) -> list[tuple[str, str]]:
        shown = ((m.value.name, m.value.parent) for m in self._places if m.rule == SHOWN and m.value.parent)
        return [*self._neighbours(), *shown]

    def _neighbours(self) -> Iterator[tuple[str, str]]:
        """Every two places side by side of which the text says that the first of the pair lies in the second."""
        words, places = _words(self._pack), self._places
        gaps = [self._gap(before, after) for before, after in pairwise(places)]
        for at, (first, last) in enumerate(gaps):
            before, after = places[at].value.name, places[at + 1].value.name
            if last - first > GAP:
                continue
            mark = self._tokens[first].text if last == first + 1 else ""
            if first == last or self._is(words.holds, first, last):
                yield after, before
                continue
            listed = mark == COMMA and not self._fits(before, after) and self._in_list(gaps, at)
            if not listed and (mark == OPENING or self._is(words.lies_in, first, last)):
                yield before, after

    def _in_list(self, gaps: Sequence[tuple[int, int]], at: int) -> bool:
        """Whether the places on both sides of a gap are two of a list: "Wuxi, Luxi and Hefei"; an address is none."""
        joined = _words(self._pack).coordinates
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(gaps) and gaps[i][0] < gaps[i][1] <= gaps[i][0] + 2]
        lists = (i for i in beside if all(t.norm in joined for t in self._tokens[slice(*gaps[i])]))
        return any(i < at or not self._fits(*(m.value.name for m in self._places[i : i + 2])) for i in lists)

    def _gap(self, before: Mention, after: Mention) -> tuple[int, int]:
        """The tokens between two mentions."""
        return bisect_left(self._starts, before.end), bisect_left(self._starts, after.start)

    def _is(self, lexicon: Lexicon[bool], first: int, last: int) -> bool:
        """Whether tokens [first, last) are one phrase of the lexicon."""
        hit = lexicon.longest(self._tokens, first, last)
        return hit is not None and hit.last == last


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {}).setdefault(value)
    return {key: tuple(values) for key, values in found.items()}
