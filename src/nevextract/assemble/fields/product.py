"""What is counted, made or sold, where it narrows the metric."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.structures import coordinated
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.find.nouns import NounFinder, Phrase
from nevextract.mentions import RATIO_KINDS
from nevextract.tokens import WORD

CARRY = ""
"""Returned where the sentence names no product and the number does not say otherwise: the one before may hold."""
DASHES = frozenset("-–—")
_COMMAS = frozenset(",，")
_NAMING = frozenset({"noun", "after"})
_AMOUNTS = frozenset({"measure", "bare", "count"})
_TOUCHING = 3
_MODEL_REACH = 6
"Tokens from a metric to goods that their model's name stands before"
_WHOLE = 5
_REACH = 25
_COUNT_REACH = 4
_UNKNOWN = 4
"Words of goods that no list holds"


def product_of(
    view: SentenceView,
    slot: Slot,
    cue: Cue | None,
    products: Sequence[Phrase],
    nouns: NounFinder,
    count: bool,
    since: int | None = None,
) -> str | None:
    """The product of a figure: its own counted noun, else the one named at its metric ("NEV output"), else the nearest
    one before it in the clause. `count`: enterprises, projects and the like, which have a product only at their side.
    `since`: the token from which on goods count, where what stands before belongs to the level of a change or share.

    None: it has none ("vehicles" counts all of them). `CARRY`: the sentence is silent.
    """
    own = [p for p in products if slot.first <= p.first and p.last <= slot.last]
    if since is not None:
        products = [p for p in products if p.first >= since and not view.gap(since, p.first).amounts]
        ratio = slot.quantity.kind in RATIO_KINDS  # "71 percent of the bus fleet"
        cue = cue if cue is not None and since <= cue.first and not (ratio and cue.first >= slot.last) else None
    said, text = _counted(view, slot, own, nouns)
    if count:
        found = text if said and slot.quantity.unit in nouns.counted_goods else None
        return found or _of_count(view, slot, cue, own, products, nouns)
    if said or _all_of_them(view, cue, nouns):
        return text
    anchors = [p for p in products if not (slot.first <= p.first < slot.last) and not _elsewhere(view, slot, p)]
    named = _at_metric(view, slot, cue, anchors, nouns)
    phrase = _at_number(view, slot, anchors)
    if phrase is None or (named is not None and cue is not None and _only_for(view, cue, named, phrase)):
        phrase = named or phrase or _behind(view, slot, anchors)
    if phrase is not None:
        return _source(view, _spelt_out(view, phrase, products))
    if slot.last in view.ties and slot.quantity.kind not in RATIO_KINDS and _names_goods(view, slot.last + 1):
        return None  # "11,505 units of the OV7": goods that we do not know, but none named before
    unknown = _unknown(view, slot, nouns)
    if unknown is not None:
        return unknown
    shared = _before(view, slot, anchors, products) or _range_end(view, slot, products)
    shared = _of_part(view, slot, anchors, nouns) or shared or _head(view, slot, products, nouns)
    if shared is None and since is None:
        shared = _of_whole(view, slot, anchors)
    return _source(view, _spelt_out(view, shared, products)) if shared is not None else CARRY


def _of_count(
    view: SentenceView,
    slot: Slot,
    cue: Cue | None,
    own: Sequence[Phrase],
    products: Sequence[Phrase],
    nouns: NounFinder,
) -> str | None:
    """The goods that firms or projects counted have to do with."""
    near = (
        own
        or _of_makers(view, slot, nouns)
        or [p for p in products if 0 <= p.first - slot.last <= _COUNT_REACH]
        or _just_before(view, slot, cue, products)
    )
    phrase = near[0] if near else _theme(view, products, nouns)
    if phrase is not None:
        return _source(view, _spelt_out(view, phrase, products))
    return CARRY if slot.quantity.noun is None or slot.quantity.unit in nouns.counted_goods else None


def _at_number(view: SentenceView, slot: Slot, anchors: Sequence[Phrase]) -> Phrase | None:
    """The goods right at a number: "31,000 were | electric vans", "of which | vans 4,000"."""
    told = [p for p in anchors if p.first == slot.last + 1 and slot.last in view.copulas]
    if told:
        return told[0]
    beside = [p for p in anchors if p.last <= slot.first and view.gap(p.last, slot.first).bare]
    fits = bool(beside) and slot.quantity.kind in _AMOUNTS and _not_metrics(view, beside[-1], slot)
    return beside[-1] if fits else None


def _at_metric(
    view: SentenceView, slot: Slot, cue: Cue | None, anchors: Sequence[Phrase], nouns: NounFinder
) -> Phrase | None:
    """The goods or the sector at a metric's name: "NEV output", "sales of vans", "cell capacity"."""
    if cue is None:
        return None
    invested = nouns.sector_at(view.tokens, cue, view.first, view.last)
    if invested is not None:
        return invested
    later = any(_anew(view, cue, p) for p in anchors if cue.last <= p.first and p.last <= slot.first)
    near = [p for p in anchors if cue.first <= p.first and p.last <= cue.last and not later]
    near = near or [p for p in anchors if 0 <= cue.first - p.last <= 1 or _of_metric(view, cue, p)]
    if not near and cue.side in _NAMING:
        plain = nouns.products(view.tokens, view.first, view.last, bare=True)
        near = [p for p in plain if p.last == cue.first and nouns.is_product(view.tokens, p.first, p.last)]
    return near[0] if near else None


