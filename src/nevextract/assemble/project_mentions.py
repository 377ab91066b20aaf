"""The projects that a text names, as mentions beside the other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nevextract.assemble.project_names import LISTED, NAMED, NUMBERED, OWNED, QUOTED, ProjectName, project_names
from nevextract.find.name_form import name_form
from nevextract.find.name_runs import capital
from nevextract.find.name_values import PROJECT, NameValue, plain
from nevextract.find.organisations import organisation_finder
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.pack import Pack
from nevextract.tokens import NUMBER, Token

OWNERS = frozenset({NAMED, OWNED})
MIN_OWN = 3  # words of a project's own name
MAKER_WORDS = 3  # of a maker before the size of its project, at most
SAYS_SO = frozenset({NAMED, NUMBERED, QUOTED})
"""Rules by which a name ends in the word for project; by another what a list of projects holds may be their firms."""


class ProjectMentions:
    """Finds projects in tokens. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._names = project_names(pack)
        self._organisations = organisation_finder(pack)
        self._form = name_form(pack)

    def find(self, tokens: Sequence[Token], text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
        """The projects that the sentences name, in text order."""
        for sentence in sentences:
            names = self._names.find(tokens, sentence)
            listed = [name for name in names if name.rule == LISTED]
            goods = any(not self._is_firm(tokens, name) for name in listed)
            for name in names:
                name = self._without_owner(tokens, name)
                if name.rule in SAYS_SO or (name.rule == LISTED and goods and self._is_described(tokens, name)):
                    start, end = tokens[self._first(tokens, name)].start, tokens[name.last - 1].end
                    yield Mention(PROJECT, start, end, name.rule, NameValue(plain(text[start:end]), PROJECT, start))

    @staticmethod
    def _without_owner(tokens: Sequence[Token], name: ProjectName) -> ProjectName:
        """A project behind its owner's possessive, by itself where it is named: "Brel's | 3GWh Cell Project"."""
        if name.rule not in OWNERS:
            return name
        owner = next((i for i in range(name.last - 1, name.first, -1) if tokens[i].norm == "'s"), None)
        if owner is None or name.last - owner <= MIN_OWN:
            return name
        sized = any(
            tokens[i].kind == NUMBER and tokens[i + 1].start == tokens[i].end for i in range(owner + 1, name.last - 1)
        )
        own = capital(tokens[owner + 1]) or (sized and capital(tokens[name.last - 1]))
        return ProjectName(owner + 1, name.last, NAMED) if own else name

    def _first(self, tokens: Sequence[Token], name: ProjectName) -> int:
        """The first token of a name, with a number that is written as one word with it: "3GWh Battery Project"."""
        before = name.first - 1
        sized = before >= 0 and tokens[before].kind == NUMBER and tokens[before].end == tokens[name.first].start
        return self._maker(tokens, before) if sized else name.first

    def _maker(self, tokens: Sequence[Token], number: int) -> int:
        """The first token of the listed maker right before a project's size: "Brel | 3GWh Battery Project"."""
        for i in range(max(0, number - MAKER_WORDS), number):
            hit = self._organisations.known_at(tokens, i, number)
            if hit is not None and hit.last == number and tokens[number].start - tokens[number - 1].end == 1:
                return i
        return number

    def _is_described(self, tokens: Sequence[Token], name: ProjectName) -> bool:
        """Whether a listed name may be a project's: several words, no listed firm, no park, no legal form."""
        known = self._organisations.known_at(tokens, name.first, name.last)
        site = self._form.is_site(tokens[name.first : name.last])
        return name.last - name.first > 1 and not site and (known is None or known.last < name.last)

    def _is_firm(self, tokens: Sequence[Token], name: ProjectName) -> bool:
        """Whether a listed name ends as those of firms and plants do ("Brel Battery"), not in goods ("Brel Foil")."""
        return tokens[name.last - 1].text in self._form.heads or not self._is_described(tokens, name)


@lru_cache(maxsize=8)
def project_mentions(pack: Pack) -> ProjectMentions:
    """The finder of projects as mentions of a pack, built once."""
    return ProjectMentions(pack)
