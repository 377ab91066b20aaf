"""How much the packed streams of a PDF unpack to, looked at before the file is opened."""

from __future__ import annotations

import re
import zlib

from nevextract.errors import ReadError

MAX_STREAM = 200_000_000
MAX_ALL = 1_000_000_000
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_STEP = 1 << 20
_TAKEN = 1 << 16


def check_streams(data: bytes, name: str) -> None:
    """Raise `ReadError` where a stream, or all of them, unpack to more than any report needs; nothing is kept."""
    whole = 0
    for match in _STREAM.finditer(data):
        size = _unpacked(data, match.end(), min(MAX_STREAM, MAX_ALL - whole))
        whole += size
        if size > MAX_STREAM or whole > MAX_ALL:
            raise ReadError("unpacks to more than a report can need", path=name, kind="too_large")


def _unpacked(data: bytes, start: int, limit: int) -> int:
    """The size of the stream at `start`, that of a stream packed in it included; counting ends beyond `limit`."""
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    size, nested = 0, True
    while start < len(data) and not outer.eof:
        piece = data[start : start + _TAKEN]
        start += len(piece)
        while piece and size <= limit:
            try:
                out = outer.decompress(piece, _STEP)
            except zlib.error:  # broken, or no such stream: nothing comes of it
                return size
            piece = outer.unconsumed_tail
            size += len(out)
            if nested:
                within = _nested(inner, out, limit - size)
                nested, size = within >= 0, size + max(0, within)
        if size > limit:
            break
    return size


def _nested(inner: zlib._Decompress, packed: bytes, limit: int) -> int:
    """How much a piece unpacks to that is packed once more, or -1 where it is not."""
    size = 0
    while packed and size <= limit:
        try:
            size += len(inner.decompress(packed, _STEP))
        except zlib.error:
            return -1
        packed = inner.unconsumed_tail
    return size
