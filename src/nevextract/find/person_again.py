"""Persons named once in full and then by the family name alone: "Petra Vogelsang ... Vogelsang noted"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, vocabulary
from nevextract.find.name_values import PERSON, NameValue
from nevextract.find.organisations import organisation_finder
from nevextract.find.person_cues import cued_persons
from nevextract.find.places import place_finder
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, NUMBER, WORD, Token

AGAIN = "persons.again"
MIN_LETTERS = 3  # of a family name that is none of the Chinese ones
AMOUNT_WORDS = 2  # between a number and its currency ("6.5 billion Yuan")


class FamilyNames:
    """Finds persons by the family name alone. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._words = vocabulary(pack)
        self._organisations, self._places = organisation_finder(pack), place_finder(pack)
        self._cued = cued_persons(pack)

    def find(
        self, tokens: Sequence[Token], sentences: Sequence[Sentence], known: Sequence[Mention]
    ) -> Iterator[Mention]:
        """The places where the family name of a known person stands alone. `known` are all names so far."""
        families = {family: m for m in reversed(known) if m.kind == PERSON and (family := self._family(m))}
        if not families:
            return
        for sentence in sentences:
            for i in range(sentence.first, sentence.last):
                person = families.get(tokens[i].text)
                if person is not None and self._alone(tokens, i, sentence):
                    start, end = tokens[i].start, tokens[i].end
                    yield Mention(PERSON, start, end, AGAIN, NameValue(person.value.name, PERSON, start))

    def _family(self, mention: Mention) -> str | None:
        """The family name of a full name: the first word of a Chinese one, the last of another."""
        words: list[str] = mention.value.name.split()
        if len(words) < 2:
            return None
        chinese = len(words) == 2 and words[0] in self._words.surnames
        return words[0] if chinese else words[-1]

    def _alone(self, tokens: Sequence[Token], i: int, sentence: Sentence) -> bool:
        """Whether token i, a family name, is no part of a longer name and no other word."""
        token = tokens[i]
        before = tokens[i - 1] if i > sentence.first else None
        after = tokens[i + 1] if i + 1 < sentence.last else None
        opening = i == sentence.first + 1  # "Later Vogelsang left": any word may open a sentence
        if (not opening and self._joined(before, token)) or self._joined(token, after):
            return False
        says = (after is not None and self._cued.says(after)) or (before is not None and self._cued.says(before))
        if says:
            return True
        if token.norm in self._words.function or token.norm in self._words.plain or self._amount(tokens, i, sentence):
            return False
        if token.text in self._words.surnames:
            return before is not None and before.text.islower()
        listed = self._places.listed_at(tokens, i, i + 1) or self._organisations.known_at(tokens, i, i + 1)
        return len(token.text) >= MIN_LETTERS and listed is None

    def _joined(self, one: Token | None, other: Token | None) -> bool:
        """Whether two neighbours are words of one name ("Vogelsang Motors", "Vogelsang-Werke")."""
        if one is None or other is None or other.start - one.end > 1:
            return False
        if one.text in HYPHENS or other.text in HYPHENS:
            return other.start == one.end
        if one.kind != WORD or other.kind != WORD or not (capital(one) and capital(other)):
            return False
        free = one.text in self._words.breakers or one.norm in self._words.function
        return not free and other.text not in self._words.breakers

    @staticmethod
    def _amount(tokens: Sequence[Token], i: int, sentence: Sentence) -> bool:
        return any(t.kind == NUMBER for t in tokens[max(sentence.first, i - AMOUNT_WORDS) : i])


@lru_cache(maxsize=8)
def family_names(pack: Pack) -> FamilyNames:
    """The finder of family names of a pack, built once."""
    return FamilyNames(pack)
