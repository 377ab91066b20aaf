"""What the rules for suppliers share: who is a company, where goods and customers stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from nevextract.assemble.name_lists import NameSpan, name_lists
from nevextract.find.name_runs import find_runs, proper, skip_function_words, vocabulary
from nevextract.find.name_values import ORGANISATION
from nevextract.find.nouns import Phrase, noun_finder
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import OrganisationsPattern, SuppliersPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import MARK, Token

LISTED, CHAIN, TITLE, VERB = "suppliers.listed", "suppliers.chain", "suppliers.title", "suppliers.verb"
SPOKEN, NAME = "suppliers.spoken_of", "suppliers.by_name"
RULES = (LISTED, CHAIN, TITLE, VERB, SPOKEN, NAME)
NO_COMPANIES = frozenset({"body", "government", "media", "finance"})
PRODUCT_WORDS = 8
"Tokens of what is supplied"
SEMICOLONS = frozenset(";；")


class Named(NamedTuple):
    """A supplier that tokens `span` name, the rule that found it, its goods and its customers."""

    span: NameSpan
    rule: str
    supplies: str | None = None
    to: str | None = None


class Told(NamedTuple):
    """A sentence as the rules read it: `companies` are the organisations named in it, by their first token, `names` the
    first tokens of whatever is capitalised, `goods` the products, `spoken_of` the company that the sentences before
    were about."""

    tokens: Sequence[Token]
    text: str
    first: int
    last: int
    companies: dict[int, Mention]
    names: tuple[int, ...]
    goods: tuple[Phrase, ...]
    spoken_of: NameSpan | None

    def words(self, first: int, last: int) -> str:
        """The text of tokens [first, last), with single blanks."""
        return NameSpan(first, last).text(self.tokens, self.text)


def lexicon(phrases: Iterable[str]) -> Lexicon[bool]:
    """The phrases compiled."""
    return Lexicon((phrase, True) for phrase in phrases)


class Reader:
    """The word lists of one pack that tell suppliers, and how names are told from other words."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("suppliers", SuppliersPattern)
        self.spec = spec
        self.words = vocabulary(pack)
        self.lists = name_lists(pack)
        self._places = place_finder(pack)
        self._known = organisation_finder(pack)
        self._nouns = noun_finder(pack)
        self._describes = lexicon(pack.one("organisations", OrganisationsPattern).describes)

    def told(
        self, tokens: Sequence[Token], text: str, sentence: Sentence, names: Sequence[Mention], spoken: Mention | None
    ) -> Told:
        """A sentence with its names and goods. `names` are those of the document in text order."""
        low = bisect_left(names, sentence.start, key=lambda m: m.start)
        companies: dict[int, Mention] = {}
        for mention in names[low : low + sentence.last - sentence.first]:
            if mention.start < sentence.end and mention.kind == ORGANISATION:
                companies[bisect_left(tokens, mention.start, key=lambda t: t.start)] = mention
        goods = tuple(self._nouns.products(tokens, sentence.first, sentence.last, bare=True))
        runs = find_runs(tokens, sentence.first, sentence.last, self.words)
        begins = {skip_function_words(tokens, run.first, run.last, self.words) for run in runs}
        spoken_of = None if spoken is None else span_of(tokens, spoken)
        return Told(
            tokens,
            text,
            sentence.first,
            sentence.last,
            companies,
            tuple(sorted(begins | companies.keys())),
            goods,
            spoken_of,
        )

    def is_company(self, tokens: Sequence[Token], span: NameSpan) -> bool:
        """Whether the name is a proper one and not that of a place."""
        if proper(tokens, span.first, span.last, self.words) is None:
            return False
        known = self._known.known_at(tokens, span.first, span.last)
        if known is not None and known.last == span.last:
            return True
        place = self._places.listed_at(tokens, span.first, span.last)
        return place is None or place.last < span.last

    def customers(self, told: Told, i: int, unknown: bool = False) -> list[NameSpan]:
        """The companies listed from token i on, to whom something goes: "Geely and Chery's plant in Wuhu"; with
        `unknown`, names too that nothing else shows to be a company."""
        members = self.lists.members_after(told.tokens, i, told.last)
        kept = next(clauses(told, members), [])
        fits = bool(kept) and (unknown or self.starts_company(told, kept[0].first))
        return kept if fits and self.is_company(told.tokens, kept[0]) else []

    def described(self, tokens: Sequence[Token], name: int, first: int) -> bool:
        """Whether a word for a company stands right before token `name`, from `first` on: "the seat maker | Brel"."""
        return self._describes.ends_at(tokens, name, first)

    @staticmethod
    def starts_company(told: Told, i: int) -> bool:
        """Whether a company's name begins at token i, its article left aside."""
        mention = told.companies.get(i)
        return mention is not None and mention.value.kind not in NO_COMPANIES


def clauses(told: Told, members: Sequence[NameSpan]) -> Iterator[list[NameSpan]]:
    """A list cut at its semicolons: "A supplies B; C supplies D" names no list of B and C."""
    kept = list(members[:1])
    for before, member in pairwise(members):
        if any(t.text in SEMICOLONS for t in told.tokens[before.last : member.first]):
            yield kept
            kept = []
        kept.append(member)
    if kept:
        yield kept


def of_list(told: Told, members: Sequence[NameSpan]) -> str | None:
    """The text of a list from its first name to its last, what that owns left aside; None for none."""
    return told.words(members[0].first, unowned(told.tokens, members[-1]).last) if members else None


def unowned(tokens: Sequence[Token], span: NameSpan) -> NameSpan:
    """A name without what it owns: "Yanfeng" of "Yanfeng's branch"."""
    owns = next((i for i in range(span.first, span.last) if tokens[i].norm == "'s"), span.last)
    return NameSpan(span.first, owns)


def span_of(tokens: Sequence[Token], mention: Mention) -> NameSpan:
    """The tokens of a mention."""
    first = bisect_left(tokens, mention.start, key=lambda t: t.start)
    return NameSpan(first, bisect_left(tokens, mention.end, key=lambda t: t.start))


def clause_start(told: Told, i: int) -> int:
    """Where the words before token i begin that no mark parts from it, at most `PRODUCT_WORDS`."""
    begin = i
    while begin > max(told.first, i - PRODUCT_WORDS) and told.tokens[begin - 1].kind != MARK:
        begin -= 1
    return begin
