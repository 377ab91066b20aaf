"""The names of a document by sentence, and the one that it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nevextract.assemble.fields.subject import Referent
from nevextract.find.name_values import NameValue, PlaceValue
from nevextract.find.names import find_names
from nevextract.mentions import Mention, Sentence
from nevextract.patterns import Pack
from nevextract.tokens import Token

_LEAD = 6
_SUBJECTS = ("organisation", "facility", "place")
_BODIES = frozenset({"government", "media", "body"})
_BROAD = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """`mentions` in text order; `spans` the names of each sentence by its number; `main` the name it all is about."""

    mentions: tuple[Mention, ...]
    spans: Mapping[int, tuple[Referent, ...]]
    main: Referent | None


def document_names(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], pack: Pack) -> DocumentNames:
    """Find all names, sort them by sentence and choose the one that a figure without a subject is about."""
    mentions = find_names(tokens, text, [s for s in sentences if s.kind != "furniture"], pack)
    ends = [t.end for t in tokens]
    starts = [t.start for t in tokens]
    lasts = [s.last for s in sentences]
    spans: dict[int, list[Referent]] = {}
    for mention in mentions:
        first, last = bisect_left(ends, mention.start + 1), bisect_left(starts, mention.end)
        number = bisect_left(lasts, first + 1)
        spans.setdefault(number, []).append(_span(text, mention, first, last))
    kept = {number: tuple(found) for number, found in spans.items()}
    return DocumentNames(tuple(mentions), kept, _main(kept, sentences))


def _span(text: str, mention: Mention, first: int, last: int) -> Referent:
    words = " ".join(text[mention.start : mention.end].split())
    value = mention.value
    if isinstance(value, PlaceValue):
        return Referent(first, last, mention.kind, words, value.name, value.kind)
    if isinstance(value, NameValue):
        full = " ".join(text[value.full_start : mention.end].split())
        kind = "body" if value.kind in _BODIES else mention.kind
        place = value.place
        return Referent(first, last, kind, full or words, place.name if place else None, place.kind if place else None)
    return Referent(first, last, mention.kind, words)


def _main(spans: Mapping[int, Sequence[Referent]], sentences: Sequence[Sentence]) -> Referent | None:
    """The name that the first sentences give and the whole text names most; a country only where nothing else does."""
    counts: dict[str, int] = {}
    for found in spans.values():
        for span in found:
            counts[span.text] = counts.get(span.text, 0) + 1
    lead = [
        span
        for number in sorted(spans)
        if number < _LEAD or sentences[number].kind == "heading"
        for span in spans[number]
        if span.kind in _SUBJECTS
    ]
    if not lead:
        return None
    return max(lead, key=lambda s: (s.place_kind not in _BROAD, counts[s.text], -s.first))


def place_of_document(main: Referent | None) -> str | None:
    """The place of the document's main name, or None."""
    return main.place if main else None
