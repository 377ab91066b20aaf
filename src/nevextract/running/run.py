"""Run the extraction over many sources; the outcomes keep the order of what the sources hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext

from nevextract.output.journal import Entry
from nevextract.read.items import Item
from nevextract.read.sources import Source
from nevextract.records import Document
from nevextract.running.feed import NOT_READ, Feed
from nevextract.running.job import Job
from nevextract.running.outcomes import INTERRUPTED, Failure, Outcome
from nevextract.running.pool import Pool, Task
from nevextract.running.stop import Asked

AHEAD = 16  # documents for each worker that may be done before the one that everything waits for

Known = Callable[[Item], Entry | None]


class Run:
    """Iterates over the outcomes of all documents of `sources`, in their order whatever the number of workers.

    No failure of one document stops the others. `known` tells what an earlier run has written, which is not read
    again. `pool` is one of this job to use, else there is one for this run alone. When `stop` is requested, what is
    done is handed out, and the rest as failures of the kind `interrupted`. Iterating raises `NevextractError` where the
    patterns are broken.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        job: Job,
        *,
        workers: int = 1,
        stop: Asked | None = None,
        known: Known | None = None,
        pool: Pool | None = None,
    ) -> None:
        self._pool = pool
        self._job, self._workers, self._stop, self._known = job, workers, stop, known
        self._feed = Feed(sources, job.reading)

    @property
    def begun(self) -> int:
        """How many sources have been opened so far."""
        return self._feed.begun

    def __iter__(self) -> Iterator[Outcome]:
        waiting: deque[Task | Entry | Failure] = deque()
        more = True
        with Pool(self._job, self._workers) if self._pool is None else nullcontext(self._pool) as pool:
            while (more or waiting) and not self._stopped:
                while more and pool.free and len(waiting) < AHEAD * self._workers and not self._stopped:
                    more = self._take(pool, waiting)
                if not waiting:
                    continue
                first = _outcome(waiting[0])
                if first is not None:
                    waiting.popleft()
                    yield first
                else:
                    pool.wait(*([self._stop] if self._stop else []))
            pool.collect()
        for task in waiting:
            yield _outcome(task) or Failure(task.item.id, INTERRUPTED, NOT_READ)  # type: ignore[union-attr] # a task
        yield from self._feed.rest()

    @property
    def _stopped(self) -> bool:
        return self._stop is not None and self._stop.requested

    def _take(self, pool: Pool, waiting: deque[Task | Entry | Failure]) -> bool:
        """Begin with one more item; False where there is none."""
        item = self._feed.next()
        if item is None:
            return False
        entry = self._known(item) if self._known and isinstance(item, Item) else None
        if isinstance(item, Failure):
            waiting.append(item)
        elif entry is not None:
            waiting.append(entry)
        else:
            task = Task(item)
            waiting.append(task)
            pool.start(task)
        return True


def _outcome(task: Task | Entry | Failure) -> Outcome | None:
    return task.outcome if isinstance(task, Task) else task


def process(sources: Sequence[Source], job: Job, *, workers: int = 1) -> Iterator[Document | Failure]:
    """A document or a failure for each document of the sources, in order.

    Raises `NevextractError` where the patterns are broken.
    """
    for outcome in Run(sources, job, workers=workers):
        if not isinstance(outcome, Entry):
            yield outcome
