"""The names of a document by sentence, and the one that it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nevextract.assemble.attach import About
from nevextract.assemble.fields.subject import Referent
from nevextract.find.name_values import FACILITY, NameValue, PlaceValue
from nevextract.find.names import find_names
from nevextract.mentions import Mention, Sentence
from nevextract.patterns import Pack
from nevextract.tokens import Token

_LEAD = 6
_SUBJECTS = ("organisation", "facility", "place")
_BODIES = frozenset({"government", "media", "body"})
_SMALL = {"zone": 3, "county": 3, "city": 2, "province": 1}
_BROAD = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """`mentions` in text order; `spans` the names of each sentence by its number; `about` what it all is about."""

    mentions: tuple[Mention, ...]
    spans: Mapping[int, tuple[Referent, ...]]
    about: About


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
    return DocumentNames(tuple(mentions), kept, _about(kept, sentences))


def _span(text: str, mention: Mention, first: int, last: int) -> Referent:
    words = " ".join(text[mention.start : mention.end].split())
    value = mention.value
    if isinstance(value, PlaceValue):
        return Referent(first, last, mention.kind, words, value.name, value.kind)
    if isinstance(value, NameValue):
        full = " ".join(text[value.full_start : mention.end].split())
        kind = "body" if value.kind in _BODIES else mention.kind
        place = value.place if mention.kind == FACILITY else None
        return Referent(first, last, kind, full or words, place.name if place else None, place.kind if place else None)
    return Referent(first, last, mention.kind, words)


def _about(spans: Mapping[int, Sequence[Referent]], sentences: Sequence[Sentence]) -> About:
    """The name and the place that the first lines give and the whole text names most.

    A country is the place of a text only where it names no smaller one at its head; datelines and captions do not
    count; of places named equally often the smallest holds.
    """
    counts: dict[str, int] = {}
    for number, found in spans.items():
        if sentences[number].kind != "caption":
            for span in found:
                counts[span.text] = counts.get(span.text, 0) + 1
                if span.place is not None and span.place != span.text:
                    counts[span.place] = counts.get(span.place, 0) + 1
    lead = [
        span
        for number in sorted(spans)
        if (number < _LEAD or sentences[number].kind == "heading") and sentences[number].kind != "caption"
        for span in spans[number]
        if span.kind in _SUBJECTS
    ]
    if not lead:
        return About()
    main = max(lead, key=lambda s: (s.place_kind not in _BROAD, counts[s.text], -s.first))
    places = [s for s in lead if s.place is not None]
    place = max(
        places,
        key=lambda s: (s.place_kind not in _BROAD, counts.get(s.place or "", 0), _SMALL.get(s.place_kind or "", 0), -s.first),
        default=None,
    )
    wide = place is not None and place.place_kind in _BROAD
    return About(main.text, place.place if place else None, wide)
