"""Runs of the `nevextract` command, timed from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

MEGA = 1_048_576 if sys.platform == "darwin" else 1024


def environment() -> dict[str, str]:
    """This environment, with byte code kept, as it is where nevextract is installed."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    source = str(Path(__file__).parents[1] / "src")
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, (source, kept.get("PYTHONPATH", ""))))}


def load() -> float:
    """How many processes wanted a core in the last minute, this one too."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def timed(arguments: Sequence[str]) -> dict[str, float]:
    """One run: wall and cpu seconds with all its processes, and the memory of the largest of them in MB."""
    command = [sys.executable, "-m", "nevextract", *arguments]
    begun, loaded = time.perf_counter(), load()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())  # noqa: S603
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}\n{said.decode(errors='replace')}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / MEGA, "load": loaded}


def run_of(folder: Path, output: Path, *, model: str, workers: int = 1) -> dict[str, float]:
    """A run over a folder; `model` is "model" for the one that comes with nevextract, or "none"."""
    chosen = () if model == "model" else ("--model", model)
    shared = ("--workers", str(workers))
    found = timed(["run", str(folder), "--output", str(output), "--force", "--quiet", *shared, *chosen])
    size = sum(path.stat().st_size for path in folder.rglob("*.txt"))
    return found | {"bytes": float(size)}
