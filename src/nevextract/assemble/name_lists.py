"""Enumerations of names: "projects such as A, B and C" gives the three names, each with its span."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.find.name_runs import Vocabulary, capital, run_at, vocabulary
from nevextract.lexicon import Lexicon
from nevextract.patterns.names import NameListsPattern, OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import NUMBER, WORD, Token

MAX_MEMBERS = 60
OWNED_WORDS = 8  # words that may follow an owner in a list: "CALB's Xiamen base"
CLOSES = frozenset(".!?;。")
LOOK_BACK = 80  # tokens of a list before the words that close it
COMMAS = frozenset(",，、")
TAIL_WORDS = 3  # small-letter trade words that may end a name in a list: "Mustang automobile"
BRACKET_WORDS = 8
DESCRIPTION_WORDS = 5  # small-letter words before a name that tell what it is: "battery pack assembler Brel"


class NameSpan(NamedTuple):
    """A name of a list: tokens [first, last)."""

    first: int
    last: int

    def text(self, tokens: Sequence[Token], text: str) -> str:
        """The name as it stands, with single blanks."""
        return " ".join(text[tokens[self.first].start : tokens[self.last - 1].end].split())


class NameLists:
    """Reads enumerations of names. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("name_lists", NameListsPattern)
        self._words: Vocabulary = vocabulary(pack)
        self._leads = Lexicon((phrase, True) for phrase in spec.leads)
        self.separators = Lexicon((phrase, True) for phrase in spec.separators)
        self._origins = Lexicon.from_names((row[0], True) for row in pack.rows("lists/demonyms.tsv"))
        self._describes = Lexicon((p, True) for p in pack.one("organisations", OrganisationsPattern).describes)
        self._ends = Lexicon((phrase, True) for phrase in spec.ends)

    def lead_at(self, tokens: Sequence[Token], i: int, limit: int) -> int | None:
        """Where the words that lead into a list ("such as") end if they begin at token i."""
        hit = self._leads.longest(tokens, i, limit)
        return None if hit is None else hit.last

    def leads(self, tokens: Sequence[Token], first: int, limit: int) -> list[int]:
        """The tokens of [first, limit) that words leading into a list may begin at."""
        return self._leads.starts(tokens, first, limit)

    def members_after(self, tokens: Sequence[Token], i: int, limit: int) -> list[NameSpan]:
        """The names listed from token i on, in text order; none where no capitalised name stands there."""
        members: list[NameSpan] = []
        while i < limit and len(members) < MAX_MEMBERS:
            name = self._name_at(tokens, i, limit)
            if name is None:
                break
            members.append(name)
            i = self.after_bracket(tokens, name.last, limit)
            if i >= limit or self._ends.longest(tokens, i, limit) is not None:
                break
            separator = self.separators.longest(tokens, i, limit)
            if separator is None:
                break
            i = separator.last
        return members

    def members_before(self, tokens: Sequence[Token], begin: int, i: int) -> list[NameSpan]:
        """The names of a list that begins at `begin` or later and ends right before the words at token i that close it:
        "Bosch, SKF | and other"; none where nothing closes one there."""
        if self._ends.longest(tokens, i) is None:
            return []
        for first in range(max(begin, i - LOOK_BACK), i):
            opens = capital(tokens[first]) and (first == begin or not capital(tokens[first - 1]))
            members = self.members_after(tokens, first, i) if opens else []
            if members and self.after_bracket(tokens, members[-1].last, i) == i:
                return members
        return []

    def closes_at(self, tokens: Sequence[Token], i: int, limit: int) -> int | None:
        """Where the words end that close a list ("and other") if they begin at token i."""
        hit = self._ends.longest(tokens, i, limit)
        return None if hit is None else hit.last

    def is_closed(self, tokens: Sequence[Token], i: int, limit: int) -> bool:
        """Whether words that close a list stand at token i: "and so on"."""
        i += i < limit and tokens[i].text in COMMAS
        return self._ends.longest(tokens, i, limit) is not None

    def listed_from(self, tokens: Sequence[Token], i: int, limit: int) -> list[NameSpan]:
        """The names of a list whose leading words begin at token i."""
        start = self.lead_at(tokens, i, limit)
        return [] if start is None else self.members_after(tokens, start, limit)

    def _name_at(self, tokens: Sequence[Token], i: int, limit: int) -> NameSpan | None:
        while i < limit and tokens[i].text in self._words.function:
            i += 1  # "the" before a name
        i = self._after_description(tokens, i, limit)
        if i >= limit or not capital(tokens[i]) or tokens[i].text in self._words.breakers:
            return None
        i = self._described(tokens, i, limit)
        end = tail = run_at(tokens, i, limit, self._words).last
        owned = end < limit and tokens[end].norm == "'s"
        if owned:
            tail += 1
        while tail < limit and tail - end < (OWNED_WORDS if owned else TAIL_WORDS):
            if not (self._trade_word(tokens[tail]) or (owned and self._named(tokens[tail]))):
                break
            tail += 1
        closed = (
            tail == limit or tokens[tail].text in CLOSES or self.separators.longest(tokens, tail, limit) is not None
        )
        return NameSpan(i, tail if closed and tail > end + owned else end)

    def _after_description(self, tokens: Sequence[Token], i: int, limit: int) -> int:
        """Where the name begins in an entry that first tells what it is: "seat maker | Brel"; else i."""
        j = i
        while j < min(limit, i + DESCRIPTION_WORDS) and tokens[j].kind == WORD and tokens[j].text.islower():
            j += 1
        named = i < j < limit and capital(tokens[j]) and tokens[j].text not in self._words.breakers
        return j if named and self._describes.ends_at(tokens, j, i) else i

    def _described(self, tokens: Sequence[Token], i: int, limit: int) -> int:
        """Where the name begins in a list's entry that first tells where it comes from and what it makes:
        "the Korean seat maker | Brel"."""
        end = run_at(tokens, i, limit, self._words).last
        j = end
        while j < limit and j - end <= TAIL_WORDS + 1 and tokens[j].kind == WORD and tokens[j].text.islower():
            j += 1
        if self.separators.longest(tokens, end, limit) is not None:
            return i
        told = end < j < limit and capital(tokens[j]) and tokens[j].text not in self._words.breakers
        return j if told and self._origins.longest(tokens, i, end) is not None else i

    def _named(self, token: Token) -> bool:
        return token.kind == NUMBER or (capital(token) and token.text not in self._words.breakers)

    def _trade_word(self, token: Token) -> bool:
        return token.kind == WORD and not capital(token) and token.norm in self._words.plain

    def after_bracket(self, tokens: Sequence[Token], i: int, limit: int) -> int:
        """The token after the short bracket that begins at token i, else i."""
        if i < limit and tokens[i].text == "(":
            for j in range(i + 1, min(limit, i + 1 + BRACKET_WORDS)):
                if tokens[j].text == ")":
                    return j + 1
        return i


@lru_cache(maxsize=8)
def name_lists(pack: Pack) -> NameLists:
    """The reader of enumerations of a pack, built once."""
    return NameLists(pack)
