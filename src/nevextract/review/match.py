"""Which record of one result is which of another: by id, else by place and meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nevextract.output.formats import Kind
from nevextract.records import Figure, Project, Supplier
from nevextract.review.load import Result, ResultDocument

AnyRecord = Figure | Project | Supplier

# What equal fields say for two records being one; the place and the sentence say the rest.
_WEIGHTS: dict[Kind, dict[str, float]] = {
    Kind.figures: {
        "metric": 3,
        "value": 3,
        "measure": 2,
        "unit": 2,
        "quote": 1,
        "subject": 1,
        "period_start": 0.5,
        "period_end": 0.5,
        "location": 0.5,
        "product": 0.5,
        "status": 0.5,
        "basis": 0.5,
    },
    Kind.projects: {"name": 4, "phase": 2, "stage": 0.5, "location": 0.5},
    Kind.suppliers: {"name": 4, "to": 1, "supplies": 1, "location": 0.5},
}
_SENTENCE_WEIGHT, _PLACE_WEIGHT = 4.0, 3.0
_SAME_PLACE, _ALIKE, _EDITED, _REWRITTEN = 0.5, 0.4, 0.5, 0.2
# How many others a record is held against at most, so that the cost stays linear.
_NEAREST, _COMMON = 8, 32
_WORD = re.compile(r"[0-9A-Za-z]+|[^\W_]")


def either(first: AnyRecord | None, second: AnyRecord | None) -> AnyRecord:
    """The first of two records that is there. Raises `ValueError` where neither is."""
    if first is not None:
        return first
    if second is not None:
        return second
    raise ValueError("one of the two must be there")


class How(StrEnum):
    """What made two records one: the same id, an overlapping place, or a like sentence and meaning."""

    id = "id"
    place = "place"
    meaning = "meaning"


@dataclass(frozen=True, slots=True)
class Match:
    """A record of both results, or of one: then the other and `how` are None."""

    old: AnyRecord | None
    new: AnyRecord | None
    how: How | None = None


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """A document of both results or of one, and its records by kind, in the order of the text."""

    old: ResultDocument | None
    new: ResultDocument | None
    records: dict[Kind, tuple[Match, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The document's id, the new one where it was renamed."""
        return next(document.id for document in (self.new, self.old) if document is not None)


def match_results(old: Result, new: Result, kinds: Iterable[Kind] = tuple(Kind)) -> tuple[DocumentMatch, ...]:
    """All documents of two results, sorted by id, their records of the `kinds` matched one to one.

    Equal ids come first. What is left of a document is held against what overlaps it once moved with its neighbours,
    stands in a like sentence or says the same, and the likest pairs are taken first. Deterministic; linear in the
    number of records.
    """
    wanted = [kind for kind in Kind if kind in set(kinds)]
    pairs = [DocumentMatch(a, b, _records(a, b, wanted)) for a, b in _documents(old, new)]
    return tuple(sorted(pairs, key=lambda pair: pair.id))


def _documents(old: Result, new: Result) -> Iterator[tuple[ResultDocument | None, ResultDocument | None]]:
    """Documents of one id; then those of the same bytes; then those that share most of their records' ids."""
    news = {document.id: document for document in new.documents}
    left: list[ResultDocument] = []
    for document in old.documents:
        if document.id in news:
            yield document, news.pop(document.id)
        else:
            left.append(document)
    by_bytes = {d.whole.sha256: d for d in reversed(news.values()) if d.whole is not None}
    renamed: list[tuple[int, int, ResultDocument, ResultDocument]] = []
    owners: dict[str, list[ResultDocument]] = defaultdict(list)
    for document in news.values():
        for each in _ids(document):
            owners[each].append(document)
    for number, document in enumerate(left):
        same = by_bytes.pop(document.whole.sha256, None) if document.whole else None
        if same is not None:
            renamed.append((-len(_ids(same)) - 1, number, document, same))
            continue
        shared = Counter(owner.id for each in _ids(document) for owner in owners[each][:_COMMON])
        for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:1]:
            if 2 * count > len(_ids(news[other])):
                renamed.append((-count, number, document, news[other]))
    gone: set[str] = set()
    for _, _, document, other_document in sorted(renamed, key=lambda each: each[:2]):
        if document.id not in gone and other_document.id in news:
            gone.add(document.id)
            yield document, news.pop(other_document.id)
    yield from ((document, None) for document in left if document.id not in gone)
    yield from ((None, document) for document in news.values())


def _ids(document: ResultDocument) -> list[str]:
    return [record.id for kind in Kind for record in document.records(kind)]


def _records(
    old: ResultDocument | None, new: ResultDocument | None, kinds: Sequence[Kind]
) -> dict[Kind, tuple[Match, ...]]:
    if old is None or new is None:
        return {
            kind: (
                *(Match(record, None) for record in (old.records(kind) if old else ())),
                *(Match(None, record) for record in (new.records(kind) if new else ())),
            )
            for kind in kinds
        }
    news = {kind: {record.id: record for record in new.records(kind)} for kind in kinds}
    same = [(a, news[kind][a.id]) for kind in kinds for a in old.records(kind) if a.id in news[kind]]
    shift = _Shift(same)
    same_text = old.whole is not None and new.whole is not None and old.whole.sha256 == new.whole.sha256
    return {kind: _of_kind(kind, old, new, shift, same_text=same_text) for kind in kinds}


