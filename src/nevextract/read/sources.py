"""From paths to sources: files, folders, globs and standard input, each source once and in an order of its own."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from nevextract.errors import ReadError
from nevextract.read.kind import READABLE, is_readable
from nevextract.read.remote import is_url, remote_files
from nevextract.read.span import Span
from nevextract.read.walk import walk

STDIN = "-"
_Place = Path | str
"""Where a file is: a path, or a URL."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input. `id` is its path below the input folder with "/" between parts, "-" for standard input.

    It is the file at `path` or, where that is None, at `url`; where that is None too, standard input. `span` is the
    part of a file of rows that is meant, None for all of it.
    """

    id: str
    path: Path | None
    url: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Expanded:
    """The sources that the paths stand for, sorted by id, and the paths that stand for none."""

    sources: tuple[Source, ...]
    errors: tuple[ReadError, ...] = ()


def expand(paths: Sequence[str]) -> Expanded:
    """What `paths` stand for: files, folders (with all below), globs (with `**`), each as a path or as a URL that
    fsspec knows, and "-" for standard input.

    Of a folder only files with an ending that is known (`kind.READABLE`) are taken and nothing hidden; a file that is
    named is taken whatever its ending. A file that several paths lead to is one source. The result depends neither on
    the order of the paths nor on the file system's. A path that leads nowhere is an error among the result's.
    """
    found: dict[_Place, str] = {}
    errors: list[ReadError] = []
    for path in sorted(set(paths) - {STDIN}):
        try:
            for each in remote_files(path) if is_url(path) else _files(path):
                if isinstance(each, ReadError):
                    errors.append(each)
                    continue
                real, name = _real(each[0]), _as_text(each[1])
                known = found.get(real)
                # the longer name says more of where the file stands
                if known is None or (-len(PurePath(name).parts), name) < (-len(PurePath(known).parts), known):
                    found[real] = name
        except ReadError as error:
            errors.append(error)
    sources = [
        Source(name, place) if isinstance(place, Path) else Source(name, None, place)
        for place, name in _distinct(found).items()
    ]
    if STDIN in paths:
        sources.append(Source(STDIN, None))
    return Expanded(tuple(sorted(sources, key=lambda source: source.id)), tuple(errors))


def _files(path: str) -> Iterator[tuple[Path, str] | ReadError]:
    """Every file that one path stands for, with its name below that path; an error for what cannot be listed."""
    place = Path(path)
    if place.is_dir():
        return _in_folder(place)
    if place.is_file() or (place.exists() and not glob.has_magic(path)):
        return iter([(place, place.name)])
    if glob.has_magic(path):
        return _in_glob(path)
    raise ReadError("no such file or folder", path=path, kind="missing")


def _in_folder(folder: Path) -> Iterator[tuple[Path, str] | ReadError]:
    files = [
        found if isinstance(found, ReadError) else (found, found.relative_to(folder).as_posix())
        for found in walk(folder)
    ]
    if not files:
        endings = ", ".join(sorted(READABLE))
        raise ReadError(f"the folder holds no file with a known ending ({endings})", path=folder, kind="missing")
    return iter(files)


def _in_glob(pattern: str) -> Iterator[tuple[Path, str] | ReadError]:
    """The files that a glob matches; where it names no ending, only text files."""
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed]) if fixed else Path()
    # Path.glob would take hidden files, and no files for a final "**"
    matches = (Path(match) for match in glob.glob(pattern, recursive=True))  # noqa: PTH207
    any_ending = bool(Path(pattern).suffix)
    files = [
        (file, file.relative_to(base).as_posix())
        for file in sorted(matches)
        if file.is_file() and (any_ending or is_readable(file.name))
    ]
    if not files:
        raise ReadError("no file matches", path=pattern, kind="missing")
    return iter(files)


def _real(place: _Place) -> _Place:
    if isinstance(place, str):
        return place
    real = Path(os.path.realpath(place))
    return real if real.exists() else place  # a pipe that the shell made has no real path


def _distinct(found: dict[_Place, str]) -> dict[_Place, str]:
    """A name for every file, no two alike: names that collide are lengthened by the folders above."""
    names = dict(found)
    while True:
        clashing = _clashing(names.items())
        if not clashing:
            return names
        for number, place in enumerate(sorted(clashing, key=str)):
            depth = len(PurePath(names[place]).parts)
            parts = _parts(place)
            whole = depth >= len(parts)  # two names that are not text may be written alike
            names[place] = f"{names[place]}~{number}" if whole else _as_text("/".join(parts[-(depth + 1) :]))


def _parts(place: _Place) -> tuple[str, ...]:
    """Without the root: an id is no absolute path."""
    return place.parts[1:] if isinstance(place, Path) else tuple(part for part in place.split("/") if part)


def _as_text(name: str) -> str:
    """A file's name as text; bytes of it that are none stand as `\\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _clashing(names: Iterable[tuple[_Place, str]]) -> list[_Place]:
    by_name: dict[str, list[_Place]] = {}
    for place, name in names:
        by_name.setdefault(name, []).append(place)
    return [place for places in by_name.values() if len(places) > 1 for place in places]
