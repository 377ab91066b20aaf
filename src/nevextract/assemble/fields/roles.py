"""What a name does in its sentence: an agent, a source of news, where something lies or a company is at home."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nevextract.assemble.structures import coordinated
from nevextract.assemble.view import SentenceView
from nevextract.find.words import Markers
from nevextract.lexicon import Lexicon
from nevextract.tokens import HYPHENS, MARK, NUMBER

AGENT, ASIDE, WITHIN, SOURCE, ADDRESS, APPOSED = "agent", "aside", "within", "source", "address", "apposed"
AUTHORITY = "authority"
"""What "the ministry" `stands` for."""
MEMBER = "member"
"""What a name `stands` for that only illustrates what stands before it: "firms such as Brel"."""
PARK = "park"
"""What a zone `stands` for whose name tells what is made there: "Brel Auto Parts Park"."""
_LONGEST_MARKER = 4
_APPOSED = 14
"Tokens between the commas that part off what a place is"
_DESCRIPTION = 2
"Words for what a company is right before its name"
_DASHES = frozenset("-–—‒―")
_DATELINE_TOKENS = 26
_CLAUSE = frozenset(',;:，；：、—"“')
CITY = "city"
_COLONS = frozenset(":：")
_STOPS = _COLONS | frozenset(".")
_DATE_TOKENS = 8
_SIZES = {"zone": 1, "county": 2, "city": 3, "province": 4, "region": 5, "country": 5}
_LARGEST = 6
_BARS = frozenset("|·")


class Referent(NamedTuple):
    """A name in tokens [first, last): its kind of mention, its text, and the place that it is or lies in.

    `role` is the part it has in its sentence; `stands` what a phrase without a name stands for;
    `country` the country that the place lies in; `form` the name's other form, where the document writes it in several.
    """

    first: int
    last: int
    kind: str
    text: str
    place: str | None = None
    place_kind: str | None = None
    role: str = ""
    stands: str = ""
    country: str | None = None
    form: str | None = None


def with_roles(
    view: SentenceView, names: Sequence[Referent], markers: Markers
) -> tuple[tuple[Referent, ...], str | None, Referent | None]:
    """The names with their roles, those in a dateline or telling a company's home left out; the country of the
    dateline, else of a company's home; the town of the dateline."""
    dateline = dateline_end(view, names)
    starts = sorted(n.first for n in names)
    by_start = {n.first: n for n in names}
    ends = {n.last: n for n in names}
    found: list[Referent] = []
    home = based = town = None
    for name in names:
        if name.first < dateline:
            home = home or name.country
            town = town or (name if name.place_kind == CITY else None)
            continue
        if any(view.tokens[i].kind == NUMBER for i in range(max(view.first, name.first - 2), name.first)) and (
            view.bracket(name.first) and name.kind == "place"
        ):
            continue  # "(512 million U.S. dollars)"
        if _is_origin(view, name, starts, by_start, markers):
            based = based or (name.country if view.tokens[name.last].text in HYPHENS else None)
            continue
        found.append(name._replace(role=role_of(view, name, markers, ends)))
    return tuple(_shared(view, found)), home or based, town


def _shared(view: SentenceView, names: Sequence[Referent]) -> Iterator[Referent]:
    """The names, those that "and" joins to one with its role, and those that only tell what another is: "Lyon, a town
    in | the Rhone valley, ..."."""
    before: Referent | None = None
    aside = view.first
    for name in names:
        joined = before is not None and before.kind == name.kind and coordinated(view, before.last, name.first)
        if before is not None and joined and not name.role and before.role in (ASIDE, AGENT, WITHIN):
            name = name._replace(role=before.role)
        elif name.first < aside and name.kind == "place":
            name = name._replace(role=APPOSED)
        else:
            aside = _apposed_to(view, name)
        yield name
        before = name


def _apposed_to(view: SentenceView, name: Referent) -> int:
    """Where the words between commas end that tell what a place is: "Lyon, a town in the Rhone valley|, ..."; else the
    sentence's beginning."""
    tokens, at = view.tokens, name.last
    if name.kind != "place" or at + 2 >= view.last or tokens[at].text != "," or at + 1 not in view.ties:
        return view.first
    for i in range(at + 2, min(view.last, at + _APPOSED)):
        if tokens[i].text == ",":
            return i
        if any(s.first <= i < s.last for s in view.slots) or tokens[i].text in _CLAUSE:
            return view.first
    return view.first


def dateline_end(view: SentenceView, names: Sequence[Referent]) -> int:
    """Where the dateline that opens the sentence ends ("ROME, May 3 (Agency) -"), else the sentence's beginning.

    A line of nothing but names, numbers and marks with bars between them is all dateline.
    """
    tokens, first = view.tokens, view.first
    if view.sentence.kind == "heading" or not names or min(n.first for n in names) > first + _DATELINE_TOKENS:
        return first
    if any(t.text in _BARS for t in tokens[first : view.last]) and not any(
        t.text.islower() and len(t.text) > 1 for t in tokens[first : view.last]
    ):
        return view.last
    places = [n for n in names if n.kind == "place"]
    if not places or not _only_dated(view, first, places[0].first):
        return first
    town = _dated_to(view, places[0].last)
    dated = town > places[0].last
    stop = town < view.last and tokens[town].text in (_STOPS if dated else _COLONS)
    if stop and (dated or (town + 1 < view.last and tokens[town].start > tokens[town - 1].end)):
        return town + 1
    for i in range(places[0].first + 1, min(view.last, first + _DATELINE_TOKENS)):
        token = tokens[i]
        apart = (token.start > tokens[i - 1].end or tokens[i - 1].text in _DASHES) and (
            i + 1 == view.last or tokens[i + 1].start > token.end or tokens[i + 1].text in _DASHES
        )
        if token.text in _DASHES and apart:
            return i + 1
        if token.kind not in (MARK, NUMBER) and token.text.islower() and len(token.text) > 3:
            return first
    return first


