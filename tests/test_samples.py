"""The samples: what the program finds in them, byte for byte. `make golden` accepts what it finds now."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden" / "samples.json"
ANNOTATIONS = sorted(SAMPLES.glob("*.gold.json"))
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path not in ANNOTATIONS)


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    return {document["id"]: document for document in json.loads(GOLDEN.read_bytes())["documents"]}


def test_the_output_is_the_golden_one() -> None:
    line = [sys.executable, "-m", "nevextract", "run", str(SAMPLES)]
    done = subprocess.run(line, capture_output=True, check=True)
    if done.stdout != GOLDEN.read_bytes():
        pytest.fail("samples/ give other records now; read `git diff` after `make golden`, then commit what is right")


def test_every_sample_is_in_it(documents: dict[str, Any]) -> None:
    assert sorted(documents) == sorted(path.relative_to(SAMPLES).as_posix() for path in FILES)
    assert len(FILES) >= 9
    assert {path.suffix for path in FILES} == {".txt", ".md"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_quote_stands_where_the_record_says(path: Path, documents: dict[str, Any]) -> None:
    text = path.read_bytes().decode("utf-8")
    assert len(re.findall(r"\w+|[\u4e00-\u9fff]", text)) <= 400
    document = documents[path.relative_to(SAMPLES).as_posix()]
    for figure in document["figures"]:
        assert text[figure["start"] : figure["end"]] == figure["quote"]
    for name in ("figures", "projects", "suppliers"):
        for record in document[name]:
            assert record["sentence"] in text


def test_numbers_that_say_nothing_give_no_figures(documents: dict[str, Any]) -> None:
    assert re.findall(r"\d+", (SAMPLES / "no-figures.txt").read_text("utf-8"))
    assert documents["no-figures.txt"]["figures"] == []


def test_a_language_without_patterns_is_read_with_a_warning(documents: dict[str, Any]) -> None:
    document = documents["chinese-brief.txt"]
    assert (document["language"], document["figures"]) == ("zh", [])
    assert document["warnings"]


def test_a_wrong_magnitude_is_kept_and_flagged(documents: dict[str, Any]) -> None:
    flagged = [f for d in documents.values() for f in d["figures"] if "magnitude_suspect" in f["flags"]]
    assert [(f["quote"], f["value"]) for f in flagged] == [("1,360 Billion yuan", 1_360_000_000_000)]


@pytest.mark.parametrize(
    ("name", "quote", "wanted"),
    [
        ("city-page.txt", "48.6 billion yuan", {"metric": "output_value", "period_end": "2023-12-31"}),
        ("monthly-results.txt", "6.3%", {"metric": "deliveries", "basis": "month_on_month"}),
        ("battery-plant-abroad.txt", "1.9 billion euros", {"metric": "investment", "unit": "EUR"}),
        ("shipping-story.txt", "512,000", {"metric": "production"}),
        ("shipping-story.txt", "498,000 units", {"metric": "sales"}),
        ("fleet-notes.md", "1,840 electric buses", {"metric": "fleet", "period_end": "2023-12-31"}),
    ],
)
def test_what_must_never_be_accepted_otherwise(
    documents: dict[str, Any], name: str, quote: str, wanted: dict[str, Any]
) -> None:
    figure = next(f for f in documents[name]["figures"] if f["quote"] == quote)
    assert {key: figure[key] for key in wanted} == wanted


def test_names_are_found(documents: dict[str, Any]) -> None:
    supply_chain = documents["supply-chain.txt"]
    assert {"Huaxin Seating", "Minfeng Electronics", "Bosch"} <= {s["name"] for s in supply_chain["suppliers"]}
    assert [(p["name"], p["stage"]) for p in supply_chain["projects"]] == [
        ("Jiahe Motor Project", "under_construction")
    ]
    listed = [p["name"] for p in documents["signed-projects.txt"]["projects"]]
    assert {"Xinlan Separator Base", "Jinghe Sodium Battery Project"} <= set(listed)


def test_the_annotated_samples_score_what_they_did() -> None:
    line = [sys.executable, "-m", "nevextract", "eval", str(SAMPLES), "--format", "json", "--bootstrap", "0"]
    result = json.loads(subprocess.run(line, capture_output=True, check=True).stdout)
    assert result["documents"] == len(ANNOTATIONS) == 4
    assert result["levels"]["quantity"]["f1"] == 1.0
    assert result["levels"]["core"]["f1"] >= 0.94
    assert result["levels"]["full"]["f1"] >= 0.92
    assert result["fields"]["location"]["share"] == result["fields"]["status"]["share"] == 1.0
