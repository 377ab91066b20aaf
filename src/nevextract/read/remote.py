"""Files at URLs that fsspec knows: s3://, gs://, hdfs://, as what is installed beside it allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from glob import has_magic
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from nevextract.errors import ReadError
from nevextract.read.kind import READABLE, is_readable

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LONGEST = 300  # of what a storage says
_NEEDS = "needs the package fsspec: pip install 'nevextract[dask]'"


def is_url(path: str) -> bool:
    """Whether a path is written as `scheme://...`."""
    return _URL.match(path) is not None


def remote_files(url: str) -> Iterator[tuple[Path | str, str]]:
    """The files that a URL of a file, a folder or a glob stands for, as URLs, each with its name below that URL.

    Raises `ReadError` where there are none, or what leads to them is not installed.
    """
    files, place = file_system(url)
    try:
        names = _names(files, place, url)
    except FileNotFoundError as error:
        raise ReadError("no such file or folder", path=url, kind="missing") from error
    except ReadError:
        raise
    except Exception as error:
        raise unreadable(url, error) from error
    for file, name in names:
        yield str(files.unstrip_protocol(file)), name


@contextmanager
def opened(url: str, name: str) -> Iterator[BinaryIO]:
    """A file at a URL for reading. Raises `ReadError` about `name`, also for what fails within the block."""
    files, place = file_system(url)
    try:
        stream = files.open(place, "rb")
    except FileNotFoundError as error:
        raise ReadError("no such file", path=name, kind="missing") from error
    except Exception as error:
        raise unreadable(name, error) from error
    with stream:
        yield cast(BinaryIO, stream)


def size_of(url: str) -> int:
    """How many bytes a file at a URL has. Raises `ReadError`."""
    files, place = file_system(url)
    try:
        return int(files.info(place).get("size") or 0)
    except Exception as error:
        raise unreadable(url, error) from error


def file_system(url: str) -> tuple[Any, str]:
    """The file system of a URL and the place in it. Raises `ReadError` where it cannot be reached."""
    try:
        from fsspec.core import url_to_fs  # slow to import, and needed for URLs alone
    except ImportError as error:
        raise ReadError(_NEEDS, path=url, kind="unsupported") from error
    try:
        files, place = url_to_fs(url)
    except (ImportError, ValueError) as error:  # fsspec tells which package is missing
        raise ReadError(str(error), path=url, kind="unsupported") from error
    except Exception as error:
        raise unreadable(url, error) from error
    return files, str(place)


def unreadable(name: str, error: Exception) -> ReadError:
    """What a storage says as an error of ours."""
    said = str(error)
    shown = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."
    return ReadError(f"cannot be read: {type(error).__name__}: {shown}", path=name, kind="unreadable")


def _names(files: Any, place: str, url: str) -> list[tuple[str, str]]:
    if has_magic(place):
        fixed = place[: next(i for i, char in enumerate(place) if char in "*?[")]
        base = fixed.rpartition("/")[0]
        named = bool(PurePosixPath(place).suffix)
        kept = [(file, name) for file, name in _glob(files, place, base) if named or is_readable(name)]
        if not kept:
            raise ReadError("no file matches", path=url, kind="missing")
        return kept
    if files.isfile(place):
        return [(place, PurePosixPath(place).name)]
    found = [(each, _below(each, place)) for each in sorted(files.find(place))]
    kept = [(file, name) for file, name in found if is_readable(name) and not _hidden(name)]
    if not kept:
        if not files.exists(place):
            raise FileNotFoundError(place)
        endings = ", ".join(sorted(READABLE))
        raise ReadError(f"the folder holds no file with a known ending ({endings})", path=url, kind="missing")
    return kept


def _glob(files: Any, pattern: str, base: str) -> list[tuple[str, str]]:
    found = files.glob(pattern, detail=True)
    names = ((file, _below(file, base)) for file in sorted(found) if found[file].get("type") == "file")
    return [(file, name) for file, name in names if not _hidden(name)]


def _below(file: str, base: str) -> str:
    return PurePosixPath(file).relative_to(base or ".").as_posix() if base else file


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)
