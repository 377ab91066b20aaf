"""The lines of a text and what each of them is: prose, heading, item, row, caption or furniture."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from nevextract.patterns.pack import Pack
from nevextract.read.furniture import Furniture, LineView, furniture_of
from nevextract.read.origin import Span
from nevextract.read.table_lines import table_rows
from nevextract.tokens import Token

PROSE, HEADING, ITEM, ROW, CAPTION, FURNITURE = "prose", "heading", "item", "row", "caption", "furniture"

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MARKER = re.compile(
    r"(?:[-–—•·●▪■◆○*◎►▶✓※]\s+(?=\S)|[•●▪■◆○►▶✓]|\d{1,2}(?:[-–]\d{1,2})?[.、)）](?!\d)\s*|[(（]\d{1,2}[)）]\s*"
    r"|[IVX]{1,5}[.、]\s*|[a-h]\)\s+|[①-⑳])"
)
_ROMAN = re.compile(r"[IVX]{1,5}[.、]")
_CELLS = re.compile(r"\s*\|\s*|\t+|\s{2,}")
_NUMBERS_END = re.compile(r"(?:\s+[(+\-–−]?\d[\d.,]*\s?%?\)?){2,}$")
_END_BRACKET = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]$")
_INNER_STOP = re.compile(r"[^\W\d_]{5}\.\s+[^\W\d_a-z]")
FINAL = frozenset(".!?。！？…")
CLOSERS = frozenset("\"'”’」』》）)]】»}")
MAX_HEADING = 250
MAX_CELL = 40
MIN_CLEAR = 100  # a whole sentence as long is no link to another article
MIN_PROSE = 40  # links above anything as long are a menu, not other articles


@dataclass(frozen=True, slots=True)
class Line:
    """Text [start, end) without white space around it, its tokens [first, last) and its kind.

    `marker` is where what follows a bullet or number begins; `blank` says that an empty line is before it.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    marker: int
    blank: bool


def closes(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends as a sentence does, quotes and brackets behind it aside."""
    i = end
    while i > start and text[i - 1] in CLOSERS:
        i -= 1
    return i > start and text[i - 1] in FINAL


def read_lines(
    text: str, tokens: Sequence[Token], pack: Pack, limit: int | None = None, captions: Sequence[Span] = ()
) -> list[Line]:
    """Every line that holds something, classified; only the first `limit` of them where it is given.

    Lines within `captions` are captions whatever they look like, unless they are furniture.
    """
    furniture = furniture_of(pack)
    spans = list(_spans(text, limit))
    starts = [token.start for token in tokens]
    bounds = []
    at = 0
    for start, end, blank in spans:
        first = bisect_left(starts, start, at)
        at = bisect_left(starts, end, first)
        if at > first:
            bounds.append((start, end, first, at, blank))
    views = [LineView(text, tokens, s, e, f, last) for s, e, f, last, _ in bounds]
    rows = table_rows(views, [is_row(view) for view in views], [not blank for *_, blank in bounds], pack)
    lines: list[Line] = []
    links = inline = seen_prose = False
    for i, (start, end, first, last, blank) in enumerate(bounds):
        cut = furniture.prefix(views[i])
        if cut is not None:
            lines.append(Line(start, tokens[cut - 1].end, first, cut, FURNITURE, start, blank))
            start, first, blank = tokens[cut].start, cut, True
            views[i] = LineView(text, tokens, start, end, first, last)
        opened = furniture.opens_links(views[i])
        if opened is not None:
            links, inline, kind = seen_prose, opened, FURNITURE
        else:
            kind = _kind(views[i], rows[i], rows[i] or (i + 1 < len(rows) and rows[i + 1]), furniture)
            if kind == PROSE and not seen_prose and _is_question(views[i]):
                kind = HEADING  # a headline may ask or exclaim
            if links and kind not in (CAPTION, FURNITURE):
                links = not _clear_prose(views[i], kind, inline)
                kind = FURNITURE if links else kind
            if kind != FURNITURE and _within(start, captions):
                kind = CAPTION
        seen_prose = seen_prose or (kind == PROSE and end - start > MIN_PROSE)
        lines.append(Line(start, end, first, last, kind, _marker(text, start, end), blank))
    return lines


def _within(offset: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, offset, key=itemgetter(0))
    return at > 0 and offset < spans[at - 1][1]


def _spans(text: str, limit: int | None) -> Iterator[tuple[int, int, bool]]:
    blank, breaks, count = True, 0, 0
    for match in _LINE.finditer(text):
        piece = match.group()
        stripped = piece.strip()
        if not stripped:
            breaks += piece in ("\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
            blank = blank or breaks > 1
            continue
        start = match.start() + len(piece) - len(piece.lstrip())
        yield start, start + len(stripped), blank
        blank, breaks, count = False, 0, count + 1
        if limit is not None and count >= limit:
            return


def _is_question(view: LineView) -> bool:
    line = view.line
    return len(line) <= 150 and line[-1] in "?!？！" and "." not in line


def _clear_prose(view: LineView, kind: str, inline: bool) -> bool:
    """Whether a line after links to other articles is of the article again."""
    if kind != PROSE or not closes(view.text, view.start, view.end):
        return False
    return view.end - view.start >= MIN_CLEAR or (inline and view.last - view.first >= 8)


def _kind(view: LineView, row: bool, table: bool, furniture: Furniture) -> str:
    """What a line is that opens no links. `row`: it is a table's row by its form; `table`: it or the next is."""
    if furniture.is_furniture(view, table):
        return FURNITURE
    if furniture.is_caption(view):
        return CAPTION
    size = view.end - view.start
    if row or (table and view.text.count("|", view.start, view.end) >= 2):
        return ROW
    if _marker(view.text, view.start, view.end) > view.start and size <= 400:
        return HEADING if _ROMAN.match(view.text, view.start, view.end) and size <= 80 else ITEM
    return HEADING if _is_heading(view) else PROSE


def _is_heading(view: LineView) -> bool:
    """Whether a line is a heading by its form: not long, and no full stop ends it or a sentence in it."""
    line = view.line
    if len(line) > MAX_HEADING or closes(line, 0, len(line)):
        return False
    before = _END_BRACKET.sub("", line)
    return not closes(before, 0, len(before)) and _INNER_STOP.search(line) is None


def is_row(view: LineView) -> bool:
    """Whether a line is a row of a table: cells parted by bars or gaps, or a name and then numbers."""
    size = view.end - view.start
    if size > 400:
        return False
    line = view.line
    if closes(line, 0, size):
        return False
    if "|" in line or "\t" in line or "  " in line:
        cells = [cell for cell in _CELLS.split(line) if cell]
        numeric = sum(any(c.isdigit() for c in cell) for cell in cells)
        if len(cells) >= 3 and numeric and max(map(len, cells)) <= MAX_CELL:
            return True
        if len(cells) == 2 and "\t" in line and numeric and max(map(len, cells)) <= MAX_CELL:
            return True
    if size > 120 or not (line[-1].isdigit() or line[-1] in "%)"):
        return False
    match = _NUMBERS_END.search(line)
    return match is not None and 0 < len(line[: match.start()].split()) <= 6


def _marker(text: str, start: int, end: int) -> int:
    match = _MARKER.match(text, start, end)
    return match.end() if match and match.end() < end else start
