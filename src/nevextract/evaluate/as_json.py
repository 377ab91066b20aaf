"""An evaluation as plain values, for JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from nevextract.evaluate.compare import LEVELS
from nevextract.evaluate.scores import Evaluation, Interval, Score
from nevextract.evaluate.tally import ALL, CAUSES, FIELD, KINDS, MEASURE, METRIC, NAMES, Mistake
from nevextract.evaluate.wording import found_in, wanted_in

_DIGITS = 4


def as_plain(evaluation: Evaluation) -> dict[str, Any]:
    """The whole evaluation: mappings, lists, texts and numbers of four digits."""
    rows = evaluation.rows
    whole = rows.get((ALL, ALL, LEVELS[0]), Score(0, 0, 0, 0))
    counts = Counter(cause for mistake in evaluation.mistakes for cause in mistake.causes)
    return {
        "documents": evaluation.documents,
        "absent": list(evaluation.absent),
        "gold": whole.gold,
        "predicted": whole.predicted,
        "levels": {level: _score(rows[ALL, ALL, level]) for level in LEVELS if (ALL, ALL, level) in rows},
        "metrics": _table(evaluation, METRIC),
        "measures": _table(evaluation, MEASURE),
        "fields": {name: _field(score) for (kind, name, _), score in rows.items() if kind == FIELD},
        "names": {kind: _score(rows[NAMES, kind, ""]) for kind in KINDS if (NAMES, kind, "") in rows},
        "causes": {cause: counts[cause] for cause in CAUSES if counts[cause]},
        "confidence": _confidence(evaluation),
        "errors": [_mistake(mistake) for mistake in evaluation.mistakes],
    }


def _table(evaluation: Evaluation, table: str) -> dict[str, Any]:
    names = sorted({name for kind, name, _ in evaluation.rows if kind == table})
    return {name: {level: _score(evaluation.rows[table, name, level]) for level in LEVELS} for name in names}


def _score(score: Score) -> dict[str, Any]:
    found: dict[str, Any] = {
        "gold": score.gold,
        "predicted": score.predicted,
        "hit": score.hit,
        "precision": round(score.precision, _DIGITS),
        "recall": round(score.recall, _DIGITS),
        "f1": round(score.f1, _DIGITS),
    }
    names = ("precision", "recall", "f1")
    found["interval"] = {name: _rounded(each) for name, each in zip(names, score.intervals, strict=True)}
    return found


def _field(score: Score) -> dict[str, Any]:
    return {
        "right": score.hit,
        "of": score.gold,
        "share": round(score.recall, _DIGITS),
        "interval": _rounded(score.intervals[1]),
    }


def _rounded(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(value, _DIGITS) for value in interval]


def _confidence(evaluation: Evaluation) -> dict[str, Any]:
    found = evaluation.reliability
    return {
        "expected_calibration_error": round(found.error, _DIGITS),
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "figures": each.count,
                "mean": round(each.confidence, _DIGITS),
                "right": round(each.right, _DIGITS),
            }
            for each in found.bins
        ],
        "min_confidence": [
            {"least": each.least, "kept": round(each.kept, _DIGITS), "precision": round(each.precision, _DIGITS)}
            for each in found.cuts
        ],
    }


def _mistake(mistake: Mistake) -> dict[str, Any]:
    gold, found = mistake.gold, mistake.predicted
    head: dict[str, Any] = {"document": mistake.document, "causes": list(mistake.causes), "records": mistake.kind}
    if mistake.name is not None:
        return {**head, "name": mistake.name}
    quote = gold.figure.quote if gold is not None else found.quote if found is not None else ""
    fields = ("metric", "measure", "value", "value_max", "unit", "approximation", "basis", "period", "status")
    shown = (*fields, *(name for name in mistake.causes if name not in fields and name not in ("missed", "extra")))
    return {
        **head,
        "start": mistake.start,
        "quote": quote,
        "wanted": None if gold is None else {name: wanted_in(gold.figure, name) for name in shown},
        "found": None if found is None else {name: found_in(found, name) for name in shown},
    }
