"""Reasons to take a number for no figure, or not for one of this metric, whatever cues stand around it."""

from __future__ import annotations

from nevextract.assemble.metrics import Metric
from nevextract.assemble.situation import Situation
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import GROWTH, METRIC, Cue
from nevextract.mentions import RATIO_KINDS, Quantity

Features = dict[str, float]
_SMALL = 10_000
"""Amounts of money below this are prices, fees and the like, never an industry's output or an investment."""
_DEAR = 1_000_000_000
"Nothing sold by the piece costs so much"
_MODEST = 1_000_000
"Without a word that names them, amounts below this are no industry's either"
_PRICED = frozenset({"price", "subsidy"})
_SPECIFICATION = frozenset({"W", "kW", "Wh", "kWh"})
_LARGE = 10_000
"""Fewer of these small units describe one motor or battery, not an industry's output."""
_BOUNDS = frozenset({"over", "at_least", "under", "at_most"})
_CLAUSE = 12
_OTHER_RATE, _PER, _STOCK, _INVENTORY, _GROUP = "other_rate", "per", "stock", "inventory", "group"
_FEW = 5
_CLASS = 8
_QUOTED = 2
_HANDFUL = 20
_MOST, _SUM = 100_000_000, 1_000_000_000
"No so many enterprises or piles stand anywhere; a bare number so large is money without its currency"


class Doubts:
    """The doubts about one number: about any reading of it, and about reading it as one metric."""

    def __init__(self, at: Situation) -> None:
        self._at = at
        self._first = _of_form(at)
        self._last = _of_words(at) | _of_cues(at)

    def of(self, metric: Metric) -> Features:
        """The doubts about reading the number as a figure of this metric."""
        return self._first | _of_metric(self._at, metric) | self._last


def _of_form(at: Situation) -> Features:
    """The doubts that an equation or a label of size raises."""
    view, slot = at.view, at.slot
    features: Features = {}
    before, behind = max(slot.first - 1, view.first), min(slot.last, view.last - 1)
    if view.tokens[before].text == "=" or view.tokens[behind].text == "=":
        features["doubt.equation"] = 1.0
    if slot.quantity.form == "level_label" and _names_class(view, slot):
        features["doubt.label"] = 1.0
    return features


def _of_metric(at: Situation, metric: Metric) -> Features:
    """The doubts that go with what the metric measures."""
    view, slot = at.view, at.slot
    q = slot.quantity
    features: Features = {}
    if q.kind in RATIO_KINDS:
        if metric.kind == "count":
            features["doubt.ratio_of_count"] = 1.0
    elif q.kind == "rank":
        named = slot.last < view.last and view.is_noun(slot.last) and slot.first - 1 in view.ties
        if named and q.approximation == "at_most":
            features["doubt.group"] = 1.0  # "the top ten regions"
    elif metric.kind == "money":
        features |= _money_doubts(at, metric)
    elif q.unit in _SPECIFICATION and abs(q.value) < _LARGE:
        features["doubt.specification"] = 1.0
    elif q.kind in ("bare", "count") and q.value != q.value.to_integral_value():
        features["doubt.fraction_counted"] = 1.0
    if q.kind == "measure" and metric.kind == "volume" and at.is_attribute:
        features["attribute.stock" if metric.time == "stock" else "doubt.attribute"] = 1.0
    if q.kind in ("count", "bare") and abs(q.value) >= (_MOST if metric.kind == "count" else _SUM):
        features["doubt.too_many"] = 1.0
    return features


def _of_words(at: Situation) -> Features:
    """The doubts that the number itself raises, and where it stands."""
    view, slot = at.view, at.slot
    q = slot.quantity
    features: Features = {}
    if q.kind in ("count", "bare") and q.value <= _FEW and not view.has_digit(slot):
        features["doubt.few"] = 1.0
    if q.kind == "bare" and abs(q.value) < _HANDFUL:
        features["doubt.small_bare"] = 1.0
    if is_quotation(view, slot):
        features["doubt.stock"] = 1.0
    if q.kind not in RATIO_KINDS and is_bound(view, slot):
        features["doubt.threshold"] = 1.0
    return features


