"""Files, folders, globs and standard input."""

from __future__ import annotations

import os
from itertools import permutations
from pathlib import Path

import pytest

from nevextract.read.sources import Source, expand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    for name in (
        "b.txt",
        "a.md",
        "sub/c.txt",
        "sub/deep/d.TEXT",
        "e.markdown",
        "skip.png",
        ".hidden.txt",
        ".git/x.txt",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def ids(*paths: object) -> list[str]:
    return [source.id for source in expand([str(path) for path in paths]).sources]


def test_a_folder_gives_its_text_files_by_their_paths(folder: Path) -> None:
    found = expand([str(folder)])
    assert [s.id for s in found.sources] == ["a.md", "b.txt", "e.markdown", "sub/c.txt", "sub/deep/d.TEXT"]
    assert found.errors == ()
    assert all(s.path is not None and s.path.is_file() for s in found.sources)


def test_a_named_file_is_read_whatever_its_ending(folder: Path) -> None:
    assert ids(folder / "skip.png") == ["skip.png"]
    assert ids(folder / ".hidden.txt") == [".hidden.txt"]


def test_globs(folder: Path) -> None:
    assert ids(f"{folder}/*.txt") == ["b.txt"]
    assert ids(f"{folder}/**/*.txt") == ["b.txt", "sub/c.txt"]
    assert ids(f"{folder}/**") == ["a.md", "b.txt", "e.markdown", "sub/c.txt", "sub/deep/d.TEXT"]
    assert ids(f"{folder}/*.png") == ["skip.png"]


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert ids(tmp_path / "a[1].txt") == ["a[1].txt"]


def test_standard_input() -> None:
    assert expand(["-"]).sources == (Source("-", None),)
    assert ids("-", "-") == ["-"]


def test_duplicates_are_read_once(folder: Path) -> None:
    assert ids(folder, folder / "b.txt", folder / "sub" / ".." / "b.txt", f"{folder}/*.txt") == ids(folder)
    assert ids(folder, folder / "sub") == ids(folder)


def test_the_order_of_the_paths_does_not_matter(folder: Path) -> None:
    paths = [str(folder / "sub"), str(folder / "b.txt"), f"{folder}/*.md", "-"]
    results = {expand(order).sources for order in permutations(paths)}
    assert len(results) == 1


def test_names_that_collide_are_told_apart(tmp_path: Path) -> None:
    for name in ("x/one/a.txt", "x/two/a.txt", "y/one/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name)
    found = ids(*(tmp_path / name for name in ("x/one/a.txt", "x/two/a.txt", "y/one/a.txt")))
    assert found == ["two/a.txt", "x/one/a.txt", "y/one/a.txt"]
    assert not any(name.startswith("/") for name in found)


def test_links_that_lead_back_end(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "zlink.txt").symlink_to(folder / "b.txt")
    found = expand([str(folder)])
    assert len({s.path for s in found.sources}) == len(found.sources) == 5


@pytest.mark.parametrize("path", ["nothing.txt", "nowhere/", "*.nothing", "no/**/such.txt"])
def test_what_leads_nowhere_is_an_error_and_the_rest_goes_on(path: str, folder: Path) -> None:
    found = expand([str(folder / path), str(folder / "b.txt")])
    assert [s.id for s in found.sources] == ["b.txt"]
    assert [e.kind for e in found.errors] == ["missing"]
    assert path.rstrip("/") in found.errors[0].path


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "skip.png").write_text("x")
    found = expand([str(tmp_path)])
    assert found.sources == ()
    assert "no file with a known ending" in str(found.errors[0])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_must_not_be_read(folder: Path) -> None:
    (folder / "sub").chmod(0)
    try:
        assert [e.kind for e in expand([str(folder)]).errors] == ["unreadable"]
    finally:
        (folder / "sub").chmod(0o755)
