"""Periods of time: `PeriodFinder` finds the expressions of a text, `resolve` (period_expr) dates them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nevextract.find.period_build import CALENDAR, MODES, build
from nevextract.find.period_dates import MONTHS_OF_YEAR, Period
from nevextract.find.period_expr import Anchor, PeriodExpr
from nevextract.find.period_fiscal import Fiscal, assumed
from nevextract.find.period_guards import Guards
from nevextract.find.period_resolve import resolve
from nevextract.find.period_shapes import ShapeHit, Shapes
from nevextract.lexicon import Lexicon, expand
from nevextract.patterns import Pack
from nevextract.patterns.periods import PeriodPatterns, PeriodRule
from nevextract.tokens import Token

__all__ = [
    "Anchor",
    "Period",
    "PeriodExpr",
    "PeriodFinder",
    "PeriodMention",
    "document_year",
    "period_finder",
    "resolve",
]

DAY_KINDS = frozenset({"day", "weekday", "day_shift"})
SHORTER_THAN_YEAR = frozenset({"months", "day", "ending"})
LOOSE_KINDS = frozenset({"context", "whole"})
_COMPARABLE_UNITS = frozenset({None, "month", "quarter", "year", "half", "first_months", "first_quarters"})


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A time expression at [start, end) of the text, tokens [first, last), found by rule `rule` of
    periods.yml.

    `role`: `main`; `comparison` (compared with: "than in 2020", "a year earlier"); `background` ("founded
    in 2004"); `event` (a day on which something happened, rarely a period of figures); `annual` (that of
    "the annual plan"); `name` (a year inside a name, never a period); `event_name` (the year of a congress
    or the like). `cued`: words before it make it a comparison. `adverb`: it needs no preposition ("last
    year"). `future`: words around it speak of what is to come.
    """

    start: int
    end: int
    rule: str
    expr: PeriodExpr
    first: int
    last: int
    role: str = "main"
    cued: bool = False
    adverb: bool = False
    future: bool = False

    @property
    def comparison(self) -> bool:
        return self.role == "comparison"

    @property
    def weak(self) -> bool:
        """Part of a name: usable for the year of the document at most."""
        return self.role in ("name", "event_name")


@lru_cache(maxsize=16)
def period_finder(pack: Pack) -> PeriodFinder:
    """The finder of a pack, built once."""
    return PeriodFinder(pack)


class PeriodFinder:
    """Finds the time expressions of a language. `period_finder` builds it; `find` is linear in the number of
    tokens."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("periods", PeriodPatterns)
        self._rules = spec.rules
        self._shapes = Shapes(spec)
        self._guards = Guards(spec)
        self._prefixes: Lexicon[str] = Lexicon((p, m) for m, phrases in spec.prefixes.items() for p in phrases)
        self._fiscal_words: Lexicon[int] = Lexicon((p, m) for m, ps in spec.fiscal_words.items() for p in ps)
        starts = {t for phrases in spec.prefixes.values() for p in phrases for t in _first_words(p)}
        self._starts = self._shapes.first_words | starts

    def find(self, tokens: Sequence[Token], text: str, first: int = 0, last: int | None = None) -> list[PeriodMention]:
        """The time expressions among tokens [first, last), in text order, none inside another."""
        stop = len(tokens) if last is None else last
        found: list[PeriodMention] = []
        at = first
        while at < stop:
            token = tokens[at]
            mention = None
            if token.norm in self._starts or self._shapes.begins(token):
                mention = self._at(tokens, text, at, first, stop)
            if mention is not None and mention.expr.kind in LOOSE_KINDS:
                mention = self._firmer(tokens, text, mention, first, stop)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.last
        return found

    def fiscal(self, tokens: Sequence[Token], mentions: Iterable[PeriodMention]) -> Fiscal | None:
        """The year of accounts of a document: what its `mentions` tell of it, else its words, else the way it writes
        them; None for the calendar's."""
        exprs = [m.expr for m in mentions]
        told = fiscal_of(exprs)
        if told is not None:
            return told
        starts = self._fiscal_words.starts(tokens)
        words = {hit.value for i in starts for hit in self._fiscal_words.at(tokens, i)}
        if len(words) == 1:
            return Fiscal(words.pop())
        written = {e.fiscal for e in exprs if e.fiscal is not None} - {CALENDAR}
        return assumed(written.pop()) if len(written) == 1 else None

    def _firmer(self, tokens: Sequence[Token], text: str, loose: PeriodMention, first: int, stop: int) -> PeriodMention:
        """The expression that begins inside a loose one and goes on behind it, if there is any: "for | the year ended
        March 31"."""
        for at in range(loose.first + 1, loose.last):
            if tokens[at].norm in self._starts:
                found = self._at(tokens, text, at, first, stop)
                if found is not None and found.last > loose.last:
                    return found
        return loose

    def _at(self, tokens: Sequence[Token], text: str, at: int, first: int, stop: int) -> PeriodMention | None:
        """The longest expression that begins at token `at`, with or without a word that changes how it is
        meant."""
        best = self._core(tokens, text, at, at, first, stop, None)
        for hit in self._prefixes.at(tokens, at, stop):
            if hit.last < stop:
                found = self._core(tokens, text, at, hit.last, first, stop, hit.value)
                if found is not None and (best is None or found.last > best.last):
                    best = found
        return best

    def _core(
        self,
        tokens: Sequence[Token],
        text: str,
        at: int,
        core: int,
        first: int,
        stop: int,
        prefix: str | None,
    ) -> PeriodMention | None:
        for hit in self._shapes.match(tokens, core, stop):
            rule = self._rules[hit.rule]
            if not self._guards.allows(rule, tokens, text, hit, first, stop):
                continue
            expr = build(rule, hit.bound, prefix if rule.mode == "within" else None)
            if expr is not None:
                return self._mention(tokens, text, at, hit, rule, expr, prefix, first, stop)
        return None

    def _mention(
        self,
        tokens: Sequence[Token],
        text: str,
        at: int,
        hit: ShapeHit,
        rule: PeriodRule,
        expr: PeriodExpr,
        prefix: str | None,
        first: int,
        stop: int,
    ) -> PeriodMention:
        role, cued = self._role(tokens, at, hit, rule, prefix, first), False
        if role in ("main", "event") and rule.kind in DAY_KINDS and expr.day_last is not None:
            role = "event" if self._guards.at_event(tokens, at, hit.last, first, stop) else "main"
        if role == "compare":
            role, cued = "comparison", True
        if rule.cardinal and role == "main":
            role = self._guards.year_role(tokens, text, hit.first, first, stop) or role
        begin = hit.first if cued or prefix in ("compare", "compare_after_change", "background") else at
        return PeriodMention(
            tokens[begin].start,
            tokens[hit.last - 1].end,
            hit.rule,
            expr,
            begin,
            hit.last,
            role,
            cued,
            rule.adverb or (prefix in MODES and not cued),
            self._guards.is_future(tokens, at, hit.last, first, stop),
        )

    def _role(
        self,
        tokens: Sequence[Token],
        at: int,
        hit: ShapeHit,
        rule: PeriodRule,
        prefix: str | None,
        first: int,
    ) -> str:
        if prefix == "compare":
            return "compare"
        may_compare = rule.kind != "day" and rule.unit in _COMPARABLE_UNITS
        if prefix == "compare_after_change" and may_compare and self._guards.change_before(tokens, at, first):
            return "compare"
        if prefix == "compare_after_change" and may_compare and self._guards.change_behind(tokens, at, hit.last, first):
            return "compare"
        if may_compare and rule.kind != "context" and self._guards.set_beside(tokens, at, first):
            return "compare"
        if rule.comparison:
            return "comparison"
        if prefix == "background" and rule.kind not in DAY_KINDS:
            return "background"
        if rule.kind == "annual":
            return "annual"
        single = rule.kind in DAY_KINDS and rule.unit is None
        return "event" if single and prefix in (None, "compare_after_change", "background") else "main"


