"""Companies whose dealings make them suppliers: they supply or make something for others, who buy it from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nevextract.assemble.name_lists import NameSpan
from nevextract.assemble.supplier_rules import (
    NO_COMPANIES,
    PRODUCT_WORDS,
    SPOKEN,
    VERB,
    Named,
    Reader,
    Told,
    clause_start,
    clauses,
    lexicon,
    of_list,
    span_of,
    unowned,
)
from nevextract.find.name_runs import capital
from nevextract.find.nouns import Phrase
from nevextract.lexicon import Lexicon
from nevextract.patterns.pack import Pack
from nevextract.tokens import MARK, WORD

LOOK_BACK = 80  # tokens of a list of names before what they do
DESCRIPTION = 3  # words between "from" and a company's name ("from | the Korean maker | Brel")
_INNER = frozenset("-/&")
PARTS_WORDS = 4  # of parts up to the word that tells them as such ("electric | air springs")
SAID_OF = 12  # words between a verb of saying and the company that the speaker is of


class _Way(NamedTuple):
    """One way to tell a deal: its verbs, the words before the customer, whether one may follow the verb itself."""

    verbs: Lexicon[bool]
    lead: Lexicon[bool]
    direct: bool


class SupplierDeals:
    """Reads companies that supply others. Immutable."""

    def __init__(self, pack: Pack, reader: Reader) -> None:
        spec = reader.spec
        self._reader = reader
        self._with = lexicon(spec.supplied_with)
        self._to, self._for = lexicon(spec.to), lexicon(spec.made_for)
        self._ways = (
            _Way(lexicon(spec.supplies), self._to, True),
            _Way(lexicon(spec.makes), self._for, False),
            _Way(lexicon(spec.serves), lexicon(()), True),
        )
        self._verbs = tuple(way.verbs for way in self._ways)
        self._any_verb = lexicon((*spec.supplies, *spec.makes, *spec.serves))
        self._relatives = lexicon(spec.relatives)
        self._adverbs = lexicon(spec.adverbs)
        self._pronouns = lexicon(spec.pronouns)
        self._speakers = lexicon(spec.speakers)
        self._speech = lexicon(spec.speech)
        self._customers = lexicon(spec.customers)
        self._sources = lexicon(spec.sources)
        self._from = lexicon(spec.bought_from)
        self._of_deals, self._buys = lexicon(spec.of_deals), lexicon(spec.buys)
        self._finished = lexicon(spec.finished)
        self._parts, self._alone = lexicon((*spec.parts, *spec.goods)), lexicon(spec.alone)

    def find(self, told: Told) -> Iterator[Named]:
        """The suppliers that a sentence names by what they do."""
        yield from self._doing(told)
        yield from self._with_customers(told)
        yield from self._sourced(told)
        yield from self._bought(told)

    def _doing(self, told: Told) -> Iterator[Named]:
        """'Brel supplies seats to Geely', 'makes seats for Geely', 'makes bolts, supporting Geely'."""
        for i in self._any_verb.starts(told.tokens, told.first, told.last):
            for way in self._ways:
                hit = way.verbs.longest(told.tokens, i, told.last)
                deal = self._deal(told, hit.last, way) if hit is not None else None
                if deal is None and hit is not None and way is self._ways[0]:
                    deal = self._parts_alone(told, hit.last)
                if deal is None:
                    continue
                goods, customers = deal
                rule, doers = self._doers(told, i)
                for span in doers:
                    if self._reader.is_company(told.tokens, span) and (
                        not customers or span.first != customers[0].first
                    ):
                        yield Named(span, rule, goods, of_list(told, customers))
                break

    def _deal(self, told: Told, i: int, way: _Way) -> tuple[str | None, list[NameSpan]] | None:
        """What is supplied and to whom, from the token behind the verb on; None where nobody named is supplied."""
        direct = self._customers_at(told, i) if way.direct else []
        if direct:
            ahead = min(told.last, direct[-1].last + PRODUCT_WORDS)
            given = next(iter(self._with.scan(told.tokens, direct[-1].last, ahead)), None)
            goods = next((g for g in told.goods if given and given.last <= g.first <= given.last + 2), None)
            return (told.words(goods.first, goods.last) if goods else None), direct
        for j in range(i + 1, min(told.last, i + PRODUCT_WORDS)):
            if told.tokens[j - 1].kind == MARK and told.tokens[j - 1].text not in _INNER:
                return None
            hit = way.lead.longest(told.tokens, j, told.last)
            known = any(i <= g.first < j for g in told.goods)
            customers = self._customers_at(told, hit.last, known) if hit is not None else []
            if customers:
                return None if self._finished.ends_at(told.tokens, j, i) else (told.words(i, j), customers)
        return None

    def _parts_alone(self, told: Told, i: int) -> tuple[str | None, list[NameSpan]] | None:
        """Parts behind a verb of supplying, where nobody is named who gets them: "which supplies | air springs"."""
        if not self._alone.ends_at(told.tokens, i, told.first, 1):
            return None
        for j in range(i, min(told.last, i + PARTS_WORDS)):
            hit = self._parts.longest(told.tokens, j, told.last)
            if hit is not None:
                return None if self._finished.longest(told.tokens, hit.last) else (told.words(i, hit.last), [])
            if told.tokens[j].kind != WORD or not told.tokens[j].text.islower():
                return None
        return None

    def _customers_at(self, told: Told, i: int, goods: bool = False) -> list[NameSpan]:
        """The customers listed from token i on, without a last name that the next clause tells about: "supplies Geely,
        and | Brel, which makes". Where known `goods` go to them, nothing else need show that they are companies."""
        found = self._reader.customers(told, i, goods)
        if len(found) > 1:
            end = found[-1].last
            acts = (words.longest(told.tokens, end, told.last) for words in (*self._verbs, self._relatives))
            if any(hit is not None for hit in acts):
                found.pop()
        return found

    def _doers(self, told: Told, verb: int) -> tuple[str, list[NameSpan]]:
        """Who does what the verb at a token tells: the names before it, the company behind a pronoun, or the one that
        the sentence is about."""
        tokens, i = told.tokens, verb
        while i > told.first and self._adverbs.ends_at(tokens, i, told.first):
            i -= 1
        for back in range(3, 0, -1):
            hit = self._relatives.longest(tokens, i - back, i) if i - back >= told.first else None
            if hit is not None and hit.last == i:
                return VERB, self._names_to(told, hit.first)[-1:] or self._topic(told, hit.first)
        names = self._names_to(told, i)
        if names:
            return VERB, names
        if self._speakers.ends_at(tokens, i, told.first):
            speaker = self._speakers_company(told, verb)
            return SPOKEN, [speaker] if speaker else []
        if self._pronouns.ends_at(tokens, i, told.first):
            return SPOKEN, self._spoken(told, i)
        return (VERB, self._topic(told, i)) if self._hangs(told, verb) else (VERB, [])

    def _hangs(self, told: Told, verb: int) -> bool:
        """Whether a verb hangs on what the sentence told before: ", supplying", "a contract to supply"."""
        before = told.tokens[verb - 1] if verb > told.first else None
        return before is not None and (before.text in ",，" or self._to.ends_at(told.tokens, verb, told.first, 1))

    def _topic(self, told: Told, i: int) -> list[NameSpan]:
        """The company that a sentence begins with or that its pronoun stands for."""
        for j in range(told.first, i):
            if self._pronouns.longest(told.tokens, j, i) is not None and j <= told.first + 1:
                return [told.spoken_of] if told.spoken_of else []
            if j in told.companies and told.companies[j].value.kind not in NO_COMPANIES:
                return [span_of(told.tokens, told.companies[j])]
        return []

    def _names_to(self, told: Told, end: int) -> list[NameSpan]:
        """The list of names that ends at a token, a bracket behind it left aside; of none that is a company nothing."""
        for first in told.names:
            if not end - LOOK_BACK <= first < end:
                continue
            members = self._reader.lists.members_after(told.tokens, first, end)
            if members and self._reader.lists.after_bracket(told.tokens, members[-1].last, told.last) == end:
                return list(clauses(told, members))[-1]
        return []

    def _spoken(self, told: Told, before: int) -> list[NameSpan]:
        """The company named last before a pronoun of the sentence, else in the sentences before."""
        own = [i for i in sorted(told.companies) if i < before - 1 and told.companies[i].value.kind not in NO_COMPANIES]
        found = span_of(told.tokens, told.companies[own[0]]) if own else told.spoken_of
        return [found] if found else []

    def _speakers_company(self, told: Told, verb: int) -> NameSpan | None:
        """The company of the person who says "we", else the one spoken of: ""..., said Li Na, manager of | Brel"."""
        for hit in self._speech.scan(told.tokens, verb, told.last):
            near = (i for i in sorted(told.companies) if hit.last <= i <= hit.last + SAID_OF)
            first = next((i for i in near if told.companies[i].value.kind not in NO_COMPANIES), None)
            if first is not None:
                return span_of(told.tokens, told.companies[first])
        return told.spoken_of

    def _with_customers(self, told: Told) -> Iterator[Named]:
        """The company spoken of, where "its customers include" others."""
        for i in self._customers.starts(told.tokens, told.first, told.last):
            begun = self._customers.longest(told.tokens, i, told.last)
            customers = (
                self._reader.lists.members_after(told.tokens, begun.last, told.last) if begun is not None else []
            )
            if customers and self._reader.is_company(told.tokens, customers[0]):
                for span in self._spoken(told, i + 1):
                    if span.first != customers[0].first:
                        yield Named(span, SPOKEN, None, of_list(told, customers))
                return

    def _sourced(self, told: Told) -> Iterator[Named]:
        """The supplier that goods come from: "seats for Geely come from Yanfeng's branch"."""
        for hit in self._sources.scan(told.tokens, told.first, told.last):
            suppliers = self._reader.lists.members_after(told.tokens, self._described(told, hit.last), told.last)
            begin = clause_start(told, hit.first)
            goods = next((g for g in told.goods if begin <= g.first and g.last <= hit.first), None)
            to: str | None = None
            end = hit.first
            for i in range(begin + 1, hit.first):
                lead = self._to.longest(told.tokens, i, hit.first) or self._for.longest(told.tokens, i, hit.first)
                if lead is not None and capital(told.tokens[lead.last]):
                    to, end = told.words(lead.last, hit.first), i
                    break
            if to is None and (goods is None or self._is_finished(told, goods)):
                continue
            what = told.words(begin, end) if to is not None or goods is None else told.words(goods.first, goods.last)
            for span in suppliers:
                if self._reader.is_company(told.tokens, unowned(told.tokens, span)):
                    yield Named(unowned(told.tokens, span), VERB, what, to)

    def _bought(self, told: Told) -> Iterator[Named]:
        """A company that parts are from: "uses cells from CATL", "seats from | the Korean maker | Brel"."""
        deals = self._of_deals.anywhere(told.tokens, told.first, told.last)
        for goods in told.goods:
            hit = self._from.longest(told.tokens, goods.last, told.last)
            if hit is None or self._is_finished(told, goods):
                continue
            first = self._described(told, hit.last)
            suppliers = self._reader.customers(told, first)
            if not suppliers and deals:
                suppliers = self._reader.lists.members_after(told.tokens, first, told.last)[:1]
            for span in suppliers:
                if self._reader.is_company(told.tokens, unowned(told.tokens, span)):
                    to = self._buyer(told, goods)
                    yield Named(unowned(told.tokens, span), VERB, told.words(goods.first, goods.last), to)

    def _buyer(self, told: Told, goods: Phrase) -> str | None:
        """The company that is told to buy goods: "Geely will source its | seats from"."""
        for hit in self._buys.scan(told.tokens, max(told.first, goods.first - DESCRIPTION), goods.first):
            return of_list(told, self._topic(told, hit.first))
        return None

    def _described(self, told: Told, i: int) -> int:
        """Where a company's name begins behind small words that tell what it is: "the Korean maker | Brel"."""
        for j in range(i, min(told.last, i + DESCRIPTION + 2)):
            if capital(told.tokens[j]):
                fits = self._reader.starts_company(told, j) if j == i else self._reader.described(told.tokens, j, i)
                if fits:
                    return j
            if told.tokens[j].kind != WORD:
                break
        return i

    def _is_finished(self, told: Told, goods: Phrase) -> bool:
        """Whether goods are no part of something else: cars, trucks."""
        return self._finished.ends_at(told.tokens, goods.last, goods.first)
