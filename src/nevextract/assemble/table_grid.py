"""Tables as a grid: which rows belong together, where their cells are, and which rows are heads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from nevextract.mentions import Sentence
from nevextract.tokens import MARK, Token

ROW, HEADING = "row", "heading"
_BARS = re.compile(r"[|｜]")
_FRAME = re.compile(r"[ \t]*[|｜]")
_GAPS = re.compile(r"\t+|\s{2,}")
_TAB = re.compile(r"\t")
_WORD = re.compile(r"\S+")
_SIGNED = r"[(（]?[+\-–−±↑↓▲▼~]?(?:[^\W\d_]{0,3}[$€£¥￥])?[+\-–−]?\d[\d.,]*"
_VALUE = re.compile(_SIGNED + r"[%％]?[)）]?[%％]?")
_WORDED = re.compile(r"(?:[^\W\d_]{3} )?" + _SIGNED + r"[%％]? ?[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.(?:0?[1-9]|1[0-2]))?")  # with a month or without
_MAX_LINE = 400
_MAX_HEADS = 2
_RULE = frozenset("|｜-–—−:+=_")


class Span(NamedTuple):
    """A cell: text [start, end) without white space around it, tokens [first, last). Empty: start == end."""

    start: int
    end: int
    first: int
    last: int

    @property
    def empty(self) -> bool:
        return self.first >= self.last


class Row(NamedTuple):
    """A row and the number of its sentence."""

    sentence: int
    cells: tuple[Span, ...]


class Grid(NamedTuple):
    """A table: its head rows and its other rows, each of `width` cells."""

    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    width: int


class GridReader:
    """Finds the tables of one document.

    `empty` are texts of cells without a value. `heads` parts a head of single spaces into columns, given the tokens
    [first, last) and the number of columns wanted; None where it cannot. `names` tells of tokens [first, last) that
    begin with a number whether they name a column all the same (a period, a unit).
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        empty: Collection[str],
        heads: Callable[[int, int, int], list[tuple[int, int]] | None],
        names: Callable[[int, int], bool],
    ) -> None:
        self._text, self._tokens, self._empty = text, tokens, frozenset(empty)
        self._heads, self._names = heads, names

    def find(self, sentences: Sequence[Sentence]) -> Iterator[Grid]:
        """All tables in order. Rows without a head are no table."""
        block: list[tuple[int, Sentence]] = []
        ruled: set[int] = set()
        for number, sentence in enumerate(sentences):
            if sentence.kind == ROW:
                block.append((number, sentence))
            elif self._is_rule(sentence):
                ruled.update(n for n, _ in block[-1:])
            else:
                yield from self._tables(block, sentences, ruled)
                block = []
        yield from self._tables(block, sentences, ruled)

    def is_value(self, cell: Span) -> bool:
        """Whether a cell holds a number or stands for one that is missing."""
        said = self._text[cell.start : cell.end]
        return said in self._empty or _VALUE.fullmatch(said) is not None

    def _is_rule(self, sentence: Sentence) -> bool:
        return all(t.text in _RULE for t in self._tokens[sentence.first : sentence.last])

    def _tables(
        self, block: Sequence[tuple[int, Sentence]], sentences: Sequence[Sentence], ruled: Collection[int]
    ) -> Iterator[Grid]:
        """The tables of consecutive rows: a new one begins at every head that has data before it."""
        if not block:
            return
        above = block[0][0] - 1
        if above >= 0 and not self._is_head(block[0][1]) and self._may_be_head(sentences[above], block[0][1]):
            block = [(above, sentences[above]), *block]
        heads: list[tuple[int, Sentence]] = []
        data: list[tuple[int, Sentence]] = []
        for k, (number, sentence) in enumerate(block):
            head = (not data and k == 0 and number == above) or self._is_head(sentence)
            head = head or (not data and number in ruled and len(heads) < _MAX_HEADS)
            if head and data:
                yield from self._grid(heads, data)
                heads, data = [], []
            (heads if head else data).append((number, sentence))
        yield from self._grid(heads, data)

    def _may_be_head(self, sentence: Sentence, below: Sentence) -> bool:
        """Whether a line right above rows of single spaces may be their head, though nothing marks it as a row."""
        between = self._text[sentence.end : below.start]
        return sentence.kind == HEADING and between.count("\n") == 1 and sentence.end - sentence.start <= _MAX_LINE

    def _is_head(self, sentence: Sentence) -> bool:
        """Whether a row names columns: several cells, and no number among them but years."""
        cells = self._marked(sentence)
        if len(cells) == 1:
            words = [m.group() for m in _WORD.finditer(self._text, sentence.start, sentence.end)]
            values = [w for w in words if _VALUE.fullmatch(w) and not _YEAR.fullmatch(w)]
            return not values and len(words) > 1
        named = [c for c in cells if not c.empty]
        return len(named) > 1 and not any(self._counts(c) for c in (named if cells[0].empty else named[1:]))

    def _counts(self, cell: Span) -> bool:
        said = self._text[cell.start : cell.end]
        if self.is_value(cell):
            return not _YEAR.fullmatch(said)
        return _WORDED.match(said) is not None and not self._names(cell.first, cell.last)

    def _grid(self, heads: Sequence[tuple[int, Sentence]], data: Sequence[tuple[int, Sentence]]) -> Iterator[Grid]:
        if not heads or not data:
            return
        heads = heads[-_MAX_HEADS:]
        marked = [self._marked(sentence) for _, sentence in data]
        named = self._marked(heads[-1][1])
        width = len(named)
        if all(len(c) > width or named[-1].empty for c in marked) and all(len(c) > 2 and c[-1].empty for c in marked):
            marked = [cells[:-1] for cells in marked]  # every row ends with a bar
            width -= len(marked[0]) < width
        if width == 1:
            width = next((w for w in self._widths(data, marked) if self._head(*heads[-1], w) is not None), 0)
        elif all(
            len(cells) == width + 1 or (len(cells) == width and self._trailing(sentence) == width)
            for cells, (_, sentence) in zip(marked, data, strict=True)
        ):
            width += 1  # the column of labels has no head
        if width < 2:
            return
        head_rows = [row for row in (self._head(n, s, width) for n, s in heads) if row is not None]
        if not head_rows or head_rows[-1].sentence != heads[-1][0]:
            return
        rows = [
            Row(number, tuple(cells if len(cells) == width else self._plain(sentence, width)))
            for (number, sentence), cells in zip(data, marked, strict=True)
        ]
        kept = tuple(row for row in rows if len(row.cells) == width)
        if kept:
            yield Grid(tuple(head_rows), kept, width)

    def _widths(self, data: Sequence[tuple[int, Sentence]], marked: Sequence[Sequence[Span]]) -> list[int]:
        """How many columns the rows may have where the head does not show it, the likeliest first."""
        counts = Counter(
            len(cells) if len(cells) > 1 else self._trailing(sentence) + 1
            for (_, sentence), cells in zip(data, marked, strict=True)
        )
        widths = sorted(counts, key=lambda width: (-counts[width], width))
        ranked = all(self._text[sentence.start].isdigit() for _, sentence in data)
        return [*widths, *(width + 1 for width in widths if ranked)]  # ranks stand before the labels

    def _trailing(self, sentence: Sentence) -> int:
        words = [m.group() for m in _WORD.finditer(self._text, sentence.start, sentence.end)]
        count = 0
        while count < len(words) and (words[-1 - count] in self._empty or _VALUE.fullmatch(words[-1 - count])):
            count += 1
        return count

    def _head(self, number: int, sentence: Sentence, width: int) -> Row | None:
        cells = self._marked(sentence)
        if len(cells) == width + 1 and cells[-1].empty:
            cells = cells[:-1]
        if len(cells) == width:
            return Row(number, tuple(cells))
        if len(cells) == width - 1:
            return Row(number, (Span(sentence.start, sentence.start, sentence.first, sentence.first), *cells))
        if len(cells) > 1:
            return None
        parts = self._heads(sentence.first, sentence.last, width)
        if parts is None:
            return None
        spans = [
            Span(self._tokens[a].start, self._tokens[b - 1].end, a, b) if b > a else Span(0, 0, a, a) for a, b in parts
        ]
        return Row(number, tuple(spans))

    def _marked(self, sentence: Sentence) -> list[Span]:
        """The cells of a row that bars, tabs or wide gaps part; one cell where none do."""
        text = self._text
        start = text.rfind("\n", max(0, sentence.start - _MAX_LINE), sentence.start) + 1
        start = start if not text[start : sentence.start].strip(" \t|｜") else sentence.start
        start = start if start or not sentence.start else 0
        end = text.find("\n", sentence.end, sentence.end + _MAX_LINE)
        end = sentence.end if end < 0 or text[sentence.end : end].strip() else end
        if _BARS.search(text, start, end):
            return self._barred(sentence, start, end)
        if _TAB.search(text, start, end):
            return self._cut(sentence, _TAB, start, sentence.end)
        return self._cut(sentence, _GAPS, sentence.start, sentence.end)

    def _barred(self, sentence: Sentence, start: int, end: int) -> list[Span]:
        cells = self._cut(sentence, _BARS, start, end)
        framed = len(cells) > 3 and cells[0].empty and cells[-1].empty
        return cells[1:-1] if framed and _FRAME.match(self._text, start) else cells

    def _cut(self, sentence: Sentence, mark: re.Pattern[str], start: int, end: int) -> list[Span]:
        found, at = [], start
        for match in mark.finditer(self._text, start, end):
            found.append(self._span(sentence, at, match.start()))
            at = match.end()
        found.append(self._span(sentence, at, end))
        return found

    def _plain(self, sentence: Sentence, width: int) -> list[Span]:
        """The cells of a row of single spaces: numbers from its end, a rank at its head, and a label."""
        words = list(_WORD.finditer(self._text, sentence.start, sentence.end))
        count = min(self._trailing(sentence), width - 1)
        values = words[len(words) - count :] if count else []
        label = words[: len(words) - count]
        ranked = width - 1 - count if label and label[0].group().rstrip(".").isdigit() and len(label) > 1 else 0
        if not label or count + 1 + ranked != width or ranked > 1:
            return []
        parts = [(label[0].start(), label[0].end())] if ranked else []
        parts.append((label[ranked].start(), label[-1].end()))
        parts += [(m.start(), m.end()) for m in values]
        return [self._span(sentence, a, b) for a, b in parts]

    def _span(self, sentence: Sentence, start: int, end: int) -> Span:
        """The cell between two places, without the white space and the marks of rules around it."""
        first = bisect_left(self._tokens, start, sentence.first, sentence.last, key=lambda t: t.start)
        last = bisect_left(self._tokens, end, first, sentence.last, key=lambda t: t.start)
        while first < last and self._tokens[first].kind == MARK and self._tokens[first].text == "*":
            first += 1
        while last > first and self._tokens[last - 1].kind == MARK and self._tokens[last - 1].text == "*":
            last -= 1
        if first >= last:
            return Span(start, start, first, first)
        return Span(self._tokens[first].start, self._tokens[last - 1].end, first, last)