def _first_words(phrase: str) -> list[str]:
    return [sequence[0] for sequence in expand(phrase)]


def document_year(
    mentions: Sequence[PeriodMention], published: date | None = None, dateline: date | None = None
) -> int | None:
    """The year that "this year" and a bare "in July" mean, or None where the text does not make it certain.

    Certain is: the date of publication or the dateline; else the year of the event that the text reports
    ("the 2024 ... Conference"); else, where the text never says "this year" or "last year" of a year it
    leaves open, the latest month, quarter or day that it dates in full and does not look forward to, or a
    year that it names and whose parts it compares with those of the year before ("the same month of 2021").
    """
    known = published or dateline
    if known is not None:
        return known.year
    mentions = [m for m in mentions if m.expr.fiscal is None]  # a year of accounts is named after one, and is none
    events = [m.expr.year for m in mentions if m.role == "event_name" and m.expr.year]
    parts = [m for m in mentions if m.expr.kind in SHORTER_THAN_YEAR and m.role not in ("background", "name")]
    dated = [m.expr.year for m in parts if m.expr.year and not m.future]
    named = {m.expr.year for m in mentions if m.role != "name"}
    same = [m.expr.year for m in mentions if m.comparison and m.expr.kind == "shift" and m.expr.year]
    dated += [year + 1 for year in same if year + 1 in named]
    years = [m.expr.year for m in mentions if m.role in ("main", "comparison") and m.expr.year and not m.future]
    if events:
        return max(events) if max(events) >= max(years, default=0) else None
    if not dated or max(dated) < max(years, default=0):
        return None
    return max(dated)


def fiscal_of(exprs: Iterable[PeriodExpr]) -> Fiscal | None:
    """The year of accounts that a text tells by dating one or its parts ("the second quarter ended September 30"); None
    where it tells none, or several."""
    found = {fiscal for expr in exprs if (fiscal := _told(expr)) is not None}
    known = {fiscal.month for fiscal in found}
    if len(known) != 1:
        return None
    late = {fiscal.late for fiscal in found}
    return Fiscal(known.pop(), late.pop() if len(late) == 1 else 0)


def _told(expr: PeriodExpr) -> Fiscal | None:
    """The year of accounts that an expression tells: the months of a part of it, or the end of the whole."""
    until = expr.month_last or expr.month
    if until is None or expr.part is None:
        return None
    behind = MONTHS_OF_YEAR - expr.part  # months of the year after that part
    month = (until + behind - 1) % MONTHS_OF_YEAR + 1
    if expr.year is None or expr.fiscal_name is None:
        return Fiscal(month)
    end = expr.year + (until + behind > MONTHS_OF_YEAR)
    return Fiscal(month, end - expr.fiscal_name)
