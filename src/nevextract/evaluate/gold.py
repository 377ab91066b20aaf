"""What an annotation file holds: the figures, projects and suppliers that a reader finds in one text.

Read strictly where a slip would change the scores, and kept apart from the records of an extraction: an annotation may
leave a field open ("?") or accept several answers. docs/evaluate.md explains every field.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from nevextract.records import Approximation, Measure, Stage, Status

OPEN = "?"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PAIR = 2

Span = tuple[date | None, date | None]
"""First and last day; a state at a moment has no first."""


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _none_or_several(value: Any) -> Any:
    return [] if value is None else _several(value)


def _several_or_open(value: Any) -> Any:
    return None if value is None or value == OPEN else _several(value)


def _text_or_open(value: Any) -> Any:
    return None if value == OPEN else value


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("give it as a number, without quotes")
    return value


def _number_or_none(value: Any) -> Any:
    return None if value is None else _number(value)


def _spans(value: Any) -> Any:
    if value == OPEN:
        return None
    several = isinstance(value, list) and value and all(each is None or isinstance(each, list) for each in value)
    return tuple(_span(each) for each in (value if several else [value]))


def _span(value: Any) -> Span:
    if value is None:
        return None, None
    if not isinstance(value, list) or len(value) != _PAIR:
        raise ValueError('a period is ["2023-01-01", "2023-11-30"], [null, "2022-06-30"], null, "?" or a list of such')
    first, last = (_day(end) for end in value)
    if first and last and last < first:
        raise ValueError(f"the period ends on {last}, before it begins on {first}")
    return first, last


def _day(value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f"{value!r} is no date like 2023-01-31")
    return date.fromisoformat(value)


def _status(value: Any) -> Any:
    if value is None:
        raise ValueError(f'give one of {", ".join(get_args(Status))}, or "?" to leave it open')
    return [each for each in _several(value) if each != OPEN] or None


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several), Field(min_length=1)]
OpenText = Annotated[str | None, BeforeValidator(_text_or_open)]


class Annotation(BaseModel):
    """What every part of an annotation has in common: keys that are not known are kept, to be warned of."""

    model_config = ConfigDict(frozen=True, extra="allow")

    def unknown(self) -> list[str]:
        """The keys that mean nothing here."""
        return sorted(self.model_extra or {})


class GoldFigure(Annotation):
    """A figure as a reader annotates it. Of a tuple each entry is right, the first the best.

    None for `status`, `basis`, `period`, `subject`, `location` and `product` means that the field is not compared;
    among the entries of `basis` it is "no basis".
    """

    quote: Text
    nth: Annotated[int, Field(ge=1, strict=True)] = 1
    metric: Texts
    measure: Annotated[tuple[Measure, ...], BeforeValidator(_several), Field(min_length=1)] = ("level",)
    value: Annotated[Decimal, BeforeValidator(_number)]
    value_max: Annotated[Decimal | None, BeforeValidator(_number_or_none)] = None
    unit: Text
    approximation: Annotated[tuple[Approximation, ...], BeforeValidator(_several), Field(min_length=1)] = ("exact",)
    basis: Annotated[tuple[Text | None, ...] | None, BeforeValidator(_several_or_open)] = None
    period: Annotated[tuple[Span, ...] | None, BeforeValidator(_spans)] = None
    status: Annotated[tuple[Status, ...] | None, BeforeValidator(_status)] = None
    subject: OpenText = None
    location: OpenText = None
    product: OpenText = None
    members: Annotated[tuple[Text, ...], BeforeValidator(_none_or_several)] = ()
    optional: Annotated[bool, Field(strict=True)] = False
    # May stand there for the reader's sake; not compared.
    of: OpenText = None
    per: OpenText = None
    also: tuple[Any, ...] = ()
    flags: tuple[Text, ...] = ()
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> GoldFigure:
        if self.value_max is not None and self.value_max < self.value:
            raise ValueError("value_max is below value")
        return self


class GoldProject(Annotation):
    """A project by name; nothing but the name is compared."""

    name: Text
    phase: str | None = None
    stage: Annotated[tuple[Stage, ...] | None, BeforeValidator(_several_or_open)] = None
    location: OpenText = None
    note: str | None = None


class GoldSupplier(Annotation):
    """A supplier by name; nothing but the name is compared."""

    name: Text
    supplies: OpenText = None
    to: OpenText = None
    location: OpenText = None
    note: str | None = None


class GoldFile(Annotation):
    """One annotation file. `projects` and `suppliers` are compared only where they are given, be it as empty lists."""

    id: str | None = None
    published: Annotated[date | None, BeforeValidator(_day)] = None
    figures: tuple[GoldFigure, ...]
    projects: tuple[GoldProject, ...] | None = None
    suppliers: tuple[GoldSupplier, ...] | None = None
    note: str | None = None
