"""From the lines of pages to running text: paragraphs joined, hyphens at line ends undone, tables kept as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from nevextract.read.laid_out import BAR
from nevextract.read.lines import closes
from nevextract.read.pdf_lines import PageLine, cells_of_lines, whole_lines, without_furniture

_BULLET = re.compile(r"(?:[-–—•·●▪■◆○*►▶✓]\s|\(?\d{1,2}[.)、]\s|[a-h]\)\s)")
_SAME_SIZE = 1.08
_WIDE_PITCH = 1.3  # of the usual distance between lines
_INDENT = 0.9  # in sizes of the type
_BREAK = re.compile(r"([^\W\d_]+)[-\u00ad‐]$")
_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Block:
    """A paragraph or a row in the making: its pieces, each with the page that it stands on."""

    kind: str
    pieces: list[tuple[int, str]] = field(default_factory=list)


def join_pages(pages: Sequence[Sequence[PageLine]]) -> tuple[str, tuple[int, ...]]:
    """The text of all pages and the offset where each begins."""
    kept = without_furniture([whole_lines(lines) for lines in pages])
    words = frozenset(_whole_words([line.text for lines in kept for line in lines]))
    parts: list[str] = []
    starts: list[int] = []
    size, before = 0, ""
    for block in _blocks(kept):
        if parts:
            gap = "\n" if block.kind == before != "text" else "\n\n"
            parts.append(gap)
            size += len(gap)
        said = ""
        for page, piece in block.pieces:
            said = _joined(said, piece, words)
            starts.extend([size + len(said) - len(piece)] * (page + 1 - len(starts)))
        parts.append(said)
        size += len(said)
        before = block.kind
    starts.extend([size] * (len(pages) - len(starts)))
    return "".join(parts) + "\n", tuple(starts)


def _whole_words(lines: Sequence[str]) -> Iterator[str]:
    """The words of a text in lower case, without the halves of those that a line end may have broken."""
    after = False
    for line in lines:
        found = _WORD.findall(line.casefold())
        broken = _BREAK.search(line) is not None
        yield from found[after : len(found) - broken]
        after = broken


def _joined(before: str, piece: str, words: frozenset[str]) -> str:
    """Two lines as one, a word that was broken between them whole."""
    if not before:
        return piece
    broken, start = _BREAK.search(before), _START.match(piece)
    if broken is None or start is None:
        return before + ("" if before[-1] in "-‐/" and piece[:1].isalnum() else " ") + piece
    if before[-1] == "\u00ad":
        return before[:-1] + piece
    first, second = broken[1].casefold(), start[0].casefold()
    compound = before[: broken.start()][-1:] in ("-", "‐") or not start[0].islower()
    if compound or (first + second not in words and first in words and second in words):
        return before + piece
    return before[:-1] + piece


def _blocks(pages: Sequence[Sequence[PageLine]]) -> Iterator[_Block]:
    block: _Block | None = None
    last: PageLine | None = None
    for number, lines in enumerate(pages):
        pitch = _pitch(lines)
        for line, cells in zip(lines, cells_of_lines(lines), strict=True):
            kind = "row" if len(cells) > 1 else "item" if _BULLET.match(line.text) else "text"
            running = block is not None and kind == "text" and block.kind != "row"
            if running and block and last and _goes_on(last, line, _margin(last, lines), pitch):
                block.pieces.append((number, line.text))
                last = line
                continue
            if block is not None:
                yield block
            block, last = _Block(kind, [(number, BAR.join(cells))]), line
    if block is not None:
        yield block


def _margin(last: PageLine, lines: Sequence[PageLine]) -> float:
    """Where full lines end: of those that begin where `last` does, else of those above and below it."""
    aligned = [line.right for line in lines if abs(line.left - last.left) < 3 * last.size]
    if len(aligned) < 3:
        aligned = [line.right for line in lines if line.left < last.right and last.left < line.right]
    return max([last.right, *aligned])


def _pitch(lines: Sequence[PageLine]) -> float:
    """The usual distance from one line of running text to the next, in sizes of the type."""
    found = [
        (a.bottom - b.bottom) / a.size
        for a, b in pairwise(lines)
        if 0 < a.bottom - b.bottom < 3 * a.size and abs(a.size - b.size) < 1
    ]
    return median(found) if found else 1.3


def _goes_on(last: PageLine, line: PageLine, right: float, pitch: float) -> bool:
    """Whether a line goes on with the paragraph of the line before it. `right` is where full lines end."""
    if not last.size / _SAME_SIZE <= line.size <= last.size * _SAME_SIZE:
        return False
    unfinished = not closes(last.text, 0, len(last.text))
    down = last.bottom - line.bottom
    if down <= 0 or down > 4 * line.size:  # another column or page
        return unfinished and (line.text[0].islower() or _is_full(last, line, right))
    if down > _WIDE_PITCH * min(pitch, 2.5) * line.size:
        return False
    if line.left - last.left > _INDENT * line.size and not _BULLET.match(last.text):
        return False
    return _is_full(last, line, right) or (unfinished and line.text[0].islower())


def _is_full(last: PageLine, line: PageLine, right: float) -> bool:
    """Whether the first word of a line had no room in the line before it."""
    first = line.words[0]
    return right - last.right < (first.right - first.left) + 0.5 * line.size
