"""One number in its sentence and text, and what its words and those around it are, asked for every reading of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nevextract.assemble.anaphora import bare_features, is_part_before, is_stood_for
from nevextract.assemble.context import Context
from nevextract.assemble.measures import is_compared, rate_of
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC
from nevextract.mentions import RATIO_KINDS
from nevextract.once import once
from nevextract.tokens import WORD

_NONE: frozenset[str] = frozenset()
_AMOUNTS = frozenset({"money", "count", "measure"})
_NO_FIGURES = frozenset({"personal", "inventory", "stock"})
"Cues before an amount that make it no figure"
_LIKE = 4
"So many times one amount may be the other that it is compared with"


@dataclass(eq=False)
class Situation:
    """One number in its sentence and text: what was told before it, and what else is known of it.

    `listed` is the metric that a list gives it, `earlier` the metrics that the numbers before it in the sentence are
    likely of, `echo` the metric and measure of the same number elsewhere in the text, `read` what the numbers before it
    in the sentence are likely of, by slot; `kind` is its class of unit and `decided` the metrics that its unit speaks
    for without any cue. What follows from these is worked out when it is first asked for.
    """

    view: SentenceView
    slot: Slot
    context: Context
    listed: str | None = None
    earlier: frozenset[str] = _NONE
    echo: tuple[str, str] | None = None
    read: Mapping[int, str | None] = field(default_factory=dict)
    kind: str = ""
    decided: frozenset[str] = _NONE

    @once
    def ratio(self) -> bool:
        """Whether it is a ratio or a rank, which any metric may have."""
        return self.slot.quantity.kind in RATIO_KINDS or self.slot.quantity.kind == "rank"

    @once
    def likely(self) -> frozenset[str]:
        """The metrics that other numbers make likely."""
        return self.earlier | {self.echo[0]} if self.echo else self.earlier

    @once
    def told(self) -> frozenset[str]:
        """The metrics that the text has told of."""
        return frozenset(self.context.metrics())

    @once
    def rate(self) -> str | None:
        """The time that it is stated for ("a year"), or None."""
        return rate_of(self.view, self.slot)

    @once
    def is_worth(self) -> bool:
        """Whether it tells what things counted before it are worth: "9,000 cars valued at 1.2 billion yuan"."""
        return any(c.value == "worth" and c.last == self.slot.first for c in self.view.of("frame"))

    @once
    def follows_product(self) -> bool:
        """Whether goods are named right before it, as in a list of goods with their amounts."""
        goods = self.slot.quantity.kind in ("measure", "count", "bare")
        return goods and any(p.last == self.slot.first for p in self.view.products)

    @once
    def is_priced(self) -> bool:
        """Whether it is paid for one of the goods: "97,000 yuan a tonne"."""
        cues = self.view.of(METRIC)
        return any(c.value == "price" and c.side == "after" and c.first == self.slot.last for c in cues)

    @once
    def is_attribute(self) -> bool:
        """Whether it stands between an article and its noun, as a plant's size does: "an 8 GWh battery plant"."""
        view, slot = self.view, self.slot
        if slot.last >= view.last or view.tokens[slot.last].kind != WORD or slot.last in view.ties:
            return False
        return any(c.value == "article" and c.last == slot.first for c in view.of("frame"))

    @once
    def is_stood_for(self) -> bool:
        """Whether a pronoun for a metric's name leads up to it."""
        return is_stood_for(self.view, self.slot)

    @once
    def is_part_before(self) -> bool:
        """Whether "of which" stands right before it."""
        return is_part_before(self.view, self.slot)

    @once
    def bare(self) -> Mapping[str, float]:
        """The reasons to take it, if it has no unit, for some of what the text has counted."""
        return bare_features(self.view, self.slot, False)

    @once
    def compared_with(self) -> str | None:
        """The metric of an amount of like size told before that this one is compared with: "N, up from M"."""
        view, q = self.view, self.slot.quantity
        if self.ratio or not self.slot.number or not is_compared(view, self.slot):
            return None
        before = next((s for s in reversed(view.slots[: self.slot.number]) if s.quantity.kind not in RATIO_KINDS), None)
        if before is None or (before.quantity.kind, before.quantity.unit) != (q.kind, q.unit):
            return None
        like = before.quantity.value / _LIKE <= q.value <= before.quantity.value * _LIKE
        return self.read.get(before.number) if like else None

    @once
    def follows_none(self) -> bool:
        """Whether it is a percentage of an amount right before it that is told to be no figure, so that it is none."""
        view, slot = self.view, self.slot
        if not self.ratio or slot.quantity.kind == "rank" or not slot.number:
            return False
        before = view.slots[slot.number - 1]
        while before.quantity.kind in RATIO_KINDS and before.number and self.read.get(before.number, "") is None:
            before = view.slots[before.number - 1]
        if before.quantity.kind not in _AMOUNTS or self.read.get(before.number, "") is not None:
            return False
        gap = view.gap(before.last, slot.first)
        told = any(c.value in _NO_FIGURES and c.last <= before.first for c in view.of("no_figure"))
        return told and not (gap.strong or gap.metrics)

    @once
    def whole(self) -> str | None:
        """The metric of the amount that this one is a part of: "orders of 106 billion yuan, of which Brel has 40 and
        Taro 30 billion"."""
        view, slot = self.view, self.slot
        cues = [c for c in view.of("coordination") if c.value == "anaphora" and c.side == "either"]
        cues = [c for c in cues if c.last <= slot.first]
        if not cues:
            return None
        gap = view.gap(cues[-1].last, slot.first)
        if gap.strong or (gap.values if slot.quantity.kind == "money" else gap.volumes):
            return None
        amounts = [s for s in view.slots[: slot.number] if s.quantity.unit == slot.quantity.unit]
        whole = next((s for s in reversed(amounts) if s.last <= cues[-1].first), None)
        if whole is None or view.gap(whole.last, cues[-1].first).metrics:
            return None
        metric = self.read.get(whole.number)
        parts = [s for s in amounts if s.first >= cues[-1].last]
        return metric if all(self.read.get(s.number) == metric for s in parts) else None
