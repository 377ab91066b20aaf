"""Whether a figure that was found is the one that a reader annotated, and in which fields the two agree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nevextract.evaluate.gold import Span
from nevextract.evaluate.load import Marked
from nevextract.evaluate.predicted import Predicted
from nevextract.numbers.units import UnitTable

LEVELS = ("located", "quantity", "core", "full")
"""Each stricter than the one before: the quotes overlap; the amount is right; metric and measure are; approximation,
basis, period and status are."""
LOCATED, QUANTITY, CORE, FULL = range(1, 5)
_AT = {"value": QUANTITY, "unit": QUANTITY, "metric": CORE, "measure": CORE}
_FIELDS = ("value", "unit", "metric", "measure", "approximation", "basis", "period", "status")

_CURRENCY = re.compile(r"[A-Z]{3}")
_MONEY, _COUNT = "money", "count"
_EACH_ITS_OWN = frozenset({"count", "vehicle", "thing", "cargo", "information"})
_ROUNDED = frozenset({"ratio", "points"})
_ROUNDING, _NOISE = Decimal("0.01"), Decimal("1e-9")
_WORD = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")
_SAYS_NOTHING = frozenset({"the", "of", "co", "ltd", "s"})
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Annotated figure `gold` and found figure `predicted` (indexes), right up to `level`, wrong in `wrong`."""

    gold: int
    predicted: int
    level: int
    wrong: tuple[str, ...]


class Measures:
    """Units as they are compared."""

    def __init__(self, units: UnitTable) -> None:
        self._units = {unit.casefold(): (d, units.size(unit)) for unit, d in units.dimensions.items()}

    def of(self, unit: str | None) -> tuple[str, Decimal]:
        """What a unit measures and its size there. GWh and Wh measure the same; a currency only itself, and so does a
        unit that is no power of ten of the others (mu, acre). Whatever is counted is of one kind."""
        known = self._units.get((unit or "").casefold())
        if known is None and unit is not None and _CURRENCY.fullmatch(unit):
            return f"{_MONEY} {unit}", Decimal(1)
        dimension, size = known or (_COUNT, Decimal(1))
        if dimension in _EACH_ITS_OWN:
            return _COUNT, Decimal(1)
        if size.normalize().as_tuple().digits != (1,):
            return f"{dimension} {unit}", Decimal(1)
        return dimension, size

    def same_unit(self, gold: str, predicted: str | None) -> bool:
        """Whether two units measure the same."""
        return self.of(gold)[0] == self.of(predicted)[0]

    def same_amount(self, gold: Marked, predicted: Predicted) -> bool:
        """Whether value and upper end are equal as amounts: 0.3 GWh is 300,000,000 Wh, two thirds 66.67 percent."""
        one, two = self.of(gold.figure.unit), self.of(predicted.unit)
        return all(
            _equal(a, b, one, two)
            for a, b in ((gold.figure.value, predicted.value), (gold.figure.value_max, predicted.value_max))
        )


def _equal(a: Decimal | None, b: Decimal | None, one: tuple[str, Decimal], two: tuple[str, Decimal]) -> bool:
    if a is None or b is None:
        return a is b
    a, b = a * one[1], b * two[1]
    return abs(a - b) <= max(abs(a) * _NOISE, _ROUNDING if one[0] in _ROUNDED else Decimal(0))


def agreement(gold: Marked, found: Predicted, measures: Measures) -> tuple[int, tuple[str, ...]]:
    """How far up `LEVELS` the two go (0 where the quotes do not overlap), and the fields that differ."""
    if not (found.start < gold.end and gold.start < found.end):
        return 0, _FIELDS
    figure = gold.figure
    right = {
        "value": measures.same_amount(gold, found),
        "unit": measures.same_unit(figure.unit, found.unit),
        "metric": found.metric in figure.metric,
        "measure": found.measure in figure.measure,
        "approximation": found.approximation in figure.approximation,
        "basis": figure.basis is None or found.basis in figure.basis,
        "period": figure.period is None or same_period(figure.period, found),
        "status": figure.status is None or found.status in figure.status,
    }
    wrong = tuple(field for field in _FIELDS if not right[field])
    return min((_AT.get(field, FULL) for field in wrong), default=FULL + 1) - 1, wrong


def same_period(accepted: Iterable[Span], found: Predicted) -> bool:
    """Whether the period found is one of those accepted."""
    return (found.period_start, found.period_end) in accepted


def pairs_of(golds: Sequence[Marked], found: Sequence[Predicted], measures: Measures) -> list[Pair]:
    """Annotated and found figures one to one, those that agree best first, then those that begin nearest each other."""
    scored: list[tuple[tuple[int, int, int], Pair]] = []
    for i, gold in enumerate(golds):
        for j, each in enumerate(found):
            level, wrong = agreement(gold, each, measures)
            if level:
                rank = (level, len(_FIELDS) - len(wrong), -abs(gold.start - each.start))
                scored.append((rank, Pair(i, j, level, wrong)))
    scored.sort(key=lambda item: item[0], reverse=True)
    taken: set[int] = set()
    used: set[int] = set()
    pairs: list[Pair] = []
    for _, pair in scored:
        if pair.gold not in taken and pair.predicted not in used:
            taken.add(pair.gold)
            used.add(pair.predicted)
            pairs.append(pair)
    return pairs


def fields_right(gold: Marked, found: Predicted) -> dict[str, bool]:
    """For a figure right at `core`: whether each other field that the annotation gives is right."""
    figure = gold.figure
    checks: dict[str, bool] = {"approximation": found.approximation in figure.approximation}
    if figure.basis is not None:
        checks["basis"] = found.basis in figure.basis
    if figure.period is not None:
        checks["period"] = same_period(figure.period, found)
    if figure.status is not None:
        checks["status"] = found.status in figure.status
    for name in ("subject", "location", "product"):
        wanted: str | None = getattr(figure, name)
        if wanted is not None:
            checks[name] = alike(wanted, getattr(found, name))
    if figure.members:
        checks["members"] = all(any(alike(wanted, got) for got in found.members) for wanted in figure.members)
    return checks


def alike(a: str | None, b: str | None) -> bool:
    """Whether two names mean the same: one's words are all in the other, or they share half of all their words."""
    one, two = _words(a), _words(b)
    return bool(one and two) and (one <= two or two <= one or len(one & two) / len(one | two) >= _ALIKE)


def _words(name: str | None) -> set[str]:
    """The words of a name; of Chinese, the pairs of neighbouring characters."""
    found: set[str] = set()
    for word in _WORD.findall((name or "").lower()):
        chinese = "\u4e00" <= word[0] <= "\u9fff"
        found.update({word[i : i + 2] for i in range(max(len(word) - 1, 1))} if chinese else {word})
    return found - _SAYS_NOTHING


def match_names(wanted: Sequence[str], found: Collection[str]) -> tuple[list[str], list[str], int]:
    """The names missed, those too many, and how many were hit; each found name serves for one."""
    left = list(found)
    missed: list[str] = []
    for name in wanted:
        hit = next((each for each in left if alike(name, each)), None)
        if hit is None:
            missed.append(name)
        else:
            left.remove(hit)
    return missed, left, len(wanted) - len(missed)
