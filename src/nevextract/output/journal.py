"""The journal of an output: which document stands where in it, so that a later run need not read it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from nevextract.output.digest import Digest
from nevextract.output.encode import encode

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in an output: its id, the hash of its source, the bytes [start, start + length) that it has there,
    `check` of what they hold, how many records it has of each kind, and its warnings. `body` is those bytes as text,
    where they have been read or made; `digest` what its figures count to, where they
    have been counted. Neither of them is kept."""

    id: str
    sha256: str
    start: int
    length: int
    check: str
    figures: int = 0
    projects: int = 0
    suppliers: int = 0
    warnings: tuple[str, ...] = ()
    body: str = ""
    digest: Digest | None = None

    def line(self) -> str:
        """The entry as a line of the journal."""
        return encode({name: getattr(self, name) for name in _KEPT}) + "\n"


_KEPT = tuple(each.name for each in fields(Entry) if each.name not in ("body", "digest"))


def check_of(data: bytes) -> str:
    """What tells whether bytes are still the same."""
    return hashlib.sha256(data).hexdigest()[:16]


def header(fingerprint: str) -> str:
    """The first line of a journal. `fingerprint` stands for all that the records depend on beside the documents."""
    return encode({"journal": VERSION, "fingerprint": fingerprint}) + "\n"


def journal_of(output: Path) -> Path:
    """Where the journal of an output is kept."""
    return output.with_name(f"{output.name}.journal" if output.name.startswith(".") else f".{output.name}.journal")


def entries(journal: Path, fingerprint: str) -> Iterator[Entry]:
    """The entries of a journal under this fingerprint; none where it is missing or of another one.

    A line that was cut short, or that is none of ours, ends it.
    """
    try:
        with journal.open(encoding="utf-8", errors="replace") as lines:
            first = _parsed(next(lines, ""))
            if first != {"journal": VERSION, "fingerprint": fingerprint}:
                return
            for line in lines:
                entry = _entry(_parsed(line)) if line.endswith("\n") else None
                if entry is None:
                    return
                yield entry
    except OSError:  # no journal, no entries: everything is read anew
        return


def _parsed(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _entry(found: dict[str, Any]) -> Entry | None:
    try:
        return Entry(**{**found, "warnings": tuple(found["warnings"])})
    except (KeyError, TypeError):
        return None
