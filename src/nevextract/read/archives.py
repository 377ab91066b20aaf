"""Zip archives and gzipped files, within limits. Nothing is written to disk, so no path in them can lead anywhere."""

from __future__ import annotations

import gzip
import stat
import struct
import zipfile
from collections.abc import Iterator
from io import SEEK_END, BufferedReader
from typing import BinaryIO, cast

from nevextract.errors import ReadError
from nevextract.read.kind import READABLE, is_readable
from nevextract.read.options import ReadOptions

FREE = 10_000_000
"""How much may come out of an archive whatever its size."""
_DIRECTORY = b"PK\x05\x06"
_TAIL = 66_000
_ENTRY = 46  # bytes that an entry of the directory has at least
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_UTF8, _LOCKED = 0x800, 0x1

Member = tuple[str, "BinaryIO | ReadError", int]


def unpacked(stream: BufferedReader, name: str, options: ReadOptions) -> BinaryIO:
    """What is packed in a gzipped stream. Reading it raises `ReadError` where it is a bomb."""
    return cast(BinaryIO, _Unpacked(stream, name, options.max_ratio))


class _Unpacked:
    """A gzipped stream whose size is bound to that of what has been read of it."""

    def __init__(self, stream: BufferedReader, name: str, ratio: int) -> None:
        self._packed = _Consumed(stream)
        self._file = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._name, self._ratio, self._read = name, ratio, 0

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self._read += len(piece)
        if self._read > FREE + self._ratio * self._packed.read_so_far:
            raise ReadError("unpacks to far more than it is packed in", path=self._name, kind="too_large")
        return piece

    def seekable(self) -> bool:
        return False


class _Consumed:
    """A stream that counts what is read of it."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.read_so_far += len(piece)
        return piece


def members(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Member]:
    """The files of a zip archive by name: the id of each, its stream or why there is none, how much it may unpack to.

    Hidden files, links and files whose ending is not one that is read are left out. Raises `ReadError` for an archive
    that is broken, of too many entries, or without any file to read.
    """
    size = _check_directory(stream, name, options.max_members)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise ReadError(f"is a broken archive: {error}", path=name, kind="damaged") from error
    with archive:
        wanted = _wanted(archive, name)
        if not wanted:
            endings = ", ".join(sorted(READABLE))
            raise ReadError(f"holds no file with a known ending ({endings})", path=name, kind="missing")
        left = FREE + options.max_ratio * size
        for inside, info in wanted:
            member = f"{name}!{inside}"
            left -= info.file_size
            if left < 0:
                reason = f"unpacks to far more than it is packed in; {inside} and what follows it are not read"
                raise ReadError(reason, path=name, kind="too_large")
            yield member, _opened(archive, info, member), FREE + options.max_ratio * info.compress_size


def _check_directory(stream: BinaryIO, name: str, limit: int) -> int:
    """The size of an archive, whose directory is not read where it is too long."""
    size = stream.seek(0, SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_DIRECTORY)
    if at >= 0 and len(tail) >= at + 20:
        entries, length = struct.unpack("<HL", tail[at + 10 : at + 16])
        if entries > limit or min(length, size) > limit * _ENTRY * 4:
            raise ReadError(f"holds more than {limit:,} files", path=name, kind="too_large")
    stream.seek(0)
    return size


def _wanted(archive: zipfile.ZipFile, name: str) -> list[tuple[str, zipfile.ZipInfo]]:
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        inside = safe_name(_name_of(info))
        parts = inside.split("/")
        if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or not is_readable(inside):
            continue
        if any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        copies = 2
        unique = inside
        while unique in found:
            unique, copies = f"{inside}~{copies}", copies + 1
        found[unique] = info
    return sorted(found.items())


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; many programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def safe_name(name: str) -> str:
    """A name from a file as part of an id: no root, no way up, no control characters."""
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not (len(part) == 2 and part[1] == ":")]
    shown = "/".join(kept)[:500] or "-"
    return "".join(c if c.isprintable() and not 0xD800 <= ord(c) < 0xE000 else "\ufffd" for c in shown)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: str) -> BinaryIO | ReadError:
    if info.flag_bits & _LOCKED:
        return ReadError("is locked with a password", path=member, kind="encrypted")
    if info.compress_type not in _PACKED:
        return ReadError("is packed in a way that is not read", path=member, kind="unsupported")
    try:
        return cast(BinaryIO, archive.open(info))
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as error:
        return ReadError(f"is broken: {error}", path=member, kind="damaged")
