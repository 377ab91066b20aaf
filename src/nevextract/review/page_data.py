"""What the review page holds: documents, figures with their places in the shown text, and what changed of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nevextract.output.encode import encode, plain
from nevextract.output.formats import Kind
from nevextract.records import Figure
from nevextract.review.diff import Comparison, Difference, Status
from nevextract.review.load import Result, ResultDocument

PAGE_SCHEMA = "1"
_GAP = "\n\n"
_NOT_HERE = "This document is in the older result alone."
Span = tuple[int, int]
Metrics = Mapping[str, str]


def page_data(
    result: Result, texts: Mapping[str, str], metrics: Metrics, comparison: Comparison | None = None
) -> dict[str, Any]:
    """The data of a page. `texts` are those of the documents by id; a document without one shows the sentences of its
    figures. `metrics` are titles by id; `comparison` is of an older result with this one."""
    changes = _by_document(comparison)
    documents = [
        _document(document, texts.get(document.id), changes.pop(document.id, ())) for document in result.documents
    ]
    documents += [_gone(name, differences) for name, differences in changes.items()]
    return {
        "schema": PAGE_SCHEMA,
        "result": result.name,
        "against": comparison is not None,
        "metrics": dict(metrics),
        "documents": documents,
    }


def safe_json(data: object) -> str:
    """JSON that may stand in a script element: no `<` can end it, whatever the texts hold."""
    return encode(data).replace("<", "\\u003c")


def _by_document(comparison: Comparison | None) -> dict[str, list[Difference]]:
    found: dict[str, list[Difference]] = {}
    for difference in comparison.differences() if comparison else ():
        if difference.kind is Kind.figures:
            found.setdefault(difference.document, []).append(difference)
    return found


def _document(document: ResultDocument, text: str | None, changes: Sequence[Difference]) -> dict[str, Any]:
    whole = document.whole
    shown, places = _shown(document, text)
    units = _units(shown)
    by_id = {each.new.id: each for each in changes if each.new is not None}
    return {
        "id": document.id,
        "title": whole.title if whole else None,
        "published": whole.published if whole else None,
        "warnings": list(whole.warnings) if whole else [],
        "text": shown,
        "complete": text is not None,
        "figures": [
            {
                **_figure(figure, places.get(figure.id), units, text is not None),
                **_changed(by_id.get(figure.id)),
            }
            for figure in document.figures
        ],
        "removed": [
            {
                **_figure(each.old, _place(each.old, text), units, text is not None),
                "change": {"status": Status.removed.value, "fields": []},
            }
            for each in changes
            if each.status is Status.removed and isinstance(each.old, Figure)
        ],
        "projects": list(document.projects),
        "suppliers": list(document.suppliers),
    }


def _gone(name: str, changes: Sequence[Difference]) -> dict[str, Any]:
    """A document of the older result alone: the sentences of its figures, all of them removed."""
    old = ResultDocument(name, tuple(each.old for each in changes if isinstance(each.old, Figure)))
    data = _document(old, None, ())
    removed = [{**each, "change": {"status": Status.removed.value, "fields": []}} for each in data["figures"]]
    return {**data, "figures": [], "removed": removed, "warnings": [_NOT_HERE]}


def _figure(figure: Figure, place: Span | None, units: Sequence[int] | None, complete: bool) -> dict[str, Any]:
    data = plain(figure)
    if complete and place is not None:
        del data["sentence"]  # it stands in the text
    if place is None:
        return {**data, "at": None}
    return {**data, "at": list(place) if units is None else [units[place[0]], units[place[1]]]}


def _changed(difference: Difference | None) -> dict[str, Any]:
    if difference is None or difference.status is Status.same:
        return {}
    fields = [{"field": each.field, "old": each.old, "new": each.new} for each in difference.changes]
    return {"change": {"status": difference.status.value, "fields": fields}}


def _shown(document: ResultDocument, text: str | None) -> tuple[str, dict[str, Span]]:
    """The text to show and where each figure stands in it, by id. A figure whose words are not where it says, because
    the text is another one by now, has no place."""
    if text is not None:
        found = ((figure.id, _place(figure, text)) for figure in document.figures)
        return text, {identity: place for identity, place in found if place is not None}
    pieces: list[str] = []
    places: dict[str, Span] = {}
    at = 0
    for sentence, figures in _sentences(document.figures):
        base = _base(sentence, figures)
        for figure in figures:
            if base is not None:
                places[figure.id] = (at + figure.start - base, at + figure.end - base)
        pieces.append(sentence)
        at += len(sentence) + len(_GAP)
    return _GAP.join(pieces), places


def _place(figure: Figure, text: str | None) -> Span | None:
    """Where a figure says it stands, if its words stand there."""
    fits = text is not None and text[figure.start : figure.end] == figure.quote
    return (figure.start, figure.end) if fits else None


def _sentences(figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """The sentences of figures in the order of the text, each with its figures."""
    held: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, f.end)):
        if held and (figure.sentence != held[0].sentence or figure.start - held[0].start > len(figure.sentence)):
            yield held[0].sentence, held
            held = []
        held.append(figure)
    if held:
        yield held[0].sentence, held


def _base(sentence: str, figures: Sequence[Figure]) -> int | None:
    """Where a sentence begins in its text: the place at which the words of all its figures fit."""
    first = figures[0]
    at = sentence.find(first.quote)
    while at >= 0:
        base = first.start - at
        if all(sentence[f.start - base : f.end - base] == f.quote for f in figures if f.start >= base):
            return base
        at = sentence.find(first.quote, at + 1)
    return None


def _units(text: str) -> list[int] | None:
    """For each code point, and the end, how many UTF-16 units stand before it: what the offsets of a browser count.
    None where both are the same."""
    if not text or max(text) <= "\uffff":
        return None
    counts = [0]
    for character in text:
        counts.append(counts[-1] + (2 if character > "\uffff" else 1))
    return counts
