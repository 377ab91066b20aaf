"""JSON text of records: exact decimals, fixed key order, no raw line break inside a string."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring

from pydantic import BaseModel

CONFIDENCE_DIGITS = 4

# JSON allows these raw in a string, but they end a line for `str.splitlines` or steer a terminal.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


@lru_cache(maxsize=32)
def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a record in the order in which they are written."""
    return tuple(model.model_fields)


def plain(record: BaseModel) -> dict[str, object]:
    """A record as a mapping in field order, confidence rounded; nested records stay records."""
    found = {name: getattr(record, name) for name in field_names(type(record))}
    if "confidence" in found:
        found["confidence"] = round(found["confidence"], CONFIDENCE_DIGITS)
    return found


def number(value: Decimal) -> str:
    """The shortest plain notation: `32301000000`, `23.6`; no exponent, no trailing zeros. Raises `ValueError`
    for what is no number."""
    if not value.is_finite():
        raise ValueError(f"{value} has no notation in JSON")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def well_formed(text: str) -> str:
    """Text that has a form in UTF-8: half a pair of surrogates is written as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def string(value: str) -> str:
    """A JSON string, quotes included."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", encode_basestring(value))


def encode(value: object, indent: int | None = None, depth: int = 0) -> str:
    """`value` as JSON: on one line, or with `indent` spaces a level, beginning at level `depth`.

    Takes records, mappings, sequences, text, dates, numbers, bool and None; `TypeError` for anything else.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return string(value)
        case int():
            return str(value)
        case Decimal():
            return number(value)
        case float():
            return number(Decimal(repr(value))) if value != int(value) else f"{value:.1f}"
        case date():
            return f'"{value.isoformat()}"'
        case BaseModel():
            return _block("{}", _pairs(plain(value), indent, depth), indent, depth)
        case Mapping():
            return _block("{}", _pairs(value, indent, depth), indent, depth)
        case Sequence():
            return _block("[]", (encode(item, indent, depth + 1) for item in value), indent, depth)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _pairs(value: Mapping[str, object], indent: int | None, depth: int) -> Iterator[str]:
    return (f"{string(key)}: {encode(item, indent, depth + 1)}" for key, item in value.items())


def _block(brackets: str, parts: Iterator[str], indent: int | None, depth: int) -> str:
    items = list(parts)
    if not items:
        return brackets
    if indent is None:
        return f"{brackets[0]}{', '.join(items)}{brackets[1]}"
    inner, outer = "\n" + " " * indent * (depth + 1), "\n" + " " * indent * depth
    return f"{brackets[0]}{inner}{(',' + inner).join(items)}{outer}{brackets[1]}"
