"""`nevextract eval` from the command line."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nevextract.cli import app

SAMPLES = Path(__file__).parents[2] / "samples"
run = CliRunner().invoke


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One annotated sample."""
    for ending in (".txt", ".gold.json"):
        shutil.copy(SAMPLES / f"city-page{ending}", tmp_path)
    return tmp_path


def as_json(*words: str) -> dict[str, Any]:
    result = run(app, ["eval", *words, "--format", "json"])
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_annotated_text_is_scored(folder: Path) -> None:
    found = as_json(str(folder))
    assert (found["documents"], found["gold"], found["absent"]) == (1, 12, [])
    assert found["levels"]["core"]["recall"] > 0.9
    assert sum(each["figures"] for each in found["confidence"]["bins"]) == found["predicted"]
    assert len(found["errors"]) >= found["causes"].get("missed", 0)


def test_predictions_from_a_file_score_as_those_made_now(folder: Path, tmp_path: Path) -> None:
    result = tmp_path / "found.json"
    assert run(app, ["run", str(folder), "--output", str(result), "--quiet"]).exit_code == 0
    assert as_json(str(folder), "--predictions", str(result)) == as_json(str(folder))


def test_a_threshold_trades_recall(folder: Path) -> None:
    whole = as_json(str(folder))
    cut = next(each for each in whole["confidence"]["min_confidence"] if each["kept"] < 1)
    less = as_json(str(folder), "--min-confidence", str(cut["least"]))
    assert less["predicted"] == round(whole["predicted"] * cut["kept"])
    assert less["levels"]["core"]["precision"] == pytest.approx(cut["precision"], abs=1e-4)


def test_the_text_report_has_its_tables_and_the_mistakes_first(folder: Path) -> None:
    file = folder / "city-page.gold.json"
    file.write_text(file.read_text("utf-8").replace('"value": 213000', '"value": 214000'), "utf-8")
    result = run(app, ["eval", str(folder), "--errors"])
    assert result.exit_code == 0
    first, *lines = result.stdout.splitlines()
    assert first == (
        "city-page:424: value: found production/level 213000 vehicle, "
        "wanted production/level 214000 vehicle «213,000 vehicles»"
    )
    heads = [line.split()[0] for before, line in pairwise(lines) if not before]
    wanted = ["level", "metric", "measure", "field", "names", "cause", "confidence", "min-confidence", "expected"]
    assert heads[1:] == wanted
    assert ["value", "1", "wrong", "value"] in [line.split() for line in lines]


def test_a_malformed_annotation_is_named_and_the_rest_scored(folder: Path) -> None:
    (folder / "other.gold.json").write_text('{"figures": [{"quote": "3 cars"}]}', "utf-8")
    result = run(app, ["eval", str(folder)])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["other.gold.json: figures.0.metric: Field required («3 cars»)"]
    assert result.stdout.startswith("1 text; figures: 12 annotated, ")


def test_a_text_that_the_predictions_lack_is_named(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    file.write_text('{"documents": []}', "utf-8")
    result = run(app, ["eval", str(folder), "--predictions", str(file)])
    assert result.exit_code == 1
    assert "city-page: no such document in" in result.stderr


@pytest.mark.parametrize("content", [None, "{"])
def test_nothing_to_score_is_an_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "a.gold.json").write_text(content, "utf-8")
    result = run(app, ["eval", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "error: " in result.stderr
