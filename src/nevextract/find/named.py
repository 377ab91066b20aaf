"""Names by rules and names by a model as one: where they overlap the longest wins, then the surest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from nevextract.find.model import RULE, Recogniser
from nevextract.find.name_runs import capital, proper, vocabulary
from nevextract.find.name_values import (
    FACILITY,
    ORGANISATION,
    PERSON,
    PLACE,
    PRODUCT,
    PROJECT,
    NameValue,
    PlaceValue,
    plain,
)
from nevextract.find.names import find_names
from nevextract.find.organisations import organisation_finder
from nevextract.find.person_again import family_names
from nevextract.find.person_cues import ADDRESS, TITLE
from nevextract.find.persons import person_finder
from nevextract.find.places import place_finder
from nevextract.find.trust import Judge
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import OrganisationsPattern, ProjectsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import MARK, NUMBER, WORD, Token, tokenize

AGAIN = "names.again"
UNLISTED = "city"  # what a place is taken for that no list knows
WORD_GAP = 2  # blanks between the words of one name, at most
SHORT = 3  # a name of fewer letters is not looked for again
HOLDS = {
    PERSON: {PLACE, ORGANISATION},
    PROJECT: set[str](),
    FACILITY: {PLACE, ORGANISATION},
    ORGANISATION: {PLACE},
    PRODUCT: set[str](),
    PLACE: {PLACE},
}
"""Kinds of names by rules that a longer name by the model may hold; those within a project's name stay."""
REPEATED = frozenset({PERSON, PROJECT, ORGANISATION})


def named(
    tokens: Sequence[Token],
    text: str,
    sentences: Sequence[Sentence],
    pack: Pack,
    model: Recogniser | None = None,
    asked: Sequence[Sentence] | None = None,
) -> list[Mention]:
    """Every name of the sentences in text order, none overlapping another; by rules alone without a model.

    `asked` are those of the sentences that the model reads, if not all; of them it reads only those that hold a
    capitalised word that no rule has read.
    """
    found = find_names(tokens, text, sentences, pack)
    persons = person_finder(pack)
    found = merged(found, [m for s in sentences for m in persons.find(tokens, text, s.first, s.last)])
    if model is not None and model.language == pack.language:
        ends = [m.end for m in found]
        open_ones = sentences if asked is None else [s for s in asked if _is_open(tokens, s, found, ends, pack)]
        found = _with_model(tokens, text, sentences, found, pack, model, open_ones)
    return merged(found, list(family_names(pack).find(tokens, sentences, found)))


def _is_open(
    tokens: Sequence[Token], sentence: Sentence, found: Sequence[Mention], ends: Sequence[int], pack: Pack
) -> bool:
    """Whether a sentence holds a capitalised word that may be a name and that no rule has read; `ends` are where those
    found end."""
    words = vocabulary(pack)
    for token in tokens[sentence.first : sentence.last]:
        if token.kind != WORD or not capital(token) or token.text in words.breakers:
            continue
        if token.norm in words.plain or token.norm in words.function or len(token.text) < SHORT:
            continue
        at = bisect_right(ends, token.start)
        if at == len(found) or found[at].start > token.start:
            return True
    return False


def _with_model(
    tokens: Sequence[Token],
    text: str,
    sentences: Sequence[Sentence],
    found: list[Mention],
    pack: Pack,
    model: Recogniser,
    asked: Sequence[Sentence],
) -> list[Mention]:
    """The names found by rules and those of the model that are believed."""
    seen = model.find(text, [(s.start, s.end) for s in asked])
    read = list(_Reading(tokens, text, pack).read(seen))
    found = merged(found, list(Judge(tokens, sentences, found, pack).believed(read)))
    return merged(found, list(_again(tokens, sentences, found)))


def merged(surer: Sequence[Mention], others: Iterable[Mention]) -> list[Mention]:
    """The mentions of both in text order, none overlapping.

    One of the `others` takes the place of surer ones only where it is longer than all of them together and of a kind
    that holds such names: a person, a company or a plant with a place in its name.
    """
    starts, ends = [m.start for m in surer], [m.end for m in surer]
    gone: set[int] = set()
    added: list[Mention] = []
    for mention in others:
        met = range(bisect_right(ends, mention.start), bisect_left(starts, mention.end))
        if added and added[-1].end > mention.start:
            continue
        if all(_holds(mention, surer[i]) for i in met):
            gone.update(met)
            added.append(mention)
    kept = [m for i, m in enumerate(surer) if i not in gone]
    return sorted([*kept, *added], key=lambda m: m.start)


def _holds(longer: Mention, shorter: Mention) -> bool:
    inside = longer.start <= shorter.start and shorter.end <= longer.end
    same = longer.end - longer.start == shorter.end - shorter.start
    return inside and not same and shorter.kind in HOLDS.get(longer.kind, ())


