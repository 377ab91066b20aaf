"""Blocks of a page that are nothing but links: menus, lists of other articles, tag clouds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MIN_LINKS, MIN_IN_LIST = 3, 2
MIN_SHARE = 0.75  # of a block's letters, that stand in links
MAX_OF_PAGE = 0.7  # a block with more than this of the page's letters is what the page is about
_UNSEEN = frozenset(["script", "style", "noscript", "template"])
_LISTS = frozenset(["ul", "ol", "dl"])
_BLOCKS = _LISTS | frozenset(["div", "section", "aside", "td", "table", "footer", "header"])


@dataclass(slots=True)
class _Count:
    """The letters of an element, those of them in links, and the links."""

    letters: int = 0
    linked: int = 0
    links: int = 0

    def add(self, other: _Count) -> None:
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links

    def is_list(self, tag: str) -> bool:
        least = MIN_IN_LIST if tag in _LISTS else MIN_LINKS
        return self.links >= least and self.linked >= MIN_SHARE * self.letters


def link_lists(root: _Element) -> list[_Element]:
    """The outermost blocks within `root` that hold hardly anything but links, in one pass over it."""
    from lxml.etree import iterwalk

    counts, begun = [_Count()], [0]
    found: list[tuple[_Element, int, int]] = []
    number = inside = 0
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            number += 1
            begun.append(number)
            inside += tag == "a"
            counts.append(_Count() if tag in _UNSEEN else _counted(element.text, inside))
            continue
        count, start = counts.pop(), begun.pop()
        inside -= tag == "a"
        count.links += tag == "a" and count.letters > 0
        if tag in _BLOCKS and count.is_list(tag):
            while found and found[-1][1] > start:  # what lies within it
                found.pop()
            found.append((element, start, count.letters))
        counts[-1].add(count)
        if element is not root:
            counts[-1].add(_counted(element.tail, inside))
    whole = counts[0].letters
    return [element for element, _, letters in found if letters <= MAX_OF_PAGE * whole]


def _counted(text: str | None, inside: int) -> _Count:
    letters = sum(map(str.isalpha, text)) if text else 0  # dates beside links count for nothing
    return _Count(letters, letters if inside else 0)
