"""Units that stand for themselves: "(10,000 units)" behind a word, "Unit: 100 million yuan". They state no amount."""

from __future__ import annotations

from nevextract.mentions import NotQuantity
from nevextract.numbers.scan import Scan
from nevextract.numbers.suffix import noun_at, unit_at
from nevextract.tokens import NUMBER, WORD

_OPEN, _CLOSE = frozenset("(（["), frozenset(")）]")
_COLONS = frozenset(":：")


def unit_head(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """The statement of a unit at token i, currency or scale first, and the token after it."""
    before = s.tokens[i - 1].text if i > s.first else ""
    if before in _OPEN or (s.norm(i - 1) in s.words.labels.head_fillers and s.norm(i - 2) in _OPEN):
        opening = i - 1 if before in _OPEN else i - 2
        named = opening > s.first and s.tokens[opening - 1].kind == WORD and s.same_line(opening)
        return _read(s, i, bracketed=True) if named else None
    if before in _COLONS and s.behind(s.words.labels.unit_labels, i - 1) is not None:
        return _read(s, i, bracketed=False)
    return None


def _read(s: Scan, i: int, bracketed: bool) -> tuple[NotQuantity, int] | None:
    words, tokens, k = s.words, s.tokens, i
    prefix = words.units.before.longest(tokens, i, s.last)
    money = prefix is not None and tokens[i].kind != NUMBER
    if prefix is not None and money:
        k = prefix.last
    if k >= s.last:
        return None
    scale = words.stacked.longest(tokens, k, s.last) if tokens[k].kind == NUMBER or not money else None
    if scale is not None and money and tokens[i].kind != WORD:
        return None
    end = scale.last if scale is not None else k + 1 if s.norm(k) in words.magnitudes else k
    if end == k:
        return None
    if scale is not None and s.norm(end) in words.magnitudes:
        end += 1
    unit = unit_at(s, end) or noun_at(s, end)
    if unit is None and not money:
        return None
    last = unit.last if unit is not None else end
    if bracketed and (last >= s.last or tokens[last].text not in _CLOSE):
        return None
    return NotQuantity(tokens[i].start, tokens[last - 1].end, "unit_head"), last
