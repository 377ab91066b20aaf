"""A comparison for a terminal, its counts by document, and a result as lines that `git diff` can compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from nevextract.output.encode import field_names
from nevextract.output.formats import Kind
from nevextract.output.table import clean, write_table
from nevextract.review.diff import PLACE, Comparison, Difference, Status
from nevextract.review.load import Result
from nevextract.review.wording import (
    CHANGED,
    MARKS,
    by_document,
    change_line,
    document_line,
    how_matched,
    quoted,
    said,
    shown,
    summary,
)

_COLOURS = {Status.added: "\x1b[32m", Status.removed: "\x1b[31m", Status.changed: "\x1b[33m"}
_PLAIN = "\x1b[0m"


def write_text(stream: TextIO, comparison: Comparison, *, colour: bool = False) -> None:
    """What has changed, document by document, and the counts."""
    documents = {each.document: each for each in comparison.documents}
    differences = by_document(comparison.differences())
    for name in sorted({*documents, *differences}):
        note = f" ({document_line(documents[name])})" if name in documents else ""
        stream.write(f"document {clean(name)}{note}\n")
        for each in differences.get(name, ()):
            for line in _lines(each):
                stream.write(f"{_COLOURS[each.status]}{line}{_PLAIN}\n" if colour else f"{line}\n")
        stream.write("\n")
    stream.write(summary(comparison) + "\n")


def _lines(difference: Difference) -> Iterator[str]:
    record, kind = difference.record, difference.kind
    words = f" «{quoted(record)}»" if kind is Kind.figures else ""
    how = how_matched(difference)
    yield f"  {MARKS[difference.status]} {kind.value[:-1]} {said(record)}{words}" + (f" ({how})" if how else "")
    yield from (f"      {change_line(change)}" for change in difference.changes)


def write_stat(stream: TextIO, comparison: Comparison, *, terminal: bool = False) -> None:
    """How many records of each document were added, removed and changed, and of all."""
    rows = [
        (clean(name), *(str(sum(each.status is status for each in found)) for status in CHANGED))
        for name, found in sorted(by_document(comparison.differences()).items())
    ]
    if rows:
        write_table(stream, ("document", *CHANGED), rows, terminal=terminal)
        stream.write("\n")
    stream.write(summary(comparison) + "\n")


def write_lines(stream: TextIO, result: Result) -> None:
    """A result one field a line, for `git diff`: what a record says, not where it stands, so that a moved record is
    the same lines."""
    for document in result.documents:
        stream.write(f"document {clean(document.id)}\n")
        for kind in Kind:
            for record in document.records(kind):
                stream.write(f"{kind.value[:-1]} {record.id} {said(record)}\n")
                for name in field_names(type(record)):
                    value = getattr(record, name)
                    if name not in PLACE and value not in (None, ()):
                        stream.write(f"  {name}: {shown(value)}\n")
