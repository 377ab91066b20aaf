"""What one document may cost, what a run may be asked, and what reaches a terminal."""

from __future__ import annotations

import json
import os
import resource
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli_process import Run, command
from test_cli_process import on_terminal

from nevextract.read.item import Item
from nevextract.running.guard import guarded
from nevextract.running.job import Job
from nevextract.running.outcomes import Failure

Folder = Callable[[Mapping[str, str]], Path]
FIGURE = "exports 7000 vehicle 0.9 Ningde\n"


def errors(output: str) -> list[tuple[str, str]]:
    return [(error["path"], error["kind"]) for error in json.loads(output)["errors"]]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_without_end_is_given_up(run: Run, folder: Folder, workers: int) -> None:
    place = folder({"a.txt": FIGURE, "b.txt": "SPIN", "c.txt": "SLOW", "d.txt": FIGURE})
    began = time.monotonic()
    done = run("run", place, "--timeout", "1.5", "--workers", workers)
    assert time.monotonic() - began < 30
    assert done.returncode == 1
    assert errors(done.stdout) == [("b.txt", "timeout"), ("c.txt", "timeout")]
    assert "took longer than 1.5 seconds" in done.stderr
    assert [document["id"] for document in json.loads(done.stdout)["documents"]] == ["a.txt", "d.txt"]


def test_the_time_that_loading_takes_is_no_documents(run: Run, folder: Folder) -> None:
    place = folder({"a.txt": FIGURE, "b.txt": "SPIN", "c.txt": FIGURE})
    done = run("run", place, "--timeout", "1", env={"NEVEXTRACT_TEST_LOADING": "1.5"})
    assert errors(done.stdout) == [("b.txt", "timeout")]


def test_a_document_that_needs_all_memory_costs_itself_alone(run: Run, folder: Folder) -> None:
    done = run("run", folder({"a.txt": FIGURE, "b.txt": "GREEDY", "c.txt": FIGURE}))
    assert done.returncode == 1
    assert errors(done.stdout) == [("b.txt", "memory")]
    assert len(json.loads(done.stdout)["documents"]) == 2


def test_large_files_are_refused_by_default_and_by_request(run: Run, folder: Folder) -> None:
    place = folder({"a.txt": FIGURE, "b.txt": FIGURE + "x" * 200, "line.txt": "x"})
    os.truncate(place / "line.txt", 100_000_001)
    done = run("run", place)
    assert errors(done.stdout) == [("line.txt", "too_large")]
    assert "line.txt: larger than 50,000,000 bytes" in done.stderr
    assert errors(run("run", place, "--max-bytes", 100).stdout) == [("b.txt", "too_large"), ("line.txt", "too_large")]


def test_a_text_of_too_many_characters_is_refused(tmp_path: Path) -> None:
    found = guarded(Item("a.txt", data=b"In 2023 sales were 5 cars."), Job(max_characters=10))
    assert isinstance(found, Failure)
    assert (found.path, found.kind) == ("a.txt", "too_large")
    assert "26 characters" in found.reason


def test_failures_in_a_file_of_their_own(run: Run, folder: Folder, tmp_path: Path) -> None:
    place, listed = folder({"a.txt": FIGURE, "b.txt": "CRASH", "c.txt": " "}), tmp_path / "e.jsonl"
    done = run("run", place, tmp_path / "nowhere", "--format", "csv", "--errors", listed)
    assert done.returncode == 1
    found = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
    assert [list(error) for error in found] == [["path", "kind", "reason"]] * 3
    assert [(error["path"], error["kind"]) for error in found] == [
        (str(tmp_path / "nowhere"), "missing"),
        ("b.txt", "internal"),
        ("c.txt", "empty"),
    ]
    assert run("run", place / "a.txt", "--errors", listed).returncode == 2
    assert run("run", place / "a.txt", "--errors", listed, "--force").returncode == 0
    assert listed.read_text() == ""


def test_a_run_that_only_failed_lists_it(run: Run, folder: Folder) -> None:
    done = run("run", folder({"a.txt": "CRASH"}))
    assert done.returncode == 1
    assert json.loads(done.stdout)["documents"] == []
    assert errors(done.stdout) == [("a.txt", "internal")]


@pytest.mark.parametrize("args", [(), ("--output", "o.txt")])
def test_there_must_be_something_to_resume(run: Run, folder: Folder, args: tuple[str, ...]) -> None:
    done = run("run", folder({"a.txt": FIGURE}), "--resume", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--resume needs --output" in done.stderr


def test_a_file_that_is_none_of_ours_is_not_resumed(run: Run, folder: Folder, tmp_path: Path) -> None:
    place, target = folder({"a.txt": FIGURE, "b.txt": FIGURE}), tmp_path / "o.json"
    target.write_text("mine")
    done = run("run", place, "--output", target, "--resume")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert target.read_text() == "mine"
    assert run("run", place, "--output", target, "--resume", "--force").returncode == 0
    assert run("run", place, "--output", target, "--resume").returncode == 0
    assert len(json.loads(target.read_text("utf-8"))["documents"]) == 2


def test_an_output_that_was_whole_is_not_replaced_by_less(run: Run, folder: Folder, tmp_path: Path) -> None:
    """Without room for as much as there was, what was there stays, and what was found is kept for --resume."""
    place, target = folder({f"{i}.txt": FIGURE for i in range(9)}), tmp_path / "o.jsonl"
    assert run("run", place, "--output", target).returncode == 0
    whole = target.read_bytes()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, len(whole) // 2))

    line = command("run", place, "--output", target, "--force")
    done = subprocess.run(line, capture_output=True, preexec_fn=small, timeout=60, check=False)
    assert done.returncode == 2
    assert f"{target} is as it was" in done.stderr.decode()
    assert target.read_bytes() == whole
    assert run("run", place, "--output", target, "--resume").returncode == 0
    assert target.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == [".o.jsonl.journal", "o.jsonl", "texts"]


def test_a_pipe_with_a_name_is_read(folder: Folder) -> None:
    line = shlex.join(command("run", folder({"a.txt": FIGURE}) / "a.txt"))
    script = f"{line} <(echo 'sales 5 vehicle')"
    done = subprocess.run(["bash", "-c", script], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert [d["figures"][0]["value"] for d in json.loads(done.stdout)["documents"]] in ([5, 7000], [7000, 5])


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
def test_nothing_in_a_text_or_a_name_steers_a_terminal(folder: Folder, form: str) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b1m\u202e"
    place = folder({f"{evil}.txt": f"exports 7000 vehicle 0.9 {evil}\n", "b.txt": FIGURE, f"c{evil}.txt": "CRASH"})
    out, err = on_terminal(
        command("run", place, "--format", form), {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "200"}, code=1
    )
    assert "7000" in out.replace(",", "")
    for text in (out, err.replace("\r\x1b[K", "")):  # the bar's own
        assert not any(c in text for c in "\x1b\x07\x9b\u202e"), repr(text)
