"""From an item to its document: the bytes, their text, and what the file tells of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nevextract.errors import ReadError
from nevextract.read.extract import extract, extract_text
from nevextract.read.item import Item
from nevextract.read.items import items
from nevextract.read.options import DEFAULTS, ReadOptions
from nevextract.read.origin import NOTHING, Origin
from nevextract.read.sources import Source


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The text of a document; `sha256` is of its bytes, `origin` what its file tells beside the text."""

    id: str
    text: str
    sha256: str
    warnings: tuple[str, ...] = ()
    origin: Origin = NOTHING


def documents(
    source: Source, options: ReadOptions = DEFAULTS, stdin: bytes | None = None
) -> Iterator[RawDocument | ReadError]:
    """The documents of a source in order, one by one; an error in the place of one that cannot be read."""
    for item in items(source, options, stdin):
        if isinstance(item, ReadError):
            yield item
            continue
        try:
            yield read_item(item, options)
        except ReadError as error:
            yield error


def read_item(item: Item, options: ReadOptions = DEFAULTS) -> RawDocument:
    """The document of one item.

    Raises `ReadError` where it is missing, unreadable, empty, no text of a kind that is known, or too large.
    """
    data = _bytes(item, options.max_bytes)
    read = extract_text(data, item) if item.as_text else extract(data, item.id)
    return RawDocument(item.id, read.text, _digest(data, item), read.warnings, read.origin)


def digest(item: Item, options: ReadOptions = DEFAULTS) -> str:
    """The `sha256` that the document of an item has, without reading its text. Raises `ReadError` as `read_item`."""
    return _digest(_bytes(item, options.max_bytes), item)


def _digest(data: bytes, item: Item) -> str:
    """Of the bytes and, of a row or message, of what it tells beside its text."""
    beside = [str(fact or "") for fact in (item.title, item.published)] if item.as_text else []
    return hashlib.sha256(b"\0".join([data, *(fact.encode("utf-8", "replace") for fact in beside)])).hexdigest()


def _bytes(item: Item, limit: int) -> bytes:
    data = item.data if item.path is None else _file(item.path, item.id, limit)
    if len(data) > limit:
        raise ReadError(f"larger than {limit:,} bytes", path=item.id, kind="too_large")
    return data


def _file(path: Path, name: str, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as error:
        raise ReadError("no such file", path=name, kind="missing") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError(f"cannot be read: {reason}", path=name, kind="unreadable") from error
