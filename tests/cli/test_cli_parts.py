"""`nevextract run` into a folder of parts, on this machine."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow.dataset
import pytest
from cli_process import Run, command, environment

Folder = Callable[[Mapping[str, str]], Path]


def texts(count: int) -> dict[str, str]:
    return {f"{i:03}.txt": f"exports {i} vehicle\n" * (i % 3 + 1) for i in range(count)}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def until(done: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert done()


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_the_bytes_do_not_depend_on_the_number_of_workers(run: Run, folder: Folder, tmp_path: Path, form: str) -> None:
    place = folder({**texts(30), "013.txt": "CRASH", "014.txt": "WARN"})
    for workers in (1, 3):
        target = f"{tmp_path / str(workers)}/"
        done = run("run", place, "-o", target, "-f", form, "--shard-bytes", 300, "--workers", workers)
        assert done.returncode == 1, done.stderr
        assert done.stderr.splitlines()[0].startswith("013.txt: internal error: RuntimeError")
    one, three = bytes_of(tmp_path / "1"), bytes_of(tmp_path / "3")
    assert one == three
    assert {f"part-00000.{form}", f"part-00001.{form}", "manifest.json"} <= one.keys()


def test_the_parts_in_a_row_are_what_one_file_holds(run: Run, folder: Folder, tmp_path: Path) -> None:
    place = folder(texts(40))
    parts, whole = tmp_path / "parts", tmp_path / "whole.jsonl"
    run("run", place, "-o", f"{parts}/", "--shard-bytes", 300)
    run("run", place, "-o", whole)
    found = sorted(parts.glob("part-*.jsonl"))
    assert len(found) > 2
    assert b"".join(path.read_bytes() for path in found) == whole.read_bytes()


def test_the_manifest_tells_of_every_part(run: Run, folder: Folder, tmp_path: Path) -> None:
    place = folder({**texts(9), "3.txt": "", "4.txt": "WARN"})
    done = run("run", place, "-o", f"{tmp_path}/o/", "--shard-bytes", 100, "--metric", "exports")
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text("utf-8"))
    assert manifest["model"] == "en_nev_names"
    assert manifest["options"]["metrics"] == ["exports"]
    assert (manifest["documents"], manifest["failed"], manifest["warnings"]) == (10, 1, 1)
    assert [line["shard"] for line in manifest["shards"]] == list(range(len(manifest["shards"])))
    for line in manifest["shards"]:
        assert len(line["content"]) == len(line["patterns"]) == len(line["sha256"]) == 64
        assert (tmp_path / "o" / line["part"]).stat().st_size == line["size"]
    (errors,) = (tmp_path / "o").glob("errors-*.jsonl")
    assert json.loads(errors.read_text("utf-8")) == {"path": "3.txt", "kind": "empty", "reason": "holds no text"}
    (warnings,) = (tmp_path / "o").glob("warnings-*.jsonl")
    assert json.loads(warnings.read_text("utf-8")) == {"path": "4.txt", "warning": "a warning"}
    assert "1 input failed; 1 warning" in done.stderr


def test_parquet_parts_are_one_dataset(run: Run, folder: Folder, tmp_path: Path) -> None:
    run("run", folder(texts(20)), "-o", f"{tmp_path}/o/", "-f", "parquet", "--shard-bytes", 200)
    parts = sorted(str(path) for path in (tmp_path / "o").glob("part-*.parquet"))
    table = pyarrow.dataset.dataset(parts).to_table()
    assert len(parts) > 1
    assert table.num_rows == sum(i % 3 + 1 for i in range(20))


def test_a_document_that_ends_processes_is_told_and_the_rest_is_there(run: Run, folder: Folder, tmp_path: Path) -> None:
    place = folder({**texts(12), "005.txt": "DIE", "008.txt": "SPIN"})
    errors = tmp_path / "errors.jsonl"
    done = run("run", place, "-o", f"{tmp_path}/o/", "--timeout", 0.5, "--errors", errors, "--shard-bytes", 150)
    assert done.returncode == 1
    told = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert [(each["path"], each["kind"]) for each in told] == [("005.txt", "died"), ("008.txt", "timeout")]
    assert "10 documents" in done.stderr


def test_resuming_reads_what_changed_and_gives_the_bytes_of_a_full_run(
    run: Run, folder: Folder, tmp_path: Path
) -> None:
    place, seen = folder(texts(20)), tmp_path / "seen"
    target = tmp_path / "o"
    options = ["--shard-bytes", 100]
    run("run", place, "-o", f"{target}/", *options)
    (place / "002.txt").write_text((place / "002.txt").read_text("utf-8").replace("2", "7"), "utf-8")
    (target / "part-00002.jsonl").write_text("edited", "utf-8")
    done = run("run", place, "-o", f"{target}/", "--resume", *options, env={"NEVEXTRACT_TEST_SEEN": str(seen)})
    assert done.returncode == 0
    assert "20 documents" in done.stderr
    read = seen.read_text("utf-8").splitlines()
    assert len(read) < 12
    assert "002.txt" in read
    run("run", place, "-o", f"{tmp_path}/fresh/", *options)
    assert bytes_of(target) == bytes_of(tmp_path / "fresh")


def test_a_killed_run_goes_on(run: Run, folder: Folder, tmp_path: Path) -> None:
    place, gate, seen = folder({**texts(12), "007.txt": "WAIT"}), tmp_path / "gate", tmp_path / "seen"
    target, options = tmp_path / "o", ["--shard-bytes", 100]
    env = {"NEVEXTRACT_TEST_GATE": str(gate), "NEVEXTRACT_TEST_SEEN": str(seen)}
    line = command("run", place, "-o", f"{target}/", *options)
    process = subprocess.Popen(line, env=environment(env), stderr=subprocess.DEVNULL)
    until(lambda: (target / "_shards" / "00001.json").exists())
    process.kill()
    process.wait()
    assert not (target / "manifest.json").exists()
    gate.touch()
    seen.unlink()
    refused = run("run", place, "-o", f"{target}/", *options, env=env)
    assert refused.returncode == 2
    assert "holds an output already; --force replaces it, --resume goes on" in refused.stderr
    done = run("run", place, "-o", f"{target}/", "--resume", *options, env=env)
    assert done.returncode == 0
    assert "000.txt" not in seen.read_text("utf-8").splitlines()
    run("run", place, "-o", f"{tmp_path}/fresh/", *options, env=env)
    assert bytes_of(target) == bytes_of(tmp_path / "fresh")


def test_an_interrupt_keeps_what_is_done(run: Run, folder: Folder, tmp_path: Path) -> None:
    place = folder({**texts(12), "007.txt": "WAIT"})
    env = environment({"NEVEXTRACT_TEST_GATE": str(tmp_path / "never")})
    line = command("run", place, "-o", f"{tmp_path}/o/", "--shard-bytes", 100)
    process = subprocess.Popen(line, env=env, stderr=subprocess.PIPE)
    until(lambda: (tmp_path / "o" / "_shards" / "00001.json").exists())
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "not done; the same again with --resume goes on" in stderr.decode().splitlines()[-1]
    until(lambda: not processes_with(str(tmp_path / "never")))


def processes_with(value: str) -> list[str]:
    """The processes that have a value among their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # it is gone, or not ours
            if value.encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


