"""Tokens: the words, numbers and marks of a text, each a span of it. Linear in the length of the text."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD, NUMBER, MARK = "word", "number", "mark"

# One Han character is a token of its own, so that a word list of a language without spaces matches as well.
# A number keeps its inner separators ("1,250.5"); letters and digits part ("10GWh" is two tokens); "'s" stands alone.
_TOKEN = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff])"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<clitic>['’](?:s|S)(?![^\W_]))"
    r"|(?P<word>[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+(?:['’](?!(?:s|S)(?![^\W_]))[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+)*)"
    r"|(?P<mark>[^\s])"
)
_KINDS = {"han": WORD, "number": NUMBER, "clitic": WORD, "word": WORD, "mark": MARK}
HYPHENS = frozenset("-‐‑")


class Token(NamedTuple):
    """`text` is what stands at [start, end) of the document; `norm` is it case-folded with plain apostrophes."""

    start: int
    end: int
    text: str
    norm: str
    kind: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split `text[start:end]` into tokens whose offsets count from the start of `text`.

    White space is in no token; every other character is in exactly one.
    """
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        piece = match.group()
        norm = piece.casefold().replace("’", "'")
        found.append(Token(match.start(), match.end(), piece, norm, _KINDS[match.lastgroup or "mark"]))
    return found
