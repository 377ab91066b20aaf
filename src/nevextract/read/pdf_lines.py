"""The lines of pages: their words and cells, and which of them are running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_EDGE = 3  # as many lines at the head and foot of a page may be furniture
_CELL_GAP = 1.5  # in sizes of the type: wider than any blank of a justified line
_NUMBER_GAP = 0.7  # two numbers are seldom parted by more in running text
_COLUMN_GAP = 0.4  # wider than a blank, where the columns are known
_ROW_PITCH = 4.0  # in sizes of the type, from a row of a table to the next
_UNEVEN = 1.5
_CLEAR = 1.8  # in sizes of the type, from a line to the next: what stands apart from the text of the page
_INTEGER = re.compile(r"\d+")
_ONLY_NUMBER = re.compile(r"[^\w\d]*(\d{1,4})[^\w\d]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page with its box, in points from the lower left, and the size of its type."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class PageLine:
    """The words of a line, at least one."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def bottom(self) -> float:
        return min(word.bottom for word in self.words)

    @property
    def top(self) -> float:
        return max(word.top for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def cells(self) -> list[PageLine]:
        """The line parted where gaps are too wide for blanks between words; in a row of a table less is enough."""
        gaps = [(b.left - a.right) / max(a.size, b.size) for a, b in pairwise(self.words)]
        numbers = [_is_number(a) and _is_number(b) for a, b in pairwise(self.words)]
        usual = _UNEVEN * min(gaps, default=0.0) if not all(numbers) else 0.0  # a justified line has even gaps
        row = any(
            g > 2 * _CELL_GAP or (g > usual and g > (_NUMBER_GAP if n else _CELL_GAP))
            for g, n in zip(gaps, numbers, strict=True)
        )
        return _parted(self, [at for at, gap in enumerate(gaps, 1) if row and gap > _NUMBER_GAP])


def _parted(line: PageLine, starts: Sequence[int]) -> list[PageLine]:
    """A line parted before each of the words at `starts`."""
    return [PageLine(line.words[a:b]) for a, b in pairwise([0, *starts, len(line.words)])]


def cells_of_lines(lines: Sequence[PageLine]) -> list[list[str]]:
    """The cells of each line of a page; a line next to a row of a table is parted as that row is, if it can be.

    So a head keeps its columns, and a row its cells, where long words leave little room between them.
    """
    found = [line.cells() for line in lines]
    heads_first = [
        *((at, at + 1) for at in reversed(range(len(lines) - 1))),
        *((at, at - 1) for at in range(1, len(lines))),
    ]
    for at, beside in heads_first:
        if len(found[at]) < len(found[beside]) and _close(lines[at], lines[beside]):
            found[at] = _parted_as(lines[at], found[beside]) or found[at]
    return [[cell.text for cell in cells] for cells in found]


def _close(a: PageLine, b: PageLine) -> bool:
    return 0 < abs(a.bottom - b.bottom) < _ROW_PITCH * max(a.size, b.size)


def _parted_as(line: PageLine, row: Sequence[PageLine]) -> list[PageLine]:
    """The line parted in the columns of `row`, if its gaps between these are clearly wider than its blanks."""
    gaps = [(b.left - a.right) / max(a.size, b.size) for a, b in pairwise(line.words)]
    starts = []
    for a, b in pairwise(row):
        between = [at for at in range(1, len(line.words)) if _meets(line.words[at - 1], line.words[at], a, b)]
        if not between:
            return []
        starts.append(max(between, key=lambda at: gaps[at - 1]))
    blank = max((gap for at, gap in enumerate(gaps, 1) if at not in starts), default=0.0)
    narrow = any(gaps[at - 1] < max(_COLUMN_GAP, _UNEVEN * blank) for at in starts)
    return [] if narrow or len(set(starts)) < len(starts) else _parted(line, sorted(starts))


def _meets(before: Word, after: Word, a: PageLine, b: PageLine) -> bool:
    """Whether the gap between two words has a place in common with that between two cells."""
    return before.right <= b.left and after.left >= a.right


def _is_number(word: Word) -> bool:
    return any(c.isdigit() for c in word.text) and not any(c.isalpha() for c in word.text)


def whole_lines(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines, those that stand side by side on one baseline and follow each other made one."""
    found: list[PageLine] = []
    for line in lines:
        if found and _beside(found[-1], line):
            found[-1] = PageLine((*found[-1].words, *line.words))
        else:
            found.append(line)
    return found


def _beside(a: PageLine, b: PageLine) -> bool:
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    height = min(a.top - a.bottom, b.top - b.bottom)
    return b.left >= a.right and height > 0 and overlap > 0.6 * height


def without_furniture(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """The pages without lines that stand at the head or foot of most pages, the same but for the page's number."""
    seen: Counter[str] = Counter()
    for number, lines in enumerate(pages):
        seen.update({key for at in _edges(lines) for key in _keys(lines[at].text, number)})
    enough = max(2, (len(pages) + 1) // 2)
    found = []
    for number, lines in enumerate(pages):
        dropped = {at for at in _edges(lines) if _is_furniture(lines[at].text, number, seen, enough)}
        found.append([line for at, line in enumerate(lines) if at not in dropped])
    return found


def _edges(lines: Sequence[PageLine]) -> set[int]:
    """The lines at the head and foot of a page that a gap or another size of type parts from its text."""
    order = sorted(range(len(lines)), key=lambda at: -lines[at].top)
    return {*_edge(lines, order), *_edge(lines, order[::-1])}


def _edge(lines: Sequence[PageLine], order: Sequence[int]) -> Sequence[int]:
    for count, (at, following) in enumerate(pairwise(order[: _EDGE + 1]), 1):
        a, b = lines[at], lines[following]
        if abs(a.bottom - b.bottom) > _CLEAR * min(a.size, b.size) or abs(a.size - b.size) > 0.05 * b.size:
            return order[:count]
    return order if len(order) <= 1 else ()


def _keys(text: str, number: int) -> Iterator[str]:
    """What a line has in common with its like on other pages: itself, or itself with a number that counts the pages."""
    yield text
    for match in list(_INTEGER.finditer(text))[:4]:
        if match.end() - match.start() <= 5:
            yield f"{text[: match.start()]}<{int(match[0]) - number}>{text[match.end() :]}"


def _is_furniture(text: str, number: int, seen: Counter[str], enough: int) -> bool:
    only = _ONLY_NUMBER.fullmatch(text)
    if only is not None and int(only[1]) == number + 1:
        return True
    return any(seen[key] >= enough for key in _keys(text, number))
