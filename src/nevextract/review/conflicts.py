"""Figures of different documents that cannot both be right: one subject, metric and period, another value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nevextract.records import Figure
from nevextract.review.load import Result

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_ABOUT = Decimal("0.05")
"""How far "about" reaches, as a share of the value."""
_HALF = Decimal("0.4999")  # 5 and 6 are not the same number
_FIELDS = ("metric", "measure", "unit", "period_start", "period_end", "status", "basis", "of", "per", "product")
INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Side:
    """A figure and the document that states it."""

    document: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that disagree, each with at least one of another document; sorted by value. What they share: `subject`
    as the first of them names it, and the other fields of that figure."""

    subject: str
    sides: tuple[Side, ...]

    @property
    def shared(self) -> Figure:
        """A figure with the fields in which all agree."""
        return self.sides[0].figure


def conflicts_of(result: Result) -> tuple[Conflict, ...]:
    """All conflicts of a result, by subject, metric and period.

    Figures are held together that share subject, metric, measure, unit, period, status, basis, whole, rate and product,
    and whose places do not differ. Two of different documents conflict where no number fits both: what is written
    without further digits is taken as rounded, "about" as within five percent, "over" as anything above. Figures
    without a subject or a dated period, and repetitions within a document, are left out.
    """
    groups: dict[tuple[object, ...], list[Side]] = defaultdict(list)
    for document in result.documents:
        for figure in document.figures:
            if figure.subject and figure.period_end is not None and figure.same_as is None:
                subject = " ".join(figure.subject.casefold().split())
                key = (subject, *(getattr(figure, name) for name in _FIELDS))
                groups[key].append(Side(document.id, figure))
    found = [conflict for sides in groups.values() for conflict in _in_group(sides)]
    return tuple(sorted(found, key=_order))


def _in_group(sides: Sequence[Side]) -> Iterable[Conflict]:
    """The conflicts among figures that share all but the value; places told apart by their codes."""
    places: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        places[side.figure.location_code or ""].append(side)
    without = places.pop("", [])
    for _, there in sorted(places.items()) or [("", [])]:
        at_odds = _at_odds([*there, *without])
        if at_odds:
            ordered = sorted(at_odds, key=lambda side: (side.figure.value, side.document, side.figure.start))
            yield Conflict(ordered[0].figure.subject or "", tuple(ordered))


def _at_odds(sides: Sequence[Side]) -> list[Side]:
    """Those that no number of some other document's figure fits, found without comparing each with each."""
    limits = [bounds(side.figure) for side in sides]
    lowest, highest = _extreme(sides, [-high for _, high in limits]), _extreme(sides, [low for low, _ in limits])
    found = []
    for side, (low, high) in zip(sides, limits, strict=True):
        greatest_low = next((low for document, low in highest if document != side.document), -INFINITY)
        least_high = next((-high for document, high in lowest if document != side.document), INFINITY)
        if greatest_low > high or least_high < low:
            found.append(side)
    return found


def _extreme(sides: Sequence[Side], values: Sequence[Decimal]) -> list[tuple[str, Decimal]]:
    """The greatest value, and the greatest of another document than that."""
    by_document: dict[str, Decimal] = {}
    for side, value in zip(sides, values, strict=True):
        by_document[side.document] = max(value, by_document.get(side.document, value))
    return sorted(by_document.items(), key=lambda item: (-item[1], item[0]))[:2]


def bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that a figure allows for."""
    upper = figure.value if figure.value_max is None else figure.value_max
    half = _rounding(figure) * _HALF
    low, high = figure.value - half, upper + half
    match figure.approximation:
        case "about":
            return min(low, figure.value - abs(figure.value) * _ABOUT), max(high, upper + abs(upper) * _ABOUT)
        case "over" | "at_least":
            return low, INFINITY
        case "under" | "at_most":
            return -INFINITY, high
    return low, high


def _rounding(figure: Figure) -> Decimal:
    """What one unit of the last digit written stands for: a hundred million in "32.3 billion yuan", 0.1 in "23.6%"."""
    written = _NUMBER.search(figure.quote)
    if written is None or figure.measure == "rank":
        return Decimal(0)
    number = Decimal(written.group().replace(",", ""))
    if not number or not figure.value:
        return Decimal(0)
    magnitude = Decimal(10) ** (abs(figure.value / number)).adjusted()
    return magnitude.scaleb(-len(written.group(1) or ""))


def _order(conflict: Conflict) -> tuple[str, ...]:
    shared = conflict.shared
    return (conflict.subject.casefold(), shared.metric, str(shared.period_end), shared.id)
