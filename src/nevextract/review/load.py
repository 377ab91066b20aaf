"""Results that `nevextract run` wrote as json, jsonl or csv, read back into records."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nevextract.errors import ResultError
from nevextract.output.formats import ENDINGS, Format, Kind
from nevextract.output.schema import Error
from nevextract.output.writers import MODELS
from nevextract.read.json_files import parse_json, place_of
from nevextract.records import SCHEMA_VERSION, Document, Figure, Project, Record, Supplier
from nevextract.review.rows import FIRST, Row, csv_rows, json_rows

STDIN = "-"
READABLE = (Format.json, Format.jsonl, Format.csv)
ALL_KINDS = frozenset(Kind)
_OF = "document"


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """The records of one document, in the order of the file. `whole` has title, date, language, sha256, warnings and
    text; it is None where the file holds records alone (jsonl, csv)."""

    id: str
    figures: tuple[Figure, ...] = ()
    projects: tuple[Project, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    whole: Document | None = None

    def records(self, kind: Kind) -> tuple[Figure, ...] | tuple[Project, ...] | tuple[Supplier, ...]:
        """Its records of one kind."""
        match kind:
            case Kind.figures:
                return self.figures
            case Kind.projects:
                return self.projects
        return self.suppliers


@dataclass(frozen=True, slots=True)
class Result:
    """A result that was read. `kinds`: what it can hold, all kinds for json, one for jsonl and csv, none for an empty
    file. `name`: the file as it was named, for messages. `errors`: what json says could not be read."""

    name: str
    documents: tuple[ResultDocument, ...]
    kinds: frozenset[Kind] = ALL_KINDS
    errors: tuple[Error, ...] = ()

    def document(self, wanted: str) -> ResultDocument | None:
        """The document with this id."""
        return next((document for document in self.documents if document.id == wanted), None)


def load_result(path: str | Path) -> Result:
    """The result in a file, or on standard input for `-`; the ending tells the format, else the content does.

    Raises `ResultError` naming file, line or field, and reason where it cannot be read, is of another schema version,
    holds two documents or, within one document, two records of one id, or is no result at all.
    """
    name = str(path)
    return parse_result(_content(name), "standard input" if name == STDIN else name)


def parse_result(content: str, name: str) -> Result:
    """The result that a text holds; `name` is shown in errors, and its ending tells the format where it is known."""
    form = ENDINGS.get(Path(name).suffix.lower())
    if form not in (None, *READABLE):
        raise ResultError(
            f"a {Path(name).suffix} file is not read back; give the json, jsonl or csv of nevextract run", path=name
        )
    if not content.strip():
        if form is Format.jsonl or name == os.devnull:
            return Result(name, (), frozenset())
        raise ResultError("is empty; a result without records is written as json or jsonl", path=name)
    match form or _guessed(content):
        case Format.json:
            return _from_json(content, name)
        case Format.csv:
            return _from_rows(csv_rows(content, name), name, holds=None)
    return _from_rows(json_rows(content, name), name, holds=None)


def _content(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise ResultError(f"cannot be read: {error.strerror or error}", path=name) from error
    except UnicodeDecodeError as error:
        raise ResultError(
            f"byte {error.start} is not UTF-8; results are json, jsonl or csv as `nevextract run` writes them",
            path=name,
        ) from error


def _guessed(content: str) -> Format:
    """A json result begins with a brace on a line of its own, a csv result with the name of its first column."""
    first = content.lstrip().partition("\n")[0].strip()
    if first.startswith(FIRST + ","):
        return Format.csv
    return Format.jsonl if first.startswith("{") and f'"{FIRST}"' in first else Format.json


def _from_json(content: str, name: str) -> Result:
    data = parse_json(content, name, ResultError)
    if not isinstance(data, dict) or "documents" not in data:
        raise ResultError("holds no result of `nevextract run`: the key documents is missing", path=name)
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        reason = f"is {version!r}, and this nevextract reads {SCHEMA_VERSION!r}; run the texts again with this one"
        raise ResultError(reason, path=name, field="schema_version")
    if not isinstance(data["documents"], list):
        raise ResultError("is no list", path=name, field="documents")
    places: dict[str, str] = {}
    found = []
    for i, each in enumerate(data["documents"]):
        document = _document(each, name, f"documents.{i}")
        _only_once(places, document.id, f"documents.{i}", "document", name)
        records = (document.figures, document.projects, document.suppliers)
        found.append(ResultDocument(document.id, *records, whole=document))
    return Result(name, tuple(found), errors=tuple(_errors(data.get("errors", []), name)))


def _errors(data: Any, name: str) -> Iterator[Error]:
    if not isinstance(data, list):
        raise ResultError("is no list", path=name, field="errors")
    for i, each in enumerate(data):
        try:
            yield Error.model_validate(each)
        except ValidationError as error:
            raise _invalid(error, each, name, f"errors.{i}") from error


def _document(data: Any, name: str, field: str) -> Document:
    if not isinstance(data, Mapping):
        raise ResultError("is no document", path=name, field=field)
    places: dict[str, str] = {}
    for kind in Kind:
        records = data.get(kind.value)
        for i, record in enumerate(records if isinstance(records, list) else ()):
            if isinstance(record, Mapping) and isinstance(record.get("id"), str):
                _only_once(places, record["id"], f"{field}.{kind.value}.{i}", f"record of {data.get('id')}", name)
    try:
        return Document.model_validate(data, strict=False)
    except ValidationError as error:
        raise _invalid(error, data, name, field) from error


def _from_rows(rows: Iterable[Row], name: str, holds: Kind | None) -> Result:
    """The records of a file with one record a row, all of one kind, gathered by document."""
    found: dict[str, list[Record]] = {}
    places: dict[tuple[str, str], str] = {}
    for row in rows:
        kind = holds = row.kind if holds is None else holds
        if row.kind is not kind:
            raise ResultError(f"holds one of the {row.kind}, the lines before it {kind}", path=name, field=row.place)
        if row.record is None:
            continue
        data = dict(row.record)
        document = data.pop(_OF)
        try:
            record = MODELS[kind].model_validate(data, strict=False)
        except ValidationError as error:
            raise _invalid(error, data, name, row.place) from error
        _only_once(places, (document, getattr(record, "id")), row.place, f"record of {document}", name)  # noqa: B009
        found.setdefault(document, []).append(record)
    documents = tuple(_gathered(document, holds, records) for document, records in found.items())
    return Result(name, documents, frozenset() if holds is None else frozenset({holds}))


def _gathered(document: str, kind: Kind | None, records: Iterable[Record]) -> ResultDocument:
    return ResultDocument(document, **{} if kind is None else {kind.value: tuple(records)})  # type: ignore[arg-type]


def _only_once(places: dict[Any, str], key: Any, place: str, what: str, name: str) -> None:
    """Note where a key stands. Raises `ResultError` where it has been seen."""
    if key in places:
        shown = key[-1] if isinstance(key, tuple) else key
        reason = f"the id {shown!r} stands at {places[key]} already, for another {what}; ids must differ"
        raise ResultError(reason, path=name, field=place)
    places[key] = place


def _invalid(error: ValidationError, data: Any, name: str, field: str) -> ResultError:
    place, reason = place_of(error, data)
    return ResultError(reason, path=name, field=f"{field}.{place}" if place else field)
