"""Suppliers: companies that a document names as part of somebody's supply chain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nevextract.assemble.forms import forms_of
from nevextract.assemble.supplier_deals import SupplierDeals
from nevextract.assemble.supplier_lists import SupplierLists
from nevextract.assemble.supplier_rules import (
    CHAIN,
    LISTED,
    NAME,
    NO_COMPANIES,
    SPOKEN,
    TITLE,
    VERB,
    Named,
    Reader,
    Told,
    lexicon,
)
from nevextract.find.name_values import ORGANISATION, PLACE
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.pack import Pack
from nevextract.tokens import Token

CONFIDENCE = {LISTED: 0.9, VERB: 0.85, CHAIN: 0.7, TITLE: 0.75, SPOKEN: 0.75, NAME: 0.55}
SKIPPED = frozenset({"furniture", "caption"})


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


def build_suppliers(
    tokens: Sequence[Token], text: str, sentences: Sequence[Sentence], names: Sequence[Mention], pack: Pack
) -> list[SupplierDraft]:
    """The suppliers of a document in text order, each once. `names` are its name mentions in text order."""
    rules = _rules(pack)
    forms = forms_of(text, names, pack)
    drafts: dict[str, SupplierDraft] = {}
    by_name: list[tuple[str, SupplierDraft]] = []
    spoken_of: Mention | None = None
    for sentence in sentences:
        if sentence.kind in SKIPPED:
            continue
        speaks = rules.may_name(tokens, sentence)
        told = rules.reader.told(tokens, text, sentence, names, spoken_of) if speaks else None
        spoken_of = _company_of(sentence, names) or spoken_of
        for named in rules.find(told) if told is not None else ():
            start, end = tokens[named.span.first].start, tokens[named.span.last - 1].end
            name = named.span.text(tokens, text)
            draft = SupplierDraft(
                name=name,
                supplies=named.supplies,
                to=named.to,
                location=_location(names, sentence, start, end),
                sentence=text[sentence.start : sentence.end],
                start=start,
                end=end,
                rule=named.rule,
                confidence=CONFIDENCE[named.rule],
            )
            key = forms.get(name, name).casefold()
            if draft.rule == NAME:
                by_name.append((key, draft))  # what the text says of a company goes before what its name does
            else:
                drafts[key] = _filled(drafts[key], draft) if key in drafts else draft
    for key, draft in by_name:
        drafts.setdefault(key, draft)
    return sorted(_once(drafts.values()), key=lambda draft: draft.start)


def _filled(old: SupplierDraft, new: SupplierDraft) -> SupplierDraft:
    """A supplier with what a later mention adds to it."""
    return replace(old, supplies=old.supplies or new.supplies, to=old.to or new.to)


def _once(drafts: Iterable[SupplierDraft]) -> Iterator[SupplierDraft]:
    """The drafts without those of a company's short name beside its full one: "Brel" and "Lyon Brel Seating"."""
    words = [(draft, tuple(draft.name.casefold().split())) for draft in drafts]
    cuts = ((full, i, j) for _, full in words for i in range(len(full)) for j in range(i + 1, len(full) + 1))
    longer = {full[i:j] for full, i, j in cuts if j - i < len(full) and (i == 0 or j - i > 1)}
    yield from (draft for draft, name in words if name not in longer)


def _company_of(sentence: Sentence, names: Sequence[Mention]) -> Mention | None:
    """The company that a sentence speaks of first."""
    low = bisect_left(names, sentence.start, key=lambda m: m.start)
    for at in range(low, len(names)):
        mention = names[at]
        if mention.start >= sentence.end:
            return None
        if mention.kind == ORGANISATION and mention.value.kind not in NO_COMPANIES:
            return mention
    return None


class _Rules:
    """The rules of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.reader = Reader(pack)
        self.lists, self.deals = SupplierLists(pack, self.reader), SupplierDeals(pack, self.reader)
        spec = self.reader.spec
        acts = (*spec.supplies, *spec.makes, *spec.serves, *spec.customers, *spec.sources, *spec.bought_from)
        self._any = lexicon((*spec.nouns, *spec.chains, *spec.parts, *acts))

    def may_name(self, tokens: Sequence[Token], sentence: Sentence) -> bool:
        """Whether a sentence holds any of the words without which no rule finds a supplier."""
        return self._any.anywhere(tokens, sentence.first, sentence.last)

    def find(self, told: Told) -> Iterator[Named]:
        """The suppliers that a sentence names."""
        yield from self.lists.find(told)
        yield from self.deals.find(told)
        yield from self.lists.by_name(told)


@lru_cache(maxsize=8)
def _rules(pack: Pack) -> _Rules:
    return _Rules(pack)


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
