"""Shards that are done, refused and lost."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nevextract.errors import NevextractError, OutputError
from nevextract.output.formats import Format, Kind
from nevextract.pipeline import Extractor
from nevextract.read.sources import expand
from nevextract.running.fingerprint import fingerprint, patterns_hash
from nevextract.running.job import Job
from nevextract.running.stop import Stop
from nevextract.scale.entry import Answer, Entry, Lost, Refusal, stored
from nevextract.scale.folder import Folder, folder_at
from nevextract.scale.plan import Shard, plan
from nevextract.scale.run import earlier_of, entries, failures, finish
from nevextract.scale.shard import Order
from nevextract.scale.station import Stations

SENTENCE = "In 2022 the city exported 7,200 cars.\n"


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(
        place=str(tmp_path / "out"),
        form=Format.jsonl,
        kind=Kind.figures,
        job=Job(extractor=partial(Extractor, model="none")),
        model="none",
        asked="",
        fingerprint=fingerprint((), "none", ""),
        patterns=patterns_hash(()),
    )


@pytest.fixture
def shards(tmp_path: Path) -> list[Shard]:
    place = tmp_path / "in"
    place.mkdir()
    for i in range(3):
        (place / f"{i}.txt").write_text(SENTENCE, "utf-8")
    return list(plan(expand([str(place)]).sources, 80))


@pytest.fixture
def stations() -> Iterator[Stations]:
    found = Stations()
    yield found
    found.close()


class Engine:
    """Answers at once, as it is told."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self._given: list[Any] = []

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def room(self) -> int:
        return 1

    def submit(self, shard: Shard, order: Order, earlier: Entry | None) -> Any:
        self._given.append(shard.number)
        return shard.number

    def done(self, seconds: float) -> Collection[Any]:
        found, self._given = self._given, []
        return found

    def answer(self, future: Any) -> Answer:
        return self._answers[future]

    def state(self) -> str:
        return ""


def entry(order: Order, shard: int) -> Entry:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    return Entry(shard, "0.txt", 2, "c", order.patterns, order.fingerprint, f"part-0000{shard}.jsonl", empty, 0)


def run(engine: Engine, order: Order, shards: list[Shard], folder: Folder) -> list[Entry]:
    return [each for each in entries(shards, order, {}, engine, folder, Stop()) if each is not None]


def test_a_shard_that_nobody_could_do_is_told_and_the_others_are_there(order: Order, shards: list[Shard]) -> None:
    folder = folder_at(order.place)
    folder.write("part-00000.jsonl", b"")
    first, second = run(Engine(entry(order, 0), Lost("too many workers were lost")), order, shards, folder)
    assert (first.failed, second.failed, second.faults, second.documents) == (0, 1, 1, 0)
    assert failures(second, folder) == [{"path": "2.txt", "kind": "died", "reason": "too many workers were lost"}]
    finish([second, first], order, {}, folder)
    assert sorted(folder.sizes()) == ["errors-00001.jsonl", "manifest.json", "part-00000.jsonl", "part-00001.jsonl"]
    assert earlier_of(folder) == {0: first, 1: second}


def test_a_worker_that_would_write_something_else_ends_the_run(order: Order, shards: list[Shard]) -> None:
    with pytest.raises(NevextractError, match="install the same"):
        run(Engine(Refusal("install the same")), order, shards, folder_at(order.place))


def test_parts_that_are_elsewhere_are_told(order: Order) -> None:
    with pytest.raises(OutputError, match=r"part-00000.jsonl is not what a worker has written; give a folder that all"):
        finish([entry(order, 0)], order, {}, folder_at(order.place))


def test_a_station_refuses_what_another_program_asked_for(
    order: Order, shards: list[Shard], stations: Stations
) -> None:
    answer = stations.do(shards[0], replace(order, fingerprint="other"), None)
    assert isinstance(answer, Refusal)
    assert "has another nevextract, model or other patterns" in answer.reason
    assert not Path(order.place).exists()


def test_a_station_that_is_killed_is_replaced(
    order: Order, shards: list[Shard], stations: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []

    def kill() -> None:
        while not killed:
            for station in list(stations._all):
                os.kill(station.pid, signal.SIGKILL)
                killed.append(station.pid)
            time.sleep(0.01)

    thread = threading.Thread(target=kill)
    thread.start()
    answer = stations.do(shards[0], order, None)
    thread.join()
    assert isinstance(answer, Entry)
    assert (answer.documents, answer.figures) == (2, 2)
    assert killed
    part = Path(order.place) / answer.part
    before = part.stat().st_mtime_ns
    assert stations.do(shards[0], order, None) == answer
    assert part.stat().st_mtime_ns == before


def test_an_entry_that_is_none_of_ours_counts_for_nothing(order: Order) -> None:
    good = json.loads(entry(order, 0).as_json())
    assert stored(good) == entry(order, 0)
    for bad in (None, [], {}, {**good, "size": "0"}, {**good, "more": 1}):
        assert stored(bad) is None
