"""All files below a folder, whatever its links and its depth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from nevextract.errors import ReadError
from nevextract.read.kind import is_readable

LEADS_NOWHERE = "a link that leads nowhere"


def walk(folder: Path) -> Iterator[Path | ReadError]:
    """The files below `folder` with an ending that is known, in a fixed order; nothing hidden.

    Links are followed, and a folder is entered once whatever leads to it. A folder that cannot be read and a link that
    leads nowhere are errors in their place, and the rest goes on; the path of an error is its place below `folder`.
    """
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        real = os.path.realpath(place)
        if real in seen:  # a link that leads back
            continue
        seen.add(real)
        try:
            paths = sorted(path for path in place.iterdir() if not path.name.startswith("."))
        except OSError as error:
            yield _unreadable(place, folder, error)
            continue
        folders = []
        for path in paths:
            try:
                if path.is_dir():
                    folders.append(path)
                elif is_readable(path.name) and path.is_file():
                    yield path
                elif is_readable(path.name) and path.is_symlink():
                    yield ReadError(LEADS_NOWHERE, path=_below(path, folder), kind="missing")
            except OSError as error:
                yield _unreadable(path, folder, error)
        waiting.extend(reversed(folders))


def _unreadable(path: Path, folder: Path, error: OSError) -> ReadError:
    reason = error.strerror or type(error).__name__
    return ReadError(f"cannot be read: {reason}", path=_below(path, folder), kind="unreadable")


def _below(path: Path, folder: Path) -> str:
    return str(folder) if path == folder else path.relative_to(folder).as_posix()
