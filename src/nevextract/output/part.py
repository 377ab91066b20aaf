"""An output under way: a file beside its place, with a journal, until it is whole and moved there."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from nevextract.output.files import move, reported, umask
from nevextract.output.journal import Entry, header, journal_of

try:
    import fcntl
except ImportError:  # a system without: then two runs into one file do not know of each other
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".part"
_BOUNDARIES = 16


class Part:
    """What is written goes to `.NAME.random.part` beside `target`.

    Every method raises `OutputError` where the disk will not have it; what was committed before is still there then.

    `entries` counts the documents committed.
    """

    def __init__(self, target: Path, fingerprint: str) -> None:
        self.target = target.resolve() if target.is_symlink() else target
        self.entries = 0
        with reported(target):
            handle, name = tempfile.mkstemp(dir=self.target.parent, prefix=f".{target.name[:100]}.", suffix=SUFFIX)
            self.path = Path(name)
            self._file = os.fdopen(handle, "w+b", buffering=0)
            if fcntl is not None:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # so that nobody takes it for a leftover
            self._journal = journal_of(self.path).open("wb", buffering=0)
            self._journal.write(header(fingerprint).encode())
        self._pending = bytearray()
        self._size = 0
        self._ends: deque[int] = deque(maxlen=_BOUNDARIES)

    def write(self, text: str) -> int:
        """Add text to what the next commit writes."""
        self._pending += text.encode("utf-8", "backslashreplace")
        return len(text)

    def tell(self) -> int:
        """How many bytes there are with what is not committed yet."""
        return self._size + len(self._pending)

    def commit(self, entry: Entry | None = None) -> None:
        """Write what was added, and that it is the document of `entry`, or nothing at all."""
        data, self._pending = bytes(self._pending), bytearray()
        with reported(self.target):
            try:
                _write_all(self._file.fileno(), data)
                if entry is not None:
                    _write_all(self._journal.fileno(), entry.line().encode("utf-8", "backslashreplace"))
            except OSError:
                self._cut(self._size)
                raise
        self._size += len(data)
        if entry is not None:
            self.entries += 1
            self._ends.append(self._size)

    def salvage(self, tail: str) -> bool:
        """End the file after the last document with which `tail` still fits on the disk; False where none does."""
        self._pending.clear()
        for end in reversed(self._ends):
            self._cut(end)
            with suppress(OSError):
                _write_all(self._file.fileno(), tail.encode())
                return True
            self.entries -= 1
        return False

    def move(self, *, force: bool, journal: bool) -> None:
        """Put the file in its place, and the journal beside it if it is to stay."""
        with reported(self.target):
            os.fsync(self._file.fileno())
            self._file.close()
            self._journal.close()
            mode = self.target.stat().st_mode & 0o777 if self.target.exists() else 0o666 & ~umask()
            self.path.chmod(mode)
            move(self.path, self.target, force=force)
            self.path.unlink(missing_ok=True)
            place = journal_of(self.target)
            if journal:
                journal_of(self.path).replace(place)
            else:
                journal_of(self.path).unlink()
                place.unlink(missing_ok=True)

    def leave(self) -> None:
        """Let the file and its journal stand where they are, for a later run to take up."""
        self._file.close()
        self._journal.close()

    def discard(self) -> None:
        """Take the file and its journal away."""
        self.leave()
        self.path.unlink(missing_ok=True)
        journal_of(self.path).unlink(missing_ok=True)

    def _cut(self, size: int) -> None:
        with suppress(OSError):  # then the journal tells how far it is good
            os.ftruncate(self._file.fileno(), size)
            os.lseek(self._file.fileno(), size, os.SEEK_SET)


def leftovers(target: Path) -> Iterator[Path]:
    """Parts of the same output that a run left when it was killed, in a fixed order; those under way are not among
    them."""
    target = target.resolve() if target.is_symlink() else target
    start = f".{target.name[:100]}."
    names = sorted(p.name for p in target.parent.iterdir() if p.name.startswith(start) and p.name.endswith(SUFFIX))
    for name in names:
        if not _locked(target.parent / name):
            yield target.parent / name


def take_away_leftovers(target: Path) -> None:
    """Remove what killed runs left, now that a whole output stands in its place."""
    for file in leftovers(target):
        file.unlink(missing_ok=True)
        journal_of(file).unlink(missing_ok=True)


def _locked(path: Path) -> bool:
    if fcntl is None:
        return False
    try:
        with path.open("r+b") as file:
            fcntl.lockf(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
    except OSError:  # held, or gone, or not ours
        return True


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
