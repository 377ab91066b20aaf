"""Suppliers: companies that a document names as part of somebody's supply chain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise

from nevextract.assemble.forms import forms_of
from nevextract.assemble.name_lists import NameSpan, name_lists
from nevextract.find.name_runs import capital, find_runs, proper, vocabulary
from nevextract.find.name_values import ORGANISATION, PLACE
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import SuppliersPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, MARK, WORD, Token

LISTED, CHAIN, TITLE, VERB = "suppliers.listed", "suppliers.chain", "suppliers.title", "suppliers.verb"
SPOKEN = "suppliers.spoken_of"
CONFIDENCE = {LISTED: 0.9, VERB: 0.85, CHAIN: 0.7, TITLE: 0.75, SPOKEN: 0.75}
COMPANIES = frozenset({"company", "carmaker"})
SKIPPED = frozenset({"furniture", "caption"})
LIST_GAP = 10  # words between "parts makers" and "such as"
APPOSITION = 10  # words between a name and the "supplier" that it is said to be
PRODUCT_WORDS = 8
BRACKET_WORDS = 6
COLONS, SEMICOLONS = frozenset(":："), frozenset(";；")


@dataclass(frozen=True, slots=True)
class SupplierDraft:
    """A supplier to be: the fields of `records.Supplier` but its id. [start, end) is the name."""

    name: str
    supplies: str | None
    to: str | None
    location: str | None
    sentence: str
    start: int
    end: int
    rule: str
    confidence: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    span: NameSpan
    rule: str
    supplies: str | None = None
    to: str | None = None


def build_suppliers(
    tokens: Sequence[Token], text: str, sentences: Sequence[Sentence], names: Sequence[Mention], pack: Pack
) -> list[SupplierDraft]:
    """The suppliers of a document in text order, each once. `names` are its name mentions in text order."""
    reader = _reader(pack)
    forms = forms_of(text, names, pack)
    drafts: dict[str, SupplierDraft] = {}
    spoken_of: Mention | None = None
    for sentence in sentences:
        if sentence.kind in SKIPPED:
            continue
        found = list(reader.find(tokens, text, sentence, names))
        found.extend(reader.of_pronoun(tokens, sentence, names, spoken_of))
        spoken_of = _company_of(sentence, names) or spoken_of
        for named in found:
            start, end = tokens[named.span.first].start, tokens[named.span.last - 1].end
            name = named.span.text(tokens, text)
            drafts.setdefault(
                forms.get(name, name).casefold(),
                SupplierDraft(
                    name=name,
                    supplies=named.supplies,
                    to=named.to,
                    location=_location(names, sentence, start, end),
                    sentence=text[sentence.start : sentence.end],
                    start=start,
                    end=end,
                    rule=named.rule,
                    confidence=CONFIDENCE[named.rule],
                ),
            )
    return sorted(_once(drafts.values()), key=lambda draft: draft.start)


def _once(drafts: Iterable[SupplierDraft]) -> Iterator[SupplierDraft]:
    """The drafts without those of a company's short name beside its full one: "Brel" and "Brel Seating"."""
    words = [(draft, tuple(draft.name.casefold().split())) for draft in drafts]
    longer = {full[:n] for _, full in words for n in range(1, len(full))}
    yield from (draft for draft, name in words if name not in longer)


def _company_of(sentence: Sentence, names: Sequence[Mention]) -> Mention | None:
    """The company that a sentence speaks of first."""
    low = bisect_left(names, sentence.start, key=lambda m: m.start)
    for mention in names[low:]:
        if mention.start >= sentence.end:
            return None
        if mention.kind == ORGANISATION and mention.value.kind in COMPANIES:
            return mention
    return None


