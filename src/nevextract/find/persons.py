"""Persons: Chinese ones by the grammar of their names, others by the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, vocabulary
from nevextract.find.name_values import PERSON, NameValue, plain
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.mentions import Mention
from nevextract.patterns.names import OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, WORD, Token

RULE, CUED = "persons.pinyin", "persons.cued"
TITLE, SAYS, BYLINE, BY, WHO = "title", "says", "byline", "by", "who"
PARTING = frozenset([",", "/", "、", ";", "&"])
MIN_WORDS, MAX_WORDS = 2, 3  # of a name that only the words beside it show
SIGNED = 6  # words of the names that a line is signed with
REACH = 4  # words between a name with its comma and what the person is
LONGEST = 14  # letters of such a given name


class PersonFinder:
    """Finds persons in tokens. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("organisations", OrganisationsPattern)
        self._words = vocabulary(pack)
        self._organisations = organisation_finder(pack)
        self._syllables = frozenset(row[0] for row in pack.rows("lists/pinyin.tsv"))
        self._cues = {row[0].casefold(): row[1] for row in pack.rows("lists/person_cues.tsv")}
        self._places = place_finder(pack)
        heads = (spec.strong_heads, spec.weak_heads, spec.government_heads, spec.body_heads, spec.media_heads)
        self._heads = frozenset(word for words in (*heads, spec.facility_heads) for word in words)

    def find(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Iterator[Mention]:
        """The persons that tokens [first, last) name, in text order."""
        i, named_to = first, -1
        while i < last:
            rule, end = RULE, self._end(tokens, i, first, last)
            if end is None:
                listed = named_to == i - 1 and (
                    tokens[i - 1].text in PARTING or tokens[i - 1].norm in self._words.joiners
                )
                rule, end = CUED, self._cued(tokens, i, first, last, listed=listed)
            if end is None:
                i += 1
                continue
            start, stop = tokens[i].start, tokens[end - 1].end
            yield Mention(PERSON, start, stop, rule, NameValue(plain(text[start:stop]), PERSON, start))
            i = named_to = end

    def _cued(self, tokens: Sequence[Token], i: int, first: int, last: int, *, listed: bool) -> int | None:
        """Where a name ends that begins at token i, beside a word that shows it to be a person's."""
        if not self._may_be_part(tokens[i]) or (i > first and self._may_be_part(tokens[i - 1])):
            return None
        end = i + 1
        while end < last and self._may_be_part(tokens[end]) and tokens[end].start - tokens[end - 1].end == 1:
            end += 1
        alone = self._signed(tokens, i, first)
        if not (1 if alone else MIN_WORDS) <= end - i <= MAX_WORDS or (end < last and tokens[end].norm == "'s"):
            return None
        if self._places.listed_at(tokens, i, end) or self._organisations.known_at(tokens, i, end):
            return None
        return (
            end if listed or alone or self._cue_before(tokens, i, first) or self._cue_after(tokens, end, last) else None
        )

    def _signed(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        """Whether token i is named as the writer: "Editor: Jiawei, Bo"; one word is enough there."""
        at = i - 1
        while at > first + 1 and (tokens[at].text in PARTING or (self._may_be_part(tokens[at]) and i - at < SIGNED)):
            at -= 1
        return at > first and tokens[at].text == ":" and self._cues.get(tokens[at - 1].norm) in (BYLINE, TITLE)

    def _cue_before(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        if i == first:
            return False
        before = self._cues.get(tokens[i - 1].norm)
        ahead = self._cues.get(tokens[i - 2].norm) if i - 1 > first else None
        if before == BY:
            return i - 1 == first or ahead == BYLINE
        return before in (TITLE, SAYS)

    def _cue_after(self, tokens: Sequence[Token], end: int, last: int) -> bool:
        if end >= last:
            return False
        if tokens[end].text == ",":
            after = tokens[end + 1 : min(end + 1 + REACH, last)]
            cues = [self._cues.get(token.norm) for token in after]
            return TITLE in cues or cues[:1] == [WHO]
        return self._cues.get(tokens[end].norm) == SAYS

    def _may_be_part(self, token: Token) -> bool:
        """Whether the word may stand in a person's name: capitalised, no word of the trade or of other names."""
        fits = token.kind == WORD and capital(token) and token.text[1:].islower() and token.text not in self._heads
        known = token.norm in self._words.plain or token.norm in self._words.function
        return fits and not known and token.text not in self._words.breakers and token.norm not in self._cues

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
            if tokens[end + 1].norm not in self._syllables:
                return None
            end += 2
        after = tokens[end] if end < last else None
        near = after is not None and after.kind == WORD and after.start - tokens[end - 1].end == 1
        if near and after is not None and (after.text in self._heads or self._is_surname_or_more(after)):
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
