"""What follows a numeral: its unit, the noun it counts, "-level", "a year"."""

from __future__ import annotations

from nevextract.lexicon import Hit
from nevextract.numbers.lexicons import Noun
from nevextract.numbers.scan import NounHit, Scan, UnitHit
from nevextract.numbers.unit_words import POINTS_ASSUMED
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD

_MODIFIERS, _GLOSS = 7, 5
_RATIO_REACH = 25
_SMALL_DIGITS = 3
_PLAIN, _SHORT = 3, 3
"words of a noun that no pattern lists; a plural is longer than"
_QUOTES = frozenset("\"“”'‘’「」")
_OPEN, _CLOSE = frozenset("(（"), frozenset(")）")


def unit_at(s: Scan, k: int) -> UnitHit | None:
    """The unit written at token k, or after a hyphen there: the longest spelling."""
    if k not in s.units:
        s.units[k] = _unit_at(s, k)
    return s.units[k]


def _unit_at(s: Scan, k: int) -> UnitHit | None:
    if s.hyphen(k):
        k += 1
    if k >= s.last:
        return None
    if not s.same_line(k) or s.tokens[k].text in _APOSTROPHE_LIKE:
        return None
    return _written(s, k) or _fallback(s, k)


def _written(s: Scan, k: int) -> UnitHit | None:
    words, tokens = s.words, s.tokens
    phrase = words.units.after.longest(tokens, k, s.last)
    symbol = words.units.symbols.longest(tokens, k, s.last)
    best = symbol if symbol and (phrase is None or symbol.last > phrase.last) else phrase
    if best is None or (best is symbol and _runs_on(s, k, best.last)):
        return None
    barred = words.units.not_after.longest(tokens, k, s.last)
    if barred is not None and barred.last >= best.last:
        return None
    if best.value.small and not _small_before(s, k):
        return None
    if best.value.needs_magnitude and not s.words.magnitudes.get(s.norm(k - 1)):
        return None
    if best.value.flag == POINTS_ASSUMED and not ratio_near(s, k):
        return None
    return UnitHit(k, best.last, best.value)


def _fallback(s: Scan, k: int) -> UnitHit | None:
    """A spelling at token k that is a unit only where no other is, and most only where nothing counted follows."""
    units = s.words.units
    phrase = units.fallback.longest(s.tokens, k, s.last)
    symbol = units.fallback_symbols.longest(s.tokens, k, s.last)
    best = symbol if symbol and (phrase is None or symbol.last > phrase.last) else phrase
    if best is None or (best.value.closing and not _closes(s, best.last)):
        return None
    if best.value.touching and not (s.touches(k) and s.tokens[k - 1].kind == NUMBER and not _joined_on(s, best.last)):
        return None
    return UnitHit(k, best.last, best.value)


def _closes(s: Scan, k: int) -> bool:
    """Whether what stands at token k cannot be counted by what stands before it."""
    if k >= s.last or not s.same_line(k):
        return True
    token, words = s.tokens[k], s.words
    if s.hyphen(k) or (s.touches(k) and token.kind != MARK):
        return False
    return token.kind != WORD or token.norm in words.noun_stops or token.norm in words.noun_joiners


def _joined_on(s: Scan, k: int) -> bool:
    """Whether a letter or digit touches the token before k."""
    return s.touches(k) and s.tokens[k].kind != MARK


def _runs_on(s: Scan, k: int, last: int) -> bool:
    """Whether digits touch a symbol that stands free of the number: "5 L3 cars" are no litres."""
    return not s.touches(k) and s.touches(last) and s.tokens[last].kind == NUMBER


def _small_before(s: Scan, k: int) -> bool:
    """Whether the number before token k is in digits, below a thousand and without a magnitude."""
    number = s.tokens[k - 2 if s.hyphen(k - 1) else k - 1]
    return number.kind == NUMBER and "," not in number.text and len(number.text.partition(".")[0]) <= _SMALL_DIGITS


def ratio_near(s: Scan, k: int) -> bool:
    """Whether a percentage stands in the words around token k."""
    ratio = s.words.units.ratio_words
    near = range(max(s.first, k - _RATIO_REACH), min(s.last, k + _RATIO_REACH))
    return any(s.tokens[j].norm in ratio for j in near)


_APOSTROPHE_LIKE = frozenset("'’′")


def plain_noun(s: Scan, k: int) -> tuple[int, int] | None:
    """The words [first, last) of a plural at token k that no pattern lists, with one or two words before it."""
    words, first = s.words, k + s.hyphen(k)
    for j in range(first, min(first + _PLAIN, s.last)):
        token = s.tokens[j]
        if token.kind != WORD or not token.text.islower() or not s.same_line(j):
            return None
        if token.norm in words.noun_stops or token.norm in words.noun_joiners or token.norm in words.magnitudes:
            return None
        if token.norm in words.cardinals:
            return None
        plural = len(token.norm) > _SHORT and token.norm.endswith(words.units.plural_endings)
        if plural or token.norm in words.units.plurals:
            return first, j + 1
    return None


def noun_at(s: Scan, k: int, single: bool = False) -> NounHit | None:
    """The counted noun of a compound that begins at token k.

    The last listed noun of the compound decides; a plural ends it unless another plural follows at once. `single`:
    the number is one, so that a singular noun will do as well.
    """
    if (k, single) not in s.nouns:
        s.nouns[k, single] = _noun_at(s, k, single)
    return s.nouns[k, single]


