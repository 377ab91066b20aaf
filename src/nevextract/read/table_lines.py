"""Which lines belong to tables though their own form does not say so: heads, rules, rows of two cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from nevextract.lexicon import Lexicon
from nevextract.patterns.pack import Pack
from nevextract.patterns.tables import TableFile
from nevextract.read.furniture import LineView

_RULE = frozenset("|｜-–—−:+=_")
_BAR = re.compile(r"\s*[|｜]\s*")
_GAP = re.compile(r"\t+|\s{2,}")
_NUMBER = re.compile(r"[+\-–−(]?\d[\d.,]*\s?[%％]?\)?(?:\s\S{1,20}){0,3}")
_WIDE = re.compile(r"\S(?:\t| {3,})\S")
_LABELLED = re.compile(r"[:：]\s")
_MAX_HEAD = 160
_MAX_CELL = 80


def cells_of(line: str) -> list[str]:
    """The cells that bars, or else tabs and wide gaps, part a line into; one cell where none do."""
    parts = _BAR.split(line) if "|" in line or "｜" in line else _GAP.split(line)
    return [part for part in parts if part]


def is_rule(view: LineView) -> bool:
    """Whether a line is drawn between rows."""
    first, last = view.first, view.last
    return view.tokens[first].text in _RULE and all(token.text in _RULE for token in view.tokens[first:last])


def table_rows(views: Sequence[LineView], rows: Sequence[bool], glued: Sequence[bool], pack: Pack) -> list[bool]:
    """Which lines are rows of a table, given those that are by their own form.

    `glued[i]`: no empty line stands before line i. Added are rows of a name and a number between bars, several in a
    row; lines of bars between rows; and the head above the first row.
    """
    found = list(rows)
    kept = [i for i, view in enumerate(views) if not is_rule(view)]
    pairs = {i for i in kept if _is_pair(views[i].line)}
    for a, b in pairwise(kept):
        if a in pairs and b in pairs:
            found[a] = found[b] = True
    for a, b in pairwise(kept):
        if found[a] and not found[b] and _bars(views[b].line) > 1 and _bars(views[b].line) == _bars(views[a].line):
            found[b] = True
    heads = _heads(pack)
    for a, b in zip(reversed(kept[:-1]), reversed(kept[1:]), strict=True):
        if found[b] and not found[a] and _is_head(views[a], views[b], all(glued[a + 1 : b + 1]), heads):
            found[a] = True
    return found


def _bars(line: str) -> int:
    return line.count("|") + line.count("｜")


def _is_pair(line: str) -> bool:
    """Whether a line is a name and a number parted by a bar or a wide gap."""
    if not _bars(line):
        if not ("\t" in line or "   " in line):
            return False
        if _WIDE.search(line) is None or _LABELLED.search(line) is not None:
            return False
    cells = cells_of(line)
    return len(cells) == 2 and len(line) <= _MAX_HEAD and _NUMBER.fullmatch(cells[1]) is not None


def _is_head(view: LineView, below: LineView, glued: bool, heads: Lexicon[bool]) -> bool:
    """Whether a line names the columns of the row below it."""
    line = view.line
    if len(line) > _MAX_HEAD * 2 or line[-1] in ".。!！?？:：;；":
        return False
    cells, under = cells_of(line), cells_of(below.line)
    if len(cells) > 1 and max(map(len, cells)) <= _MAX_CELL:
        return abs(len(cells) - len(under)) <= 1 or (len(cells) > 2 and len(under) == 1)
    if not glued or len(line) > _MAX_HEAD or len(cells) > 1 or len(line.split()) < 3:
        return False
    hit = heads.longest(view.tokens, view.first, view.last)
    return hit is not None and hit.last < view.last


@lru_cache(maxsize=16)
def _heads(pack: Pack) -> Lexicon[bool]:
    files = pack.all("tables", TableFile)
    listed = (p for f in files for p in (*f.subjects, *f.places, *f.products, *f.items, *f.periods, *f.ranks))
    return Lexicon((phrase, True) for phrase in listed)
