"""One shard: read, extracted, written, and noted as done."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from nevextract.errors import ReadError
from nevextract.output.encode import encode
from nevextract.output.finished import entry_of, parted
from nevextract.output.formats import FILES, Format, Kind
from nevextract.output.journal import Entry as Finished
from nevextract.output.writers import Error
from nevextract.output.writing import file_writer
from nevextract.read.documents import digest
from nevextract.read.options import ReadOptions
from nevextract.read.sources import Source
from nevextract.records import Document
from nevextract.running.feed import Feed
from nevextract.running.fingerprint import fingerprint
from nevextract.running.job import Job
from nevextract.running.outcomes import Failure, Outcome
from nevextract.running.pool import Pool
from nevextract.running.run import Run
from nevextract.running.stop import Asked
from nevextract.scale.entry import Entry, errors_name, parsed, part_name, sidecar, stored, warnings_name
from nevextract.scale.folder import Folder, folder_at
from nevextract.scale.plan import Shard

PARTED = frozenset({Format.jsonl, Format.csv, Format.json, Format.parquet})
"""Formats that a folder of parts can have."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is done with every shard of a run, as the workers get it.

    `place` is the folder of the output; `fingerprint` is what `running.fingerprint` makes of the patterns, `model` and
    `asked` here, so that a worker can tell whether it would write the same.
    """

    place: str
    form: Format
    kind: Kind | None
    job: Job
    model: str
    asked: str
    fingerprint: str
    patterns: str


@dataclass(slots=True)
class _Tally:
    """What comes of a shard's documents beside their records."""

    errors: list[Error] = field(default_factory=list)
    warnings: list[Error] = field(default_factory=list)
    faults: int = 0
    documents: int = 0
    figures: int = 0
    projects: int = 0
    suppliers: int = 0

    def over(self, outcomes: Iterable[Outcome]) -> Iterator[Document | Finished]:
        """The documents among the outcomes, in order, each counted."""
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self.errors.append({"path": outcome.path, "kind": outcome.kind, "reason": outcome.reason})
                self.faults += outcome.fault
                continue
            counted = outcome if isinstance(outcome, Finished) else entry_of(outcome, "")
            self.documents += 1
            self.figures += counted.figures
            self.projects += counted.projects
            self.suppliers += counted.suppliers
            self.warnings += [{"path": outcome.id, "warning": text} for text in outcome.warnings]
            yield outcome


class Abandoned(Exception):  # noqa: N818 - nothing is wrong
    """Nobody waits for the shard any more."""


def same_program(order: Order) -> bool:
    """Whether the nevextract of this process, its patterns and its model are those that the order was made with."""
    return _fingerprint(order.job.patterns, order.model, order.asked) == order.fingerprint


@lru_cache(maxsize=4)
def _fingerprint(patterns: tuple[Path, ...], model: str, asked: str) -> str:
    return fingerprint(patterns, model, asked)


def do(shard: Shard, order: Order, earlier: Entry | None, pool: Callable[[], Pool], stop: Asked) -> Entry:
    """Do a shard unless it is done. `earlier` is what a manifest says of it, `pool` is asked for where there is work.

    Raises `NevextractError` where the patterns are broken or the output cannot be written, `Abandoned` when `stop` asks
    for it.
    """
    folder = folder_at(order.place)
    content = content_of(shard.sources, order.job.reading)
    for known in (stored(parsed(folder.read(sidecar(shard.number)))), earlier):
        if known is not None and _stands(known, shard, order, content, folder):
            return known
    run = Run(shard.sources, order.job, pool=pool(), stop=stop)
    return commit(shard, order, content, _whole(run, stop), folder)


def _whole(outcomes: Iterable[Outcome], stop: Asked) -> Iterator[Outcome]:
    yield from outcomes
    if stop.requested:
        raise Abandoned


def content_of(sources: Sequence[Source], options: ReadOptions) -> str:
    """A hash of the ids and bytes of all documents of the sources, and of what cannot be read among them."""
    found = hashlib.sha256()
    feed = Feed(sources, options)
    while (item := feed.next()) is not None:
        if isinstance(item, Failure):
            what = f"{item.path}\0{item.kind}"
        else:
            try:
                what = f"{item.id}\0{digest(item, options)}"
            except ReadError as error:
                what = f"{item.id}\0{error.kind}"
        found.update(f"{what}\n".encode("utf-8", "backslashreplace"))
    return found.hexdigest()


def _stands(known: Entry, shard: Shard, order: Order, content: str, folder: Folder) -> bool:
    """Whether a shard is done as it would be now, and nobody has changed its part."""
    if (known.shard, known.content, known.fingerprint) != (shard.number, content, order.fingerprint) or known.faults:
        return False
    beside = (errors_name(shard.number), known.failed), (warnings_name(shard.number), known.warnings)
    if any(count and folder.read(name) is None for name, count in beside):
        return False
    data = folder.read(known.part)
    return data is not None and hashlib.sha256(data).hexdigest() == known.sha256


def commit(shard: Shard, order: Order, content: str, outcomes: Iterable[Outcome], folder: Folder) -> Entry:
    """Write what became of a shard's documents: the part, what failed, the warnings, and last the entry, without which
    the rest counts for nothing."""
    data, tally = _written(order, outcomes)
    name = part_name(shard.number, order.form.value)
    folder.write(name, data)
    for beside, lines in ((errors_name(shard.number), tally.errors), (warnings_name(shard.number), tally.warnings)):
        if lines:
            folder.write(beside, "".join(encode(line) + "\n" for line in lines).encode("utf-8", "backslashreplace"))
        else:
            folder.remove([beside])
    entry = Entry(
        shard=shard.number,
        first=shard.sources[0].id,
        inputs=len(shard.sources),
        content=content,
        patterns=order.patterns,
        fingerprint=order.fingerprint,
        part=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        documents=tally.documents,
        figures=tally.figures,
        projects=tally.projects,
        suppliers=tally.suppliers,
        failed=len(tally.errors),
        faults=tally.faults,
        warnings=len(tally.warnings),
    )
    folder.write(sidecar(shard.number), entry.as_json())
    return entry


def _written(order: Order, outcomes: Iterable[Outcome]) -> tuple[bytes, _Tally]:
    """The bytes of a part."""
    tally = _Tally()
    with tempfile.TemporaryDirectory(prefix="nevextract-") as place:
        path = Path(place) / f"part.{order.form.value}"
        if order.form in FILES:
            writer = file_writer(order.form, path, order.kind)
            for document in tally.over(outcomes):
                if isinstance(document, Document):
                    writer.write(document)
            writer.close(tally.errors)
        else:
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                texts = parted(order.form, stream, order.kind)
                for found in tally.over(outcomes):
                    texts.add(found.body if isinstance(found, Finished) else texts.body(found))
                texts.close(tally.errors)
        return path.read_bytes(), tally
