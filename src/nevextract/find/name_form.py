"""Whether words that a model takes for a name have the form of one: what its own words tell, whatever stands around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from nevextract.find.name_runs import capital, proper, vocabulary
from nevextract.find.name_values import FACILITY, ORGANISATION, PERSON, PLACE, PRODUCT, PROJECT
from nevextract.find.organisations import organisation_finder
from nevextract.find.person_cues import ADDRESS, TITLE
from nevextract.find.places import place_finder
from nevextract.patterns.names import OrganisationsPattern, PlacesPattern, ProjectsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, NUMBER, WORD, Token

WIDE = ("country", "province", "region")
SEPARATORS = frozenset(",.")
DASHES = frozenset("-–—―")
CODE = 3  # letters of an acronym that no place goes by


class NameForm:
    """Judges the form of names. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec, places = pack.one("organisations", OrganisationsPattern), pack.one("places", PlacesPattern)
        heads = (spec.strong_heads, spec.weak_heads, spec.government_heads, spec.body_heads, spec.media_heads)
        self.heads = frozenset(word for words in heads for word in words)
        "last words of organisations"
        sites = (spec.facility_heads, spec.lower_facility_heads, *places.heads.values(), *places.lower_heads.values())
        self._sites = frozenset(head.split()[-1] for words in sites for head in words)
        towns = (*places.heads.values(), *places.lower_heads.values(), places.heads_of)
        self._settlements = frozenset(head for words in towns for head in words)
        self._no_names = frozenset(spec.no_names)
        self._projects = frozenset(pack.one("projects", ProjectsPattern).project_words)
        self._numbered = frozenset(word.casefold() for word in spec.number_words) | {"."}
        self._titles = frozenset(
            r[0].casefold() for r in pack.rows("lists/person_cues.tsv") if r[1] in (TITLE, ADDRESS)
        )
        self._words = vocabulary(pack)
        self._organisations, self._places = organisation_finder(pack), place_finder(pack)

    def fits(self, kind: str, tokens: Sequence[Token]) -> bool:
        """Whether the tokens may be a name of that kind."""
        if not any(map(capital, tokens)) or tokens[-1].text in self._no_names or not _is_worded(tokens):
            return False
        if kind == PROJECT:
            return any(token.norm in self._projects for token in tokens)
        if kind == PRODUCT:
            return True
        if self._measured(tokens, kind) or self._owned(tokens):
            return False
        if kind == PERSON:
            return self._person(tokens)
        if kind == ORGANISATION:
            return self._organisation(tokens)
        if kind == FACILITY:
            return not self._wide_site(tokens)
        return kind != PLACE or (capital(tokens[0]) and not (tokens[0].text.isupper() and len(tokens[0].text) <= CODE))

    def is_site(self, tokens: Sequence[Token]) -> bool:
        """Whether the last word is one for plants, zones, roads and the like."""
        return tokens[-1].text in self._sites

    def is_settlement(self, token: Token) -> bool:
        """Whether the word is one for a city, a county or the like."""
        return token.text in self._settlements

    def unlisted(self, tokens: Sequence[Token]) -> bool:
        """Whether the first word is neither a listed place nor a word of the trade."""
        known = tokens[0].norm in self._words.plain or tokens[0].norm in self._words.function
        return not known and self._places.listed_at(tokens, 0, len(tokens)) is None

    def parts(self, tokens: Sequence[Token]) -> int:
        """How many words the tokens are, those that hyphens join counted as one."""
        return 1 + sum(b.start > a.end for a, b in pairwise(tokens))

    def _wide_site(self, tokens: Sequence[Token]) -> bool:
        """Whether nothing but a country stands before a small-letter word for a plant: "their Hungary plant"."""
        place = self._places.listed_at(tokens, 0, len(tokens))
        wide = place is not None and place.last == len(tokens) - 1 and place.value.value.kind in WIDE
        return wide and tokens[-1].text.islower()

    def _person(self, tokens: Sequence[Token]) -> bool:
        """No listed organisation, country or word of the trade may be in it."""
        last = len(tokens)
        if tokens[0].norm in self._words.plain or any(token.text in self.heads for token in tokens):
            return False
        for i in range(last):
            place = self._places.listed_at(tokens, i, last)
            wide = i > 0 and place is not None and place.value.value.kind in WIDE
            if wide or self._organisations.known_at(tokens, i, last) is not None:
                return False
        return True

    def _organisation(self, tokens: Sequence[Token]) -> bool:
        """No title at its head, no verb or other small word of its own inside, a capital at its end."""
        if tokens[-1].text.islower() or (len(tokens) > 1 and tokens[0].norm in self._titles):
            return False
        known = (*self._words.function, *self._words.joiners)
        inner = [token for token in tokens if token.kind == WORD and token.text.islower()]
        small = all(token.norm in self._words.plain or token.norm in known for token in inner)
        headed = any(token.text in self.heads for token in tokens)
        return small and (len(tokens) == 1 or headed or proper(tokens, 0, len(tokens), self._words) is not None)

    def _owned(self, tokens: Sequence[Token]) -> bool:
        """Whether a possessive parts the tokens: then they are two names ("east China's Luxi")."""
        return any(t.norm == "'s" and tokens[i].text not in self._words.possessive for i, t in enumerate(tokens[1:]))

    def _measured(self, tokens: Sequence[Token], kind: str) -> bool:
        """Whether a month or an amount stands within a name ("Jul output", "92 bn plant"): then it is none."""
        if any(token.text in self._words.breakers for token in tokens):
            return True
        numbers = [i for i, token in enumerate(tokens) if token.kind == NUMBER]
        if numbers and kind in (PERSON, PLACE):
            return True
        if any(not SEPARATORS.isdisjoint(tokens[i].text) for i in numbers):
            return True
        inner = [i for i in numbers if 0 < i < len(tokens) - 1 and tokens[i - 1].text not in HYPHENS]
        return any(tokens[i - 1].norm not in self._numbered for i in inner)


def _is_worded(tokens: Sequence[Token]) -> bool:
    """Whether the tokens hold a word of two letters and no dash between blanks, unlike "9M" and "Sales - Total"."""
    inner = range(1, len(tokens) - 1)
    dash = any(
        tokens[i].text in DASHES and tokens[i - 1].end < tokens[i].start < tokens[i + 1].start - 1 for i in inner
    )
    return not dash and any(token.kind == WORD and len(token.text) > 1 for token in tokens)


@lru_cache(maxsize=8)
def name_form(pack: Pack) -> NameForm:
    """The judge of the form of names of a pack, built once."""
    return NameForm(pack)
