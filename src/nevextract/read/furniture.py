"""Furniture of a page (navigation, bylines, stamps, copyright, links to other texts) and photo captions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.lexicon import Lexicon
from nevextract.patterns.pack import Pack
from nevextract.patterns.segmenting import FurnitureFile, MetadataFile, SegmentFile
from nevextract.read.dates import CELLS, DateHit, Dates, dates_of
from nevextract.tokens import MARK, NUMBER, Token

MAX_LINE = 300
MAX_SHORT = 20
MIN_HEADLINE = 6
MIN_SENTENCE = 6
_CRUMBS = re.compile(r"\s*(?:[>»›→]|::)+\s*|\s+[/|\-–]\s+|\s*[|｜]\s*")
_ARROWS = re.compile(r"[>»›→]")
_LAST_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{1,120})[)\]）】]\s*[.。]?$")
_CREDIT = re.compile(r"[^\W\d_a-z][^/:]{2,40}/[^\W\d_a-z][^/:]*[a-z][^/:]*")
_PHONE = re.compile(r"\d[\d ()+-]{6,}\d|\d-?\*{2,}")
_CLOSING = frozenset(")]）】")
_CRUMB_MARK = re.compile(r"[>»›→|｜/–-]|::")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,10}(?:/\S*)?")
_DATELINE = re.compile(r"\s*[-–—]{1,3}\s+(?=\S)")
_COLONS = frozenset(":：@")


class LineView(NamedTuple):
    """Text [start, end) with its tokens [first, last): a line or sentence, not yet known what it is."""

    text: str
    tokens: Sequence[Token]
    start: int
    end: int
    first: int
    last: int

    @property
    def line(self) -> str:
        return self.text[self.start : self.end]


class _Phrases:
    """Phrases that may begin at a token."""

    __slots__ = ("_lexicon",)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._lexicon = Lexicon((phrase, True) for phrase in phrases)

    def end(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """The token after the longest phrase that begins at `first`, or None."""
        ends = self._lexicon.ends(tokens, first, last)
        return ends[-1][0] if ends else None

    def anywhere(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a phrase begins at any of the tokens."""
        return self._lexicon.anywhere(tokens, first, last)


