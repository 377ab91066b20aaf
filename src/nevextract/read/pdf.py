"""PDF: the lines of each page, from where its characters stand."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nevextract.errors import ReadError
from nevextract.read.origin import Origin
from nevextract.read.pdf_limits import check_streams
from nevextract.read.pdf_lines import PageLine, Word
from nevextract.read.pdf_text import join_pages

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 5000
MAX_CHARACTERS = 20_000_000
_GAPS = frozenset(" \t\u00a0\u2002\u2003\u3000")
_BREAKS = frozenset("\r\n")
_HYPHENS = frozenset("\x02\ufffe")  # what the library makes of a hyphen and the line end behind it
_ENCRYPTED = 4


def read_pdf(data: bytes, name: str) -> tuple[str, Origin]:
    """The text of a PDF, its paragraphs whole, and where its pages begin.

    Running headers, footers and page numbers are left out. Raises `ReadError` naming `name` where the file is broken,
    locked, of too many pages, or holds no text (a scan).
    """
    check_streams(data, name)
    document = _open(data, name)
    try:
        text, pages = join_pages([list(_lines(document, number, name)) for number in range(_pages(document, name))])
    finally:
        document.close()
    if not text.strip():
        raise ReadError("holds no text; a scan has to be recognised first", path=name, kind="empty")
    return text, Origin(pages=pages)


def _open(data: bytes, name: str) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ENCRYPTED or "assword" in str(error):
            raise ReadError("is locked with a password", path=name, kind="encrypted") from error
        raise ReadError(f"is a broken PDF: {error}", path=name, kind="damaged") from error


def _pages(document: PdfDocument, name: str) -> int:
    count = len(document)
    if count > MAX_PAGES:
        raise ReadError(f"has {count:,} pages, more than {MAX_PAGES:,}", path=name, kind="too_large")
    return count


def _lines(document: PdfDocument, number: int, name: str) -> Iterator[PageLine]:
    """The lines of one page in the file's order. A page that cannot be opened is an error of the whole file."""
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"page {number + 1} is broken: {error}", path=name, kind="damaged") from error
    count = text_page.count_chars()
    if count > MAX_CHARACTERS:
        raise ReadError(f"page {number + 1} holds too much", path=name, kind="too_large")
    reader = _Characters(text_page)
    words: list[Word] = []
    start = None
    for i in range(count + 1):
        c = reader.at(i) if i < count else "\n"
        if c in _GAPS or c in _BREAKS:
            if start is not None:
                words.append(reader.word(start, i))
                start = None
            if c in _BREAKS and words:
                yield PageLine(tuple(words))
                words = []
        elif c in _HYPHENS and start is not None:
            words.append(reader.word(start, i, "-"))
            yield PageLine(tuple(words))
            words, start = [], None
        elif start is None:
            start = i
    text_page.close()
    page.close()


class _Characters:
    """The characters of one page and their boxes."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as raw

        self._raw, self._page = raw, text_page.raw
        self._box = [ctypes.c_double() for _ in range(4)]

    def at(self, index: int) -> str:
        code = self._raw.FPDFText_GetUnicode(self._page, index)
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"

    def word(self, start: int, end: int, behind: str = "") -> Word:
        left, _, bottom, top = self._bounds(start)
        _, right, last_bottom, last_top = self._bounds(end - 1)
        size = float(self._raw.FPDFText_GetFontSize(self._page, start)) or max(top - bottom, 1.0)
        text = "".join(self.at(i) for i in range(start, end)) + behind
        return Word(text, left, right, min(bottom, last_bottom), max(top, last_top), size)

    def _bounds(self, index: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._box
        self._raw.FPDFText_GetCharBox(self._page, index, *map(ctypes.byref, (left, right, bottom, top)))
        return left.value, right.value, bottom.value, top.value
