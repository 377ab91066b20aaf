"""The names that a text lists as part of a count."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.name_lists import NameLists, NameSpan
from nevextract.assemble.view import SentenceView, Slot

_REACH = 25
"Tokens from a count to the words that lead into its list"
_CLOSE = 4
"Tokens from a count to a list that nothing but a mark leads in"
_MARKS = frozenset(":：—–(（")
_COMMAS = frozenset(",，")
_MANY = 2
"Names that make a list where no word leads it in"


def members_of(view: SentenceView, slot: Slot, lists: NameLists) -> Sequence[NameSpan]:
    """The names listed with a count: "12 projects including A and B", "3 firms: A, B and C", "400 firms stand here, A,
    B and so on", "A, B and other | 120 firms". Empty where there are none."""
    tokens = view.tokens
    later = [s.first for s in view.slots if s.first >= slot.last]
    stop = min([view.last, slot.last + _REACH, *later])
    for i in range(slot.last, stop):
        spans = lists.listed_from(tokens, i, view.last)
        if spans:
            return spans
    return _marked(view, slot, lists, stop) or lists.members_before(tokens, view.first, _other(view, slot, lists))


def _marked(view: SentenceView, slot: Slot, lists: NameLists, stop: int) -> Sequence[NameSpan]:
    """A list behind a colon, dash or bracket, or one behind a comma that words like "and so on" close."""
    for i in range(slot.last, stop):
        mark = view.tokens[i].text
        if mark not in _MARKS and mark not in _COMMAS:
            continue
        spans = lists.members_after(view.tokens, i + 1, view.last)
        closed = bool(spans) and lists.is_closed(view.tokens, spans[-1].last, view.last)
        if len(spans) >= _MANY and (closed or (mark in _MARKS and i - slot.last <= _CLOSE)):
            return spans
    return ()


def _other(view: SentenceView, slot: Slot, lists: NameLists) -> int:
    """The token where the words begin that close a list right before a count ("and other"), else the count's."""
    for i in range(max(view.first, slot.first - _CLOSE), slot.first):
        end = lists.closes_at(view.tokens, i, slot.first)
        if end == slot.first:
            return i
    return slot.first