def _of_cues(at: Situation) -> Features:
    """The doubts that words near the number raise: of another kind of rate, of shares, of a price per something."""
    view, slot, q = at.view, at.slot, at.slot.quantity
    features: Features = {}
    for cue in view.of("no_figure"):
        if cue.value == _OTHER_RATE and q.kind not in RATIO_KINDS:
            continue
        if cue.first < slot.last and slot.first < cue.last:
            if cue.first < slot.first:  # "per hundred yuan"
                features[f"doubt.{cue.value}"] = 1.0
            elif cue.value == _GROUP and q.kind == "count":
                features["doubt.group"] = 1.0  # "the ten largest makers" are counted by nobody
            continue
        if cue.value == _GROUP:
            continue
        behind = cue.first >= slot.last
        if cue.side == ("before" if behind else "after"):
            continue
        if cue.value == _OTHER_RATE and not behind and _has_share(view, slot):
            continue  # "holds 40 percent of the market"
        aside = view.bracket(cue.first)
        if cue.value == _STOCK and aside and aside != view.bracket(slot.first):
            continue  # "Brel (NASDAQ: BRL) delivered 37,000 cars"
        if cue.value == _STOCK and not behind and _leads_ratio(view, cue):
            continue  # "with shares of 4.0 and 2.7 percent"
        gap = view.gap(slot.last, cue.first) if behind else view.gap(cue.last, slot.first)
        distance = cue.first - slot.last if behind else slot.first - cue.last
        near = distance <= (0 if cue.value == _PER else _CLAUSE)
        follows = q.kind in RATIO_KINDS and not behind and cue.value in (_OTHER_RATE, _STOCK)
        follows = follows and not (gap.quantities and q.kind == "percent" and _named_change(view, slot))
        passed = gap.quantities > (1 if follows or cue.value == _STOCK else 0)
        parted = gap.commas > (1 if follows or cue.value == _INVENTORY else 0)
        lists = cue.value == _OTHER_RATE and not behind and _goes_on(view, cue, slot)
        if lists or (near and not (gap.strong or parted or passed) and gap.words <= 4):
            features[f"doubt.{cue.value}"] = 1.0
    return features


def _money_doubts(at: Situation, metric: Metric) -> Features:
    """The doubts about the size of an amount of money, and about one paid for a single thing."""
    priced, amount = metric.id in _PRICED, abs(at.slot.quantity.value)
    features: Features = {}
    if not priced and at.is_priced:
        features["doubt.priced"] = 1.0  # "had cost 97,000 yuan a tonne"
    if amount < _SMALL and not priced:
        features["doubt.small_money"] = 1.0
    elif amount >= _DEAR and metric.id == "price":
        features["doubt.dear"] = 1.0
    return features


def _has_share(view: SentenceView, slot: Slot) -> bool:
    """Whether "of the market" follows a number."""
    return any(c.side == GROWTH and c.first == slot.last for c in view.of(METRIC))


def _leads_ratio(view: SentenceView, cue: Cue) -> bool:
    """Whether a percentage follows right behind a cue that ends in a word that ties ("shares of")."""
    ends = cue.last - 1 in view.ties
    return ends and any(s.first == cue.last and s.quantity.kind in RATIO_KINDS for s in view.slots)


def _named_change(view: SentenceView, slot: Slot) -> bool:
    """Whether a noun of change follows a number: "a margin of 7 percent, marking a 16 percent increase"."""
    return any(c.first == slot.last and c.side == "either" for c in view.of("change"))


def _goes_on(view: SentenceView, cue: Cue, slot: Slot) -> bool:
    """Whether a ratio is one of several of the same other rate: "gross margins were 10.0% for Brel, 17.3% for Taro and
    13.6% for Dune". A change in percent behind such a rate is mostly of something else; one in points is its own."""
    gap = view.gap(cue.last, slot.first)
    if gap.metrics or gap.amounts or gap.words > _CLAUSE or (gap.strong and not gap.colons):
        return False
    own = slot.quantity.kind == "points" or view.bracket(slot.first)
    return bool(own) or not any(cue.last <= c.first <= slot.last for c in view.of("change"))


