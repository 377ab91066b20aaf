"""`nevextract explain`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from nevextract.cli import app

STORY = "Dorwa news.\n\nThe Dorwa plant exported 12,000 cars in 2023, up 9 percent.\n"
Folder = Callable[[Mapping[str, str]], Path]


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run() -> Run:
    """The command in this process, with the real extraction."""

    def call(*args: object) -> Done:
        done = CliRunner().invoke(app, [str(arg) for arg in args])
        return Done(done.exit_code, done.stdout, done.stderr)

    return call


def test_a_tree_of_a_text_given_here(run: Run) -> None:
    done = run("explain", "--text", STORY, "--model", "none")
    assert (done.returncode, done.stderr) == (0, "")
    assert "patterns/en/metrics/exports.yml:" in done.stdout
    assert "\x1b" not in done.stdout
    lines = [line for line in done.stdout.splitlines() if "chosen: exports/level" in line]
    assert len(lines) == 1  # a line is not broken in a pipe


def test_a_place_in_a_file_as_json(run: Run, folder: Folder) -> None:
    file = folder({"a.txt": STORY}) / "a.txt"
    done = run("explain", f"{file}:{STORY.index('9 percent')}", "--format", "json", "--model", "none")
    (part,) = json.loads(done.stdout)["parts"]
    assert [n["quote"] for n in part["numbers"]] == ["9 percent"]
    assert part["line"] == 3
    options = part["numbers"][0]["options"]
    assert [o["chosen"] for o in options] == [True] + [False] * (len(options) - 1)


def test_a_file_whose_name_ends_like_a_place(run: Run, folder: Folder) -> None:
    file = folder({"a:7": STORY}) / "a:7"
    done = run("explain", file, "--format", "json", "--model", "none")
    assert len(json.loads(done.stdout)["parts"][0]["numbers"]) == 3


@pytest.mark.parametrize("with_text", [False, True])
def test_the_id_of_a_record_in_a_result(run: Run, folder: Folder, tmp_path: Path, with_text: bool) -> None:
    news, result = folder({"a.txt": STORY}), tmp_path / "r.json"
    run("run", news, "--quiet", "--output", result, *(["--with-text"] if with_text else []))
    figure = json.loads(result.read_text("utf-8"))["documents"][0]["figures"][1]
    done = run("explain", "--id", figure["id"], result, *([] if with_text else [news]), "--format", "json")
    (part,) = json.loads(done.stdout)["parts"]
    assert [n["quote"] for n in part["numbers"]] == [figure["quote"]]


def test_what_to_do_is_told_where_the_text_is_missing(run: Run, folder: Folder, tmp_path: Path) -> None:
    news, result = folder({"a.txt": STORY}), tmp_path / "r.json"
    run("run", news, "--quiet", "--output", result)
    figure = json.loads(result.read_text("utf-8"))["documents"][0]["figures"][0]
    done = run("explain", "--id", figure["id"], result)
    assert done.returncode == 2
    assert "does not hold the text of a.txt: give its file or folder after the result" in done.stderr
    (news / "a.txt").write_text(STORY.replace("9 percent", "7 percent"), "utf-8")
    done = run("explain", "--id", figure["id"], result, news)
    assert done.returncode == 0
    assert "a.txt: the text has changed since the result was written" in done.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "give one FILE or FILE:OFFSET"),
        (["--text", "a", "--id", "b"], "not both"),
        (["--text", "a", "b.txt"], "not both"),
        (["missing.txt"], "missing.txt: no such file"),
        (["--id", "f"], "give the result that holds the id"),
    ],
)
def test_wrong_usage(run: Run, args: list[str], told: str) -> None:
    done = run("explain", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_an_offset_behind_the_end_and_an_unknown_id(run: Run, folder: Folder, tmp_path: Path) -> None:
    news, result = folder({"a.txt": STORY}), tmp_path / "r.json"
    run("run", news, "--quiet", "--output", result)
    assert f"has {len(STORY)} characters" in run("explain", f"{news / 'a.txt'}:9000").stderr
    assert "holds no record with the id 'nope'" in run("explain", "--id", "nope", result).stderr
    two = folder_of(tmp_path, {"a.txt": STORY, "b.txt": STORY})
    run("run", two, "--quiet", "--output", result, "--force")
    figure = json.loads(result.read_text("utf-8"))["documents"][0]["figures"][0]
    done = run("explain", "--id", figure["id"], result)
    assert "tell which with --document" in done.stderr


def folder_of(tmp_path: Path, texts: Mapping[str, str]) -> Path:
    place = tmp_path / "two"
    place.mkdir()
    for name, text in texts.items():
        (place / name).write_text(text, "utf-8")
    return place


def test_hostile_text_does_not_reach_the_terminal(run: Run) -> None:
    done = run("explain", "--text", "The \x1b[31mplant[bold] exported 12,000 cars\x07 in 2023.", "--model", "none")
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout
    assert "plant[bold]" in done.stdout