class _Reader:
    def __init__(self, pack: Pack) -> None:
        spec = pack.one("suppliers", SuppliersPattern)
        self._words = vocabulary(pack)
        self._lists = name_lists(pack)
        self._places = place_finder(pack)
        self._known = organisation_finder(pack)
        self._nouns = Lexicon((phrase, True) for phrase in spec.nouns)
        self._chains = Lexicon((phrase, True) for phrase in spec.chains)
        self._supplies = Lexicon((phrase, True) for phrase in spec.supplies)
        self._relatives = Lexicon((phrase, True) for phrase in spec.relatives)
        self._to = Lexicon((phrase, True) for phrase in spec.to)
        self._sources = Lexicon((phrase, True) for phrase in spec.sources)
        self._customers = Lexicon((phrase, True) for phrase in spec.customers)
        self._pronouns = Lexicon((phrase, True) for phrase in spec.pronouns)
        self._articles = Lexicon((phrase, True) for phrase in spec.articles)

    def find(
        self, tokens: Sequence[Token], text: str, sentence: Sentence, names: Sequence[Mention]
    ) -> Iterator[_Named]:
        """The suppliers that a sentence names."""
        first, last = sentence.first, sentence.last
        nouns = list(self._nouns.scan(tokens, first, last))
        for hit in nouns:
            yield from self._listed(tokens, hit.last, last)
            yield from self._titled(tokens, hit.first, hit.last, last)
        for hit in self._chains.scan(tokens, first, last):
            if hit.last < last and tokens[hit.last].text in COLONS:
                for span in self._lists.members_after(tokens, hit.last + 1, last):
                    if self._is_company(tokens, span):
                        yield _Named(span, CHAIN)
        if nouns:
            yield from self._described(tokens, first, last, [hit.first for hit in nouns])
        yield from self._verbs(tokens, text, sentence, names)
        yield from self._sourced(tokens, text, sentence)

    def of_pronoun(
        self, tokens: Sequence[Token], sentence: Sentence, names: Sequence[Mention], spoken_of: Mention | None
    ) -> Iterator[_Named]:
        """The company spoken of, where "it supplies" others or "its customers include" them. `spoken_of`: the company
        of the sentences before."""
        first, last = sentence.first, sentence.last
        company = _company_of(sentence, names)
        for i in range(first, last):
            begun = self._customers.longest(tokens, i, last)
            if begun is None:
                pronoun = self._pronouns.longest(tokens, i, last)
                begun = self._supplies.longest(tokens, pronoun.last, last) if pronoun else None
            customers = self._lists.members_after(tokens, begun.last, last) if begun else []
            if not begun or not customers or not self._is_company(tokens, customers[0]):
                continue
            own = company if company is not None and company.end <= tokens[i + 1].start else spoken_of
            if own is not None:
                to = " ".join(_words(tokens, customers[0].first, customers[-1].last))
                yield _Named(self._span(tokens, own), SPOKEN, None, to)
            return

    @staticmethod
    def _span(tokens: Sequence[Token], mention: Mention) -> NameSpan:
        first = bisect_left(tokens, mention.start, key=lambda t: t.start)
        return NameSpan(first, bisect_left(tokens, mention.end, key=lambda t: t.start))

    def _sourced(self, tokens: Sequence[Token], text: str, sentence: Sentence) -> Iterator[_Named]:
        """The supplier that goods come from: "seats for Geely come from Yanfeng's branch"."""
        for hit in self._sources.scan(tokens, sentence.first, sentence.last):
            suppliers = self._lists.members_after(tokens, hit.last, sentence.last)
            begin = hit.first
            while begin > max(sentence.first, hit.first - PRODUCT_WORDS) and tokens[begin - 1].kind != MARK:
                begin -= 1
            for i in range(begin + 1, hit.first):
                to = self._to.longest(tokens, i, hit.first)
                if to is None or not suppliers or not capital(tokens[to.last]):
                    continue
                goods = text[tokens[begin].start : tokens[i - 1].end]
                customer = NameSpan(to.last, hit.first).text(tokens, text)
                for span in map(partial(_unowned, tokens), suppliers):
                    if self._is_company(tokens, span):
                        yield _Named(span, VERB, goods, customer)
                break

    def _listed(self, tokens: Sequence[Token], i: int, last: int) -> Iterator[_Named]:
        """Names after "parts makers (with foreign capital) such as"."""
        for j in range(i, min(last, i + LIST_GAP + 1)):
            members = self._lists.listed_from(tokens, j, last)
            if members:
                yield from (_Named(span, LISTED) for span in members if self._is_company(tokens, span))
                return
            if tokens[j].kind == MARK and tokens[j].text != "," and tokens[j].text not in HYPHENS:
                return

    def _titled(self, tokens: Sequence[Token], first: int, i: int, last: int) -> Iterator[_Named]:
        """A name right after the word for one supplier: "seat supplier Yanfeng"."""
        if i >= last or tokens[i - 1].text[0].isupper() or not capital(tokens[i]):
            return
        members = self._lists.members_after(tokens, i, min(last, i + APPOSITION))
        if members and self._is_company(tokens, members[0]):
            yield _Named(members[0], TITLE, self._product_before(tokens, first))

    def _product_before(self, tokens: Sequence[Token], i: int) -> str | None:
        word = tokens[i - 1] if i else None
        fits = word is not None and word.kind == WORD and word.text.islower() and word.norm in self._words.plain
        return word.text if word is not None and fits else None

    def _described(self, tokens: Sequence[Token], first: int, last: int, nouns: Sequence[int]) -> Iterator[_Named]:
        """A name that is said to be a supplier: "Huaxin, one of the top component makers"."""
        for run in find_runs(tokens, first, last, self._words):
            hit = self._articles.longest(tokens, run.last, last)
            at = bisect_left(nouns, run.last)
            if hit is None or at == len(nouns) or nouns[at] - run.last > APPOSITION:
                continue
            between = tokens[hit.last : nouns[at]]
            span = NameSpan(run.first, run.last)
            if all(token.kind != MARK for token in between) and self._is_company(tokens, span):
                yield _Named(span, TITLE)

    def _verbs(
        self, tokens: Sequence[Token], text: str, sentence: Sentence, names: Sequence[Mention]
    ) -> Iterator[_Named]:
        """A company, a verb of supplying, the goods and whom they go to: "Yanfeng supplies seats to Geely"."""
        low = bisect_left(names, sentence.start, key=lambda m: m.start)
        starts = {m.start: m for m in names[low : low + sentence.last - sentence.first] if m.kind == ORGANISATION}
        i = sentence.first
        while i < sentence.last:
            if tokens[i].start not in starts:
                i += 1
                continue
            members = _one_clause(tokens, self._lists.members_after(tokens, i, sentence.last)) or [NameSpan(i, i + 1)]
            yield from self._supplied(tokens, text, members, sentence.last, starts)
            i = members[-1].last

    def _supplied(
        self,
        tokens: Sequence[Token],
        text: str,
        members: Sequence[NameSpan],
        last: int,
        starts: dict[int, Mention],
    ) -> Iterator[_Named]:
        """The members of a list, if a verb of supplying follows it; the last alone after ", which"."""
        i = self._lists.after_bracket(tokens, members[-1].last, last)
        relative = self._relatives.longest(tokens, i, last)
        verb = self._supplies.longest(tokens, i if relative is None else relative.last, last)
        if verb is None:
            return
        for j in range(verb.last + 1, min(last, verb.last + PRODUCT_WORDS)):
            if tokens[j].kind == MARK:
                return
            hit = self._to.longest(tokens, j, last)
            if hit is None:
                continue
            customers = _one_clause(tokens, self._lists.members_after(tokens, hit.last, last))
            if not customers or tokens[customers[0].first].start not in starts:
                return
            goods = text[tokens[verb.last].start : tokens[j - 1].end]
            to = NameSpan(customers[0].first, customers[-1].last).text(tokens, text)
            for span in members if relative is None else members[-1:]:
                if self._is_company(tokens, span):
                    yield _Named(span, VERB, goods, to)
            return

    def _is_company(self, tokens: Sequence[Token], span: NameSpan) -> bool:
        """Whether the name is a proper one and not that of a place."""
        if proper(tokens, span.first, span.last, self._words) is None:
            return False
        known = self._known.known_at(tokens, span.first, span.last)
        if known is not None and known.last == span.last:
            return True
        place = self._places.listed_at(tokens, span.first, span.last)
        return place is None or place.last < span.last


