"""The text of a tree of HTML, or of the like that the extraction of main text makes: blocks, lists, rows, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nevextract.read.laid_out import LaidOut, Layout, tidy
from nevextract.read.links import link_lists

if TYPE_CHECKING:
    from lxml.etree import _Element


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


SKIPPED = _tags(
    "script style noscript template head title svg math canvas audio video iframe object embed select option button "
    "input textarea"
)
OUTSIDE = _tags("nav header footer aside menu dialog")
"""What stands around the article, where only the whole page is left to read."""
_NEVER = _tags("script style noscript template nav select")
_BLOCKS = _tags(
    "h1 h2 h3 h4 h5 h6 p div section article main body html blockquote quote pre code address center dl dt dd ul ol "
    "list figure figcaption caption table thead tbody tfoot tr row td th cell li item hr details summary fieldset "
    "legend header footer nav aside form ab"
)
_BREAKS = frozenset({"br", "lb"})
_ITEMS = frozenset({"li", "item"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_CELL = 300  # a longer cell lays out a page; it is no value
_SPAN_LIMIT = 50


def lay_out(root: _Element, captions: frozenset[str] = frozenset(), *, whole_page: bool = False) -> LaidOut:
    """The text of a tree: an empty line between blocks, "- " before items, bars between the cells of a row.

    A paragraph that says what one of `captions` says is a caption. `whole_page` leaves out what stands around the
    article (navigation, header, footer); else the tree is the extracted main text, where `head` is a heading.
    """
    walk = _Walk(SKIPPED | OUTSIDE if whole_page else SKIPPED - {"head"}, captions)
    walk.through(root)
    return walk.layout.done()


class _Walk:
    """One pass over a tree, without recursion: a hostile page cannot exhaust the stack."""

    def __init__(self, skipped: frozenset[str], captions: frozenset[str]) -> None:
        self.layout = Layout()
        self._skipped, self._captions = skipped, captions
        self._said: list[str] = []
        self._item = False

    def through(self, root: _Element) -> None:
        stack: list[tuple[_Element, bool]] = [(root, False)]
        while stack:
            element, left = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if left:
                self._leave(tag)
            elif tag and tag not in self._skipped:
                if tag in _ROWS and (cells := _cells(element)) is not None:
                    self._flush()
                    self.layout.row(cells)
                else:
                    self._enter(tag)
                    self._said.append(_flow(element.text, tag))
                    stack.append((element, True))
                    stack.extend((child, False) for child in reversed(element))
                    continue
            if element is not root:
                self._said.append(_flow(element.tail, ""))
        self._flush()

    def _enter(self, tag: str) -> None:
        if tag in _BREAKS:
            self._said.append("\n")
        elif tag in _BLOCKS or tag == "head":
            self._flush()
            self._item = self._item or tag in _ITEMS

    def _leave(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "head":
            self._flush()
            self._item = self._item and tag not in _ITEMS

    def _flush(self) -> None:
        text = "".join(self._said)
        self._said.clear()
        if not text.strip():
            return
        if self._item:
            self.layout.item(tidy(text).lstrip("-•· "))
            self._item = False
        else:
            self.layout.paragraph(text, caption=tidy(text) in self._captions)


def _flow(text: str | None, tag: str) -> str:
    """The text of running words, whose line breaks say nothing but in `pre`."""
    return (text or "") if tag == "pre" else (text or "").replace("\r", " ").replace("\n", " ")


def drop_links(root: _Element) -> None:
    """Take the lists of links out of a tree."""
    _drop_all(link_lists(root))


def drop_unseen(root: _Element) -> None:
    """Take out of a tree what a reader of the page is not shown, and its navigation."""
    _drop_all([element for element in root.iter() if element.tag in _NEVER or _is_hidden(element)])


def settable(text: str) -> str:
    """Text that a tree takes: a page can name by number characters that XML has not."""
    return _NOT_XML.sub("\ufffd", text)


def _drop_all(elements: list[_Element]) -> None:
    """Remove elements, not the text behind them."""
    for element in elements:
        parent, before = element.getparent(), element.getprevious()
        if parent is None:
            continue
        if before is None:
            parent.text = settable((parent.text or "") + (element.tail or ""))
        else:
            before.tail = settable((before.tail or "") + (element.tail or ""))
        parent.remove(element)


def _is_hidden(element: _Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").casefold()


def _cells(row: _Element) -> list[str] | None:
    """The texts of a row's cells, or None where the table lays out a page."""
    found: list[str] = []
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        if next(cell.iter("table"), None) is not None:
            return None
        text = tidy("".join(_strings(cell)))
        if len(text) > _MAX_CELL:
            return None
        found.append(text)
        found.extend([""] * (_span(cell) - 1))
    return found if len(found) > 1 else None


def _strings(cell: _Element) -> Iterator[str]:
    """The pieces of text within a cell; those of one word that only markup parts stay together."""
    for event, element in _iterwalk(cell):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _BLOCKS or tag in _BREAKS:
            yield " "
        if event == "start" and tag not in SKIPPED:
            yield element.text or ""
        elif event == "end" and element is not cell:
            yield element.tail or ""


def _iterwalk(cell: _Element) -> Iterator[tuple[str, _Element]]:
    from lxml.etree import iterwalk

    yield from iterwalk(cell, events=("start", "end"))


def _span(cell: _Element) -> int:
    wide = cell.get("colspan") or ""
    return min(int(wide), _SPAN_LIMIT) if wide.isascii() and wide.isdigit() and int(wide) > 0 else 1
