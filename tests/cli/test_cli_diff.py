"""`nevextract diff`: exit codes, options, and as a driver of git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli_process import DRIVER, Run

OLD = {"a.txt": "exports 7000 vehicle 0.9 Ningde\nsales 3500 vehicle 0.4\n", "b.txt": "tax 5 CNY\n"}
NEW = {"a.txt": "exports 7000 vehicle 0.8 Ningde\nsales 3500 vehicle 0.4\n", "b.txt": "tax 5 CNY\n"}


@pytest.fixture
def results(run: Run, tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """The results of two sets of texts."""

    def make(old: Mapping[str, str] = OLD, new: Mapping[str, str] = NEW, ending: str = "json") -> tuple[Path, Path]:
        found = []
        for name, texts in (("old", old), ("new", new)):
            folder = tmp_path / name
            folder.mkdir()
            for each, text in texts.items():
                (folder / each).write_text(text, "utf-8")
            found.append(tmp_path / f"{name}.{ending}")
            assert run("run", folder, "--output", found[-1], "--quiet").returncode == 0
        return found[0], found[1]

    return make


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv"])
def test_exit_codes(run: Run, results: Callable[..., tuple[Path, Path]], ending: str) -> None:
    old, new = results(ending=ending)
    assert run("diff", old, old).returncode == 0
    done = run("diff", old, new)
    assert (done.returncode, done.stderr) == (1, "")
    assert "confidence 0.9 → 0.8" in done.stdout
    assert run("diff", old, new, "--exit-zero").returncode == 0
    assert run("diff", old, new, "--ignore", "confidence", "--ignore", "quote").returncode == 0
    assert run("diff", old, new, "--tolerance", "0.1", "--ignore", "quote").returncode == 0
    assert run("diff", old, new, "--only", "tax").returncode == 0
    assert run("diff", "-", new, stdin=old.read_bytes()).returncode == 1
    done = run("diff", old, new.with_suffix(".none"), "--exit-zero")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {new.with_suffix('.none')}: cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.json"], "error: diff needs two results"),
        (["-", "-"], "error: standard input can be one of the results only"),
        (["old.json", "new.json", "--ignore", "mood"], "error: no field is named 'mood'; there are: also,"),
        (["old.json", "new.json", "-o", "x.doc"], "error: x.doc: the ending tells no format"),
        (["old.json", "new.json", "--stat", "-f", "md"], "error: --stat is text"),
        (["old.json", "new.json", "-o", "old.json"], "error: old.json exists already; --force replaces it"),
        (["--textconv", "old.json", "new.json"], "error: --textconv shows one result"),
    ],
)
def test_trouble_is_told(
    run: Run,
    results: Callable[..., tuple[Path, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    results()
    monkeypatch.chdir(tmp_path)
    done = run("diff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(message)


def test_formats_and_files(run: Run, results: Callable[..., tuple[Path, Path]], tmp_path: Path) -> None:
    old, new = results()
    assert json.loads(run("diff", old, new, "--format", "json").stdout)["counts"]["figures"]["changed"] == 1
    page = tmp_path / "page.html"
    done = run("diff", old, new, "--output", page)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{page}: figures: 1 changed, 2 the same;")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    done = run("diff", old, new, "--format", "github", "--root", "news")
    assert done.stdout.startswith("<!-- nevextract diff -->\n### Extraction: differences")
    assert "::warning file=news/a.txt,title=Figure changed::" in done.stderr
    assert run("diff", old, new, "--stat").stdout.splitlines()[1].split() == ["a.txt", "0", "0", "1"]


def test_a_metric_that_neither_has_is_told(run: Run, results: Callable[..., tuple[Path, Path]]) -> None:
    done = run("diff", *results(), "--only", "expotrs")
    assert done.returncode == 0
    assert done.stderr == "warning: neither result has a figure of 'expotrs'; they have: exports, sales, tax\n"


def test_a_reader_that_leaves_does_not_change_the_answer(results: Callable[..., tuple[Path, Path]]) -> None:
    old, new = results({"a.txt": "none\n"}, {"a.txt": "".join(f"sales {i} vehicle\n" for i in range(3000))})
    line = f"'{sys.executable}' '{DRIVER}' diff '{old}' '{new}'; echo $? >&2"
    done = subprocess.run(["bash", "-c", f"({line}) | head -1"], capture_output=True, text=True, timeout=60)
    assert done.stdout == "document a.txt\n"
    assert done.stderr == "1\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs git in a new repository, with a `nevextract` on the path."""
    place, tools = tmp_path / "repository", tmp_path / "bin"
    place.mkdir()
    tools.mkdir()
    command = tools / "nevextract"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{DRIVER}" "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def git(*arguments: str) -> str:
        named = ("-c", "user.name=T", "-c", "user.email=t@example.org")
        done = subprocess.run(["git", *named, *arguments], cwd=place, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    git("init", "--quiet")
    return git


def docs_commands(marker: str) -> list[list[str]]:
    """The git commands that docs/review.md tells to type, those that hold a word."""
    page = Path(__file__).parents[2].joinpath("docs", "review.md").read_text("utf-8")
    import shlex

    return [shlex.split(line)[1:] for line in page.splitlines() if line.startswith("git config ") and marker in line]


def commit_both(git: Callable[..., str], place: Path, old: Path, new: Path) -> None:
    kept = place / "results"
    kept.mkdir()
    (place / ".gitattributes").write_text("results/*.json diff=nevextract\n")
    (kept / "all.json").write_bytes(old.read_bytes())
    git("add", "-A")
    git("commit", "--quiet", "-m", "old")
    (kept / "all.json").write_bytes(new.read_bytes())


@pytest.mark.parametrize("kind", ["textconv", "command"])
def test_git_diff_shows_records(
    repository: Callable[..., str], results: Callable[..., tuple[Path, Path]], tmp_path: Path, kind: str
) -> None:
    """As docs/review.md sets it up."""
    (arguments,) = docs_commands(f"diff.nevextract.{kind}")
    repository(*arguments)
    old, new = results()
    commit_both(repository, tmp_path / "repository", old, new)
    shown = repository("diff")
    if kind == "textconv":
        assert "-  confidence: 0.9\n+  confidence: 0.8\n" in shown
        assert '"confidence"' not in shown
    else:
        assert "  ~ figure exports level 7,000 vehicle, Ningde" in shown
        assert "      confidence 0.9 → 0.8\n" in shown
    repository("add", "-A")
    repository("commit", "--quiet", "-m", "new")
    first = repository("log", "--ext-diff", "-p", "--format=%s", "--reverse")
    assert first.startswith("old\n")
    assert ("figure f0 exports level" if kind == "textconv" else "  + figure exports level") in first


def test_stats(run: Run, results: Callable[..., tuple[Path, Path]]) -> None:
    result, _ = results()
    done = run("stats", result)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{result}: 2 documents, 3 figures, 0 projects, 0 suppliers\n")
    assert "  en/metrics/added_value\n" in done.stdout
    assert "  en/metrics/exports\n" not in done.stdout
    assert json.loads(run("stats", "-", "--format", "json", stdin=result.read_bytes()).stdout)["conflicts"] == []
    assert run("stats", result.with_suffix(".none")).returncode == 2
