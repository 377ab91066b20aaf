"""What general text has beside the quantities of industry news, in the order in which it is looked for."""

from __future__ import annotations

from nevextract.numbers.ages import named_age
from nevextract.numbers.parts import part_of_unit, unit_and_half
from nevextract.numbers.scan import Draft, Scan
from nevextract.numbers.sizes import feet_and_inches, sides
from nevextract.numbers.suffix import unit_at


def special_number(s: Scan, i: int) -> list[Draft] | Draft | None:
    """The sides of a thing, feet and inches as marks, or the age behind a name, at the digits of token i."""
    return sides(s, i) or feet_and_inches(s, i) or named_age(s, i)


def special_word(s: Scan, i: int) -> list[Draft] | Draft | None:
    """The sides of a thing, or "an hour and a half", at the number word of token i."""
    worded = s.norm(i) in s.words.cardinals
    return (sides(s, i) if worded else None) or unit_and_half(s, i)


def goes_with_unit(s: Scan, i: int) -> bool:
    """Whether what may be an idiom at token i is an amount: "half an hour", "a one-day strike", "two or three days"."""
    words = s.words
    if part_of_unit(s, i) is not None:
        return True
    if s.norm(i) not in words.cardinals or words.general is None:
        return False
    if s.norm(i + 1) in words.general.either and s.norm(i + 2) in words.cardinals:
        return words.cardinals[s.norm(i)] < words.cardinals[s.norm(i + 2)]
    return s.hyphen(i + 1) and s.norm(i + 2) not in words.fractions.denominators and unit_at(s, i + 1) is not None
