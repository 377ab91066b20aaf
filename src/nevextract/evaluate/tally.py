"""What one text adds to the scores: counts for each row of the report, and each mistake with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nevextract.evaluate.compare import (
    CORE,
    FULL,
    LEVELS,
    LOCATED,
    QUANTITY,
    Measures,
    Pair,
    fields_right,
    match_names,
    pairs_of,
)
from nevextract.evaluate.load import GoldDocument, Marked
from nevextract.evaluate.predicted import Predicted, PredictedDocument

GOLD, PREDICTED, HIT, RIGHT = "gold", "predicted", "hit", "right"
"""Annotated; found; annotated and found right; found and right."""
ALL, METRIC, MEASURE, FIELD, NAMES = "all", "metric", "measure", "field", "names"
"""The tables of the report."""
KINDS = ("projects", "suppliers")

CAUSES = (
    "missed",
    "value",
    "unit",
    "metric",
    "measure",
    "approximation",
    "basis",
    "period",
    "status",
    "subject",
    "location",
    "product",
    "members",
    "extra",
    "missed_name",
    "extra_name",
)
"""Of a figure found at the right place only the fields of the first level that fails are causes: with a wrong unit its
metric is no longer asked after."""
_FIRST_AT = {
    LOCATED: ("value", "unit"),
    QUANTITY: ("metric", "measure"),
    CORE: ("approximation", "basis", "period", "status"),
    FULL: (),
}

Row = tuple[str, str, str]
"""Table, name of the row, level: ("metric", "sales", "core")."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that is not as annotated. `gold` None: found but not annotated; `predicted` None: missed. A project or
    supplier is `name`, of the `kind`."""

    document: str
    start: int
    causes: tuple[str, ...]
    gold: Marked | None = None
    predicted: Predicted | None = None
    kind: str = "figures"
    name: str | None = None


@dataclass(slots=True)
class Tally:
    """The counts of one text. `trust` has for every figure found its confidence and whether it is right at `core`."""

    document: str
    counts: dict[Row, Counter[str]] = field(default_factory=dict)
    trust: list[tuple[float, bool]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, table: str, name: str, level: str, **counts: int) -> None:
        """Count in one row."""
        row = self.counts.setdefault((table, name, level), Counter())
        for key, number in counts.items():
            row[key] += number


def tally(gold: GoldDocument, found: PredictedDocument | None, measures: Measures) -> Tally:
    """Compare one text's annotation with what was found in it; None: nothing was."""
    result = Tally(gold.name)
    predictions = found.counted() if found is not None else ()
    pairs = pairs_of(gold.figures, predictions, measures)
    _count_gold(result, gold.figures, predictions, {pair.gold: pair for pair in pairs})
    _count_predicted(result, gold.figures, predictions, {pair.predicted: pair for pair in pairs})
    for kind in KINDS:
        wanted: tuple[str, ...] | None = getattr(gold, kind)
        if wanted is not None:
            _count_names(result, kind, wanted, found.names(kind) if found is not None else [])
    result.mistakes.sort(key=lambda mistake: (mistake.kind, mistake.start))
    return result


def _count_gold(
    result: Tally, golds: Sequence[Marked], predictions: Sequence[Predicted], pairs: dict[int, Pair]
) -> None:
    for i, gold in enumerate(golds):
        if gold.figure.optional:
            continue
        pair = pairs.get(i)
        for depth, level in enumerate(LEVELS, 1):
            hit = pair is not None and pair.level >= depth
            for table, name in _rows(gold.figure.metric[0], gold.figure.measure[0]):
                result.add(table, name, level, gold=1, hit=int(hit))
        if pair is None:
            result.mistakes.append(Mistake(result.document, gold.start, ("missed",), gold))
            continue
        found = predictions[pair.predicted]
        others: list[str] = []
        if pair.level >= CORE:
            for name, right in fields_right(gold, found).items():
                result.add(FIELD, name, "core", gold=1, hit=int(right))
                others += [] if right else [name]
        causes = tuple(name for name in (*(pair.wrong if pair.level < CORE else ()), *others))
        first = tuple(name for name in causes if pair.level >= CORE or name in _FIRST_AT[pair.level])
        if first:
            result.mistakes.append(Mistake(result.document, gold.start, first, gold, found))


def _count_predicted(
    result: Tally, golds: Sequence[Marked], predictions: Sequence[Predicted], pairs: dict[int, Pair]
) -> None:
    for j, found in enumerate(predictions):
        pair = pairs.get(j)
        if pair is not None and golds[pair.gold].figure.optional:
            continue
        result.trust.append((found.confidence, pair is not None and pair.level >= CORE))
        for depth, level in enumerate(LEVELS, 1):
            right = pair is not None and pair.level >= depth
            for table, name in _rows(found.metric or "", found.measure or ""):
                result.add(table, name, level, predicted=1, right=int(right))
        if pair is None:
            result.mistakes.append(Mistake(result.document, found.start, ("extra",), None, found))


def _rows(metric: str, measure: str) -> Iterator[tuple[str, str]]:
    """The rows that a figure is counted in."""
    yield ALL, ALL
    yield METRIC, metric
    yield MEASURE, measure


def _count_names(result: Tally, kind: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    missed, extra, hits = match_names(wanted, found)
    result.add(NAMES, kind, "", gold=len(wanted), predicted=hits + len(extra), hit=hits, right=hits)
    for cause, names in (("missed_name", missed), ("extra_name", extra)):
        result.mistakes += [Mistake(result.document, 0, (cause,), kind=kind, name=name) for name in names]
