"""The rows of a jsonl or csv result, as mappings that the record models can check."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nevextract.errors import ResultError
from nevextract.output.formats import Kind
from nevextract.output.writers import MODELS, unguarded
from nevextract.read.json_files import parse_json

FIRST = "document"
# A field that only one kind of records has.
_TELLING = {"metric": Kind.figures, "enterprises": Kind.projects, "supplies": Kind.suppliers}
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One record, its document's id under `document`, and where it stands ("line 3"); None for a header alone."""

    place: str
    kind: Kind
    record: Mapping[str, Any] | None


def json_rows(content: str, name: str) -> Iterator[Row]:
    """The records of a jsonl result. Raises `ResultError` for a line that is none."""
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        record = parse_json(line, f"{name}: {place}", ResultError)
        if not isinstance(record, dict) or not isinstance(record.get(FIRST), str):
            raise ResultError(f"is no record with its {FIRST}: {line[:_SHOWN]}", path=name, field=place)
        yield Row(place, _kind_of(list(record), name, place), record)


def csv_rows(content: str, name: str) -> Iterator[Row]:
    """The records of a csv result; its header comes first. Raises `ResultError` for a row that does not fit it."""
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    begins = 1
    try:
        header = next(reader)
        kind = _kind_of(header, name, "line 1")
        lists = _lists(kind)
        yield Row("line 1", kind, None)
        begins = reader.line_num + 1
        for cells in reader:
            place = f"line {begins}"
            begins = reader.line_num + 1
            if len(cells) != len(header):
                raise ResultError(f"has {len(cells)} cells under {len(header)} columns", path=name, field=place)
            yield Row(place, kind, _record(header, cells, lists, f"{name}: {place}"))
    except csv.Error as error:
        raise ResultError(f"not CSV: {error}", path=name, field=f"line {begins}") from error


def _kind_of(names: Sequence[str], name: str, place: str) -> Kind:
    """The kind of records with these fields."""
    kinds = [kind for field, kind in _TELLING.items() if field in names]
    if names[:1] != [FIRST] or len(kinds) != 1:
        reason = (
            f"no record of `nevextract run`: {FIRST} must come first, then the fields of a figure, project or supplier"
        )
        raise ResultError(reason, path=name, field=place)
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice:
        raise ResultError(f"names twice: {', '.join(twice)}", path=name, field=place)
    return kinds[0]


def _lists(kind: Kind) -> frozenset[str]:
    """The fields that hold a list, which CSV holds as JSON."""
    return frozenset(name for name, field in MODELS[kind].model_fields.items() if field.default == ())


def _record(header: Sequence[str], cells: Sequence[str], lists: frozenset[str], place: str) -> dict[str, Any]:
    """A row as a mapping; an empty cell is null, which is how a field is left out."""
    found: dict[str, Any] = {}
    for name, text in zip(header, cells, strict=True):
        if name in lists:
            found[name] = parse_json(text or "[]", f"{place}: {name}", ResultError)
        elif text or name == FIRST:
            found[name] = unguarded(text)
    return found