def _noun_at(s: Scan, k: int, single: bool) -> NounHit | None:
    words, tokens = s.words, s.tokens
    hyphened = s.hyphen(k)
    if hyphened:
        k += 1
    best: NounHit | None = None
    first, read, j, quoted = k, 0, k, False
    while j < s.last and read < _MODIFIERS:
        token = tokens[j]
        read += token.kind != MARK
        if token.kind == MARK and token.text not in HYPHENS and not _slash(s, j):
            past = _gloss_inside(s, j)
            if past > j and (best is None or _plural_next(s, past)):  # "seven electric vehicle (EV) projects"
                j = past
                continue
            if token.text not in _QUOTES or (not quoted and s.touches(j)):
                break
            quoted = True
        if not s.same_line(j) or (hyphened and j > k and not s.hyphen(j - 1) and not s.hyphen(j)):
            break
        norm = token.norm
        if norm in words.noun_joiners:
            if j == k or (single and best is not None):  # "14 battery and material projects" counts projects
                break
        elif _stops(s, j):
            break
        hit = words.units.nouns.longest(tokens, j, s.last)
        if hit is None:
            if token.kind == NUMBER and (j == k or not s.touches(j) or not tokens[j - 1].text.isupper()):
                break
            if best is not None and best.last == j and norm.endswith(words.units.plural_endings):
                return None
            j += 1
            continue
        best = NounHit(first, hit.last, _counted_unit(s, hit))
        j = hit.last
        if hyphened or (hit.value.plural and not _plural_next(s, j)) or (single and not _noun_next(s, j)):
            break
    return best


def _counted_unit(s: Scan, hit: Hit[Noun]) -> str:
    """What the noun counts here: "stations" are charging points where "charging" stands near."""
    noun = hit.value
    if noun.near:
        for j in range(max(s.first, hit.first - _RATIO_REACH), min(s.last, hit.last + _RATIO_REACH)):
            unit = noun.near.get(s.tokens[j].norm)
            if unit is not None:
                return unit
    return noun.unit


def _slash(s: Scan, j: int) -> bool:
    """Whether token j is a stroke between two words ("AC/DC piles")."""
    inside = s.touches(j) and s.touches(j + 1) and s.tokens[j].text == "/"
    return inside and s.tokens[j - 1].kind == s.tokens[j + 1].kind == WORD


def _gloss_inside(s: Scan, j: int) -> int:
    """The token after a short bracket among the modifiers: "liquefied natural gas (LNG) carriers"; else j."""
    if s.tokens[j].text not in _OPEN or not s.same_line(j):
        return j
    for end in range(j + 2, min(s.last, j + _GLOSS)):
        if s.tokens[end].text in _CLOSE:
            return end + 1 if end + 1 < s.last and s.tokens[end + 1].kind == WORD else j
        if s.tokens[end - 1].kind == NUMBER:
            return j
    return j


def _stops(s: Scan, j: int) -> bool:
    """Whether a function word ends the compound: not in "above-scale firms", nor where it begins a noun."""
    if s.norm(j) not in s.words.noun_stops or s.hyphen(j - 1) or s.hyphen(j + 1):
        return False
    return not s.words.units.nouns.longest(s.tokens, j, s.last)


def _plural_next(s: Scan, j: int) -> bool:
    if j < s.last and s.norm(j) in s.words.noun_activities:
        j += 1  # "auto parts manufacturing enterprises"
    if j >= s.last or not s.same_line(j):
        return False
    hit = s.words.units.nouns.longest(s.tokens, j, s.last)
    return hit is not None and hit.value.plural


def _noun_next(s: Scan, j: int) -> bool:
    return j < s.last and bool(s.words.units.nouns.longest(s.tokens, j, s.last))


def gloss_end(s: Scan, k: int) -> int:
    """The token after a short bracket that repeats the unit or noun: "(sets)", "(NEVs)", "(dwt)", "(GWh)"; else k."""
    tokens, words = s.tokens, s.words
    if k + 2 >= s.last or tokens[k].text not in _OPEN or tokens[k + 1].kind == NUMBER:
        return k
    close = next((j for j in range(k + 2, min(k + 5, s.last)) if tokens[j].text in _CLOSE), None)
    if close is None:
        return k
    for lexicon in (words.units.nouns, words.units.after, words.units.symbols):
        hit = lexicon.longest(tokens, k + 1, close)
        if hit is not None and hit.last == close:
            return close + 1
    text = tokens[k + 1].text
    return close + 1 if close == k + 2 and len(text) > 1 and text[:-1].isupper() else k


def level_end(s: Scan, k: int) -> int:
    """The token after "-level" at k, or k."""
    j = k + 1 if s.hyphen(k) else k
    hit = s.words.levels.longest(s.tokens, j, s.last) if j < s.last else None
    return hit.last if hit and s.same_line(j) else k


NO_RATE = "none"
"""What only looks like a rate: "14.8 GWh a year earlier"."""


def per_at(s: Scan, k: int) -> str | None:
    """The period or thing that an amount is per: "a year" at token k gives `year`."""
    j = k + 1 if s.hyphen(k) else k
    hit = s.words.per.longest(s.tokens, j, s.last) if j < s.last else None
    return hit.value if hit and hit.value != NO_RATE and s.same_line(j) else None
