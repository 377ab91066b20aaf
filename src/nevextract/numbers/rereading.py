"""Units whose spelling means two things: "20 pounds" of money or of weight."""

from __future__ import annotations

from nevextract.numbers.lexicons import Reading, UnitUse
from nevextract.numbers.scan import Draft, Scan, UnitHit
from nevextract.tokens import MARK

_BACK = 12
_ENDS = frozenset(".;:!?。；")


def reread(s: Scan, d: Draft, hit: UnitHit) -> UnitUse:
    """What the unit at `hit` means for a draft, by what stands about it."""
    for reading in s.words.units.readings:
        if reading.unit == hit.use.unit and _spelt(s, reading, hit) and _second(s, reading, d, hit):
            return UnitUse(reading.reads)
    return hit.use


def _spelt(s: Scan, reading: Reading, hit: UnitHit) -> bool:
    k = hit.first + 1 if s.hyphen(hit.first) else hit.first
    found = reading.phrases.longest(s.tokens, k, s.last)
    return found is not None and found.last == hit.last


def _second(s: Scan, reading: Reading, d: Draft, hit: UnitHit) -> bool:
    told = False
    for j in range(d.first - 1, max(s.first, d.first - _BACK) - 1, -1):
        token = s.tokens[j]
        if token.kind == MARK and token.text in _ENDS:
            break
        if token.norm in reading.spoilers:
            return False
        told = told or token.norm in reading.before
    if hit.last < s.last and reading.never.longest(s.tokens, hit.last, s.last) is not None:
        return False
    if told or (hit.last < s.last and reading.after.longest(s.tokens, hit.last, s.last) is not None):
        return True
    hyphened = s.hyphen(hit.first) or s.hyphen(hit.first - 1)
    single = d.value > 1 and not s.norm(hit.last - 1).endswith(s.words.units.plural_endings)
    return (
        (hyphened or single)
        and d.factor == 1
        and reading.never_of.longest(s.tokens, hit.last, s.last) is None
        and bool(reading.never_of)
    )
