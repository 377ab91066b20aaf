"""From a source to the documents it holds: one each, or those of an archive, a mailbox or an export, one by one."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from lzma import LZMAError
from typing import BinaryIO, cast
from zipfile import BadZipFile

from nevextract.errors import ReadError
from nevextract.read.archives import members, unpacked
from nevextract.read.exports import csv_rows, json_rows
from nevextract.read.item import Item
from nevextract.read.kind import HEAD, Kind, kind_of, plain
from nevextract.read.mail import mailbox, messages
from nevextract.read.options import DEFAULTS, ReadOptions
from nevextract.read.parquet_rows import parquet_rows
from nevextract.read.remote import opened, unreadable
from nevextract.read.sources import Source
from nevextract.read.span import Span
from nevextract.read.streams import Section, metered

__all__ = ["Item", "items"]

Found = Iterator[Item | ReadError]
# What reading an archive, mailbox or export raises where it is broken.
_FAULTS = (EOFError, OSError, BadZipFile, zlib.error, LZMAError, ValueError, LookupError, RuntimeError)


def items(source: Source, options: ReadOptions = DEFAULTS, stdin: bytes | None = None) -> Found:
    """The documents of a source in order, taken out one by one; `stdin` stands in for standard input.

    What cannot be taken out is an error in its place, and the rest goes on. Standard input is read here.
    """
    try:
        yield from _opened(source, options, stdin)
    except ReadError as error:
        yield error
    except OSError as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        reason = "no such file" if kind == "missing" else f"cannot be read: {error.strerror or type(error).__name__}"
        yield ReadError(reason, path=source.id, kind=kind)


def _opened(source: Source, options: ReadOptions, stdin: bytes | None) -> Found:
    if source.url is not None:
        yield from _remote(source, source.url, options)
        return
    if source.path is None:
        given = sys.stdin.buffer if stdin is None else BytesIO(stdin)
        yield from _documents(cast(BinaryIO, given), source.id, options, 0)
        return
    with source.path.open("rb") as stream:
        if not stream.seekable():  # a pipe gives what it has once
            yield from _documents(stream, source.id, options, 0)
        elif source.span is not None:
            yield from _part(stream, source.id, options, source.span)
        elif _is_container(stream, source.id):
            yield from _documents(stream, source.id, options, 0)
        else:
            yield Item(source.id, source.path)


def _remote(source: Source, url: str, options: ReadOptions) -> Found:
    try:
        with opened(url, source.id) as stream:
            if source.span is not None:
                yield from _part(stream, source.id, options, source.span)
            else:
                yield from _documents(stream, source.id, options, 0)
    except (ReadError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - each kind of storage has errors of its own; all are told
        yield unreadable(source.id, error)


def _is_container(stream: BinaryIO, name: str) -> bool:
    kind = kind_of(stream.read(HEAD), name)
    stream.seek(0)
    return kind in _CONTAINERS


_CONTAINERS = frozenset({Kind.zip, Kind.gzip, Kind.mbox, Kind.mail, Kind.jsonl, Kind.csv, Kind.parquet})


def _part(stream: BinaryIO, name: str, options: ReadOptions, span: Span) -> Found:
    """The documents of a span of a file of rows."""
    try:
        if kind_of(stream.read(HEAD), name) is Kind.parquet:
            stream.seek(0)
            yield from parquet_rows(stream, name, options, span)
        else:
            stream.seek(span.start)
            section = metered(cast(BinaryIO, Section(stream, span.end - span.start)), name, None)
            yield from json_rows(section, name, options, span.first)
    except _FAULTS as error:
        yield ReadError(f"is broken: {error}", path=name, kind="damaged")


def _documents(stream: BinaryIO, name: str, options: ReadOptions, depth: int, limit: int | None = None) -> Found:
    """The documents of a stream. `depth` is how many archives it lies in, `limit` how much it may unpack to."""
    try:
        if depth > options.max_depth:
            raise ReadError(f"lies in more than {options.max_depth} archives", path=name, kind="too_deep")
        yield from _taken_out(stream, name, options, depth, limit)
    except ReadError as error:
        yield error
    except RecursionError:
        yield ReadError("is nested too deep", path=name, kind="too_deep")
    except _FAULTS as error:
        yield ReadError(f"is broken: {error}", path=name, kind="damaged")


def _taken_out(stream: BinaryIO, name: str, options: ReadOptions, depth: int, limit: int | None) -> Found:
    flow = metered(stream, name, limit)
    head = flow.peek(HEAD)[: HEAD * 4]
    kind = kind_of(head, name)
    if kind is Kind.gzip:
        yield from _documents(unpacked(flow, name, options), name, options, depth + 1)
    elif kind is Kind.zip:
        archive = stream if stream.seekable() and limit is None else BytesIO(_all(flow, name, options))
        for member, opened, bound in members(archive, name, options):
            if isinstance(opened, ReadError):
                yield opened
            else:
                yield from _documents(opened, member, options, depth + 1, bound)
    elif kind is Kind.mbox:
        for number, found in mailbox(flow, options.max_bytes):
            if found is None:
                yield ReadError(f"larger than {options.max_bytes:,} bytes", path=f"{name}#{number}", kind="too_large")
            else:
                yield from _attached(found, f"{name}#{number}", options, depth)
    elif kind is Kind.mail:
        yield from _attached(_all(flow, name, options), name, options, depth)
    elif kind is Kind.jsonl:
        yield from json_rows(flow, name, options)
    elif kind is Kind.parquet:
        whole = stream if stream.seekable() and limit is None else BytesIO(_all(flow, name, options))
        yield from parquet_rows(whole, name, options)
    elif kind is Kind.csv:
        yield from csv_rows(flow, name, options, plain(head))
    else:
        yield Item(name, data=flow.read(options.max_bytes + 1))


def _attached(message: bytes, name: str, options: ReadOptions, depth: int) -> Found:
    """A message, and the files attached to it."""
    for found in messages(message, name):
        if found.as_text:
            yield found
        else:
            yield from _documents(BytesIO(found.data), found.id, options, depth + 1)


def _all(flow: BinaryIO, name: str, options: ReadOptions) -> bytes:
    data = flow.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise ReadError(f"larger than {options.max_bytes:,} bytes", path=name, kind="too_large")
    return data
