"""`nevextract run` on a Dask cluster of two worker processes: the bytes of a run in one process, whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import distributed
import pytest
from cli_process import Run, command, environment
from test_cli_parts import bytes_of, texts, until

Folder = Callable[[Mapping[str, str]], Path]
OPTIONS = ["--shard-bytes", 120, "--timeout", 20]


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gate") / "open"


@pytest.fixture(scope="module")
def cluster(gate: Path) -> Iterator[Any]:
    with (
        pytest.MonkeyPatch.context() as patch,
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=":0",
            memory_limit=0,
            env={"NEVEXTRACT_TEST_GATE": str(gate)},
        ) as found,
    ):
        patch.setenv("NEVEXTRACT_TEST_GATE", str(gate))
        yield found


def test_a_killed_worker_loses_nothing_and_the_bytes_are_those_of_one_process(
    run: Run, folder: Folder, tmp_path: Path, cluster: Any, gate: Path
) -> None:
    rows = '{"text": "exports 5 vehicle"}\n' * 30
    place = folder(
        {**texts(24), "004.txt": "WAIT", "005.txt": "DIE", "009.txt": "", "016.txt": "WAIT", "x.jsonl": rows}
    )
    line = command("run", place, "-o", f"{tmp_path}/two/", *OPTIONS, "--scheduler", cluster.scheduler_address)
    with distributed.Client(cluster, set_as_default=False) as client:
        workers = client.run(os.getpid)
        process = subprocess.Popen(line, env=environment(), stderr=subprocess.PIPE)
        until(lambda: any((tmp_path / "two").glob("part-*")))
        os.kill(min(workers.values()), signal.SIGKILL)
        gate.touch()
        _, stderr = process.communicate(timeout=60)
    one = run("run", place, "-o", f"{tmp_path}/one/", *OPTIONS)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert len(list((tmp_path / "two").glob("part-*"))) > 6
    assert process.returncode == one.returncode == 1
    told = stderr.decode().replace("/two/", "/one/").splitlines()
    assert sorted(told) == sorted(one.stderr.splitlines())
    assert "005.txt: the worker process died while reading it (exit code 9), 3 times" in told


def test_a_cluster_of_its_own_ends_what_one_process_began(run: Run, folder: Folder, tmp_path: Path) -> None:
    place, target, seen = folder(texts(12)), tmp_path / "two", tmp_path / "seen"
    run("run", place, "-o", f"{target}/", *OPTIONS)
    before = bytes_of(target)
    kept = json.loads((target / "manifest.json").read_text("utf-8"))["shards"][1]
    (target / kept["part"]).unlink()
    done = run(
        *("run", place, "-o", f"{target}/", *OPTIONS, "--resume", "--scheduler", "local", "--workers", 2),
        env={"NEVEXTRACT_TEST_SEEN": str(seen)},
    )
    assert done.returncode == 0, done.stderr
    assert len(seen.read_text("utf-8").splitlines()) == kept["documents"] < 12
    assert bytes_of(target) == before
