"""Records to write."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from nevextract.records import Document, Figure, Project, Supplier

SHA = "0" * 64


@pytest.fixture
def figure() -> Callable[..., Figure]:
    def make(**fields: Any) -> Figure:
        quote = fields.pop("quote", "7,000 cars")
        given = {
            "id": "f1",
            "metric": "exports",
            "measure": "level",
            "value": Decimal(7000),
            "unit": "vehicle",
            "quote": quote,
            "start": 0,
            "end": len(quote),
            "sentence": f"It sold {quote}.",
            "rule": "en/metrics/exports",
            "confidence": 0.87654321,
        }
        return Figure(**{**given, **fields})

    return make


@pytest.fixture
def document(figure: Callable[..., Figure]) -> Callable[..., Document]:
    def make(*values: str, **fields: Any) -> Document:
        figures = tuple(figure(id=f"f{i}", value=Decimal(v)) for i, v in enumerate(values))
        given: dict[str, Any] = {"id": "a.txt", "language": "en", "sha256": SHA, "figures": figures}
        return Document(**{**given, **fields})

    return make


@pytest.fixture
def project() -> Project:
    return Project(
        id="p1",
        name="Plant",
        figures=("f0", "f1"),
        sentence="Plant.",
        start=0,
        end=5,
        rule="en/projects",
        confidence=0.9,
    )


@pytest.fixture
def supplier() -> Supplier:
    return Supplier(id="s1", name="Nut & Bolt", sentence="x", start=0, end=1, rule="en/suppliers", confidence=0.4)
