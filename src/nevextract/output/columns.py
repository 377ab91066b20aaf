"""The columns of each kind of records with their types, drawn from the record models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from nevextract.output.formats import Kind
from nevextract.output.writers import MODELS
from nevextract.records import Also


class Type(Enum):
    """What a cell holds."""

    text = "text"
    number = "number"
    share = "share"
    place = "place"
    day = "day"
    texts = "texts"
    amounts = "amounts"


_TYPES: dict[Any, Type] = {Decimal: Type.number, float: Type.share, int: Type.place, date: Type.day}


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record: what it holds, whether it may be empty, and its values where they are a closed list."""

    name: str
    type: Type
    required: bool
    values: tuple[str, ...] = ()


@lru_cache(maxsize=len(Kind))
def columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind of records in the order in which they are written, `document` first."""
    found = (_column(name, field) for name, field in MODELS[kind].model_fields.items())
    return Column("document", Type.text, required=True), *found


def _column(name: str, field: FieldInfo) -> Column:
    annotation = field.annotation
    options = [each for each in get_args(annotation) if each is not type(None)]
    optional = type(None) in get_args(annotation)
    core = options[0] if optional else annotation
    if get_origin(core) is tuple:
        return Column(name, Type.amounts if Also in get_args(core) else Type.texts, required=True)
    if get_origin(core) is Literal:
        return Column(name, Type.text, not optional, get_args(core))
    return Column(name, _TYPES.get(_bare(core), Type.text), not optional)


def _bare(annotation: Any) -> Any:
    """The type without what `Annotated` says of it."""
    return getattr(annotation, "__origin__", annotation)
