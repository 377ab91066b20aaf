"""Records and what has changed of them in words, the same for every format; nothing is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from nevextract.output.encode import CONFIDENCE_DIGITS, number
from nevextract.output.formats import Kind
from nevextract.output.table import amount, clean, period
from nevextract.records import Also, Figure, Project
from nevextract.review.diff import Change, Comparison, Difference, DocumentDifference, Status
from nevextract.review.match import AnyRecord, How

NONE, ARROW = "(none)", "→"
CHANGED = (Status.added, Status.removed, Status.changed)
MARKS = {Status.added: "+", Status.removed: "-", Status.changed: "~", Status.same: " "}
_HOW = {How.place: "matched by its place", How.meaning: "matched by its meaning"}
_LONGEST = 200


def said(record: AnyRecord) -> str:
    """What a record says, on one line: `exports level 41,200 vehicle, 2023, actual, Baiyun District`."""
    if isinstance(record, Figure):
        when = period(record.period_start, record.period_end)
        parts = [f"{record.metric} {record.measure} {amount(record)}", when, record.status, record.subject]
    elif isinstance(record, Project):
        parts = [record.name, record.phase, record.stage]
    else:
        parts = [record.name, record.supplies, f"to {record.to}" if record.to else None]
    where = None if record.location in parts else record.location
    return clean(", ".join(part for part in (*parts, where) if part))


def quoted(record: AnyRecord) -> str:
    """The words that state it; of what has a name, its name."""
    return clean(record.quote if isinstance(record, Figure) else record.name)


def shown(value: Any) -> str:
    """The value of a field on one line; a long one is cut."""
    match value:
        case None | ():
            return NONE
        case Decimal():
            return number(value)
        case float():
            return number(Decimal(str(round(value, CONFIDENCE_DIGITS))))
        case date():
            return value.isoformat()
        case Also():
            upper = "" if value.value_max is None else f"-{number(value.value_max)}"
            return f"{number(value.value)}{upper} {value.unit}"
        case tuple():
            text = ", ".join(shown(each) for each in value)
        case _:
            text = clean(str(value)) or '""'
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def change_line(change: Change) -> str:
    """`period_end 2023-11-30 → 2023-12-31`."""
    return f"{change.field} {shown(change.old)} {ARROW} {shown(change.new)}"


def how_matched(difference: Difference) -> str:
    """What made it one record where the id did not, else nothing."""
    return "" if difference.how is None else _HOW.get(difference.how, "")


def counts(comparison: Comparison, kind: Kind) -> dict[Status, int]:
    """How many records of a kind have come to each status."""
    return {status: comparison.count(status, kind) for status in Status}


def summary(comparison: Comparison) -> str:
    """`figures: 1 added, 2 changed, 30 the same; projects: 4 the same`."""
    lines = [f"{kind.value}: {_counted(comparison, kind)}" for kind in comparison.kinds]
    if comparison.documents:
        many = [(status, sum(each.status is status for each in comparison.documents)) for status in CHANGED]
        lines.append("documents: " + ", ".join(f"{count} {status}" for status, count in many if count))
    moved = sum(each.moved for each in comparison.records)
    if moved:
        lines.append(f"{moved} stand elsewhere in the text")
    return "; ".join(lines)


def _counted(comparison: Comparison, kind: Kind) -> str:
    found = counts(comparison, kind)
    parts = [f"{found[status]} {status}" for status in CHANGED if found[status]]
    if found[Status.same] or not parts:
        parts.append(f"{found[Status.same]} the same")
    return ", ".join(parts)


def by_document(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    """The differences of each document, in their order."""
    found: dict[str, list[Difference]] = {}
    for each in differences:
        found.setdefault(each.document, []).append(each)
    return found


def document_line(difference: DocumentDifference) -> str:
    """What became of a document itself: `added`, `title A → B`, `was old.txt`."""
    if difference.status is not Status.changed:
        return difference.status.value
    return "; ".join(
        f"was {shown(change.old)}" if change.field == "id" else change_line(change) for change in difference.changes
    )
