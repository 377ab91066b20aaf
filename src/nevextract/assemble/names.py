"""The names of a document by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nevextract.assemble.fields.roles import MEMBER, PARK, Referent
from nevextract.assemble.forms import form_of, forms_of
from nevextract.assemble.name_lists import NameLists, name_lists
from nevextract.assemble.project_names import DESCRIBED, LISTED, SITE, ProjectNames, project_names
from nevextract.find.model import Recogniser
from nevextract.find.name_values import FACILITY, ORGANISATION, PLACE, NameValue, PlaceValue
from nevextract.find.named import named
from nevextract.find.nouns import noun_finder
from nevextract.find.organisations import LISTED as KNOWN
from nevextract.find.places import PlaceFinder, place_finder
from nevextract.find.small_letters import with_capitals
from nevextract.mentions import Mention, Sentence
from nevextract.patterns import Pack
from nevextract.patterns.names import OrganisationsPattern
from nevextract.tokens import NUMBER, Token

_USED = frozenset({PLACE, ORGANISATION, FACILITY})
_BODIES = frozenset({"government", "media", "body"})
_FAR = 100
_MEMBER_GAP = 2  # tokens between two names of one list
_LOCAL = frozenset({"government", "media"})
_TOWNS = frozenset({"city", "county"})
_SKIPPED = frozenset({"furniture", "caption"})


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """`mentions` in text order; `spans` the names of each sentence by its number, its projects among them; `forms` one
    form for each name that has several, by the words of the text."""

    mentions: tuple[Mention, ...]
    spans: Mapping[int, tuple[Referent, ...]]
    forms: Mapping[str, str]


def document_names(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    pack: Pack,
    model: Recogniser | None = None,
) -> DocumentNames:
    """Find all names, by rules and by the model if there is one, and sort them by sentence."""
    text, tokens = with_capitals(text, tokens, pack)
    read = [s for s in sentences if s.kind != "furniture"]
    asked = [s for s in read if any(t.kind == NUMBER for t in tokens[s.first : s.last])] if model else read
    mentions = [m for m in named(tokens, text, read, pack, model, asked) if m.kind in _USED]
    ends = [t.end for t in tokens]
    starts = [t.start for t in tokens]
    lasts = [s.last for s in sentences]
    spans: dict[int, list[Referent]] = {}
    places, nouns = place_finder(pack), noun_finder(pack)
    spots = frozenset(pack.one("organisations", OrganisationsPattern).spots)
    for mention in mentions:
        begin = mention.value.full_start if mention.kind == FACILITY else mention.start  # with its owner
        first, last = bisect_left(ends, begin + 1), bisect_left(starts, mention.end)
        number = bisect_left(lasts, first + 1)
        goods = mention.kind == PLACE and bool(nouns.products(tokens, first, last, bare=True))
        span = _span(text, mention, first, last, places, spots, goods)
        form = form_of(mention, pack)
        spans.setdefault(number, []).append(span if form in (None, span.text) else span._replace(form=form))
    projects, lists = project_names(pack), name_lists(pack)
    for number, sentence in enumerate(sentences):
        if sentence.kind not in _SKIPPED:
            spans.setdefault(number, []).extend(_projects(text, tokens, sentence, projects, spans.get(number, [])))
    full = _spelt_out(mentions)
    kept = {
        number: tuple(_members(tokens, sentences[number], _full(sorted(found), full), lists))
        for number, found in spans.items()
        if found
    }
    return DocumentNames(tuple(mentions), kept, forms_of(text, mentions, pack))


def _spelt_out(mentions: Sequence[Mention]) -> dict[str, str]:
    """The places that the text names in full, by their initials: "European Union" for "EU"."""
    values = (m.value for m in mentions)
    names = (v.name for v in values if isinstance(v, PlaceValue) and " " in v.name)
    return {"".join(word[0] for word in name.split() if word[0].isupper()): name for name in names}


def _full(names: Sequence[Referent], spelt_out: Mapping[str, str]) -> list[Referent]:
    return [n._replace(place=spelt_out.get(n.place.replace(".", ""), n.place)) if n.place else n for n in names]


def _members(
    tokens: Sequence[Token], sentence: Sentence, names: Sequence[Referent], lists: NameLists
) -> Iterator[Referent]:
    """The names of a sentence, those marked that only illustrate what stands before them: "firms such as A and B"."""
    listed: list[tuple[int, int]] = []
    for i in lists.leads(tokens, sentence.first, sentence.last) if names else ():
        spans = lists.listed_from(tokens, i, sentence.last)
        if spans:
            listed.append((spans[0].first, spans[-1].last))
    last_member = -_FAR
    for name in names:
        chained = 0 <= name.first - last_member <= _MEMBER_GAP  # "such as Lyon in France and Turin"
        if chained or any(first <= name.first < last for first, last in listed):
            last_member = max(name.last, last_member)
            yield name._replace(stands=MEMBER)
        else:
            yield name


def _projects(
    text: str, tokens: Sequence[Token], sentence: Sentence, finder: ProjectNames, named: Sequence[Referent]
) -> list[Referent]:
    """The projects that a sentence names, each with the place in its name."""
    found = []
    for name in finder.find(tokens, sentence):
        if name.rule in (LISTED, SITE, DESCRIBED) or any(
            (n.first, n.last, n.kind) == (*name[:2], FACILITY) for n in named
        ):
            continue  # a plant is a plant first
        words = " ".join(text[tokens[name.first].start : tokens[name.last - 1].end].split())
        inside = next((n for n in named if name.first <= n.first and n.last <= name.last and n.place), None)
        place, kind, country = (inside.place, inside.place_kind, inside.country) if inside else (None, None, None)
        found.append(Referent(name.first, name.last, "project", words, place, kind, country=country))
    return found


def _is_unit(rule: str, value: NameValue) -> bool:
    """Whether a known maker is named with the town of the unit that is meant: "Lyon Brel"."""
    place = value.place
    return rule == KNOWN and place is not None and place.kind in _TOWNS and value.name.startswith(f"{place.name} ")


def _span(
    text: str, mention: Mention, first: int, last: int, places: PlaceFinder, spots: frozenset[str], goods: bool
) -> Referent:
    words = " ".join(text[mention.start : mention.end].split())
    value = mention.value
    if isinstance(value, PlaceValue):
        made = PARK if value.kind == "zone" and goods else ""
        country = places.country_of(value)
        return Referent(first, last, mention.kind, words, value.name, value.kind, stands=made, country=country)
    if isinstance(value, NameValue):
        full = " ".join(text[value.full_start : mention.end].split())
        kind = "body" if value.kind in _BODIES else mention.kind
        if mention.kind == FACILITY and value.name.split()[-1] in spots:
            return Referent(first, last, "spot", full or words)  # "Nanjing Road" is in many towns
        local = mention.kind == FACILITY or value.kind in _LOCAL or _is_unit(mention.rule, value)
        place = value.place if local else None
        if place is None:
            return Referent(first, last, kind, full or words)
        country = places.country_of(place)
        return Referent(first, last, kind, full or words, place.name, place.kind, country=country)
    return Referent(first, last, mention.kind, words)
