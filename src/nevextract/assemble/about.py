"""What a whole document is about: the name that a figure without a subject belongs to, and the place where it plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nevextract.assemble.fields.roles import ADDRESS, AGENT, APPOSED, ASIDE, MEMBER, PARK, SOURCE, Referent
from nevextract.find.nouns import TRADE
from nevextract.mentions import Sentence

_LEAD = 6
_THEMES = 3
"How many sentences at the top may name the trade that the text is about"
_TRADES = frozenset({"", TRADE})
_TITLE = 2
"How many sentences at the top may be the headline"
_TITLE_WEIGHT = 2
_SUBJECTS = ("organisation", "facility", "project", "place")
_SMALL = {"zone": 3, "county": 3, "city": 2, "province": 1}
_BROAD = frozenset({"country", "region"})
_NAMED_AGAIN = 2
_LISTED = frozenset({"item", "row"})
COUNTRY, HINTED = "country", "hinted"


@dataclass(frozen=True, slots=True)
class About:
    """`main`: the name that the document is about, `place` its place, `country` where it plays."""

    main: Referent | None = None
    place: Referent | None = None
    country: str | None = None
    hinted: bool = False
    "whether nothing but the names of public bodies tell the place"
    national: bool = False
    "whether the main place is a country, so that a country named is not too wide"

    @property
    def subject(self) -> str | None:
        """The main name."""
        return self.main.text if self.main else None

    @property
    def location(self) -> str | None:
        """The main place."""
        return self.place.place if self.place else None


class Line(Protocol):
    """A sentence with what it tells of the text as a whole."""

    @property
    def sentence(self) -> Sentence: ...

    @property
    def names(self) -> Sequence[Referent]:
        """Its names, their roles settled."""

    @property
    def home(self) -> str | None:
        """The country of its dateline."""

    @property
    def town(self) -> Referent | None:
        """The town of its dateline."""

    @property
    def speaks_of_country(self) -> bool:
        """Whether it speaks of "the country"."""

    @property
    def adjectives(self) -> Sequence[str]:
        """The countries that adjectives name ("Turkish exports")."""

    @property
    def theme(self) -> Referent | None:
        """The trade that it begins with ("The domestic tyre industry has")."""


def about_of(lines: Mapping[int, Line]) -> About:
    """What the sentences, by number, are about.

    The names that the first lines give and the whole text names most, those of the headline above others. A country
    is the place of a text where its headline begins with it or where no smaller place is named at its head; captions
    do not count; of places named equally often the smallest holds.
    """
    read = {number: line for number, line in sorted(lines.items()) if line.sentence.kind != "caption"}
    counts = _counts(read)
    lead = [  # a list's first entry is one of many
        span
        for number, line in read.items()
        if number < _LEAD or line.sentence.kind == "heading"
        for span in line.names
        if span.kind in _SUBJECTS and span.role != SOURCE and not _passing(span)
        if line.sentence.kind not in _LISTED or (counts[_name(span)] >= _NAMED_AGAIN and span.kind != "project")
    ]
    if not lead:
        lead = [
            span
            for number, line in read.items()
            if number < _LEAD
            for span in line.names
            if span.kind == "place" and span.role != SOURCE and not _passing(span)
        ]
    title = next((line for line in list(read.values())[:_TITLE] if line.names), None)
    first = next((s for s in title.names if s.kind in _SUBJECTS and s.role != SOURCE), None) if title else None
    again = first is not None and counts[_name(first)] - _TITLE_WEIGHT >= _NAMED_AGAIN
    leads = first is not None and _leads(first, read, counts)
    opens = title is not None and first is not None and first.first <= title.sentence.first + 1
    national = opens and first is not None and first.place_kind == COUNTRY and title is next(iter(read.values()))
    place = first if national else _place(lead, counts) or _hinted(read)
    if place is None or (place.place_kind in _BROAD and not national):
        place = _town(lines) or place or _by_adjective(read)
    country = _country(place, read)
    if place is None and country and any(line.speaks_of_country for line in read.values()):
        place = Referent(0, 0, "place", country, country, COUNTRY)
    abroad = place is not None and place.place_kind == COUNTRY and not place.last  # nothing but "the country" gives it
    firm = opens and first is not None and first.kind == "organisation"
    if abroad and not (opens and again) and not firm:
        main = place
    elif national or ((again or leads) and first is not None and first.kind == "organisation"):
        main = first
    else:
        main = max(lead, key=lambda s: (s.place_kind not in _BROAD, counts[_name(s)], -s.first), default=place)
    if main is None or (main.place_kind in _BROAD and (not opens or abroad)):
        main = _theme(read) or main
    if place is None and main is not None and main.place_kind == COUNTRY and main.country == country:
        place = main  # no smaller place, and no other country
    hinted = place is not None and place.role == HINTED
    return About(main, place, country, hinted, place is not None and place.place_kind in _BROAD)


def _theme(lines: Mapping[int, Line]) -> Referent | None:
    """The trade that the text's first sentences begin with."""
    lead = [line for line in lines.values() if line.sentence.kind in ("heading", "prose")][:_THEMES]
    return next((line.theme for line in lead if line.theme is not None and line.theme.stands in _TRADES), None)


