"""What was found, as it is compared: of an extraction just made, or read from a file that one wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nevextract.errors import GoldError
from nevextract.read.json_files import parse_json, place_of, read_file
from nevextract.records import Document

NO_METRIC = frozenset({None, "other"})
"""A number that was found with no metric is no figure."""


class Predicted(BaseModel):
    """A figure that was found, with as much as there is to compare. Other fields of the record are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)

    start: int
    end: int
    quote: str = ""
    metric: str | None = None
    measure: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    approximation: str | None = None
    basis: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    status: str | None = None
    subject: str | None = None
    location: str | None = None
    product: str | None = None
    members: tuple[str, ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0


class _Named(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)

    name: str
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0


class PredictedDocument(BaseModel):
    """What was found in one text."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)

    id: str
    figures: tuple[Predicted, ...] = ()
    projects: tuple[_Named, ...] = ()
    suppliers: tuple[_Named, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its ending, by which annotations are matched."""
        return PurePosixPath(self.id).stem

    def names(self, kind: str) -> list[str]:
        """The names of its `projects` or `suppliers`."""
        items: tuple[_Named, ...] = getattr(self, kind)
        return [item.name for item in items]

    def at_least(self, confidence: float) -> PredictedDocument:
        """The document with the records that are at least so sure."""
        return self.model_copy(
            update={
                kind: tuple(record for record in getattr(self, kind) if record.confidence >= confidence)
                for kind in ("figures", "projects", "suppliers")
            }
        )

    def counted(self) -> tuple[Predicted, ...]:
        """Its figures that have a metric."""
        return tuple(figure for figure in self.figures if figure.metric not in NO_METRIC)


def predicted_of(document: Document) -> PredictedDocument:
    """An extraction just made."""
    return PredictedDocument.model_validate(document)


def load_predictions(path: Path) -> Mapping[str, PredictedDocument]:
    """What `nevextract run FOLDER` wrote as JSON, by the texts' names. A list of documents, one document, and one
    document a line will do as well. Raises `GoldError` where it is none of these."""
    found: dict[str, PredictedDocument] = {}
    for field, data in _documents(path):
        if isinstance(data, dict) and "document" in data and "figures" not in data:
            raise GoldError("holds records; write whole documents with --format json", path=path, field=field)
        try:
            document = PredictedDocument.model_validate(data)
        except ValidationError as error:
            place, reason = place_of(error, data)
            raise GoldError(reason, path=path, field=f"{field}.{place}" if place else field) from error
        if document.name in found:
            raise GoldError(f"two documents are named {document.name!r}", path=path, field=field)
        found[document.name] = document
    return found


def _documents(path: Path) -> Iterator[tuple[str, Any]]:
    """Each document of a file, with where it stands there."""
    source = read_file(path, str(path))
    lines = [(number, line) for number, line in enumerate(source.splitlines(), 1) if line.strip()]
    if len(lines) > 1 and _is_json(lines[0][1]):
        yield from ((f"line {number}", parse_json(line, f"{path}: line {number}")) for number, line in lines)
        return
    data = parse_json(source, str(path))
    if isinstance(data, dict) and "documents" in data:
        data = data["documents"]
    for i, each in enumerate(data if isinstance(data, list) else [data]):
        yield f"documents.{i}", each


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
