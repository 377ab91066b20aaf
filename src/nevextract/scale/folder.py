"""The folder that a run writes its parts to, on this machine or at a URL that fsspec knows."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from nevextract.errors import OutputError, ReadError
from nevextract.output.files import reported, umask
from nevextract.read.remote import file_system, is_url

UNDER_WAY = "_shards"
"""The folder within it that holds what is known of single shards, until all are done."""


class Folder(Protocol):
    """Files by their names, `/` within them. Every method raises `OutputError` where the storage will not have it."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Put a file there whole, in place of what has its name."""
        ...

    def sizes(self) -> Mapping[str, int]:
        """The files and how many bytes each has."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Take files away; one that is not there is no error."""
        ...

    def settle(self) -> None:
        """Take `UNDER_WAY` away with all that is in it."""
        ...


def folder_at(place: str) -> Folder:
    """The folder at a path or URL. Raises `OutputError` where nothing that is installed knows the URL."""
    return _Remote(place) if is_url(place) else _Local(Path(place))


class _Local:
    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise OutputError(f"{self._root / name} cannot be read: {error.strerror or error}") from error

    def write(self, name: str, data: bytes) -> None:
        target = self._root / name
        with reported(target):
            beside = self._root / UNDER_WAY
            beside.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=beside, prefix=f".{target.name}.")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(temporary).chmod(0o666 & ~umask())
                Path(temporary).replace(target)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def sizes(self) -> Mapping[str, int]:
        with reported(self._root):
            found = (path for path in self._root.rglob("*") if path.is_file())
            return {path.relative_to(self._root).as_posix(): path.stat().st_size for path in sorted(found)}

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with reported(self._root / name):
                (self._root / name).unlink(missing_ok=True)

    def settle(self) -> None:
        with reported(self._root), suppress(FileNotFoundError):
            shutil.rmtree(self._root / UNDER_WAY)


class _Remote:
    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        try:
            self._files, root = file_system(self._url)
        except ReadError as error:
            raise OutputError(f"{url}: {error.reason}") from error
        self._root = root.rstrip("/")

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise OutputError(f"{self._url}/{name} cannot be read: {type(error).__name__}: {error}") from error

    def write(self, name: str, data: bytes) -> None:
        place = f"{self._root}/{name}"
        with self._told(name):
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(place, data)

    def sizes(self) -> Mapping[str, int]:
        with self._told(""):
            self._files.invalidate_cache()
            found: dict[str, Any] = self._files.find(self._root, detail=True)
            return {name[len(self._root) + 1 :]: int(found[name].get("size") or 0) for name in sorted(found)}

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with self._told(name), suppress(FileNotFoundError):
                self._files.rm_file(f"{self._root}/{name}")

    def settle(self) -> None:
        with self._told(UNDER_WAY), suppress(FileNotFoundError):
            self._files.rm(f"{self._root}/{UNDER_WAY}", recursive=True)

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise OutputError(f"{self._url}/{name} cannot be written: {type(error).__name__}: {error}") from error
