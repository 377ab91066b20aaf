"""The goods that a whole text is about: those of its headline, as the text names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from nevextract.assemble.view import SentenceView
from nevextract.find.nouns import NounFinder, Phrase

_TITLE = 2
"How many sentences at the top may be the headline"
_OFTEN = 2
"How often the text must name the goods of its headline for its words to go before the headline's"
_HEADING = "heading"


class Named(Protocol):
    """A sentence and the goods that it names."""

    @property
    def view(self) -> SentenceView: ...

    @property
    def products(self) -> Sequence[Phrase]: ...


def goods_of(sentences: Sequence[Named], nouns: NounFinder) -> str | None:
    """The goods that the headline names, as the text names them most often: "industrial robots" for "Robot". None where
    it names none."""
    for number, named in enumerate(sentences[:_TITLE]):
        view = named.view
        if view.sentence.kind == _HEADING and named.products:
            title = view.source(named.products[0].first, named.products[0].last)
            return _as_named(title, sentences[number + 1 :], nouns)
    return None


def plurals(sentences: Iterable[Named], nouns: NounFinder) -> dict[tuple[str, ...], str]:
    """The plural that a text has for goods, by their stems: "power batteries"."""
    found: dict[tuple[str, ...], str] = {}
    for named in sentences:
        for p in named.products:
            text = named.view.source(p.first, p.last)
            stems = nouns.stems(text)
            if text.islower() and stems[-1] != text.split()[-1].casefold():
                found.setdefault(stems, text)
    return found


def _as_named(title: str, sentences: Sequence[Named], nouns: NounFinder) -> str:
    """The fullest name that the text gives goods most often, else the headline's."""
    words = nouns.stems(title)
    often: Counter[tuple[str, ...]] = Counter()
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for named in sentences:
        for p in named.products:
            text = named.view.source(p.first, p.last)
            stems = nouns.stems(text)
            if stems[-1] == words[-1] and set(words) <= set(stems):
                often[stems] += 1
                forms.setdefault(stems, Counter())[text] += 1
    best, times = next(iter(often.most_common(1)), (words, 0))
    return forms[best].most_common(1)[0][0] if times >= _OFTEN else title
