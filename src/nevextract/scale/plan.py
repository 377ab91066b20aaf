"""From inputs to shards: what is done in one go, by the inputs alone, so that it is the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from nevextract.errors import ReadError
from nevextract.read.kind import HEAD, Kind, kind_of, suffix
from nevextract.read.parquet_rows import parquet_file
from nevextract.read.remote import opened, size_of
from nevextract.read.sources import Source
from nevextract.read.span import Span
from nevextract.running.limits import SHARD_BYTES

MOST_FILES = 2000
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """Sources, or spans of them, that make one part of the output."""

    number: int
    sources: tuple[Source, ...]


def plan(sources: Iterable[Source], size: int = SHARD_BYTES) -> Iterator[Shard]:
    """The sources in order, in shards of about `size` bytes and at most `MOST_FILES` files.

    A file of JSON Lines or Parquet that is larger is divided between lines or rows; every other file is in one shard,
    whatever its size. JSON Lines are read through for that.
    """
    number, held, bytes_held = 0, list[Source](), 0
    for source in sources:
        for piece, weight in _pieces(source, size):
            if held and (bytes_held + weight > size or len(held) == MOST_FILES):
                yield Shard(number, tuple(held))
                number, held, bytes_held = number + 1, [], 0
            held.append(piece)
            bytes_held += weight
    if held:
        yield Shard(number, tuple(held))


def _pieces(source: Source, size: int) -> Iterator[tuple[Source, int]]:
    """A source, or its spans, each with its bytes. One that cannot be read stays whole: reading it tells why."""
    try:
        whole = _size(source)
        spans = _spans(source, size) if whole > size or suffix(source.id) == ".parquet" else []
    except (ReadError, OSError, ValueError):
        whole, spans = 0, []
    if len(spans) < 2:
        yield source, whole
        return
    for span, weight in spans:
        yield replace(source, span=span), weight


def _size(source: Source) -> int:
    if source.path is not None:
        return source.path.stat().st_size if source.path.is_file() else 0
    return size_of(source.url) if source.url is not None else 0


def _spans(source: Source, size: int) -> list[tuple[Span, int]]:
    with _stream(source) as stream:
        kind = kind_of(stream.read(HEAD), source.id)
        stream.seek(0)
        if kind is Kind.parquet:
            return list(_row_spans(stream, source.id, size))
        return list(_line_spans(stream, size)) if kind is Kind.jsonl else []


@contextmanager
def _stream(source: Source) -> Iterator[BinaryIO]:
    if source.url is not None:
        with opened(source.url, source.id) as stream:
            yield stream
    elif source.path is not None:
        with source.path.open("rb") as file:
            yield file


def _line_spans(stream: BinaryIO, size: int) -> Iterator[tuple[Span, int]]:
    """Whole lines of at least `size` bytes each, with their bytes."""
    start, first, at, ended = 0, 1, 0, 0
    while block := stream.read(_BLOCK):
        counted = 0
        while start + size <= at + len(block):
            cut = block.find(b"\n", max(counted, start + size - 1 - at))
            if cut < 0:
                break
            ended += block.count(b"\n", counted, cut + 1)
            counted, end = cut + 1, at + cut + 1
            yield Span(start, end, first), end - start
            start, first = end, ended + 1
        ended += block.count(b"\n", counted)
        at += len(block)
    if start < at:
        yield Span(start, at, first), at - start


def _row_spans(stream: BinaryIO, name: str, size: int) -> Iterator[tuple[Span, int]]:
    """As many rows each as hold about `size` bytes, unpacked, with those bytes."""
    metadata = parquet_file(stream, name).metadata
    rows = metadata.num_rows
    unpacked = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    step = max(1, size * rows // max(1, unpacked))
    for start in range(0, rows, step):
        end = min(rows, start + step)
        yield Span(start, end, start + 1), unpacked * (end - start) // rows