def _leads(first: Referent, lines: Mapping[int, Line], counts: Counter[str]) -> bool:
    """Whether the headline begins with a name that the text begins with too: "Brel builds a plant near Lyon"."""
    body = next((line for number, line in lines.items() if line.sentence.kind == "prose" and line.names), None)
    told = body is not None and any(s.text == first.text and s.role != SOURCE for s in body.names)
    return told and counts[_name(first)] > _TITLE_WEIGHT


def _passing(span: Referent) -> bool:
    """Whether a name is one of a list of examples, or a place that goods only go to or come from or that only an
    address gives."""
    return span.stands == MEMBER or (span.kind == "place" and span.role in (ADDRESS, APPOSED, ASIDE, AGENT))


def _name(span: Referent) -> str:
    return span.form or span.text


def _where(span: Referent) -> str:
    return (span.form if span.kind == "place" else None) or span.place or ""


def _counts(lines: Mapping[int, Line]) -> Counter[str]:
    counts: Counter[str] = Counter()
    seen_title = False
    for line in lines.values():
        weight = 1
        if line.names and not seen_title and line.sentence.kind not in _LISTED:
            weight, seen_title = 1 + _TITLE_WEIGHT, True
        for span in line.names:
            if span.role == SOURCE or _passing(span):
                continue
            name, place = _name(span), _where(span)
            counts[name] += weight
            if place and place != name:
                counts[place] += weight
    return counts


def _place(lead: Sequence[Referent], counts: Counter[str]) -> Referent | None:
    places = [s for s in lead if s.place is not None]
    small = [s for s in places if s.place_kind not in _BROAD]
    small = [s for s in small if s.stands != PARK] or small
    wide = [s for s in places if counts[_where(s)] >= _NAMED_AGAIN]
    return max(
        small or wide,
        key=lambda s: (counts[_where(s)], _SMALL.get(s.place_kind or "", 0), -s.first),
        default=None,
    )


def _hinted(lines: Mapping[int, Line]) -> Referent | None:
    """The place of the public bodies that the text names: all it knows of a text in which a city's bureau reports."""
    named = [s for line in lines.values() for s in line.names if s.kind == "body" and s.place]
    often = Counter(s.place for s in named)
    found = max(named, key=lambda s: (often[s.place], -s.first), default=None)
    return None if found is None else found._replace(first=0, last=0, kind="place", text=found.place or "", role=HINTED)


def _town(lines: Mapping[int, Line]) -> Referent | None:
    """The town of the dateline, where the text or a caption names it again: there the news happens."""
    named = {s.place for line in lines.values() for s in line.names}
    return next((line.town for line in lines.values() if line.town and line.town.place in named), None)


def _by_adjective(lines: Mapping[int, Line]) -> Referent | None:
    """The country that adjectives name most, in a text that names no place."""
    often = Counter(country for line in lines.values() for country in line.adjectives)
    country = next((name for name, _ in often.most_common(1)), None)
    return Referent(0, 0, "place", country, country, COUNTRY, country=country) if country else None


def _country(place: Referent | None, lines: Mapping[int, Line]) -> str | None:
    """The country of the main place, else of the dateline, else the one named most."""
    if place is not None and place.country:
        return place.country
    home = next((line.home for line in lines.values() if line.home), None)
    if home:
        return home
    named = Counter(s.country for line in lines.values() for s in line.names if s.country and not _passing(s))
    return named.most_common(1)[0][0] if named else None
