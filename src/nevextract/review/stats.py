"""What a result holds: counts by metric, document, flag and rule, rules that never fired, and conflicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from nevextract.output.formats import Kind
from nevextract.records import Figure
from nevextract.review.conflicts import Conflict, conflicts_of
from nevextract.review.load import Result, ResultDocument
from nevextract.review.match import AnyRecord


@dataclass(frozen=True, slots=True)
class Group:
    """The records that have something in common: how many, in how many documents, how many repeat another figure, how
    many are flagged, and their mean confidence."""

    name: str
    records: int
    documents: int
    repeated: int
    flagged: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Counts:
    """One document: its records of each kind, how many of them are flagged, and its warnings, None where the file
    does not tell."""

    document: str
    records: dict[Kind, int]
    flagged: int
    warnings: int | None


@dataclass(frozen=True, slots=True)
class Stats:
    """The statistics of a result. `never` are the known rules without a record."""

    name: str
    kinds: tuple[Kind, ...]
    totals: dict[Kind, int]
    metrics: tuple[Group, ...]
    documents: tuple[Counts, ...]
    flags: tuple[Group, ...]
    rules: tuple[Group, ...]
    never: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def stats_of(result: Result, known_rules: Collection[str] = ()) -> Stats:
    """Count what a result holds; `known_rules` are all rules that could have fired. The cost is linear."""
    kinds = tuple(kind for kind in Kind if kind in result.kinds)
    everything = [
        (document, record) for document in result.documents for kind in kinds for record in document.records(kind)
    ]
    figures = [(document, figure) for document in result.documents for figure in document.figures]
    fired = {record.rule for _, record in everything}
    return Stats(
        name=result.name,
        kinds=kinds,
        totals={kind: sum(len(document.records(kind)) for document in result.documents) for kind in kinds},
        metrics=_groups(figures, lambda record: (record.metric,) if isinstance(record, Figure) else ()),
        documents=tuple(_counts(document, kinds) for document in result.documents),
        flags=_groups(everything, lambda record: record.flags),
        rules=_groups(everything, lambda record: (record.rule,)),
        never=tuple(sorted(set(known_rules) - fired)),
        conflicts=conflicts_of(result),
    )


def _groups(
    records: Iterable[tuple[ResultDocument, AnyRecord]], names_of: Callable[[AnyRecord], Iterable[str]]
) -> tuple[Group, ...]:
    """The records by name, the most frequent first."""
    found: dict[str, list[AnyRecord]] = defaultdict(list)
    documents: dict[str, set[str]] = defaultdict(set)
    for document, record in records:
        for name in names_of(record):
            found[name].append(record)
            documents[name].add(document.id)
    groups = (_group(name, each, len(documents[name])) for name, each in found.items())
    return tuple(sorted(groups, key=lambda group: (-group.records, group.name)))


def _group(name: str, records: list[AnyRecord], documents: int) -> Group:
    repeated = sum(isinstance(record, Figure) and record.same_as is not None for record in records)
    flagged = sum(bool(record.flags) for record in records)
    return Group(name, len(records), documents, repeated, flagged, sum(r.confidence for r in records) / len(records))


def _counts(document: ResultDocument, kinds: Iterable[Kind]) -> Counts:
    counted = Counter({kind: len(document.records(kind)) for kind in kinds})
    flagged = sum(bool(record.flags) for kind in kinds for record in document.records(kind))
    return Counts(document.id, dict(counted), flagged, None if document.whole is None else len(document.whole.warnings))
