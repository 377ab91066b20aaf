"""Reviewed documents as annotations for `nevextract eval`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from nevextract.records import Document, Figure
from nevextract.review.decisions import Decision

_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class GoldText:
    """An annotated text: NAME, its text, and the annotation as plain data."""

    name: str
    text: str
    annotation: Mapping[str, object]


def gold_texts(
    documents: Sequence[Document], decided: Mapping[tuple[str, str], Decision], texts: Mapping[str, str]
) -> Iterator[GoldText | str]:
    """An annotated text for each document with decisions (after they were applied), or why there is none.

    What was accepted or corrected must be found. What nobody decided on is optional: it counts neither way. What was
    rejected is not there any more, so finding it is a mistake.
    """
    taken: set[str] = set()
    for document in documents:
        text = texts.get(document.id)
        if text is None:
            yield f"{document.id}: no text to annotate; give its source, or run with --with-text"
            continue
        moved = next((f for f in document.figures if text[f.start : f.end] != f.quote), None)
        if moved is not None:
            yield f"{document.id}: «{moved.quote}» does not stand where the result says; the text has changed"
            continue
        name = PurePosixPath(document.id).stem
        if name in taken:
            name = _UNFIT.sub("_", document.id)
        taken.add(name)
        annotation: dict[str, object] = {"id": name}
        if document.published is not None:
            annotation["published"] = document.published
        annotation["figures"] = [_entry(f, text, decided.get((document.id, f.id))) for f in document.figures]
        yield GoldText(name, text, annotation)


def _entry(figure: Figure, text: str, decision: Decision | None) -> dict[str, object]:
    entry: dict[str, object] = {"quote": figure.quote}
    nth = _nth(text, figure)
    if nth > 1 or text.count(figure.quote) > 1:
        entry["nth"] = nth
    for name in ("metric", "measure", "value", "value_max", "unit", "approximation"):
        entry[name] = getattr(figure, name)
    if figure.measure == "change":
        entry["basis"] = [figure.basis]
    entry["period"] = [figure.period_start, figure.period_end] if figure.period_end is not None else None
    entry["status"] = figure.status or "?"
    for name in ("subject", "location", "product", "of", "per"):
        if getattr(figure, name) is not None:
            entry[name] = getattr(figure, name)
    if figure.members:
        entry["members"] = list(figure.members)
    if decision is None:
        entry["optional"] = True
    elif decision.note:
        entry["note"] = decision.note
    return entry


def _nth(text: str, figure: Figure) -> int:
    """Which of the places of its words a figure stands at, from 1."""
    count, at = 1, text.find(figure.quote)
    while 0 <= at < figure.start:
        count += 1
        at = text.find(figure.quote, at + 1)
    return count
