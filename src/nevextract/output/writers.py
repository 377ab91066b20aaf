"""The formats for machines: json, jsonl and csv. Each writer takes documents one by one and keeps none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

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


Error = Mapping[str, str]
"""A document that could not be had: its `path`, the `kind` of failure and the `reason`."""


class Stream(Protocol):
    """What a writer writes to."""

    def write(self, text: str, /) -> int: ...


class Writer(Protocol):
    """Writes documents to a text stream: `write` for each, then `close` once (the stream stays open)."""

    def write(self, document: Document) -> None: ...

    def close(self, errors: Sequence[Error] = ()) -> None: ...


class PartedWriter(Writer, Protocol):
    """A writer to which each document is a piece of text of its own: `body` makes it, `add` writes it."""

    def body(self, document: Document) -> str: ...

    def add(self, body: str) -> None: ...

    def tail(self, errors: Sequence[Error]) -> str:
        """What `close` writes after at least one document."""
        ...


class JsonWriter:
    """One JSON document `{"schema_version", "documents": [...], "errors": [...]}`, one key a line."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._separator = ""
        stream.write(f'{{\n  "schema_version": "{SCHEMA_VERSION}",\n  "documents": [')

    def write(self, document: Document) -> None:
        self.add(self.body(document))

    def body(self, document: Document) -> str:
        fields = plain(document)
        for name in OPTIONAL:
            if fields[name] is None:
                del fields[name]
        return "\n    " + encode(fields, indent=2, depth=2)

    def add(self, body: str) -> None:
        self._stream.write(self._separator)
        self._stream.write(body)
        self._separator = ","

    def close(self, errors: Sequence[Error] = ()) -> None:
        self._stream.write(self.tail(errors) if self._separator else self.tail(errors).lstrip())

    def tail(self, errors: Sequence[Error]) -> str:
        return f'\n  ],\n  "errors": {encode(errors, indent=2, depth=1)}\n}}\n'


class JsonLinesWriter:
    """One record a line, its document's id first under `document`. Errors have no place in it."""

    def __init__(self, stream: Stream, kind: Kind) -> None:
        self._stream, self._kind = stream, kind

    def write(self, document: Document) -> None:
        self.add(self.body(document))

    def body(self, document: Document) -> str:
        records = getattr(document, self._kind.value)
        return "".join(encode({"document": document.id, **plain(record)}) + "\n" for record in records)

    def add(self, body: str) -> None:
        self._stream.write(body)

    def close(self, errors: Sequence[Error] = ()) -> None:
        """Nothing follows the last line."""

    def tail(self, errors: Sequence[Error]) -> str:
        return ""


class CsvWriter(JsonLinesWriter):
    """One record a row under a header; lists as JSON, what a spreadsheet would run behind an apostrophe."""

    def __init__(self, stream: Stream, kind: Kind) -> None:
        super().__init__(stream, kind)
        stream.write(_row(["document", *field_names(MODELS[kind])]))

    def body(self, document: Document) -> str:
        records = getattr(document, self._kind.value)
        return "".join(_row([cell(value) for value in (document.id, *plain(each).values())]) for each in records)


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
