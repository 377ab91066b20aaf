"""Projects, suppliers and members as records, from the drafts of their finders."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.members import members_of
from nevextract.assemble.locations import DocumentPlaces
from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.name_lists import name_lists
from nevextract.assemble.names import DocumentNames
from nevextract.assemble.projects import ProjectDraft, build_projects
from nevextract.assemble.scenes import Scene
from nevextract.assemble.suppliers import SupplierDraft, build_suppliers
from nevextract.identity import Statement, assign_ids
from nevextract.mentions import Sentence
from nevextract.patterns import Pack
from nevextract.records import Figure, Project, Supplier
from nevextract.tokens import Token


def project_records(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    names: DocumentNames,
    figures: Sequence[Figure],
    places: DocumentPlaces,
    pack: Pack,
) -> list[Project]:
    """The document's projects in text order, each with the ids of the figures that its sentence states of it."""
    drafts = build_projects(tokens, text, sentences, names.mentions, pack)
    starts = sorted(draft.start for draft in drafts)
    by_sentence: dict[str, list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    located = [places.located(draft.location) for draft in drafts]
    return [
        Project(
            id=identity,
            name=draft.name,
            phase=draft.phase,
            stage=draft.stage,  # type: ignore[arg-type]
            location=draft.location,
            location_code=place.code,
            location_name=place.name,
            enterprises=draft.enterprises,
            figures=_figures_of(draft, starts, by_sentence.get(draft.sentence, ())),
            sentence=draft.sentence,
            start=draft.start,
            end=draft.end,
            rule=f"{pack.language}/{draft.rule}",
            confidence=draft.confidence,
            flags=(*draft.flags, *place.flags),
        )
        for identity, draft, place in zip(
            assign_ids(_statement("project", d) for d in drafts), drafts, located, strict=True
        )
    ]


def supplier_records(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    names: DocumentNames,
    places: DocumentPlaces,
    pack: Pack,
) -> list[Supplier]:
    """The document's suppliers in text order."""
    drafts = build_suppliers(tokens, text, sentences, names.mentions, pack)
    located = [places.located(draft.location) for draft in drafts]
    return [
        Supplier(
            id=identity,
            name=draft.name,
            supplies=draft.supplies,
            to=draft.to,
            location=draft.location,
            location_code=place.code,
            location_name=place.name,
            sentence=draft.sentence,
            start=draft.start,
            end=draft.end,
            rule=f"{pack.language}/{draft.rule}",
            confidence=draft.confidence,
            flags=(*draft.flags, *place.flags),
        )
        for identity, draft, place in zip(
            assign_ids(_statement("supplier", d) for d in drafts), drafts, located, strict=True
        )
    ]


def _statement(kind: str, draft: ProjectDraft | SupplierDraft) -> Statement:
    return Statement(kind, draft.sentence, draft.name, "")


def _figures_of(draft: ProjectDraft, starts: Sequence[int], figures: Sequence[Figure]) -> tuple[str, ...]:
    """Of the figures of the project's sentence those that stand nearer to its name than to the next project's, one of
    `starts`."""
    after = bisect_right(starts, draft.start)
    until = starts[after] if after < len(starts) else None
    return tuple(f.id for f in figures if f.start >= draft.start and (until is None or f.start < until))


def with_members(
    text: str,
    drafts: Sequence[Draft],
    fields: Sequence[Fields],
    scenes: Mapping[int, Scene],
    table: MetricTable,
    pack: Pack,
) -> list[Fields]:
    """The fields with the names that the text lists as part of a count ("12 projects including ...")."""
    lists = name_lists(pack)
    found: list[Fields] = []
    for draft, field in zip(drafts, fields, strict=True):
        members: tuple[str, ...] = ()
        if draft.measure == "level" and table.by_id[draft.metric].kind == "count":
            members = tuple(
                span.text(scenes[draft.sentence].view.tokens, text)
                for span in members_of(scenes[draft.sentence].view, draft.slot, lists)
            )
        found.append(field._replace(members=members) if members else field)
    return found
