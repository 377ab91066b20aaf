"""Documents are taken out of their sources one by one, and what is not taken is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from nevextract.errors import ReadError
from nevextract.read.item import Item
from nevextract.read.options import DEFAULTS
from nevextract.read.sources import Source
from nevextract.running import feed
from nevextract.running.feed import Feed
from nevextract.running.job import Job
from nevextract.running.outcomes import Failure
from nevextract.running.run import Run
from nevextract.running.stop import Stop


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    rows = "".join(json.dumps({"text": f"Row {i}", "id": str(i)}) + "\n" for i in range(3))
    for name, text in (("a.jsonl", rows), ("b.txt", "One."), ("c.txt", "Two.")):
        (tmp_path / name).write_text(text, "utf-8")
    return [Source(path.name, path) for path in sorted(tmp_path.iterdir())]


def drain(feeding: Feed) -> Iterator[str]:
    while (found := feeding.next()) is not None:
        assert isinstance(found, Item)
        yield found.id


def test_everything_comes_in_order(sources: list[Source]) -> None:
    feeding = Feed(sources, DEFAULTS)
    assert list(drain(feeding)) == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "b.txt", "c.txt"]
    assert feeding.begun == 3
    assert list(feeding.rest()) == []


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (0, ["a.jsonl", "b.txt", "c.txt"]),
        (1, ["a.jsonl#2", "a.jsonl", "b.txt", "c.txt"]),
        (3, ["b.txt", "c.txt"]),
        (4, ["c.txt"]),
    ],
)
def test_what_is_left_is_named(sources: list[Source], taken: int, left: list[str]) -> None:
    feeding = Feed(sources, DEFAULTS)
    for _ in range(taken):
        feeding.next()
    found = list(feeding.rest())
    assert [failure.path for failure in found] == left
    assert {failure.kind for failure in found} == {"interrupted"}


def test_a_source_that_breaks_the_reader_costs_itself_alone(
    sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    def items(source: Source, _: object) -> Iterator[Item | ReadError]:
        if source.id == "b.txt":
            raise RuntimeError("a bug")
        yield ReadError("is broken", path="a.jsonl#7", kind="damaged") if source.id[0] == "a" else Item(source.id)

    monkeypatch.setattr(feed, "items", items)
    feeding = Feed(sources, DEFAULTS)
    assert feeding.next() == Failure("a.jsonl#7", "damaged", "is broken")
    broken = feeding.next()
    assert isinstance(broken, Failure)
    assert (broken.path, broken.kind) == ("b.txt", "internal")
    assert "a bug" in broken.reason
    assert feeding.next() == Item("c.txt")
    assert feeding.next() is None


def test_a_run_that_is_stopped_before_it_begins_names_everything(sources: list[Source]) -> None:
    stop = Stop()
    stop.request()
    found = list(Run(sources, Job(), stop=stop))
    stop.close()
    assert [str(outcome) for outcome in found] == [f"{s.id}: not read: the run ended early" for s in sources]
