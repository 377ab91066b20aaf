"""What a file tells of its text beside the text itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """Facts about a text that its file gives. Spans and offsets count code points of the text.

    `published` gives way to a date that the text gives for itself. `pages` is where each page begins, empty where
    there are none. `captions` are what the file marks as captions of pictures.
    """

    title: str | None = None
    published: date | None = None
    pages: tuple[int, ...] = ()
    captions: tuple[Span, ...] = ()

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, that an offset is on; None where there are no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None


NOTHING = Origin()


@dataclass(frozen=True, slots=True)
class Extract:
    """A text as it was taken out of its file, with what the file tells beside it and what went wrong."""

    text: str
    origin: Origin = NOTHING
    warnings: tuple[str, ...] = ()
