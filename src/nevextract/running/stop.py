"""Ctrl-C and its like: noted at once, answered where nothing is half done."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Asked(Protocol):
    """Tells whether to end early; whoever waits can wait for `fileno()` to become readable too."""

    @property
    def requested(self) -> bool: ...

    def fileno(self) -> int: ...


class Stop:
    """Whether the run is to end early. `signal` is what asked for it, if a signal did.

    Whoever waits can wait for `fileno()` too: it becomes readable with the request.
    """

    def __init__(self) -> None:
        self.requested = False
        self.signal: int | None = None
        self._reader, self._writer = os.pipe()

    def request(self) -> None:
        """End the run early."""
        if not self.requested:
            self.requested = True
            os.write(self._writer, b"!")

    def fileno(self) -> int:
        return self._reader

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within the block the signals that end a program only ask for it. The second one raises
        `KeyboardInterrupt`."""
        before = {number: signal.signal(number, self._hear) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear(self, number: int, _: FrameType | None) -> None:
        if self.signal is not None:
            raise KeyboardInterrupt
        self.signal = number
        self.request()

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self._reader)
        os.close(self._writer)
