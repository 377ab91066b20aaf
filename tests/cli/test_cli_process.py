"""The command as a process: closed pipes, interrupts, terminals, start-up."""

from __future__ import annotations

import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli_process import Run, command, environment

Folder = Callable[[Mapping[str, str]], Path]
FIGURE = "exports 7000 vehicle 0.9 Ningde\n"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
@pytest.mark.parametrize("figures", [1, 5000])
def test_a_closed_pipe_ends_quietly(folder: Folder, form: str, figures: int) -> None:
    place = folder({"a.txt": FIGURE * figures, "b.txt": FIGURE})
    line = shlex.join(command("run", place, "--quiet", "--format", form))
    script = f"set -o pipefail; {line} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 2
    assert done.stdout.splitlines()[-1] == b"0"


def test_a_full_disk_is_told(folder: Folder) -> None:
    line = shlex.join(command("run", folder({"a.txt": FIGURE}), "--quiet"))
    done = subprocess.run(["bash", "-c", f"{line} > /dev/full"], capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "a.txt: not written: the output takes no more",
        "error: standard output cannot be written: No space left on device",
    ]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_what_is_finished_and_names_the_rest(
    folder: Folder, tmp_path: Path, number: signal.Signals, code: int, workers: int
) -> None:
    place = folder({"a.txt": FIGURE, "b.txt": "SLOW", "c.txt": "SLOW", "d.txt": FIGURE})
    target = tmp_path / "out" / "o.json"
    target.parent.mkdir()
    process = subprocess.Popen(
        command("run", place, "--output", target, "--workers", workers),
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=environment(),
    )
    deadline = time.monotonic() + 30
    while not any(path.stat().st_size for path in target.parent.glob(".*.part")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert any(target.parent.iterdir()), "the temporary file never came"
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, stderr = process.communicate(timeout=10)
    assert process.returncode == code
    assert stderr.decode().splitlines()[-2:] == [
        "1 document, 1 figure, 0 projects, 0 suppliers; 3 inputs not read",
        "interrupted",
    ]
    result = json.loads(target.read_text("utf-8"))
    assert [document["id"] for document in result["documents"]] == ["a.txt"]
    assert [(error["path"], error["kind"]) for error in result["errors"]] == [
        (name, "interrupted") for name in ("b.txt", "c.txt", "d.txt")
    ]


def on_terminal(args: list[str], env: Mapping[str, str], code: int = 0) -> tuple[str, str]:
    """What the command writes to stdout and stderr when each is a terminal."""
    ends = [pty.openpty() for _ in range(2)]
    process = subprocess.Popen(
        args, stdin=subprocess.DEVNULL, stdout=ends[0][1], stderr=ends[1][1], env=environment(env)
    )
    for _, inner in ends:
        os.close(inner)
    outers = [outer for outer, _ in ends]
    texts = dict.fromkeys(outers, b"")
    waiting = list(outers)
    while waiting:
        for outer in select.select(waiting, [], [], 60)[0]:
            try:
                piece = os.read(outer, 65536)
            except OSError:  # the other end is closed
                piece = b""
            texts[outer] += piece
            if not piece:
                waiting.remove(outer)
    assert process.wait(timeout=60) == code
    for outer in outers:
        os.close(outer)
    return tuple(texts[outer].decode() for outer in outers)  # type: ignore[return-value]


def test_a_table_on_a_terminal_fits_it_and_heeds_no_color(folder: Folder) -> None:
    args = command("run", folder({"a.txt": FIGURE, "b.txt": FIGURE}), "--format", "table")
    env = {"COLUMNS": "90", "TERM": "xterm-256color"}
    out, err = on_terminal(args, env)
    assert "\x1b[" in out
    assert "2/2" in err
    assert "\x1b" not in on_terminal(args, {**env, "NO_COLOR": "1"})[0]
    plain, _ = on_terminal(args, {**env, "NO_COLOR": "1"})
    assert max(len(line) for line in plain.splitlines()) <= 90


def test_progress_is_for_terminals_alone(folder: Folder, run: Run) -> None:
    place = folder({"a.txt": FIGURE, "b.txt": FIGURE})
    assert run("run", place).stderr == "2 documents, 2 figures, 0 projects, 0 suppliers\n"
    assert "2/2" not in on_terminal(command("run", place, "--quiet"), {"TERM": "xterm"})[1]
    assert "2/2" not in on_terminal(command("run", place), {"TERM": "dumb"})[1]


@pytest.mark.parametrize("args", [("--help",), ("run", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(args: tuple[str, ...]) -> None:
    line = [sys.executable, "-X", "importtime", "-m", "nevextract", *args]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in loaded
    heavy = {"spacy", "numpy", "yaml", "rich", "regex", "multiprocessing", "dask", "distributed", "fsspec", "pyarrow"}
    assert not loaded & (heavy if args[0] == "run" else {*heavy, "pydantic"})  # typer loads it for options


def test_version() -> None:
    done = subprocess.run([sys.executable, "-m", "nevextract", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("nevextract 0.")


def test_completion() -> None:
    line = [sys.executable, "-m", "nevextract", "--show-completion", "bash"]
    shown = subprocess.run(line, capture_output=True, text=True, check=True)
    assert "COMPREPLY" in shown.stdout
    program = str(Path(sys.executable).with_name("nevextract"))
    env = {"_NEVEXTRACT_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
    for words, expected in {
        "--format ": "jsonl",
        "--records ": "suppliers",
        "--metric exp": "exports",
    }.items():
        done = subprocess.run(
            [program],
            env=environment({**env, "COMP_WORDS": f"nevextract run {words}"}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert expected in done.stdout.split()


@pytest.mark.parametrize("args", [("--help",), ("run", "--help"), ("schema", "--help")])
def test_help_has_examples(run: Run, args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.returncode == 0
    assert "Examples:\n" in done.stdout
    assert "nevextract " in done.stdout
