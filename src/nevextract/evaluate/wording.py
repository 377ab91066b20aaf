"""An evaluation in words and tables, for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nevextract.evaluate.compare import LEVELS
from nevextract.evaluate.gold import GoldFigure, Span
from nevextract.evaluate.predicted import Predicted
from nevextract.evaluate.scores import Evaluation, Score
from nevextract.evaluate.tally import ALL, CAUSES, FIELD, KINDS, MEASURE, METRIC, NAMES, Mistake
from nevextract.output.encode import number
from nevextract.output.table import clean, period

Cells = tuple[str, ...]

MEANING = {
    "missed": "no figure at the place",
    "value": "wrong value",
    "unit": "wrong unit",
    "metric": "wrong metric",
    "measure": "wrong measure",
    "extra": "a figure that is not annotated",
    "missed_name": "a project or supplier missed",
    "extra_name": "a project or supplier that is not annotated",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report."""

    header: Cells
    rows: Sequence[Cells]

    def trimmed(self) -> Table:
        """The table without columns that hold nothing."""
        kept = [i for i, name in enumerate(self.header) if name or any(row[i] for row in self.rows)]
        return Table(tuple(self.header[i] for i in kept), [tuple(row[i] for i in kept) for row in self.rows])


def summary(evaluation: Evaluation) -> str:
    """How much was compared, on one line."""
    score = evaluation.rows.get((ALL, ALL, LEVELS[0]), Score(0, 0, 0, 0))
    texts = "1 text" if evaluation.documents == 1 else f"{evaluation.documents} texts"
    return f"{texts}; figures: {score.gold} annotated, {score.predicted} found"


def tables(evaluation: Evaluation) -> Iterator[Table]:
    """The tables of the report in order; what was not compared has none."""
    rows = evaluation.rows
    levels = [(level, rows[ALL, ALL, level]) for level in LEVELS if (ALL, ALL, level) in rows]
    names = [(kind, rows[NAMES, kind, ""]) for kind in KINDS if (NAMES, kind, "") in rows]
    yield Table(
        ("level", "precision", "", "recall", "", "F1", ""),
        [(name, *_with_intervals(score)) for name, score in levels],
    )
    for table in (METRIC, MEASURE):
        found = sorted({name for kind, name, _ in rows if kind == table})
        yield Table(
            (table, "annotated", "found", "precision", "recall", "F1", "", "F1 full", ""),
            [_by_kind(name, rows[table, name, "core"], rows[table, name, "full"]) for name in found],
        )
    yield Table(
        ("field", "right", "of", "share", ""),
        [
            (name, str(score.hit), str(score.gold), _share(score.recall), _range(score, 1))
            for (kind, name, _), score in rows.items()
            if kind == FIELD
        ],
    )
    yield Table(
        ("names", "annotated", "found", "precision", "", "recall", "", "F1", ""),
        [(kind, str(s.gold), str(s.predicted), *_with_intervals(s)) for kind, s in names],
    )
    counts = Counter(cause for mistake in evaluation.mistakes for cause in mistake.causes)
    yield Table(
        ("cause", "count", "meaning"),
        [(cause, str(counts[cause]), MEANING.get(cause, f"wrong {cause}")) for cause in CAUSES if counts[cause]],
    )


def trust_tables(evaluation: Evaluation) -> Iterator[Table]:
    """What the confidence is worth: its reliability, and what `--min-confidence` keeps."""
    found = evaluation.reliability
    yield Table(
        ("confidence", "figures", "mean", "right"),
        [(f"{b.low:g}-{b.high:g}", str(b.count), _share(b.confidence), _share(b.right)) for b in found.bins],
    )
    yield Table(
        ("min-confidence", "kept", "precision"),
        [(f"{cut.least:.4f}", _share(cut.kept), _share(cut.precision)) for cut in found.cuts],
    )


def _by_kind(name: str, core: Score, full: Score) -> Cells:
    return (
        name,
        str(core.gold),
        str(core.predicted),
        _share(core.precision),
        _share(core.recall),
        _share(core.f1),
        _range(core, 2),
        _share(full.f1),
        _range(full, 2),
    )


def _with_intervals(score: Score) -> Cells:
    values = (score.precision, score.recall, score.f1)
    return tuple(text for i, value in enumerate(values) for text in (_share(value), _range(score, i)))


def _share(value: float) -> str:
    return f"{value:.3f}"


def _range(score: Score, which: int) -> str:
    interval = score.intervals[which]
    return "" if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"


def mistake_lines(mistakes: Sequence[Mistake]) -> Iterator[str]:
    """A line for each mistake, those of one cause together."""
    for cause in CAUSES:
        yield from (line_of(each) for each in mistakes if each.causes[0] == cause)


def line_of(mistake: Mistake) -> str:
    """One mistake: "news:120: metric: found sales/level 9 vehicle, wanted production/level 9 vehicle «9 cars»"."""
    place = mistake.document if mistake.name is not None else f"{mistake.document}:{mistake.start}"
    head = f"{place}: {', '.join(mistake.causes)}:"
    gold, found = mistake.gold, mistake.predicted
    if mistake.name is not None:
        return clean(f"{head} {mistake.kind} «{mistake.name}»")
    if gold is None or found is None:
        quote = gold.figure.quote if gold is not None else found.quote if found is not None else ""
        said = _wanted(gold.figure) if gold is not None else _found(found) if found is not None else ""
        return clean(f"{head} {said} «{quote}»")
    if not {"value", "unit", "metric", "measure"}.isdisjoint(mistake.causes):
        return clean(f"{head} found {_found(found)}, wanted {_wanted(gold.figure)} «{gold.figure.quote}»")
    each = "; ".join(
        f"{name} {found_in(found, name) or 'none'}, wanted {wanted_in(gold.figure, name) or 'none'}"
        for name in mistake.causes
    )
    return clean(f"{head} {_wanted(gold.figure)} «{gold.figure.quote}»: {each}")


def _wanted(figure: GoldFigure) -> str:
    kinds = f"{'|'.join(figure.metric)}/{'|'.join(figure.measure)}"
    top = f"-{number(figure.value_max)}" if figure.value_max is not None else ""
    return f"{kinds} {number(figure.value)}{top} {figure.unit}"


def _found(figure: Predicted) -> str:
    value = number(figure.value) if figure.value is not None else "?"
    top = f"-{number(figure.value_max)}" if figure.value_max is not None else ""
    return f"{figure.metric}/{figure.measure} {value}{top} {figure.unit}"


def wanted_in(figure: GoldFigure, name: str) -> str:
    """What the annotation has in a field, alternatives with "|" between them."""
    value = getattr(figure, name)
    if name == "period":
        return "|".join(_period(span) for span in value or ())
    if name == "members":
        return ", ".join(value)
    return "|".join(each or "none" for each in value) if isinstance(value, tuple) else str(value or "")


def found_in(figure: Predicted, name: str) -> str:
    """What was found in a field."""
    if name == "period":
        return _period((figure.period_start, figure.period_end))
    value = getattr(figure, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _period(span: Span) -> str:
    return period(*span) or "none"
