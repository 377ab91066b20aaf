"""What the stages see in one text: the finds that the examples of pattern files are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from nevextract.find.cues import Cue, cue_finder
from nevextract.find.name_values import FACILITY, ORGANISATION, PLACE
from nevextract.find.names import find_names
from nevextract.find.periods import Anchor, document_year, period_finder, resolve
from nevextract.mentions import Mention, Quantity, Sentence
from nevextract.numbers import QuantityFinder
from nevextract.patterns import Pack
from nevextract.pipeline import Extractor
from nevextract.read.lines import FURNITURE
from nevextract.records import Document
from nevextract.segment import segment
from nevextract.tokens import Token, tokenize

_quantity_finder = lru_cache(maxsize=4)(QuantityFinder)


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """A time expression and what it means; `start` and `end` are dates, both None where nothing dates it."""

    rule: str
    text: str
    start: date | None
    end: date | None
    role: str


class Seen:
    """One text under all patterns of a pack; each stage runs when it is first asked for.

    `general`: its quantities are those that `find_quantities` finds, not those that the search for figures does.
    """

    def __init__(
        self, text: str, pack: Pack, extractor: Extractor, published: date | None = None, *, general: bool = False
    ) -> None:
        self.text, self.pack, self.published, self.general = text, pack, published, general
        self._extractor = extractor

    @cached_property
    def tokens(self) -> Sequence[Token]:
        return tokenize(self.text)

    @cached_property
    def all_sentences(self) -> list[Sentence]:
        return segment(self.text, self.tokens, self.pack)

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences that are no page furniture, as they stand in the text."""
        return [self.text[s.start : s.end] for s in self.all_sentences if s.kind != FURNITURE]

    @cached_property
    def document(self) -> Document:
        return self._extractor.extract(self.text, published=self.published)

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        return _quantity_finder(self.pack, general=self.general).find(self.tokens, self.text)[0]

    @cached_property
    def cues(self) -> list[Cue]:
        return cue_finder(self.pack).find(self.tokens)

    @cached_property
    def periods(self) -> list[DatedPeriod]:
        """The time expressions, each dated with the help of those before it; years inside names left out."""
        finder = period_finder(self.pack)
        mentions = finder.find(self.tokens, self.text)
        fiscal = finder.fiscal(self.tokens, mentions)
        year = document_year(mentions, self.published)
        found, previous = [], None
        for mention in mentions:
            if mention.weak:
                continue
            period = resolve(mention.expr, Anchor(self.published, year, previous, mention.future, fiscal=fiscal))
            previous = period or previous
            start, end = period or (None, None)
            words = self.text[mention.start : mention.end]
            found.append(DatedPeriod(mention.rule, words, start, end, mention.role))
        return found

    @cached_property
    def names(self) -> list[Mention]:
        return find_names(self.tokens, self.text, self.all_sentences, self.pack)

    def named(self, *kinds: str) -> list[str]:
        """The names of some kinds (`place`, `organisation`, `facility`) as they stand in the text."""
        return [self.text[m.start : m.end] for m in self.names if m.kind in kinds]

    @property
    def places(self) -> list[str]:
        return self.named(PLACE)

    @property
    def organisations(self) -> list[str]:
        return self.named(ORGANISATION, FACILITY)
