"""Extraction from record batches of Arrow, for engines that hand them out: Spark's `mapInArrow`, Ray's `map_batches`.

    >>> import pyarrow
    >>> from nevextract.arrow import extract_batches
    >>> batch = pyarrow.RecordBatch.from_pylist([{"id": "a", "text": "The city sold 158,200 trucks in 2022."}])
    >>> [row["metric"] for found in extract_batches(iter([batch])) for row in found.to_pylist()]
    ['sales']

A batch that comes in holds a document a row: a column with the text and, where there are such, those with id, title and
date of publication. A batch that goes out has a row for each figure, in the columns of `SCHEMA`, and one for each
document that could not be read, of which only `document` and `error` are filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from nevextract.errors import ReadError
from nevextract.find.model import DEFAULT_MODEL, check_model
from nevextract.output.arrow_rows import arrow_types, fits, numbers_of, rows_of
from nevextract.output.columns import Type, columns
from nevextract.output.formats import Kind
from nevextract.output.select import Selection
from nevextract.pipeline import Extractor
from nevextract.read.documents import digest
from nevextract.read.exports import columns_used, named, row_item
from nevextract.read.options import ReadOptions
from nevextract.read.parquet_rows import batch_rows
from nevextract.records import SCHEMA_VERSION, Document
from nevextract.running.guard import guarded
from nevextract.running.job import Job
from nevextract.running.limits import MAX_CHARACTERS
from nevextract.running.outcomes import Failure

try:
    import pyarrow
except ImportError as error:
    raise ImportError("nevextract.arrow needs the package pyarrow: pip install 'nevextract[arrow]'") from error

__all__ = ["SCHEMA", "BatchExtractor", "extract_batches", "schema_of"]

_ROWS = 10_000  # of one batch that goes out
_NO_ID = "-"


def schema_of(records: Kind | str = Kind.figures) -> pyarrow.Schema:
    """The schema of what goes out: the fields of one kind of records, `document` before them and `error` behind them.

    Numbers are `decimal128(38, 10)`. Every column but `document` may be null, as it is in the row of an error.
    """
    types = arrow_types()
    found = [pyarrow.field(each.name, types[each.type], each.name != "document") for each in columns(Kind(records))]
    fields = [*found, pyarrow.field("error", pyarrow.string())]
    return pyarrow.schema(fields, metadata={"nevextract.schema_version": SCHEMA_VERSION})


SCHEMA: pyarrow.Schema = schema_of()
"""The schema of what `extract_batches` gives."""


@dataclass(frozen=True, slots=True)
class BatchExtractor:
    """`extract_batches` with options. It can be pickled and called in any process; there it loads what it needs once.

    `records` is the kind of records that go out: "figures", "projects" or "suppliers". `model`, `patterns`, `metrics`
    and `min_confidence` are as of `nevextract run`. `text`, `id` and `date` name the columns that hold them; without a
    name the usual ones are looked for. A document without an id is called by the hash of its text, title and date.
    """

    records: str = Kind.figures.value
    model: str = DEFAULT_MODEL
    patterns: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    min_confidence: float = 0.0
    text: str | None = None
    id: str | None = None
    date: str | None = None
    max_characters: int = MAX_CHARACTERS

    @property
    def schema(self) -> pyarrow.Schema:
        """The schema of what goes out."""
        return schema_of(self.records)

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        """The records of the documents of all batches, in their order; of a table, as Ray has it, tables.

        No document stops the others. Raises `ReadError` where no column can hold the text, `PatternError` and
        `ModelError` where patterns or model cannot be used.
        """
        if isinstance(batches, pyarrow.Table):
            for found in self(batches.to_batches()):
                yield pyarrow.Table.from_batches([found])
            return
        check_model(self.model)
        job = self._job()
        for batch in batches:
            yield from self._of_batch(batch, job)

    def _job(self) -> Job:
        return Job(
            patterns=tuple(Path(folder) for folder in self.patterns),
            selection=Selection(frozenset(self.metrics), self.min_confidence),
            extractor=partial(Extractor, model=self.model),
            reading=ReadOptions(text_field=self.text, id_field=self.id, date_field=self.date),
            max_characters=self.max_characters,
        )

    def _of_batch(self, batch: pyarrow.RecordBatch, job: Job) -> Iterator[pyarrow.RecordBatch]:
        schema, kind = self.schema, Kind(self.records)
        used = columns_used(batch.schema.names, "a batch", job.reading)
        rows: list[dict[str, Any]] = []
        for given in batch_rows(batch.select(used)):
            rows.extend(_found(given, job, kind))
            if len(rows) >= _ROWS:
                yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)
                rows = []
        yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)


def extract_batches(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The figures of the documents in record batches, as record batches of `SCHEMA`; of a table, tables.

    With the usual options: `BatchExtractor` takes others.
    """
    return BatchExtractor()(batches)


def _found(given: Mapping[str, object], job: Job, kind: Kind) -> Iterator[dict[str, Any]]:
    """The rows that one document makes."""
    name = named(given, job.reading)
    item = row_item(given, name or _NO_ID, job.reading)
    if isinstance(item, ReadError):
        yield {"document": item.path, "error": f"{item.kind}: {item.reason}"}
        return
    item = item if name else replace(item, id=digest(item, job.reading))
    outcome = guarded(item, job)
    if isinstance(outcome, Failure):
        yield {"document": outcome.path, "error": f"{outcome.kind}: {outcome.reason}"}
    elif isinstance(outcome, Document):
        for row in rows_of(outcome, kind):
            yield row if all(fits(number) for number in numbers_of(columns(kind), row)) else _without_numbers(row, kind)


def _without_numbers(row: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """A record with a number that has no place in the schema: all but the numbers, and what is the matter."""
    emptied: dict[Type, Any] = {Type.number: None, Type.amounts: []}
    kept = {each.name: emptied.get(each.type, row[each.name]) for each in columns(kind)}
    numbers = ", ".join(str(number) for number in numbers_of(columns(kind), row) if not fits(number))
    return {**kept, "error": f"too_large: {numbers} has more digits than decimal128(38, 10)"}
