"""URLs that fsspec knows, and what is said where it is not there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from nevextract.errors import NevextractError, OutputError, ReadError
from nevextract.read.documents import documents
from nevextract.read.sources import expand
from nevextract.scale.engine import Cluster
from nevextract.scale.folder import UNDER_WAY, Folder, folder_at

ROOT = "memory://bucket"


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()


def test_a_folder_a_glob_and_a_file_give_the_ids_that_paths_give(memory: fsspec.AbstractFileSystem) -> None:
    for name in ("news/b.txt", "news/2024/a.txt", "news/.hidden/c.txt", "news/picture.png"):
        memory.pipe_file(f"/bucket/{name}", b"Text.")

    def ids(*urls: str) -> list[str]:
        return [source.id for source in expand(urls).sources]

    assert ids(f"{ROOT}/news") == ids(f"{ROOT}/news/") == ids(f"{ROOT}/news/**") == ["2024/a.txt", "b.txt"]
    assert ids(f"{ROOT}/news/b.txt") == ["b.txt"]
    assert ids(f"{ROOT}/news/*/*.txt") == ["2024/a.txt"]
    assert ids(f"{ROOT}/news", f"{ROOT}/news/2024") == ["2024/a.txt", "b.txt"]


def test_texts_and_rows_are_read(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/bucket/a.txt", b"Plain.")
    memory.pipe_file("/bucket/b.jsonl", b'{"text": "One."}\n{"text": "Two."}\n')
    found = [each for source in expand([ROOT]).sources for each in documents(source)]
    assert [(each.id, each.text) for each in found if not isinstance(each, ReadError)] == [
        ("a.txt", "Plain."),
        ("b.jsonl#1", "One."),
        ("b.jsonl#2", "Two."),
    ]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"{ROOT}/nothing", "no such file or folder"),
        (f"{ROOT}/*.txt", "no file matches"),
        ("nosuch://a", "Protocol not known: nosuch"),
    ],
)
def test_what_is_not_there_is_told(memory: fsspec.AbstractFileSystem, url: str, reason: str) -> None:
    (error,) = expand([url]).errors
    assert str(error).startswith(f"{url}: {reason}")


def test_what_vanishes_before_it_is_read_is_told(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/bucket/a.txt", b"Plain.")
    (source,) = expand([f"{ROOT}/a.txt"]).sources
    memory.rm("/bucket/a.txt")
    (error,) = documents(source)
    assert str(error) == "a.txt: no such file"


@pytest.mark.parametrize("remote", [False, True])
def test_a_folder_of_parts(tmp_path: Path, memory: fsspec.AbstractFileSystem, remote: bool) -> None:
    folder: Folder = folder_at(f"{ROOT}/out/" if remote else str(tmp_path / "out"))
    assert folder.sizes() == {}
    assert folder.read("a") is None
    folder.write(f"{UNDER_WAY}/1.json", b"1")
    folder.write("a", b"first")
    folder.write("a", b"second")
    assert folder.sizes() == {f"{UNDER_WAY}/1.json": 1, "a": 6}
    assert folder.read("a") == b"second"
    folder.settle()
    folder.settle()
    folder.remove(["a", "b"])
    assert folder.sizes() == {}


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("fsspec.core", "distributed", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    (error,) = expand(["s3://bucket/a.txt"]).errors
    assert str(error) == "s3://bucket/a.txt: needs the package fsspec: pip install 'nevextract[dask]'"
    with pytest.raises(OutputError, match=r"needs the package fsspec: pip install 'nevextract\[dask\]'"):
        folder_at("s3://bucket/out")
    with pytest.raises(NevextractError, match=r"pip install 'nevextract\[dask\]'"):
        Cluster("local", 1)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    (found,) = (each for source in expand([str(tmp_path)]).sources for each in documents(source))
    assert "needs the package pyarrow: pip install 'nevextract[parquet]'" in str(found)
