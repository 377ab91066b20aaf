"""From a source to the documents it holds: one each, or those of an archive, a mailbox or an export, one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nevextract.errors import ReadError
from nevextract.read.options import DEFAULTS, ReadOptions
from nevextract.read.sources import Source


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be: the file at `path` or, where that is None, the bytes `data`.

    `id` is the source's, with the member behind it: `news.zip!2024/b.html`, `export.jsonl#17`.
    """

    id: str
    path: Path | None = None
    data: bytes = b""


def items(source: Source, options: ReadOptions = DEFAULTS, stdin: bytes | None = None) -> Iterator[Item | ReadError]:
    """The documents of a source in order, taken out one by one; `stdin` stands in for standard input.

    What cannot be taken out is an error in its place, and the rest goes on. Standard input is read here.
    """
    if source.path is not None:
        yield Item(source.id, source.path)
    else:
        yield Item(source.id, None, sys.stdin.buffer.read(options.max_bytes + 1) if stdin is None else stdin)
