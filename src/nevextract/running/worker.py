"""A worker process: one document after the other through a pipe."""

from __future__ import annotations

import gc
import math
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from nevextract.errors import PatternError
from nevextract.output.journal import Entry
from nevextract.records import Document
from nevextract.running.guard import guarded
from nevextract.running.job import Job, extractor
from nevextract.running.outcomes import MEMORY, PATTERNS, Failure

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_ORPHAN_SECONDS = 10  # after its time limit, a worker that nobody has ended ends itself


def serve(pipe: Connection, job: Job, inherited: Sequence[Connection] = ()) -> None:
    """Answer each item that comes with its document (or entry) or failure, until the other end of the pipe is closed.

    `inherited` are ends of other workers' pipes that came along when this process was forked: open, they would hide
    that the parent has died. Broken patterns are answered with a failure of the kind `patterns`. The first
    thing to be sent is None: from then on a document's time counts.
    """
    for other in inherited:
        other.close()
    _be_a_worker()
    with suppress(Exception):  # the first document shows what is wrong
        extractor(job.extractor, job.patterns).warm()
    gc.freeze()  # none of that will ever be garbage
    if not _sent(pipe, None):
        return
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        _expire_after(math.ceil(job.timeout) + _ORPHAN_SECONDS if job.timeout else 0)
        try:
            answer = guarded(item, job)
        except PatternError as error:
            answer = Failure(item.id, PATTERNS, str(error))
        _expire_after(0)
        if not _sent(pipe, answer):
            return
        if isinstance(answer, Failure) and answer.kind == MEMORY:
            return  # what memory is left here is in pieces; another process takes over


def _sent(pipe: Connection, answer: Document | Entry | Failure | None) -> bool:
    """False where nobody is left to hear it."""
    try:
        pipe.send(answer)
    except OSError:
        return False
    return True


def _be_a_worker() -> None:
    """Ctrl-C reaches the whole process group, and the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _expire_after(seconds: int) -> None:
    """End this process by the system's own clock, even in code that never comes back to Python; 0 for never."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