def _all_of_them(view: SentenceView, cue: Cue | None, nouns: NounFinder) -> bool:
    """Whether a plain word for vehicles stands right before a metric: "car sales" are those of all cars."""
    if cue is None or cue.side != "noun" or cue.first == view.first:
        return False
    first = cue.first - 1
    return not nouns.is_product(view.tokens, first, cue.first) and not any(p.last == cue.first for p in view.products)


def _of_metric(view: SentenceView, cue: Cue, phrase: Phrase) -> bool:
    """Whether goods follow a metric's name, the name of their model left aside: "deliveries of the A7 | coupe SUV"."""
    if not 0 <= phrase.first - cue.last <= _MODEL_REACH:
        return False
    if view.gap(cue.last, phrase.first).quantities:
        return False
    inner = range(cue.last + 2, phrase.first)
    return phrase.first - cue.last <= 2 or all(i in view.ties or view.tokens[i].text[0].isupper() for i in inner)


def _behind(view: SentenceView, slot: Slot, anchors: Sequence[Phrase]) -> Phrase | None:
    """The goods right behind a number: "40 GWh | battery", "7 percent of | vans"."""
    touching = [p for p in anchors if 0 <= p.first - slot.last <= _TOUCHING]
    touching = [
        p for p in touching if not (view.gap(slot.last, p.first).quantities or view.gap(slot.last, p.first).commas)
    ]
    bound = bool(touching) and touching[0].first == slot.last + 1 and slot.last in view.ties
    return touching[0] if touching and (bound or slot.quantity.kind in _AMOUNTS) else None


def _before(view: SentenceView, slot: Slot, anchors: Sequence[Phrase], products: Sequence[Phrase]) -> Phrase | None:
    """The goods named last in the clause."""
    before = [p for p in anchors if 0 <= slot.first - p.last <= _REACH and not view.gap(p.last, slot.first).strong]
    if not before and slot.quantity.kind == "money":
        before = [p for p in products if p.last <= slot.first and not view.gap(p.last, slot.first).strong]
    return before[-1] if before else None


def _of_part(view: SentenceView, slot: Slot, anchors: Sequence[Phrase], nouns: NounFinder) -> Phrase | None:
    """The goods that a part is told to be or to be for: "half of them were | vans", "most of it for | trucks"."""
    if slot.quantity.kind not in RATIO_KINDS:
        return None
    near = (p for p in anchors if slot.last < p.first <= slot.last + _WHOLE)
    told = (p for p in near if nouns.purposes.ends_at(view.tokens, p.first, slot.last))
    gaps = ((p, view.gap(slot.last, p.first)) for p in told)
    return next((p for p, gap in gaps if gap.words <= 1 and not gap.commas), None)


def _of_whole(view: SentenceView, slot: Slot, anchors: Sequence[Phrase]) -> Phrase | None:
    """The goods that a share is of, where nothing else is named: "70 percent of the country's | bearings"."""
    if slot.quantity.kind not in RATIO_KINDS or slot.last not in view.ties:
        return None
    near = (p for p in anchors if slot.last < p.first <= slot.last + _WHOLE)
    return next((p for p in near if view.gap(slot.last, p.first).words <= 1), None)


def _theme(view: SentenceView, products: Sequence[Phrase], nouns: NounFinder) -> Phrase | None:
    """The goods that a sentence turns to: "With regard to | vans, the city has"."""
    lead = nouns.themes.longest(view.tokens, view.first, view.last)
    named = (p for p in products if lead is not None and lead.last == p.first)
    return next((p for p in named if p.last < view.last and view.tokens[p.last].text in _COMMAS), None)


def _only_for(view: SentenceView, cue: Cue, named: Phrase, phrase: Phrase) -> bool:
    """Whether goods behind a metric only tell what those named with it are for: "battery installations for | cars"."""
    return named.first <= cue.first and cue.last < phrase.first and not _anew(view, cue, phrase)


def _anew(view: SentenceView, cue: Cue, phrase: Phrase) -> bool:
    """Whether goods behind a metric's name begin something new: "motor vehicles in use, of which | vans numbered"."""
    gap = view.gap(cue.last, phrase.first)
    return bool(gap.commas or gap.quantities or gap.strong or gap.colons)


