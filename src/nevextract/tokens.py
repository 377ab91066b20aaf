"""Tokens: the words, numbers and marks of a text, each a span of it. Linear in the length of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nevextract.characters import INVISIBLE, seen

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


@dataclass(slots=True)
class Token:
    """`text` is what stands at [start, end) of the document, but for characters that nobody sees.

    `norm` is it case-folded with plain apostrophes. Nobody changes a token; it is not frozen since a text has so many
    that making them frozen ones is felt.
    """

    start: int
    end: int
    text: str
    norm: str
    kind: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split `text[start:end]` into tokens whose offsets count from the start of `text`.

    White space is in no token, nor are characters that nobody sees, but within a word; every other character is in
    exactly one.
    """
    stop = len(text) if end is None else end
    if INVISIBLE.search(text, start, stop) is None:
        return [_token(match, match.start(), match.end()) for match in _TOKEN.finditer(text, start, stop)]
    clean, places = seen(text[start:stop])
    return [
        _token(match, start + places[match.start()], start + places[match.end() - 1] + 1)
        for match in _TOKEN.finditer(clean)
    ]


def _token(match: re.Match[str], start: int, end: int) -> Token:
    piece = match.group()
    norm = piece.casefold().replace("’", "'")
    return Token(start, end, piece, norm, _KINDS[match.lastgroup or "mark"])
