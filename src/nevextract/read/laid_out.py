"""Laying out text of our own making: paragraphs, lines and rows of what a page, report or mail holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nevextract.read.origin import Span

BAR = " | "
_SPACE = re.compile(r"[^\S\u00a0\u2007\u2009\u202f]+")  # not those that stand within numbers


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A text with the spans in it that are captions."""

    text: str
    captions: tuple[Span, ...] = ()


class Layout:
    """Collects the pieces of a text. White space within a piece becomes single blanks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._captions: list[Span] = []
        self._group = ""

    @property
    def size(self) -> int:
        """The length of the text so far."""
        return self._size

    def paragraph(self, text: str, *, caption: bool = False) -> None:
        """A paragraph: an empty line parts it from what is before."""
        self._add(text, "", caption)

    def item(self, text: str) -> None:
        """An item of a list."""
        self._add("- " + tidy(text), "item")

    def row(self, cells: Iterable[str]) -> None:
        """A row of a table, empty cells included; a row without any text is none."""
        said = [tidy(cell).replace("|", "/") for cell in cells]
        if any(said):
            self._add(BAR.join(said), "row")

    def _add(self, text: str, group: str, caption: bool = False) -> None:
        """A piece; those of a group stand on lines that follow each other."""
        lines = [line for line in map(tidy, text.split("\n")) if line]
        if not lines:
            return
        piece = "\n".join(lines)
        gap = "\n" if group and group == self._group else "\n\n"
        self._group = group
        if self._size:
            self._parts.append(gap)
            self._size += len(gap)
        if caption:
            self._captions.append((self._size, self._size + len(piece)))
        self._parts.append(piece)
        self._size += len(piece)

    def done(self) -> LaidOut:
        """The whole text, ending in a line break unless it is empty."""
        text = "".join(self._parts)
        return LaidOut(text + "\n" if text else "", tuple(self._captions))


def tidy(text: str) -> str:
    """Text on one line: runs of white space as one blank, the blanks that stand within numbers kept."""
    return _SPACE.sub(" ", text).strip()


def with_headline(layout: LaidOut, title: str | None) -> LaidOut:
    """The text with its headline before it, unless one of its first lines says the same."""
    wanted = tidy(title or "")
    if not wanted or any(_same(wanted, line) for line in layout.text[:2000].split("\n")[:8]):
        return layout
    shift = len(wanted) + 2
    return LaidOut(f"{wanted}\n\n{layout.text}", tuple((a + shift, b + shift) for a, b in layout.captions))


def _same(title: str, line: str) -> bool:
    a, b = _letters(title), _letters(line)
    return bool(b) and (a == b or (len(b) > 20 and a.startswith(b)))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
