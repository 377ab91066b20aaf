"""A pattern pack: all pattern files of one language, loaded and validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from nevextract.errors import PatternError
from nevextract.patterns.base import Spec

S = TypeVar("S", bound=Spec)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One pattern file: its kind, its id, how it is shown in messages ("patterns/en/numbers.yml") and its content."""

    kind: str
    id: str
    shown: str
    spec: Spec


@dataclass(frozen=True, eq=False)
class Pack:
    """The patterns of one language. Hashes by identity, so that what is compiled from it can be cached."""

    language: str
    files: Mapping[str, tuple[Loaded, ...]]
    lists: Mapping[str, Path] = field(default_factory=dict)

    def all(self, kind: str, model: type[S]) -> tuple[S, ...]:
        """Every file of a kind, sorted by id."""
        return tuple(item.spec for item in self.files.get(kind, ()) if isinstance(item.spec, model))

    def one(self, kind: str, model: type[S]) -> S:
        """The only file of a kind. Raises `PatternError` where the pack has none."""
        found = self.all(kind, model)
        if not found:
            raise PatternError(f"the pack has no {kind!r} file", path=f"patterns/{self.language}")
        return found[-1]

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """The rows of a word list (`.tsv`): columns parted by tabs; "#" begins a comment line. None: no rows."""
        return [tuple(line.split("\t")) for line in self.lines(name)]

    def lines(self, name: str) -> list[str]:
        """The rows of a word list as they stand in the file, for lists too long to be parted at once."""
        path = self.lists.get(name)
        lines = path.read_text("utf-8").splitlines() if path is not None else ()
        return [line for line in lines if line.strip() and not line.startswith("#")]
