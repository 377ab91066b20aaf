"""Parts of a unit or a magnitude: "half a mile", "1/4 cup", "three-quarters of an hour", "an hour and a half"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from nevextract.numbers.digits import VULGAR
from nevextract.numbers.scan import Draft, Scan, UnitHit
from nevextract.numbers.suffix import unit_at
from nevextract.tokens import NUMBER

_ONE, _DAY = Decimal(1), Decimal(1)
_PLACES = Decimal("0.0001")
_STROKES = frozenset("/⁄")
_LARGEST, _DIGITS = 100, 3
_UNIT_BACK = 4
"how many tokens a unit may take before 'and a half'"
Part = tuple[int, int, Decimal]


class Fraction(NamedTuple):
    """A value below one that ends before token `last`; `numbered`: in digits or with a numerator ("three quarters")."""

    value: Decimal
    last: int
    numbered: bool


def part_of_unit(s: Scan, i: int) -> Part | None:
    """The part that begins at token i, where a unit or magnitude follows: its first token, the token of the unit and
    the value. Only in general text."""
    general = s.words.general
    if general is None:
        return None
    digits = digit_part(s, i)
    read = digits or worded_part(s, i)
    if read is None:
        return None
    k = read.last
    article = digits is None and i > s.done and s.norm(i - 1) in s.words.articles
    told = s.norm(k) in s.words.articles
    if s.norm(k) in general.parts_of and (s.norm(k + 1) in s.words.articles or _is_one(s, k + 1)):
        told, k = True, k + 1
    k += told
    loose = not read.numbered and s.norm(i) not in s.words.fractions.unsure
    if k >= s.last or (loose and not told):
        return None
    if s.norm(k) not in s.words.magnitudes:
        hit = unit_at(s, k)
        if hit is None or not (told or _direct(s, hit)):
            return None
    elif not told:
        return None
    return i - article, k, read.value


def _is_one(s: Scan, k: int) -> bool:
    """Whether "1" or "one" stands at token k: "half of one percent"."""
    return k < s.last and (s.tokens[k].text == "1" or s.words.cardinals.get(s.norm(k)) == _ONE)


def _direct(s: Scan, hit: UnitHit) -> bool:
    """Whether the unit may follow a part with nothing between: "half-mile", "half hour", but no "half year"."""
    table, unit = s.words.table, hit.use.unit
    return table.dimension(unit) not in ("time", "ratio", "points") or table.size(unit) <= _DAY


def digit_part(s: Scan, i: int) -> Fraction | None:
    """ "1/4" or "½" at token i."""
    token = s.tokens[i]
    vulgar = VULGAR.get(token.norm)
    if vulgar is not None:
        return Fraction(vulgar, i + 1, True)
    if token.kind != NUMBER or i + 2 >= s.last or s.tokens[i + 1].text not in _STROKES:
        return None
    below = s.tokens[i + 2]
    if not (s.touches(i + 1) and s.touches(i + 2)) or below.kind != NUMBER:
        return None
    whole = token.text.isdecimal() and below.text.isdecimal() and len(below.text) <= _DIGITS
    if not whole or not 0 < int(token.text) < int(below.text) <= _LARGEST:
        return None
    return Fraction(_value(Decimal(token.text), Decimal(below.text)), i + 3, True)


def worded_part(s: Scan, i: int) -> Fraction | None:
    """ "half", "three quarters", "two-thirds" at token i."""
    words, fractions = s.words, s.words.fractions
    numerator = words.cardinals.get(s.norm(i))
    k, joined = i, False
    if numerator is not None:
        joined = s.hyphen(i + 1)
        k = i + 2 if joined else i + 1
    below = fractions.denominators.get(s.norm(k)) or (words.general and words.general.denominators.get(s.norm(k)))
    if not below or (numerator is not None and not 0 < numerator < below):
        return None
    plural = s.norm(k).endswith(words.units.plural_endings)
    if numerator is not None and numerator > 1 and not (plural or joined):
        return None
    return Fraction(_value(numerator or _ONE, Decimal(below)), k + 1, numerator is not None)


def _value(above: Decimal, below: Decimal) -> Decimal:
    exact = above / below
    return exact if exact == exact.quantize(_PLACES) else exact.quantize(_PLACES)


def unit_and_half(s: Scan, i: int) -> Draft | None:
    """ "an hour and a half" with "half" at token i."""
    words = s.words
    below = words.fractions.denominators.get(s.norm(i))
    if (
        words.general is None
        or below is None
        or s.norm(i - 1) not in words.articles
        or s.norm(i - 2) not in words.joiners
    ):
        return None
    for first in range(i - 3, max(s.done, i - 3 - _UNIT_BACK) - 1, -1):
        one = s.norm(first) in words.articles or words.cardinals.get(s.norm(first)) == _ONE
        hit = unit_at(s, first + 1) if one else None
        if hit is not None and hit.last == i - 2:
            d = Draft(
                first, i + 1, first, i + 1, _ONE + _value(_ONE, Decimal(below)), unit=hit.use.unit, kind="measure"
            )
            d.worded = True
            return d
    return None
