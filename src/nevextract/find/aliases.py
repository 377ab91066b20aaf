"""Other names of the same place or organisation, and the one that stands for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from nevextract.find.name_runs import vocabulary
from nevextract.find.name_values import ORGANISATION, PLACE
from nevextract.patterns.names import AliasFile
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, tokenize

MAX_FORMS = 4096  # names whose forms are kept


class Aliases:
    """The alias tables of a pack. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._legal = vocabulary(pack).legal
        listed: dict[str, dict[str, str]] = {PLACE: {}, ORGANISATION: {}}
        for spec in pack.all("aliases", AliasFile):
            for form, others in spec.names.items():
                listed[spec.of].update(dict.fromkeys([form, *others], form))
        self.listed: Mapping[str, Mapping[str, str]] = listed
        """By kind of mention, the names that files list, each with the one that stands for it."""
        self._known_form = lru_cache(maxsize=MAX_FORMS)(self._form)
        self._forms = {kind: {_key(name): form for name, form in names.items()} for kind, names in listed.items()}

    def form(self, kind: str, name: str) -> str:
        """The name that stands for a place or an organisation, without a legal form; `name` itself where the tables
        do not hold it."""
        return self._known_form(kind, name)

    def _form(self, kind: str, name: str) -> str:
        forms = self._forms.get(kind, {})
        found = forms.get(_key(name))
        if found is not None or kind != ORGANISATION:
            return found or name
        short = self._without_legal(name)
        return forms.get(_key(short), short)

    def _without_legal(self, name: str) -> str:
        """A company's name without "Co., Ltd." at its end."""
        tokens = tokenize(name)
        for i in range(1, len(tokens)):
            hit = self._legal.longest(tokens, i)
            if hit is not None and hit.last == len(tokens):
                return name[: tokens[i - 1].end]
        return name


def _key(name: str) -> str:
    for hyphen in HYPHENS:
        name = name.replace(hyphen, " ")
    return " ".join(name.replace("’", "'").split())


@lru_cache(maxsize=8)
def aliases_of(pack: Pack) -> Aliases:
    """The alias tables of a pack, compiled once."""
    return Aliases(pack)
