"""Metrics that go by one name: "sales" are cars in one text and money in another, and the text's own amounts tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.view import SentenceView
from nevextract.find.cues import METRIC
from nevextract.mentions import RATIO_KINDS

_REACH = 8
"Tokens from a name to the amount that tells what is meant by it"
_MONEY = "money"


def unmeant(views: Iterable[SentenceView | None], table: MetricTable) -> frozenset[str]:
    """Of the metrics of money and of goods that share a name, those that the text's amounts are seldomer of: `sales`
    where "sales of 22 billion euros" are told and no "sales of 9,000 cars"."""
    told: Counter[tuple[str, str, bool]] = Counter()
    for view in views:
        if view is not None and view.slots:
            told.update(_told(view, table))
    found: set[str] = set()
    for money, goods, _ in sorted(told):
        rich, many = told[money, goods, True], told[money, goods, False]
        if rich != many:
            found.add(goods if rich > many else money)
    return frozenset(found)


def _told(view: SentenceView, table: MetricTable) -> Iterable[tuple[str, str, bool]]:
    """Every shared name with an amount right behind it: the two metrics, and whether the amount is money."""
    amounts = [s for s in view.slots if s.quantity.kind not in RATIO_KINDS and s.quantity.kind != "rank"]
    names: dict[tuple[int, int], list[str]] = {}
    for cue in view.of(METRIC) if amounts else ():
        if cue.side == "noun":
            names.setdefault((cue.first, cue.last), []).append(cue.value)
    for (_, last), metrics in names.items():
        if len(metrics) < 2:
            continue
        slot = next((s for s in amounts if s.first >= last), None)
        if slot is None or slot.first - last > _REACH:
            continue
        gap = view.gap(last, slot.first)
        if gap.metrics or gap.strong:
            continue
        kinds = {name: table.by_id[name].kind for name in metrics}
        for money in (n for n in metrics if kinds[n] == _MONEY):
            for goods in (n for n in metrics if kinds[n] == "volume"):
                yield money, goods, slot.quantity.kind == _MONEY
