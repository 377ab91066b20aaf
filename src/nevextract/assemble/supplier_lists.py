"""Companies that a text calls suppliers: listed behind the word, titled or described with it, named in a chain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from nevextract.assemble.name_lists import NameSpan
from nevextract.assemble.supplier_rules import (
    CHAIN,
    LISTED,
    NAME,
    NO_COMPANIES,
    TITLE,
    Named,
    Reader,
    Told,
    lexicon,
    of_list,
    span_of,
    unowned,
)
from nevextract.find.name_runs import capital
from nevextract.find.nouns import Phrase
from nevextract.lexicon import Hit
from nevextract.patterns.names import ProjectsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, MARK, WORD

LOOK_BACK = 80  # tokens of a list of names before "among them"
LIST_GAP = 10  # words between "parts makers" and "such as"
OTHERS = 5  # words of "and other big" before "parts makers"
APPOSITION = 10  # words between a name and the "supplier" that it is said to be
ORIGIN = 4  # words before a name that tell where it comes from and what it makes
GOODS_OF = 6  # words of what a supplier is one of ("supplier of front seats to")
COLONS, OPENING, CLOSING = frozenset(":："), frozenset("(（"), frozenset(")）")


class SupplierLists:
    """Reads companies that are called suppliers. Immutable."""

    def __init__(self, pack: Pack, reader: Reader) -> None:
        spec = reader.spec
        self._reader = reader
        self._nouns = lexicon(spec.nouns)
        self._chains = lexicon(spec.chains)
        self._articles = lexicon(spec.articles)
        self._copulas = lexicon(spec.copulas)
        self._among = lexicon(spec.among)
        self._of = lexicon(spec.of)
        self._to = lexicon(spec.to)
        self._parts = lexicon((*spec.parts, *spec.goods))
        self._names = lexicon(spec.parts)
        self._projects = lexicon(pack.one("projects", ProjectsPattern).nouns)

    def find(self, told: Told) -> Iterator[Named]:
        """The suppliers that a sentence names by what it calls them."""
        nouns = list(self._nouns.scan(told.tokens, told.first, told.last))
        chains = list(self._chains.scan(told.tokens, told.first, told.last))
        for hit in nouns:
            yield from self._listed(told, hit.last)
            yield from self._said(told, hit)
            yield from self._titled(told, hit)
            yield from self._and_other(told, hit)
        for hit in [*chains, *nouns]:
            if hit.last < told.last and told.tokens[hit.last].text in COLONS:
                for span in self._reader.lists.members_after(told.tokens, hit.last + 1, told.last):
                    yield from self._named(told, span, CHAIN)
        if nouns or chains:
            yield from self._among_them(told)
        if nouns:
            yield from self._described(told, nouns)

    def by_name(self, told: Told) -> Iterator[Named]:
        """Companies whose names tell the parts that they make: "Brel Wire Harness Co., Ltd."."""
        listed = list(self._projects.scan(told.tokens, told.first, told.last))
        projects = {span.first for hit in listed for span in self._members(told, hit.last)}
        for mention in told.companies.values():
            span = span_of(told.tokens, mention)
            if (
                span.first in projects
                or mention.value.kind in NO_COMPANIES
                or not self._reader.is_company(told.tokens, span)
            ):
                continue
            hit = next(iter(self._names.scan(told.tokens, span.first + 1, span.last)), None)
            if hit is not None:
                goods = told.words(hit.first, hit.last).casefold()
                yield Named(span, NAME, self._makes(told, span) or goods, None)

    def _members(self, told: Told, i: int) -> Sequence[NameSpan]:
        """The names of a list right behind token i: "projects such as"."""
        found = (self._reader.lists.listed_from(told.tokens, j, told.last) for j in range(i, min(told.last, i + 2)))
        return next((members for members in found if members), ())

    def _named(self, told: Told, span: NameSpan, rule: str, to: str | None = None) -> Iterator[Named]:
        """The company of a list's entry, with what its bracket or the words before it say that it makes."""
        span = unowned(told.tokens, span)
        if self._reader.is_company(told.tokens, span):
            yield Named(span, rule, self._makes(told, span), to)

    def _makes(self, told: Told, span: NameSpan) -> str | None:
        """The goods in the bracket right behind a name, or right before it: "Brel (headlamps)", "seat maker Brel"."""
        i = span.last
        if i < told.last and told.tokens[i].text in OPENING:
            end = self._reader.lists.after_bracket(told.tokens, i, told.last)
            inside = list(told.tokens[i + 1 : end - 1])
            if inside and all(t.kind == WORD and t.text.islower() for t in inside):
                return told.words(i + 1, end - 1)
        near = [g for g in told.goods if span.first - ORIGIN < g.last <= span.first]
        return told.words(near[-1].first, near[-1].last) if near and self._describes(told, near[-1], span) else None

    def _describes(self, told: Told, goods: Phrase, span: NameSpan) -> bool:
        """Whether nothing but a small word for a maker stands between goods and a name."""
        between = told.tokens[goods.last : span.first]
        one = len(between) == 1 and between[0].text.islower()
        return one and self._reader.described(told.tokens, span.first, goods.last)

    def _listed(self, told: Told, i: int) -> Iterator[Named]:
        """Names after "parts makers (with foreign capital) such as"."""
        tokens = told.tokens
        for j in range(i, min(told.last, i + LIST_GAP + 1)):
            members = self._reader.lists.listed_from(tokens, j, told.last)
            if members:
                for span in members:
                    yield from self._named(told, span, LISTED)
                return
            if tokens[j].kind == MARK and tokens[j].text != "," and tokens[j].text not in HYPHENS:
                return

    def _said(self, told: Told, noun: Hit[bool]) -> Iterator[Named]:
        """Names that "its suppliers are" leads to."""
        copula = self._copulas.longest(told.tokens, noun.last, told.last)
        plural = told.tokens[noun.last - 1]
        if copula is None or copula.last >= told.last or not capital(told.tokens[copula.last]) or capital(plural):
            return
        for span in self._reader.customers(told, copula.last):
            yield from self._named(told, span, LISTED)

    def _and_other(self, told: Told, noun: Hit[bool]) -> Iterator[Named]:
        """Names of which the word for suppliers tells the kind: "Bosch, SKF and other (big) parts makers"."""
        for i in range(max(told.first, noun.first - OTHERS), noun.first):
            for span in self._reader.lists.members_before(told.tokens, told.first, i):
                yield from self._named(told, span, LISTED)

    def _titled(self, told: Told, noun: Hit[bool]) -> Iterator[Named]:
        """A name right after the word for one supplier, or several after that for many: "seat supplier Yanfeng"."""
        tokens, i = told.tokens, noun.last
        if i >= told.last or tokens[i - 1].text[0].isupper() or not capital(tokens[i]):
            return
        members = self._reader.lists.members_after(tokens, i, min(told.last, i + APPOSITION))
        to = self._owner(told, noun.first)
        for span in members if self._is_many(told, noun) else members[:1]:
            if self._reader.is_company(tokens, unowned(tokens, span)):
                yield Named(unowned(tokens, span), TITLE, self._made(told, noun), to)

    def _made(self, told: Told, noun: Hit[bool]) -> str | None:
        """What a word for a supplier tells it to make, or the goods right before it: "seat | supplier"."""
        made = self._parts.longest(told.tokens, noun.first, noun.last)
        if made is not None and told.tokens[made.last - 1].norm not in self._reader.spec.any_parts:
            return told.words(made.first, made.last)
        return self._product_before(told, noun.first)

    def _is_many(self, told: Told, noun: Hit[bool]) -> bool:
        return any(told.tokens[noun.last - 1].norm == word for word in self._reader.spec.plurals)

    def _owner(self, told: Told, i: int) -> str | None:
        """The customer right before a supplier's title: "Geely's (seat) supplier", "Geely supplier"."""
        for mention in told.companies.values():
            span = span_of(told.tokens, mention)
            owned = span.last < i and told.tokens[span.last].norm == "'s" and i - span.last <= ORIGIN
            if span.last == i or owned:
                return told.words(span.first, span.last)
        return None

    def _product_before(self, told: Told, i: int) -> str | None:
        goods = next((g for g in told.goods if g.last == i), None)
        if goods is not None:
            return told.words(goods.first, goods.last)
        word = told.tokens[i - 1] if i > told.first else None
        fits = word is not None and word.kind == WORD and word.text.islower() and word.norm in self._reader.words.plain
        return word.text if word is not None and fits else None

    def _among_them(self, told: Told) -> Iterator[Named]:
        """A list that "among them" ends: "firms known for wheels, Brel and Taro among them, are in the chain of"."""
        for hit in self._among.scan(told.tokens, told.first, told.last):
            for first in (name for name in told.names if hit.first - LOOK_BACK <= name < hit.first):
                members = self._reader.lists.members_after(told.tokens, first, hit.first)
                end = self._reader.lists.after_bracket(told.tokens, members[-1].last, told.last) if members else first
                if end == hit.first:
                    for span in members:
                        yield from self._named(told, span, LISTED)
                    break

    def _described(self, told: Told, nouns: Sequence[Hit[bool]]) -> Iterator[Named]:
        """Names said to be suppliers: "Huaxin, one of the top component makers", "A and B are suppliers of"."""
        tokens, starts = told.tokens, [hit.first for hit in nouns]
        taken = told.first
        for first in told.names:
            members = self._reader.lists.members_after(tokens, first, told.last) if first >= taken else []
            if not members:
                continue
            end = self._reader.lists.after_bracket(tokens, members[-1].last, told.last)
            begun = self._begun(told, end)
            at = bisect_left(starts, end)
            if begun is None or at == len(starts) or starts[at] - end > APPOSITION:
                continue
            if any(token.kind == MARK for token in tokens[begun : starts[at]]):
                continue
            taken = members[-1].last
            supplies, to = self._of_what(told, nouns[at])
            to = to or self._owner(told, nouns[at].first)
            for span in members if tokens[end].text not in ",，" else members[-1:]:
                if self._reader.is_company(tokens, span):
                    yield Named(span, TITLE, supplies or self._makes(told, span), to)

    def _begun(self, told: Told, i: int) -> int | None:
        """Where the words end that begin what a name is said to be: ", one of", "is the", "is Geely's"."""
        hit = self._articles.longest(told.tokens, i, told.last)
        if hit is not None:
            return hit.last
        copula = self._copulas.longest(told.tokens, i, told.last)
        if copula is None or copula.last not in told.companies:
            return None
        owner = span_of(told.tokens, told.companies[copula.last])
        return owner.last + 1 if owner.last < told.last and told.tokens[owner.last].norm == "'s" else None

    def _of_what(self, told: Told, noun: Hit[bool]) -> tuple[str | None, str | None]:
        """What and to whom behind the word for a supplier: "supplier | of seats to Geely"."""
        tokens, i = told.tokens, noun.last
        supplies = None
        of = self._of.longest(tokens, i, told.last)
        if of is not None:
            customers = self._reader.customers(told, of.last)
            if customers:
                return None, of_list(told, customers)
            goods = next((g for g in told.goods if of.last <= g.first and g.last <= of.last + GOODS_OF), None)
            if goods is None:
                return None, None
            supplies, i = told.words(of.last, goods.last), goods.last
        to = self._to.longest(tokens, i, told.last)
        return supplies, of_list(told, self._reader.customers(told, to.last)) if to is not None else None
