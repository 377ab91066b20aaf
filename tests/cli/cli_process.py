"""The command line as a process of its own, with the stand-in for the extractor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

DRIVER = Path(__file__).with_name("standin.py")


class Run(Protocol):
    def __call__(
        self, *args: object, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]: ...


def command(*args: object) -> list[str]:
    return [sys.executable, str(DRIVER), *map(str, args)]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, **(extra or {})}
