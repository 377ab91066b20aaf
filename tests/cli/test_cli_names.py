"""`nevextract names`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TEXT = "Zhou Lanting of Bosch came to Ningde. The SAIC Ningde base grew.\n"


def names(*args: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "nevextract", "names", *map(str, args)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_json_of_one_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    done = names(file, "--format", "json", "--model", "none")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["id"] == "a.txt"
    assert [(e["text"], e["label"]) for e in document["entities"]] == [
        ("Zhou Lanting", "PERSON"),
        ("Bosch", "ORG"),
        ("Ningde", "LOC"),
        ("SAIC Ningde base", "FAC"),
    ]
    assert all(TEXT[e["start"] : e["end"]] == e["text"] for e in document["entities"])


def test_lines_and_several_texts(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    done = names(tmp_path, "--model", "none")
    assert done.stdout.splitlines()[0] == "a.txt\t0\t12\tPERSON\tZhou Lanting"
    assert len(json.loads(names(tmp_path, "--format", "json", "--model", "none").stdout)) == 2
    assert len(names(tmp_path, "--format", "jsonl", "--model", "none").stdout.splitlines()) == 2


def test_a_name_of_a_file_does_not_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2Ja.txt").write_text(TEXT, "utf-8")
    done = names(tmp_path, "--model", "none")
    assert "Zhou Lanting" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_wrong_use(tmp_path: Path) -> None:
    assert names(tmp_path / "none.txt").returncode == 2
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = names(tmp_path / "a.txt", "--model", "nosuch")
    assert done.returncode == 2
    assert "no model 'nosuch'" in done.stderr
