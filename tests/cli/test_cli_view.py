"""`nevextract view` and `nevextract apply`: the way of a reviewer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nevextract.cli import app

STORY = "Dorwa news.\n\nThe Dorwa plant exported 12,000 cars in 2023, up 9 percent.\n"


def run(*args: object) -> Any:
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """A result beside its source, in a folder."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY, "utf-8")
    assert run("run", tmp_path / "news", "--quiet", "--output", tmp_path / "r.json").exit_code == 0
    return tmp_path / "r.json"


def decided(result: Path, **changes: Any) -> Path:
    """A file of decisions: the first figure corrected, the second accepted."""
    figures = json.loads(result.read_text("utf-8"))["documents"][0]["figures"]
    entries = []
    for figure, decision in zip(figures, ("corrected", "accepted"), strict=False):
        was = {name: figure[name] for name in ("quote", "start", "end", "metric", "measure", "value", "unit")}
        fields = {"subject": "Dorwa Ningde", **changes} if decision == "corrected" else {}
        entries.append({"document": "a.txt", "id": figure["id"], "decision": decision, "fields": fields, "was": was})
    path = result.with_name("d.json")
    path.write_text(json.dumps({"schema": "nevextract-decisions/1", "decisions": entries}), "utf-8")
    return path


def test_a_page_is_written_and_told(result: Path) -> None:
    page = result.with_name("review.html")
    done = run("view", result, result.parent / "news", "--output", page)
    assert done.exit_code == 0, done.output
    assert "2 figures of 1 document" in done.stderr
    assert page.read_text("utf-8").count("12,000 cars") >= 2
    assert "exists already; --force replaces it" in run("view", result, "--output", page).stderr
    assert run("view", result, "--output", page, "--force", "--title", "Mine").exit_code == 0
    assert "<title>Mine</title>" in page.read_text("utf-8")


def test_what_differs_in_fields_that_do_not_matter_is_the_same(result: Path) -> None:
    old, page = result.with_name("old.json"), result.with_name("review.html")
    held = json.loads(result.read_text("utf-8"))
    for figure in held["documents"][0]["figures"]:
        figure["confidence"] = 0.5
    old.write_text(json.dumps(held), "utf-8")
    given = ("view", result, result.parent / "news", "--output", page, "--force")
    assert run(*given, "--against", old).exit_code == 0
    assert '"status":"changed"' in page.read_text("utf-8").replace(" ", "")
    assert run(*given, "--against", old, "--ignore", "confidence").exit_code == 0
    assert '"status":"changed"' not in page.read_text("utf-8").replace(" ", "")
    assert "no field is named 'mood'" in run(*given, "--against", old, "--ignore", "mood").stderr
    assert "name the older result with --against" in run(*given, "--ignore", "confidence").stderr
    assert "standard input can be one of the results only" in run("view", "-", "--against", "-").stderr


def test_without_texts_it_says_so(result: Path) -> None:
    done = run("view", result)
    assert done.exit_code == 0
    assert "1 document without text (a.txt)" in done.stderr
    assert done.stdout.startswith("<!doctype html>")


def test_a_text_that_has_changed_is_told(result: Path) -> None:
    (result.parent / "news" / "a.txt").write_text("Quite another text.", "utf-8")
    done = run("view", result, result.parent / "news")
    assert done.exit_code == 1
    assert "a.txt: the text has changed since the result was written" in done.stderr


def test_against_an_older_result(result: Path) -> None:
    data = json.loads(result.read_text("utf-8"))
    data["documents"][0]["figures"][0]["value"] = 11000
    old = result.with_name("old.json")
    old.write_text(json.dumps(data), "utf-8")
    done = run("view", result, result.parent / "news", "--against", old)
    assert '{"status": "changed", "fields": [{"field": "value", "old": 11000, "new": 12000}]}' in done.stdout


def test_decisions_give_a_corrected_result_and_annotations_to_measure_with(result: Path) -> None:
    decisions, corrected, gold = decided(result), result.with_name("c.json"), result.with_name("gold")
    done = run("apply", decisions, result, result.parent / "news", "--output", corrected, "--gold", gold)
    assert done.exit_code == 0, done.output
    assert "2 decisions (1 accepted, 0 rejected, 1 corrected)" in done.stderr
    figures = json.loads(corrected.read_text("utf-8"))["documents"][0]["figures"]
    assert [(f["subject"], f["confidence"]) for f in figures] == [("Dorwa Ningde", 1.0), ("Dorwa plant", 1.0)]
    scores = json.loads(run("eval", gold, "--predictions", corrected, "--format", "json").stdout)
    assert {level: score["f1"] for level, score in scores["levels"].items()} == dict.fromkeys(scores["levels"], 1.0)
    assert (
        run("apply", decisions, result, result.parent / "news", "--gold", gold).exit_code == 2
    )  # stands there already


def test_a_decision_that_does_not_fit_is_told(result: Path) -> None:
    done = run("apply", decided(result, measure="rank"), result)
    assert done.exit_code == 1
    assert "the measure rank and the unit rank go together" in done.stderr
    assert json.loads(done.stdout)["documents"][0]["figures"][0]["measure"] == "level"


def test_records_alone_cannot_be_applied_to(result: Path) -> None:
    lines = result.with_name("r.jsonl")
    assert run("run", result.parent / "news", "--quiet", "--output", lines).exit_code == 0
    assert "apply takes the json of nevextract run" in run("apply", decided(result), lines).stderr


def test_the_page_is_made_without_network(result: Path) -> None:
    script = (
        "import socket\n"
        "def refuse(*_): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from nevextract.cli import app\n"
        f"app(['view', {str(result)!r}])\n"
    )
    source = str(Path(__file__).parents[2] / "src")
    env = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "uPlot" in done.stdout


def test_what_could_not_be_read_stays_told(result: Path) -> None:
    (result.parent / "news" / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert run("run", result.parent / "news", "--quiet", "--force", "--output", result).exit_code == 1
    errors = json.loads(result.read_text("utf-8"))["errors"]
    assert len(errors) == 1
    assert json.loads(run("apply", decided(result), result).stdout)["errors"] == errors
