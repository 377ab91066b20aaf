"""Word files: paragraphs, lists and tables in their order; deleted text, headers and footers are left out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nevextract.errors import ReadError
from nevextract.read.laid_out import LaidOut, Layout, tidy
from nevextract.read.origin import Origin

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 300_000_000
MAX_PARTS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}delText", _FALLBACK, f"{_W}pPr", f"{_W}rPr"})
_BOX = f"{_W}txbxContent"
_FRAMES = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", _BOX})
_SAID = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
_MAX_CELL = 300  # a longer cell lays out a page; it is no value
_MAX_SPAN = 50


def read_docx(data: bytes, name: str) -> tuple[str, Origin]:
    """The text of a Word file and what it tells of it.

    The dates in its properties are of writing or saving, not of publication, so they are not taken. Raises `ReadError`
    naming `name` where the file is broken, unpacks to too much, is of another office program, or holds no text.
    """
    _check(data, name)
    laid_out = _lay_out(_body(data, name))
    if not laid_out.text:
        raise ReadError("holds no text", path=name, kind="empty")
    return laid_out.text, Origin(captions=laid_out.captions)


def _check(data: bytes, name: str) -> None:
    """Raise `ReadError` for what cannot be a Word file, or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise ReadError(f"is a broken Word file: {error}", path=name, kind="damaged") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ReadError("unpacks to more than a report can need", path=name, kind="too_large")
    if not any(part.filename.startswith("word/") for part in parts):
        raise ReadError("is of an office program, but no Word file", path=name, kind="unsupported")


def _body(data: bytes, name: str) -> _Element:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        body: _Element = docx.Document(io.BytesIO(data)).element.body
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise ReadError(f"is a broken Word file: {error}", path=name, kind="damaged") from error
    except (KeyError, ValueError, AttributeError, TypeError, RuntimeError) as error:
        raise ReadError(f"is no Word file that can be read: {error}", path=name, kind="damaged") from error
    return body


def _lay_out(body: _Element) -> LaidOut:
    layout = Layout()
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            _table(layout, block)
        else:
            _paragraph(layout, block)
    return layout.done()


def _blocks(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables within an element in order, those in frames around them included."""
    stack: list[Iterator[_Element]] = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
            if child.tag == f"{_W}p":
                stack.append(iter(list(child.iter(_BOX))))
        elif child.tag in _FRAMES and not _in_fallback(child):
            stack.append(iter(child))


def _in_fallback(box: _Element) -> bool:
    return box.tag == _BOX and any(True for _ in box.iterancestors(_FALLBACK))


def _paragraph(layout: Layout, paragraph: _Element) -> None:
    text = _text(paragraph)
    cells = [cell.strip() for cell in text.split("\t")]
    if sum(map(bool, cells)) >= 3:
        layout.row(cells)
    elif not text.strip():
        return
    elif _is_item(paragraph):
        layout.item(text)
    else:
        layout.paragraph(text, caption=_style(paragraph).startswith("caption"))


def _is_item(paragraph: _Element) -> bool:
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return numbered or _style(paragraph).startswith("list")


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(f"{_W}val") or "").casefold() if style is not None else ""


def _text(paragraph: _Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: _Element) -> Iterator[str]:
    """What a paragraph says, without what is deleted in it and what stands in frames."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _SAID:
            yield _SAID[element.tag]
        elif element.tag not in _GONE and element.tag != _BOX:
            stack.extend(reversed(element))


def _table(layout: Layout, table: _Element) -> None:
    for row in _children(table, f"{_W}tr"):
        cells = list(_children(row, f"{_W}tc"))
        texts = [tidy(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))) for cell in cells]
        if max(map(len, texts), default=0) <= _MAX_CELL:
            layout.row(
                part for text, cell in zip(texts, cells, strict=True) for part in (text, *[""] * (_span(cell) - 1))
            )
            continue
        for cell in cells:
            for paragraph in cell.iter(f"{_W}p"):
                _paragraph(layout, paragraph)


def _children(parent: _Element, tag: str) -> Iterable[_Element]:
    """The children of a tag, those within content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iterfind(f"{_W}sdtContent/{tag}")


def _span(cell: _Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    wide = (span.get(f"{_W}val") or "") if span is not None else ""
    return min(int(wide), _MAX_SPAN) if wide.isascii() and wide.isdigit() and int(wide) > 0 else 1
