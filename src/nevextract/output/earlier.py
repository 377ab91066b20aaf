"""What earlier runs have written of an output, by document."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from pathlib import Path

from nevextract.output.files import reported
from nevextract.output.journal import Entry, check_of, entries, journal_of
from nevextract.output.part import leftovers


class Earlier:
    """The documents that stand in the output at `target`, or in what a killed run left of it, under `fingerprint`.

    `foreign` tells that there is a file of which no journal says what it holds. `ids` are of all documents found.
    """

    def __init__(self, target: Path, fingerprint: str) -> None:
        target = target.resolve() if target.is_symlink() else target
        parts = tuple(leftovers(target))
        self.foreign = target.is_file() and not parts and not journal_of(target).is_file()
        self._found: dict[str, tuple[Path, Entry]] = {}
        for file in (target, *parts):
            for entry in entries(journal_of(file), fingerprint) if file.is_file() else ():
                self._found[entry.id] = (file, entry)

    @property
    def ids(self) -> Set[str]:
        """Of the documents that are there."""
        return self._found.keys()

    def find(self, name: str, digest: Callable[[], str]) -> Entry | None:
        """The entry of a document whose source has this digest, with its body; None where it has to be read."""
        file, entry = self._found.get(name, (None, None))
        if file is None or entry is None or entry.sha256 != digest():
            return None
        with reported(file):
            data = _read(file, entry.start, entry.length)
        if check_of(data) != entry.check:  # somebody has edited it
            return None
        return replace(entry, body=data.decode("utf-8"))


def _read(file: Path, start: int, length: int) -> bytes:
    with file.open("rb") as stream:
        stream.seek(start)
        return stream.read(length)
