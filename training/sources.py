"""The data that a model is made from: where it comes from, its licence, and that it is the same as it was."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


class SourceError(Exception):
    """A data file is missing or not the one that the recipe names."""


@dataclass(frozen=True, slots=True)
class Source:
    """One set of data: `files` by path below the data folder with their sha256, in order."""

    id: str
    form: str
    repository: str
    commit: str
    licence: str
    permissive: bool
    use: str
    files: tuple[tuple[str, str], ...]


def sources() -> tuple[Source, ...]:
    """The sets of data that sources.toml names."""
    table = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))
    return tuple(
        Source(
            id=name,
            form=item["form"],
            repository=item["repository"],
            commit=item.get("commit", ""),
            licence=item["licence"],
            permissive=item["permissive"],
            use=item["use"],
            files=tuple(item["files"].items()),
        )
        for name, item in table.items()
    )


def checked(source: Source, folder: Path) -> list[Path]:
    """The files of a source below `folder`. Raises `SourceError` where one is missing or has another content."""
    paths = []
    for name, digest in source.files:
        path = folder / name
        if not path.is_file():
            raise SourceError(f"{path} is missing: fetch it from {source.repository}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise SourceError(f"{path} is not the file that the recipe names: its sha256 differs")
        paths.append(path)
    return paths
