"""A result as its reviewers decided: rejected figures gone, corrected ones corrected, both kinds of kept ones sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from nevextract.output.encode import plain
from nevextract.records import Document, Figure
from nevextract.review.decisions import Decision

_SURE = 1.0
_MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Applied:
    """`documents` after the decisions; `decided` the decision on each figure that is left, by document and id; `left`
    tells of every decision that was not applied, and why."""

    documents: tuple[Document, ...]
    decided: Mapping[tuple[str, str], Decision]
    left: tuple[str, ...] = ()


def apply_decisions(documents: Sequence[Document], decisions: Iterable[Decision]) -> Applied:
    """Apply decisions to the documents that they name, figure by figure, by id.

    A correction is what the reviewer saw with the fields that were changed, so it holds after the patterns changed,
    too. An accepted or rejected figure that reads otherwise by now is left as it is, and told.
    """
    by_document: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        by_document.setdefault(decision.document, {})[decision.id] = decision
    left: list[str] = []
    decided: dict[tuple[str, str], Decision] = {}
    made: list[Document] = []
    for document in documents:
        wanted = by_document.pop(document.id, {})
        made.append(_document(document, wanted, decided, left) if wanted else document)
    for name, of_document in by_document.items():
        left.append(f"{name}: no such document in the result ({len(of_document)} decisions)")
    return Applied(tuple(made), decided, tuple(left))


def _document(
    document: Document, wanted: Mapping[str, Decision], decided: dict[tuple[str, str], Decision], left: list[str]
) -> Document:
    kept: list[Figure] = []
    gone: dict[str, str | None] = {}
    known = {figure.id for figure in document.figures}
    left.extend(
        f"{document.id}: {d.id} («{d.was.quote}») is not found any more" for d in wanted.values() if d.id not in known
    )
    for figure in document.figures:
        decision = wanted.get(figure.id)
        if decision is None:
            kept.append(figure)
        elif decision.decision != "corrected" and not _is_as_it_was(figure, decision):
            left.append(
                f"{document.id}: {figure.id} («{figure.quote}») reads otherwise now "
                f"({figure.metric} {figure.measure} {figure.value} {figure.unit}); decide on it again"
            )
            kept.append(figure)
        elif decision.decision == "rejected":
            gone[figure.id] = figure.same_as
        else:
            figure_now = _corrected(figure, decision, document.id, left)
            kept.append(figure_now or figure)
            if figure_now is not None:
                decided[document.id, figure.id] = decision
    return _without(document, kept, gone)


def _is_as_it_was(figure: Figure, decision: Decision) -> bool:
    was = decision.was
    return (figure.metric, figure.measure, figure.value, figure.unit) == (was.metric, was.measure, was.value, was.unit)


def _corrected(figure: Figure, decision: Decision, document: str, left: list[str]) -> Figure | None:
    """The figure as decided; None, and told, where the records do not allow it."""
    fields = dict(decision.fields)
    if decision.decision == "corrected":
        was = decision.was
        fields = {"metric": was.metric, "measure": was.measure, "value": was.value, "unit": was.unit, **fields}
    if "location" in fields and fields["location"] != figure.location:
        fields |= {"location_code": None, "location_name": None}  # those of another place
    try:
        return Figure.model_validate({**plain(figure), **fields, "confidence": _SURE}, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "figure"
        left.append(
            f"{document}: {figure.id} («{figure.quote}»): {place}: {first['msg'].removeprefix('Value error, ')}"
        )
        return None


def _without(document: Document, kept: Sequence[Figure], gone: Mapping[str, str | None]) -> Document:
    """The document with the figures kept and nothing that refers to one that is gone."""
    figures = tuple(
        figure.model_copy(update={"same_as": _first(figure.same_as, gone)}) if figure.same_as in gone else figure
        for figure in kept
    )
    projects = tuple(
        project.model_copy(update={"figures": tuple(each for each in project.figures if each not in gone)})
        for project in document.projects
    )
    return document.model_copy(update={"figures": figures, "projects": projects})


def _first(identity: str | None, gone: Mapping[str, str | None]) -> str | None:
    """The figure that one is a repetition of, rejected ones passed over."""
    for _ in range(_MOST_STEPS):
        if identity not in gone:
            return identity
        identity = gone[identity] if identity is not None else None
    return None
