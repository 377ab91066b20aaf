"""`nevextract text` prints what offsets count."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

from cli_process import Run

KINDS = Path(__file__).parents[1] / "kinds"


def test_offsets_are_those_of_the_text_that_is_printed(run: Run) -> None:
    line = [sys.executable, "-m", "nevextract"]
    page = str(KINDS / "article.html")
    text = subprocess.run([*line, "text", page], check=True, capture_output=True).stdout.decode()
    found = subprocess.run([*line, "run", page, "--quiet"], check=True, capture_output=True).stdout
    (document,) = json.loads(found)["documents"]
    assert len(document["figures"]) == 15
    for figure in document["figures"]:
        assert text[figure["start"] : figure["end"]] == figure["quote"]


def test_line_ends_and_signs_are_printed_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("﻿One\r\ntwo\rthree \u2009\xad\u200f４\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "nevextract", "text", str(path)], check=True, capture_output=True, env=os.environ
    )
    assert done.stdout == "One\r\ntwo\rthree \u2009\xad\u200f４\n".encode()


def test_a_terminal_is_not_steered(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Red \x1b[31malert\x07\n" + "and plain words " * 20)
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "nevextract", "text", str(path)], check=True, stdout=theirs)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert shown.startswith("Red ␛[31malert␇\r\nand")


def test_what_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    done = run("text", tmp_path / "none.txt")
    assert done.returncode == 2
    assert "none.txt: no such file" in done.stderr
