"""Whom or what a figure is about, and where it holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from nevextract.assemble.fields.roles import ADDRESS, AGENT, APPOSED, ASIDE, AUTHORITY, MEMBER, SOURCE, WITHIN, Referent
from nevextract.assemble.structures import coordinated, coordinated_runs
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue
from nevextract.find.nouns import NEW, PHASE, TOLD
from nevextract.tokens import WORD

_COST = {
    "organisation": 0.0,
    "facility": 0.0,
    "project": 0.2,
    "phrase": 0.3,
    "generic": 0.6,
    "generic_place": 0.9,
    "pronoun": 0.7,
    "place": 1.2,
    "body": 1.6,
    "spot": 3.0,
}
_ROLE = {APPOSED: 4.0, ADDRESS: 1.5, AGENT: 1.6, ASIDE: 1.6, WITHIN: 0.9, SOURCE: 4.0}
_WORST = 5.0
_OWNER = 5  # tokens from a metric to what is owned: "added value of the city's | tyre makers"
_LISTED = 4.0  # what keeps a name of a list of examples from numbers outside it
_PHASE_OF = 6  # tokens from a phase to whose it is
_OWNERS = frozenset({"organisation", "facility", "project", "generic"})
_NUMBERED = 2  # tokens of the number of an entry
_COLONS = frozenset(":：")
_COUNTED = 1.0  # what was only counted is rather not what the next number is about
_TOLD = 1.0
_AT_HAND = 3  # words between such a name and a number of its own
_TIED = 1.2
_SCOPE = 2.0
_CLAUSE = frozenset(",;:，；：")
_JOINED = frozenset({"organisation", "place", "facility"})
DIVISION, WORLD = "division", "world"


def subject_candidates(names: Sequence[Referent], phrases: Sequence[Referent], view: SentenceView) -> list[Referent]:
    """Names and noun phrases of one sentence that a figure can be about, in order; of overlapping ones the longer.

    A phrase right before a name only describes it ("seat maker Brel"); one made of a place and a noun for a company
    ("the Lyon group") stands for a company.
    """
    names = [n for n in names if not _owns(view, n, names)]
    begins = {n.first for n in names}
    ends = {n.last for n in names}
    makers = {n.last for n in names if n.kind != "place"}
    places = {(n.first, n.last) for n in names if n.kind == "place"}
    spans = list(names)
    for phrase in phrases:
        if phrase.stands == PHASE:
            phrase = _phase_of(view, phrase, [*names, *(p for p in phrases if p.kind == "generic")])
        elif phrase.last in begins and phrase.kind != "pronoun":
            continue
        apposed = ends if phrase.stands and phrase.kind != "generic" else makers  # not "In Lyon, | the company will"
        if _in_apposition(view, phrase.first, apposed):  # "Brel, the seat maker, ..."; no trade apposes a place
            continue
        if phrase.stands in (DIVISION, AUTHORITY) and phrase.role:
            continue  # "in the bus segment, Brel sold", "the ministry said"
        if phrase.stands == AUTHORITY and (
            phrase.kind == "phrase" or any(phrase.first < e <= phrase.last for e in ends)
        ):
            continue  # "the Lyon government" is known by its place
        if phrase.role == SOURCE or any(s.first <= phrase.first and phrase.last < s.last for s in view.slots):
            continue  # "the association of seat makers said", "10 | steel industry | projects"
        homely = phrase.kind == "phrase" and any((phrase.first, i) in places for i in range(phrase.first, phrase.last))
        spans.append(phrase._replace(kind="generic") if homely and phrase.stands == "company" else phrase)
    kept: list[Referent] = []
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.first)):
        if all(span.last <= k.first or k.last <= span.first for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.first)


def _phase_of(view: SentenceView, phase: Referent, owners: Sequence[Referent]) -> Referent:
    """A phase with the project or company that it is of, where that follows: "the first phase of 10 GWh of | Brel"."""
    numbers = {i for s in view.slots for i in range(s.first, s.last)}
    at = phase.last
    if at >= view.last or at not in view.ties:
        return phase
    while at < min(view.last, phase.last + _PHASE_OF) and (at in view.ties or at in numbers):
        at += 1
    named = [o for o in owners if o.first in (at, at - 1) and o.kind in _OWNERS and o.last > at]
    if not named:
        return phase
    owner = max(named, key=lambda o: o.last)
    text = view.source(phase.first, owner.last)
    return phase._replace(last=owner.last, text=text, kind="project", place=owner.place, place_kind=owner.place_kind)


def _owns(view: SentenceView, name: Referent, names: Sequence[Referent]) -> bool:
    """Whether a name only tells whose the plant or project is that is named next: "Brel's | Lyon base"."""
    if name.last + 1 >= view.last or view.tokens[name.last].norm != "'s":
        return False
    return any(n.first == name.last + 1 and n.kind in ("facility", "project") for n in names)


def _in_apposition(view: SentenceView, first: int, ends: Collection[int]) -> bool:
    """Whether a phrase follows a name after a comma, an article between them left aside."""
    before = first - 2 if first - 1 in view.ties else first - 1
    return before in ends and view.tokens[before].text == ","


def subject_of(
    view: SentenceView, slot: Slot, cue: Cue | None, candidates: Sequence[Referent], part: bool = False
) -> Referent | None:
    """The candidate that the figure is about, or None where the sentence names none that reaches it. What follows a
    share (`part`) and "of" belongs to the whole."""
    if part and slot.last in view.ties:
        candidates = [c for c in candidates if c.first < slot.last]
    if slot.quantity.kind == "count":
        candidates = [c for c in candidates if not _is_counted(view, slot, c)]
    best: tuple[float, Referent] | None = None
    for span in candidates:
        cost = _cost(view, slot, cue, span)
        if cost is not None and (_only_counted(view, slot, span, candidates) or _new(view, span, candidates)):
            cost += _COUNTED
        if cost is not None and cost < _WORST and (best is None or cost < best[0]):
            best = (cost, span)
    return _together(view, slot, best[1], candidates) if best else None


def _together(view: SentenceView, slot: Slot, span: Referent, candidates: Sequence[Referent]) -> Referent:
    """A name with those that "and" joins to it where one number is told of them all: "Brel, Taro and Haoda sold 5"."""
    chain = [span]
    for other in reversed([c for c in candidates if c.last <= span.first]):
        if not coordinated(view, other.last, chain[0].first) or other.kind != span.kind or other.role == ADDRESS:
            break
        chain.insert(0, other)
    for other in (c for c in candidates if span.last <= c.first and c.last <= slot.first):
        if not coordinated(view, chain[-1].last, other.first) or other.kind != span.kind:
            break
        chain.append(other)
    pairs = [range(a.last, b.first) for a, b in pairwise(chain)]
    joined = bool(pairs) and any(view.tokens[i].kind == WORD for i in pairs[-1])  # "Lyon, Brel": no "and"
    if not joined or span.kind not in _JOINED or any(c.stands == MEMBER for c in chain):
        return span
    return span._replace(first=chain[0].first, last=chain[-1].last, text=view.source(chain[0].first, chain[-1].last))


def labels(view: SentenceView, span: Referent) -> bool:
    """Whether a name opens an entry that tells about it: "2. Brel seat project: ..."."""
    return span.first <= view.first + _NUMBERED and span.last < view.last and view.tokens[span.last].text in _COLONS


def _only_counted(view: SentenceView, slot: Slot, span: Referent, candidates: Sequence[Referent]) -> bool:
    """Whether a phrase is what another number counts for somebody: "the zone has 9 seat makers and 400 others"."""
    if span.kind != "phrase" or not any(s.first <= span.first <= s.last for s in view.slots if s.number != slot.number):
        return False
    return any(c.last <= span.first and not c.role and not view.gap(c.last, span.first).strong for c in candidates)


def _is_counted(view: SentenceView, slot: Slot, span: Referent) -> bool:
    """Whether a phrase is what another number of a list counts: "14 | vehicle plants and 1,200 parts makers"."""
    return span.kind == "phrase" and any(
        s.first <= span.first <= s.last and s.quantity.kind == "count" for s in view.slots if s.number != slot.number
    )


def _cost(view: SentenceView, slot: Slot, cue: Cue | None, span: Referent) -> float | None:
    cost = _COST.get(span.kind, 0.5) + _ROLE.get(span.role, 0.0)
    if span.stands == TOLD and span.last <= slot.first:
        cost -= _TOLD
    here = view.bracket(slot.first)
    if view.bracket(span.first) not in (0, here):
        cost += 2.0
    if span.stands == MEMBER:
        near = view.gap(span.last, slot.first) if span.last <= slot.first else None
        cost += 0.0 if near and near.words <= _AT_HAND and not near.commas and not near.strong else _LISTED
    if span.first < slot.first and slot.last <= span.last:
        return cost - _TIED  # "the first phase of 10 GWh of Brel"
    if _kind_of_counted(view, slot, span):
        return None
    if span.last <= slot.first:
        gap = view.gap(span.last, slot.first)
        if labels(view, span):
            return cost + 0.3 * gap.quantities - _tie(view, cue, span)
        cost += 0.08 * gap.words + 0.7 * gap.commas + 0.3 * gap.weak + 1.5 * gap.strong + 0.3 * gap.quantities
        if span.first <= view.first + 1:
            cost -= 0.5
        return cost + _SCOPE if _is_scope(slot, cue, span) else cost - _tie(view, cue, span)
    if span.first >= slot.last and span.stands != WORLD:
        gap = view.gap(slot.last, span.first)
        if gap.words > 1 or gap.quantities or gap.commas:
            return None
        if span.role == WITHIN and slot.quantity.kind == "rank":
            return None  # "first in the country"
        phased = span.stands == PHASE and span.first == slot.last + 1 and view.bracket(span.first) == here
        after = 0.0 if phased else 1.8  # "12 GWh in the first phase"
        return cost + after + 0.4 * gap.words + 2.0 * gap.strong
    return None


def _kind_of_counted(view: SentenceView, slot: Slot, span: Referent) -> bool:
    """Whether a phrase only tells of what kind the counted ones are: "500 makers of | the battery chain"."""
    counts = slot.quantity.kind == "count" and slot.quantity.noun is not None and slot.last in view.ties
    return counts and span.kind == "phrase" and slot.last < span.first <= slot.last + 2


def _is_scope(slot: Slot, cue: Cue | None, span: Referent) -> bool:
    """Whether a place only tells among whom a rank is: "in battery sales of | China 5th"."""
    ranked = slot.quantity.kind == "rank" and span.kind == "place"
    return ranked and cue is not None and cue.side == "noun" and cue.last <= span.first


def _tie(view: SentenceView, cue: Cue | None, span: Referent) -> float:
    """How closely a name is bound to the metric: "Jinan's output" and "output of Jinan" more than any other."""
    if cue is None:
        return 0.0
    possessed = span.kind == "phrase" and span.first > view.first and view.tokens[span.first - 1].norm == "'s"
    if 0 <= span.first - cue.last <= (_OWNER if possessed else 2) or 0 <= cue.first - span.last <= 1:
        return _TIED
    owned = span.last < view.last and view.tokens[span.last].norm == "'s"
    return _TIED if owned and 0 < cue.first - span.last <= 7 else 0.0


S = TypeVar("S", bound="_Span")


class _Span(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


def aligned(view: SentenceView, candidates: Sequence[S]) -> dict[int, S]:
    """The names or goods of a list's numbers where as many stand in a list before it: "A, B and C grew 5, 7, 9%"."""
    chains: list[list[S]] = []
    for span in candidates:
        if chains and coordinated(view, chains[-1][-1].last, span.first):
            chains[-1].append(span)
        else:
            chains.append([span])
    found: dict[int, S] = {}
    for run in coordinated_runs(view):
        before = [c for c in chains if len(c) == len(run) > 1 and c[-1].last <= run[0].first]
        if before and not view.gap(before[-1][-1].last, run[0].first).strong:
            found.update((slot.number, span) for slot, span in zip(run, before[-1], strict=True))
    return found


def _new(view: SentenceView, span: Referent, candidates: Sequence[Referent]) -> bool:
    """Whether a phrase only tells what a company named before it is to build: "Brel will build | a seat plant"."""
    if span.stands != NEW:
        return False
    before = (c for c in candidates if c.last <= span.first and c.kind in ("organisation", "pronoun") and not c.role)
    return any(not view.gap(c.last, span.first).strong for c in before)


def distributed(view: SentenceView, names: Sequence[Referent]) -> dict[int, Referent]:
    """Places that each stand right after their own number: "70% in Asia, 17% in Europe", "against 70% for China"."""
    found: dict[int, Referent] = {}
    for slot in view.slots:
        after = next((n for n in names if 1 <= n.first - slot.last <= 2 and n.kind == "place"), None)
        if after is not None and after.role == WITHIN and not view.gap(slot.last, after.first).commas:
            found[slot.number] = after
    return found if len(found) > 1 else {}
