"""The names of a document by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nevextract.assemble.fields.roles import Referent
from nevextract.assemble.project_names import LISTED, SITE, ProjectNames, project_names
from nevextract.find.name_values import FACILITY, NameValue, PlaceValue
from nevextract.find.names import find_names
from nevextract.find.places import PlaceFinder, place_finder
from nevextract.mentions import Mention, Sentence
from nevextract.patterns import Pack
from nevextract.patterns.names import OrganisationsPattern
from nevextract.tokens import Token

_BODIES = frozenset({"government", "media", "body"})
_SKIPPED = frozenset({"furniture", "caption"})


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """`mentions` in text order; `spans` the names of each sentence by its number, its projects among them."""

    mentions: tuple[Mention, ...]
    spans: Mapping[int, tuple[Referent, ...]]


def document_names(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], pack: Pack) -> DocumentNames:
    """Find all names and sort them by sentence."""
    mentions = find_names(tokens, text, [s for s in sentences if s.kind != "furniture"], pack)
    ends = [t.end for t in tokens]
    starts = [t.start for t in tokens]
    lasts = [s.last for s in sentences]
    spans: dict[int, list[Referent]] = {}
    places = place_finder(pack)
    spots = frozenset(pack.one("organisations", OrganisationsPattern).spots)
    for mention in mentions:
        first, last = bisect_left(ends, mention.start + 1), bisect_left(starts, mention.end)
        number = bisect_left(lasts, first + 1)
        spans.setdefault(number, []).append(_span(text, mention, first, last, places, spots))
    projects = project_names(pack)
    for number, sentence in enumerate(sentences):
        if sentence.kind not in _SKIPPED:
            spans.setdefault(number, []).extend(_projects(text, tokens, sentence, projects, spans.get(number, [])))
    kept = {number: tuple(sorted(found)) for number, found in spans.items() if found}
    return DocumentNames(tuple(mentions), kept)


def _projects(
    text: str, tokens: Sequence[Token], sentence: Sentence, finder: ProjectNames, named: Sequence[Referent]
) -> list[Referent]:
    """The projects that a sentence names, each with the place in its name."""
    found = []
    for name in finder.find(tokens, sentence):
        if name.rule in (LISTED, SITE):
            continue
        words = " ".join(text[tokens[name.first].start : tokens[name.last - 1].end].split())
        inside = next((n for n in named if name.first <= n.first and n.last <= name.last and n.place), None)
        place, kind, country = (inside.place, inside.place_kind, inside.country) if inside else (None, None, None)
        found.append(Referent(name.first, name.last, "project", words, place, kind, country=country))
    return found


def _span(text: str, mention: Mention, first: int, last: int, places: PlaceFinder, spots: frozenset[str]) -> Referent:
    words = " ".join(text[mention.start : mention.end].split())
    value = mention.value
    if isinstance(value, PlaceValue):
        return Referent(first, last, mention.kind, words, value.name, value.kind, country=places.country_of(value))
    if isinstance(value, NameValue):
        full = " ".join(text[value.full_start : mention.end].split())
        kind = "body" if value.kind in _BODIES else mention.kind
        if mention.kind == FACILITY and value.name.split()[-1] in spots:
            kind = "spot"
        place = value.place if mention.kind == FACILITY else None
        if place is None:
            return Referent(first, last, kind, full or words)
        country = places.country_of(place)
        return Referent(first, last, kind, full or words, place.name, place.kind, country=country)
    return Referent(first, last, mention.kind, words)
