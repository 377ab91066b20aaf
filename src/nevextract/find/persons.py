"""Persons: Chinese ones by the grammar of their names, others by the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, vocabulary
from nevextract.find.name_values import PERSON, NameValue, plain
from nevextract.find.organisations import organisation_finder
from nevextract.find.person_cues import PARTING, SIGNS, cued_persons
from nevextract.mentions import Mention
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, WORD, Token

RULE, CUED = "persons.pinyin", "persons.cued"
LONGEST = 14  # letters of such a given name
JOINED = 4  # letters of the second half of a given name, at most


class PersonFinder:
    """Finds persons in tokens. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._words = vocabulary(pack)
        self._organisations = organisation_finder(pack)
        self._syllables = frozenset(row[0] for row in pack.rows("lists/pinyin.tsv"))
        self._cued = cued_persons(pack)

    def find(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Iterator[Mention]:
        """The persons that tokens [first, last) name, in text order."""
        i, named_to = first, -1
        while i < last:
            # only behind the label of a byline is a name in small letters
            if not tokens[i].text[0].isupper() and (i == first or tokens[i - 1].text not in SIGNS):
                i += 1
                continue
            rule, end = RULE, self._end(tokens, i, first, last)
            if end is None:
                listed = named_to == i - 1 and (
                    tokens[i - 1].text in PARTING or tokens[i - 1].norm in self._words.joiners
                )
                rule, end = CUED, self._cued.end(tokens, i, first, last, listed=listed)
            if end is None:
                i += 1
                continue
            start, stop = tokens[i].start, tokens[end - 1].end
            yield Mention(PERSON, start, stop, rule, NameValue(plain(text[start:stop]), PERSON, start))
            i = named_to = end

    def _end(self, tokens: Sequence[Token], i: int, first: int, last: int) -> int | None:
        """Where the person's name ends that begins at token i, if one does."""
        if i + 1 >= last:
            return None
        surname, given = tokens[i], tokens[i + 1]
        if surname.text not in self._words.surnames or given.start - surname.end != 1:
            return None
        if not capital(given) or not given.text[1:].islower() or not self._is_given(given):
            return None
        if i > first and self._goes_on(tokens[i - 1], surname):
            return None
        end = i + 2
        if end + 1 < last and tokens[end].text in HYPHENS and tokens[end].start == given.end:
            if not self._is_half(tokens[end + 1]):
                return None
            end += 2
        after = tokens[end] if end < last else None
        near = after is not None and after.kind == WORD and after.start - tokens[end - 1].end == 1
        if near and after is not None and (after.text in self._cued.heads or self._is_surname_or_more(after)):
            return None
        return None if self._organisations.known_at(tokens, i, last) else end

    def _is_surname_or_more(self, token: Token) -> bool:
        """Whether a name goes on with this word: capitalised and no surname of somebody else."""
        outside = token.text in self._words.breakers or token.text in self._words.surnames
        return capital(token) and not outside and token.norm not in self._words.function

    def _goes_on(self, before: Token, surname: Token) -> bool:
        """Whether the word before makes the surname the middle of a longer name."""
        adjacent = surname.start - before.end <= 1 and before.kind == WORD and capital(before)
        known = before.text in self._words.breakers or before.norm in self._words.function
        return adjacent and not known and before.norm in self._syllables and before.text in self._words.surnames

    def _is_half(self, token: Token) -> bool:
        """Whether the word may be the second half of a given name: "Ming-hao", "Ji-won", but not "Feng-based"."""
        word = token.text
        small = word.islower() and word.isalpha() and len(word) <= JOINED
        known = word in self._words.plain or word in self._words.function or word in self._words.origins
        return token.norm in self._syllables or (small and not known)

    def _is_given(self, token: Token) -> bool:
        word = token.norm.replace("'", "")
        if len(word) > LONGEST or (word in self._words.function) or (word in self._words.plain):
            return False
        if word in self._syllables:
            return True
        return any(word[:n] in self._syllables and word[n:] in self._syllables for n in range(1, len(word)))


@lru_cache(maxsize=8)
def person_finder(pack: Pack) -> PersonFinder:
    """The person finder of a pack, built once."""
    return PersonFinder(pack)