def test_force_leaves_nothing_of_what_was_there(run: Run, folder: Folder, tmp_path: Path) -> None:
    place, target = folder(texts(12)), tmp_path / "o"
    run("run", place, "-o", f"{target}/", "--shard-bytes", 50)
    (target / "mine.txt").write_text("kept", "utf-8")
    for name in list(texts(12))[4:]:
        (place / name).unlink()
    run("run", place, "-o", f"{target}/", "--force")
    assert sorted(path.name for path in target.iterdir()) == ["manifest.json", "mine.txt", "part-00000.jsonl"]


def test_urls_are_read_and_written_as_paths_are(run: Run, folder: Folder, tmp_path: Path) -> None:
    place = folder({**texts(8), "x.jsonl": '{"text": "exports 5 vehicle"}\n' * 9})
    run("run", place, "-o", f"{tmp_path}/paths/", "--shard-bytes", 60)
    done = run("run", f"local://{place}", "-o", f"local://{tmp_path}/urls", "--shard-bytes", 60)
    assert done.returncode == 0, done.stderr
    assert bytes_of(tmp_path / "paths") == bytes_of(tmp_path / "urls")
    shutil.rmtree(tmp_path / "urls")
    globbed = run("run", f"local://{place}/*.txt", "-f", "jsonl", "-q")
    assert globbed.stdout == run("run", f"{place}/*.txt", "-f", "jsonl", "-q").stdout != ""


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["-", "-o", "o/"], "standard input cannot be divided"),
        (["x.txt", "-o", "o/", "-f", "xlsx"], "a folder of parts can hold csv, json, jsonl, parquet, not xlsx"),
        (["x.txt", "--scheduler", "local"], "--scheduler writes a folder of parts: --output FOLDER/"),
        (["x.txt", "-o", "o/", "--scheduler", "tcp://127.0.0.1:9"], "--scheduler tcp://127.0.0.1:9: nothing answers"),
        (
            ["x.txt", "-o", "o/", "--scheduler", "here"],
            "--scheduler here: give an address as tcp://host:port, or local",
        ),
        (["x.txt", "-o", "nowhere://o"], "nowhere://o: Protocol not known"),
        (["x.txt", "-o", "o/", "--metric", "nonsense"], "no metric is named 'nonsense'"),
    ],
)
def test_what_cannot_be_done_is_told_first(
    run: Run, folder: Folder, options: list[str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder({"x.txt": "exports 1 vehicle\n"}))
    done = run("run", *options, env={"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"})
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert reason in done.stderr
    assert not any(Path("o").glob("part-*"))


def test_where_there_is_nothing_to_read_nothing_is_written(run: Run, tmp_path: Path) -> None:
    done = run("run", tmp_path / "nothing", "-o", f"{tmp_path}/o/")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"{tmp_path}/nothing: no such file or folder"
    assert not (tmp_path / "o").exists()
