"""The statistics of a result, as tables for reading and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from nevextract.output.encode import CONFIDENCE_DIGITS, encode
from nevextract.output.table import amount, clean, period, write_table
from nevextract.review.conflicts import Conflict
from nevextract.review.stats import Group, Stats

_REPEATED = "repeated"


def write_stats(stream: TextIO, stats: Stats, *, terminal: bool = False) -> None:
    """The counts as tables, the rules that never fired, and each conflict with the quotes of both sides."""
    counted = ", ".join(f"{count} {kind.value}" for kind, count in stats.totals.items()) or "no records"
    stream.write(f"{clean(stats.name)}: {len(stats.documents)} documents, {counted}\n")
    _groups(stream, "metric", stats.metrics, terminal=terminal)
    _documents(stream, stats, terminal=terminal)
    _groups(stream, "flag", stats.flags, terminal=terminal)
    _groups(stream, "rule", stats.rules, terminal=terminal)
    if stats.never:
        stream.write("\nrules that never fired:\n" + "".join(f"  {clean(rule)}\n" for rule in stats.never))
    count = len(stats.conflicts)
    stream.write(f"\nconflicts between documents: {count or 'none'}\n")
    for conflict in stats.conflicts:
        _conflict(stream, conflict)


def write_stats_json(stream: TextIO, stats: Stats) -> None:
    """The same as JSON, each conflict with its figures whole."""
    whole = {
        "result": stats.name,
        "totals": {kind.value: count for kind, count in stats.totals.items()},
        "metrics": [_plain(group) for group in stats.metrics],
        "documents": [
            {
                "document": each.document,
                **{kind.value: count for kind, count in each.records.items()},
                "flagged": each.flagged,
                "warnings": each.warnings,
            }
            for each in stats.documents
        ],
        "flags": [_plain(group) for group in stats.flags],
        "rules": [_plain(group) for group in stats.rules],
        "never_fired": list(stats.never),
        "conflicts": [
            {
                "subject": conflict.subject,
                "metric": conflict.shared.metric,
                "measure": conflict.shared.measure,
                "unit": conflict.shared.unit,
                "period_start": conflict.shared.period_start,
                "period_end": conflict.shared.period_end,
                "sides": [{"document": side.document, "figure": side.figure} for side in conflict.sides],
            }
            for conflict in stats.conflicts
        ],
    }
    stream.write(encode(whole, indent=2) + "\n")


def _plain(group: Group) -> dict[str, object]:
    return {**asdict(group), "confidence": round(group.confidence, CONFIDENCE_DIGITS)}


def _groups(stream: TextIO, what: str, groups: Sequence[Group], *, terminal: bool) -> None:
    """A table of groups; a column that says nothing is left out."""
    header = [what, "records", "documents", _REPEATED, "flagged", "confidence"]
    rows = [
        [
            group.name,
            *map(str, (group.records, group.documents, group.repeated, group.flagged)),
            f"{group.confidence:.2f}",
        ]
        for group in groups
    ]
    dull = {
        number
        for number, name in enumerate(header)
        if name in (_REPEATED, "flagged") and all(row[number] == "0" for row in rows)
    }
    _table(stream, header, rows, dull, terminal=terminal)


def _documents(stream: TextIO, stats: Stats, *, terminal: bool) -> None:
    header = ["document", *(kind.value for kind in stats.kinds), "flagged", "warnings"]
    rows = [
        [
            each.document,
            *(str(each.records[kind]) for kind in stats.kinds),
            str(each.flagged),
            "" if each.warnings is None else str(each.warnings),
        ]
        for each in stats.documents
    ]
    dull = {len(header) - 1} if all(row[-1] in ("", "0") for row in rows) else set()
    _table(stream, header, rows, dull, terminal=terminal)


def _table(stream: TextIO, header: list[str], rows: list[list[str]], dull: set[int], *, terminal: bool) -> None:
    if rows:
        kept = [number for number in range(len(header)) if number not in dull]
        stream.write("\n")
        cells = [tuple(clean(row[number]) for number in kept) for row in rows]
        write_table(stream, tuple(header[number] for number in kept), cells, terminal=terminal)


def _conflict(stream: TextIO, conflict: Conflict) -> None:
    shared = conflict.shared
    about = (conflict.subject, f"{shared.metric} {shared.measure}", period(shared.period_start, shared.period_end))
    stream.write("\n" + clean(", ".join(about)) + "\n")
    for side in conflict.sides:
        figure = side.figure
        stream.write(f"  {amount(figure)}  {clean(side.document)} «{clean(figure.quote)}»\n")
        stream.write(f"      {clean(figure.sentence)}\n")
