"""Sectors that stand bare before their numbers: "mining rose 4%", "of which steel made 5 billion", lists of them."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.fields.roles import Referent
from nevextract.assemble.structures import coordinated_runs
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, TOUCHING
from nevextract.find.nouns import NounFinder
from nevextract.mentions import RATIO_KINDS
from nevextract.tokens import HYPHENS, WORD

_SECTOR = 9
_VERB = 4
_LISTED = 40
"Tokens of a list of sectors"
_CLAUSE = frozenset(",;:，；：")
_COMMAS = frozenset(",，、")


def sector(
    view: SentenceView, slot: Slot, candidates: Sequence[Referent], nouns: NounFinder, achieved: bool = False
) -> Referent | None:
    """The sector that the words before a verb of change name: "In all, mining rose 4%". None where the sentence names
    something else there, or what changes is a metric. `achieved`: also before a verb of achieving, or none: "of which
    steel (made) 5 billion"."""
    verbs = [c for c in view.of("change") if c.last <= slot.first and view.gap(c.last, slot.first).bare]
    if not verbs and not achieved:
        return None
    first = last = verbs[-1].first if verbs else _before_metric(view, _before_verb(view, slot, nouns))
    names = [c for c in candidates if c.kind != "phrase"]
    metrics = {i for c in view.of(METRIC) if c.side == "noun" for i in range(c.first, c.last)}
    joints = {i for c in view.of("coordination") for i in range(c.first, c.last)}
    while first > view.first and last - first < _SECTOR:
        token = view.tokens[first - 1]
        inner = token.text in HYPHENS or first - 1 in joints
        if not inner and (token.kind != WORD or nouns.is_stop(view.tokens, first - 1) or first - 1 in metrics):
            break
        if any(n.first < first <= n.last for n in names):
            return None
        first -= 1
    while first < last and (first in joints or view.tokens[first].text in HYPHENS):
        first += 1
    parts = _part_before(view, first, nouns)
    opens = first == view.first or view.tokens[first - 1].text in _CLAUSE or parts
    cues = (c for kind in (METRIC, TOUCHING, "frame") for c in view.of(kind))
    verb = not verbs and any(c.first <= first and last <= c.last for c in cues)
    return Referent(first, last, "phrase", view.source(first, last)) if opens and first < last and not verb else None


def listed_sectors(view: SentenceView, names: Sequence[Referent]) -> dict[int, Referent]:
    """The sectors of a list's numbers, by the slot, where as many stand before their verb: "Food processing, mining and
    the making of tyres grew 4%, 5% and 6%". Lists that name companies or places are others' business."""
    found: dict[int, Referent] = {}
    for run in coordinated_runs(view):
        if len(run) < 2 or any(slot.quantity.kind not in RATIO_KINDS for slot in run):
            continue
        verbs = [c for c in view.of("change") if c.last <= run[0].first and view.gap(c.last, run[0].first).bare]
        last = verbs[-1].first if verbs else run[0].first
        pieces = _pieces(view, _list_start(view, last), last)
        spans = [Referent(a, b, "phrase", view.source(a, b)) for a, b in pieces if a < b]
        inside = any(n.kind != "phrase" and spans and spans[0].first <= n.first < last for n in names)
        if len(spans) == len(run) and verbs and not inside:
            found.update((slot.number, span) for slot, span in zip(run, spans, strict=True))
    return found


def _list_start(view: SentenceView, last: int) -> int:
    """Where the list that ends at a token begins: behind a metric and "of", or with its clause."""
    first = last
    owned = {c.last for c in view.of(METRIC) if c.side == "noun" and c.last in view.ties}
    while first > max(view.first, last - _LISTED):
        before = view.tokens[first - 1]
        if first - 1 in owned or (before.text in _CLAUSE and before.text not in _COMMAS):
            break
        first -= 1
    while first < last and first in view.ties:
        first += 1
    return first


def _pieces(view: SentenceView, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a list: between commas, the last ones between its last "and"."""
    joints = [c for c in view.of("coordination") if c.value == "and" and first < c.first and c.last <= last]
    if not joints:
        return []
    cuts = [(i, i + 1) for i in range(first, joints[-1].first) if view.tokens[i].text in _COMMAS]
    cuts.append((joints[-1].first, joints[-1].last))
    begins = [first, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), last]
    return [(a, b) for a, b in zip(begins, ends, strict=True) if b > a]


def _part_before(view: SentenceView, first: int, nouns: NounFinder) -> bool:
    """Whether words for the parts of an amount end right before token `first`: "of which | steel"."""
    starts = range(max(view.first, first - _VERB), first)
    hits = (nouns.markers.parts.longest(view.tokens, i, first) for i in starts)
    return any(hit is not None and hit.last == first for hit in hits)


def _before_verb(view: SentenceView, slot: Slot, nouns: NounFinder) -> int:
    """Where a verb of achieving begins that leads to a number ("steel | has made 5 billion"), else where the number
    does."""
    for first in range(max(view.first, slot.first - _VERB), slot.first):
        hit = nouns.markers.achieved.longest(view.tokens, first, slot.first)
        if hit is not None and hit.last == slot.first:
            return first
    return slot.first


def _before_metric(view: SentenceView, last: int) -> int:
    """Where the metric begins that ends at a token: "of which steel | output value"."""
    return next((c.first for c in view.of(METRIC) if c.side == "noun" and c.last == last), last)
