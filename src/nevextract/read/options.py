"""What is asked of reading: limits, and which columns of an export hold what."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`max_bytes` is of one document (a file, a member of an archive, a row, a message) once it is decompressed.

    An archive may hold `max_members` entries and, in `max_depth` levels of archives within archives, unpack to
    `max_ratio` times its own size. The fields name the columns of JSON Lines and CSV that hold a document's text, its
    id and its date of publication; without a name the usual ones are looked for.
    """

    max_bytes: int = MAX_BYTES
    max_members: int = 100_000
    max_ratio: int = 200
    max_depth: int = 3
    text_field: str | None = None
    id_field: str | None = None
    date_field: str | None = None


DEFAULTS = ReadOptions()
