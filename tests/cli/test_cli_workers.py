"""Several processes: the same bytes, and no hang where one dies."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli_process import Run

Folder = Callable[[Mapping[str, str]], Path]


def texts(count: int) -> dict[str, str]:
    return {f"{i:03}.txt": f"exports {i} vehicle\n" * (i % 5 + 1) for i in range(count)}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_bytes_do_not_depend_on_the_number_of_workers(run: Run, folder: Folder, form: str) -> None:
    place = folder({**texts(60), "013.txt": "CRASH"})
    one, three = (run("run", place, "--format", form, "--workers", n) for n in (1, 3))
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr
    assert one.returncode == three.returncode == 1


def test_a_worker_that_dies_costs_its_own_document_alone(run: Run, folder: Folder) -> None:
    place = folder({**texts(40), "007.txt": "DIE", "021.txt": "DIE"})
    done = run("run", place, "--workers", 2)
    assert done.returncode == 1
    died = [line for line in done.stderr.splitlines() if "died" in line]
    assert [line.split(":")[0] for line in died] == ["007.txt", "021.txt"]
    found = [d["id"] for d in json.loads(done.stdout)["documents"]]
    assert found == [name for name in sorted(texts(40)) if name not in ("007.txt", "021.txt")]
