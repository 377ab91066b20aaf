"""The formats for machines: json, jsonl and csv. Each writer takes documents one by one and keeps none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol, TextIO

from nevextract.output.encode import encode, field_names, number, plain
from nevextract.output.formats import OPTIONAL, Kind
from nevextract.records import SCHEMA_VERSION, Document, Figure, Project, Record, Supplier

MODELS: dict[Kind, type[Record]] = {
    Kind.figures: Figure,
    Kind.projects: Project,
    Kind.suppliers: Supplier,
}

# What a spreadsheet runs as a formula when a cell begins with it, in some of its languages in the wide form too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_GUARD = "'"
_QUOTED = frozenset(',"\r\n')


class Writer(Protocol):
    """Writes documents to a text stream: `write` for each, then `close` once (the stream stays open)."""

    def write(self, document: Document) -> None: ...

    def close(self) -> None: ...


class JsonWriter:
    """One JSON document `{"schema_version", "documents": [...]}`, one key a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._separator = "\n    "
        stream.write(f'{{\n  "schema_version": "{SCHEMA_VERSION}",\n  "documents": [')

    def write(self, document: Document) -> None:
        fields = plain(document)
        for name in OPTIONAL:
            if fields[name] is None:
                del fields[name]
        self._stream.write(self._separator + encode(fields, indent=2, depth=2))
        self._separator = ",\n    "

    def close(self) -> None:
        self._stream.write("\n  ]\n}\n" if self._separator.startswith(",") else "]\n}\n")


class JsonLinesWriter:
    """One record a line, its document's id first under `document`."""

    def __init__(self, stream: TextIO, kind: Kind) -> None:
        self._stream, self._kind = stream, kind

    def write(self, document: Document) -> None:
        for record in getattr(document, self._kind.value):
            self._stream.write(encode({"document": document.id, **plain(record)}) + "\n")

    def close(self) -> None:
        """Nothing follows the last line."""


class CsvWriter:
    """One record a row under a header; lists as JSON, what a spreadsheet would run behind an apostrophe."""

    def __init__(self, stream: TextIO, kind: Kind) -> None:
        self._stream, self._kind = stream, kind
        stream.write(_row(["document", *field_names(MODELS[kind])]))

    def write(self, document: Document) -> None:
        for record in getattr(document, self._kind.value):
            cells = [document.id, *plain(record).values()]
            self._stream.write(_row([cell(value) for value in cells]))

    def close(self) -> None:
        """Nothing follows the last row."""


def cell(value: object) -> str:
    """The text of a CSV cell before quoting: empty for None, plain notation for numbers, JSON for lists."""
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
    return encode(value)


def guarded(text: str) -> str:
    """Text behind an apostrophe where a spreadsheet would run it; one that has such apostrophes already gets one more,
    so that `unguarded` gives back what it was."""
    return _GUARD + text if text.lstrip(_GUARD).startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """What `guarded` made of a text, undone."""
    return text[1:] if text.startswith(_GUARD) and text.lstrip(_GUARD).startswith(_FORMULA) else text


def _row(cells: list[str]) -> str:
    return ",".join(_quoted(text) for text in cells) + "\n"


def _quoted(text: str) -> str:
    if _QUOTED.isdisjoint(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