def _unknown(view: SentenceView, slot: Slot, nouns: NounFinder) -> str | None:
    """Goods that no list holds, behind their amount: "120,000 tonnes of | silicone sealant"."""
    if slot.quantity.kind not in _AMOUNTS or slot.last not in view.ties:
        return None
    if nouns.is_article(view.tokens, slot.last):
        return None  # "30,000 tonnes a year"
    first = last = slot.last + 1
    metrics = {i for c in view.of(METRIC) for i in range(c.first, c.last)}
    while last < min(view.last, first + _UNKNOWN) and view.tokens[last].kind == WORD and last not in view.stops:
        if last in metrics or last in view.dated:
            return None
        last += 1
    return view.source(first, last) if last > first else None


def _range_end(view: SentenceView, slot: Slot, products: Sequence[Phrase]) -> Phrase | None:
    """The goods that the other end of a way counts: "from 1.2 million to 2 million | gearboxes"."""
    later = next((s for s in view.slots if s.number == slot.number + 1), None)
    if later is None or not (later.first - 1 == slot.last and slot.last in view.targets):
        return None
    return next((p for p in products if later.first <= p.first and p.last <= later.last), None)


def _head(view: SentenceView, slot: Slot, products: Sequence[Phrase], nouns: NounFinder) -> Phrase | None:
    """The goods that a sentence begins with or turns to, where no other number stands between: "Vans, however, fell 3
    percent"."""
    first = products[0] if products else None
    opens = first is not None and first.first <= view.first + 1 and first.last <= slot.first
    if first is not None and opens and not view.gap(first.last, slot.first).quantities:
        return first
    return _theme(view, products, nouns)


def _names_goods(view: SentenceView, first: int) -> bool:
    """Whether a capitalised word stands at a token or right behind an article there, and tells no period."""
    near = range(first, min(first + 2, view.last))
    return any(view.tokens[i].text[0].isupper() and i not in view.dated for i in near)


def _of_makers(view: SentenceView, slot: Slot, nouns: NounFinder) -> list[Phrase]:
    """The goods within the noun that a count gives: "40 auto parts makers"."""
    first = next(
        (i for i in range(slot.first, slot.last) if view.tokens[i].start >= slot.quantity.number_end), slot.last
    )
    found = nouns.counted(view.tokens, first, min(slot.last + 1, view.last))
    return [] if found is None else [found]


def _not_metrics(view: SentenceView, phrase: Phrase, slot: Slot) -> bool:
    """Whether no metric's name stands between goods and a number right after them."""
    return not any(phrase.last <= c.first < slot.first for c in view.of(METRIC))


def _just_before(view: SentenceView, slot: Slot, cue: Cue | None, products: Sequence[Phrase]) -> list[Phrase]:
    """The goods named right before a count ("swap stations numbered 400") or beside its metric ("that of piles")."""
    found = [p for p in products if p.last <= slot.first and view.gap(p.last, slot.first).bare]
    if not found and cue is not None:
        found = [p for p in products if 0 <= cue.first - p.last <= 1 or 0 <= p.first - cue.last <= 2]
        found += [p for p in products if p.first <= cue.first < p.last]  # "public charging | piles"
    return found[-1:]


def _spelt_out(view: SentenceView, phrase: Phrase, products: Sequence[Phrase]) -> Phrase:
    """The full name of goods that stand shortened in the brackets right behind it: "plug-in hybrids (PHEVs; ...)"."""
    if not view.bracket(phrase.first):
        return _before_dash(view, phrase, products)
    return next((p for p in products if p.last == phrase.first - 1 and not view.bracket(p.first)), phrase)


def _before_dash(view: SentenceView, phrase: Phrase, products: Sequence[Phrase]) -> Phrase:
    """The goods that a dash splits up into those given: "electrified cars - BEVs, PHEVs and HEVs - rose"."""
    first = phrase
    for p in reversed([p for p in products if p.last <= phrase.first]):
        between = view.tokens[p.last : first.first]
        if len(between) == 1 and between[0].text in DASHES and between[0].start > view.tokens[p.last - 1].end:
            return p
        if not coordinated(view, p.last, first.first):
            break
        first = p
    return phrase


def _counted(view: SentenceView, slot: Slot, own: Sequence[Phrase], nouns: NounFinder) -> tuple[bool, str | None]:
    """Whether the number's own noun settles the product, and to what."""
    q = slot.quantity
    if q.noun is not None and q.noun_start is not None and q.noun_end is not None:
        inside = [
            i
            for i in range(slot.first, slot.last)
            if view.tokens[i].start >= q.noun_start and view.tokens[i].end <= q.noun_end
        ]
        if inside and nouns.is_product(view.tokens, inside[0], inside[-1] + 1):
            return True, q.noun
        if inside and q.unit == "vehicle" and not own:
            return True, None
    return bool(own), _source(view, own[0]) if own else None


def _elsewhere(view: SentenceView, slot: Slot, phrase: Phrase) -> bool:
    return any(s.first <= phrase.first < s.last for s in view.slots if s.number != slot.number)


def _source(view: SentenceView, phrase: Phrase) -> str:
    return view.source(phrase.first, phrase.last)
