"""Rows of Parquet, each a document, read batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from nevextract.errors import ReadError
from nevextract.read.exports import columns_used, numbered
from nevextract.read.item import Item
from nevextract.read.options import ReadOptions
from nevextract.read.span import Span

_BATCH = 256
_NEEDS = "needs the package pyarrow: pip install 'nevextract[parquet]'"


def parquet_rows(
    stream: BinaryIO, name: str, options: ReadOptions, span: Span | None = None
) -> Iterator[Item | ReadError]:
    """The documents of a Parquet file, or of the rows of `span`; the number of a row is its id where no column gives
    one. Columns that hold neither text, title, date nor id are not read.

    Raises `ReadError` where no column can hold the text or pyarrow is missing, `ValueError` or `OSError` where the file
    is broken.
    """
    file = parquet_file(stream, name)
    used = columns_used(file.schema_arrow.names, name, options)
    span = span or Span(0, file.metadata.num_rows, 1)
    for number, row in _rows(file, used, span):
        yield numbered(row, name, number, options)


def parquet_file(stream: BinaryIO, name: str) -> Any:
    """The file as pyarrow has it. Raises `ReadError` where pyarrow is missing."""
    try:
        from pyarrow.parquet import ParquetFile  # slow to import, and needed for this kind alone
    except ImportError as error:
        raise ReadError(_NEEDS, path=name, kind="unsupported") from error
    return ParquetFile(stream)


def _rows(file: Any, columns: list[str], span: Span) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of a span with their numbers."""
    at = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if at < span.end and span.start < at + size:
            yield from _of_group(file, group, columns, span, at)
        at += size


def _of_group(
    file: Any, group: int, columns: list[str], span: Span, at: int
) -> Iterator[tuple[int, dict[str, object]]]:
    for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns, use_threads=False):
        start, end = max(span.start, at), min(span.end, at + batch.num_rows)
        if start < end:
            rows = batch_rows(batch.slice(start - at, end - start))
            yield from enumerate(rows, start - span.start + span.first)
        at += batch.num_rows
        if at >= span.end:
            return


def batch_rows(batch: Any) -> list[dict[str, object]]:
    """The rows of a record batch of Arrow. Text is bytes, as it may not be the UTF-8 that it is said to be, and what is
    no text, a time among it, is as Arrow writes it, lists apart."""
    columns = {name: _values(batch.column(i)) for i, name in enumerate(batch.schema.names)}
    return [{name: values[i] for name, values in columns.items()} for i in range(batch.num_rows)]


def _values(column: Any) -> list[object]:
    import pyarrow
    from pyarrow import types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_list(column.type) or types.is_large_list(column.type) or types.is_struct(column.type):
        found: list[object] = column.to_pylist()
        return found
    try:
        text = column if _is_text(column.type) else column.cast(pyarrow.string())
        return list(text.cast(pyarrow.large_binary()).to_pylist())
    except pyarrow.ArrowException:
        return list(column.to_pylist())


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    return any(test(kind) for test in tests)
