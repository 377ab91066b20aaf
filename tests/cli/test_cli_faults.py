"""Faults while many documents run: nothing that was finished is lost, everything unfinished is named."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from cli_process import command, environment

from nevextract.output.journal import journal_of

MANY = [f"{number:04}.txt" for number in range(2000)]
SOME = MANY[:400]
LINE = "exports {} vehicle 0.9 Ningde\n"
Process = subprocess.Popen[bytes]


def write(place: Path, names: Sequence[str]) -> Path:
    place.mkdir()
    for number, name in enumerate(names):
        (place / name).write_text(LINE.format(number), "utf-8")
    return place


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return write(tmp_path / "texts", MANY)


@pytest.fixture
def some(tmp_path: Path) -> Path:
    return write(tmp_path / "texts", SOME)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "o.jsonl"


def begin(*args: object, **options: Any) -> Process:
    line = command("run", *args)
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), **options)


def finish(process: Process) -> tuple[int, list[str]]:
    _, stderr = process.communicate(timeout=60)
    assert b"Traceback" not in stderr
    return process.returncode, stderr.decode().splitlines()


def run(*args: object) -> tuple[int, list[str]]:
    return finish(begin(*args))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def found(path: Path) -> dict[str, int]:
    """The value in each document of an output."""
    return {record["document"]: record["value"] for record in lines(path)}


def right(values: dict[str, int]) -> bool:
    return all(values[name] == int(name[:4]) for name in values)


def part_of(result: Path) -> Path | None:
    return next(iter(sorted(result.parent.glob(".*.part"))), None)


def wait_for(process: Process, result: Path, bytes_: int) -> None:
    """Until so much is written."""
    deadline = time.monotonic() + 50
    while process.poll() is None and time.monotonic() < deadline:
        part = part_of(result)
        if part is not None and part.stat().st_size >= bytes_:
            return
        time.sleep(0.005)
    pytest.fail("the run was over too soon, or never began")


def children(process: Process) -> Iterator[int]:
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the workers in /proc")


@needs_proc
def test_killed_workers_and_files_that_vanish_or_are_cut(many: Path, result: Path) -> None:
    (many / "0100.txt").write_text("DIE")
    (many / "1500.txt").write_text("CRASH")
    listed = result.with_name("e.jsonl")
    process = begin(many, "--output", result, "--workers", 2, "--errors", listed)
    killed = 0
    for step in range(1, 6):
        wait_for(process, result, step * 80_000)
        for child in list(children(process)):
            os.kill(child, signal.SIGKILL)
            killed += 1
    for name in MANY[1800:1900]:
        (many / name).unlink()
    for name in MANY[1900:]:
        os.truncate(many / name, 0)
    code, told = finish(process)
    assert (code, killed >= 5) == (1, True)
    values = found(result)
    assert right(values)
    kinds = {error["path"]: error["kind"] for error in lines(listed)}
    assert sorted([*values, *kinds]) == MANY
    assert {kinds.pop(name) for name in MANY[1800:1900]} == {"missing"}
    assert {kinds.pop(name) for name in MANY[1900:]} == {"empty"}
    assert kinds.pop("1500.txt") == "internal"
    assert kinds.pop("0100.txt") == "died"
    assert set(kinds.values()) <= {"died"}  # of three workers in a row
    assert len(kinds) <= killed // 3
    assert len(told) == len(lines(listed)) + 1


@pytest.mark.parametrize(("form", "names"), [("jsonl", MANY), ("json", SOME), ("csv", SOME)])
def test_a_disk_that_fills_keeps_what_was_written(tmp_path: Path, result: Path, form: str, names: list[str]) -> None:
    texts, room = write(tmp_path / "texts", names), 100 * len(names)
    result = result.with_name(f"o.{form}")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    code, told = finish(begin(texts, "--output", result, "--workers", 2, preexec_fn=small))
    assert code == 2
    assert told[-1].startswith(f"error: {result} cannot be written: ")
    if form == "json":
        written = {
            each["id"]: each["figures"][0]["value"] for each in json.loads(result.read_text("utf-8"))["documents"]
        }
    elif form == "jsonl":
        written = found(result)
    else:
        rows = [row.split(",") for row in result.read_text("utf-8").splitlines()]
        written = {row[0]: int(row[rows[0].index("value")]) for row in rows[1:]}
    assert 20 < len(written) < len(names)
    assert right(written)
    named = [line.split(":")[0] for line in told[:-1]]
    assert sorted({*written, *named}) == names
    assert len(set(named) & set(written)) == 0
    assert result.stat().st_size <= room
    full = result.with_name(f"full.{form}")
    assert run(texts, "--output", full)[0] == 0
    assert run(texts, "--output", result, "--resume")[0] == 0
    assert result.read_bytes() == full.read_bytes()


def test_ctrl_c_leaves_a_valid_output_to_go_on_from(some: Path, result: Path) -> None:
    result = result.with_suffix(".json")
    process = begin(some, "--output", result, "--workers", 2, start_new_session=True)
    wait_for(process, result, 30_000)
    asked = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    code, told = finish(process)
    assert code == 130
    assert time.monotonic() - asked < 5
    written = json.loads(result.read_text("utf-8"))
    done, unread = [each["id"] for each in written["documents"]], [error["path"] for error in written["errors"]]
    assert 10 < len(done) < len(SOME)
    assert sorted(done + unread) == SOME
    assert {error["kind"] for error in written["errors"]} == {"interrupted"}
    assert told[-2].endswith(f"; {len(unread)} inputs not read")
    code, told = run(some, "--output", result, "--resume")
    assert (code, told) == (0, [f"{len(SOME)} documents, {len(SOME)} figures, 0 projects, 0 suppliers"])
    assert part_of(result) is None
    full = result.with_name("full.json")
    run(some, "--output", full)
    assert result.read_bytes() == full.read_bytes()


@needs_proc
def test_a_killed_run_is_taken_up(some: Path, result: Path, tmp_path: Path) -> None:
    process = begin(some, "--output", result, "--workers", 2)
    wait_for(process, result, 80_000)
    workers = list(children(process))
    process.kill()
    process.communicate()
    part = part_of(result)
    assert part is not None
    assert not result.exists()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers), "workers outlived their parent"
    written = part.read_text("utf-8").count("\n")
    finished = journal_of(part).read_text("utf-8").count("\n") - 1
    assert finished > 100
    assert written - finished in (0, 1)  # a document is written, then noted; the end may come between
    seen = tmp_path / "seen"
    line = command("run", some, "--output", result, "--resume")
    env = environment({"NEVEXTRACT_TEST_SEEN": str(seen)})
    assert subprocess.run(line, env=env, capture_output=True, timeout=60, check=False).returncode == 0
    assert len(seen.read_text().splitlines()) == len(SOME) - finished
    assert list(found(result)) == SOME
    assert right(found(result))
    assert sorted(path.name for path in result.parent.iterdir()) == [".o.jsonl.journal", "o.jsonl"]


def test_only_what_changed_is_read_again(some: Path, result: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    run(some, "--output", result)
    (some / "0007.txt").write_text(LINE.format(7) + LINE.format(8))
    (some / "0008.txt").unlink()
    (some / "zzzz.txt").write_text(LINE.format(9))
    line = command("run", some, "--output", result, "--resume")
    env = environment({"NEVEXTRACT_TEST_SEEN": str(seen)})
    assert subprocess.run(line, env=env, capture_output=True, timeout=60, check=False).returncode == 0
    assert seen.read_text().splitlines() == ["0007.txt", "zzzz.txt"]
    resumed = result.read_bytes()
    assert run(some, "--output", result, "--force")[0] == 0
    assert resumed == result.read_bytes()
    line = command("run", some, "--output", result, "--resume", "--min-confidence", "0.5")
    seen.unlink()
    assert subprocess.run(line, env=env, capture_output=True, timeout=60, check=False).returncode == 0
    assert len(seen.read_text().splitlines()) == len(SOME)  # other options, other bytes
