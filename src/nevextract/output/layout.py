"""Rows of text laid out in a given number of cells, where a Chinese character takes two and an accent none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from unicodedata import category, east_asian_width

GAP = "  "
_INDENT = "    "
_SOFT = frozenset({"subject", "location", "document", "name", "enterprises", "supplies", "to"})
"""Columns that may be broken over lines; those with long cells may be too, unless they are `_FIRM`."""
_FIRM = frozenset({"value", "period"})
_LONG, _LEAST, _NARROW = 24, 10, 30
_NUMBER = re.compile(r"[-+~<>≤≥]?[0-9][0-9,.]*(?: .*)?")
_WORD = re.compile(r"\S+\s*|\s+")

Row = tuple[str, ...]


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with blanks up to `width` cells."""
    blanks = " " * (width - cells_of(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells: broken between words, between Chinese characters, and within a word
    that is longer than a line. At least one line."""
    lines, line, used = [], "", 0
    for piece in _pieces(text, width):
        taken = cells_of(piece.rstrip())
        if line and used + taken > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += cells_of(piece)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def lay_out(header: Row, rows: Sequence[Row], width: int) -> list[str]:
    """The lines of a table of at most `width` cells, the first of them the header.

    Columns of names are broken over lines first; where that does not do, they go below the row; and where the rest is
    still too wide, every cell has a line of its own, which is broken at the edge.
    """
    every = range(len(header))
    natural = [max(cells_of(line[i]) for line in (header, *rows)) for i in every]
    words = [max(_longest(line[i]) for line in (header, *rows)) for i in every]
    soft = [i for i, name in enumerate(header) if name in _SOFT or (natural[i] > _LONG and name not in _FIRM)]
    firm = [i for i in every if i not in soft]
    names = {i: max(min(natural[i], _LEAST), min(words[i], _LONG)) for i in soft}
    gaps = len(GAP) * (len(header) - 1)
    for fixed in (natural, words):  # an amount is broken before its unit only where that is needed
        least = [names.get(i, fixed[i]) for i in every]
        if sum(least) + gaps <= width:
            return _table(header, rows, _shared(natural, least, width - gaps))
    kept, gaps = [words[i] for i in firm], len(GAP) * (len(firm) - 1)
    if firm and sum(kept) + gaps <= width and width > _NARROW:
        return _stacked(header, rows, firm, soft, _shared([natural[i] for i in firm], kept, width - gaps), width)
    return _listed(header, rows, width)


def _table(header: Row, rows: Sequence[Row], widths: Sequence[int]) -> list[str]:
    numbers = _numbers(header, rows)
    right = [i in numbers for i in range(len(header))]
    return [line for row in (header, *rows) for line in _row(row, widths, right)]


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    columns = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        line = (padded(part, width, right=to) for part, width, to in zip(parts, widths, right, strict=True))
        yield GAP.join(line).rstrip()


def _stacked(
    header: Row, rows: Sequence[Row], firm: Sequence[int], soft: Sequence[int], widths: Sequence[int], width: int
) -> list[str]:
    """The firm columns as a table, the others below each row."""
    right = _numbers(header, rows)
    lines: list[str] = []
    for row in (header, *rows):
        lines += _row([row[i] for i in firm], widths, [i in right for i in firm])
        below = ", ".join(row[i] for i in soft if row[i])
        lines += (_INDENT + part for part in wrapped(below, width - len(_INDENT)) if part)
    return lines


def _listed(header: Row, rows: Sequence[Row], width: int) -> list[str]:
    """`name: text` for every cell that is not empty, rows apart; the header says what they are."""
    lines = wrapped(", ".join(header), width)
    for row in rows:
        lines.append("")
        for name, text in zip(header, row, strict=True):
            if text:
                lines += wrapped(f"{name}: {text}", width)
    return lines


def _shared(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Widths of `width` in all, no column wider than it needs: what is left goes to the one that lacks most."""
    widths = list(least)
    for _ in range(min(width - sum(least), sum(natural) - sum(least))):
        lacking = max(range(len(widths)), key=lambda i: (natural[i] - widths[i], -i))
        widths[lacking] += 1
    return widths


def _numbers(header: Row, rows: Sequence[Row]) -> set[int]:
    """The columns that hold numbers alone, which stand to the right."""
    return {
        i
        for i in range(len(header))
        if any(row[i] for row in rows)
        and all(not row[i] or _NUMBER.fullmatch(row[i]) for row in rows)
        and header[i] != "period"
    }


def _pieces(text: str, width: int) -> Iterator[str]:
    """What must stay on one line: words with the blanks behind them, wide characters, pieces of words too long."""
    for match in _WORD.finditer(text):
        piece = ""
        for character in match.group():
            wide = _cells(character) == 2
            full = cells_of((piece + character).rstrip()) > max(width, 2)
            if piece and not character.isspace() and _cells(character) and (wide or _ends_wide(piece) or full):
                yield piece
                piece = ""
            piece += character
        yield piece


def _longest(text: str) -> int:
    """The cells of the longest piece that is better not broken."""
    if text.isascii():
        return max(map(len, text.split()), default=0)
    return max((cells_of(piece.rstrip()) for piece in _pieces(text, cells_of(text))), default=0)


def _ends_wide(text: str) -> bool:
    last = next((character for character in reversed(text) if _cells(character)), "")
    return bool(last) and _cells(last) == 2


def _cells(character: str) -> int:
    if character.isascii():
        return 1
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
