"""Records as rows of Arrow: the types of their columns, and their values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from nevextract.output.columns import Column, Type, columns
from nevextract.output.encode import CONFIDENCE_DIGITS, well_formed
from nevextract.output.formats import Kind
from nevextract.records import Also, Document

DIGITS, FRACTION = 38, 10
"""What readers take of a decimal: digits in all, and of them after the point."""


def arrow_types(fraction: int = FRACTION) -> dict[Type, Any]:
    """The type of Arrow for what a column holds; numbers with so many digits after the point."""
    import pyarrow

    number = pyarrow.decimal128(DIGITS, fraction)
    amount = pyarrow.struct([("value", number), ("unit", pyarrow.string()), ("value_max", number)])
    return {
        Type.text: pyarrow.string(),
        Type.number: number,
        Type.share: pyarrow.float64(),
        Type.place: pyarrow.int64(),
        Type.day: pyarrow.date32(),
        Type.texts: pyarrow.list_(pyarrow.string()),
        Type.amounts: pyarrow.list_(amount),
    }


def rows_of(document: Document, kind: Kind) -> Iterator[dict[str, Any]]:
    """The records of one kind, a row each."""
    for record in getattr(document, kind.value):
        row = {column.name: _plain(getattr(record, column.name)) for column in columns(kind)[1:]}
        yield {"document": well_formed(document.id), **row}


def numbers_of(of: tuple[Column, ...], row: dict[str, Any]) -> list[Decimal]:
    """Every number in a row."""
    found = [row[column.name] for column in of if column.type is Type.number]
    amounts = [amount for column in of if column.type is Type.amounts for amount in row[column.name]]
    found += [amount[name] for amount in amounts for name in ("value", "value_max")]
    return [each for each in found if each is not None]


def after_point(number: Decimal) -> int:
    """How many digits a number needs after the point."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def fits(number: Decimal) -> bool:
    """Whether a number has a place in a decimal of `DIGITS` and `FRACTION` without being rounded."""
    return after_point(number) <= FRACTION and (not number or number.adjusted() < DIGITS - FRACTION)


def _plain(value: Any) -> Any:
    match value:
        case str():
            return well_formed(value)
        case float():
            return round(value, CONFIDENCE_DIGITS)
        case tuple():
            return [dict(each) if isinstance(each, Also) else well_formed(each) for each in value]
    return value
