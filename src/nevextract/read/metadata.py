"""The headline and the date of publication, as the page itself gives them. The clock is never read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from nevextract.lexicon import Lexicon
from nevextract.patterns.pack import Pack
from nevextract.patterns.segmenting import MetadataFile
from nevextract.read.dates import DateHit, Dates, dates_of
from nevextract.read.lines import CAPTION, FURNITURE, HEADING, ITEM, PROSE, ROW, Line, closes, read_lines
from nevextract.read.origin import NOTHING, Origin
from nevextract.tokens import MARK, Token

HEAD_LINES = 60  # what stands further down is the article or other articles
STAMP_LINES = 15
TAIL = 1500
NEAR = timedelta(days=7)  # a day that a text names is hardly older than this when it reports of it
REPRINT = timedelta(days=7)  # a dateline this much older than the page's stamp dates the text, the stamp its reprint
MIN_TITLE_WORDS = 5
_BEFORE_AGENCY = re.compile(r"\s*,?\s*(?:(?:19|20)\d\d)?\s*[/(（]\s*(?P<name>[^/()（）=]{2,40})")
_IN_STROKES = re.compile(r"\s*,?\s*/\s*[^/\n]{2,40}/\s*(?:--|–|—|-\s)?")
_DASH = r"\s*[)）]?\s*(?:--|–|—|-\s)"
_BEFORE_DASH = re.compile(_DASH)
_BEFORE_YEAR_DASH = re.compile(r"\s*,?\s*(?:19|20)\d\d" + _DASH)
_CLOCK = re.compile(r",?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_WORD = re.compile(r"[^\W\d_]+")
_TIME_BEFORE = re.compile(r"\d{1,2}[:：]\d{2}[,\s]*$|[^\W\d_]+,\s*$")
_SEPARATORS = frozenset("|｜丨·•;；,，)）]】>\t")
_LABEL_END = " \t:：-–—(（["


_BARE_STAMP = 3
_BYLINE = 120


@dataclass(frozen=True, slots=True)
class Metadata:
    """`published` is None where the page gives no full date; `published_span` is where it stands in the text.

    `dateline` is the (month, day) of a newswire's dateline, whether or not a year is known.
    """

    title: str | None = None
    published: date | None = None
    published_span: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int  # 0 dateline, 1 label of publication, 2 of an update, 3 a bare stamp, 4 behind the name of a paper
    hit: DateHit


def metadata(
    text: str, tokens: Sequence[Token], pack: Pack, origin: Origin = NOTHING, lines: Sequence[Line] | None = None
) -> Metadata:
    """Headline and date of publication of `text`, whose tokens are `tokens`.

    The headline is the one that the file gives, if it does. The file's date counts less than a dateline or a date that
    the text calls that of its publication, more than any other. `lines` are all lines of the text, if they were read.
    """
    reader = _reader(pack)
    if lines is None or len(lines) > HEAD_LINES or len(text.splitlines()) > HEAD_LINES:
        lines = read_lines(text, tokens, pack, HEAD_LINES, origin.captions)
    candidates = list(reader.candidates(text, lines))
    if not candidates and len(text) > TAIL:
        candidates = list(reader.tail(text))
    dateline = reader.dateline(text, lines)
    best = min(candidates, key=lambda found: (found.rank, found.hit.start), default=None)
    title = origin.title or reader.title(text, tokens, lines)
    month_day = (dateline[2], dateline[3]) if dateline else None
    if best is not None and (origin.published is None or best.rank < _BARE_STAMP):
        published, span = reader.settled(best.hit, text, lines), (best.hit.start, best.hit.end)
    elif origin.published is not None:
        published, span = origin.published, None
    else:
        return Metadata(title, dateline=month_day)
    if dateline and (best is None or best.rank > 0):
        original = _last_before(published + timedelta(days=2), dateline[2], dateline[3])
        if original is not None and published - original > REPRINT:
            published, span = original, (dateline[0], dateline[1])
    return Metadata(title, published, span, month_day)


def _just_after(day: date, named: Collection[tuple[int, int]]) -> bool:
    """Whether one of the days `named` lies in the week up to `day`."""
    return any((day - timedelta(days=n)).timetuple()[1:3] in named for n in range(NEAR.days + 1))


def _last_before(limit: date, month: int, day: int) -> date | None:
    for year in (limit.year, limit.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February of a common year
            continue
        if found <= limit:
            return found
    return None


class _Reader:
    """The words of `metadata.yml`, compiled."""

    def __init__(self, spec: MetadataFile, dates: Dates) -> None:
        self._dates = dates
        labels = [(label, 1) for label in spec.published] + [(label, 2) for label in spec.updated]
        labels += [(prefix, 1) for prefix in spec.prefixes]
        self._labels = sorted(labels, key=lambda pair: (-len(pair[0]), pair))
        self._prefixes = frozenset(spec.prefixes)
        self._agencies = tuple(spec.agencies)
        self._brackets = tuple(spec.dateline_brackets)
        self._title_labels = Lexicon((label, True) for label in spec.title_labels)

    def candidates(self, text: str, lines: Sequence[Line]) -> Iterator[_Candidate]:
        """Every date at the head of the page that may be the date of publication."""
        body = next((i for i, line in enumerate(lines) if _is_article(text, line)), len(lines))
        for i, line in enumerate(lines):
            if line.kind == CAPTION:
                continue
            stop = min(line.end, line.start + 300)
            for hit in self._dates.find(text, line.start, stop):
                rank = self._rank(text, line, hit, i, above=i < body)
                if rank is not None:
                    yield _Candidate(rank, hit)

    def tail(self, text: str) -> Iterator[_Candidate]:
        """Labelled dates at the foot of the page."""
        for hit in self._dates.find(text, len(text) - TAIL):
            start = max(text.rfind("\n", 0, hit.start) + 1, hit.start - 200)
            rank = self._label_rank(text, start, hit)
            if rank is not None:
                yield _Candidate(rank, hit)

    def settled(self, hit: DateHit, text: str, lines: Sequence[Line]) -> date:
        """The day of a hit; of two readings the one that a day named in the text speaks for, else day first."""
        if hit.other is None:
            return hit.day
        named = {
            (month, day)
            for line in lines
            if line.kind == PROSE
            for _, _, month, day in self._dates.month_days(text, line.start, min(line.end, line.start + 300))
        }
        return hit.other if _just_after(hit.other, named) and not _just_after(hit.day, named) else hit.day

    def _rank(self, text: str, line: Line, hit: DateHit, position: int, *, above: bool) -> int | None:
        """How good a candidate a date is, or None. `above`: its line stands above the article."""
        if self._after_dateline(text, line, hit.start, hit.end, full=True) is not None:
            return 0
        labelled = self._label_rank(text, line.start, hit)
        if labelled is not None:
            return labelled
        if position >= STAMP_LINES or not (above or line.kind == FURNITURE):
            return None
        content = text[line.start : line.end]
        if line.kind in (FURNITURE, ROW) or (above and hit.start == line.start and _CLOCK.match(text, hit.end)):
            stamp = self._dates.stamp(content)
            if stamp is not None and line.start + stamp.start == hit.start:
                return 3
        clock = _CLOCK.match(text, hit.end) if above and line.end - line.start <= _BYLINE else None
        if clock is not None and (hit.start == line.start or not text[clock.end() : line.end].strip()):
            return 3  # "2024-03-05 09:12 Source: Hill Daily"
        paper = text[line.start : hit.start].rstrip()
        if above and hit.end == line.end and paper.endswith(",") and _is_place(paper):
            return 4
        return None

    def _label_rank(self, text: str, start: int, hit: DateHit) -> int | None:
        before = text[start : hit.start]
        label = before.rstrip(_LABEL_END)
        colon = any(mark in before[len(label) :] for mark in ":：")
        for _ in range(4):
            for name, rank in self._labels:
                if label.casefold().endswith(name) and self._stands_alone(label, name, colon):
                    return rank
            time = _TIME_BEFORE.search(label)
            if time is None:
                break
            label = label[: time.start()]
            colon = colon or label.rstrip(" ")[-1:] in (":", "：")
            label = label.rstrip(_LABEL_END)
        return None

    @staticmethod
    def _stands_alone(before: str, name: str, colon: bool) -> bool:
        """Whether a label is one: at the start of a line or cell, or glued to a name ("MarwenDate:")."""
        at = len(before) - len(name)
        if at == 0 or before[at - 1] in _SEPARATORS or before[at - 2 : at] == "  ":
            return True
        if before[at - 1].islower():
            return colon and before[at].isupper()
        return colon and before[at - 1].isspace() and not before[at].islower()

    def dateline(self, text: str, lines: Sequence[Line]) -> tuple[int, int, int, int] | None:
        """(start, end, month, day) of the dateline that opens the article, or None."""
        for line in lines:
            if line.kind not in (PROSE, HEADING):
                continue
            for start, end, month, day in self._dates.month_days(text, line.start, min(line.end, line.start + 90)):
                if self._after_dateline(text, line, start, end, full=False) is not None:
                    return start, end, month, day
        return None

    def _after_dateline(self, text: str, line: Line, start: int, end: int, *, full: bool) -> int | None:
        """The end of a dateline whose day is at [start, end), or None where it is none.

        A dateline is a place, a day and an agency in brackets or strokes, or a place, a full date and a dash.
        """
        if start - line.start > 80 or not _is_place(text[line.start : start]):
            return None
        agency = _BEFORE_AGENCY.match(text, end)
        if agency is not None and (full or start > line.start):
            name = agency["name"].strip().casefold()
            if name.startswith(self._agencies) or (not full and name.startswith(self._brackets)):
                return agency.end()
        if start == line.start:
            return None
        strokes = _IN_STROKES.match(text, end) if full else None
        if strokes is not None:
            return strokes.end()
        dash = (_BEFORE_DASH if full else _BEFORE_YEAR_DASH).match(text, end)
        return dash.end() if dash is not None else None

    def title(self, text: str, tokens: Sequence[Token], lines: Sequence[Line]) -> str | None:
        """The headline: of the headings above the article the first of some length, else the longest."""
        found: list[tuple[int, str]] = []
        for line in lines:
            if line.kind == HEADING:
                words = sum(token.kind != MARK for token in tokens[line.first : line.last])
                found.append((words, self._title_of(text, tokens, line)))
            elif _is_article(text, line) or (found and line.kind in (ITEM, ROW)):
                break
        long = next((title for words, title in found if words >= MIN_TITLE_WORDS), None)
        longest = max(found, key=lambda pair: pair[0], default=None)
        return long or (longest[1] if longest else None)

    def _title_of(self, text: str, tokens: Sequence[Token], line: Line) -> str:
        start = line.start
        label = self._title_labels.longest(tokens, line.first, line.last)
        if label is not None and label.last + 1 < line.last and tokens[label.last].text in (":", "："):
            start = tokens[label.last + 1].start
        return " ".join(text[start : line.end].split())


def _is_article(text: str, line: Line) -> bool:
    """Whether the article itself has begun: a line of prose that is long or a whole sentence."""
    return line.kind == PROSE and (line.end - line.start > 120 or closes(text, line.start, line.end))


def _is_place(before: str) -> bool:
    """Whether what stands before a date can be the place of a dateline: names, commas and brackets."""
    words = _WORD.findall(before)
    return len(words) <= 8 and all(not word[0].islower() for word in words) and "." not in before[:-2]


@lru_cache(maxsize=16)
def _reader(pack: Pack) -> _Reader:
    return _Reader(pack.one("metadata", MetadataFile), dates_of(pack))
