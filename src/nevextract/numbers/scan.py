"""What the parts of the number grammar share: the tokens under the finger, and the quantity being built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from nevextract.mentions import Amount, Quantity
from nevextract.numbers.lexicons import Backward, UnitUse
from nevextract.numbers.words import Words
from nevextract.tokens import HYPHENS, Token

INHERITED = "unit_inherited"
"The flag of a number that has its unit from another of its list"


class UnitHit(NamedTuple):
    """A unit at tokens [first, last)."""

    first: int
    last: int
    use: UnitUse


class NounHit(NamedTuple):
    """A counted noun with its modifiers at tokens [first, last)."""

    first: int
    last: int
    unit: str


class Numeral(NamedTuple):
    """A number at tokens [first, last). `factor` is the product of its magnitudes; `how` one of digits, words, article
    ("a million"), bare ("million") and vague ("hundreds")."""

    first: int
    last: int
    value: Decimal
    factor: Decimal
    how: str


@dataclass(slots=True)
class Scan:
    """A run over tokens [first, last) of a text. `done` is the first token not yet used up."""

    tokens: Sequence[Token]
    text: str
    first: int
    last: int
    words: Words
    done: int = 0
    listed: list[tuple[int, Draft]] = field(default_factory=list)
    "bare numbers that stand in one list, each with its place among the quantities found"
    ranked: int = 0
    "the token after the rank read last"
    paired: int = 0
    "the token after the last two states of one thing ('from 3 to 4 million')"
    units: dict[int, UnitHit | None] = field(default_factory=dict)
    "the unit at each token that was asked for, as the rules ask again and again"
    nouns: dict[tuple[int, bool], NounHit | None] = field(default_factory=dict)
    "the counted noun at each token that was asked for, of a single thing or of many"
    numerals: dict[tuple[int, bool, int], Numeral | None] = field(default_factory=dict)
    "the number at each token that was asked for, with or without a currency before it, by what was used up then"

    def norm(self, i: int) -> str:
        """The normalised token at i, or "" outside the run."""
        return self.tokens[i].norm if self.first <= i < self.last else ""

    def touches(self, i: int) -> bool:
        """Whether nothing stands between the tokens i-1 and i, both inside the run."""
        return self.first < i < self.last and self.tokens[i - 1].end == self.tokens[i].start

    def same_line(self, i: int) -> bool:
        """Whether the text runs on from token i-1 to i: no line ends there, or it is broken before a small letter."""
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        return "\n" not in gap or (gap.count("\n") == 1 and self.tokens[i].text[0].islower())

    def hyphen(self, i: int) -> bool:
        """Whether token i is a hyphen inside a word: no space on either side."""
        return i + 1 < self.last and self.tokens[i].text in HYPHENS and self.touches(i) and self.touches(i + 1)

    def behind(self, phrases: Backward, end: int, unused: bool = False) -> tuple[int, str] | None:
        """The longest phrase that ends before token `end`, with its value; `unused`: none of it used up yet."""
        floor = self.done if unused else self.first
        if end <= floor or self.tokens[end - 1].norm not in phrases.last_words:
            return None
        for first in range(max(floor, end - phrases.length), end):
            for hit in phrases.lexicon.at(self.tokens, first, end):
                if hit.last == end:
                    return first, hit.value
        return None


@dataclass(slots=True)
class Draft:
    """A quantity being built, in tokens: [first, last) with everything, [number_first, number_last) the number."""

    first: int
    last: int
    number_first: int
    number_last: int
    value: Decimal
    unit: str | None = None
    kind: str = "bare"
    value_max: Decimal | None = None
    approximation: str = "exact"
    direction: int = 0
    noun: tuple[int, int] | None = None
    per: str | None = None
    also: tuple[Amount, ...] = ()
    form: str | None = None
    vague: bool = False
    flags: list[str] = field(default_factory=list)
    multiple: Decimal | None = None
    factor: Decimal = Decimal(1)
    "the magnitude the number had"
    scale: Decimal = Decimal(1)
    "what the unit multiplies the number by (Mt: a million tonnes)"
    used: int = 0
    "the token after everything read, brackets included; 0 for `last`"
    change: str | None = None
    worded: bool = False
    "written in words"


def plain(value: Decimal) -> Decimal:
    """The same value without needless digits: 2565000000.00 is 2565000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def quantity(s: Scan, d: Draft) -> Quantity:
    """The finished quantity of a draft."""
    tokens = s.tokens
    noun_start = tokens[d.noun[0]].start if d.noun else None
    noun_end = tokens[d.noun[1] - 1].end if d.noun else None
    return Quantity(
        value=plain(d.value),
        unit=d.unit,
        start=tokens[d.first].start,
        end=tokens[d.last - 1].end,
        number_start=tokens[d.number_first].start,
        number_end=tokens[d.number_last - 1].end,
        kind=d.kind,
        value_max=None if d.value_max is None else plain(d.value_max),
        approximation=d.approximation,
        direction=d.direction,
        noun=s.text[noun_start:noun_end] if d.noun else None,
        noun_start=noun_start,
        noun_end=noun_end,
        per=d.per,
        also=d.also,
        form=d.form,
        vague=d.vague,
        flags=tuple(d.flags),
        multiple=d.multiple,
        change=d.change,
    )
