"""Numbers that say again what another sentence of the text has said: a headline's, a summary's, a caption's.

A short line often leaves out what is measured ("Over 200,000 in three quarters!"). Where another sentence states the
same amount, its metric and measure speak for the line's number too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from nevextract.assemble.metrics import GENERIC_UNITS
from nevextract.assemble.tables import Place
from nevextract.mentions import RATIO_KINDS, Quantity
from nevextract.once import once

_DIGITS = 3
"So many significant digits are hardly the same by chance"
_ROUNDING = Decimal("0.04")
"What a line may leave off: 'over 200,000' of 207,000"
_NEAR = 2
"No line rounds a value to more than so many times it, or to less than its so manieth part"
_TWICE = -1
"Two sentences have stated it: one of them is not the line's own"
_UPWARD, _DOWNWARD = frozenset({"over", "at_least"}), frozenset({"under", "at_most"})


class Told(NamedTuple):
    """A number that was read, and as what."""

    sentence: int
    quantity: Quantity
    metric: str
    measure: str


class Untold(NamedTuple):
    """A number that was not, and whether its sentence is a heading."""

    sentence: int
    slot: int
    quantity: Quantity
    heading: bool


Meaning = tuple[str, str]
"""A metric and a measure."""


def echoes(told: Sequence[Told], untold: Sequence[Untold]) -> Mapping[Place, Meaning]:
    """For each number not read, by sentence and slot, the one metric and measure that the rest of the text gives it."""
    by_unit: dict[str | None, _Values] = {}
    for item in told:
        by_unit.setdefault(_unit(item.quantity), _Values()).add(item)
    found: dict[Place, Meaning] = {}
    for line in untold:
        values = by_unit.get(_unit(line.quantity))
        meanings = values.meanings(line) if values is not None else frozenset()
        if len(meanings) == 1:
            (found[(line.sentence, line.slot)],) = meanings
    return found


class _Values:
    """The numbers of one unit that were read, by value: a long text is never searched from end to end for each line."""

    def __init__(self) -> None:
        self._by_value: dict[Decimal, list[Told]] = {}
        self._seen: dict[tuple[Decimal, bool, bool, Meaning], int] = {}

    def add(self, item: Told) -> None:
        """Keep a number; of those that are alike two are enough, of different sentences."""
        q, meaning = item.quantity, (item.metric, item.measure)
        key = (q.value, q.kind == "rank", q.value_max is None, meaning)
        if self._seen.get(key) == item.sentence or self._seen.get(key) == _TWICE:
            return
        self._seen[key] = _TWICE if key in self._seen else item.sentence
        self._by_value.setdefault(q.value, []).append(item)

    @once
    def _sorted(self) -> list[Decimal]:
        return sorted(self._by_value)

    def _near(self, line: Untold) -> Iterable[Decimal]:
        """The values that may be what a line states: its own, for a heading also those that it may round."""
        value = line.quantity.value
        if not line.heading:
            return (value,)
        low, high = sorted((value / _NEAR, value * _NEAR))
        return self._sorted[bisect_left(self._sorted, low) : bisect_right(self._sorted, high)]

    def meanings(self, line: Untold) -> frozenset[Meaning]:
        """What other sentences read the number of a line as."""
        return frozenset(
            (t.metric, t.measure)
            for value in self._near(line)
            for t in self._by_value.get(value, ())
            if t.sentence != line.sentence and _same(line.quantity, t.quantity, line.heading)
        )


def _unit(quantity: Quantity) -> str | None:
    generic = quantity.unit is None or quantity.unit in GENERIC_UNITS or quantity.unit == "vehicle"
    return None if generic and quantity.kind not in RATIO_KINDS else quantity.unit


def _same(one: Quantity, other: Quantity, heading: bool) -> bool:
    if one.kind == "rank" or other.kind == "rank" or one.value_max is not None:
        return False
    if one.value == other.value:
        return heading or _digits(one.value) >= _DIGITS
    if not heading or one.kind in RATIO_KINDS or other.value_max is not None or not other.value:
        return False
    off = (other.value - one.value) / other.value
    if one.approximation in _UPWARD:
        return 0 <= off <= _ROUNDING or _cut(other.value, one.value)
    if one.approximation in _DOWNWARD:
        return 0 <= -off <= _ROUNDING
    return one.approximation != "exact" and abs(off) <= _ROUNDING


def _cut(value: Decimal, short: Decimal) -> bool:
    """Whether a value cut off after the digits of `short` is `short`: 43,166 is over 40,000."""
    if value.adjusted() != short.adjusted():
        return False
    return value - value % Decimal(1).scaleb(short.adjusted() + 1 - _digits(short)) == short


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
