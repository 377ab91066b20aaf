"""What the heads, labels and captions of tables say: metric, measure, unit, basis, period, role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nevextract.assemble.table_dates import head_periods
from nevextract.assemble.table_units import StatedUnit, UnitReader
from nevextract.find.cues import METRIC, Cue, cue_finder
from nevextract.find.nouns import noun_finder
from nevextract.find.period_expr import PeriodExpr
from nevextract.find.periods import PeriodMention, period_finder
from nevextract.lexicon import Hit, Lexicon
from nevextract.numbers.words import words_of
from nevextract.patterns import Pack
from nevextract.patterns.tables import TableFile
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD, Token

SUBJECT, PLACE, PRODUCT, ITEM = "subject", "place", "product", "item"
PERIOD, RANK, UNIT = "period", "rank", "unit"
LEVEL, CHANGE, SHARE = "level", "change", "share"
GROWTH, FALL, GENERIC, OTHER, TO_DATE = "growth", "fall", "generic", "other", "to_date"
_OPEN, _CLOSE = frozenset("([（【"), frozenset(")]）】")
_AGAINST = frozenset("/／")
_YEAR_DIGITS, _CENTURY = (2, 4), 100
YEARLY, COMPARISON = "year_on_year", "comparison"
_DECEMBER = 12
_NUMBERING = frozenset(".、)）(（*#•·-–—")


@dataclass(frozen=True, slots=True)
class Said:
    """What a few words of a table say. `metrics` are the metrics that they name, in order; `percent`: a change that is
    one in percent by its name, `against` the period it is compared with; `falls`: its numbers are losses; `strange`:
    they say something else as well; `other`: they name something that is no metric; `to_date`: from the beginning of
    the year; `status` of the numbers."""

    metrics: tuple[Cue, ...] = ()
    measure: str | None = None
    percent: bool = False
    falls: bool = False
    basis: str | None = None
    unit: StatedUnit | None = None
    period: PeriodMention | None = None
    against: PeriodMention | None = None
    products: tuple[tuple[int, int], ...] = ()
    strange: bool = False
    other: bool = False
    to_date: bool = False
    status: str | None = None


class TableWords:
    """The words of a pack that tables are read by, compiled."""

    def __init__(self, pack: Pack) -> None:
        files = pack.all("tables", TableFile)
        roles, words, unit_words = [], [], []
        for file in files:
            for role, listed in (
                (SUBJECT, file.subjects),
                (PLACE, file.places), (PRODUCT, file.products), (ITEM, file.items), (PERIOD, file.periods),
                (RANK, file.ranks), (UNIT, file.units),
            ):  # fmt: skip
                roles += [(phrase, role) for phrase in listed]
            for kind, listed in (
                (GROWTH, file.growth), (CHANGE, file.change), (FALL, file.fall), (SHARE, file.share),
                (GENERIC, file.generic), (OTHER, file.other),
                (TO_DATE, file.to_date),
            ):  # fmt: skip
                words += [(phrase, kind) for phrase in listed]
            unit_words += [(phrase, True) for phrase in file.unit_words]
        self.known = bool(files)
        self.empty = frozenset(said for file in files for said in file.empty)
        self._roles: Lexicon[str] = Lexicon(roles)
        self._words: Lexicon[str] = Lexicon(words)
        self._totals: Lexicon[bool] = Lexicon((p, True) for f in files for p in f.totals)
        self._parts: Lexicon[bool] = Lexicon((p, True) for f in files for p in f.parts)
        self._captions: Lexicon[bool] = Lexicon((p, True) for f in files for p in (*f.captions, *f.unit_labels))
        unit_labels = Lexicon((p, True) for f in files for p in f.unit_labels)
        self._fillers: Lexicon[bool] = Lexicon(unit_words)
        self._metric_words: Lexicon[str] = Lexicon((p, m) for f in files for m, ps in f.metrics.items() for p in ps)
        self._statuses: Lexicon[str] = Lexicon((p, s) for f in files for s, ps in f.statuses.items() for p in ps)
        self._marks = {mark: s for f in files for s, marks in f.year_marks.items() for mark in marks}
        self._ended: Lexicon[bool] = Lexicon((p, True) for f in files for p in f.year_ended)
        self._language = pack.language
        self._units = UnitReader(words_of(pack), self._fillers, unit_labels)
        self._cues = cue_finder(pack)
        self._nouns = noun_finder(pack)
        self._periods = period_finder(pack)

    @property
    def units(self) -> UnitReader:
        """The reader of units that stand apart from their numbers."""
        return self._units

    def role(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """What the column holds whose head is tokens [first, last): one of the roles, or None."""
        hit = self._roles.longest(tokens, first, last)
        if hit is None or (hit.last < last and (tokens[hit.last].kind == WORD or tokens[hit.last].text in HYPHENS)):
            return None
        return hit.value

    def is_caption(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a line begins as the title of a table or says its unit."""
        while first < last and tokens[first].text in _OPEN:
            first += 1
        return first < last and self._captions.longest(tokens, first, last) is not None

    def is_total(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a label stands for all rows."""
        hit = self._totals.longest(tokens, first, last)
        return hit is not None and hit.last == last

    def is_name(self, tokens: Sequence[Token], text: str, first: int, last: int) -> bool:
        """Whether tokens that begin with a number name a column: they are a period or a unit."""
        found = self._dates(tokens, text, first, last)
        return bool(found and found[0].first == first) or self._units.whole(tokens, first, last) is not None

    def label(self, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
        """A row's label without numbering, "of which" and a unit in brackets at its end."""
        while first < last:
            part = self._parts.longest(tokens, first, last)
            numbered = tokens[first].kind == NUMBER and first + 1 < last and tokens[first + 1].text in _NUMBERING
            if part is not None and part.last < last:
                first = part.last
            elif tokens[first].text in _NUMBERING or tokens[first].text in ":：":
                first += 1
            elif numbered:
                first += 2
            else:
                break
        unit = self._units.find(tokens, first, last)
        if unit is not None and unit.first > first and tokens[unit.first].text in _OPEN:
            last = unit.first
        while last > first and tokens[last - 1].kind == MARK and tokens[last - 1].text not in _CLOSE:
            if tokens[last - 1].text == "." and last - 2 > first and tokens[last - 2].kind == WORD:
                break  # "Co., Ltd."
            last -= 1
        return first, last

    def read(self, tokens: Sequence[Token], text: str, first: int, last: int) -> Said:
        """What tokens [first, last) say."""
        periods = [m for m in self._dates(tokens, text, first, last) if not m.weak]
        cues = self._cues_beside(tokens, first, last, periods)
        metrics = self._metrics(cues) or self._named(tokens, first, last)
        unit = self._units.find(tokens, first, last)
        named = [(c.first, c.last) for c in metrics]
        words = [h for h in self._words.scan(tokens, first, last) if not _inside(h.first, h.last, named)]
        bases = [c for c in cues if c.kind == "basis"]
        products = tuple((p.first, p.last) for p in self._nouns.products(tokens, first, last))
        kinds = {h.value for h in words}
        change = bool(bases or kinds & {GROWTH, CHANGE, FALL})
        others = [m for m in periods if m.role == COMPARISON] if change else []
        own = [m for m in periods if m not in others]
        statuses = list(self._statuses.scan(tokens, first, last))
        covered = [
            *named, *products, *((m.first, m.last) for m in periods), *((h.first, h.last) for h in words),
            *((c.first, c.last) for c in bases), *((h.first, h.last) for h in statuses),
        ]  # fmt: skip
        if unit is not None:
            covered.append((unit.first, unit.last))
        strange = any(t.kind == WORD and not _inside(i, i + 1, covered) for i, t in _numbered(tokens, first, last))
        return Said(
            metrics=() if OTHER in kinds else tuple(metrics),
            measure=CHANGE if change else SHARE if SHARE in kinds else None,
            percent=bool(bases or GROWTH in kinds),
            falls=FALL in kinds and not kinds & {GROWTH, CHANGE},
            basis=bases[0].value if bases else YEARLY if _years_compared(tokens, first, last) else None,
            unit=unit,
            period=self._span(tokens, first, own[0]) if own else None,
            against=others[0] if others else None,
            products=products,
            strange=strange or OTHER in kinds,
            other=OTHER in kinds,
            to_date=TO_DATE in kinds,
            status=statuses[0].value if statuses else self._marked(tokens, own),
        )

    def _marked(self, tokens: Sequence[Token], periods: Sequence[PeriodMention]) -> str | None:
        """The status that a letter behind a year tells: "2025E"."""
        for period in periods:
            mark = tokens[period.last - 1]
            if mark.kind == WORD and period.last - period.first > 1 and mark.norm in self._marks:
                return self._marks[mark.norm]
        return None

    def _dates(self, tokens: Sequence[Token], text: str, first: int, last: int) -> list[PeriodMention]:
        return head_periods(tokens, first, last, self._periods.find(tokens, text, first, last), self._marks)

    def _named(self, tokens: Sequence[Token], first: int, last: int) -> list[Cue]:
        """The metrics that only tables name by words of their own: "Net result"."""
        return [
            Cue(METRIC, h.value, "noun", f"{self._language}/metrics/{h.value}", h.first, h.last)
            for h in self._metric_words.scan(tokens, first, last)
        ]

    def _span(self, tokens: Sequence[Token], first: int, period: PeriodMention) -> PeriodMention:
        """The year that ends with a day or month: of "FY ended Dec. 31, 2023"."""
        expr = period.expr
        ended = any(h.last == period.first for i in range(first, period.first) for h in self._ended.at(tokens, i))
        single = expr.day_last is None and expr.month_last in (None, _DECEMBER)
        if ended and single and expr.kind in ("day", "months") and expr.month == _DECEMBER:
            return replace(period, expr=PeriodExpr("year", year=expr.year, year_shift=expr.year_shift))
        return period

    def _cues_beside(
        self, tokens: Sequence[Token], first: int, last: int, periods: Sequence[PeriodMention]
    ) -> list[Cue]:
        """The cues between the periods of a head, without the words that tie a period to it ("sold in June")."""
        found: list[Cue] = []
        for a, b in zip([first, *(m.last for m in periods)], [*(m.first for m in periods), last], strict=True):
            while b > a and b < last and self._fillers.longest(tokens, b - 1, b) is not None:
                b -= 1
            found += self._cues.find(tokens, a, b)
        return found

    def is_part(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a label says that its row is a part of the row above."""
        hit = self._parts.longest(tokens, first, last)
        return hit is not None and hit.last < last

    def _metrics(self, cues: Sequence[Cue]) -> list[Cue]:
        """The cues that name metrics: nouns, or where there are none verbs that stand before their number."""
        found = [c for c in cues if c.kind == METRIC]
        return [c for c in found if c.side == "noun"] or [c for c in found if c.side == "before"]

    def columns(
        self, tokens: Sequence[Token], text: str, first: int, last: int, width: int
    ) -> list[tuple[int, int]] | None:
        """The columns of a head whose words single spaces part, `width` of them; None where they do not come out."""
        for joined in (False, True):
            found = self._columns(tokens, text, first, last, joined)
            if len(found) == width - 1 and self.role(tokens, *found[0]) is None:
                found = [(first, first), *found]
            if len(found) == width:
                return found
        return None

    def _columns(
        self, tokens: Sequence[Token], text: str, first: int, last: int, joined: bool
    ) -> list[tuple[int, int]]:
        """Part a head into columns at the words that can only begin one. `joined`: "sales growth" is one column."""
        atoms = self._atoms(tokens, text, first, last)
        found: list[tuple[int, int]] = []
        begin, held, i = first, "", first
        while i < last:
            kind, end = atoms.get(i, ("", i + 1))
            if tokens[i].text in _OPEN:
                kind = "bracket"
                end = next((k + 1 for k in range(i, last) if tokens[k].text in _CLOSE), last)
            if i > begin and _begins(kind, held, joined):
                found.append((begin, i))
                begin, held = i, ""
            held += _MARKS.get(kind, "?" if tokens[i].kind == WORD else "")
            i = end
        return [*found, (begin, last)]

    def _atoms(self, tokens: Sequence[Token], text: str, first: int, last: int) -> dict[int, tuple[str, int]]:
        """What begins at a token of a head, and the token after it."""
        atoms: dict[int, tuple[str, int]] = {}

        def put(kind: str, a: int, b: int) -> None:
            if a not in atoms or atoms[a][1] < b:
                atoms[a] = (kind, b)

        for mention in self._dates(tokens, text, first, last):
            put("period", mention.first, mention.last)
        cues = self._cues.find(tokens, first, last)
        for cue in self._metrics(cues):
            put("metric", cue.first, cue.last)
        for cue in cues:
            if cue.kind == "basis":
                put("basis", cue.first, cue.last)
        for hit in self._words.scan(tokens, first, last):
            if hit.value in (GROWTH, CHANGE, FALL, SHARE):
                put("share" if hit.value == SHARE else "change", hit.first, hit.last)
        for role in self._role_hits(tokens, first, last):
            put("role", role.first, role.last)
        return atoms

    def _role_hits(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Hit[str]]:
        return self._roles.scan(tokens, first, last)


_MARKS = {"period": "p", "metric": "m", "basis": "b", "change": "c", "share": "s", "role": "r", "bracket": ")"}


def _begins(kind: str, held: str, joined: bool) -> bool:
    """Whether something of a kind opens a new column after a column that holds `held`."""
    if kind == "bracket":
        return False
    if held.endswith(")"):
        return True
    if kind == "":
        return False
    if kind == "role":
        return held != ""
    if kind in ("period", "metric"):
        return any(mark in held for mark in "mbcsr") or (kind == "period" and "p" in held)
    if kind == "change" and held.endswith("b"):
        return False
    return not (joined and held.endswith(("m", "p")) and kind in ("basis", "change"))


def _years_compared(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a year and the year before it stand side by side: "24/23", "2024/2023"."""
    for i in range(first + 1, last - 1):
        now, then = tokens[i - 1].text, tokens[i + 1].text
        if tokens[i].text in _AGAINST and _is_year(now) and _is_year(then):
            return (int(now) - int(then)) % _CENTURY == 1
    return False


def _is_year(text: str) -> bool:
    return text.isdecimal() and len(text) in _YEAR_DIGITS


def _inside(first: int, last: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a < last and first < b for a, b in spans)


def _numbered(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, Token]]:
    return ((i, tokens[i]) for i in range(first, last))


@lru_cache(maxsize=16)
def table_words(pack: Pack) -> TableWords:
    """The table words of a pack, compiled once."""
    return TableWords(pack)
