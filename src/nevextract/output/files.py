"""Where output goes: a file that is written whole or not at all, and standard output."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from nevextract.errors import OutputError

_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check_target(path: Path, *, force: bool) -> None:
    """Raise `OutputError` where `path` may not or cannot be written; to be asked before any work is done."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder; give the name of a file, or {path}/ for a folder of parts")
    if path.is_file() and not force:
        raise OutputError(f"{path} exists already; --force replaces it")
    if not path.parent.is_dir():
        raise OutputError(f"{path.parent} is no folder to write to")


@contextmanager
def replacing(path: Path, *, force: bool) -> Iterator[TextIO]:
    """A UTF-8 stream whose content stands at `path` once the block ends well; else `path` stays as it is.

    Without `force` a file that has come to stand there meanwhile is not touched. A device or a pipe is
    written straight. Raises `OutputError` where the file cannot be written.
    """
    check_target(path, force=force)
    if path.exists() and not path.is_file():
        with (
            reported(path),
            path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream,
        ):
            yield stream
        return
    beside = Beside(path)
    try:
        with (
            reported(path),
            os.fdopen(beside.handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream,
        ):
            yield stream
            stream.flush()
            os.fsync(beside.handle)
        beside.place(force=force)
    finally:
        beside.discard()


class Beside:
    """A temporary file next to `target`, open under `handle`, that is to take its place.

    Every method raises `OutputError` where the system will not have it.
    """

    def __init__(self, target: Path) -> None:
        self._target = target.resolve() if target.is_symlink() else target
        with reported(target):
            self.handle, name = tempfile.mkstemp(
                dir=self._target.parent, prefix=f".{self._target.name[:100]}.", suffix=".part"
            )
        self.path = Path(name)

    def place(self, *, force: bool) -> None:
        """Put it in its place, with the permissions of what stands there."""
        with reported(self._target):
            self.path.chmod(self._target.stat().st_mode & 0o777 if self._target.exists() else 0o666 & ~umask())
            move(self.path, self._target, force=force)
            self.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Take it away where it is still there."""
        self.path.unlink(missing_ok=True)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output as UTF-8 with plain line ends, whatever the locale.

    Raises `OutputError` where it is closed or full, `BrokenPipeError` where its reader has gone.
    """
    stream = ready_standard_output()
    with reported("standard output"):
        yield stream
        stream.flush()


def ready_standard_output() -> TextIO:
    """Standard output, made ready for any text. Raises `OutputError` where it is closed."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


class Shown:
    """A terminal, with U+FFFD for what would steer it; line ends and tabs stay."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        """Show the text. The number is that of its characters."""
        return self._stream.write(_STEERS.sub("\ufffd", text))


def drop_standard_output() -> None:
    """Send what is still to be flushed nowhere, so that a reader's leaving ends without a trace."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def move(temporary: Path, path: Path, *, force: bool) -> None:
    """Put a file in its place; without `force` not over one that has come to stand there meanwhile."""
    if force:
        temporary.replace(path)
        return
    try:
        # A link fails where the name is taken; a rename would not.
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        check_target(path, force=False)
        temporary.replace(path)


def umask() -> int:
    """The permissions that new files are not to have."""
    current = os.umask(0o077)
    os.umask(current)
    return current


@contextmanager
def reported(path: Path | str) -> Iterator[None]:
    """Within the block, the errors of the system are `OutputError`s about `path`; a closed pipe stays what it is."""
    try:
        yield
    except FileExistsError as error:
        raise OutputError(f"{path} exists already; --force replaces it") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