class Furniture:
    """The furniture words of a pack, compiled."""

    def __init__(self, words: FurnitureFile, metadata: MetadataFile, scripts: Sequence[str], dates: Dates) -> None:
        self._labels = _Phrases(words.labels)
        self._starts = _Phrases(words.starts)
        self._short_starts = _Phrases(words.short_starts)
        self._lines = _Phrases(words.lines)
        self._anywhere = _Phrases(words.anywhere)
        self._home = frozenset(word.casefold() for word in words.home)
        self._sections = _Phrases(words.sections)
        self._caption_labels = _Phrases(words.captions.labels)
        self._caption_starts = _Phrases(words.captions.starts)
        self._credits = _Phrases(words.captions.credits)
        self._bylines = _Phrases(words.bylines)
        self._phones = _Phrases(words.phones)
        self._stamps = _Phrases((*metadata.published, *metadata.updated))
        self._controls = frozenset(word.casefold() for word in words.controls)
        self._endings = tuple(f".{ending}" for ending in words.file_endings)
        self._prefixes = frozenset(metadata.prefixes)
        self._agencies = frozenset(metadata.agencies)
        self._scripts = tuple(scripts)
        self._dates = dates

    def prefix(self, view: LineView) -> int | None:
        """The token where a headline begins behind a date or breadcrumb ("date 2024-01-01 Title")."""
        crumbs = self._after_crumbs(view)
        if crumbs is not None:
            return crumbs
        first = view.first
        if view.tokens[first].norm in self._prefixes and first + 1 < view.last:
            first += 1
        elif view.tokens[first].kind != NUMBER:
            return None
        start = view.tokens[first].start
        hit = next(self._dates.find(view.text, start, min(view.end, start + 20)), None)
        if hit is None or hit.start != start or not view.text[hit.end : hit.end + 1].isspace():
            return None
        cut = first
        while cut < view.last and view.tokens[cut].end <= hit.end:
            cut += 1
        if cut + 3 >= view.last or not view.text[view.tokens[cut].start].isalpha():
            return None
        short = first == view.first and self._dates.stamp(view.line) is not None
        return None if short else cut

    def _after_crumbs(self, view: LineView) -> int | None:
        """The token where a headline begins that ends a breadcrumb ("Home » News » Some headline")."""
        line = view.line
        if len(line) > MAX_LINE or _ARROWS.search(line) is None:
            return None
        crumbs = _ARROWS.split(line)
        if len(crumbs[-1].split()) < MIN_HEADLINE or any(len(crumb.split()) > 4 for crumb in crumbs[:-1]):
            return None
        if not any(self._is_home(crumb) for crumb in crumbs[:-1]):
            return None
        start = view.end - len(crumbs[-1].lstrip())
        return next(i for i in range(view.first, view.last) if view.tokens[i].start >= start)

    def _is_home(self, cell: str) -> bool:
        return cell.casefold().strip("[]() ") in self._home

    def opens_links(self, view: LineView) -> bool | None:
        """None where a line opens no block of links; else whether it holds a link ("Also read: ...")."""
        first = self._first_word(view)
        end = self._sections.end(view.tokens, first, view.last)
        if end is None:
            return None
        rest = view.tokens[end : view.last]
        if not rest or all(token.kind == MARK for token in rest):
            return False
        if rest[0].text in _COLONS and view.end - view.start <= MAX_LINE:
            return True
        return None

    def starts_furniture(self, view: LineView) -> bool:
        """Whether a line or sentence of any length begins as furniture does."""
        first = self._first_word(view)
        for i in (view.first, first):
            if self._starts.end(view.tokens, i, view.last) is not None:
                return True
        return self._is_label(self._labels, view, first)

    @staticmethod
    def _is_label(labels: _Phrases, view: LineView, first: int) -> bool:
        end = labels.end(view.tokens, first, view.last)
        return end is not None and end < view.last and view.tokens[end].text in _COLONS

    def is_furniture(self, view: LineView, table: bool) -> bool:
        """Whether a whole line is furniture. `table`: it is a table's row or stands above one."""
        size = view.end - view.start
        if size > MAX_LINE:
            return False
        if self.starts_furniture(view) or self._is_one_thing(view, table):
            return True
        if self._anywhere.anywhere(view.tokens, view.first, view.last):
            return True
        if self._is_stamp(view):
            return True
        return self._is_breadcrumb(view) or self._is_menu(view, table) or self._is_foreign(view)

    def _is_one_thing(self, view: LineView, table: bool) -> bool:
        """A line that is one name of a site or section, a file's name, an address or a row of buttons."""
        tokens = view.tokens[view.first : view.last]
        words = [token for token in tokens if token.kind != MARK]
        if not words:
            return True
        first = self._first_word(view)
        end = self._lines.end(view.tokens, first, view.last)
        if end is not None and all(token.kind == MARK for token in view.tokens[end : view.last]):
            return True
        if not table and all(token.kind == NUMBER or token.norm in self._controls for token in words):
            return any(token.kind != NUMBER for token in words) or _is_page_number(words)
        if self._is_byline(view, first):
            return True
        line = view.line
        if " " not in line and (line.casefold().endswith(self._endings) or _DOMAIN.fullmatch(line)):
            return True
        return len(tokens) <= MAX_SHORT and self._short_starts.end(view.tokens, first, view.last) is not None

    def _is_byline(self, view: LineView, first: int) -> bool:
        """A name behind "By", or a telephone number behind "Contact"."""
        if self._phones.end(view.tokens, first, view.last) is not None and _PHONE.search(view.line):
            return view.end - view.start <= 120
        end = self._bylines.end(view.tokens, first, view.last)
        if end is None or not 0 < view.last - end <= 8:
            return False
        words = view.text[view.tokens[end].start : view.end].split()
        return not any(word[0].islower() or word[0].isdigit() for word in words)

    def _is_stamp(self, view: LineView) -> bool:
        """A date with hardly anything else, or behind a label of publication."""
        if view.end - view.start > 120:
            return False
        stamp = self._dates.stamp(view.line)
        if stamp is not None:
            return not _opens_a_sentence(view.line, stamp)
        end = self._stamps.end(view.tokens, self._first_word(view), view.last)
        if end is None or end >= view.last or view.line[-1] in ".!?":
            return False
        start = view.tokens[end].start
        hit = next(self._dates.find(view.text, start, min(view.end, start + 40)), None)
        return hit is not None and len(view.text[start : hit.start].split()) <= 3

    def _is_breadcrumb(self, view: LineView) -> bool:
        line = view.line
        if len(line) > 200 or line[-1] in ".!?。" or _CRUMB_MARK.search(line) is None:
            return False
        cells = [cell for cell in _CRUMBS.split(line) if cell]
        if len(cells) < 2:
            return False
        short = all(len(cell.split()) <= 5 for cell in cells)
        home = any(self._is_home(cell) or _DOMAIN.fullmatch(cell) for cell in cells)
        arrows = _ARROWS.search(line) is not None
        return (short and (home or (arrows and not any(c.isdigit() for c in line)))) or (home and arrows)

    def _is_menu(self, view: LineView, table: bool) -> bool:
        """Short names parted by bars or wide gaps, most of them furniture or none with a number."""
        line = view.line
        if line[-1] in ".!?。" or CELLS.search(line) is None:
            return False
        cells = [cell for cell in CELLS.split(line) if cell]
        if len(cells) < 2:
            return False
        names = all(len(cell.split()) <= 4 and not any(c.isdigit() for c in cell) for cell in cells)
        if names and not table and any(mark in line for mark in "|｜丨"):
            return (len(line) <= 120 and len(cells) >= 3) or all(len(cell.split()) <= 2 for cell in cells)
        known = 0
        position, first = view.start, view.first
        for cell in cells:
            start = view.text.find(cell, position)
            position = start + len(cell)
            while first < view.last and view.tokens[first].start < start:
                first += 1
            last = first
            while last < view.last and view.tokens[last].end <= position:
                last += 1
            if last > first:
                part = LineView(view.text, view.tokens, start, position, first, last)
                known += _has_word(part) and (self.starts_furniture(part) or self._is_one_thing(part, table))
            first = last
        return known * 2 >= len(cells)

    def _is_foreign(self, view: LineView) -> bool:
        """A line without a number in a script that this language is not written in."""
        if "LATIN" in self._scripts and view.line.isascii():
            return False
        own = foreign = 0
        for token in view.tokens[view.first : view.last]:
            if token.kind == NUMBER:
                return False
            if token.kind == "word":
                latin = token.text[0].isascii() and "LATIN" in self._scripts
                if latin or unicodedata.name(token.text[0], "").startswith(self._scripts):
                    own += 1
                else:
                    foreign += 1
        return foreign > own

    def is_caption(self, view: LineView) -> bool:
        """Whether a whole line is the caption of a photo."""
        size = view.end - view.start
        if size > 500:
            return False
        first = self._first_word(view)
        if self._is_label(self._caption_labels, view, first):
            return True
        if self._caption_starts.end(view.tokens, first, view.last) is not None:
            return True
        line = view.line
        bracket = _LAST_BRACKET.search(line) if line.rstrip(" .。")[-1:] in _CLOSING else None
        if bracket is None:
            return False
        start, end = view.start + bracket.start(1), view.start + bracket.end(1)
        at = view.last
        while at > view.first and view.tokens[at - 1].start >= start:
            at -= 1
        while at < view.last and view.tokens[at].end <= end:
            if self._credits.end(view.tokens, at, view.last) is not None:
                return True
            at += 1
        if _CREDIT.fullmatch(bracket[1]):
            return bracket.start() > 0
        return bracket[1].casefold() in self._agencies and self._ends_in_date(line[: bracket.start()])

    def _ends_in_date(self, text: str) -> bool:
        return any(hit.end >= len(text.rstrip(" .")) for hit in self._dates.find(text, max(0, len(text) - 30)))

    @staticmethod
    def _first_word(view: LineView) -> int:
        first = view.first
        while first < view.last - 1 and view.tokens[first].kind == MARK:
            first += 1
        return first


def _opens_a_sentence(line: str, stamp: DateHit) -> bool:
    """Whether the date is that of a dateline: "Tellwood, 5 March 2024 - Ridge sold 300 buses in the year to March"."""
    behind = _DATELINE.match(line, stamp.end)
    if behind is None or not any(c.isalpha() for c in line[: stamp.start]):
        return False
    return len(line[behind.end() :].split()) >= MIN_SENTENCE and not any(mark in line for mark in "|｜丨")


def _has_word(view: LineView) -> bool:
    return any(token.kind not in (MARK, NUMBER) for token in view.tokens[view.first : view.last])


def _is_page_number(words: Sequence[Token]) -> bool:
    return len(words) == 1 and words[0].text.isdigit() and len(words[0].text) <= 3


@lru_cache(maxsize=16)
def furniture_of(pack: Pack) -> Furniture:
    """The furniture words of a pack, compiled once."""
    segment = pack.one("segment", SegmentFile)
    metadata = pack.one("metadata", MetadataFile)
    return Furniture(pack.one("furniture", FurnitureFile), metadata, segment.scripts, dates_of(pack))
