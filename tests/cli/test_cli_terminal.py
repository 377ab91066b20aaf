"""What a terminal shows, tried on one; a pipe gets plain text."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli_process import command, environment

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import termios

TEXTS = {
    "a.txt": "exports 7000 vehicle 0.9 宁德新能源汽车产业园区宁德新能源汽车产业园区\nsales 3500 vehicle 0.4\n",
    "none.txt": " ",
}


def on_terminal(columns: int, *args: object, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The exit code, and what a terminal of so many columns was sent; standard error goes there too."""
    own, its = os.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in environment(env).items() if name != "TERM"}
    process = subprocess.Popen(
        command(*args), stdin=subprocess.DEVNULL, stdout=its, stderr=its, env={**kept, "TERM": "xterm"}
    )
    os.close(its)
    shown = b""
    while True:
        try:
            piece = os.read(own, 65536)
        except OSError:  # it has been closed
            break
        if not piece:
            break
        shown += piece
    os.close(own)
    return process.wait(timeout=60), shown.decode("utf-8").replace("\r\n", "\n")


def test_a_table_fits_the_terminal(folder: Callable[..., Path]) -> None:
    code, shown = on_terminal(60, "run", folder(TEXTS), "--format", "table", "--quiet", env={"NO_COLOR": "1"})
    assert code == 1
    lines = shown.splitlines()
    assert lines[0] == "none.txt: holds no text"
    assert lines[1].startswith("metric   measure")
    assert all(sum(2 if c > "\u2e80" else 1 for c in line) <= 60 for line in lines)
    assert "".join(lines).count("宁") == 2
    assert "\x1b" not in shown


def test_a_digest_after_output(folder: Callable[..., Path], tmp_path: Path) -> None:
    target = tmp_path / "r.json"
    code, shown = on_terminal(600, "run", folder(TEXTS), "--output", target)
    assert code == 1
    lines = shown.split("\x1b[K")[-1].splitlines()
    assert lines[-6:] == [
        "1 document, 2 figures, 0 projects, 0 suppliers; 1 input failed",
        f"  exports 1, sales 1; written to {target}",
        "  to look at: 1 less than half sure",
        f"  next: `nevextract view {target} TEXTS --output review.html` shows it in the texts",
        f"  next: `nevextract stats {target}` counts, and tells where documents contradict each other",
        "  --errors FILE lists what failed; the same again with --resume tries them once more",
    ]
    assert on_terminal(80, "run", tmp_path / "texts" / "a.txt", "--output", target, "--force", "--quiet") == (0, "")
