"""Noun phrases: products, and the heads that a figure can be about where no name is given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.lexicon import Lexicon
from nevextract.patterns import Pack
from nevextract.patterns.subjects import ProductFile, SubjectFile
from nevextract.tokens import HYPHENS, WORD, Token

_LONGEST = 8


class Phrase(NamedTuple):
    """Tokens [first, last). `kind`: `phrase` ("copper industry"); `generic` where it names nothing without its context
    ("the plant"), `generic_place` where that is a place ("the city"); `product`."""

    first: int
    last: int
    kind: str = "product"


class NounFinder:
    """Finds products and subject phrases of one pack."""

    def __init__(self, pack: Pack) -> None:
        subjects = pack.one("subjects", SubjectFile)
        products = pack.one("products", ProductFile)
        heads = {"phrase": subjects.heads, "generic": subjects.generic, "generic_place": subjects.generic_places}
        self._heads: Lexicon[str] = Lexicon((p, kind) for kind, phrases in heads.items() for p in phrases)
        self._articles = frozenset(subjects.articles)
        self._stops: Lexicon[bool] = Lexicon((p, True) for p in subjects.stops)
        self._products: Lexicon[bool] = Lexicon((p, True) for p in products.products)
        self._classifiers: Lexicon[bool] = Lexicon((p, True) for p in products.classifiers)

    def products(self, tokens: Sequence[Token], first: int, last: int) -> list[Phrase]:
        """Product names in tokens [first, last), longest first, none inside another."""
        return [Phrase(hit.first, hit.last) for hit in self._products.scan(tokens, first, last)]

    def is_product(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) hold more than a classifier ("units", "vehicles")."""
        hit = self._classifiers.longest(tokens, first, last)
        return not (hit is not None and hit.last == last)

    def subjects(self, tokens: Sequence[Token], first: int, last: int) -> list[Phrase]:
        """Noun phrases in tokens [first, last) that end in a subject head, with what stands before the head."""
        found: list[Phrase] = []
        for hit in self._heads.scan(tokens, first, last):
            start = self._left(tokens, hit.first, max(first, hit.first - _LONGEST))
            kind = hit.value
            if kind != "phrase" and start == hit.first:
                if start == first or tokens[start - 1].norm not in self._articles:
                    continue
                start -= 1
            elif start == hit.first:
                continue
            else:
                kind = "phrase"
            found.append(Phrase(start, hit.last, kind))
        return found

    def stops(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens in [first, last) that are function words: they end a noun phrase."""
        return [i for i in range(first, last) if self._stops.at(tokens, i, i + 1)]

    def _left(self, tokens: Sequence[Token], start: int, bound: int) -> int:
        while start > bound:
            token = tokens[start - 1]
            if token.text in HYPHENS and start - 1 > bound and tokens[start - 2].end == token.start:
                start -= 1
                continue
            if token.kind != WORD or token.norm == "'s" or self._stops.at(tokens, start - 1, start):
                break
            start -= 1
        while start < len(tokens) and tokens[start].text in HYPHENS:
            start += 1
        return start


@lru_cache(maxsize=16)
def noun_finder(pack: Pack) -> NounFinder:
    """The noun finder of a pack, built once."""
    return NounFinder(pack)
