"""Companies by the letters in brackets that shorten their name: "Wanbrel (WBL)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, proper, vocabulary
from nevextract.find.name_values import ORGANISATION, NameValue
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.mentions import Mention
from nevextract.patterns.pack import Pack
from nevextract.tokens import WORD, Token

RULE = "organisations.abbreviated"
MIN_LETTERS, MAX_LETTERS = 2, 5


class Abbreviated:
    """Finds names of one word with their letters in brackets. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._words = vocabulary(pack)
        self._places, self._organisations = place_finder(pack), organisation_finder(pack)

    def find(self, tokens: Sequence[Token], text: str, first: int, last: int) -> list[Mention]:
        """Such names and their letters within tokens [first, last), in text order."""
        return list(self._found(tokens, first, last))

    def _found(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Mention]:
        for i in range(first, last - 3):
            if tokens[i + 1].text != "(" or tokens[i + 3].text != ")" or not self._may_be_name(tokens, i, first):
                continue
            if shortens(tokens[i + 2].text, tokens[i].text):
                for token in (tokens[i], tokens[i + 2]):
                    value = NameValue(tokens[i].text, "company", token.start)
                    yield Mention(ORGANISATION, token.start, token.end, RULE, value)

    def _may_be_name(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        """Whether token i is a capitalised word by itself that no list knows."""
        token = tokens[i]
        alone = i == first or not capital(tokens[i - 1]) or tokens[i].start - tokens[i - 1].end > 1
        if token.kind != WORD or not capital(token) or token.text.isupper() or not alone:
            return False
        listed = self._places.listed_at(tokens, i, i + 1) or self._organisations.known_at(tokens, i, i + 1)
        return listed is None and proper(tokens, i, i + 1, self._words) is not None


def shortens(letters: str, word: str) -> bool:
    """Whether capital letters stand in a word in their order, the first at its head: "WBL" in "Wanbrel"."""
    if not (letters.isalpha() and letters.isupper() and MIN_LETTERS <= len(letters) <= MAX_LETTERS < len(word)):
        return False
    rest = iter(word.upper())
    return letters[0] == word[0].upper() and all(letter in rest for letter in letters)


@lru_cache(maxsize=8)
def abbreviated(pack: Pack) -> Abbreviated:
    """The finder of such names of a pack, built once."""
    return Abbreviated(pack)
