"""Decisions on figures, as the review page saves them."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from nevextract.errors import DecisionError
from nevextract.read.json_files import parse_json, place_of

SCHEMA = "nevextract-decisions/1"
STDIN = "-"
EDITABLE = frozenset(
    {
        *("metric", "measure", "value", "value_max", "unit", "approximation", "basis", "of", "per"),
        *("period_start", "period_end", "status", "subject", "location", "product"),
    }
)
"""Fields of a figure that a decision may correct."""
Verdict = Literal["accepted", "rejected", "corrected"]


class Was(BaseModel):
    """The figure as the reviewer saw it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str
    start: int
    end: int
    metric: str
    measure: str
    value: Decimal
    unit: str


class Decision(BaseModel):
    """What was decided on the figure `id` of `document`; `fields` are those that a correction changes, as in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    id: str
    decision: Verdict
    fields: dict[str, Any] = {}
    note: str | None = None
    was: Was


def load_decisions(path: str | Path) -> tuple[Decision, ...]:
    """The decisions of a file, or of standard input for `-`. Raises `DecisionError` naming file, field and reason."""
    name = str(path)
    try:
        content = sys.stdin.buffer.read().decode("utf-8-sig") if name == STDIN else Path(name).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise DecisionError(f"cannot be read: {error}", path=name) from error
    return parse_decisions(content, name)


def parse_decisions(content: str, name: str) -> tuple[Decision, ...]:
    """The decisions of a text; `name` is shown in errors."""
    data = parse_json(content, name, DecisionError)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("decisions"), list):
        raise DecisionError(f"holds no decisions ({SCHEMA}); the review page saves them", path=name)
    seen: dict[tuple[str, str], int] = {}
    found: list[Decision] = []
    for i, each in enumerate(data["decisions"]):
        field = f"decisions.{i}"
        try:
            decision = Decision.model_validate(each)
        except ValidationError as error:
            place, reason = place_of(error, each)
            raise DecisionError(reason, path=name, field=f"{field}.{place}" if place else field) from error
        unknown = sorted(set(decision.fields) - EDITABLE)
        if unknown:
            raise DecisionError(f"no decision corrects {', '.join(unknown)}", path=name, field=f"{field}.fields")
        key = (decision.document, decision.id)
        if key in seen:
            raise DecisionError(f"decisions.{seen[key]} is on the same figure", path=name, field=field)
        seen[key] = i
        found.append(decision)
    return tuple(found)
