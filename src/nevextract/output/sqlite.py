"""A result as an SQLite database: tables with keys, and views by place, metric and year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from nevextract.errors import OutputError
from nevextract.output.columns import Column, Type, columns
from nevextract.output.encode import CONFIDENCE_DIGITS, encode, well_formed
from nevextract.output.formats import Kind
from nevextract.output.writers import Error
from nevextract.records import SCHEMA_VERSION, Document, Figure, Project, Supplier

_INTEGER_BITS = 63
_AFFINITY = {Type.number: "NUMERIC", Type.share: "REAL", Type.place: "INTEGER"}
_DOCUMENT = ("id", "title", "published", "language", "sha256", "model", "text")
# Fields that hold more than one value have tables of their own: table, its column, the record's kind and field.
_PARTS = (
    ("figure_members", "member", Kind.figures, "members"),
    ("figure_flags", "flag", Kind.figures, "flags"),
    ("project_enterprises", "enterprise", Kind.projects, "enterprises"),
    ("project_figures", "figure", Kind.projects, "figures"),
    ("project_flags", "flag", Kind.projects, "flags"),
    ("supplier_flags", "flag", Kind.suppliers, "flags"),
)
_VIEWS = """
CREATE VIEW figures_by_place AS
SELECT coalesce(location_name, location) AS place, location_code AS place_code, metric, measure,
  CAST(strftime('%Y', period_end) AS INTEGER) AS year, period_start, period_end, status, value, value_max, unit,
  approximation, subject, product, quote, confidence, document, id
FROM figures WHERE same_as IS NULL;
CREATE VIEW place_metric_year AS
SELECT place, place_code, metric, measure, unit, status, year, count(*) AS figures,
  count(DISTINCT document) AS documents, min(value) AS least, max(coalesce(value_max, value)) AS most
FROM figures_by_place GROUP BY place, place_code, metric, measure, unit, status, year;
"""


class SqliteWriter:
    """Writes documents to a database at `path`, which is an empty file or none."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript("PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF;" + "".join(_tables()))
        self._base.execute("BEGIN")
        self._base.execute("INSERT INTO about VALUES ('schema_version', ?)", (SCHEMA_VERSION,))

    def write(self, document: Document) -> None:
        """Raises `OutputError` where a document of this id is there, or the disk is full."""
        self._insert("documents", [getattr(document, name) for name in _DOCUMENT])
        for at, warning in enumerate(document.warnings):
            self._insert("document_warnings", [document.id, at, warning])
        for kind in Kind:
            for at, record in enumerate(getattr(document, kind.value)):
                self._record(document.id, kind, at, record)

    def close(self, errors: Sequence[Error] = ()) -> None:
        """Raises `OutputError` where the disk is full."""
        for error in errors:
            self._insert("errors", [error["path"], error["kind"], error["reason"]])
        self._execute("COMMIT")
        self._base.close()

    def abandon(self) -> None:
        """Close what will not be finished; nothing where it is closed."""
        self._base.close()

    def _record(self, document: str, kind: Kind, at: int, record: Figure | Project | Supplier) -> None:
        values = [getattr(record, column.name) for column in _single(kind)]
        self._insert(kind.value, [document, at, *values])
        key = [document, record.id]
        for table, _, of, field in _PARTS:
            if of is kind:
                for number, value in enumerate(getattr(record, field)):
                    self._insert(table, [*key, number, value])
        if isinstance(record, Figure):
            for number, amount in enumerate(record.also):
                self._insert("figure_also", [*key, number, amount.value, amount.value_max, amount.unit])

    def _insert(self, table: str, values: Sequence[Any]) -> None:
        places = ", ".join("?" * len(values))
        self._execute(f"INSERT INTO {table} VALUES ({places})", [_value(each) for each in values])  # noqa: S608

    def _execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        try:
            self._base.execute(statement, values)
        except sqlite3.IntegrityError as error:
            raise OutputError(f"two documents or records have one id ({values[0]!r}): {error}") from error
        except sqlite3.Error as error:
            raise OutputError(f"the database cannot be written: {error}") from error


def _single(kind: Kind) -> Iterator[Column]:
    """The columns of a kind's own table, after `document` and `position`."""
    return (each for each in columns(kind)[1:] if each.type not in (Type.texts, Type.amounts))


def _tables() -> Iterable[str]:
    yield "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
    yield (
        "CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT, published TEXT, language TEXT NOT NULL, "
        "sha256 TEXT NOT NULL, model TEXT, text TEXT);"
    )
    of_document = "document TEXT NOT NULL REFERENCES documents (id), position INTEGER NOT NULL"
    yield f"CREATE TABLE document_warnings ({of_document}, warning TEXT NOT NULL, PRIMARY KEY (document, position));"
    yield "CREATE TABLE errors (path TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL);"
    for kind in Kind:
        fields = ", ".join(_field(column) for column in _single(kind))
        yield f"CREATE TABLE {kind.value} ({of_document}, {fields}, PRIMARY KEY (document, id));"
    for table, column, kind, _ in _PARTS:
        yield _part(table, kind, f"{column} TEXT NOT NULL")
    yield _part("figure_also", Kind.figures, "value NUMERIC NOT NULL, value_max NUMERIC, unit TEXT NOT NULL")
    yield "CREATE INDEX figures_metric ON figures (metric, period_end);"
    yield "CREATE INDEX figures_place ON figures (location_code, metric);"
    yield _VIEWS


def _field(column: Column) -> str:
    """The definition of a column; SQLite takes any name that is quoted, `to` and `of` too."""
    needed = " NOT NULL" if column.required else ""
    allowed = ", ".join(f"'{value}'" for value in column.values)
    check = f' CHECK ("{column.name}" IN ({allowed}))' if allowed else ""
    return f'"{column.name}" {_AFFINITY.get(column.type, "TEXT")}{needed}{check}'


def _part(table: str, kind: Kind, fields: str) -> str:
    owner = kind.value[:-1]
    return (
        f"CREATE TABLE {table} (document TEXT NOT NULL, {owner}_id TEXT NOT NULL, position INTEGER NOT NULL, {fields}, "
        f"PRIMARY KEY (document, {owner}_id, position), "
        f"FOREIGN KEY (document, {owner}_id) REFERENCES {kind.value} (document, id));"
    )


def _value(value: Any) -> Any:
    """A value as SQLite stores it: whole numbers of 64 bits exactly, others as its floating numbers."""
    match value:
        case Decimal():
            whole = int(value)
            return whole if whole == value and whole.bit_length() < _INTEGER_BITS else float(value)
        case float():
            return round(value, CONFIDENCE_DIGITS)
        case date():
            return value.isoformat()
        case str():
            return well_formed(value)
        case None | int():
            return value
    return encode(value)
