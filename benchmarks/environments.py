"""Environments of their own for the programs to compare with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# What is installed for each contender that is not of nevextract's own environment.
NEEDS = {
    "quantulum3": ("quantulum3==0.10.0",),
    "recognizers": ("recognizers-text-suite==1.0.2a2", "emoji==1.7.0"),  # emoji 2 has no UNICODE_EMOJI
}
LONGEST_INSTALL = 600


def environment_of(contender: str) -> str | None:
    """The name of the environment that a contender runs in, None for that of nevextract."""
    return next((name for name in NEEDS if contender.startswith(name)), None)


def python_of(name: str, folder: Path) -> Path | str:
    """The Python of an environment below `folder`, made where it is missing; a message where it cannot be."""
    home = folder / f"venv-{name}"
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    ready = home / ".ready"
    if ready.is_file() and ready.read_text("utf-8") == repr(NEEDS[name]):
        return python
    commands = (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *NEEDS[name]],
    )
    for command in commands:
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_INSTALL, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return f"{name} is skipped: its installation took longer than {LONGEST_INSTALL} seconds"
        if done.returncode:
            reason = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
            return f"{name} is skipped: it cannot be installed: {reason}"
    ready.write_text(repr(NEEDS[name]), encoding="utf-8")
    return python
