"""Names known by what they do: a capitalised word that no list holds, but that delivers, plans or owns something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.find.name_runs import find_runs, proper, skip_function_words, title_case, vocabulary
from nevextract.find.name_values import ORGANISATION, PLACE, NameValue, plain
from nevextract.find.places import place_finder
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention
from nevextract.patterns.names import OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import MARK, NUMBER, WORD, Token

ACTOR = "organisations.actor"
MAX_WORDS = 4
MIN_LETTERS = 3
MIN_OPENINGS = 2  # how often a name must open a sentence that stands nowhere else
APPOSITION = 3  # words between a noun and the name that it describes ("automakers' association Anfa")
PERSONAL = ("title", "address")  # kinds of words that persons are named behind
BODY, COMPANY = "body", "company"
COMMAS = frozenset(",，")
TOWNS = frozenset({"city", "county", "province"})


class _Sight(NamedTuple):
    """One place where a name stands: what it shows of it."""

    name: str
    acts: bool = False
    speaks: bool = False
    owned: bool = False
    "whether a place's possessive stands before it ('China's Anda')"
    body: bool = False
    opening: bool = False
    counted: bool = False
    "whether a number follows what it does ('Anda posted 10 GWh')"
    described: bool = False
    "whether words that only a company follows stand right before it ('seat maker Anda', 'chairman of Anda')"


class ActorFinder:
    """Finds names by what they do. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("organisations", OrganisationsPattern)
        self._words = vocabulary(pack)
        self._places = place_finder(pack)
        self._acts: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.acts)
        self._describes: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.describes)
        self._leads: Lexicon[bool] = Lexicon((phrase, True) for phrase in (*spec.led, *spec.made_by, *spec.such_as))
        self._holds = frozenset(spec.holds)
        self._speech = frozenset(spec.speech)
        self._bodies = frozenset(spec.body_words)
        titles = (row[0].casefold() for row in pack.rows("lists/person_cues.tsv") if row[1] in PERSONAL)
        self._titles = frozenset(titles) - self._bodies

    def find(
        self, tokens: Sequence[Token], text: str, ranges: Sequence[tuple[int, int]], known: Sequence[Mention]
    ) -> Iterator[Mention]:
        """The first mention of every such name. `known` are the names found so far; nothing inside them counts."""
        sights: dict[str, list[_Sight]] = {}
        firsts: dict[str, tuple[int, int]] = {}
        spans = [(m.start, m.end) for m in known]
        towns = {m.start: m.end for m in known if m.kind == PLACE and m.value.kind in TOWNS}
        places = {m.end for m in known if m.kind == PLACE}
        for first, last in ranges:
            headline = title_case(tokens, first, last)
            for begin, end in self._free(tokens, first, last, spans, towns):
                if headline and begin != first:
                    break  # every word of a headline may be capitalised
                sight = self._sight(tokens, text, begin, end, first, last, places)
                sights.setdefault(sight.name, []).append(sight)
                firsts.setdefault(sight.name, (begin, end))
        common = {token.text for token in tokens if token.text.islower()} if sights else set()
        for name, seen in sights.items():
            if not self._is_actor(seen) or all(word.casefold() in common for word in name.split()):
                continue
            begin, end = firsts[name]
            start, stop = tokens[begin].start, tokens[end - 1].end
            kind = BODY if any(s.body for s in seen) else COMPANY
            place = self._places.value_inside(tokens, begin, end)
            yield Mention(ORGANISATION, start, stop, ACTOR, NameValue(name, kind, start, place))

    def _free(
        self,
        tokens: Sequence[Token],
        first: int,
        last: int,
        spans: Sequence[tuple[int, int]],
        towns: Mapping[int, int],
    ) -> Iterator[tuple[int, int]]:
        """The runs of capitalised words in [first, last) that can be a name and that no known name touches, but for
        the town at their head ("Lyon Brel")."""
        for run in find_runs(tokens, first, last, self._words):
            begin = skip_function_words(tokens, run.first, run.last, self._words)
            end = self._before_label(tokens, begin, run.last)
            if begin >= end or end - begin > MAX_WORDS or tokens[begin].text in self._words.surnames:
                continue
            if begin > first and tokens[begin - 1].norm in self._titles:
                continue  # a person
            start, stop = tokens[begin].start, tokens[end - 1].end
            at = bisect_left(spans, (start, stop))
            own = self._own(tokens, begin, end, towns)
            touched = (at and spans[at - 1][1] > tokens[own].start) or (at < len(spans) and spans[at][0] < stop)
            counted = begin > first and tokens[begin - 1].kind == NUMBER
            word = tokens[own].text
            named = proper(tokens, own, own + 1, self._words) is not None
            homed = begin - first <= MIN_LETTERS and self._home_after(tokens, end, last) is not None
            if named and (homed or not touched) and not counted and len(word) >= MIN_LETTERS:
                yield begin, end

    @staticmethod
    def _own(tokens: Sequence[Token], begin: int, end: int, towns: Mapping[int, int]) -> int:
        """The first token of [begin, end) behind a town that stands at its head; `begin` where none does."""
        stop = towns.get(tokens[begin].start)
        if stop is None or stop >= tokens[end - 1].end:
            return begin
        return next(i for i in range(begin, end) if tokens[i].start >= stop)

    def _home_after(self, tokens: Sequence[Token], end: int, last: int) -> int | None:
        """Where the brackets end in which a place alone stands: "BREL (Poland)"."""
        if end + 2 >= last or tokens[end].text != "(":
            return None
        place = self._places.listed_at(tokens, end + 1, last)
        closed = place is not None and place.last < last and tokens[place.last].text == ")"
        return place.last + 1 if place is not None and closed else None

    @staticmethod
    def _before_label(tokens: Sequence[Token], begin: int, end: int) -> int:
        """Where a quarter or a model name ("Q3", "A7") cuts the run [begin, end) short."""
        for i in range(begin + 1, end):
            if tokens[i].kind == NUMBER and len(tokens[i - 1].text) == 1 and tokens[i].start == tokens[i - 1].end:
                return i - 1
        return end

    def _sight(
        self, tokens: Sequence[Token], text: str, begin: int, end: int, first: int, last: int, places: set[int]
    ) -> _Sight:
        name = plain(text[tokens[begin].start : tokens[end - 1].end])
        after = tokens[end] if end < last else None
        acted = self._acting(tokens, end, last)
        homed = begin - first <= MIN_LETTERS and self._home_after(tokens, end, last) is not None
        speaks = (after is not None and after.norm in self._speech) or (
            begin > first and tokens[begin - 1].norm in self._speech
        )
        owner = begin > first + 1 and tokens[begin - 1].norm == "'s" and tokens[begin - 2].end in places
        before = range(max(first, begin - APPOSITION), begin)
        body = any(tokens[i].norm in self._bodies for i in before) and tokens[begin - 1].kind == WORD
        body = body and all(tokens[i].kind == WORD for i in before if i >= begin - 1)
        opening = begin == first or (tokens[begin - 1].kind == MARK and tokens[begin - 1].text not in COMMAS)
        counted = acted is not None and acted < last and tokens[acted].kind == NUMBER
        described = self._describes.ends_at(tokens, begin, first) and tokens[begin - 1].text.islower()
        described = described and (end - begin == 1 or not speaks)  # "the specialist Jane Willow said"
        described = described or self._leads.ends_at(tokens, begin, first)
        return _Sight(name, acted is not None or homed, speaks, owner, body, opening, counted or homed, described)

    def _acting(self, tokens: Sequence[Token], end: int, last: int) -> int | None:
        """Where what companies do ends that follows a name, or the name that "and" joins to it."""
        if end + 1 < last and tokens[end].norm in self._words.joiners:
            runs = find_runs(tokens, end + 1, min(last, end + 1 + MAX_WORDS), self._words)
            end = runs[0].last if runs and runs[0].first == end + 1 else end
        if end + 1 < last and tokens[end].norm in self._holds:
            return end + 1 if tokens[end + 1].kind == NUMBER else None
        home = self._home_after(tokens, end, last)
        hit = self._acts.longest(tokens, end if home is None else home, last)
        return None if hit is None else hit.last

    def _is_actor(self, seen: Sequence[_Sight]) -> bool:
        acts = any(s.acts for s in seen)
        if any(s.described for s in seen):
            return True
        if any(s.speaks for s in seen) and not acts:
            return any(s.body for s in seen)
        if not (acts or any(s.owned or s.body for s in seen)):
            return False
        return not all(s.opening for s in seen) or len(seen) >= MIN_OPENINGS or any(s.counted for s in seen)


@lru_cache(maxsize=8)
def actor_finder(pack: Pack) -> ActorFinder:
    """The finder of names by what they do of a pack, built once."""
    return ActorFinder(pack)
