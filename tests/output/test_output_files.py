"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nevextract.errors import OutputError
from nevextract.output.files import replacing


def only(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_new_file_stands_there_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with replacing(path, force=False) as stream:
        stream.write("ü\n")
        stream.flush()
        assert not path.exists()
    assert only(tmp_path) == {"a.csv": "ü\n"}
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, BrokenPipeError])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(error), replacing(path, force=True) as stream:
        stream.write("new")
        raise error
    assert only(tmp_path) == {"a.csv": "old"}


def test_an_existing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(OutputError, match="--force"), replacing(path, force=False):
        pass
    assert only(tmp_path) == {"a.csv": "old"}


def test_force_replaces_and_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(path, force=True) as stream:
        stream.write("new")
    assert only(tmp_path) == {"a.csv": "new"}
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_came_meanwhile_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(OutputError, match="exists"), replacing(path, force=False) as stream:
        stream.write("new")
        path.write_text("theirs")
    assert only(tmp_path) == {"a.csv": "theirs"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    with replacing(link, force=True) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "folder"), (tmp_path / "no" / "a.csv", "no folder")):
        with pytest.raises(OutputError, match=reason), replacing(path, force=True):
            pass


def test_a_device_is_written_straight() -> None:
    with replacing(Path(os.devnull), force=False) as stream:
        stream.write("x")
    with (
        pytest.raises(OutputError, match="cannot be written"),
        replacing(Path("/dev/full"), force=False) as full,
    ):
        full.write("x")