def is_modest(q: Quantity, metric: Metric) -> bool:
    """Whether an amount of money is too small for a metric that nothing beside it names."""
    return q.kind == "money" and _SMALL <= abs(q.value) < _MODEST and metric.id not in _PRICED


def _names_class(view: SentenceView, slot: Slot) -> bool:
    """Whether a "trillion level" says of what size a thing is ("a trillion-level industry"), not what it comes to."""
    articles = [c for c in view.of("frame") if c.value == "article"]
    led = any(c.last == slot.first or c.first == slot.first for c in articles)
    return led or slot.quantity.unit is None or (slot.last < view.last and view.is_noun(slot.last))


def is_quotation(view: SentenceView, slot: Slot) -> bool:
    """Whether a number stands in a share's quotation: "(455.01, -18.91, -3.99%)"."""
    bracket = view.bracket(slot.first)
    if not bracket:
        return False
    inside = [
        s.quantity for s in view.slots[max(slot.number - 2, 0) : slot.number + 3] if view.bracket(s.first) == bracket
    ]
    bare = [q for q in inside if q.kind == "bare" and q.value != q.value.to_integral_value()]
    return len(inside) > len(bare) >= _QUOTED


def _bounds_class(view: SentenceView, slot: Slot) -> bool:
    """Whether a class of firms or projects is told by the bound: "enterprises with revenue of more than 20 million"."""
    for cue in view.of("threshold"):
        if cue.value == "class" and cue.last <= slot.first <= cue.last + _CLASS:
            gap = view.gap(cue.last, slot.first)
            totals = (c for c in view.of("threshold") if c.value == "total" and cue.last <= c.first < slot.first)
            if not (gap.quantities or gap.commas or gap.strong or any(totals)):
                return True
    return False


def _told_between(view: SentenceView, first: int, last: int) -> bool:
    """Whether something is told of what is counted before the words that would bound it: "9,000 cars were made there
    with an output value of more than 2 billion yuan"."""
    between = range(first, last)
    told = any(c.first in between and c.value != "copula" for c in view.of("status"))
    told = told or any(c.first in between and c.side in ("before", "after") for c in view.of(METRIC))
    return told or any(c.value == "and" and c.first in between for c in view.of("coordination"))


def is_bound(view: SentenceView, slot: Slot) -> bool:
    """Whether an amount only bounds a class of counted things: "26 projects above 1 billion yuan each"."""
    if slot.quantity.approximation not in _BOUNDS or slot.quantity.form == "level_label":
        return False
    after = [c for c in view.of("threshold") if c.value == "bound" and c.side == "after"]
    if slot.quantity.kind == "money" and any(c.first < slot.last <= c.last for c in after):
        return True  # "20 million yuan and above"
    if any(c.first == slot.last and c.side == "after" for c in view.of("change")):
        return False  # "over 170 more than in 2020"
    if _bounds_class(view, slot):
        return True
    if not slot.number:
        return False
    before = view.slots[slot.number - 1]
    gap = view.gap(before.last, slot.first)
    if before.quantity.kind not in ("count", "bare") or gap.commas or gap.strong or gap.words > 4:
        return False
    if slot.first - 1 in view.targets:
        return False  # "grew from 40,000 to over 60,000 employees"
    total = [c for c in view.of("threshold") if c.value == "total"]
    if any(before.last <= c.first < slot.first or 0 <= c.first - slot.last <= 2 for c in total):
        return False
    if any(c.value == "signed" and before.last <= c.first < slot.first for c in view.of("threshold")):
        return False
    bounds = [c for c in view.of("threshold") if c.value == "bound"]
    ahead = any(
        c.side == "before" and before.last <= c.first < slot.first + 2 and not _told_between(view, before.last, c.first)
        for c in bounds
    )
    return ahead or any(c.side == "after" and 0 <= c.first - slot.last <= 1 for c in bounds)
