"""The records of one kind as Parquet, with exact decimals, dates and lists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nevextract.errors import OutputError
from nevextract.output.arrow_rows import DIGITS, FRACTION, after_point, arrow_types, numbers_of, rows_of
from nevextract.output.columns import columns
from nevextract.output.formats import Kind
from nevextract.output.writers import Error
from nevextract.records import SCHEMA_VERSION, Document


class ParquetWriter:
    """Collects the records and writes them at the end, when it is known how many digits the numbers need."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._path, self._columns = path, columns(kind)
        self._kind = kind
        self._rows: list[dict[str, Any]] = []

    def write(self, document: Document) -> None:
        self._rows.extend(rows_of(document, self._kind))

    def abandon(self) -> None:
        """Nothing is open before the end."""

    def close(self, errors: Sequence[Error] = ()) -> None:
        """Errors have no place in it. Raises `OutputError` where a number has more than 38 digits."""
        import pyarrow
        from pyarrow import parquet

        types = arrow_types(self._fraction())
        fields = [pyarrow.field(each.name, types[each.type], nullable=not each.required) for each in self._columns]
        schema = pyarrow.schema(fields, metadata={"nevextract.schema_version": SCHEMA_VERSION})
        parquet.write_table(pyarrow.Table.from_pylist(self._rows, schema=schema), self._path, compression="zstd")

    def _fraction(self) -> int:
        """How many digits after the point the numbers need, at least `FRACTION`: more of them only where a value needs
        it."""
        numbers = [value for row in self._rows for value in numbers_of(self._columns, row)]
        fraction = max((FRACTION, *(after_point(each) for each in numbers)))
        longest = max((each.adjusted() + 1 for each in numbers if each), default=0)
        if fraction + max(0, longest) > DIGITS:
            needed = f"{longest} digits before the point and {fraction} after it"
            raise OutputError(f"the numbers need {needed}, parquet has {DIGITS} in all; write json or csv")
        return fraction
