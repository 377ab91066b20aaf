"""Noun phrases: products, and the heads that a figure can be about where no name is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.find.cues import Cue
from nevextract.find.words import Markers
from nevextract.lexicon import Lexicon, expand
from nevextract.patterns import Pack
from nevextract.patterns.subjects import ProductFile, SubjectFile
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD, Token

_SPELT_OUT = 3  # tokens of a head that needs no article
_SECTOR = 2  # words before a metric that may narrow it
OWNED, NOUN = "owned", "noun"
TRADE, NEW, TOLD, MANY, PHASE = "trade", "new", "told", "many", "phase"
_TOLD = 6  # tokens from a phrase to the clause that tells about it
_LONGEST = 8
_MODIFIER = 3  # tokens of one modifier ("plug-in")


class Phrase(NamedTuple):
    """Tokens [first, last). `kind`: `phrase` ("copper industry"); `generic` where it names nothing without its context
    ("the plant"), `owned` where only its owner is known ("its plant"), `generic_place` where that is a place ("the
    city"), `adverb` ("nationwide"), `pronoun`; `product`.

    `stands` is what a generic phrase stands for: `company`, `site`, `project`, `phase`, or a kind of place; `many`
    marks pronouns for several.
    """

    first: int
    last: int
    kind: str = "product"
    stands: str = ""


class NounFinder:
    """Finds products and subject phrases of one pack."""

    def __init__(self, pack: Pack) -> None:
        subjects = pack.one("subjects", SubjectFile)
        products = pack.one("products", ProductFile)
        self.markers = Markers(subjects)
        heads = [("phrase", "", p) for p in subjects.heads]
        heads += [("generic", stands, p) for stands, phrases in subjects.generic.items() for p in phrases]
        heads += [("generic_place", stands, p) for stands, phrases in subjects.generic_places.items() for p in phrases]
        self._heads: Lexicon[tuple[str, str]] = Lexicon((p, (kind, stands)) for kind, stands, p in heads)
        self._adverbs: Lexicon[str] = Lexicon((p, k) for k, phrases in subjects.adverbs.items() for p in phrases)
        self._definite = frozenset(subjects.definite)
        self._indefinite = frozenset(subjects.indefinite)
        self._articles = frozenset(subjects.articles)
        self._possessives = frozenset(subjects.possessives)
        self._stops = frozenset(words[0] for p in subjects.stops for words in expand(p) if len(words) == 1)
        pronouns = [(p, "") for p in subjects.pronouns] + [(p, MANY) for p in subjects.plurals]
        self._pronouns: Lexicon[str] = Lexicon(pronouns)
        self._expletives: Lexicon[bool] = Lexicon((p, True) for p in subjects.expletives)
        self._trades: Lexicon[bool] = Lexicon((p, True) for p in subjects.trades)
        self._whole: Lexicon[bool] = Lexicon((p, True) for p in subjects.whole)
        self._followers: Lexicon[bool] = Lexicon((p, True) for p in subjects.followers)
        self._not: Lexicon[bool] = Lexicon((p, True) for p in subjects.not_subjects)
        self._products: Lexicon[bool] = Lexicon(
            [*((p, True) for p in (*products.products, *products.heads)), *((p, False) for p in products.bare_heads)]
        )
        self._modifiers: Lexicon[bool] = Lexicon((p, True) for p in products.modifiers)
        self._sectors = {m: Lexicon((p, True) for p in phrases) for m, phrases in products.sectors.items()}
        self._amounts: Lexicon[bool] = Lexicon((p, True) for p in products.amounts)
        self._makers: Lexicon[bool] = Lexicon((p, True) for p in products.makers)
        self._of_country: Lexicon[str] = Lexicon.from_names((row[0], row[1]) for row in pack.rows("lists/demonyms.tsv"))
        self.with_goods = {metric: frozenset(others) for metric, others in products.with_goods.items()}
        self.themes: Lexicon[bool] = Lexicon((p, True) for p in products.themes)
        self.purposes: Lexicon[bool] = Lexicon((p, True) for p in products.purposes)
        self._plural_ends = dict(products.plural_ends)
        self.counted_goods = frozenset(products.counted)
        "the units of goods that a metric of its own counts"
        self._classifiers: Lexicon[bool] = Lexicon((p, True) for p in products.classifiers)

    def products(self, tokens: Sequence[Token], first: int, last: int, *, bare: bool = False) -> list[Phrase]:
        """Product names in tokens [first, last) with their modifiers, none inside another, in order. `bare`: also plain
        words for goods that elsewhere name none without a modifier ("seats")."""
        found: list[Phrase] = []
        for hit in self._products.scan(tokens, first, last):
            start = self._modified(tokens, hit.first, found[-1].last if found else first)
            before = found[-1].last if found else first
            hyphen = bool(found) and before + 1 == start and _hyphened(tokens, before)
            joined = bool(found) and (before == start or hyphen)  # "battery-grade lithium"
            plain = not hit.value and start == hit.first and not joined
            if plain and not bare and not self._of_it(tokens, start, first):
                continue
            if joined:
                start = found.pop().first  # "EV battery"
            if self._makers.longest(tokens, hit.last, last) is None:
                found.append(Phrase(start, hit.last))
        return found

    def counted(self, tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
        """The goods that a counted noun in tokens [first, last) has to do with: "40 auto parts | makers"."""
        for hit in self._products.scan(tokens, first, last):
            start = self._modified(tokens, hit.first, first)
            if self._makers.longest(tokens, hit.last, last) is not None:
                return Phrase(start, hit.last)
        return None

    def sector_at(self, tokens: Sequence[Token], cue: Cue, first: int, last: int) -> Phrase | None:
        """The sector that a metric's name is narrowed to: "industrial | investment", "investment in | real estate"."""
        sectors = self._sectors.get(cue.value)
        if sectors is None or cue.side != NOUN:
            return None
        for i in (*range(max(first, cue.first - _SECTOR), cue.last), cue.last + 1):
            hit = sectors.longest(tokens, i, last)
            if hit is not None and (cue.first <= hit.last <= cue.last or i == cue.last + 1):
                return Phrase(hit.first, hit.last)
        return None

    def _of_it(self, tokens: Sequence[Token], start: int, first: int) -> bool:
        """Whether a plain word for goods stands after what is done with them: "output of | cars"."""
        return start > first and self._amounts.longest(tokens, start - 2, start) is not None

    def _modified(self, tokens: Sequence[Token], start: int, bound: int) -> int:
        """Where the modifiers begin that lead up to token `start`."""
        low = max(bound, start - _LONGEST)
        while start > low:
            for begin in range(start - 1, max(low, start - _MODIFIER) - 1, -1):
                hit = self._modifiers.longest(tokens, begin, start)
                if hit is not None and hit.last == start:
                    start = begin
                    break
            else:
                hyphen = tokens[start - 1]
                if hyphen.text not in HYPHENS or start - 1 == low or tokens[start - 2].end != hyphen.start:
                    break
                start -= 1
        while tokens[start].text in HYPHENS:
            start += 1
        return start

    def stems(self, goods: str) -> tuple[str, ...]:
        """The words of goods in small letters, each without the ending of a plural."""
        return tuple(_stem(word, self._plural_ends) for word in goods.casefold().split())

    def is_product(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) hold more than a classifier ("units", "vehicles")."""
        hit = self._classifiers.longest(tokens, first, last)
        return not (hit is not None and hit.last == last)

    def subjects(
        self, tokens: Sequence[Token], first: int, last: int, places: Mapping[int, int] | None = None
    ) -> list[Phrase]:
        """Noun phrases in tokens [first, last) that end in a subject head, with what stands before the head, and the
        pronouns that may stand for a subject; in order. `places`: the first tokens of places named, by their ends."""
        found: list[Phrase] = []
        for hit in self._heads.scan(tokens, first, last):
            kind, stands = hit.value
            home = places.get(hit.first) if places and kind == "generic" else None
            if home is not None and home > first and tokens[home - 1].norm in self._articles:
                found.append(Phrase(home - 1, hit.last, kind, stands))  # "the Lyon group"
                continue
            phrase = self._phrase(tokens, hit.first, hit.last, kind, stands, first)
            if phrase is not None:
                found.append(phrase)
        found.extend(self._it(tokens, first, last))
        found.extend(
            Phrase(hit.first, hit.last, "adverb", hit.value) for hit in self._adverbs.scan(tokens, first, last)
        )
        return sorted(found)

    def _phrase(
        self, tokens: Sequence[Token], begin: int, end: int, kind: str, stands: str, first: int
    ) -> Phrase | None:
        start = self._left(tokens, begin, max(first, begin - _LONGEST))
        followed = kind == "phrase" and self._followers.longest(tokens, end) is not None
        if followed or self._of_others(tokens, start, begin, end):
            return None
        if kind == "phrase":
            return Phrase(start, end, kind) if start < begin else self._bare(tokens, begin, end, first)
        if stands == PHASE and tokens[begin].text[0].isupper() and begin > first:
            return Phrase(begin, end, kind, stands)
        whole = start < begin and self._whole.longest(tokens, start, begin) is not None
        if start == begin or whole:
            before = tokens[start - 1].norm if start > first else ""
            if before in self._possessives and stands == "site":
                return Phrase(start - 1, end, OWNED, stands)
            if before in self._articles or (stands == PHASE and before in self._indefinite):
                return Phrase(start - 1, end, kind, stands)
            amount = end + 1 < len(tokens) and tokens[end + 1].kind == NUMBER  # "on a base of 400 units"
            if before in self._indefinite and stands in ("site", "project") and not amount:
                return Phrase(start - 1, end, "phrase", self._new(tokens, end))
            return Phrase(start, end, kind, stands) if stands == PHASE and tokens[begin].text[0].isupper() else None
        if kind == "generic_place":
            return None
        definite = stands == "company" and start > first and tokens[start - 1].norm in self._definite
        if stands in ("site", "project") and start > first and tokens[start - 1].norm in self._indefinite:
            return Phrase(start, end, "phrase", self._new(tokens, end))
        return Phrase(start, end, "described" if definite else "phrase", stands)

    def _new(self, tokens: Sequence[Token], end: int) -> str:
        """What a site or project named for the first time stands for: one that the next clause tells about ("a plant in
        Lyon | that will make 60,000 cars"), or just a new one."""
        for i in range(end, min(len(tokens), end + _TOLD)):
            if tokens[i].kind == MARK and tokens[i].text not in HYPHENS:
                break
            if self.markers.relatives.longest(tokens, i) is not None:
                return TOLD
        return NEW

    def _of_others(self, tokens: Sequence[Token], start: int, begin: int, end: int) -> bool:
        """Whether a head at tokens [begin, end) is part of what is no subject: "parent | company", "industry | map"."""
        stop = min(end + 1, len(tokens))
        hits = (self._not.longest(tokens, i, stop) for i in range(start, begin + 1))
        return any(hit is not None and hit.last >= end for hit in hits)

    def _bare(self, tokens: Sequence[Token], begin: int, end: int, first: int) -> Phrase | None:
        """A head with nothing but an article: one of several words ("the whole industry chain"), or one that stands for
        the trade spoken of at the beginning of a sentence ("The sector employs ...")."""
        start = begin
        while start > first and self._whole.longest(tokens, start - 1, start) is not None:
            start -= 1
        if end - begin >= _SPELT_OUT:
            return Phrase(begin, end, "phrase")
        if start == first or tokens[start - 1].norm not in self._articles:
            return None
        if end - begin > 1 or start < begin:
            return Phrase(start, end, "phrase")
        trade = self._trades.longest(tokens, begin, end) is not None
        return Phrase(start - 1, end, "phrase", TRADE) if trade and start - 1 == first else None

    def countries(self, tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
        """The countries that adjectives in tokens [first, last) name ("Turkish")."""
        return tuple(hit.value for hit in self._of_country.scan(tokens, first, last))

    def _it(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Phrase]:
        for hit in self._pronouns.scan(tokens, first, last):
            expletive = self._expletives.longest(tokens, hit.first, last)
            if expletive is None:
                yield Phrase(hit.first, hit.last, "pronoun", hit.value)

    def stops(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens in [first, last) that are function words: they end a noun phrase."""
        stops = self._stops
        return [i for i in range(first, last) if tokens[i].norm in stops]

    def is_stop(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether token i is a function word."""
        return tokens[i].norm in self._stops

    def is_article(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether token i is an article."""
        return tokens[i].norm in self._indefinite or tokens[i].norm in self._articles

    def _left(self, tokens: Sequence[Token], start: int, bound: int) -> int:
        while start > bound:
            token = tokens[start - 1]
            if token.text in HYPHENS and start - 1 > bound and tokens[start - 2].end == token.start:
                start -= 2 if tokens[start - 2].kind == WORD else 1  # "above-scale industry"
                continue
            if token.kind != WORD or token.norm == "'s" or token.norm in self._stops:
                break
            start -= 1
        while start < len(tokens) and tokens[start].text in HYPHENS:
            start += 1
        return start


def _hyphened(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a hyphen within a word."""
    tight = tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return tight and tokens[i].text in HYPHENS


def _stem(word: str, endings: Mapping[str, str]) -> str:
    for ending, singular in endings.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + singular
    return word


@lru_cache(maxsize=16)
def noun_finder(pack: Pack) -> NounFinder:
    """The noun finder of a pack, built once."""
    return NounFinder(pack)
