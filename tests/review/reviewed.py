"""Records and results to review."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from nevextract.output.formats import Format, Kind
from nevextract.output.writers import CsvWriter, JsonLinesWriter, JsonWriter, Writer
from nevextract.records import Document, Figure, Project, Supplier

SHA = "0" * 64


def make_figure(**fields: Any) -> Figure:
    """An export figure; its quote fills [start, end) unless both are given."""
    quote = fields.setdefault("quote", "7,000 cars")
    start = fields.setdefault("start", 8)
    fields.setdefault("end", start + len(quote))
    given: dict[str, Any] = {
        "id": "f1",
        "metric": "exports",
        "measure": "level",
        "value": Decimal(7000),
        "unit": "vehicle",
        "sentence": f"It sold {quote}.",
        "rule": "en/metrics/exports",
        "confidence": 0.8765,
    }
    return Figure(**{**given, **fields})


def make_project(**fields: Any) -> Project:
    given: dict[str, Any] = {
        "id": "p1",
        "name": "Harbour plant",
        "sentence": "The Harbour plant opened.",
        "start": 4,
        "end": 17,
        "rule": "en/projects/named",
        "confidence": 0.9,
    }
    return Project(**{**given, **fields})


def make_supplier(**fields: Any) -> Supplier:
    given: dict[str, Any] = {
        "id": "s1",
        "name": "Nut & Bolt",
        "sentence": "Nut & Bolt supplies seats.",
        "start": 0,
        "end": 10,
        "rule": "en/suppliers/lists",
        "confidence": 0.4,
    }
    return Supplier(**{**given, **fields})


def make_document(*records: Figure | Project | Supplier, **fields: Any) -> Document:
    given: dict[str, Any] = {"id": "a.txt", "language": "en", "sha256": SHA}
    of = {"figures": Figure, "projects": Project, "suppliers": Supplier}
    kept = {name: tuple(r for r in records if isinstance(r, model)) for name, model in of.items()}
    return Document(**{**given, **kept, **fields})


def written(documents: Iterable[Document], form: Format = Format.json, kind: Kind = Kind.figures) -> str:
    """What `nevextract run` would write of the documents."""
    stream = io.StringIO()
    makers: dict[Format, Callable[[], Writer]] = {
        Format.json: lambda: JsonWriter(stream),
        Format.jsonl: lambda: JsonLinesWriter(stream, kind),
        Format.csv: lambda: CsvWriter(stream, kind),
    }
    writer = makers[form]()
    for document in documents:
        writer.write(document)
    writer.close()
    return stream.getvalue()
