"""How sure a figure is: the evidence for it as a person would name it, and the probability that it amounts to.

The decoder's probability says how far the best reading is ahead of the others that were thought of. How often such a
reading is right also depends on what it rests on; the weights of `confidence.yml` are fitted to annotated texts
(`training/confidence.py`), so that of the figures given with 0.9 nine in ten are right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from nevextract.assemble.drafts import Draft
from nevextract.assemble.view import SentenceView
from nevextract.patterns.confidence import ConfidenceFile

Evidence = dict[str, float]
"""Values by the names of `ConfidenceFile`; what is not there is 0."""
BASE = "base"
_SUREST = 0.9999


def evidence_of(drafts: Sequence[Draft], views: Mapping[int, SentenceView]) -> list[Evidence]:
    """For each draft what speaks for and against it. `views` are of the sentences by number."""
    metrics: dict[int, set[str]] = {}
    read: dict[int, set[int]] = {}
    meanings: dict[tuple[Decimal, str], set[tuple[str, str]]] = {}
    for draft in drafts:
        metrics.setdefault(draft.sentence, set()).add(draft.metric)
        read.setdefault(draft.sentence, set()).add(draft.slot.number)
        meanings.setdefault((draft.value, draft.unit), set()).add((draft.metric, draft.measure))
    found: list[Evidence] = []
    for draft in drafts:
        if draft.cell is not None:
            found.append({BASE: 1.0, "table": 1.0})
            continue
        evidence = _own(draft) | {
            "unread": 1 - len(read[draft.sentence]) / len(views[draft.sentence].slots),
            "other_metrics": float(len(metrics[draft.sentence]) - 1),
            "contradicted": float(len(meanings[draft.value, draft.unit]) > 1),
        }
        found.append({name: value for name, value in evidence.items() if value})
    return found


def confident(drafts: Sequence[Draft], evidence: Sequence[Evidence], weights: ConfidenceFile) -> list[Draft]:
    """The drafts with the probability that each is right as their confidence."""
    by_name = dict(weights)
    return [d._replace(confidence=probability(e, by_name)) for d, e in zip(drafts, evidence, strict=True)]


def probability(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum of the evidence: 0 to 1."""
    return 1 / (1 + math.exp(-sum(weights[name] * value for name, value in evidence.items())))


def _own(draft: Draft) -> Evidence:
    """What the reading itself brings along."""
    reading = draft.reading
    return {
        BASE: 1.0,
        "odds": _log_odds(draft.confidence),
        "metric_odds": _log_odds(draft.metric_confidence),
        "named": float(reading.cue is not None and reading.cue.side == "noun"),
        "carried": float(reading.cue is None),
        "unit_decides": float("unit.decides" in reading.features),
        "doubted": float(any(name.startswith("doubt.") for name in reading.features)),
        "points": float(draft.unit == "percentage_point"),
    }


def _log_odds(sure: float) -> float:
    sure = min(max(sure, 1 - _SUREST), _SUREST)
    return math.log(sure / (1 - sure))