class _Reading:
    """What the lists and the words of a name tell of the names that a model finds in one document."""

    def __init__(self, tokens: Sequence[Token], text: str, pack: Pack) -> None:
        self._tokens, self._text = tokens, text
        self._starts = [token.start for token in tokens]
        self._places, self._organisations = place_finder(pack), organisation_finder(pack)
        self._words = vocabulary(pack)
        self._projects = frozenset(pack.one("projects", ProjectsPattern).project_words)
        spec = pack.one("organisations", OrganisationsPattern)
        self._facilities = frozenset(spec.facility_heads)
        self._bodies = {
            **dict.fromkeys(spec.media_heads, "media"),
            **dict.fromkeys(spec.body_heads, "body"),
            **dict.fromkeys(spec.government_heads, "government"),
        }
        self._heads = frozenset([*self._bodies, *spec.facility_heads])
        self._titles = _titles(pack)

    def read(self, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, int, int]]:
        """The mentions over whole tokens [first, last) with values, without those that are no name at all."""
        for mention in mentions:
            first, last = self._bounds(mention)
            if first < last and not self._common(first, last):
                yield self._valued(self._kind(mention.kind, self._tokens[last - 1]), first, last), first, last

    def _bounds(self, mention: Mention) -> tuple[int, int]:
        """The tokens [first, last) of a mention, none left where nothing remains of it: without marks around it, a
        bracket that does not close, what stands beyond a gap of a line, and the title before a person."""
        tokens = self._tokens
        first = max(bisect_right(self._starts, mention.start) - 1, 0)
        last = bisect_left(self._starts, mention.end)
        opened = next((i for i in range(first, last) if tokens[i].text == "("), None)
        if opened is not None and not any(token.text == ")" for token in tokens[opened:last]):
            last = opened
        last = next((i for i in range(first + 1, last) if self._parts(i, mention.kind)), last)
        while first < last and (
            tokens[first].kind == MARK
            or (mention.kind == PERSON and first + 1 < last and tokens[first].norm in self._titles)
        ):
            first += 1
        while last > first and tokens[last - 1].kind == MARK and tokens[last - 1].text != ")":
            last -= 1
        return first, last

    def _parts(self, i: int, kind: str) -> bool:
        """Whether a name of that kind ends before token i: at a gap, a person's also at a number or a dash."""
        token, before = self._tokens[i], self._tokens[i - 1]
        if token.start - before.end > WORD_GAP:
            return True
        dash = token.kind == MARK and token.text not in "." and token.start > before.end
        return kind == PERSON and (token.kind == NUMBER or dash)

    def _kind(self, kind: str, head: Token) -> str:
        """The kind of a name whose last word may tell it better than the model does."""
        if head.norm in self._projects:
            return PROJECT
        return FACILITY if kind == PROJECT and head.text in self._facilities else kind

    def _common(self, first: int, last: int) -> bool:
        """Whether tokens [first, last) are words of the trade alone ("NEV", "First Phase", "The Company", "H1")."""
        tokens = self._tokens[first:last]
        words = [t for t in tokens if t.norm not in self._words.function and t.text not in self._words.breakers]
        if tokens[-1].text in self._heads and len(words) > 1:
            return False
        return proper(tokens, 0, len(tokens), self._words) is None or not any(t.kind == WORD for t in words)

    def _valued(self, kind: str, first: int, last: int) -> Mention:
        tokens = self._tokens
        start, end = tokens[first].start, tokens[last - 1].end
        name = plain(self._text[start:end])
        if kind == PLACE:
            listed = self._places.listed_at(tokens, first, last)
            known = listed is not None and listed.last == last
            value = listed.value.value if listed is not None and known else PlaceValue(name, UNLISTED)
            return Mention(kind, start, end, RULE, value)
        if kind == FACILITY:
            return self._organisations.made(tokens, self._text, first, last, FACILITY, RULE, FACILITY)
        if kind == ORGANISATION:
            sort = next((self._bodies[t.text] for t in tokens[first:last] if t.text in self._bodies), "company")
            return self._organisations.made(tokens, self._text, first, last, sort, RULE)
        return Mention(kind, start, end, RULE, NameValue(name, kind, start))


@lru_cache(maxsize=8)
def _titles(pack: Pack) -> frozenset[str]:
    """The words before a person's name, from the file once."""
    return frozenset(row[0].casefold() for row in pack.rows("lists/person_cues.tsv") if row[1] in (TITLE, ADDRESS))


def _again(tokens: Sequence[Token], sentences: Sequence[Sentence], found: Sequence[Mention]) -> Iterator[Mention]:
    """The places where a name that the model found stands once more, unnoticed."""
    names: dict[str, Mention] = {}
    for mention in found:
        value = mention.value
        fits = mention.rule == RULE and mention.kind in REPEATED and isinstance(value, NameValue)
        if fits and len(value.name) >= SHORT:
            names.setdefault(value.name, mention)
    if not names:
        return
    lexicon = Lexicon.from_names(sorted(names.items()))
    begins = frozenset(tokenize(name)[0].text for name in names)
    for sentence in sentences:
        for i in range(sentence.first, sentence.last):
            hit = lexicon.longest(tokens, i, sentence.last) if tokens[i].text in begins else None
            if hit is not None:
                start, end = tokens[hit.first].start, tokens[hit.last - 1].end
                yield Mention(hit.value.kind, start, end, AGAIN, replace(hit.value.value, full_start=start))
