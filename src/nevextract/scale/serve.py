"""A station: a process that does shards, to be begun as `python -m nevextract.scale.serve`."""

from __future__ import annotations

import os
import pickle
import select
import sys
from contextlib import ExitStack
from platform import node
from typing import BinaryIO

from nevextract.errors import NevextractError
from nevextract.running.pool import Pool
from nevextract.scale.entry import Refusal
from nevextract.scale.shard import Abandoned, Order, do, same_program

_OTHER = "has another nevextract, model or other patterns than this one; install the same everywhere"


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Do one shard after the other until nobody asks."""
    gone = _Gone(tasks)
    with _Orders() as orders:
        while True:
            try:
                shard, packed, earlier = pickle.load(tasks)  # noqa: S301 - from the process that began this one
                order = orders.get(packed)
                pickle.dump(do(shard, order, earlier, orders.pool, gone), answers)
            except NevextractError as error:
                pickle.dump(Refusal(str(error)), answers)
            except (EOFError, Abandoned):
                return
            answers.flush()


class _Orders:
    """The order that shards are done to, and its pool, begun when it is needed and kept until another order."""

    def __init__(self) -> None:
        self._packed = b""
        self._order: Order | None = None
        self._pool: Pool | None = None
        self._open = ExitStack()

    def __enter__(self) -> _Orders:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def get(self, packed: bytes) -> Order:
        """Raises `NevextractError` where this program would do something else than the one that gave the order."""
        if self._order is None or packed != self._packed:
            self._open.close()
            order: Order = pickle.loads(packed)  # noqa: S301 - from the process that began this one
            if not same_program(order):
                raise NevextractError(f"the worker on {node()} {_OTHER}")
            self._packed, self._order, self._pool = packed, order, None
        return self._order

    def pool(self) -> Pool:
        if self._order is None:
            raise NevextractError("no order has come")
        if self._pool is None:
            self._pool = self._open.enter_context(Pool(self._order.job, 1))
        return self._pool


class _Gone:
    """Whether the one who asks is gone: then there is an end to what is asked, which else comes after the answer."""

    def __init__(self, tasks: BinaryIO) -> None:
        self._tasks = tasks

    @property
    def requested(self) -> bool:
        return bool(select.select([self._tasks], [], [], 0)[0])

    def fileno(self) -> int:
        return self._tasks.fileno()


def main() -> None:
    """A station: what it is asked comes by standard input, and nothing but answers goes out by standard output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.register_at_fork(after_in_child=answers.close)  # a child would keep the asker waiting after this one's death
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints does not spoil an answer
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
