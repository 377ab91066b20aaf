"""Processes that do shards. A worker of a cluster asks one of them, as its own process may not have workers of its own;
and a document that ends a process ends none that anybody counts on."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress

from nevextract.scale.entry import Answer, Entry, Lost
from nevextract.scale.plan import Shard
from nevextract.scale.shard import Order

TRIES = 3
_PEACE_SECONDS = 5


class Stations:
    """Processes that do shards, as many as are asked for at the same time; each is kept for the next shard."""

    def __init__(self) -> None:
        self._idle: deque[subprocess.Popen[bytes]] = deque()
        self._all: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def do(self, shard: Shard, order: Order, earlier: Entry | None) -> Answer:
        """Have a shard done; by another process where one dies of it."""
        for _ in range(TRIES):
            station = self._free()
            if station is None:
                return Lost("the run has ended")
            answer = _asked(station, (shard, pickle.dumps(order), earlier))
            if answer is not None:
                self._idle.append(station)
                return answer
            self._end(station)
        return Lost(f"the process that read it died, {TRIES} times")

    def close(self) -> None:
        """End them all, those that have nothing to do in peace."""
        with self._lock:
            self._closed = True
            stations = list(self._all)
        for station in self._idle:
            if station.stdin is not None:
                station.stdin.close()
        for station in stations:
            with suppress(subprocess.TimeoutExpired):
                station.wait(_PEACE_SECONDS if station in self._idle else 0)
            self._end(station)

    def _free(self) -> subprocess.Popen[bytes] | None:
        try:
            return self._idle.pop()
        except IndexError:
            return self._begun()

    def _begun(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closed:
                return None
            station = subprocess.Popen(
                [sys.executable, "-m", "nevextract.scale.serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                start_new_session=True,  # Ctrl-C is answered by the one who asks
            )
            self._all.add(station)
        return station

    def _end(self, station: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._all.discard(station)
        with suppress(ProcessLookupError):
            os.killpg(station.pid, signal.SIGKILL)  # with the processes of its own
        station.wait()
        for pipe in (station.stdin, station.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _asked(station: subprocess.Popen[bytes], task: tuple[Shard, bytes, Entry | None]) -> Answer | None:
    """The answer of a station; None where it died of the question."""
    if station.stdin is None or station.stdout is None:
        return None
    try:
        pickle.dump(task, station.stdin)
        station.stdin.flush()
        answer: Answer = pickle.load(station.stdout)  # noqa: S301 - from a process that we began
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        return None
    return answer
