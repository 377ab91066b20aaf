"""What becomes of a shard: its line of the manifest, or why there is none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from nevextract.output.encode import encode


@dataclass(frozen=True, slots=True)
class Entry:
    """`content` is a hash of all documents that went in, `patterns` one of all pattern files, `fingerprint` one of
    everything beside the documents that the part depends on, `sha256` one of the part,
    which has `size` bytes.

    `first` is the id of the first input and `inputs` how many there are; `faults` counts those of the `failed` of which
    another try may be worth it.
    """

    shard: int
    first: str
    inputs: int
    content: str
    patterns: str
    fingerprint: str
    part: str
    sha256: str
    size: int
    documents: int = 0
    figures: int = 0
    projects: int = 0
    suppliers: int = 0
    failed: int = 0
    faults: int = 0
    warnings: int = 0

    def as_json(self) -> bytes:
        """The entry as a file of its own."""
        return (encode(asdict(self)) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no shard at all can be done."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Why this shard could not be done, whoever tried."""

    reason: str


Answer = Entry | Refusal | Lost


def stored(found: Any) -> Entry | None:
    """An entry out of JSON; None where it is none of ours."""
    if not isinstance(found, dict) or found.keys() != {field.name for field in fields(Entry)}:
        return None
    kinds = {field.name: str if field.type == "str" else int for field in fields(Entry)}
    return Entry(**found) if all(isinstance(found[name], kind) for name, kind in kinds.items()) else None


def parsed(data: bytes | None) -> Any:
    """The JSON of a file, None where there is none."""
    try:
        return None if data is None else json.loads(data)
    except ValueError:
        return None


def sidecar(shard: int) -> str:
    """The name of the file that holds the entry of one shard until all are done."""
    return f"_shards/{shard:05}.json"


def part_name(shard: int, ending: str) -> str:
    """`part-00017.jsonl`."""
    return f"part-{shard:05}.{ending}"


def errors_name(shard: int) -> str:
    """The file of a shard's documents that could not be had."""
    return f"errors-{shard:05}.jsonl"


def warnings_name(shard: int) -> str:
    """The file of the warnings about a shard's documents."""
    return f"warnings-{shard:05}.jsonl"
