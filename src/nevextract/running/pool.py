"""Worker processes that are ended when a document takes too long, and replaced when they die."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from nevextract.errors import NevextractError
from nevextract.output.journal import Entry
from nevextract.read.items import Item
from nevextract.records import Document
from nevextract.running.job import Job, extractor
from nevextract.running.outcomes import DIED, PATTERNS, TIMEOUT, Failure
from nevextract.running.worker import SIGNALS, serve

MAX_SERVED = 1000  # documents of one process: what libraries never give back does not add up
TRIES = 3  # the system may have taken the memory of any process, so a death is no proof against a document
_JOIN_SECONDS = 5
_LOADING_SECONDS = 60


@dataclass(slots=True, eq=False)
class Task:
    """One item under way, and what became of it."""

    item: Item
    outcome: Document | Entry | Failure | None = None
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    deadline: float | None = None
    ready: bool = False
    served: int = 0


class Pool:
    """At most `size` processes, begun when they are needed; none outlives the block."""

    def __init__(self, job: Job, size: int) -> None:
        self._job, self._size = job, size
        self._workers: list[_Worker] = []
        self._context = _context()
        self._forks = self._context.get_start_method() == "fork"
        if self._forks:  # done once here, it is done in all
            extractor(job.extractor, job.patterns).prepare()
        self._freezes = self._forks and not gc.get_freeze_count()
        if self._freezes:
            gc.freeze()  # a look for garbage would write to all that the processes share

    @property
    def free(self) -> bool:
        """Whether a worker waits for something to do."""
        return self._busy < self._size

    @property
    def _busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def start(self, task: Task) -> None:
        """Give a task to a free worker."""
        worker = next((w for w in self._workers if w.task is None), None) or self._new()
        worker.task = task
        self._set_deadline(worker)
        try:
            worker.pipe.send(task.item)
        except OSError:  # it died while it waited
            self._died(worker)

    def _set_deadline(self, worker: _Worker) -> None:
        """From now on; a worker that still loads patterns and model has a little longer."""
        limit = self._job.timeout + (0 if worker.ready else _LOADING_SECONDS)
        worker.deadline = time.monotonic() + limit if self._job.timeout else None

    def wait(self, *others: object) -> None:
        """Until a task is done or given up, or one of `others` (with a `fileno`) is readable.

        Raises `NevextractError` where the patterns are broken.
        """
        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        limits = [worker.deadline for worker in busy.values() if worker.deadline is not None]
        seconds = max(0.0, min(limits) - time.monotonic()) if limits else None
        ready = wait([*busy, *others], seconds)  # type: ignore[list-item] # anything with a fileno will do
        for pipe, worker in busy.items():
            if pipe in ready:
                self._receive(worker)
            elif worker.deadline is not None and worker.deadline <= time.monotonic() and not pipe.poll():
                self._expired(worker)

    def collect(self) -> None:
        """Take in what is done already, without waiting."""
        for worker in list(self._workers):
            if worker.task is not None and worker.pipe.poll():
                self._receive(worker, again=False)

    def _receive(self, worker: _Worker, *, again: bool = True) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._died(worker, again=again)
            return
        if answer is None:
            worker.ready = True
            self._set_deadline(worker)
            return
        if isinstance(answer, Failure) and answer.kind == PATTERNS:
            raise NevextractError(answer.reason)
        task, worker.task, worker.deadline = worker.task, None, None
        if task is not None:
            task.outcome = answer
        worker.served += 1
        if worker.served >= MAX_SERVED:
            self._end(worker)

    def _died(self, worker: _Worker, *, again: bool = True) -> None:
        task, worker.task = worker.task, None
        self._end(worker)
        if task is None:
            return
        task.deaths += 1
        if task.deaths < TRIES and again:
            self.start(task)
        else:
            how = _how(worker.process.exitcode)
            times = "" if task.deaths == 1 else f", {task.deaths} times"
            task.outcome = Failure(task.item.id, DIED, f"the worker process died while reading it ({how}){times}")

    def _expired(self, worker: _Worker) -> None:
        task = worker.task
        self._end(worker)
        if task is not None:
            reason = f"took longer than {self._job.timeout:g} seconds; --timeout allows more"
            task.outcome = Failure(task.item.id, TIMEOUT, reason)

    def _new(self) -> _Worker:
        here, there = Pipe()
        inherited: Sequence[Connection] = [here, *(w.pipe for w in self._workers)] if self._forks else []
        with _undisturbed():
            process = self._context.Process(  # type: ignore[attr-defined] # every kind of context has it
                target=serve, args=(there, self._job, inherited), daemon=True
            )
            process.start()
            worker = _Worker(process, here)
            self._workers.append(worker)
        there.close()
        return worker

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        if worker.task is not None:
            worker.process.kill()
        worker.process.join(_JOIN_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()  # nothing is written by a worker, so nothing is lost
        for worker in list(self._workers):
            self._end(worker)
        if self._freezes:
            gc.unfreeze()


def _context() -> BaseContext:
    """How processes are begun. A fork is cheap and shares the patterns, but of a process with threads it may hang."""
    methods = get_all_start_methods()
    if sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    return get_context("forkserver" if "forkserver" in methods else "spawn")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait until the block is over: none meets a process half begun."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in {s.value for s in signal.Signals} else f"signal {-code}"
        return f"{name}; out of memory?" if -code == signal.SIGKILL else name
    return f"exit code {code}"
