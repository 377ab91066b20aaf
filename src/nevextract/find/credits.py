"""Media by where they stand: who a dispatch, a picture or a text is from ("LYON, May 3 (Brel) --", "Photo/Brel")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, find_runs, proper, vocabulary
from nevextract.find.name_values import ORGANISATION, NameValue, plain
from nevextract.find.persons import person_finder
from nevextract.find.places import place_finder
from nevextract.mentions import Mention
from nevextract.patterns.names import OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import NUMBER, Token

RULE = "organisations.credit"
MEDIA = "media"
SLASH, COLON = "slash", "colon"
DATELINE = 16  # tokens of a sentence in which its dateline ends
MAX_WORDS = 5
DASHES = frozenset("-–—―")
MARKS = {"/": SLASH, ":": COLON}


class CreditFinder:
    """Finds media in credits and datelines. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._words = vocabulary(pack)
        self._places, self._persons = place_finder(pack), person_finder(pack)
        self._cues = {(row[0], row[1]) for row in pack.rows("lists/credit_cues.tsv")}
        self._no_names = frozenset(pack.one("organisations", OrganisationsPattern).no_names)

    def find(self, tokens: Sequence[Token], text: str, first: int, last: int) -> list[Mention]:
        """The media that tokens [first, last) give as their source, in text order."""
        found = [*self._dateline(tokens, first, last), *self._credits(tokens, text, first, last)]
        return [self._mention(tokens, text, begin, end) for begin, end in sorted(found)]

    def _dateline(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
        """A name alone in brackets between a date and a dash."""
        for i in range(first + 2, min(last - 3, first + DATELINE)):
            if tokens[i].text != "(" or not (tokens[i - 1].kind == NUMBER or tokens[i - 1].text == "."):
                continue
            run = next(iter(find_runs(tokens, i + 1, last, self._words)), None)
            if run is None or run.first != i + 1 or run.last + 1 >= last or tokens[run.last].text != ")":
                continue
            if tokens[run.last + 1].text in DASHES and capital(tokens[first]):
                yield run.first, run.last

    def _credits(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The name after "Photo/" or "Source:"."""
        for i in range(first + 1, last - 1):
            kind = MARKS.get(tokens[i].text)
            if kind is None or (tokens[i - 1].norm, kind) not in self._cues:
                continue
            run = next(iter(find_runs(tokens, i + 1, last, self._words)), None)
            if run is None or run.first != i + 1:
                continue
            end = next((j for j in range(i + 2, run.last) if tokens[j].start - tokens[j - 1].end > 1), run.last)
            if end - run.first <= MAX_WORDS and self._may_be_media(tokens, text, run.first, end, last):
                yield run.first, end

    def _may_be_media(self, tokens: Sequence[Token], text: str, begin: int, end: int, last: int) -> bool:
        """Whether tokens [begin, end) are a name of their own, neither a person's nor a place's, and no report's."""
        goes_on = end < last and tokens[end].text.islower() and tokens[end].start - tokens[end - 1].end == 1
        place = self._places.listed_at(tokens, begin, end)
        person = next(iter(self._persons.find(tokens, text, begin, end)), None)
        named = proper(tokens, begin, end, self._words) is not None
        whole = place is not None and place.last == end
        return named and not goes_on and not whole and person is None and tokens[end - 1].text not in self._no_names

    def _mention(self, tokens: Sequence[Token], text: str, begin: int, end: int) -> Mention:
        start, stop = tokens[begin].start, tokens[end - 1].end
        place = self._places.value_inside(tokens, begin, end)
        value = NameValue(plain(text[start:stop]), MEDIA, start, place)
        return Mention(ORGANISATION, start, stop, RULE, value)


@lru_cache(maxsize=8)
def credit_finder(pack: Pack) -> CreditFinder:
    """The finder of media in credits of a pack, built once."""
    return CreditFinder(pack)
