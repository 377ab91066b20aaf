"""From the bytes of one document to its text, each kind of file by its own module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nevextract.errors import ReadError
from nevextract.read.decode import decode
from nevextract.read.docx import read_docx
from nevextract.read.html import declared_encoding, read_html
from nevextract.read.item import Item
from nevextract.read.kind import HEAD, Kind, is_markup, kind_of
from nevextract.read.laid_out import LaidOut, with_headline
from nevextract.read.mhtml import saved_page
from nevextract.read.origin import Extract, Origin
from nevextract.read.pdf import read_pdf


def extract(data: bytes, name: str) -> Extract:
    """The text of a document. `name` is its id: it stands in errors, its ending counts where the bytes tell no kind.

    Raises `ReadError` where the bytes are of no kind that is read, broken, or hold no text.
    """
    return _READERS[kind_of(data[:HEAD], name)](data, name)


def extract_text(data: bytes, item: Item) -> Extract:
    """The text of a row or message, plain or HTML, its headline first. Raises `ReadError` as `extract`."""
    decoded = decode(data, item.id, item.charset)
    warnings = (*item.warnings, *decoded.warnings)
    if item.html or is_markup(decoded.text[:HEAD].encode("utf-8", "replace")):
        text, origin = read_html(decoded.text, item.id, headline=item.title, whole=True)
        return Extract(text, replace(origin, published=item.published), warnings)
    text = with_headline(LaidOut(decoded.text), item.title).text
    return Extract(text, Origin(item.title, item.published), warnings)


def _text(data: bytes, name: str) -> Extract:
    decoded = decode(data, name)
    return Extract(decoded.text, warnings=decoded.warnings)


def _html(data: bytes, name: str) -> Extract:
    decoded = decode(data, name, declared_encoding(data))
    text, origin = read_html(decoded.text, name)
    return Extract(text, origin, decoded.warnings)


def _mhtml(data: bytes, name: str) -> Extract:
    page, declared, title = saved_page(data, name)
    decoded = decode(page, name, declared or declared_encoding(page))
    text, origin = read_html(decoded.text, name, headline=title)
    return Extract(text, origin, decoded.warnings)


def _pdf(data: bytes, name: str) -> Extract:
    text, origin = read_pdf(data, name)
    return Extract(text, origin)


def _docx(data: bytes, name: str) -> Extract:
    text, origin = read_docx(data, name)
    return Extract(text, origin)


def _unsupported(data: bytes, name: str) -> Extract:
    raise ReadError("is of a kind that is not read", path=name, kind="unsupported")


_READERS: dict[Kind, Callable[[bytes, str], Extract]] = {
    **dict.fromkeys(Kind, _unsupported),
    Kind.text: _text,
    Kind.html: _html,
    Kind.mhtml: _mhtml,
    Kind.pdf: _pdf,
    Kind.docx: _docx,
}
