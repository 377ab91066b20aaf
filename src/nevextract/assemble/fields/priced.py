"""What a price is of: the goods, or the model that the clause is about."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.fields.roles import Referent
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.nouns import Phrase
from nevextract.find.words import Markers
from nevextract.tokens import HYPHENS, MARK, NUMBER

MODEL = "model"
"""What a name `stands` for that is none of a company or place, where something has a price."""
_WORDS = 5
"Tokens of a model's name"
_OWNED = 3
"Tokens from an owner to the goods ('its cheapest | hatchback')"
_OPENERS = 1
"Words before the model that a clause begins with"
_STRONG = frozenset(";；。")
_NAMED = frozenset({"organisation", "facility", "project", "place", "body", "spot"})


def priced(
    view: SentenceView, slot: Slot, products: Sequence[Phrase], subjects: Sequence[Referent], markers: Markers
) -> Referent | None:
    """The model that the clause of a price begins with ("The Lanhe 7 starts at ..."), else the goods that the price is
    of, with the name of the model before them ("SL3 sedan"). None for goods that are only known by whose they are."""
    begin = slot.first
    while begin > view.first and view.tokens[begin - 1].text not in _STRONG:
        begin -= 1
    goods = next((p for p in reversed(products) if begin <= p.first and p.last <= slot.first), None)
    first = goods.first if goods else slot.first
    while goods and first > begin and _is_model(view, first - 1) and not _only_opens(view, first - 1):
        first -= 1
    model = _model(view, begin, slot.first, subjects, markers)
    if goods is None or (model is not None and not model.first <= first <= model.last):
        return model
    if model is None and first == goods.first and _owned(view, first, subjects):
        return None
    return Referent(first, goods.last, "phrase", view.source(first, goods.last))


def _model(view: SentenceView, begin: int, end: int, subjects: Sequence[Referent], markers: Markers) -> Referent | None:
    """The name that heads the clause of tokens [begin, end) and is none of a company or place: that of a model."""
    taken = {i for n in subjects if n.kind in _NAMED for i in range(n.first, n.last)}
    first = begin
    while first < end and (first in taken or not _is_model(view, first) or _only_opens(view, first)):
        first += 1
    last = first
    while last < end and last - first < _WORDS and last not in taken and (last == first or _goes_on(view, last)):
        last += 1
    opens = view.gap(begin, first).words <= _OPENERS + sum(begin <= i < first for i in taken)
    if first == last or not opens or markers.speech.longest(view.tokens, last, end) is not None:
        return None
    return Referent(first, last, "phrase", view.source(first, last), stands=MODEL)


def _only_opens(view: SentenceView, token: int) -> bool:
    """Whether a word is capitalised for nothing but opening the sentence, or the item of a list."""
    found = view.tokens[token]
    opens = token == view.first or view.tokens[token - 1].kind == MARK
    return opens and found.text.isalpha() and not found.text[1:].isupper()


def _goes_on(view: SentenceView, token: int) -> bool:
    found = view.tokens[token]
    hyphened = view.tokens[token - 1].text in HYPHENS and view.tokens[token - 1].end == found.start
    return _is_model(view, token) or hyphened or found.kind == NUMBER or found.text in HYPHENS


def _is_model(view: SentenceView, token: int) -> bool:
    found = view.tokens[token]
    joined = token > view.first and view.tokens[token - 1].end == found.start
    return found.text[0].isupper() or (found.kind == NUMBER and joined)


def _owned(view: SentenceView, first: int, subjects: Sequence[Referent]) -> bool:
    """Whether whose the goods are stands before them: "its cheapest | hatchback"."""
    near = [s for s in subjects if 0 <= first - s.last <= _OWNED]
    return any(s.kind == "pronoun" or view.tokens[s.last].norm == "'s" for s in near)
