"""One form for all mentions of a name in a document: short and full ones, acronyms, other names of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nevextract.find.aliases import aliases_of
from nevextract.find.name_values import PLACE, NameValue, PlaceValue
from nevextract.mentions import Mention
from nevextract.patterns import Pack


def form_of(mention: Mention, pack: Pack) -> str | None:
    """The form of a name that is written otherwise: "Contemporary Amperex Technology" of "CATL"; None of any other.

    A place keeps its own name unless the alias tables have another for it; an organisation loses its legal form.
    """
    value = mention.value
    if not isinstance(value, PlaceValue | NameValue):
        return None
    form = aliases_of(pack).form(mention.kind, value.name)
    return None if mention.kind == PLACE and form == value.name else form


def forms_of(text: str, mentions: Iterable[Mention], pack: Pack) -> Mapping[str, str]:
    """The form of each name, by the words that the text has for it."""
    found: dict[str, str] = {}
    for mention in mentions:
        form, words = form_of(mention, pack), " ".join(text[mention.start : mention.end].split())
        if form is not None and form != words:
            found.setdefault(words, form)
    return found
