"""The public records: one Pydantic model each for a figure, a project, a supplier and their document.

Field meanings, units and readings are set out in docs/records.md. Models are frozen and strict: a number never
comes in as text, an unknown field is an error.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1.0"

Measure = Literal["level", "change", "share", "contribution", "rank"]
Approximation = Literal["exact", "about", "over", "at_least", "under", "at_most"]
Status = Literal["actual", "expected", "target"]
Stage = Literal["planned", "signed", "under_construction", "completed", "in_production"]
Confidence = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]
Name = Annotated[str, Field(min_length=1)]
PlaceCode = Annotated[str, Field(pattern=r"^([0-9]{6}|[A-Z]{2})$")]
"""GB/T 2260 code of a division of China, ISO 3166-1 alpha-2 code of any other country."""

RATIO_UNITS = frozenset({"percent", "percentage_point"})


class Record(BaseModel):
    """What every record has in common: it is frozen, strict and knows only its own fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Also(Record):
    """The same amount in a second currency or unit, as the text gives it in brackets."""

    value: Decimal
    unit: Name
    value_max: Decimal | None = None


class Figure(Record):
    """One number that the text states about one thing."""

    id: Name
    metric: Name
    measure: Measure
    value: Decimal
    value_max: Decimal | None = None
    unit: Name
    approximation: Approximation = "exact"
    basis: str | None = None
    of: str | None = None
    per: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_text: str | None = None
    status: Status | None = None
    subject: str | None = None
    location: str | None = None
    location_code: PlaceCode | None = None
    location_name: Name | None = None
    product: str | None = None
    members: tuple[str, ...] = ()
    also: tuple[Also, ...] = ()
    quote: Name
    start: Offset
    end: Offset
    page: Annotated[int, Field(ge=1)] | None = None
    sentence: Name
    same_as: str | None = None
    rule: Name
    confidence: Confidence
    flags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Figure:
        if self.end - self.start != len(self.quote):
            raise ValueError("quote does not fill [start, end)")
        if self.value_max is not None and self.value_max < self.value:
            raise ValueError("value_max is below value")
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValueError("period_end is before period_start")
        if self.period_start and not self.period_end:
            raise ValueError("a period that has a start needs an end")
        if (self.measure == "rank") != (self.unit == "rank"):
            raise ValueError("the measure rank and the unit rank go together")
        if self.measure in ("share", "contribution") and self.unit not in RATIO_UNITS:
            raise ValueError(f"a {self.measure} is in percent or percentage points")
        if self.basis is not None and self.measure != "change":
            raise ValueError("only a change has a basis")
        return self


class Project(Record):
    """A named project and how far it has come."""

    id: Name
    name: Name
    phase: str | None = None
    stage: Stage | None = None
    location: str | None = None
    location_code: PlaceCode | None = None
    location_name: Name | None = None
    enterprises: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    sentence: Name
    start: Offset
    end: Offset
    rule: Name
    confidence: Confidence
    flags: tuple[str, ...] = ()


class Supplier(Record):
    """A named company in somebody's supply chain."""

    id: Name
    name: Name
    supplies: str | None = None
    to: str | None = None
    location: str | None = None
    location_code: PlaceCode | None = None
    location_name: Name | None = None
    sentence: Name
    start: Offset
    end: Offset
    rule: Name
    confidence: Confidence
    flags: tuple[str, ...] = ()


class Rejection(Record):
    """A number or candidate that gave no record, and why."""

    start: Offset
    end: Offset
    quote: str
    reason: Name
    detail: str | None = None


class Document(Record):
    """What was found in one source, records in text order."""

    id: Name
    title: str | None = None
    published: date | None = None
    language: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    figures: tuple[Figure, ...] = ()
    projects: tuple[Project, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    warnings: tuple[str, ...] = ()
    model: str | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _quotes_stand_in_the_text(self) -> Document:
        ids = [*(f.id for f in self.figures), *(p.id for p in self.projects), *(s.id for s in self.suppliers)]
        if len(ids) != len(set(ids)):
            raise ValueError("two records have the same id")
        if self.text is not None:
            for figure in self.figures:
                if self.text[figure.start : figure.end] != figure.quote:
                    raise ValueError(f"figure {figure.id}: the quote is not what stands at [start, end)")
        return self
