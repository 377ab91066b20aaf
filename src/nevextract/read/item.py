"""One document to be, as it is handed from what takes it out of its source to what reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """The file at `path` or, where that is None, the bytes `data`.

    `id` is the source's, with the member behind it: `news.zip!2024/b.html`, `export.jsonl#17`. Of a row or a message
    `as_text` says that the bytes are its text (`html` where that is known to be HTML) and nothing else, `title`,
    `published` and `charset` what it tells beside it.
    """

    id: str
    path: Path | None = None
    data: bytes = b""
    as_text: bool = False
    html: bool = False
    title: str | None = None
    published: date | None = None
    charset: str | None = None
    warnings: tuple[str, ...] = ()