def _one_clause(tokens: Sequence[Token], members: Sequence[NameSpan]) -> list[NameSpan]:
    """The members of a list up to the first semicolon: "A supplies B; C supplies D" names no list of B and C."""
    kept = list(members[:1])
    for before, member in pairwise(members):
        if any(t.text in SEMICOLONS for t in tokens[before.last : member.first]):
            break
        kept.append(member)
    return kept


def _unowned(tokens: Sequence[Token], span: NameSpan) -> NameSpan:
    """A name without what it owns: "Yanfeng" of "Yanfeng's branch"."""
    owns = next((i for i in range(span.first, span.last) if tokens[i].norm == "'s"), span.last)
    return NameSpan(span.first, owns)


def _words(tokens: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """The words of [first, last), each with the mark that follows it."""
    for i in range(first, last):
        if tokens[i].kind != MARK or i == first:
            marks = [t.text for t in tokens[i + 1 : min(i + 2, last)] if t.kind == MARK]
            yield tokens[i].text + "".join(marks)


@lru_cache(maxsize=8)
def _reader(pack: Pack) -> _Reader:
    return _Reader(pack)


def _location(names: Sequence[Mention], sentence: Sentence, start: int, end: int) -> str | None:
    """The place inside the name, else the one last named before it in the sentence, else the next after it."""
    low = bisect_left(names, sentence.start, key=lambda m: m.start)
    before = after = None
    for mention in names[low:]:
        if mention.start >= sentence.end:
            break
        inside = start <= mention.start and mention.end <= end
        place = mention.value if mention.kind == PLACE else getattr(mention.value, "place", None)
        if place is None or (mention.kind != PLACE and not inside):
            continue
        if inside:
            return str(place.name)
        if mention.end <= start:
            before = place.name
        elif after is None:
            after = place.name
    return before or after
