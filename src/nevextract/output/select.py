"""Which records of a document are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from nevextract.records import Document, Figure


@dataclass(frozen=True, slots=True)
class Selection:
    """`metrics`: the metrics of the figures wanted, none for all. `min_confidence` holds for every record."""

    metrics: frozenset[str] = frozenset()
    min_confidence: float = 0.0


EVERYTHING = Selection()


def select(document: Document, selection: Selection) -> Document:
    """The document with the wanted records alone, and no reference left to a figure that is not there.

    Where the first statement of a figure is dropped, the first kept one that repeats it takes its place.
    """
    if selection == EVERYTHING:
        return document
    least = selection.min_confidence
    figures = tuple(
        f
        for f in document.figures
        if f.confidence >= least and (not selection.metrics or f.metric in selection.metrics)
    )
    kept = frozenset(f.id for f in figures)
    projects = tuple(p for p in document.projects if p.confidence >= least)
    return document.model_copy(
        update={
            "figures": _repoint(figures, kept),
            "projects": tuple(
                p.model_copy(update={"figures": tuple(i for i in p.figures if i in kept)}) for p in projects
            ),
            "suppliers": tuple(s for s in document.suppliers if s.confidence >= least),
        }
    )


def _repoint(figures: tuple[Figure, ...], kept: frozenset[str]) -> tuple[Figure, ...]:
    heirs: dict[str, str] = {}
    found = []
    for figure in figures:
        first = figure.same_as
        if first is not None and first not in kept:
            heir = heirs.setdefault(first, figure.id)
            figure = figure.model_copy(update={"same_as": None if heir == figure.id else heir})
        found.append(figure)
    return tuple(found)
