"""The goods that a whole text is about: those of its headline, as the text names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nevextract.assemble.view import SentenceView
from nevextract.find.nouns import NounFinder, Phrase

Named = tuple[SentenceView, Sequence[Phrase]]
"""A sentence and the goods that it names."""
_TITLE = 2
"How many sentences at the top may be the headline"
_OFTEN = 2
"How often the text must name the goods of its headline for its words to go before the headline's"
_HEADING = "heading"


def goods_of(sentences: Sequence[Named], nouns: NounFinder) -> str | None:
    """The goods that the headline names, as the text names them most often: "industrial robots" for "Robot". None where
    it names none."""
    for number, (view, products) in enumerate(sentences[:_TITLE]):
        if products and view.sentence.kind == _HEADING:
            title = view.source(products[0].first, products[0].last)
            return _as_named(title, sentences[number + 1 :], nouns)
    return None


def _as_named(title: str, sentences: Sequence[Named], nouns: NounFinder) -> str:
    """The fullest name that the text gives goods most often, else the headline's."""
    words = nouns.stems(title)
    often: Counter[tuple[str, ...]] = Counter()
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for view, products in sentences:
        for p in products:
            text = view.source(p.first, p.last)
            stems = nouns.stems(text)
            if stems[-1] == words[-1] and set(words) <= set(stems):
                often[stems] += 1
                forms.setdefault(stems, Counter())[text] += 1
    best, times = next(iter(often.most_common(1)), (words, 0))
    return forms[best].most_common(1)[0][0] if times >= _OFTEN else title
