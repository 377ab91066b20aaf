"""Find places: listed ones (gazetteers) and those that the grammar of place names makes ("Runan County")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from nevextract.find.aliases import aliases_of
from nevextract.find.name_runs import Vocabulary, capital, find_runs, skip_function_words, vocabulary
from nevextract.find.name_values import PLACE, PlaceValue, plain
from nevextract.lexicon import Hit, Lexicon
from nevextract.mentions import Mention
from nevextract.patterns.names import PlacesPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, Token, tokenize

LISTED, CONTEXT, MADE = "places.listed", "places.context", "places.made"
TWO = 2
LISTED_WORDS = 4  # how far past a head a listed name may go on ("Greater Bay | Area")
CURRENCY_MARKS = frozenset("$€£¥")
COUNTRY, PROVINCE = "country", "province"
ALONE, SUFFIX = "alone", "suffix"  # any other way to stand: where the words around it say place
UPPER_CASE_LENGTH = 4  # shorter names in capitals are rather acronyms
GENERIC_WORDS = 3  # so many capitalised words of the trade inside a sentence are a name ("Free Trade Zone")
LEVELS = 4  # how deep a place may lie: zone, city, province, country
MADE_WORDS = 10  # how many words a name made by grammar may have


class ListedPlace(NamedTuple):
    """A place of the gazetteers and how its name may stand in a text (`ALONE`, ...)."""

    value: PlaceValue
    how: str


class PlaceFinder:
    """Finds places in tokens. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("places", PlacesPattern)
        self._words: Vocabulary = vocabulary(pack)
        self._listed_names, self._first, self._parents = _gazetteer(pack)
        self._names = Lexicon.from_names(self._listed_names.items())
        heads = [(head.split(), kind) for kind, words in spec.heads.items() for head in words]
        self._heads = {words[-1]: kind for words, kind in heads if len(words) == 1}
        self._pairs = {(words[0], words[1]): kind for words, kind in heads if len(words) == TWO}
        self._lower = {word: kind for kind, heads in spec.lower_heads.items() for word in heads}
        self._introduces = frozenset(spec.introduces)
        self._coordinates = frozenset(spec.coordinates)
        self._currencies = frozenset(spec.currencies)
        self._directions = frozenset(spec.directions)
        self._zone_words = frozenset(spec.zone_words)
        self._tails = frozenset(spec.division_tails)

    def find(self, tokens: Sequence[Token], text: str, first: int, last: int) -> list[Mention]:
        """The places named by tokens [first, last), in text order, none overlapping another."""
        made = list(self._made(tokens, text, first, last))
        if self._first.isdisjoint([token.text for token in tokens[first:last]]):
            return made
        found: list[Mention] = []
        ends = iter([*made, None])
        ahead = next(ends)
        i = first
        while i < last:
            token = tokens[i]
            if ahead is not None and token.start >= ahead.start:
                found.append(ahead)
                while i < last and tokens[i].start < ahead.end:
                    i += 1
                ahead = next(ends)
                continue
            if token.text not in self._first:
                i += 1
                continue
            mention, i = self._listed(tokens, text, i, first, last, found[-1].end if found else -1)
            if mention is not None and not (ahead is not None and mention.end > ahead.start):
                found.append(mention)
        return found

    def names(self, how: str) -> list[str]:
        """The listed names that may stand in a text as `how` tells, in their order."""
        return [name for name, listed in self._listed_names.items() if listed.how == how]

    def value_inside(self, tokens: Sequence[Token], first: int, last: int) -> PlaceValue | None:
        """The first place of renown within tokens [first, last) that is not all of them, no province if one can."""
        wide = None
        for i in range(first, last):
            hit = self.listed_at(tokens, i, last) if tokens[i].text in self._first else None
            if hit is None or hit.last - hit.first == last - first:
                continue
            if hit.value.value.kind in ("city", "county", "zone"):
                return hit.value.value
            wide = wide or hit.value.value
        return wide

    def country_of(self, value: PlaceValue) -> str | None:
        """The country that a place lies in, itself where it is one; None where the lists do not tell."""
        for _ in range(LEVELS):
            if value.kind == COUNTRY:
                return value.name
            parent = self._parents.get(value.parent or "")
            if parent is None:
                return self._of_made(value)
            value = parent
        return None

    def _of_made(self, value: PlaceValue) -> str | None:
        """The country of a place that no list holds, by the listed name that it begins with."""
        listed = self._parents.get(value.name.split()[0])
        return None if listed is None or listed == value else self.country_of(listed)

    def listed_at(self, tokens: Sequence[Token], i: int, limit: int) -> Hit[ListedPlace] | None:
        """The longest listed place that begins at token i, if its name is known well enough to stand alone."""
        hit = self._names.longest(tokens, i, limit)
        return hit if hit is not None and hit.value.how == ALONE else None

    def _listed(
        self, tokens: Sequence[Token], text: str, i: int, first: int, last: int, named_to: int
    ) -> tuple[Mention | None, int]:
        """The listed place at token i, if any, and the token to go on from. A place was last named up to `named_to`."""
        hit = self._names.longest(tokens, i, last)
        if hit is None:
            return None, i + 1
        value, how = hit.value
        start, end = hit.first, hit.last
        if not self._stands_alone(tokens, hit, first, last, named_to):
            return None, i + 1
        if end < last and (tokens[end].text in CURRENCY_MARKS or tokens[end].norm in self._currencies):
            return None, i + 1
        if value.kind in ("country", "region") and start > first and tokens[start - 1].norm in self._directions:
            start -= 1
            value = PlaceValue(plain(text[tokens[start].start : tokens[end - 1].end]), "region", value.name)
        elif end < last and tokens[end].text in self._lower and value.kind not in ("country", "region"):
            value = self._with_head(value, self._lower[tokens[end].text], tokens[end].text)
            end += 1
        rule = LISTED if how == ALONE else CONTEXT
        return Mention(PLACE, tokens[start].start, tokens[end - 1].end, rule, value), end

    def _stands_alone(
        self, tokens: Sequence[Token], hit: Hit[ListedPlace], first: int, last: int, named_to: int
    ) -> bool:
        """Whether the words around a listed name let it be a place, not a given name or part of a word."""
        value, how = hit.value
        before = tokens[hit.first - 1] if hit.first > first else None
        after = tokens[hit.last] if hit.last < last else None
        if before is not None and before.text in self._words.surnames and value.parent != "China":
            return False
        if how != ALONE and after is not None and after.text in self._lower:
            return True
        if how == SUFFIX:
            return False
        if how == ALONE:
            return True
        if after is not None and after.text in HYPHENS and after.start == tokens[hit.last - 1].end:
            return False
        if before is not None and self._is_province(tokens, hit.first - 1):
            return after is None or not capital(after)  # "Hebei Luxi"
        if before is not None and before.norm in self._introduces:
            return after is None or not capital(after)
        if before is not None and before.norm in self._coordinates and tokens[hit.first - 2].end == named_to:
            return after is None or not capital(after)
        return after is not None and after.text == "," and self._listed_after(tokens, hit.last + 1, last)

    def _is_province(self, tokens: Sequence[Token], i: int) -> bool:
        hit = self._names.longest(tokens, i, i + 1)
        return hit is not None and hit.value.how == ALONE and hit.value.value.kind == PROVINCE

    def _listed_after(self, tokens: Sequence[Token], i: int, last: int) -> bool:
        hit = self._names.longest(tokens, i, last) if i < last else None
        return hit is not None and hit.value.how == ALONE and hit.value.value.kind in ("city", "province", "country")

    def _with_head(self, value: PlaceValue, kind: str, head: str) -> PlaceValue:
        name = f"{value.name} {head}" if kind in ("county", "zone") else value.name
        parent = value.parent if kind == value.kind or (kind, value.kind) == ("county", "city") else None
        return PlaceValue(name, kind, parent)

    def _made(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Iterator[Mention]:
        """Places whose name ends in a capitalised head: "Zhaoqing High-tech Zone", "Beilun District"."""
        for run in find_runs(tokens, first, last, self._words):
            begin = skip_function_words(tokens, run.first, run.last, self._words)
            for i in range(begin + 1, run.last):
                kind = self._pairs.get((tokens[i - 1].text, tokens[i].text)) or self._heads.get(tokens[i].text)
                if kind is None or i in run.legal:
                    continue
                mention = self._made_at(tokens, text, begin, i, kind, first)
                if mention is not None:
                    yield mention
                    begin = i + 1
            if begin < run.last < last and tokens[run.last].text in self._lower:
                yield from self._made_lower(tokens, text, run.last - 1, run.last)

    def _made_lower(self, tokens: Sequence[Token], text: str, name: int, head: int) -> Iterator[Mention]:
        """An unlisted proper name before a small-letter head of a county or region: "Lvyuan district"."""
        kind = self._lower[tokens[head].text]
        unlisted = self._names.longest(tokens, name, head) is None
        if kind in ("county", "region") and unlisted and self._names_something(tokens[name]):
            value = PlaceValue(plain(text[tokens[name].start : tokens[head].end]), kind, None)
            yield Mention(PLACE, tokens[name].start, tokens[head].end, MADE, value)

    def _made_at(
        self, tokens: Sequence[Token], text: str, begin: int, head: int, kind: str, first: int
    ) -> Mention | None:
        if kind != "zone" and tokens[head - 1].norm in self._zone_words:
            kind = "zone"
        start = (
            max(begin, head - MADE_WORDS) if kind in ("zone", "province") else self._name_before(tokens, begin, head)
        )
        proper_name = any(self._names_something(tokens[i]) for i in range(start, head))
        if not proper_name and not (kind == "zone" and head - start >= GENERIC_WORDS - 1 and begin > first):
            return None
        listed = self._names.longest(tokens, start, min(head + LISTED_WORDS, len(tokens)))
        if listed is not None and listed.last > head:
            return None  # found as it is listed
        whole = plain(text[tokens[start].start : tokens[head].end])
        parent = None
        if listed is not None:
            parent = listed.value.value.parent if kind != "zone" else listed.value.value.name
        listed_whole = listed is not None and (listed.last == head or kind == "province")
        if kind in ("city", "province") and listed is not None and listed_whole:
            whole = listed.value.value.name
        return Mention(PLACE, tokens[start].start, tokens[head].end, MADE, PlaceValue(whole, kind, parent))

    def _name_before(self, tokens: Sequence[Token], begin: int, head: int) -> int:
        """Where a county or city name begins: at the listed name before its head, or before the peoples that are named
        after it ("Xunhua Salar Autonomous | County"), else a word back."""
        if tokens[head - 1].text in self._tails:
            named = (i for i in range(max(begin, head - MADE_WORDS), head - 1) if self._names.at(tokens, i, head))
            return next(named, begin)
        for start in range(max(begin, head - 4), head):
            hits = self._names.at(tokens, start, head)
            if any(hit.last == head for hit in hits):
                return start
        start = head - 1
        while start - 2 >= begin and tokens[start - 1].text in HYPHENS:
            start -= 2
        return start

    def _names_something(self, token: Token) -> bool:
        return capital(token) and token.norm not in self._words.plain and token.norm not in self._words.function


@lru_cache(maxsize=8)
def place_finder(pack: Pack) -> PlaceFinder:
    """The place finder of a pack, built once."""
    return PlaceFinder(pack)


def _gazetteer(pack: Pack) -> tuple[dict[str, ListedPlace], frozenset[str], dict[str, PlaceValue]]:
    """All listed places, the words they begin with (a quick test before the trie), and what each name means.

    A list that comes first wins; names of four letters and more also match in capitals.
    """
    seen: dict[str, ListedPlace] = {}
    countries: dict[str, PlaceValue] = {}
    for row in pack.rows("lists/world_places.tsv"):
        name, kind, parent = (*row, "", "")[:3]
        value = PlaceValue(name, kind, parent or None)
        seen.setdefault(name, ListedPlace(value, ALONE))
        if kind == COUNTRY:
            countries[name] = value
    for row in pack.rows("lists/china_places.tsv"):
        name, kind, parent, how = (*row, "", "", "", ALONE)[:4]
        seen.setdefault(name, ListedPlace(PlaceValue(name, kind, parent or None), how))
    for name, form in aliases_of(pack).listed[PLACE].items():
        if form in seen:
            seen.setdefault(name, ListedPlace(replace(seen[form].value, name=name), seen[form].how))
    for name, listed in list(seen.items()):
        if listed.how == ALONE and len(name) >= UPPER_CASE_LENGTH:
            seen.setdefault(name.upper(), listed)
    begins = {tokenize(name)[0].text for name in seen}
    begins.update([word.replace("'", "’") for word in begins])
    meant = {name: listed.value for name, listed in seen.items()} | countries
    return seen, frozenset(begins), meant
