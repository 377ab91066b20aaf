"""Several measures in one: the sides of a thing ("20 x 30 cm"), and feet and inches as marks (5'4")."""

from __future__ import annotations

from decimal import Decimal

from nevextract.numbers.digits import digits_value
from nevextract.numbers.numeral import numeral
from nevextract.numbers.scan import Draft, Numeral, Scan, UnitHit
from nevextract.numbers.suffix import unit_at
from nevextract.numbers.units import MONEY
from nevextract.tokens import NUMBER, WORD

_SIDES = 4
_QUOTE_BACK = 250
"so many tokens back an opening quotation mark is looked for"
_NO_SIDE = frozenset({MONEY, "money_minor", "ratio", "points", "time"})
_FOOT, _INCH = "foot", "inch"


def sides(s: Scan, i: int) -> list[Draft] | None:
    """ "20 x 30 cm", "4 by 6 inches", "12ft x 10ft": a measure each, in the unit of the last where it has none."""
    general = s.words.general
    if general is None:
        return None
    read: list[tuple[Numeral, UnitHit | None]] = []
    k, marks = i, s.words.labels.dimension_marks | general.sizes
    while len(read) < _SIDES:
        n = numeral(s, k) if k < s.last and (s.tokens[k].kind == NUMBER or s.norm(k) in s.words.cardinals) else None
        if n is None or n.first != k:
            break
        hit = unit_at(s, n.last)
        read.append((n, hit))
        k = hit.last if hit is not None else n.last
        k += s.hyphen(k)
        if s.norm(k) not in marks:
            break
        k += 1 + s.hyphen(k + 1)
    else:
        return None
    last = read[-1][1] if read else None
    if len(read) < 2 or last is None or s.words.table.dimension(last.use.unit) in _NO_SIDE:
        return None
    return [_side(n, hit, last) for n, hit in read]


def _side(n: Numeral, hit: UnitHit | None, last: UnitHit) -> Draft:
    use = (hit or last).use
    d = Draft(n.first, hit.last if hit else n.last, n.first, n.last, n.value, unit=use.unit, kind="measure")
    d.value *= use.factor or 1
    d.worded = n.how != "digits"
    return d


def feet_and_inches(s: Scan, i: int) -> list[Draft] | None:
    """5'4" at token i, or 10" alone where no quotation ends."""
    general, value = s.words.general, digits_value(s.tokens[i].text)
    if general is None or value is None or not s.touches(i + 1):
        return None
    if s.touches(i) and s.tokens[i - 1].kind == WORD:  # "M9”"
        return None
    mark = s.tokens[i + 1].text
    if mark in general.inches:
        return None if _quoted(s, i, mark) else [_marked(i, value, _INCH)]
    k = i + 2
    if mark not in general.feet or k + 1 >= s.last or s.tokens[k].kind != NUMBER:
        return None
    inches = digits_value(s.tokens[k].text)
    if inches is None or not s.touches(k + 1) or s.tokens[k + 1].text not in general.inches:
        return None
    return [_marked(i, value, _FOOT), _marked(k, inches, _INCH)]


def _marked(i: int, value: Decimal, unit: str) -> Draft:
    return Draft(i, i + 2, i, i + 1, value, unit=unit, kind="measure")


def _quoted(s: Scan, i: int, mark: str) -> bool:
    """Whether the mark behind token i ends a quotation that began shortly before: the last mark there opens one."""
    general = s.words.general
    if general is None or mark not in general.quotes:
        return False
    for j in range(i - 1, max(s.first, i - _QUOTE_BACK) - 1, -1):
        if s.tokens[j].text in general.openers:
            return True
        if s.tokens[j].text == mark and not (s.touches(j) and s.tokens[j - 1].kind == NUMBER):
            return not s.touches(j)
    return False
