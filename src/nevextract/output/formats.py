"""The output formats and kinds of records, by name. Quick to import: `nevextract --help` needs it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from nevextract.errors import OutputError

OPTIONAL = ("text", "model")
"""Fields of a document that are left out of JSON where they say nothing."""


class Kind(StrEnum):
    """The kinds of records that a document holds; the value is the document's field."""

    figures = "figures"
    projects = "projects"
    suppliers = "suppliers"


class Format(StrEnum):
    """The output formats."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    table = "table"
    md = "md"
    parquet = "parquet"
    xlsx = "xlsx"
    sqlite = "sqlite"


WHOLE = frozenset({Format.json, Format.md, Format.xlsx, Format.sqlite})
"""Formats that hold the records of every kind; the others hold one."""
FILES = frozenset({Format.parquet, Format.xlsx, Format.sqlite})
"""Formats that are written to a file alone."""
RESUMABLE = frozenset({Format.json, Format.jsonl, Format.csv, Format.md})
"""Formats whose file `--resume` can go on from."""


class SchemaFor(StrEnum):
    """What a schema describes: the json, a jsonl line, the csv (as a Frictionless Table Schema); or the names that the
    fields have in SDMX."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    sdmx = "sdmx"


class NamesFormat(StrEnum):
    """How names are printed: a line for each, or JSON with a document's names under `entities`."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class ReportFormat(StrEnum):
    """How an evaluation is reported: tables for reading, or JSON."""

    text = "text"
    json = "json"


class DiffFormat(StrEnum):
    """How a comparison of results is shown; github is md for a comment, with annotations on standard error."""

    text = "text"
    json = "json"
    md = "md"
    html = "html"
    github = "github"


class ExplainFormat(StrEnum):
    """How an explanation is given: as a tree for reading, or as JSON."""

    tree = "tree"
    json = "json"


ENDINGS = {
    ".json": Format.json,
    ".jsonl": Format.jsonl,
    ".ndjson": Format.jsonl,
    ".csv": Format.csv,
    ".txt": Format.table,
    ".md": Format.md,
    ".parquet": Format.parquet,
    ".xlsx": Format.xlsx,
    ".sqlite": Format.sqlite,
    ".sqlite3": Format.sqlite,
    ".db": Format.sqlite,
}


def format_of(path: PurePath) -> Format:
    """The format that a file's ending asks for. Raises `OutputError` for an ending that asks for none."""
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(ENDINGS)
        raise OutputError(f"{path}: the ending tells no format; give --format or one of the endings {known}")
    return found
