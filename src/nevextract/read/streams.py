"""Streams that cannot grow beyond a limit, and their lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from nevextract.errors import ReadError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_SIZE = 1 << 16


class _Metered(io.RawIOBase):
    """A stream that is read to its end at most; beyond `limit` bytes it is an error."""

    def __init__(self, inner: BinaryIO, name: str, limit: int | None) -> None:
        self._inner, self._name, self._limit = inner, name, limit
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        filled = 0
        while filled < len(view):  # a full buffer tells the kind of what is packed as well as of a file
            piece = self._inner.read(len(view) - filled)
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._read += filled
        if self._limit is not None and self._read > self._limit:
            raise ReadError("unpacks to far more than it is packed in", path=self._name, kind="too_large")
        return filled


class Section:
    """The next `size` bytes of a stream."""

    def __init__(self, inner: BinaryIO, size: int) -> None:
        self._inner, self._left = inner, size

    def read(self, size: int) -> bytes:
        piece = self._inner.read(min(size, self._left))
        self._left -= len(piece)
        return piece


def metered(stream: BinaryIO, name: str, limit: int | None) -> io.BufferedReader:
    """A buffered stream over `stream`. Reading more than `limit` bytes raises `ReadError`."""
    return io.BufferedReader(_Metered(stream, name, limit), _SIZE)


def lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; None for one that is longer than `limit` bytes, which is not kept."""
    while line := stream.readline(limit + 2):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_SIZE)) and not rest.endswith(b"\n"):
            pass
        yield None
