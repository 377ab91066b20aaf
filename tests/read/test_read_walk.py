"""Folders as they are: links in circles, depths without end, names that are not text, places that must not be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nevextract.errors import ReadError
from nevextract.read.sources import expand

posix = pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")


def ids(*paths: object) -> list[str]:
    found = expand([str(path) for path in paths])
    assert found.errors == ()
    return [source.id for source in found.sources]


def test_links_in_a_circle_and_links_to_nothing_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    (tmp_path / "here").symlink_to(tmp_path, target_is_directory=True)
    found = expand([str(tmp_path)])
    assert [source.id for source in found.sources] == ["a.txt"]
    assert [(error.path, error.kind) for error in found.errors] == [("gone.txt", "missing"), ("self.txt", "missing")]


def test_a_named_link_in_a_circle_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (error,) = expand([str(tmp_path / "self.txt")]).errors
    assert error.kind == "missing"


def test_a_folder_deeper_than_python_can_call(tmp_path: Path) -> None:
    place = os.open(tmp_path, os.O_RDONLY)
    depth = 1500
    try:
        for _ in range(depth):
            os.mkdir("d", dir_fd=place)
            below = os.open("d", os.O_RDONLY, dir_fd=place)
            os.close(place)
            place = below
        os.close(os.open("a.txt", os.O_CREAT, dir_fd=place))
    finally:
        os.close(place)
    assert ids(tmp_path) == ["d/" * depth + "a.txt"]
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # pytest does not get to the bottom


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="a file system that takes text alone")
def test_names_that_are_not_text_become_text(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\xfe\x1b[31m.txt", "宁德.txt".encode()):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("x")
    (tmp_path / "\\xff.txt").write_text("x")
    found = ids(tmp_path)
    assert len(set(found)) == 4
    assert [name.encode("utf-8") for name in found]  # all can be written
    assert "宁德.txt" in found
    assert "\\xfe\x1b[31m.txt" in found


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_subfolder_that_must_not_be_read_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    found = expand([str(tmp_path)])
    closed.chmod(0o700)
    assert [source.id for source in found.sources] == ["a.txt"]
    assert [(error.path, error.kind) for error in found.errors] == [("closed", "unreadable")]


def test_a_subfolder_that_goes_away_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text("x")
    list_folder = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "b":
            raise PermissionError(13, "Permission denied")
        return list_folder(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = expand([str(tmp_path)])
    assert [source.id for source in found.sources] == ["a.txt"]
    (error,) = found.errors
    assert isinstance(error, ReadError)
    assert (error.path, error.reason) == ("b", "cannot be read: Permission denied")


@posix
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(tmp_path) == ["a.txt"]
