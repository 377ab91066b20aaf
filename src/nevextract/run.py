"""Run the extraction over many sources, in one process or several; the results keep the sources' order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice
from multiprocessing import active_children, get_all_start_methods, get_context
from pathlib import Path
from typing import Protocol

from nevextract.errors import NevextractError, PatternError, ReadError
from nevextract.output.select import EVERYTHING, Selection, select
from nevextract.pipeline import Extractor
from nevextract.read.documents import read_item
from nevextract.read.items import Item, items
from nevextract.read.options import DEFAULTS, ReadOptions
from nevextract.read.origin import Origin
from nevextract.read.sources import Source
from nevextract.records import Document

MAX_CHUNK = 16
DIED = "the worker process died while reading it"


class Cause(Enum):
    """Why a source gave no document."""

    UNREADABLE = "unreadable"
    FAILED = "failed"
    PATTERNS = "patterns"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no document: `str()` reads "id: reason"."""

    id: str
    reason: str
    cause: Cause

    def __str__(self) -> str:
        return f"{self.id}: {self.reason}"


Outcome = Document | Failure
Work = Item | ReadError


class Extracts(Protocol):
    """What the engine asks of an extractor."""

    def extract(
        self,
        text: str,
        *,
        id: str,  # noqa: A002 - the field's name
        sha256: str,
        warnings: Sequence[str],
        with_text: bool,
        origin: Origin,
    ) -> Document: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with each source. The workers get it pickled: `extractor` is a class or plain function."""

    patterns: tuple[Path, ...] = ()
    selection: Selection = EVERYTHING
    with_text: bool = False
    extractor: Callable[[tuple[Path, ...]], Extracts] = Extractor
    reading: ReadOptions = DEFAULTS


def process(sources: Sequence[Source], job: Job, *, workers: int = 1) -> Iterator[Outcome]:
    """A document or a failure for each document of the sources, in their order, whatever the number of processes.

    No failure of one document stops the others. Raises `PatternError` where the patterns are broken.
    """
    found = (item for source in sources for item in items(source, job.reading))
    if workers == 1:
        outcomes: Iterator[Outcome] = (_one(item, job) for item in found)
    else:
        outcomes = _parallel(found, job, workers, size=max(1, min(MAX_CHUNK, len(sources) // (workers * 4))))
    for outcome in outcomes:
        if isinstance(outcome, Failure) and outcome.cause is Cause.PATTERNS:
            raise NevextractError(outcome.reason)
        yield outcome


def _one(item: Work, job: Job) -> Outcome:
    if isinstance(item, ReadError):
        return Failure(item.path, item.reason, Cause.UNREADABLE)
    try:
        raw = read_item(item, job.reading)
        document = _extractor(job.extractor, job.patterns).extract(
            raw.text,
            id=raw.id,
            sha256=raw.sha256,
            warnings=raw.warnings,
            with_text=job.with_text,
            origin=raw.origin,
        )
        return select(document, job.selection)
    except PatternError as error:
        return Failure(item.id, str(error), Cause.PATTERNS)
    except NevextractError as error:
        return Failure(item.id, getattr(error, "reason", str(error)), Cause.UNREADABLE)
    except Exception as error:  # noqa: BLE001 - a bug that one document shows must not cost the others; it is reported
        return Failure(item.id, f"internal error: {type(error).__name__}: {error}", Cause.FAILED)


@lru_cache(maxsize=4)
def _extractor(make: Callable[[tuple[Path, ...]], Extracts], patterns: tuple[Path, ...]) -> Extracts:
    return make(patterns)


def _chunk(found: Sequence[Work], job: Job) -> list[Outcome]:
    return [_one(item, job) for item in found]


def _parallel(found: Iterator[Work], job: Job, workers: int, size: int) -> Iterator[Outcome]:
    chunks: Iterator[Sequence[Work]] = iter(lambda: tuple(islice(found, size)), ())
    waiting: deque[tuple[Sequence[Work], Future[list[Outcome]]]] = deque()
    with _Pool(workers) as pool:
        while True:
            while len(waiting) < workers * 2 and (chunk := next(chunks, None)) is not None:
                waiting.append((chunk, pool.submit(chunk, job)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                # Which of the documents under way killed the worker is not known: each is tried by itself.
                suspects = [item for part in (chunk, *(c for c, _ in waiting)) for item in part]
                waiting.clear()
                pool.renew()
                yield from _singly(suspects, job)
            else:
                yield from outcomes


def _singly(found: Sequence[Work], job: Job) -> Iterator[Outcome]:
    with _Pool(1) as pool:
        for item in found:
            try:
                yield from pool.submit([item], job).result()
            except BrokenProcessPool:
                yield Failure(item.path if isinstance(item, ReadError) else item.id, DIED, Cause.FAILED)
                pool.renew()


class _Pool:
    """Worker processes that do not outlive the block, however it is left."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._others = frozenset(active_children())
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # A fork of a process with threads may hang; a fork server has none and is as cheap.
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["nevextract.run"])
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_ignore_interrupts)

    def renew(self) -> None:
        self._executor.shutdown(wait=True)
        self._executor = self._start()

    def submit(self, found: Sequence[Work], job: Job) -> Future[list[Outcome]]:
        """The outcomes to come; a pool that is broken already shows in the result, not here."""
        try:
            return self._executor.submit(_chunk, found, job)
        except BrokenProcessPool as error:
            here: Future[list[Outcome]] = Future()
            here.set_exception(error)
            return here

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:  # nobody waits for what is still under way
            for child in active_children():
                if child not in self._others:
                    child.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches the whole process group; the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
