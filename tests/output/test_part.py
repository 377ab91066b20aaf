"""An output comes to stand in its place whole, and what is committed is never lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nevextract.errors import OutputError
from nevextract.output.earlier import Earlier
from nevextract.output.files import check_target
from nevextract.output.journal import Entry, check_of, journal_of
from nevextract.output.part import Part, leftovers, take_away_leftovers


def only(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def write(path: Path, *bodies: str, head: str = "") -> Part:
    """A part with a document for each body, committed."""
    part = Part(path, "print")
    part.write(head)
    for number, body in enumerate(bodies):
        start = part.tell()
        part.write(body)
        data = body.encode()
        part.commit(Entry(str(number), f"sha{number}", start, len(data), check_of(data)))
    return part


def test_a_new_file_stands_there_when_it_is_moved(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    part = write(path, "ü\n")
    assert not path.exists()
    part.move(force=False, journal=False)
    assert only(tmp_path) == {"a.csv": "ü\n"}
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def test_what_is_discarded_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    write(path, "new").discard()
    assert only(tmp_path) == {"a.csv": "old"}


def test_force_replaces_and_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o640)
    write(path, "new").move(force=True, journal=False)
    assert only(tmp_path) == {"a.csv": "new"}
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_came_meanwhile_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    part = write(path, "new")
    path.write_text("theirs")
    with pytest.raises(OutputError, match="exists"):
        part.move(force=False, journal=False)
    assert path.read_text() == "theirs"
    assert part.path.read_text() == "new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    write(link, "new").move(force=True, journal=False)
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "folder"), (tmp_path / "no" / "a.csv", "no folder")):
        with pytest.raises(OutputError, match=reason):
            check_target(path, force=True)
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(OutputError, match="--force"):
        check_target(tmp_path / "a.csv", force=False)


def test_documents_are_found_again_by_id_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, "first\n", "zweite ü\n", head="head\n").move(force=False, journal=True)
    earlier = Earlier(path, "print")
    found = earlier.find("1", lambda: "sha1")
    assert found is not None
    assert found.body == "zweite ü\n"
    assert earlier.find("1", lambda: "other") is None
    assert earlier.find("7", lambda: "sha7") is None
    assert not Earlier(path, "another print").ids


def test_an_output_that_somebody_edited_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, "first\n", "second\n").move(force=False, journal=True)
    path.write_text("First\nsecond\n")
    earlier = Earlier(path, "print")
    assert earlier.find("0", lambda: "sha0") is None
    assert earlier.find("1", lambda: "sha1") is not None


@pytest.mark.parametrize("damage", ["", "{}", "\x00\xff", "[1]\n", '{"journal": 1}\n'])
def test_a_damaged_journal_is_no_journal(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.csv"
    write(path, "first\n").move(force=False, journal=True)
    journal = journal_of(path)
    head, line = journal.read_text().splitlines(keepends=True)
    journal.write_text(damage + line, "utf-8")
    assert not Earlier(path, "print").ids
    journal.write_text(head + line[:-5])
    assert not Earlier(path, "print").ids
    journal.write_text(head + line)
    assert Earlier(path, "print").ids == {"0"}


def test_what_a_killed_run_left_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from nevextract.output.part import Part\n"
        "from nevextract.output.journal import Entry, check_of\n"
        "part = Part(Path(sys.argv[1]), 'print')\n"
        "part.write('done\\n')\n"
        "part.commit(Entry('x', 'sha', 0, 5, check_of(b'done\\n')))\n"
        "part.write('half')\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    line = [sys.executable, "-c", script, str(path)]
    process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    assert list(leftovers(path)) == []  # it is alive, so it is no leftover
    process.kill()
    process.communicate()
    assert len(list(leftovers(path))) == 1
    earlier = Earlier(path, "print")
    found = earlier.find("x", lambda: "sha")
    assert found is not None
    assert found.body == "done\n"
    take_away_leftovers(path)
    assert list(tmp_path.iterdir()) == []
