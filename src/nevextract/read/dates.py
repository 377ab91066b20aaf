"""Full dates as pages print them ("Jun 8, 2023", "2023/06/08", "8 June 2023"), found by one regex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nevextract.patterns.pack import Pack
from nevextract.patterns.segmenting import MetadataFile

EARLIEST_YEAR = 1990  # a time stamp before it is an empty field (1970-01-01), not a date of publication
CELLS = re.compile(r"\s*[|｜丨·•]\s*|\t+|\s{2,}|\s[-–—]\s")
# A clock time with the half of the day and the zone that stand behind it ("04:12 PM IST").
_TIME = re.compile(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[^\W\d_](?:\.?[^\W\d_]){1,3}\b\.?(?!\.\w)){0,2}")
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,40}[)）\]]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DateHit:
    """The date that [start, end) of a text states; `other` the reading of "07/06/2024" with the month first."""

    start: int
    end: int
    day: date
    other: date | None = None


class Dates:
    """Reads dates with the month names of a pack."""

    def __init__(self, months: tuple[str, ...], endings: tuple[str, ...]) -> None:
        self._months = {name: i for i, names in enumerate(months, 1) for name in names.split("|")}
        names = "|".join(re.escape(n) for n in sorted(self._months, key=lambda n: (-len(n), n)))
        ending = f"(?:{'|'.join(map(re.escape, endings))})?" if endings else ""
        year = r"(?:19|20)\d\d"
        self._month_day = rf"(?P<mon>{names})\.?\s?(?P<day>\d{{1,2}}){ending}(?!\d)"
        self._full = re.compile(
            rf"(?<!\d)(?P<y1>{year})(?P<sep>[-/.])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?!\d)"
            rf"|(?<!\d)(?P<y2>{year})\s?年\s?(?P<m2>\d{{1,2}})\s?月\s?(?P<d2>\d{{1,2}})\s?日"
            rf"|(?<![^\W\d_])(?P<n3>{names})\.?\s?(?P<d3>\d{{1,2}}){ending},?\s?(?P<y3>{year})(?!\d)"
            rf"|(?<!\d)(?P<d4>\d{{1,2}}){ending}[\s-]?(?P<n4>{names})\.?,?[\s-]?(?P<y4>{year})(?!\d)"
            rf"|(?<![\d/.-])(?P<d5>\d{{1,2}})(?:/(?P<m5>\d{{1,2}})[/ ]|(?P<s5>[.-])(?P<m6>\d{{1,2}})(?P=s5))"
            rf"(?P<y5>{year})(?![\d/-])",
            re.IGNORECASE,
        )
        self._partial = re.compile(
            rf"(?<![^\W\d_]){self._month_day}|(?P<m5>\d{{1,2}})月(?P<d5>\d{{1,2}})日", re.IGNORECASE
        )

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[DateHit]:
        """Every full date in `text[start:end]`, left to right; impossible days and empty stamps left out."""
        stop = len(text) if end is None else end
        if _YEAR.search(text, start, stop) is None:  # far cheaper than the whole expression, and no date without one
            return
        for match in self._full.finditer(text, start, stop):
            groups = match.groupdict()
            if groups["y5"]:
                hit = _numeric(match)
                if hit is not None:
                    yield hit
                continue
            n = next(i for i in "1234" if groups[f"y{i}"])
            month = groups.get(f"m{n}")
            number = int(month) if month else self._months[str(groups[f"n{n}"]).casefold()]
            day = _date(int(str(groups[f"y{n}"])), number, int(str(groups[f"d{n}"])))
            if day is not None and day.year >= EARLIEST_YEAR:
                yield DateHit(match.start(), match.end(), day)

    def month_days(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Every (start, end, month, day) in `text[start:end]`, with or without a year after it."""
        for match in self._partial.finditer(text, start, end):
            if match["mon"]:
                month, day = self._months[match["mon"].casefold()], int(match["day"])
            else:
                month, day = int(match["m5"]), int(match["d5"])
            if _date(2000, month, day):
                yield match.start(), match.end(), month, day

    def stamp(self, line: str) -> DateHit | None:
        """The date of a line that, as a whole or in one of its cells, holds hardly anything else."""
        if _YEAR.search(line) is None:
            return None
        position = 0
        for cell in [*CELLS.split(line), ""]:
            position = line.find(cell, position)
            hit = next(self.find(line, position, position + len(cell)), None)
            if hit is not None:
                rest = line[position : hit.start] + " " + line[hit.end : position + len(cell)]
                if len(_WORD.findall(_SITE.sub("site", _BRACKETS.sub(" ", _TIME.sub(" ", rest))))) <= 1:
                    return hit
            position += len(cell)
        return None


def _numeric(match: re.Match[str]) -> DateHit | None:
    """The date of "31/07/2025": the day first where both orders make a date."""
    year, one, two = int(match["y5"]), int(match["d5"]), int(match["m5"] or match["m6"])
    days = [day for day in (_date(year, two, one), _date(year, one, two)) if day is not None]
    if not days or year < EARLIEST_YEAR:
        return None
    return DateHit(match.start(), match.end(), days[0], days[1] if len(set(days)) > 1 else None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # "2023-13-40" is no date
        return None


@lru_cache(maxsize=16)
def dates_of(pack: Pack) -> Dates:
    """The date reader of a pack."""
    spec = pack.one("metadata", MetadataFile)
    return Dates(tuple(spec.months), tuple(spec.ordinal_endings))
