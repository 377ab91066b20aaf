"""Find organisations and facilities: listed ones, and those that the grammar of their names makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nevextract.find.aliases import aliases_of
from nevextract.find.name_runs import (
    Run,
    after_origin,
    capital,
    find_runs,
    proper,
    skip_function_words,
    title_case,
    vocabulary,
)
from nevextract.find.name_values import FACILITY, ORGANISATION, NameValue, plain
from nevextract.find.places import place_finder
from nevextract.lexicon import Hit, Lexicon
from nevextract.mentions import Mention
from nevextract.patterns.names import OrganisationsPattern, PlacesPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD, Token, tokenize

LISTED, COMPANY, BODY, FACILITY_RULE = (
    "organisations.listed",
    "organisations.company",
    "organisations.body",
    "organisations.facility",
)
STRONG, WEAK, GOVERNMENT, BODY_HEAD, MEDIA = "strong", "weak", "government", "body", "media"
MODIFIERS = 4  # small-letter words between a name and a small-letter facility head
OF_DEPTH = 2  # bodies of bodies: "Division of the Bureau of Statistics"
MAX_WORDS = 20  # no name made by grammar is longer
OF_WORDS = 8  # words after the "of" of a public body
OWNED_WORDS = 3  # words that the name of "the city's department for trade" has at least, and one more
GENERIC_WORDS = 3  # so many capitalised words of the trade inside a sentence are a name
COUNTRY_KINDS = ("country", "region")
BRANCH = "company"
UNIT_KINDS = ("country", "province")
TOWN_KINDS = ("city", "county", "province")
MAKERS = frozenset({"carmaker", "battery", "supplier", "technology"})


class OrganisationFinder:
    """Finds organisations and facilities in tokens. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("organisations", OrganisationsPattern)
        self._words = vocabulary(pack)
        self._places = place_finder(pack)
        rows = [(row[0], row[1] if len(row) > 1 else "company") for row in pack.rows("lists/organisations.tsv")]
        rows = list(_with_aliases(dict(rows), aliases_of(pack).listed[ORGANISATION]).items())
        self._known = Lexicon.from_names(rows)
        self._listed_names = [name for name, _ in rows]
        self._first = frozenset(tokenize(name)[0].text for name in self._listed_names)
        heads = (
            (spec.strong_heads, STRONG),
            (spec.weak_heads, WEAK),
            (spec.media_heads, MEDIA),
            (spec.body_heads, BODY_HEAD),
            (spec.government_heads, GOVERNMENT),
            (spec.facility_heads, FACILITY),
        )
        self._heads = {word: kind for words, kind in heads for word in words}
        self._lower_facility = frozenset(spec.lower_facility_heads)
        self._modifiers = frozenset(spec.facility_modifiers)
        self._of = frozenset(spec.of)
        self._levels = frozenset(spec.levels)
        self._lower_government = frozenset(spec.lower_government_heads)
        self._subjects = frozenset(spec.subjects)
        self._spots = frozenset(spec.spots)
        self._inside = frozenset(pack.one("places", PlacesPattern).inside)
        self._branches = frozenset(spec.branch_heads)
        self._own_heads = {(words[0], words[1]) for words in (pair.split() for pair in spec.own_heads)}
        self._body_pairs = {(words[0], words[1]) for words in (pair.split() for pair in spec.body_pairs)}

    def find(self, tokens: Sequence[Token], text: str, first: int, last: int) -> list[Mention]:
        """The organisations and facilities named by tokens [first, last), in text order; they may overlap."""
        headline = title_case(tokens, first, last)
        found = [*self._listed(tokens, text, first, last), *self._small_letters(tokens, text, first, last)]
        for run in find_runs(tokens, first, last, self._words):
            found.extend(self._in_run(tokens, text, run, last, headline))
        return sorted(found, key=lambda m: (m.start, -m.end))

    def names(self) -> list[str]:
        """The listed names in their order."""
        return self._listed_names

    def known_at(self, tokens: Sequence[Token], i: int, limit: int) -> Hit[str] | None:
        """The longest listed organisation that begins at token i."""
        return self._known.longest(tokens, i, limit) if tokens[i].text in self._first else None

    def made(
        self,
        tokens: Sequence[Token],
        text: str,
        first: int,
        last: int,
        kind: str,
        rule: str,
        mention_kind: str = ORGANISATION,
    ) -> Mention:
        """The mention of tokens [first, last) that somebody else has found to be a name, with place and owner."""
        return self._mention(tokens, text, first, last, kind, rule, mention_kind)

    def _listed(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Iterator[Mention]:
        done = first
        for i in [i for i in range(first, last) if tokens[i].text in self._first]:
            hit = self.known_at(tokens, i, last) if i >= done else None
            if hit is None:
                continue
            done = self._with_country(tokens, hit, last)
            yield self._mention(tokens, text, self._with_town(tokens, hit, first), done, hit.value, LISTED)

    def _with_town(self, tokens: Sequence[Token], hit: Hit[str], first: int) -> int:
        """Where the name of a listed maker begins, with the town or province of the unit meant: "Lyon Brel"."""
        begin = hit.first
        place = self._place_before(tokens, begin, first) if hit.value in MAKERS and begin > first else None
        if place is None or tokens[begin].start - tokens[begin - 1].end != 1:
            return begin
        kind = self._places.listed_at(tokens, place, begin)
        inside = place > first and tokens[place - 1].norm in self._inside  # "in Lyon Brel sells"
        return place if kind and kind.value.value.kind in TOWN_KINDS and not inside else begin

    def _with_country(self, tokens: Sequence[Token], hit: Hit[str], last: int) -> int:
        """Where the name of a listed maker ends, with the country or province whose company is meant: "Brel China"."""
        end = hit.last
        place = self._places.listed_at(tokens, end, last) if hit.value in MAKERS and end < last else None
        if place is None or place.value.value.kind not in UNIT_KINDS or tokens[end].start - tokens[end - 1].end != 1:
            return end
        after = tokens[place.last] if place.last < last else None
        close = after is not None and after.start - tokens[place.last - 1].end == 1
        goes_on = after is not None and close and (capital(after) or after.text in self._lower_facility)
        return end if goes_on else place.last

    def _in_run(self, tokens: Sequence[Token], text: str, run: Run, limit: int, headline: bool) -> Iterator[Mention]:
        begin = skip_function_words(tokens, run.first, run.last, self._words)
        for end in run.legal:
            named = proper(tokens, begin, end - 1, self._words) is not None
            if end - begin > 1 and (named or self._legal_words(tokens, begin, end) > 1):
                yield self._mention(tokens, text, begin, end, "company", COMPANY)
            begin = end
        unnamed = begin  # where what stands before a plant begins, if the head inside is no end of a name
        while begin < run.last:
            head = self._last_head(tokens, begin, run.last)
            if head is None:
                yield from self._lower_facility_after(tokens, text, min(unnamed, begin), run.last, limit)
                return
            mention = self._headed(tokens, text, begin, head, run.last, limit, headline)
            if mention is not None:
                yield mention
                yield from self._lower_facility_after(tokens, text, begin, head + 1, limit)
                unnamed = head + 1
            begin = head + 1

    def _legal_words(self, tokens: Sequence[Token], begin: int, end: int) -> int:
        """How many words stand before the legal form that ends at token `end`."""
        for i in range(begin, end):
            hit = self._words.legal.longest(tokens, i, end) if i > begin else None
            if hit is not None and hit.last == end:
                return i - begin
        return 0

    def _last_head(self, tokens: Sequence[Token], begin: int, end: int) -> int | None:
        for i in range(end - 1, begin - 1, -1):
            if tokens[i].text in self._heads:
                return i
        return None

    def _headed(
        self,
        tokens: Sequence[Token],
        text: str,
        begin: int,
        head: int,
        run_end: int,
        limit: int,
        headline: bool,
    ) -> Mention | None:
        """The name that ends (or for a public body, may go on) at the head, if it is a proper one."""
        kind, end = self._heads[tokens[head].text], head + 1
        if head - begin > MAX_WORDS:
            return None
        if head > begin and (tokens[head - 1].text, tokens[head].text) in self._body_pairs:
            kind = BODY_HEAD
        name = proper(tokens, begin, head, self._words)
        if kind in (GOVERNMENT, BODY_HEAD):
            end = self._of_phrase(tokens, head + 1, limit)
            if end == head + 1 and name is None and not self._generic_name(tokens, begin, head):
                return None
            rule = BODY
        elif kind == FACILITY:
            if tokens[head].text in self._spots and end < run_end:
                return None  # "Silk Road Express"
            named = name is not None or self._generic_name(tokens, begin, head) or self._is_own(tokens, head)
            if not named or (headline and not self._placed(tokens, begin, head)):
                return None
            return self._mention(tokens, text, begin, end, "facility", FACILITY_RULE, FACILITY)
        elif name is None or (headline and kind == WEAK):
            return None
        elif (
            kind == WEAK
            and (end < run_end or not self._own_name(tokens, begin, head))
            and not self._homely(tokens, begin)
        ):
            return None  # a trade word inside a longer run is no end of a name
        else:
            rule = BODY if kind == MEDIA else COMPANY
            if kind == STRONG and end < run_end:
                country = self._places.listed_at(tokens, end, run_end)
                end = country.last if country and country.value.value.kind in COUNTRY_KINDS else end
        return self._mention(tokens, text, begin, end, "company" if rule == COMPANY else kind, rule)

    def _is_own(self, tokens: Sequence[Token], head: int) -> bool:
        """Whether the head is a name by itself with the word before it: "the Gigafactory"."""
        return head > 0 and (tokens[head - 1].norm, tokens[head].text) in self._own_heads

    def _placed(self, tokens: Sequence[Token], begin: int, head: int) -> bool:
        """Whether a listed place and nothing else stands before the head: that is a name in a headline too."""
        place = self._places.listed_at(tokens, begin, head) if begin < head else None
        return place is not None and place.last == head

    def _homely(self, tokens: Sequence[Token], begin: int) -> bool:
        """Whether it is told right before token `begin` where a company is at home."""
        return begin > 2 and after_origin(tokens, begin - 3, begin, self._words)

    def _generic_name(self, tokens: Sequence[Token], begin: int, head: int) -> bool:
        """Whether capitalised words of the trade alone make a name: several, and not after a full stop."""
        return head - begin >= GENERIC_WORDS - 1 and begin > 0 and tokens[begin - 1].kind != MARK

    def _own_name(self, tokens: Sequence[Token], begin: int, head: int) -> bool:
        """Whether a word before the head is neither a place nor a word of the trade."""
        i = begin
        while i < head:
            hit = self._places.listed_at(tokens, i, head)
            if hit is not None:
                i = hit.last
            elif proper(tokens, i, i + 1, self._words) is not None:
                return True
            else:
                i += 1
        return False

    def _of_phrase(self, tokens: Sequence[Token], i: int, limit: int, depth: int = 0) -> int:
        """Where a public body's name ends that may go on with "of ..." at token i."""
        if i + 1 >= limit or tokens[i].norm not in self._of:
            return i
        begin = i + 2 if tokens[i + 1].norm in self._words.function else i + 1
        if begin >= limit:
            return i
        if not capital(tokens[begin]):
            return self._subject_words(tokens, i + 1, limit) or i
        runs = find_runs(tokens, begin, min(limit, begin + OF_WORDS), self._words)
        if not runs or runs[0].first != begin:
            return i
        end = runs[0].last
        if depth < OF_DEPTH and tokens[end - 1].text in self._heads:
            return self._of_phrase(tokens, end, limit, depth + 1)
        return end

    def _subject_words(self, tokens: Sequence[Token], i: int, limit: int) -> int | None:
        """Where small-letter words for what a public body does end, from token i; None: no such words."""
        end = i
        while end < min(limit, i + OF_WORDS) and tokens[end].norm in self._subjects:
            end += 1
        while end > i and tokens[end - 1].norm in self._words.joiners:
            end -= 1
        return end if end > i else None

    def _small_letters(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Iterator[Mention]:
        """Public bodies in small letters: "municipal bureau of economy and information technology"."""
        if self._lower_government.isdisjoint([token.text for token in tokens[first:last]]):
            return
        for i in range(first, last - 1):
            if self._owned_body(tokens, i, first) and tokens[i + 1].norm in self._of:
                end = self._subject_words(tokens, i + 2, last)
                if end is not None and end - i > OWNED_WORDS:
                    yield self._mention(tokens, text, i, end, GOVERNMENT, BODY)
            if tokens[i].text not in self._levels or tokens[i + 1].text not in self._lower_government:
                continue
            place = self._place_before(tokens, i, first)
            end = None
            if i + 3 < last and tokens[i + 2].norm in self._of:
                end = self._subject_words(tokens, i + 3, last)
            if end is not None or place is not None:
                yield self._mention(tokens, text, i if place is None else place, end or i + 2, GOVERNMENT, BODY)

    def _owned_body(self, tokens: Sequence[Token], i: int, first: int) -> bool:
        """Whether token i is a body of a city or county that is not named again: "the city's | department"."""
        owned = i > first + 1 and tokens[i - 1].norm == "'s" and tokens[i - 2].text in self._levels
        return owned and tokens[i].text in self._lower_government

    def _place_before(self, tokens: Sequence[Token], i: int, first: int) -> int | None:
        """Where the listed place begins that ends right before token i."""
        for start in range(max(first, i - 2), i):
            hit = self._places.listed_at(tokens, start, i)
            if hit is not None and hit.last == i:
                return start
        return None

    def _lower_facility_after(
        self, tokens: Sequence[Token], text: str, begin: int, end: int, limit: int
    ) -> Iterator[Mention]:
        """A name before "(production) base": "SAIC Ningde base", "Chery production base"."""
        if end < limit and tokens[end].text in self._branches and self._placed(tokens, end - 1, end):
            yield self._mention(tokens, text, end - 1, end + 1, BRANCH, BODY)  # "its Luxi branch"
            return
        i = end
        while i < min(limit, end + MODIFIERS) and (
            tokens[i].norm in self._modifiers or (tokens[i].text in HYPHENS and i > end)
        ):
            i += 1
        if i >= limit or tokens[i].text not in self._lower_facility:
            return
        start = self._name_start(tokens, begin, end)
        if start is not None:
            yield self._mention(tokens, text, start, i + 1, "facility", FACILITY_RULE, FACILITY)

    def _name_start(self, tokens: Sequence[Token], begin: int, end: int) -> int | None:
        """Where the name of a facility begins in [begin, end), or None if that is no name of one."""
        start = skip_function_words(tokens, begin, end, self._words)
        if start >= end or proper(tokens, start, end, self._words) is None:
            return None
        if end - start == 1 and start > 0 and tokens[start - 1].kind == NUMBER:
            return None  # a unit: "12 GWh plant"
        place = self._places.listed_at(tokens, start, end)
        if place is not None and place.last == end and place.value.value.kind in COUNTRY_KINDS:
            return None
        return start

    def _mention(
        self,
        tokens: Sequence[Token],
        text: str,
        first: int,
        last: int,
        kind: str,
        rule: str,
        mention_kind: str = ORGANISATION,
    ) -> Mention:
        start, end = tokens[first].start, tokens[last - 1].end
        full, owner = start, None
        if mention_kind == FACILITY:
            full, owner = self._owner_before(tokens, text, first)
        place = self._places.value_inside(tokens, first, last)
        return Mention(mention_kind, start, end, rule, NameValue(plain(text[start:end]), kind, full, place, owner))

    def _owner_before(self, tokens: Sequence[Token], text: str, first: int) -> tuple[int, str | None]:
        """The capitalised name with a possessive right before token `first`: "SAIC Motor's | Ningde base"."""
        i = first - 1
        if i < 1 or tokens[i].norm != "'s" or not capital(tokens[i - 1]):
            return tokens[first].start, None
        begin = i - 1
        while begin > 0 and capital(tokens[begin - 1]) and tokens[begin - 1].kind == WORD and i - begin < MODIFIERS:
            begin -= 1
        begin = skip_function_words(tokens, begin, i, self._words)
        if begin == i:
            return tokens[first].start, None
        return tokens[begin].start, plain(text[tokens[begin].start : tokens[i - 1].end])


def _with_aliases(listed: Mapping[str, str], forms: Mapping[str, str]) -> dict[str, str]:
    """Listed names with their kinds, and all other names of the same organisations, each of the kind of one listed."""
    kinds = {form: listed[name] for name, form in forms.items() if name in listed}
    return {**{name: kinds.get(form, "company") for name, form in forms.items()}, **listed}


@lru_cache(maxsize=8)
def organisation_finder(pack: Pack) -> OrganisationFinder:
    """The organisation finder of a pack, built once."""
    return OrganisationFinder(pack)
