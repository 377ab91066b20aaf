"""Floors for precision and recall, measured on annotated articles that stand beside the repository, where they do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "score.py"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SCORER.exists(), reason="the annotated texts are not here"),
]

SEED_CORE, SEED_FULL, DEV_CORE = 0.95, 0.85, 0.80


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What `nevextract run` writes for each folder of annotated texts."""
    place = tmp_path_factory.mktemp("extracted")
    found = {}
    for part in ("seeds", "dev"):
        found[part] = place / f"{part}.json"
        line = [sys.executable, "-m", "nevextract", "run", str(SHARED / "gold" / part), "--quiet"]
        subprocess.run([*line, "--output", str(found[part])], check=True, capture_output=True)
    return found


def score(part: str, predictions: Path) -> dict[str, Any]:
    line = [sys.executable, str(SCORER), str(SHARED / "gold" / part), str(predictions), "--json"]
    levels: dict[str, Any] = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)[
        "levels"
    ]
    return levels


def test_seeds(extracted: dict[str, Path]) -> None:
    found = score("seeds", extracted["seeds"])
    assert found["core"]["f1"] >= SEED_CORE
    assert found["full"]["f1"] >= SEED_FULL


def test_dev(extracted: dict[str, Path]) -> None:
    assert score("dev", extracted["dev"])["core"]["f1"] >= DEV_CORE


def test_a_text_without_figures_gives_its_projects_alone(extracted: dict[str, Path]) -> None:
    documents = json.loads(extracted["seeds"].read_text("utf-8"))["documents"]
    (document,) = (d for d in documents if d["id"].startswith("004_"))
    gold = json.loads(next((SHARED / "gold" / "seeds").glob("004_*.gold.json")).read_text("utf-8"))
    assert gold["figures"] == document["figures"] == []
    wanted = sorted(project["name"] for project in gold["projects"])
    assert len(wanted) == 2
    assert sorted(project["name"] for project in document["projects"]) == wanted
