"""A result as Markdown: for each document its headline and a table for each kind of records."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.output.formats import Kind
from nevextract.output.markdown import escaped, head, row
from nevextract.output.table import COLUMNS, cells
from nevextract.output.writers import Error, Stream
from nevextract.records import Document

_QUOTE = "quote"


class MarkdownWriter:
    """Writes documents one by one; of one kind of records where `kind` is given, else of all. Errors have no place."""

    def __init__(self, stream: Stream, kind: Kind | None = None) -> None:
        self._stream, self._kinds = stream, tuple(Kind) if kind is None else (kind,)
        self._separator = ""

    def write(self, document: Document) -> None:
        self.add(self.body(document))

    def body(self, document: Document) -> str:
        about = [document.id, *([document.published.isoformat()] if document.published else [])]
        parts = [f"## {escaped(document.title or document.id)}\n\nSource: {escaped(', '.join(about))}\n"]
        parts += (f"\nWarning: {escaped(warning)}\n" for warning in document.warnings)
        parts += (_table(document, kind) for kind in self._kinds)
        return "".join(parts)

    def add(self, body: str) -> None:
        self._stream.write(self._separator)
        self._stream.write(body)
        self._separator = "\n"

    def close(self, errors: Sequence[Error] = ()) -> None:
        """Nothing follows the last table."""

    def tail(self, errors: Sequence[Error]) -> str:
        return ""


def _table(document: Document, kind: Kind) -> str:
    records = getattr(document, kind.value)
    if not records:
        return ""
    names = [name for name in COLUMNS[kind] if name != "document"]
    quoted = kind is Kind.figures
    lines = [f"\n### {kind.value.capitalize()}\n\n", head([*names, *([_QUOTE] if quoted else [])], right=["value"])]
    for record in records:
        shown = [*cells(record, document.id)[:-1], *([record.quote] if quoted else [])]
        lines.append(row(escaped(text or "") for text in shown))
    return "".join(lines)
