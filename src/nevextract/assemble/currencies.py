"""Amounts of money whose currency the text leaves out: "total investment 1.5 billion" where all else is in yuan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import Quantity
from nevextract.numbers.finder import ASSUMED
from nevextract.tokens import WORD, Token

_MAGNITUDE = 1_000_000
"Only so large a number is money without a word for it"
_MAIN = 0.75
"The part of a text's amounts of money that its main currency has"
_REACH = 4
_TYING = frozenset({"link", "status"})


def main_currency(quantities: Iterable[Quantity]) -> str | None:
    """The currency that all or nearly all amounts of money are in; None where there is none."""
    counts = Counter(q.unit for q in quantities if q.kind == "money" and q.unit)
    if not counts:
        return None
    top, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return top if number >= _MAIN * counts.total() else None


def with_currency(
    found: Sequence[Quantity], cues: Sequence[Cue], tokens: Sequence[Token], money: Collection[str], currency: str
) -> list[Quantity]:
    """The quantities of a sentence, bare ones in millions right behind the name of a metric of money in the currency of
    the text, flagged `currency_assumed`."""
    others = {(c.first, c.last) for c in cues if c.kind == METRIC and c.value not in money}
    names = [c for c in cues if c.kind == METRIC and c.side == "noun" and (c.first, c.last) not in others]
    if not names or all(q.unit is not None for q in found):
        return list(found)
    tying = {i for c in cues if c.kind in _TYING for i in range(c.first, c.last)}
    return [_as_money(q, names, tying, tokens, currency) if _is_large(q) else q for q in found]


def _is_large(q: Quantity) -> bool:
    return q.kind == "bare" and q.unit is None and q.noun is None and q.value >= _MAGNITUDE


def _as_money(
    q: Quantity, names: Sequence[Cue], tying: Collection[int], tokens: Sequence[Token], currency: str
) -> Quantity:
    for cue in names:
        at = cue.last
        while at < len(tokens) and at - cue.last < _REACH and tokens[at].start < q.start and at in tying:
            at += 1
        if at < len(tokens) and at >= cue.last and tokens[at].start == q.start and _ends(q, tokens, at, tying):
            return replace(q, unit=currency, kind="money", flags=tuple(sorted({*q.flags, ASSUMED})))
    return q


def _ends(q: Quantity, tokens: Sequence[Token], at: int, tying: Collection[int]) -> bool:
    """Whether the number is written with a word of magnitude and no word follows that it may count."""
    worded = False
    while at < len(tokens) and tokens[at].start < q.end:
        worded = worded or tokens[at].kind == WORD
        at += 1
    return worded and (at == len(tokens) or tokens[at].kind != WORD or at in tying)
