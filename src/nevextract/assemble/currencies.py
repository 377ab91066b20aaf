"""Amounts of money whose currency the text leaves out: "total investment 1.5 billion" where all else is in yuan."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nevextract.find.cues import METRIC, TOPIC, Cue
from nevextract.mentions import RATIO_KINDS, Quantity
from nevextract.numbers.finder import ASSUMED
from nevextract.tokens import WORD, Token

_MAGNITUDE = 1_000_000
"Only so large a number is money without a word for it"
_SUM = 1_000_000_000
"So large a number counts no goods"
_MAIN = 0.75
"The part of a text's amounts of money that its main currency has"
_LIKE = 4
"So many times one amount may be the other that it is compared with"
_COMPARED = "comparison"
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
    if all(q.unit is not None for q in found):
        return list(found)
    others = {(c.first, c.last) for c in cues if c.kind == METRIC and c.value not in money}
    names = [c for c in cues if c.kind == METRIC and c.side == "noun" and (c.first, c.last) not in others]
    names = [c for c in names if c.value in money]
    tying = {i for c in cues if c.kind in _TYING for i in range(c.first, c.last)}
    known = {i for c in cues if c.kind != METRIC for i in range(c.first, c.last)}
    made: list[Quantity] = []
    compared = {tokens[c.last].start for c in cues if c.kind == _COMPARED and c.last < len(tokens)}
    for q in found:
        other = _compared_with(q, made, compared)
        if other is not None:
            made.append(replace(q, unit=other.unit, kind="money", flags=tuple(sorted({*q.flags, ASSUMED}))))
            continue
        large = _is_large(q) and _ends(q, tokens, known)
        told = large and (
            _named(q, names, tying, tokens) or _goes_on(q, made, cues, tokens, money) or _led(q, names, others, tokens)
        )
        made.append(replace(q, unit=currency, kind="money", flags=tuple(sorted({*q.flags, ASSUMED}))) if told else q)
    return made


def _compared_with(q: Quantity, before: Sequence[Quantity], starts: Collection[int]) -> Quantity | None:
    """The amount of money that a bare number of like size is compared with: "173,000 yuan, compared with 105,000"."""
    told = next((p for p in reversed(before) if p.kind not in RATIO_KINDS), None)
    if told is None or told.kind != "money" or q.unit is not None or q.kind != "bare" or q.start not in starts:
        return None
    return told if told.value <= _LIKE * q.value and q.value <= _LIKE * told.value else None


def _is_large(q: Quantity) -> bool:
    return q.kind == "bare" and q.unit is None and q.noun is None and q.value >= _MAGNITUDE


def _named(q: Quantity, names: Sequence[Cue], tying: Collection[int], tokens: Sequence[Token]) -> bool:
    """Whether the name of a metric of money stands right before the number."""
    for cue in names:
        at = cue.last
        while at < len(tokens) and at - cue.last < _REACH and tokens[at].start < q.start and at in tying:
            at += 1
        if at < len(tokens) and tokens[at].start == q.start:
            return True
    return False


def _led(q: Quantity, names: Sequence[Cue], others: Collection[tuple[int, int]], tokens: Sequence[Token]) -> bool:
    """Whether a sum stands anywhere behind the name of a metric of money, and no other name between: "Revenues were as
    follows: Brel 19.2 billion"."""
    if q.value < _SUM:
        return False
    named = [c.first for c in names if tokens[c.first].start < q.start]
    other = [first for first, _ in others if tokens[first].start < q.start]
    return bool(named) and max(named) > max(other, default=-1)


def _goes_on(
    q: Quantity, before: Sequence[Quantity], cues: Sequence[Cue], tokens: Sequence[Token], money: Collection[str]
) -> bool:
    """Whether the sentence has told of money before, and of nothing since that is counted: "costs 7 billion yuan, the
    first phase 3.1 billion"."""
    told = next((p for p in reversed(before) if p.kind not in RATIO_KINDS and p.kind != "measure"), None)
    if told is None or told.kind != "money":
        return False
    since = [c for c in cues if c.kind == METRIC and told.end <= tokens[c.first].start < q.start and c.side != TOPIC]
    of_money = {c.first for c in since if c.value in money}
    counted = {c.first for c in since if c.value not in money}
    return not (counted - of_money if q.value >= _SUM else counted)


def _ends(q: Quantity, tokens: Sequence[Token], known: Collection[int]) -> bool:
    """Whether the number is written with a word of magnitude and no word follows that it may count."""
    at = bisect_left(tokens, q.start, key=lambda token: token.start)
    worded = False
    while at < len(tokens) and tokens[at].start < q.end:
        worded = worded or tokens[at].kind == WORD
        at += 1
    return worded and (at == len(tokens) or tokens[at].kind != WORD or at in known)
