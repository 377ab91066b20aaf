"""Who does the shards: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from nevextract.errors import NevextractError
from nevextract.scale.entry import Answer, Entry, Lost, Refusal
from nevextract.scale.plan import Shard
from nevextract.scale.shard import Order
from nevextract.scale.station import Stations

LOCAL = "local"
_ADDRESS = re.compile(r"[a-z]+://[^/]+:[0-9]+")
_AHEAD = 3  # shards for each worker that are handed over at a time, so that none waits for this process
_NEEDS = "--scheduler needs the packages dask and distributed: pip install 'nevextract[dask]'"


class Engine(Protocol):
    """Takes shards and gives answers. To be used in a `with` block, after which nothing of it runs any more."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *_: object) -> None: ...

    def room(self) -> int:
        """How many shards may be under way at a time."""
        ...

    def submit(self, shard: Shard, order: Order, earlier: Entry | None) -> Any: ...

    def done(self, seconds: float) -> Collection[Any]:
        """The futures that have an answer and were not given back before, after `seconds` at the latest."""
        ...

    def answer(self, future: Any) -> Answer: ...

    def state(self) -> str:
        """Who is at work, for the one who waits."""
        ...


class Here:
    """`workers` processes of this machine."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._stations = Stations()
        self._threads = ThreadPoolExecutor(workers)
        self._finished: SimpleQueue[Future[Answer]] = SimpleQueue()

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        self._stations.close()
        self._threads.shutdown(cancel_futures=True)

    def room(self) -> int:
        return self._workers + 1

    def submit(self, shard: Shard, order: Order, earlier: Entry | None) -> Future[Answer]:
        future = self._threads.submit(self._stations.do, shard, order, earlier)
        future.add_done_callback(self._finished.put)
        return future

    def done(self, seconds: float) -> Collection[Future[Answer]]:
        return _taken(self._finished, seconds)

    def answer(self, future: Future[Answer]) -> Answer:
        return future.result()

    def state(self) -> str:
        return ""


class Cluster:
    """The workers of the scheduler at `address`, or `workers` of a cluster on this machine for `LOCAL`.

    Raises `NevextractError` where Dask is missing or nothing answers at the address.
    """

    def __init__(self, address: str, workers: int) -> None:
        try:
            dask: Any = import_module("distributed")
        except ImportError as error:
            raise NevextractError(_NEEDS) from error
        if address != LOCAL and not _ADDRESS.fullmatch(address):  # Dask would wait a minute with it
            raise NevextractError(f"--scheduler {address}: give an address as tcp://host:port, or {LOCAL}")
        self._dask = dask
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a lost worker is no concern of the one who waits
        self._finished: SimpleQueue[Any] = SimpleQueue()
        self._local: Any = None
        if address == LOCAL:
            self._local = dask.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=":0",
                memory_limit=0,
                silence_logs=logging.CRITICAL,
            )
        try:
            self._client: Any = dask.Client(self._local or address, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NevextractError(f"--scheduler {address}: nothing answers there: {error}") from error

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        if self._local is not None:
            self._local.close()

    def room(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return max(1, _AHEAD * threads)

    def submit(self, shard: Shard, order: Order, earlier: Entry | None) -> Any:
        future = self._client.submit(work, shard, order, earlier, pure=False)
        future.add_done_callback(self._finished.put)
        return future

    def done(self, seconds: float) -> Collection[Any]:
        if self._client.status == "closed":
            raise NevextractError("the connection to the scheduler is lost; the same again with --resume goes on")
        return _taken(self._finished, seconds)

    def answer(self, future: Any) -> Answer:
        if future.status == "finished":
            found: Answer = future.result()
            return found
        error = future.exception() if future.status == "error" else None
        if isinstance(error, self._dask.scheduler.KilledWorker):
            return Lost("too many workers were lost while they did it")
        return Refusal(f"a worker failed: {type(error).__name__}: {error}" if error else "a task was cancelled")

    def state(self) -> str:
        count = len(self._client.nthreads())
        return f"{count} worker" + "s" * (count != 1)


def _taken(finished: SimpleQueue[Any], seconds: float) -> list[Any]:
    """What is in a queue, or comes within some seconds."""
    found = []
    with suppress(Empty):
        found.append(finished.get(timeout=seconds))
        while True:
            found.append(finished.get_nowait())
    return found


_STATIONS = Stations()
"""Those of this process where it is a worker of a cluster."""


def work(shard: Shard, order: Order, earlier: Entry | None) -> Answer:
    """Do a shard in a worker of a cluster."""
    return _STATIONS.do(shard, order, earlier)
