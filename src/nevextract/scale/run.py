"""A run over shards: what is handed out and when, and the manifest at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nevextract import __version__
from nevextract.errors import NevextractError, OutputError
from nevextract.output.encode import encode
from nevextract.output.writers import Error
from nevextract.running.outcomes import DIED, Failure
from nevextract.running.stop import Stop
from nevextract.scale.engine import Engine
from nevextract.scale.entry import Entry, Lost, Refusal, errors_name, parsed, stored, warnings_name
from nevextract.scale.folder import Folder
from nevextract.scale.plan import Shard
from nevextract.scale.shard import Order, commit

MANIFEST = "manifest.json"
VERSION = 1
_OURS = re.compile(r"part-[0-9]{5,}\.[a-z]+|(?:errors|warnings)-[0-9]{5,}\.jsonl")
_BEAT_SECONDS = 0.5
_SUMS = ("documents", "figures", "projects", "suppliers", "failed", "warnings")


def entries(
    shards: Sequence[Shard], order: Order, earlier: Mapping[int, Entry], engine: Engine, folder: Folder, stop: Stop
) -> Iterator[Entry | None]:
    """The entries of all shards as they are done, and None at least twice a second; fewer when `stop` asks for an end.

    A shard that nobody could do is one whose every source has failed. Raises `NevextractError` where a worker says
    that none can be done.
    """
    waiting = iter(shards)
    under_way: dict[Any, Shard] = {}
    more = True
    while (more or under_way) and not stop.requested:
        room = engine.room() if more else 0
        while more and len(under_way) < room:
            shard = next(waiting, None)
            more = shard is not None
            if shard is not None:
                under_way[engine.submit(shard, order, earlier.get(shard.number))] = shard
        found = engine.done(_BEAT_SECONDS) if under_way else ()
        for future in sorted(found, key=lambda each: under_way[each].number):
            shard, answer = under_way.pop(future), engine.answer(future)
            if isinstance(answer, Refusal):
                raise NevextractError(answer.reason)
            yield _given_up(shard, order, answer, folder) if isinstance(answer, Lost) else answer
        yield None


def _given_up(shard: Shard, order: Order, lost: Lost, folder: Folder) -> Entry:
    """All its sources have failed, and its part is empty."""
    return commit(shard, order, "", [Failure(source.id, DIED, lost.reason) for source in shard.sources], folder)


def earlier_of(folder: Folder) -> dict[int, Entry]:
    """What the manifest of a folder says of its shards; nothing where there is none."""
    found = parsed(folder.read(MANIFEST))
    lines = found.get("shards") if isinstance(found, dict) else None
    known = [stored(line) for line in lines] if isinstance(lines, list) else []
    return {entry.shard: entry for entry in known if entry is not None}


def clear(folder: Folder) -> None:
    """Take away what an earlier run has written, and nothing else."""
    folder.remove([MANIFEST])
    folder.remove([name for name in folder.sizes() if _ours(name)])
    folder.settle()


def finish(done: Iterable[Entry], order: Order, options: Mapping[str, object], folder: Folder) -> None:
    """Write the manifest and take away what is no part of the output any more.

    Raises `OutputError` where a part is not there: then the workers have written somewhere else.
    """
    ordered = sorted(done, key=lambda entry: entry.shard)
    sizes = folder.sizes()
    for entry in ordered:
        if sizes.get(entry.part) != entry.size:
            reason = "is not what a worker has written; give a folder that all machines share, or a URL"
            raise OutputError(f"{order.place}/{entry.part} {reason}")
    kept = {name for entry in ordered for name in _names(entry)}
    folder.remove([name for name in sizes if _ours(name) and name not in kept])
    folder.write(MANIFEST, manifest(ordered, order, options).encode("utf-8", "backslashreplace"))
    folder.settle()


def manifest(ordered: Sequence[Entry], order: Order, options: Mapping[str, object]) -> str:
    """The manifest as JSON, a shard a line."""
    head = {
        "manifest": VERSION,
        "nevextract": __version__,
        "model": order.model,
        "options": options,
        **{name: sum(getattr(entry, name) for entry in ordered) for name in _SUMS},
    }
    lines = ",\n    ".join(encode(asdict(entry)) for entry in ordered)
    return encode(head, indent=2).rstrip("\n}") + f',\n  "shards": [\n    {lines}\n  ]\n}}\n'


def failures(entry: Entry, folder: Folder) -> list[Error]:
    """The documents of a shard that could not be had."""
    return _lines(folder, errors_name(entry.shard)) if entry.failed else []


def _lines(folder: Folder, name: str) -> list[Error]:
    return [found for line in (folder.read(name) or b"").splitlines() if isinstance(found := parsed(line), dict)]


def _names(entry: Entry) -> Iterator[str]:
    yield entry.part
    if entry.failed:
        yield errors_name(entry.shard)
    if entry.warnings:
        yield warnings_name(entry.shard)


def _ours(name: str) -> bool:
    """Whether a file has a name that only a run gives."""
    return _OURS.fullmatch(name) is not None
