"""Units stated apart from their numbers: "(10,000 vehicles)", "RMB million", "GWh" in a table's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nevextract.lexicon import Lexicon
from nevextract.numbers.words import Words
from nevextract.tokens import HYPHENS, MARK, NUMBER, Token

_OPEN, _CLOSE = frozenset("([（【"), frozenset(")]）】")
_BESIDE = frozenset(":：,，、'’")
_COLONS = frozenset(":：")
_ONE = Decimal(1)
_TEN = Decimal(10)
_WIDE = 2
"So many blanks part what stands side by side in a line"


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """What one of a cell's number is: `factor` of `unit` (None: only a magnitude was stated). Tokens [first, last)."""

    unit: str | None
    factor: Decimal
    first: int
    last: int


class UnitReader:
    """Reads statements of units. `fillers` are words that may stand in one ("in"), `labels` those that open one before
    a colon ("unit:")."""

    def __init__(self, words: Words, fillers: Lexicon[bool], labels: Lexicon[bool]) -> None:
        self._words, self._fillers, self._labels = words, fillers, labels

    def find(self, tokens: Sequence[Token], first: int, last: int) -> StatedUnit | None:
        """The unit that a head of tokens [first, last) states: in brackets, else at its end."""
        i = last - 1
        while i > first:
            if tokens[i].text in _CLOSE:
                opening = next((k for k in range(i - 1, first - 1, -1) if tokens[k].text in _OPEN), None)
                if opening is None:
                    break
                found = self.whole(tokens, opening + 1, i)
                if found is not None:
                    return StatedUnit(found.unit, found.factor, opening, i + 1)
                i = opening
            i -= 1
        end = next((k for k in range(first, last) if tokens[k].text in _OPEN), last)
        for k in range(first, end):
            found = self.whole(tokens, k, end)
            if found is not None and (k == first or not self._is_noun(tokens, k, end) or self._filled(tokens, k)):
                return found
        return None

    def _is_noun(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) are a counted noun, which may be part of any name ("Harbour Motors")."""
        hit = self._words.units.nouns.longest(tokens, first, last)
        return hit is not None and hit.last == last

    def _filled(self, tokens: Sequence[Token], k: int) -> bool:
        hit = self._fillers.longest(tokens, k - 1, k)
        return hit is not None or tokens[k - 1].text in _BESIDE

    def is_labelled(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) begin with the label of a unit and a colon."""
        return self._after_label(tokens, first, last) > first

    def _after_label(self, tokens: Sequence[Token], first: int, last: int) -> int:
        hit = self._labels.longest(tokens, first, last)
        return hit.last + 1 if hit is not None and hit.last < last and tokens[hit.last].text in _COLONS else first

    def whole(self, tokens: Sequence[Token], first: int, last: int) -> StatedUnit | None:
        """The unit that tokens [first, last) state and nothing else, or None."""
        factor, unit, said = _ONE, None, False
        i = labelled = self._after_label(tokens, first, last)
        while i < last:
            if said and labelled > first and tokens[i].start - tokens[i - 1].end >= _WIDE:
                last = i  # "Unit: GWh    Source: ..."
                break
            filler = self._fillers.longest(tokens, i, last)
            number = self._factor(tokens, i, last)
            named = self._unit(tokens, i, last)
            if number is not None and (named is None or unit is not None or named[1] <= number[1]):
                factor, i, said = factor * number[0], number[1], True
            elif named is not None and unit is None:
                unit, i, said = named[0], named[1], True
                factor *= named[2]
            elif filler is not None and filler.last < last:
                i = filler.last
            elif tokens[i].text in _BESIDE or tokens[i].text in HYPHENS:
                i += 1
            else:
                return None
        return StatedUnit(unit, factor, first, last) if said and last > first else None

    def noun_unit(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """The unit of the last counted noun in tokens [first, last): "heavy trucks" are `vehicle`s."""
        found = None
        for i in range(first, last):
            hit = self._words.units.nouns.longest(tokens, i, last)
            found = hit.value.unit if hit is not None else found
        return found

    def _factor(self, tokens: Sequence[Token], i: int, last: int) -> tuple[Decimal, int] | None:
        """A power of ten in digits or words, and the token after it."""
        token, words = tokens[i], self._words
        stacked = words.stacked.longest(tokens, i, last)
        if stacked is not None:
            return Decimal(stacked.value), stacked.last
        if token.kind == NUMBER:
            try:
                value = Decimal(token.text.replace(",", ""))
            except InvalidOperation:
                return None
            return (value, i + 1) if _is_power(value) else None
        magnitude = words.magnitudes.get(token.norm) or words.magnitude_symbols.get(token.text)
        return (Decimal(magnitude), i + 1) if magnitude is not None else None

    def _unit(self, tokens: Sequence[Token], i: int, last: int) -> tuple[str, int, Decimal] | None:
        """The longest unit at token i: its id, the token after it, and what it multiplies by."""
        units = self._words.units
        best: tuple[str, int, Decimal] | None = None
        for lexicon in (units.after, units.symbols, units.before, units.codes):
            hit = lexicon.longest(tokens, i, last)
            if hit is not None and (best is None or hit.last > best[1]):
                best = (hit.value.unit, hit.last, hit.value.factor or _ONE)
        noun = units.nouns.longest(tokens, i, last)
        if noun is not None and (best is None or noun.last > best[1]):
            best = (noun.value.unit, noun.last, _ONE)
        if best is None and tokens[i].kind != MARK:
            return self._compound(tokens, i, last)
        return best

    def _compound(self, tokens: Sequence[Token], i: int, last: int) -> tuple[str, int, Decimal] | None:
        """A counted noun behind one or two other words: "standard vehicles"."""
        for k in range(i + 1, min(i + 3, last)):
            if tokens[k].kind == MARK:
                return None
            noun = self._words.units.nouns.longest(tokens, k, last)
            if noun is not None and noun.last == last and i and tokens[i - 1].kind == NUMBER:
                return noun.value.unit, noun.last, _ONE
        return None


def _is_power(value: Decimal) -> bool:
    if value < _TEN:
        return False
    while value > _ONE and value % _TEN == 0:
        value /= _TEN
    return value == _ONE
