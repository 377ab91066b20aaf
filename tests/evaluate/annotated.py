"""A text of a few words, and annotations of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from nevextract.evaluate.gold import GoldFigure
from nevextract.evaluate.load import GoldDocument, Marked
from nevextract.evaluate.predicted import Predicted, PredictedDocument
from nevextract.read.sources import Source

Writes = Callable[..., Path]
TEXT = "In 2023 the Yunhe plant made 300 cars, up 20%, and sold 280 cars. It plans 400 cars in 2024."
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def figure(quote: str = "300 cars", **fields: Any) -> dict[str, Any]:
    """An annotated figure as in a file: 300 cars made, but for what `fields` say."""
    return {"quote": quote, "metric": "production", "value": 300, "unit": "vehicle", **fields}


def marked(start: int = 0, end: int = 8, **fields: Any) -> Marked:
    """The same, read and placed."""
    return Marked(GoldFigure.model_validate(figure(**fields)), start, end)


def found(start: int = 0, end: int = 8, **fields: Any) -> Predicted:
    """300 cars made, as found."""
    whole = {"metric": "production", "measure": "level", "value": 300, "unit": "vehicle", "approximation": "exact"}
    return Predicted.model_validate({**whole, "start": start, "end": end, **fields})


def gold_document(name: str, *figures: Marked, **names: Any) -> GoldDocument:
    """An annotated text."""
    return GoldDocument(name, Source(f"{name}.txt", None), figures, **names)


def found_document(name: str, *figures: Predicted, **names: list[dict[str, str]]) -> PredictedDocument:
    """What was found in a text."""
    return PredictedDocument.model_validate({"id": f"{name}.txt", "figures": figures, **names})
