"""Tokens: the words, numbers and marks of a text, each a span of it. Linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nevextract.characters import INVISIBLE, seen

T = TypeVar("T")
MAX_KEPT = 50_000  # tokens of a text whose finds are kept, so that no long one stays in memory
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
_KINDS = (MARK, WORD, NUMBER, WORD, WORD, MARK)
"""The kind of a token by the number of the group that matched."""
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
        return _tokens(text, start, stop)
    clean, places = seen(text[start:stop])
    found = _tokens(clean, 0, len(clean))
    return [Token(start + places[t.start], start + places[t.end - 1] + 1, t.text, t.norm, t.kind) for t in found]


def _tokens(text: str, start: int, stop: int) -> list[Token]:
    spellings: dict[str, tuple[str, str]] = {}  # each word once, however often it stands in the text
    tokens = []
    for match in _TOKEN.finditer(text, start, stop):
        begin, end = match.span()
        piece = match.group()
        spelling = spellings.get(piece)
        if spelling is None:
            spelling = spellings[piece] = piece, piece.casefold().replace("’", "'")
        tokens.append(Token(begin, end, spelling[0], spelling[1], _KINDS[match.lastindex or 0]))
    return tokens


class Kept(Generic[T]):
    """What was found in spans of the text read last, for a finder that several stages ask the same. The tokens of a
    text must not change."""

    __slots__ = ("_found", "_tokens")

    def __init__(self) -> None:
        self._tokens: Sequence[Token] = ()
        self._found: dict[tuple[int, int], T] = {}

    def of(self, tokens: Sequence[Token], first: int, last: int, find: Callable[[], T]) -> T:
        """What `find` gives for tokens [first, last); asked for once, but for very long texts, of which nothing is
        kept."""
        if len(tokens) > MAX_KEPT:
            return find()
        if self._tokens is not tokens:
            self._tokens, self._found = tokens, {}
        found = self._found
        if (first, last) not in found:
            found[first, last] = find()
        return found[first, last]