class _Shift:
    """Where a place of the old text is in the new one, as the records that are in both tell."""

    def __init__(self, same: Iterable[tuple[AnyRecord, AnyRecord]]) -> None:
        moved = sorted((a.start, b.start - a.start) for a, b in same)
        self._starts, self._by = [start for start, _ in moved], [by for _, by in moved]

    def __call__(self, place: int) -> int:
        if not self._by:
            return place
        return place + self._by[max(0, bisect_right(self._starts, place) - 1)]


@dataclass(frozen=True, slots=True)
class _Left:
    """A record that no id has matched, with what is compared of it; an old one stands where it would be now."""

    record: AnyRecord
    start: int
    end: int
    words: frozenset[str]


def _of_kind(
    kind: Kind, old: ResultDocument, new: ResultDocument, shift: _Shift, *, same_text: bool
) -> tuple[Match, ...]:
    news = {record.id: record for record in new.records(kind)}
    found = [Match(a, news.pop(a.id), How.id) for a in old.records(kind) if a.id in news]
    known = {match.old.id for match in found if match.old}
    olds = [_left(a, shift(a.start)) for a in old.records(kind) if a.id not in known]
    others = [_left(b, b.start) for b in news.values()]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, i, j, how in sorted(_likenesses(kind, olds, others, same_text=same_text)):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            found.append(Match(olds[i].record, others[j].record, how))
    found += [Match(each.record, None) for i, each in enumerate(olds) if i not in taken_old]
    found += [Match(None, each.record) for j, each in enumerate(others) if j not in taken_new]
    return tuple(sorted(found, key=lambda match: _order(match, shift)))


def _order(match: Match, shift: _Shift) -> tuple[int, int, str]:
    record = either(match.new, match.old)
    return (shift(record.start), 0, record.id) if match.new is None else (record.start, 1, record.id)


def _left(record: AnyRecord, start: int) -> _Left:
    words = frozenset(_WORD.findall(record.sentence.casefold()))
    return _Left(record, start, start + record.end - record.start, words)


def _likenesses(
    kind: Kind, olds: Sequence[_Left], news: Sequence[_Left], *, same_text: bool
) -> Iterator[tuple[float, int, int, How]]:
    """The pairs that may be one record: minus their likeness, both positions, and what speaks for them."""
    weights = _WEIGHTS[kind]
    for i, j in _candidates(olds, news):
        a, b = olds[i], news[j]
        together = min(a.end, b.end) - max(a.start, b.start)
        overlap = max(0.0, together / (min(a.end - a.start, b.end - b.start) or 1))
        alike = 2 * len(a.words & b.words) / ((len(a.words) + len(b.words)) or 1)
        equal = {name for name in weights if _value(a.record, name) == _value(b.record, name)}
        if overlap >= _SAME_PLACE and (same_text or alike >= _ALIKE):
            how = How.place
        elif _same_meaning(kind, a.record, b.record, equal, alike):
            how = How.meaning
        else:
            continue
        said = sum(weight for name, weight in weights.items() if name in equal and _value(a.record, name) is not None)
        yield -(said + _SENTENCE_WEIGHT * alike + _PLACE_WEIGHT * overlap), i, j, how


def _same_meaning(kind: Kind, a: AnyRecord, b: AnyRecord, equal: set[str], alike: float) -> bool:
    if kind is not Kind.figures:
        return "name" in equal or (
            _nested(a, b) and (alike >= _EDITED or (a.location is not None and "location" in equal))
        )
    if {"metric", "measure", "unit", "value"} <= equal:
        return alike >= _REWRITTEN
    return alike >= _EDITED and ({"metric", "measure", "unit"} <= equal or {"value", "unit"} <= equal)


def _nested(a: AnyRecord, b: AnyRecord) -> bool:
    """Whether one name is the other with words more: "Xinhe" and "Xinhe Automotive Trim"."""
    ours, theirs = (set(_WORD.findall(_value(record, "name"))) for record in (a, b))
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _value(record: AnyRecord, name: str) -> Any:
    found = getattr(record, name)
    return " ".join(found.casefold().split()) if isinstance(found, str) else found


def _candidates(olds: Sequence[_Left], news: Sequence[_Left]) -> list[tuple[int, int]]:
    """The pairs worth a closer look: close in the text, of like sentences, or of one value or name."""
    pairs = {*_close(olds, news), *_like_worded(olds, news)}
    said: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for j, each in enumerate(news):
        said[_saying(each.record)].append(j)
    for i, each in enumerate(olds):
        there = said[_saying(each.record)]
        pairs.update((i, j) for j in _around(there, bisect_right(there, i)))
    return sorted(pairs)


def _close(olds: Sequence[_Left], news: Sequence[_Left]) -> Iterator[tuple[int, int]]:
    by_start = sorted(range(len(news)), key=lambda j: (news[j].start, j))
    starts = [news[j].start for j in by_start]
    for i, each in enumerate(olds):
        yield from ((i, j) for j in _around(by_start, bisect_right(starts, each.start)))


def _around(items: Sequence[int], at: int) -> Sequence[int]:
    return items[max(0, at - _NEAREST) : at + _NEAREST]


def _like_worded(olds: Sequence[_Left], news: Sequence[_Left]) -> Iterator[tuple[int, int]]:
    """For each old record the new ones that share most of the rarer words of its sentence."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j, each in enumerate(news):
        for word in each.words:
            holders[word].append(j)
    for i, each in enumerate(olds):
        shared = Counter(j for word in each.words if len(holders[word]) <= _COMMON for j in holders[word])
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_NEAREST]
        yield from ((i, j) for j, _ in best)


def _saying(record: AnyRecord) -> tuple[Any, ...]:
    if isinstance(record, Figure):
        return record.metric, record.measure, record.unit, record.value
    return (_value(record, "name"),)
