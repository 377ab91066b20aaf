"""What the tests of the command line share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli_process import Run, command, environment


@pytest.fixture
def run() -> Run:
    def call(
        *args: object, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command(*args), input=stdin, capture_output=True, env=environment(env), timeout=60, check=False
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes texts by file name into a folder."""

    def make(texts: Mapping[str, str]) -> Path:
        place = tmp_path / "texts"
        place.mkdir()
        for name, text in texts.items():
            (place / name).write_text(text, "utf-8")
        return place

    return make
