"""Predictions from a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from annotated import TEXT

from nevextract import Extractor
from nevextract.errors import GoldError
from nevextract.evaluate.predicted import load_predictions, predicted_of
from nevextract.output.encode import encode

DOCUMENT = {"id": "news/plant.txt", "figures": [{"start": 0, "end": 8, "metric": "sales", "period_end": "2023-12-31"}]}


@pytest.mark.parametrize(
    "source",
    [
        json.dumps({"schema_version": "1.0", "documents": [DOCUMENT]}),
        json.dumps([DOCUMENT], indent=2),
        json.dumps(DOCUMENT),
        json.dumps(DOCUMENT) + "\n\n" + json.dumps({"id": "other.txt"}) + "\n",
    ],
)
def test_documents_are_known_by_name(tmp_path: Path, source: str) -> None:
    file = tmp_path / "found.json"
    file.write_text(source, "utf-8")
    (figure,) = load_predictions(file)["plant"].figures
    assert (figure.metric, figure.period_end, figure.confidence) == ("sales", date(2023, 12, 31), 1.0)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{", "not JSON"),
        ('{"documents": [{"id": "a", "figures": [{"end": 3}]}]}', "documents.0.figures.0.start: Field required"),
        ('{"id": "a"}\n{"id": "b/a.txt"}', "line 2: two documents are named 'a'"),
        ('{"id": "a"}\n{"id"', "line 2: not JSON"),
        ('{"document": "a.txt", "id": "f1"}', "holds records; write whole documents with --format json"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, source: str, message: str) -> None:
    file = tmp_path / "found.json"
    file.write_text(source, "utf-8")
    with pytest.raises(GoldError) as raised:
        load_predictions(file)
    assert str(raised.value).startswith(str(file))
    assert message in str(raised.value)


def test_an_extraction_is_the_same_from_memory_and_from_a_file(tmp_path: Path) -> None:
    document = Extractor().extract(TEXT, id="plant.txt")
    file = tmp_path / "found.json"
    file.write_text(encode({"documents": [document]}), "utf-8")
    assert load_predictions(file)["plant"] == predicted_of(document)
    assert len(predicted_of(document).counted()) == len(document.figures) > 2


def test_records_less_sure_are_left_out() -> None:
    document = predicted_of(Extractor().extract(TEXT, id="plant.txt"))
    least = max(figure.confidence for figure in document.figures)
    assert {figure.confidence for figure in document.at_least(least).figures} == {least}
