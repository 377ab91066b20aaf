"""A comparison as Markdown: the counts, and a table for each document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from nevextract.output.formats import Kind
from nevextract.output.markdown import escaped, head, row
from nevextract.review.diff import Comparison, Difference, Status
from nevextract.review.wording import (
    ARROW,
    CHANGED,
    by_document,
    counts,
    document_line,
    how_matched,
    quoted,
    said,
    shown,
)

COMMENT_LENGTH = 60_000
"""Characters that a comment on GitHub can hold, with some to spare."""
COMMENT_MARK = "<!-- nevextract diff -->"
"""First line of a comment, by which the next run finds it to write it anew."""


def write_markdown(stream: TextIO, comparison: Comparison, *, longest: int | None = None, mark: bool = False) -> None:
    """The counts and a table of differences for each document; with `longest` no more characters than that, and a
    last line that tells how many differences are left out. `mark`: begin with `COMMENT_MARK`."""
    text = [f"{COMMENT_MARK}\n" if mark else "", *_top(comparison)]
    used, left_out = sum(map(len, text)), 0
    for title, rows in _documents(comparison):
        begun = False
        for number, line in enumerate(rows):
            needed = ([] if begun else [title]) + [line]
            if longest is not None and used + sum(map(len, needed)) > longest:
                left_out += len(rows) - number
                break
            begun = True
            text += needed
            used += sum(map(len, needed))
        text.append("\n" if begun else "")
    if left_out:
        text.append(f"{left_out} more differences are left out here; `nevextract diff` shows them all.\n")
    stream.write("".join(text).rstrip("\n") + "\n")


def _top(comparison: Comparison) -> Iterator[str]:
    title = "Extraction: differences" if comparison.differs else "Extraction: no difference"
    yield f"### {title}\n\n{escaped(comparison.old)} {ARROW} {escaped(comparison.new)}\n\n"
    statuses = tuple(status.value for status in (*CHANGED, Status.same))
    yield head(("records", *statuses), right=statuses)
    for kind in comparison.kinds:
        found = counts(comparison, kind)
        yield row([kind.value, *(str(found[status]) for status in (*CHANGED, Status.same))])
    yield "\n"


def _documents(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    """For each document its title with the head of its table, and the rows."""
    documents = {each.document: each for each in comparison.documents}
    differences = by_document(comparison.differences())
    for name in sorted({*documents, *differences}):
        title = f"#### {escaped(name)}\n\n" + head(("", "record", "words", "what has changed"))
        rows = []
        if name in documents:
            document = documents[name]
            rows.append(row([document.status.value, "document", "", escaped(document_line(document))]))
        yield title, rows + [_row(each) for each in differences.get(name, ())]


def _row(each: Difference) -> str:
    record = each.record
    changes = "<br>".join(
        f"{change.field}: {escaped(shown(change.old))} {ARROW} {escaped(shown(change.new))}" for change in each.changes
    )
    how = how_matched(each)
    words = escaped(quoted(record)) if each.kind is Kind.figures else ""
    note = f"<br>({how})" if how and changes else f"({how})" if how else ""
    return row([each.status.value, escaped(said(record)), words, changes + note])
