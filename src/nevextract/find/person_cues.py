"""Persons whom the words beside their names show: titles, verbs of saying, bylines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, vocabulary
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.patterns.names import OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, WORD, Token

TITLE, ADDRESS, SAYS, BYLINE, BY, WHO, NOBODY = "title", "address", "says", "byline", "by", "who", "nobody"
PARTING = frozenset([",", "/", "、", ";", "&"])
SIGNS = PARTING | {":"}
"""Marks that a name in small letters may stand behind in a byline."""
MIN_PARTS, MAX_PARTS = 2, 3  # of a name that only the words beside it show
SIGNED = 6  # words of the names that a line is signed with
REACH = 4  # words between a name with its comma and what the person is
PEN_NAME = 3  # letters of a name in small letters that a line is signed with, at least


class CuedPersons:
    """Finds persons by the words beside their names. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("organisations", OrganisationsPattern)
        self._words, self._of = vocabulary(pack), frozenset(spec.of)
        self._organisations, self._places = organisation_finder(pack), place_finder(pack)
        self._cues = {row[0].casefold(): row[1] for row in pack.rows("lists/person_cues.tsv")}
        heads = (spec.strong_heads, spec.weak_heads, spec.government_heads, spec.body_heads, spec.media_heads)
        self.heads = frozenset(word for words in (*heads, spec.facility_heads) for word in words)
        "words at the end of what is no person"

    def end(self, tokens: Sequence[Token], i: int, first: int, last: int, *, listed: bool) -> int | None:
        """Where a name ends that begins at token i, beside a word that shows it to be a person's.

        `listed` tells that a person is named right before, parted from token i by a comma or "and" alone.
        """
        if i > first and self._may_be_part(tokens[i - 1]) and tokens[i].start - tokens[i - 1].end == 1:
            return None
        signed = self._signed(tokens, i, first)
        end, parts = self._name(tokens, i, last)
        if parts < MIN_PARTS and self._is_title(tokens, i, first):
            end, parts = self._odd_name(tokens, i, last) or (end, parts)
        if not parts:
            return self._pen_name(tokens, i, last) if signed else None
        if parts > MAX_PARTS or (end < last and tokens[end].norm == "'s" and parts == 1):
            return None
        if self._places.listed_at(tokens, i, end) or self._organisations.known_at(tokens, i, end):
            return None
        if signed and end < last and tokens[end].text == ":":
            return None  # the next label
        if parts < MIN_PARTS:
            closed = end == last or tokens[end].kind != WORD or tokens[end].start - tokens[end - 1].end > 1
            return end if (signed and closed) or self._titled(tokens, i, end, first, last) else None
        of = i > first and tokens[i - 1].norm in self._of  # "the head of Brel Axle said"
        shown = listed or signed or self._before(tokens, i, first) or (not of and self._after(tokens, end, last))
        return end if shown else None

    def says(self, token: Token) -> bool:
        """Whether the token is a verb of saying."""
        return self._cues.get(token.norm) == SAYS

    def titles(self, token: Token) -> bool:
        """Whether the token is a title or an address."""
        return self._cues.get(token.norm) in (TITLE, ADDRESS)

    def _name(self, tokens: Sequence[Token], i: int, last: int) -> tuple[int, int]:
        """Where the words end that may be a name, from token i, and how many they are; an initial is one of them."""
        end, parts = i, 0
        while end < last and (not parts or tokens[end].start - tokens[end - 1].end == 1):
            step = self._part(tokens, end, last)
            if step is None:
                break
            end, parts = step, parts + 1
        if parts == 1 and tokens[end - 1].text == ".":
            return i, 0
        return end, parts

    def _is_title(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        """Whether a title or an address stands right before token i."""
        return i > first and self._cues.get(tokens[i - 1].norm) in (TITLE, ADDRESS)

    def _odd_name(self, tokens: Sequence[Token], i: int, last: int) -> tuple[int, int] | None:
        """A name of two words of which one is a word of the trade too, as it may be behind a title: "Ion Marek"."""
        if i + 1 >= last or tokens[i + 1].start - tokens[i].end != 1:
            return None
        odd = [token.norm in self._words.plain for token in tokens[i : i + 2]]
        fits = all(t.kind == WORD and capital(t) and t.text not in self.heads for t in tokens[i : i + 2])
        other = tokens[i + 1] if odd[0] else tokens[i]
        return (i + 2, MIN_PARTS) if fits and sum(odd) == 1 and self._may_be_part(other) else None

    def _part(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        """Where the one word or initial ends that token i begins: "Marek", "M.", "Ji-won"."""
        token = tokens[i]
        after = tokens[i + 1] if i + 1 < last else None
        if token.kind == WORD and len(token.text) == 1 and capital(token):
            return i + 2 if after is not None and after.text == "." and after.start == token.end else None
        if not self._may_be_part(token):
            return None
        if after is not None and after.text in HYPHENS and after.start == token.end and i + 2 < last:
            joined = tokens[i + 2]
            return i + 3 if joined.kind == WORD and joined.start == after.end else None
        return i + 1

    def _titled(self, tokens: Sequence[Token], i: int, end: int, first: int, last: int) -> bool:
        """Whether a title stands before one word: "Ms. Brel", "Director Luo", "(Reporter Brel)"."""
        dotted = i - 1 > first and tokens[i - 1].text == "."
        at = i - 2 if dotted else i - 1
        if at < first:
            return False
        cue = self._cues.get(tokens[at].norm)
        if cue == ADDRESS:
            return True
        closed = at > first and tokens[at - 1].text == "(" and end < last and tokens[end].text == ")"
        return cue == TITLE and not dotted and (closed or tokens[i].text in self._words.surnames)

    def _signed(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        """Whether token i is named as the writer: "Editor: Jiawei, Bo"; one word is enough there."""
        at = i - 1
        while at > first + 1 and (tokens[at].text in PARTING or (self._may_be_part(tokens[at]) and i - at < SIGNED)):
            if tokens[at + 1].start - tokens[at].end > 1:
                return False  # the next entry of the line
            at -= 1
        return at > first and tokens[at].text == ":" and self._cues.get(tokens[at - 1].norm) in (BYLINE, TITLE)

    def _pen_name(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        """Where the name ends that nothing but its place in a byline shows: "Editor: brel", "Editor: An"."""
        token = tokens[i]
        ends = i + 1 == last or tokens[i + 1].kind != WORD or tokens[i + 1].start - token.end > 1
        if token.kind != WORD or not ends or self._cues.get(token.norm) is not None:
            return None
        if capital(token):
            return i + 1 if token.text in self._words.surnames else None
        known = token.norm in self._words.plain or token.norm in self._words.function
        return i + 1 if token.text.isascii() and len(token.text) >= PEN_NAME and not known else None

    def _before(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        if i == first:
            return False
        before = self._cues.get(tokens[i - 1].norm)
        ahead = self._cues.get(tokens[i - 2].norm) if i - 1 > first else None
        if before == BY:
            return i - 1 == first or ahead == BYLINE
        if tokens[i - 1].text == ".":
            return ahead == ADDRESS
        return before in (TITLE, ADDRESS, SAYS)

    def _after(self, tokens: Sequence[Token], end: int, last: int) -> bool:
        if end >= last:
            return False
        if tokens[end].text == ",":
            after = tokens[end + 1 : min(end + 1 + REACH, last)]
            cues = [self._cues.get(token.norm) for token in after]
            if cues[:1] == [TITLE] and len(after) > 1 and self._may_be_part(after[1]):
                return False  # the title of the next one: "..., reporter Gao"
            return TITLE in cues or cues[:1] == [WHO]
        return self.says(tokens[end])

    def _may_be_part(self, token: Token) -> bool:
        """Whether the word may stand in a person's name: capitalised, no word of the trade or of other names."""
        word, norm, words = token.text, token.norm, self._words
        if token.kind != WORD or not word[0].isupper() or not word[1:].islower() or word in self.heads:
            return False
        known = norm in words.plain or norm in words.function or norm in self._cues
        return not known and word not in words.breakers


@lru_cache(maxsize=8)
def cued_persons(pack: Pack) -> CuedPersons:
    """The finder of persons by the words beside them of a pack, built once."""
    return CuedPersons(pack)
