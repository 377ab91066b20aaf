"""A comparison as JSON."""

from __future__ import annotations

from typing import TextIO

from nevextract.output.encode import encode
from nevextract.review.diff import Comparison, Difference, DocumentDifference
from nevextract.review.wording import counts


def write_json(stream: TextIO, comparison: Comparison) -> None:
    """Names, counts and every difference, with both records whole."""
    whole = {
        "old": comparison.old,
        "new": comparison.new,
        "differs": comparison.differs,
        "counts": {
            kind.value: {status.value: count for status, count in counts(comparison, kind).items()}
            for kind in comparison.kinds
        },
        "moved": sum(each.moved for each in comparison.records),
        "documents": [
            {"document": each.document, "status": each.status.value, "changes": _changes(each)}
            for each in comparison.documents
        ],
        "differences": [_plain(each) for each in comparison.differences()],
    }
    stream.write(encode(whole, indent=2) + "\n")


def _plain(each: Difference) -> dict[str, object]:
    return {
        "document": each.document,
        "records": each.kind.value,
        "status": each.status.value,
        "matched_by": None if each.how is None else each.how.value,
        "moved": each.moved,
        "changes": _changes(each),
        "old": each.old,
        "new": each.new,
    }


def _changes(each: Difference | DocumentDifference) -> list[dict[str, object]]:
    return [{"field": change.field, "old": change.old, "new": change.new} for change in each.changes]
