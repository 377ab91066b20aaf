"""Figures about what is counted: firms of a kind themselves, or projects and plants that another number counts."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.fields.roles import MEMBER, Referent
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue
from nevextract.find.nouns import MANY, Phrase
from nevextract.find.words import Markers

COUNTED = "counted"
"""What a phrase `stands` for that a number counts ("138 enterprises")."""
_GATHERED = 6
"Words from counted firms to the site where they have gathered"
_GROUNDS = frozenset({"site", "zone"})
_OPENERS = 1
"Words that may stand between the beginning of a clause and what heads it ('these 12 firms')"
_WITH = 8
"Words from counted projects to what they are worth ('9 projects with a planned total investment of')"
_OF = 3
"Tokens from a metric to whose it is ('sales of the top | 12 makers')"
_CLAUSE = frozenset(",;:，；：、")
_NAMED = frozenset({"organisation", "facility", "project", "place", "pronoun"})


def counted_things(view: SentenceView, phrases: Sequence[Phrase], markers: Markers) -> tuple[Referent, ...]:
    """The firms, projects, plants that the numbers of a sentence count, each from its number on: "138 enterprises
    above designated size"."""
    found: list[Referent] = []
    for slot in view.slots:
        q = slot.quantity
        if q.kind != "count" or q.unit not in markers.counted or q.noun is None:
            continue
        first = next((i for i in range(slot.first, slot.last) if view.tokens[i].start >= q.number_start), slot.first)
        last = max([slot.last, *(p.last for p in phrases if slot.first <= p.first < slot.last)])
        found.append(Referent(first, last, "phrase", view.source(first, last), stands=COUNTED))
    return tuple(found)


def of_counted(
    view: SentenceView,
    slot: Slot,
    metric: str,
    cue: Cue | None,
    things: Sequence[Referent],
    subjects: Sequence[Referent],
    markers: Markers,
) -> Referent | None:
    """The counted firms or projects that a later number of their sentence is about: "the 138 enterprises made 48.9
    billion yuan", "signed 9 projects | with an investment of 4 billion". None where it is about somebody else."""
    for thing in reversed([t for t in things if t.last <= slot.first]):
        gap = view.gap(thing.last, slot.first)
        if gap.strong or metric in markers.of_counts:
            return None
        between = (s for s in subjects if thing.last <= s.first and s.last <= slot.first)
        if any(s.kind in _NAMED and not s.role and s.stands not in (MEMBER, MANY) for s in between):
            return None
        if cue is not None and cue.last <= thing.first and any(_of_cue(cue, s) for s in subjects):
            return None  # "output of | the zone, where 9 plants have settled, was 4,000"
        unit = next(s.quantity.unit for s in view.slots if s.first <= thing.first < s.last)
        told = any(markers.worth_words.at(view.tokens, i, slot.first) for i in range(thing.last, slot.first))
        worth = told and unit in markers.worth.get(metric, ()) and gap.words <= _WITH and not gap.quantities
        owned = cue is not None and 0 < thing.first - cue.last <= _OF and view.gap(cue.last, thing.first).words <= 1
        if worth or (metric not in markers.of_signers and (owned or _heads_clause(view, thing, subjects))):
            return thing
    return None


def _of_cue(cue: Cue, span: Referent) -> bool:
    """Whether a name tells whose a metric is: "output of | the zone"."""
    return 0 < span.first - cue.last <= _OF - 1 and span.kind in (*_NAMED, "generic_place") and not span.role


def _heads_clause(view: SentenceView, thing: Referent, subjects: Sequence[Referent]) -> bool:
    """Whether what is counted is the subject of its clause: nothing stands before it there but whose it is."""
    first = thing.first
    begin = first
    while begin > view.first and view.tokens[begin - 1].text not in _CLAUSE:
        begin -= 1
    owner = next((s for s in subjects if s.last < first <= s.last + 2 and view.tokens[s.last].norm == "'s"), None)
    if owner is not None:
        first = owner.first
    gap = view.gap(begin, first)
    others = any(begin <= s.first < first and s.stands != COUNTED for s in subjects)
    return gap.words <= _OPENERS and not (gap.quantities or gap.metrics or others)


def themselves(view: SentenceView, slot: Slot, subjects: Sequence[Referent], markers: Markers) -> Referent | None:
    """What a count of firms is about: the firms of a kind, the site where they have gathered, None where the sentence
    has named somebody who has them ("the zone has 57 robot makers")."""
    if any(s.last <= slot.first and not s.role and s.kind != "body" for s in subjects):
        return None
    spans = (s for s in subjects if s.kind == "phrase" and s.first <= slot.last < s.last + 1)
    counted = next((s for s in spans if s.last > slot.first and s.last - s.first > 1), None)
    return (_gathered_at(view, subjects, counted, markers) or counted) if counted else None


def _gathered_at(
    view: SentenceView, subjects: Sequence[Referent], counted: Referent, markers: Markers
) -> Referent | None:
    """The site or zone that counted firms are said to have gathered at: "38 suppliers settled around the base"."""
    for span in subjects:
        if counted.last < span.first <= counted.last + _GATHERED and span.stands in _GROUNDS:
            hits = (markers.gathered.longest(view.tokens, i, span.first) for i in range(counted.last, span.first))
            if any(hit is not None and hit.last == span.first for hit in hits):
                return span
    return None
