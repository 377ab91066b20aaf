"""What many tests need."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

Calls = Callable[[Callable[[], object]], int]


def count_calls(run: Callable[[], object]) -> int:
    """How many function calls something takes: a cost that is the same on every machine."""
    count = 0

    def tally(frame: object, event: str, arg: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    run()  # what is built once is built
    sys.setprofile(tally)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="session")
def calls() -> Calls:
    """Counts the calls of a function without arguments, after it has run once."""
    return count_calls
