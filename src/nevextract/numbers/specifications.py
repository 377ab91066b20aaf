"""Numbers that describe a thing and count nothing: "a 7,600-slot ship", "a 150-seat jet", "an 82-kWh pack"."""

from __future__ import annotations

from nevextract.numbers.scan import Scan
from nevextract.numbers.suffix import level_end, noun_at, per_at, unit_at
from nevextract.tokens import WORD


def specification_end(s: Scan, i: int) -> int:
    """The token after "N-word" at token i where that describes a thing, else i."""
    k = i + 2
    if not s.hyphen(i + 1) or k >= s.last or s.tokens[k].kind != WORD:
        return i
    words = s.words.specifications
    unit = unit_at(s, i + 1)
    if unit is not None:
        dimension = s.words.table.dimension(unit.use.unit)
        thing = unit.use.unit in words.units or (dimension in words.dimensions and _head(s, unit.last) in words.things)
        return unit.last if thing and _head(s, unit.last) not in words.plants else i
    noun = words.nouns.longest(s.tokens, k, s.last)
    if noun is not None:
        return i if s.hyphen(noun.last) or _head(s, noun.last) in words.plants else noun.last
    return _strange_end(s, i)


def _head(s: Scan, k: int) -> str | None:
    """The unit that the noun behind an attribute counts: of "battery electric buses" `vehicle`."""
    noun = noun_at(s, k) if k < s.last else None
    return noun.unit if noun is not None else None


def _strange_end(s: Scan, i: int) -> int:
    """The token after a word at the hyphen that neither measures nor is counted nor says how exact the number is."""
    words, k = s.words, i + 2
    norm = s.norm(k)
    known = norm in words.magnitudes or norm in words.noun_stops or norm in words.noun_joiners
    known = known or norm in words.cardinals or norm in words.ordinal_magnitudes or norm in words.specifications.open
    if known or not s.tokens[k].text.islower() or norm in words.fractions.denominators or norm in words.ranges.to:
        return i
    if level_end(s, i + 1) > i + 1 or per_at(s, i + 1) is not None or _worded(s, k):
        return i
    while s.hyphen(k + 1):  # "300,000-new-energy-vehicle": what the compound counts may stand at its end
        if words.units.nouns.longest(s.tokens, k, s.last) or words.units.after.longest(s.tokens, k, s.last):
            return i
        k += 2
    if words.units.nouns.longest(s.tokens, k, s.last) or _head(s, k + 1) in words.specifications.plants:
        return i
    return k + 1


def _worded(s: Scan, k: int) -> bool:
    """Whether "plus", "odd", "fold" or "times" stands at token k."""
    words = s.words
    lexicons = (words.approx.after, words.times.fold, words.times.times, words.dates.age_after, words.units.not_after)
    return any(lexicon.longest(s.tokens, k, s.last) is not None for lexicon in lexicons)
