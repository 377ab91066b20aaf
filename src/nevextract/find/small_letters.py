"""Capital letters given back to a text that is printed in small letters throughout, so that its names can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from nevextract.find.name_runs import vocabulary
from nevextract.find.organisations import organisation_finder
from nevextract.find.person_cues import cued_persons
from nevextract.find.persons import person_finder
from nevextract.find.places import ALONE, place_finder
from nevextract.lexicon import Lexicon
from nevextract.patterns.names import OrganisationsPattern, PlacesPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, WORD, Token, tokenize

MIN_WORDS = 40  # of a text that can be told to be in small letters
MAX_SHARE = 0.02  # of its words that begin with a capital letter; English has three times that
MIN_LETTERS = 3  # of a listed name of one word
REACH = 5  # words from a listed name to the head of the longer name that it begins
TITLE_REACH = 3  # words from a person to the title behind the comma


class Restorer:
    """Finds which words of a text in small letters are names. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        ordinary = {row[0] for row in pack.rows("lists/ordinary_words.tsv")}
        places, organisations = place_finder(pack), organisation_finder(pack)
        listed = [*places.names(ALONE), *organisations.names()]
        self._names = Lexicon.from_names((name.casefold(), name) for name in listed if _fits(name, ordinary))
        spec, around = pack.one("organisations", OrganisationsPattern), pack.one("places", PlacesPattern)
        heads = (spec.strong_heads, spec.media_heads, spec.government_heads, spec.body_heads, spec.facility_heads)
        words = [word for group in (*heads, *around.heads.values()) for word in group]
        self._heads = frozenset(word.casefold() for word in words if " " not in word)
        self._words, self._persons, self._cued = vocabulary(pack), person_finder(pack), cued_persons(pack)

    def restored(self, text: str, tokens: Sequence[Token]) -> tuple[str, list[Token]]:
        """The text and its tokens with capital letters in its names; no offset changes."""
        changed = {i: spelling for i, spelling in self._changes(tokens) if len(spelling) == len(tokens[i].text)}
        letters = list(text)
        for i, spelling in changed.items():
            letters[tokens[i].start : tokens[i].end] = spelling
        new = [replace(token, text=changed[i]) if i in changed else token for i, token in enumerate(tokens)]
        return "".join(letters), new

    def _changes(self, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
        """The tokens of names, each with its spelling."""
        for hit in self._names.scan(tokens):
            spelt = [token.text for token in tokenize(hit.value) if token.text not in HYPHENS]
            own = [i for i in range(hit.first, hit.last) if tokens[i].text not in HYPHENS]
            yield from zip(own, spelt, strict=False)
            yield from self._longer(tokens, hit.last)
        for i in range(len(tokens) - 1):
            if self._is_person(tokens, i):
                yield i, tokens[i].text.capitalize()
                yield i + 1, tokens[i + 1].text.capitalize()

    def _longer(self, tokens: Sequence[Token], first: int) -> Iterator[tuple[int, str]]:
        """The words of the trade up to the head of the longer name that a listed one begins: "brel | seat park"."""
        end = first
        for i in range(first, min(first + REACH, len(tokens))):
            known = tokens[i].norm in self._words.plain or tokens[i].text in HYPHENS
            if tokens[i].norm in self._heads and tokens[i].kind == WORD:
                end = i + 1
            elif not known or tokens[i].norm in self._words.function:
                break
        yield from ((i, tokens[i].text.capitalize()) for i in range(first, end) if tokens[i].kind == WORD)

    def _is_person(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether tokens i and i + 1 have the form of a Chinese name and a title or a verb of saying beside them."""
        pair = [replace(token, text=token.text.capitalize()) for token in tokens[i : i + 2]]
        if next(self._persons.find(pair, "", 0, 2), None) is None:
            return False
        after = tokens[i + 2 : i + 3 + TITLE_REACH]
        titled = bool(after) and after[0].text == "," and any(self._cued.titles(t) for t in after[1:])
        return (i > 0 and self._cued.titles(tokens[i - 1])) or titled or (bool(after) and self._cued.says(after[0]))


def in_small_letters(tokens: Sequence[Token]) -> bool:
    """Whether hardly any word of a text of some length begins with a capital letter."""
    words = [token.text for token in tokens if token.kind == WORD and token.text[0].isascii() and len(token.text) > 1]
    return len(words) >= MIN_WORDS and sum(word[0].isupper() for word in words) <= MAX_SHARE * len(words)


def _fits(name: str, ordinary: set[str]) -> bool:
    return len(name) >= MIN_LETTERS and name.casefold() not in ordinary


@lru_cache(maxsize=8)
def _restorer(pack: Pack) -> Restorer:
    return Restorer(pack)


def with_capitals(text: str, tokens: Sequence[Token], pack: Pack) -> tuple[str, Sequence[Token]]:
    """The text and its tokens, with capital letters in the names where the text has none; no offset changes."""
    return _restorer(pack).restored(text, tokens) if in_small_letters(tokens) else (text, tokens)
