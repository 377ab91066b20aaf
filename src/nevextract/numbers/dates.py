"""Numbers that are dates, years, decades or times of day."""

from __future__ import annotations

from nevextract.mentions import NotQuantity
from nevextract.numbers.scan import Scan
from nevextract.numbers.suffix import noun_at, unit_at
from nevextract.tokens import NUMBER, WORD

_LONGEST_YEAR, _HOUR_DIGITS, _DECADE_DIGITS = 4, 2, 2
_CENTURY = 100
_NEAR = 3
"how many tokens from a year-like number its counted noun may end"


def refused(s: Scan, first: int, last: int, reason: str) -> tuple[NotQuantity, int]:
    return NotQuantity(s.tokens[first].start, s.tokens[last - 1].end, reason), last


def dated(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "September 3", "3 September 2023", "May 30, 2023"."""
    tokens, months = s.tokens, s.words.dates.months
    text = tokens[i].text
    if not text.isdecimal() or len(text) > 2 or not 0 < int(text) <= 31:
        return None
    last = i + 2 if s.touches(i + 1) and s.norm(i + 1) in s.words.dates.ordinal_endings else i + 1
    b = i - 2 if s.norm(i - 1) == "." else i - 1
    if s.norm(b) in months and tokens[b].text[:1].isupper() and not measured(s, last):
        k = last + 1 if s.norm(last) == "," else last
        last = k + 1 if yearlike(s, k) else last
        return refused(s, i, last, "date")
    k = last + 1 if s.norm(last) == "of" else last
    if s.norm(k) in months and tokens[k].text[:1].isupper() and s.same_line(k):
        last = k + 1
        k = last + 1 if s.norm(last) in (",", ".") else last
        return refused(s, i, k + 1 if yearlike(s, k) else last, "date")
    return None


def measured(s: Scan, k: int) -> bool:
    """Whether a percent sign or magnitude follows, which no day of a month has."""
    if scaled(s, k):
        return True
    hit = unit_at(s, k)
    return hit is not None and s.words.table.dimension(hit.use.unit) in ("ratio", "money", "points", "energy")


def scaled(s: Scan, k: int) -> bool:
    return s.norm(k) in s.words.magnitudes or (k < s.last and s.tokens[k].text in s.words.magnitude_symbols)


def yearlike(s: Scan, i: int) -> bool:
    if not s.first <= i < s.last:
        return False
    text = s.tokens[i].text
    return len(text) == _LONGEST_YEAR and text.isdecimal() and 1900 <= int(text) <= 2100


def clock(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "9 a.m."."""
    hit = s.words.dates.clock_after.longest(s.tokens, i + 1, s.last) if i + 1 < s.last else None
    if hit is not None and len(s.tokens[i].text) <= _HOUR_DIGITS and unit_at(s, i + 1) is not None:
        return None  # "5 hrs" lasts, "1400 hrs" is a time of day
    return refused(s, i, hit.last, "clock") if hit else None


def decade(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "his 40s", "the under-18s"."""
    dates = s.words.dates
    if not s.touches(i + 1) or s.norm(i + 1) not in dates.decade_endings or len(s.tokens[i].text) != _DECADE_DIGITS:
        return None
    told = s.norm(i - 1) in dates.decade_before or s.hyphen(i - 1)
    return refused(s, i, i + 2, "decade") if told else None


def year(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """Four digits from 1900 to 2100, unless they clearly measure ("2020 yuan") or count ("made 2020 cars")."""
    if _old_year(s, i):
        last = i + 3 if _dashed(s, i) else i + 1
        return refused(s, i, last, "year")
    if not yearlike(s, i):
        return None
    dated = s.behind(s.words.dates.year_before, i) is not None
    stacked = i + 1 < s.last and s.tokens[i + 1].kind == NUMBER
    if measured(s, i + 1) and not (dated and stacked):
        return None
    if _single_time(s, i + 1):
        return refused(s, i, i + 1, "year")
    if not dated and i > s.first and s.tokens[i - 1].kind == WORD and s.same_line(i):
        noun = noun_at(s, i + 1)
        if unit_at(s, i + 1) is not None or (noun is not None and noun.last - i <= _NEAR):
            return None
    return refused(s, i, i + 1, "year")


def _single_time(s: Scan, k: int) -> bool:
    """Whether a time in the singular stands at token k, as no year-like number counts it: "the 2018 day one"."""
    hit = unit_at(s, k) if not s.hyphen(k) else None
    return (
        hit is not None
        and s.words.table.dimension(hit.use.unit) == "time"
        and not s.norm(hit.last - 1).endswith(s.words.units.plural_endings)
    )


def _old_year(s: Scan, i: int) -> bool:
    """Whether four digits from 1500 to 1899 date something: "in 1846", "July 4, 1776", "in 1687 and 1689"."""
    text = s.tokens[i].text
    if len(text) != _LONGEST_YEAR or not text.isdecimal() or not 1500 <= int(text) < 1900:
        return False
    if measured(s, i + 1) or noun_at(s, i + 1) is not None:
        return False
    if s.behind(s.words.dates.old_year_before, i) is not None:
        return True
    b = i - 2 if i > s.first and s.tokens[i - 1].text == "," else i - 1
    if b - 1 >= s.first and s.norm(b - 1) in s.words.dates.months and s.tokens[b].text.isdecimal():
        return True
    earlier = s.tokens[i - 2].text if i - 2 >= s.first else ""
    joined = s.norm(i - 1) in s.words.ranges.to | s.words.ranges.between_and
    return joined and i == s.done + 1 and earlier.isdecimal() and 0 <= int(text) - int(earlier) < _CENTURY


def _dashed(s: Scan, i: int) -> bool:
    """Whether a dash and the end of a span of years follow token i: "1890 – 91"."""
    if i + 2 >= s.last or s.tokens[i + 1].text not in s.words.ranges.marks:
        return False
    end = s.tokens[i + 2].text
    return end.isdecimal() and len(end) in (2, _LONGEST_YEAR)
