"""Where a figure holds: the place that its sentence names for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nevextract.assemble.about import About
from nevextract.assemble.fields.roles import ADDRESS, APPOSED, ASIDE, MEMBER, PARK, SOURCE, WITHIN, Referent
from nevextract.assemble.structures import coordinated
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue
from nevextract.mentions import RATIO_KINDS

_OWN_SITE = 5  # words of a park's name that tell whose it is and what is made there
_TOO_FAR = 3.2
_MANY = 3
_GOODS = 3  # words of the goods between their number and where they are sold
_TOWNS = frozenset({"city", "county"})
_WIDE = frozenset({"country", "region"})
_SPECIFIC = {"zone": 0.0, "county": 0.0, "city": 0.0, "province": 0.3, "region": 1.2, "country": 1.2}


def _goes_by(span: Referent) -> bool:
    """Whether a country is only where goods go to or come from: "exports to Mexico"."""
    return span.role == ASIDE and span.place_kind in _WIDE


def of_many(view: SentenceView, names: Sequence[Referent]) -> set[int]:
    """The first tokens of places in a list of three or more: no number is from one of them alone."""
    places = [n for n in names if n.kind == "place"]
    found: set[int] = set()
    chain: list[Referent] = []
    for place in [*places, None]:
        if place is not None and chain and coordinated(view, chain[-1].last, place.first):
            chain.append(place)
            continue
        if len(chain) >= _MANY:
            found.update(p.first for p in chain)
        chain = [] if place is None else [place]
    return found


def _is_whole(view: SentenceView, slot: Slot, span: Referent) -> bool:
    """Whether a place only tells what another number's share is of: "18 percent of | the country, and its capacity"."""
    if span.last > slot.first:
        return False
    before = span.first - 1 if span.kind == "place" else span.first
    shares = (s for s in view.slots if s.last <= before <= s.last + 1 and s.quantity.kind in RATIO_KINDS)
    return any(s.last in view.ties for s in shares)


def _holds(view: SentenceView, slot: Slot, cue: Cue | None, span: Referent) -> bool:
    """Whether a country stands right behind the number or what it measures: "sold 5,000 cars | in Brazil"."""
    if span.role != WITHIN or slot.quantity.kind == "rank":
        return False
    begins = span.first - 1
    metric = cue is not None and cue.side == "noun" and cue.last == begins
    gap = view.gap(slot.last, begins) if begins >= slot.last else None
    return metric or (gap is not None and gap.words <= _GOODS and not (gap.commas or gap.strong or gap.quantities))


def is_site(span: Referent, about: About) -> bool:
    """Whether a long name like that of a zone, with no known place in it, is rather that of a site in the text's town:
    "Brel New Energy Auto Parts Industrial Park"."""
    if (
        span.kind not in ("place", "pronoun", "generic_place")
        or span.place_kind != "zone"
        or span.country is not None
        or about.place is None
    ):
        return False
    told = span.place is not None and (span.stands == PARK or len(span.place.split()) >= _OWN_SITE)
    return told and about.place.place_kind in _TOWNS and span.place != about.location


def location_of(
    view: SentenceView,
    slot: Slot,
    cue: Cue | None,
    names: Sequence[Referent],
    part: bool,
    about: About,
    sites: Collection[int] = (),
) -> Referent | None:
    """The name whose place the figure holds for: the nearest in the sentence, one before it first.

    What stands behind a share (`part`) belongs to the whole. A country is too wide in a text about a smaller place
    (not `about.national`), unless it stands at the head of the sentence or behind a site ("a plant | in Hungary");
    `sites` are the tokens where such end.
    """
    best: tuple[float, Referent] | None = None
    several = of_many(view, names)
    for span in names:
        if (
            span.place is None
            or span.role in (SOURCE, APPOSED)
            or span.stands == MEMBER
            or span.first in several
            or _goes_by(span)
            or _is_whole(view, slot, span)
            or is_site(span, about)
        ):
            continue
        cost = _SPECIFIC.get(span.place_kind or "", 0.5) + (1.0 if span.role == ADDRESS else 0.0)
        owns = span.last < view.last and view.tokens[span.last].norm == "'s"
        told = owns or span.first <= view.first + 3 or span.first - 1 in sites or _holds(view, slot, cue, span)
        if span.place_kind in _WIDE and not about.national and not told:
            cost += 2.5
        if view.bracket(span.first) not in (0, view.bracket(slot.first)):
            cost += 2.0
        if span.last <= slot.first:
            gap = view.gap(span.last, slot.first)
            cost += 0.05 * gap.words + 0.3 * gap.commas + 1.2 * gap.strong
        elif span.first >= slot.last and not part:
            gap = view.gap(slot.last, span.first)
            cost += 1.0 + 0.15 * gap.words + 0.5 * gap.commas + 2.0 * gap.strong + 1.0 * gap.quantities
        else:
            continue
        if cost < _TOO_FAR and (best is None or cost < best[0]):
            best = (cost, span)
    return best[1] if best else None
