"""The records of one kind as Parquet, with exact decimals, dates and lists."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from nevextract.errors import OutputError
from nevextract.output.columns import Column, Type, columns
from nevextract.output.encode import CONFIDENCE_DIGITS, well_formed
from nevextract.output.formats import Kind
from nevextract.output.writers import Error
from nevextract.records import SCHEMA_VERSION, Also, Document

_DIGITS, _FRACTION = 38, 10  # what readers take; more of them after the point only where a value needs it


class ParquetWriter:
    """Collects the records and writes them at the end, when it is known how many digits the numbers need."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._path, self._columns = path, columns(kind)
        self._kind = kind
        self._rows: list[dict[str, Any]] = []

    def write(self, document: Document) -> None:
        for record in getattr(document, self._kind.value):
            row = {column.name: _plain(getattr(record, column.name)) for column in self._columns[1:]}
            self._rows.append({"document": well_formed(document.id), **row})

    def abandon(self) -> None:
        """Nothing is open before the end."""

    def close(self, errors: Sequence[Error] = ()) -> None:
        """Errors have no place in it. Raises `OutputError` where a number has more than 38 digits."""
        import pyarrow
        from pyarrow import parquet

        number = pyarrow.decimal128(_DIGITS, self._fraction())
        amount = pyarrow.struct([("value", number), ("unit", pyarrow.string()), ("value_max", number)])
        types = {
            Type.text: pyarrow.string(),
            Type.number: number,
            Type.share: pyarrow.float64(),
            Type.place: pyarrow.int64(),
            Type.day: pyarrow.date32(),
            Type.texts: pyarrow.list_(pyarrow.string()),
            Type.amounts: pyarrow.list_(amount),
        }
        fields = [pyarrow.field(each.name, types[each.type], nullable=not each.required) for each in self._columns]
        schema = pyarrow.schema(fields, metadata={"nevextract.schema_version": SCHEMA_VERSION})
        parquet.write_table(pyarrow.Table.from_pylist(self._rows, schema=schema), self._path, compression="zstd")

    def _fraction(self) -> int:
        """How many digits after the point the numbers need, at least `_FRACTION`."""
        numbers = [value for row in self._rows for value in _numbers(self._columns, row)]
        fraction = max((_FRACTION, *(_after_point(each) for each in numbers)))
        longest = max((each.adjusted() + 1 for each in numbers if each), default=0)
        if fraction + max(0, longest) > _DIGITS:
            needed = f"{longest} digits before the point and {fraction} after it"
            raise OutputError(f"the numbers need {needed}, parquet has {_DIGITS} in all; write json or csv")
        return fraction


def _plain(value: Any) -> Any:
    match value:
        case str():
            return well_formed(value)
        case float():
            return round(value, CONFIDENCE_DIGITS)
        case tuple():
            return [dict(each) if isinstance(each, Also) else well_formed(each) for each in value]
    return value


def _numbers(of: tuple[Column, ...], row: dict[str, Any]) -> list[Decimal]:
    found = [row[column.name] for column in of if column.type is Type.number]
    amounts = [amount for column in of if column.type is Type.amounts for amount in row[column.name]]
    found += [amount[name] for amount in amounts for name in ("value", "value_max")]
    return [each for each in found if each is not None]


def _after_point(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
