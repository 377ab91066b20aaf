"""What a pool of processes leaves behind in the one that has it."""

from __future__ import annotations

import gc

from nevextract.read.items import Item
from nevextract.records import Document
from nevextract.running.job import Job
from nevextract.running.pool import Pool, Task


def test_what_the_processes_share_is_let_go_with_the_pool() -> None:
    before = gc.get_freeze_count()
    with Pool(Job(), 1) as pool:
        task = Task(Item("a.txt", data=b"In 2023 the plant made 12,300 cars."))
        pool.start(task)
        while task.outcome is None:
            pool.wait()
    assert isinstance(task.outcome, Document)
    assert len(task.outcome.figures) == 1
    assert gc.get_freeze_count() == before