def _dated_to(view: SentenceView, town: int) -> int:
    """Where the date ends that follows the town of a dateline after a comma, up to a colon or full stop: "LYON, 3 May
    2024 |:"."""
    last, words = town, 0
    if last < view.last and view.tokens[last].text == ",":
        while last < min(view.last, town + _DATE_TOKENS) and words <= 1:
            token = view.tokens[last]
            dated = view.tokens[last - 1].kind == NUMBER or view.bracket(last - 1) > 0
            if token.text in _STOPS and dated:
                return last
            if token.text in _STOPS and last - 1 == town:
                return town
            if token.kind not in (MARK, NUMBER) and not view.bracket(last):
                words += 1  # "Aug 4 (Agency)"
            last += 1
    return town


def _only_dated(view: SentenceView, first: int, town: int) -> bool:
    """Whether nothing but a date stands before the town of a dateline."""
    words = [t for t in view.tokens[first:town] if t.kind not in (MARK, NUMBER)]
    return town - first <= _DATE_TOKENS and len(words) <= 1


def _is_origin(
    view: SentenceView, name: Referent, starts: Sequence[int], by_start: dict[int, Referent], markers: Markers
) -> bool:
    """Whether a place only tells where the next name is at home: "China's Anda", "Lyon-based Brel", "China's Anhui"."""
    if name.kind != "place" or name.last + 1 >= view.last:
        return False
    tokens = view.tokens
    after = tokens[name.last]
    if after.text in HYPHENS and after.start == tokens[name.last - 1].end:
        return markers.origins.longest(tokens, name.last + 1, view.last) is not None
    if after.norm != "'s":
        return False
    at = bisect_left(starts, name.last + 1)
    owned = by_start[starts[at]] if at < len(starts) else None
    if owned is None or owned.first != name.last + 1:
        return False
    wide = name.place_kind in ("country", "region", "province")
    return owned.kind in ("organisation", "place") and (wide or owned.kind == "place")


def role_of(view: SentenceView, name: Referent, markers: Markers, ends: Mapping[int, Referent]) -> str:
    """The part of a name in its sentence; `ends` are the names by their last token."""
    at = name.first
    owner = ends.get(at - 1)
    if owner is not None and view.tokens[at - 1].norm == "'s":
        at = owner.first
    town = ends.get(at - 1)
    if town is not None and town.kind == name.kind == "place" and view.tokens[at - 1].text == ",":
        size, wider = _SIZES.get(town.place_kind or "", 0), _SIZES.get(name.place_kind or "", _LARGEST)
        if size < max(wider, _SIZES["province"]):
            return ADDRESS  # "Lyon, France", but not "France, Spain and Italy"
    if name.kind != "place" and any(markers.reporters.scan(view.tokens, name.first, name.last)):
        return SOURCE
    speaks = markers.speech.longest(view.tokens, name.last, view.last) or _before(view, at, markers.speech)
    if (name.kind == "body" and speaks) or (name.stands == AUTHORITY and speaks) or _before(view, at, markers.sources):
        return SOURCE
    opens = at - 1 <= view.first or view.tokens[at - 2].text in _CLAUSE
    if opens and (_before(view, at, markers.within) or _before(view, at, markers.themes)):
        return ""  # what opens a clause is what it is about: "At Brel, 40 lines ..."
    told = markers.participles.longest(view.tokens, name.last, view.last) is not None
    article = at - 1 if at - 1 > view.first and at - 1 in view.ties else at
    if told and (_before(view, at, markers.absolutes) or _before(view, article, markers.absolutes)):
        return ""  # "with Brel selling 4,000"
    if _before(view, at, markers.within):
        return SOURCE if name.kind == "place" and _before(view, at - 1, markers.speech) else WITHIN
    start = _described_from(view, at) if name.kind == "organisation" else at
    if _before(view, at, markers.agents) or _before(view, start, markers.agents):
        return AGENT
    return ASIDE if _before(view, at, markers.asides) or _before(view, start, markers.asides) else ""


def _before(view: SentenceView, at: int, lexicon: Lexicon[bool]) -> bool:
    """Whether a phrase of the lexicon ends right before token `at`."""
    return lexicon.ends_at(view.tokens, at, view.first, _LONGEST_MARKER)


def _described_from(view: SentenceView, at: int) -> int:
    """Where the words begin that tell what the company named at token `at` is: "under | steelmaker Brel"."""
    first = at
    while first > view.first and at - first < _DESCRIPTION and view.is_noun(first - 1):
        first -= 1
    return first
