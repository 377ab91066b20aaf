"""Where a text names a project: capitalised names, an owner's project, quoted titles, lists and numbered entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.assemble.name_lists import name_lists
from nevextract.assemble.project_lists import ProjectRows
from nevextract.find.name_runs import (
    Run,
    capital,
    find_runs,
    proper,
    skip_function_words,
    vocabulary,
)
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.lexicon import Lexicon
from nevextract.mentions import Sentence
from nevextract.patterns.names import ProjectsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, MARK, NUMBER, Kept, Token

RULES = LISTED, ROW, NUMBERED, QUOTED, OWNED, NAMED, SITE, DESCRIBED = (
    "projects.listed",
    "projects.row",
    "projects.numbered",
    "projects.quoted",
    "projects.owned",
    "projects.named",
    "projects.site",
    "projects.described",
)
OPENING, CLOSING = frozenset("\"“「《'‘"), frozenset("\"”」》'’")
WIDE_PLACES = frozenset({"country", "region"})
LIST_GAP = 1
LIST_MARKS = frozenset(":：—–-")
MIN_LISTED = 2  # names behind "projects:" or "projects are", one alone may be anything
MODIFIERS = 9  # small-letter words between a name and "project"
QUOTED_WORDS = 40
ENTRY_WORDS = 24
ENTRY_ENDS = frozenset(",，:：;；")
TAIL_WORDS = 4  # of a bracket after "project": "(phase II)"
MADE_THERE = 1  # trade words that make a base one of its own ("Brel copper foil base")
SIZE_WORDS = 5  # between the number of a project's size and what it makes
SIZE_MARKS = frozenset("/-³²")
CODE = 2  # words of a quoted code name
MIN_SPELT_OUT = 4  # trade words that make the name of a project by themselves
MIN_QUOTED, MIN_ENTRY, MIN_GENERIC = 3, 3, 3


class ProjectName(NamedTuple):
    """The name of a project: tokens [first, last) and the rule that found it."""

    first: int
    last: int
    rule: str


class ProjectNames:
    """Finds the names of projects. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("projects", ProjectsPattern)
        self._words = vocabulary(pack)
        self._lists = name_lists(pack)
        self._known = organisation_finder(pack)
        self._places = place_finder(pack)
        self._project = frozenset(spec.project_words)
        self._sites = frozenset(spec.site_heads)
        self._described_sites = frozenset(spec.described_sites)
        self._entry_heads = self._sites | self._described_sites
        self._of = frozenset(spec.of)
        self._phases = Lexicon((phrase, True) for phrases in spec.phases.values() for phrase in phrases)
        self._is = Lexicon((phrase, True) for phrase in spec.copulas)
        self._rows = ProjectRows(self._words, self._lists.separators, self._project)
        self._modifiers = frozenset(spec.modifiers)
        self._nouns = Lexicon((phrase, True) for phrase in spec.nouns)
        self._numbered = Lexicon((phrase, True) for phrase in spec.numbered_cues)
        self._kept: Kept[tuple[ProjectName, ...]] = Kept()

    def find(self, tokens: Sequence[Token], sentence: Sentence) -> tuple[ProjectName, ...]:
        """The projects that a sentence names, in text order, none overlapping; longer names win."""
        first, last = sentence.first, sentence.last
        return self._kept.of(tokens, first, last, lambda: self._find(tokens, first, last))

    def _find(self, tokens: Sequence[Token], first: int, last: int) -> tuple[ProjectName, ...]:
        if not self._may_name(tokens, first, last):
            return ()
        found = [
            *self._of_owner(tokens, first, last),
            *self._listed(tokens, first, last),
            *self._said(tokens, first, last),
            *self._entry(tokens, first, last),
            *self._quoted(tokens, first, last),
            *self._measured(tokens, first, last),
            *self._spelt_out(tokens, first, last),
            *(ProjectName(a, b, ROW) for a, b in self._rows.find(tokens, first, last)),
        ]
        for run in find_runs(tokens, first, last, self._words):
            found.extend(self._of_run(tokens, run, first, last))
        kept: list[ProjectName] = []
        for name in sorted(found, key=lambda n: (n.first - n.last, n.first)):
            if all(name.last <= other.first or name.first >= other.last for other in kept):
                kept.append(name)
        return tuple(sorted(kept))

    def _may_name(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) hold a word for a project, site or phase, without which no rule finds a name."""
        project, sites = self._project, self._entry_heads
        told = [token for token in tokens[first:last] if token.norm in project or token.text in sites]
        return bool(told) or self._nouns.anywhere(tokens, first, last) or self._phases.anywhere(tokens, first, last)

    def _listed(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        for hit in self._nouns.scan(tokens, first, last):
            for i in range(hit.last, min(hit.last + LIST_GAP + 1, last)):
                names = self._lists.listed_from(tokens, i, last)
                copula = self._is.longest(tokens, i, last) if not names else None
                if not names and (copula is not None or tokens[i].text in LIST_MARKS):
                    names = self._lists.members_after(tokens, copula.last if copula else i + 1, last)
                    names = names if len(names) >= MIN_LISTED else []
                for name in names:
                    yield ProjectName(name.first, name.last, LISTED)

    def _said(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        """A name of several words that is said to be a project: "a key project is the Brel Seat Park"."""
        for hit in self._nouns.scan(tokens, first, last):
            copula = self._is.longest(tokens, hit.last, last)
            if copula is None or copula.last >= last or not capital(tokens[copula.last]):
                continue
            run = self._run_at(tokens, copula.last, last)
            if run is None:
                continue
            named = proper(tokens, run.first, run.last, self._words) is not None
            if named and run.last - run.first >= MIN_GENERIC and tokens[run.last - 1].text in self._sites:
                yield ProjectName(run.first, run.last, LISTED)

    def _run_at(self, tokens: Sequence[Token], i: int, last: int) -> Run | None:
        """The capitalised words that begin at token i; None where that is one which begins no name ("RMB")."""
        return next((run for run in find_runs(tokens, i, last, self._words)[:1] if run.first == i), None)

    def _entry(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        """A numbered entry that names a project, or a site by what is made there, up to its first comma or colon:
        "2. Huaxin seat project, ..."."""
        if last - first < MIN_ENTRY + 2 or tokens[first].kind != NUMBER or tokens[first + 1].kind != MARK:
            return
        if self._numbered.longest(tokens, first + 2) is not None:
            return
        for i in range(first + 2, min(last, first + 2 + ENTRY_WORDS)):
            if tokens[i].norm in self._project:
                if i - first - 1 >= MIN_ENTRY and capital(tokens[first + 2]):
                    yield ProjectName(first + 2, i + 1, NUMBERED)
                return
            if tokens[i].text in ENTRY_ENDS and i - first - 2 >= MIN_ENTRY and tokens[i - 1].text in self._entry_heads:
                if proper(tokens, first + 2, i - 1, self._words) is not None:
                    yield ProjectName(first + 2, i, NUMBERED)
                return

    def _measured(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        """A project known by its size and what it makes: "the 5 GWh | sodium battery project"."""
        for i in range(first + MIN_GENERIC, last):
            if tokens[i].norm not in self._project:
                continue
            begin = i
            while begin > first and tokens[begin - 1].norm in self._modifiers and i - begin < MODIFIERS:
                begin -= 1
            near = range(max(first, begin - SIZE_WORDS), begin)
            sizes = [j for j in near if tokens[j].kind == NUMBER]
            fits = sizes and all(t.kind != MARK or t.text in SIZE_MARKS for t in tokens[sizes[-1] : begin])
            if fits and i - begin > 1 and sizes[-1] < begin - 1:
                yield ProjectName(begin, i + 1, NAMED)

    def _of_owner(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        """A site or project that trade words and its owner tell: "a | battery base of Huaxin Energy"."""
        for i in range(first + 1, last - 2):
            if tokens[i].text not in self._entry_heads and tokens[i].norm not in self._project:
                continue
            begin = i
            while begin > first and i - begin < MODIFIERS and self._trade(tokens[begin - 1]):
                begin -= 1
            named = proper(tokens, begin - 1, begin, self._words) is not None
            known = named or tokens[begin - 1].norm == "'s"  # a name of its own
            owner = self._owner_after(tokens, i + 1, last) if begin < i and not known else None
            if owner is not None:
                yield ProjectName(begin, owner, OWNED if tokens[i].norm in self._project else SITE)

    def _spelt_out(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        """A project that many trade words describe: "the automotive battery casing production project"."""
        for i in range(first + MIN_SPELT_OUT, last):
            if tokens[i].norm in self._project:
                begin = i
                while begin > first and i - begin < MODIFIERS and self._trade(tokens[begin - 1]):
                    begin -= 1
                while begin < i and tokens[begin].norm in self._words.joiners:
                    begin += 1
                if i - begin >= MIN_SPELT_OUT:
                    yield ProjectName(begin, i + 1, DESCRIBED)

    def _phased(self, tokens: Sequence[Token], run: Run, begin: int, last: int) -> int | None:
        """Where the phase ends by which something of a name's is known: "Brel cathode | phase III", "Brel Foil Phase
        II"; a name with nothing else is no project."""
        i = run.last
        while (
            i < min(last, run.last + MODIFIERS) and self._trade(tokens[i]) and not self._phases.longest(tokens, i, last)
        ):
            i += 1
        hit = self._phases.longest(tokens, i, last)
        if hit is not None and i > run.last:
            return hit.last
        inside = (self._phases.longest(tokens, j, run.last) for j in range(begin + 2, run.last))
        return run.last if any(hit is not None and hit.last == run.last for hit in inside) else None

    def _trade(self, token: Token) -> bool:
        return token.norm in self._modifiers and token.text.islower()

    def _owner_after(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        """Where the name of a company ends that "of" at token i leads to."""
        if tokens[i].norm not in self._of or i + 1 >= last or not capital(tokens[i + 1]):
            return None
        run = self._run_at(tokens, i + 1, last)
        if run is None:
            return None
        place = self._places.listed_at(tokens, run.first, run.last)
        named = proper(tokens, run.first, run.last, self._words) is not None
        return run.last if named and (place is None or place.last < run.last) else None

    def _quoted(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[ProjectName]:
        """A quoted title that ends in the word for project: "... battery project (phase II)"."""
        opened: int | None = None
        for i in range(first, last):
            mark = tokens[i].text
            if opened is not None and mark in CLOSING and i - opened <= QUOTED_WORDS:
                end = self._title_end(tokens, opened + 1, i)
                if end is not None:
                    yield ProjectName(opened + 1, i, QUOTED)
                opened = None
            elif mark in OPENING:
                opened = i

    def _title_end(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        if last - first == CODE and tokens[first].norm in self._project and tokens[first + 1].kind == NUMBER:
            return last  # "Project 44"
        if last - first < MIN_QUOTED:
            return None
        for i in range(last - 1, max(first, last - 1 - TAIL_WORDS) - 1, -1):
            if tokens[i].norm in self._project:
                return i + 1 if i == last - 1 or tokens[i + 1].text == "(" else None
        return None

    def _of_run(self, tokens: Sequence[Token], run: Run, first: int, last: int) -> Iterator[ProjectName]:
        begin = skip_function_words(tokens, run.first, run.last, self._words)
        if begin == run.last:
            return
        for i in range(run.last - 1, begin, -1):
            if tokens[i].norm in self._project and self._is_name(tokens, begin, i):
                yield ProjectName(self._owner_before(tokens, begin, first), i + 1, NAMED)
                return
        head, owned = self._project_after(tokens, run.last, last)
        if head is not None:
            described = head - run.last > int(owned) and self._may_own(tokens, begin, run.last, first, owned)
            opening = begin == first and run.last - begin == 1 and not owned  # any word may open a sentence
            if described or (not opening and self._is_name(tokens, begin, run.last)):
                yield ProjectName(self._owner_before(tokens, begin, first), head + 1, OWNED if owned else NAMED)
            return
        phased = self._phased(tokens, run, begin, last)
        if phased is not None and (
            self._is_name(tokens, begin, run.last) or self._may_own(tokens, begin, run.last, first, owned=False)
        ):
            yield ProjectName(begin, phased, NAMED)
            return
        for i in range(run.last - 1, begin, -1):
            if tokens[i].text in self._sites and self._is_name(tokens, begin, i, place_too=True):
                yield ProjectName(self._owner_before(tokens, begin, first), i + 1, SITE)
                return
        site = self._lower_site(tokens, run.last, last)
        if site is not None and self._may_name_site(tokens, begin, run.last, site):
            yield ProjectName(begin, site + 1, SITE)

    def _project_after(self, tokens: Sequence[Token], i: int, last: int) -> tuple[int | None, bool]:
        """The small-letter word for project that trade words lead to from token i, and if a possessive stood first."""
        owned = i < last and tokens[i].norm == "'s"
        start = i + 1 if owned else i
        for j in range(start, min(last, start + MODIFIERS)):
            token = tokens[j]
            if token.norm in self._project:
                return j, owned
            fits = token.norm in self._modifiers or token.norm in self._words.plain
            fits = fits or (owned and (token.kind == NUMBER or capital(token)))
            if not fits and not (j > start and token.text in "-&"):
                break
        return None, owned

    def _lower_site(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        for j in range(i, min(last, i + MODIFIERS)):
            if tokens[j].text in self._sites or (j - i >= MADE_THERE and tokens[j].text in self._described_sites):
                return j
            hyphen = j > i and tokens[j].text in HYPHENS
            if not hyphen and tokens[j].norm not in self._modifiers and tokens[j].norm not in self._words.plain:
                break
        return None

    def _may_name_site(self, tokens: Sequence[Token], begin: int, end: int, site: int) -> bool:
        """Whether [begin, end) is a name that the plant at token `site` goes by: no unit, no acronym but a company's,
        and no place without more ("Lyon plant")."""
        if proper(tokens, begin, end, self._words) is None or (begin > 0 and tokens[begin - 1].kind == NUMBER):
            return False
        if self._known.known_at(tokens, begin, end) is not None:
            return True
        place = self._places.listed_at(tokens, begin, end)
        acronym = end - begin == 1 and any(c.isupper() for c in tokens[begin].text[1:])
        return not acronym and (place is None or place.last < end or site > end)

    def _may_own(self, tokens: Sequence[Token], begin: int, end: int, first: int, owned: bool) -> bool:
        """Whether [begin, end) is a name that a project described in small letters can go by."""
        if proper(tokens, begin, end, self._words) is None:
            return False
        place = self._places.listed_at(tokens, begin, end)
        if place is not None and place.last == end:
            return not owned and place.value.value.kind not in WIDE_PLACES
        known = self._known.known_at(tokens, begin, end) is not None or place is not None
        return known or owned or end - begin > 1 or begin > first  # else a sentence's first word

    def _is_name(self, tokens: Sequence[Token], begin: int, head: int, *, place_too: bool = False) -> bool:
        """Whether [begin, head) says more than whose (or, unless `place_too`, where) a project is."""
        if proper(tokens, begin, head, self._words) is None:
            return head - begin >= MIN_GENERIC and begin > 0 and tokens[begin - 1].kind != MARK
        known = self._known.known_at(tokens, begin, head)
        if known is not None and known.last == head:
            return False
        place = self._places.listed_at(tokens, begin, head)
        return place_too or place is None or place.last < head

    def _owner_before(self, tokens: Sequence[Token], begin: int, first: int) -> int:
        """Where the owner's name begins that stands in the possessive before token `begin`."""
        i = begin - 1
        if i <= first or tokens[i].norm != "'s" or not capital(tokens[i - 1]):
            return begin
        start = i - 1
        while start > first and capital(tokens[start - 1]) and i - start < TAIL_WORDS:
            start -= 1
        return skip_function_words(tokens, start, i, self._words)


@lru_cache(maxsize=8)
def project_names(pack: Pack) -> ProjectNames:
    """The finder of project names of a pack, built once."""
    return ProjectNames(pack)
