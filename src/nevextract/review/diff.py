"""What has changed between two results, record by record and field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from nevextract.errors import NevextractError, ResultError
from nevextract.output.encode import field_names
from nevextract.output.formats import Kind
from nevextract.output.writers import MODELS
from nevextract.records import Also, Document, Figure
from nevextract.review.load import ALL_KINDS, Result
from nevextract.review.match import AnyRecord, DocumentMatch, How, Match, either, match_results

PLACE = ("id", "start", "end", "page", "sentence")
"""Fields that tell where a record stands, not what it says: they are not compared."""
DOCUMENT_FIELDS = ("title", "published", "language", "warnings")
FIELDS = frozenset(name for model in MODELS.values() for name in field_names(model)) | frozenset(DOCUMENT_FIELDS)
_REFERENCES = ("same_as", "figures")


class Status(StrEnum):
    """What became of a record or document."""

    added = "added"
    removed = "removed"
    changed = "changed"
    same = "same"


@dataclass(frozen=True, slots=True)
class Options:
    """What is compared. `ignore`: fields to pass over. `tolerance`: how far numbers may differ, as a share of the
    larger one (0.01 is a percent), and confidence, as it is. `metrics`: figures of these alone, no other records."""

    ignore: frozenset[str] = frozenset()
    tolerance: Decimal = Decimal(0)
    metrics: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Raises `NevextractError` where a field to pass over is none of the records'."""
        unknown = sorted(self.ignore - FIELDS)
        if unknown:
            known = ", ".join(sorted(FIELDS.difference(PLACE)))
            raise NevextractError(f"no field is named {', '.join(map(repr, unknown))}; there are: {known}")


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs: the values of the old and of the new record."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """A document that came or went, or changed itself; `document` is the new id where it was renamed."""

    status: Status
    document: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One record, in both results or in one. `document`: the id of its document, the new one where it was renamed.
    `moved`: it stands elsewhere in the text."""

    status: Status
    kind: Kind
    document: str
    old: AnyRecord | None = None
    new: AnyRecord | None = None
    changes: tuple[Change, ...] = ()
    how: How | None = None
    moved: bool = False

    @property
    def record(self) -> AnyRecord:
        """The record as it is now, or was last."""
        return either(self.new, self.old)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results compared: the names of their files, the kinds of records that both hold, and every record that is
    in either, sorted by document, kind and place. `documents` are those that changed, came or went themselves."""

    old: str
    new: str
    kinds: tuple[Kind, ...]
    records: tuple[Difference, ...]
    documents: tuple[DocumentDifference, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything was added, removed or changed."""
        return bool(self.documents) or any(each.status is not Status.same for each in self.records)

    def count(self, status: Status, kind: Kind | None = None) -> int:
        """How many records, of one kind or of all, have come to this."""
        return sum(each.status is status and kind in (None, each.kind) for each in self.records)

    def differences(self) -> tuple[Difference, ...]:
        """The records that are not the same."""
        return tuple(each for each in self.records if each.status is not Status.same)


def compare(old: Result, new: Result, options: Options = Options()) -> Comparison:
    """The differences between two results.

    Only kinds of records that both can hold are compared. Raises `ResultError` where there is none.
    """
    kinds = _kinds(old, new)
    wanted = (Kind.figures,) if options.metrics else kinds
    records: list[Difference] = []
    documents: list[DocumentDifference] = []
    for pair in match_results(old, new, wanted):
        if old.kinds == new.kinds == ALL_KINDS and not options.metrics:
            documents.extend(_of_document(pair, options))
        names = {m.old.id: m.new.id for matches in pair.records.values() for m in matches if m.old and m.new}
        for kind, matches in pair.records.items():
            shown = (match for match in matches if _asked_for(match, options))
            records.extend(_of_record(pair.id, kind, match, names, options) for match in shown)
    return Comparison(old.name, new.name, tuple(k for k in Kind if k in wanted), tuple(records), tuple(documents))


def _kinds(old: Result, new: Result) -> tuple[Kind, ...]:
    both = (old.kinds or new.kinds) & (new.kinds or old.kinds)
    if not both and old.kinds | new.kinds:
        held = ", ".join(sorted(old.kinds))
        reason = f"holds {', '.join(sorted(new.kinds))} alone, and {old.name} {held}; compare results of one kind"
        raise ResultError(reason, path=new.name)
    return tuple(kind for kind in Kind if kind in both)


def _asked_for(match: Match, options: Options) -> bool:
    sides = (match.old, match.new)
    return not options.metrics or any(isinstance(r, Figure) and r.metric in options.metrics for r in sides)


def _of_record(document: str, kind: Kind, match: Match, names: Mapping[str, str], options: Options) -> Difference:
    old, new = match.old, match.new
    if old is None or new is None:
        status = Status.added if old is None else Status.removed
        return Difference(status, kind, document, old, new)
    changes = tuple(
        Change(name, getattr(old, name), getattr(new, name))
        for name in field_names(type(new))
        if name not in PLACE
        and name not in options.ignore
        and not _equal(name, _renamed(name, getattr(old, name), names), getattr(new, name), options.tolerance)
    )
    status = Status.changed if changes else Status.same
    return Difference(status, kind, document, old, new, changes, match.how, old.start != new.start)


def _of_document(pair: DocumentMatch, options: Options) -> list[DocumentDifference]:
    """Nothing where the document is the same."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return [DocumentDifference(Status.added if old is None else Status.removed, pair.id)]
    changes = [Change("id", old.id, new.id)] if old.id != new.id else []
    if isinstance(old.whole, Document) and isinstance(new.whole, Document):
        changes += [
            Change(name, getattr(old.whole, name), getattr(new.whole, name))
            for name in DOCUMENT_FIELDS
            if name not in options.ignore and getattr(old.whole, name) != getattr(new.whole, name)
        ]
    return [DocumentDifference(Status.changed, pair.id, tuple(changes))] if changes else []


def _renamed(name: str, value: Any, names: Mapping[str, str]) -> Any:
    """References to records by the ids that these have now."""
    if name not in _REFERENCES or value is None:
        return value
    return names.get(value, value) if isinstance(value, str) else tuple(names.get(each, each) for each in value)


def _equal(name: str, old: Any, new: Any, tolerance: Decimal) -> bool:
    if old == new:
        return True
    if not tolerance:
        return False
    if isinstance(old, Decimal) and isinstance(new, Decimal):
        return abs(old - new) <= tolerance * max(abs(old), abs(new))
    if name == "confidence":
        return bool(abs(old - new) <= float(tolerance) + 1e-9)
    if name == "also" and len(old) == len(new):
        return all(_same_amount(a, b, tolerance) for a, b in zip(old, new, strict=True))
    return False


def _same_amount(old: Also, new: Also, tolerance: Decimal) -> bool:
    return old.unit == new.unit and all(
        _equal(name, getattr(old, name), getattr(new, name), tolerance) for name in ("value", "value_max")
    )
