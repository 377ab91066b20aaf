"""Names that only tell, between two commas, who somebody named before them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nevextract.assemble.fields.roles import AGENT, APPOSED, ASIDE, WITHIN, Referent
from nevextract.assemble.view import SentenceView
from nevextract.find.words import Markers
from nevextract.tokens import WORD

_LONGEST = 18
"Tokens between the commas"
_HEAD = 2
_COMMA = frozenset(",，")
_ENDS = frozenset(";:；：()（）")
_HEADS = frozenset({"organisation", "facility", "project", "place", "generic", "generic_place", "phrase"})
_MOVED = frozenset({"", AGENT, ASIDE, WITHIN})


def set_apart(view: SentenceView, spans: Sequence[Referent], markers: Markers) -> Iterator[Referent]:
    """The candidates of a sentence, those marked as apposed that stand in a description of another: "the zone, a
    venture of | Brel and Haoda, has drawn 118 firms", "the group, of which | Brel is a shareholder, wants"."""
    end = view.first
    for span in spans:
        inside = span.first < end
        if inside and span.role in _MOVED and span.kind != "pronoun":
            span = span._replace(role=APPOSED)
        if not inside and not span.role and span.kind in _HEADS:
            end = max(end, _description_end(view, span, markers))
        yield span


def _description_end(view: SentenceView, span: Referent, markers: Markers) -> int:
    """Where the comma stands that ends the description of a name right before another comma; else the name's end."""
    tokens, comma = view.tokens, span.last
    while comma < min(view.last, span.last + _HEAD) and tokens[comma].kind == WORD and comma not in view.stops:
        comma += 1  # "the Lyon | zone,"
    first = comma + 1
    if first >= view.last or tokens[comma].text not in _COMMA:
        return span.last
    if markers.apposed.longest(tokens, first, view.last) is None:
        return span.last
    for i in range(first, min(view.last - 1, first + _LONGEST)):
        if tokens[i].text in _ENDS or any(s.first <= i < s.last for s in view.slots):
            break
        if tokens[i].text in _COMMA:
            joined = any(c.first == i + 1 for c in view.of("coordination"))
            return span.last if joined else i
    return span.last
