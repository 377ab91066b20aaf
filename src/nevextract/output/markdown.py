"""Markdown of texts that are not ours: whatever they hold, they are shown as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nevextract.output.table import clean

# Some readers split a table's cells, or look for formulas and tags, before they see a backslash.
_AS_ENTITY = {"|": "&#124;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}
_SPECIAL = re.compile(r"[\\`*_\[\]~|<>&$]")
_GAP = "&#8203;"  # a space of no width
# What GitHub makes a link or a picture of once the Markdown is read: names of people, numbers of issues, addresses.
_LINKED = re.compile(r"[@#](?=\w)|:(?=//|[\w+-])|\bwww(?=\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """One line of text for use anywhere within a line of Markdown, a table's cell too."""
    pieces, last = [], 0
    cleaned = clean(text)
    for match in _LINKED.finditer(cleaned):
        pieces += [_marked(cleaned[last : match.end()]), _GAP]
        last = match.end()
    return "".join([*pieces, _marked(cleaned[last:])])


def row(cells: Iterable[str]) -> str:
    """A row of a table; the cells are Markdown already."""
    return "| " + " | ".join(cells) + " |\n"


def head(names: Sequence[str], right: Iterable[str] = ()) -> str:
    """The head of a table; the columns in `right` stand to the right."""
    to_the_right = set(right)
    return row(names) + row("---:" if name in to_the_right else "---" for name in names)


def _marked(text: str) -> str:
    return _SPECIAL.sub(lambda match: _AS_ENTITY.get(match.group(), f"\\{match.group()}"), text)
