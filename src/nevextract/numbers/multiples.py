"""Changes by a multiple, and fractions: "doubled", "3.3 times", "fivefold", "two thirds"."""

from __future__ import annotations

from decimal import Decimal

from nevextract.mentions import NotQuantity
from nevextract.numbers.approx import before
from nevextract.numbers.numeral import cardinal, numeral, of_magnitude
from nevextract.numbers.scan import Draft, Scan
from nevextract.numbers.suffix import noun_at, per_at, unit_at
from nevextract.tokens import HYPHENS, MARK, NUMBER

_HUNDRED, _HALF = Decimal(100), Decimal(50)
_PLACES = Decimal("0.0001")
_WORDS_BACK, _YEAR_DIGITS = 7, 4
_CUT_BACK = 6
"how many tokens before 'in half' or 'by half' the word of cutting may stand"
_PLACE_UNITS = frozenset({"city", "country", "region"})
_WHOLES = frozenset({*range(2, 11), 20, 100})
HALVED = "halved"
OCCASIONS = "occasions"
FOLD, FOLD_INCREASE, TIMES_THAT_OF = "fold", "fold_increase", "times_that_of"
AMBIGUOUS = "fold_ambiguous"


def multiple_word(s: Scan, i: int) -> Draft | None:
    """ "doubled", "tripling", "halved" at token i; "twice" where what it compares with follows."""
    times = s.words.times.adverbs.get(s.norm(i))
    if times is not None:
        if not _of_after(s, i + 1):
            return None
        d = Draft(i, i + 1, i, i + 1, (times - 1) * _HUNDRED, unit="percent", kind="fold", form=TIMES_THAT_OF)
        d.multiple, d.worded = times, True
        return d
    hit = s.words.times.multiples.longest(s.tokens, i, s.last)
    if hit is None:
        return None
    d = Draft(i, hit.last, i, hit.last, hit.value.percent, unit="percent", kind="fold", form="doubled")
    d.direction, d.multiple, d.worded = int(hit.value.direction), hit.value.multiple, True
    d.form = HALVED if d.direction < 0 else d.form
    return d


def cut_in_half(s: Scan, i: int) -> Draft | None:
    """ "half" at token i of "cut in half" and "fell by half": a change by -50 percent."""
    words = s.words
    if s.norm(i) not in words.fractions.halves:
        return None
    link = s.behind(words.fractions.halving_links, before(s, i)[0])
    if link is None or unit_at(s, i + 1) is not None or s.norm(i + 1) in words.articles or s.hyphen(i + 1):
        return None
    for j in range(link[0] - 1, max(s.first, link[0] - _CUT_BACK) - 1, -1):
        token = s.tokens[j]
        if token.norm in words.fractions.halving_before:
            first = j if j + 1 == link[0] and link[1] and j >= s.done else i
            d = Draft(first, i + 1, i, i + 1, -_HALF, unit="percent", kind="fold", form=HALVED)
            d.direction, d.multiple, d.worded = -1, _HALF / _HUNDRED, True
            return d
        if token.kind == MARK and token.text not in HYPHENS:
            return None
    return None


def fold(s: Scan, i: int) -> Draft | NotQuantity | None:
    """ "5.7-fold", "fivefold", "3.3 times" at token i, with the reading its surroundings give; occasions ("three times
    a week") are no quantity."""
    words = s.words
    whole = words.times.words.get(s.norm(i))
    if whole is not None:
        d = Draft(i, i + 1, i, i + 1, whole)
        return _read(s, d, is_fold=True)
    n = numeral(s, i)
    if n is None or n.how in ("bare", "vague", "article"):
        return None
    k = n.last
    hyphened = s.hyphen(k)
    if hyphened:
        k += 1
    if k >= s.last:
        return None
    if words.times.fold.longest(s.tokens, k, s.last):
        return _read(s, Draft(i, k + 1, i, n.last, n.value), is_fold=True)
    if words.times.times.longest(s.tokens, k, s.last) and n.factor == 1:
        return _read(s, Draft(i, k + 1, i, n.last, n.value), is_fold=False)
    return None


def _read(s: Scan, d: Draft, is_fold: bool) -> Draft | NotQuantity:
    words = s.words
    d.multiple, d.unit, d.kind = d.value, "percent", "fold"
    grown = _growth_before(s, d.first)
    if grown and s.behind(words.times.of_before, before(s, d.first)[0]) is not None:
        grown = False
    of = _of_after(s, d.last)
    more = words.times.growth_after.longest(s.tokens, d.last, s.last) if d.last < s.last else None
    if of and not grown:
        d.form, d.value = TIMES_THAT_OF, (d.value - 1) * _HUNDRED
        return d
    d.value *= _HUNDRED
    d.flags.append(AMBIGUOUS)
    if grown or more is not None:
        d.form = FOLD_INCREASE
        return d
    d.form = FOLD
    if is_fold:
        return d
    if words.general is not None:
        return Draft(d.first, d.last, d.number_first, d.number_last, d.multiple, form=OCCASIONS, multiple=d.multiple)
    return NotQuantity(s.tokens[d.first].start, s.tokens[d.last - 1].end, "occasions")


def _of_after(s: Scan, k: int) -> bool:
    """Whether "that of", "the level", "the 2019 level" follows at token k."""
    if k >= s.last:
        return False
    if s.words.times.of_after.longest(s.tokens, k, s.last) is not None:
        return True
    if s.words.general is not None and s.norm(k) in s.words.labels.determiners and per_at(s, k) is None:
        return True
    if s.norm(k) in s.words.approx.skip and k + 2 < s.last and _is_sum(s, k + 1):
        return True
    year = s.tokens[k + 1] if k + 2 < s.last else None
    dated = year is not None and year.text.isdecimal() and len(year.text) == _YEAR_DIGITS
    return dated and s.norm(k) in s.words.approx.skip and s.tokens[k + 2].norm in s.words.times.levels


def _is_sum(s: Scan, k: int) -> bool:
    """Whether a number with a magnitude stands at token k: "the 24.6 billion"."""
    return s.tokens[k].kind == NUMBER and s.norm(k + 1) in s.words.magnitudes


def _growth_before(s: Scan, first: int) -> bool:
    """Whether a word of growth stands shortly before, in the same clause."""
    for j in range(first - 1, max(s.first, first - _WORDS_BACK) - 1, -1):
        token = s.tokens[j]
        if token.norm in s.words.times.growth_before:
            return True
        if token.kind == MARK and token.text in ",.;:。；，":
            return False
    return False


def fraction(s: Scan, i: int) -> Draft | None:
    """ "two thirds", "a quarter of", "half of" at token i, in percent."""
    words, tokens = s.words, s.tokens
    first, k, numerator, sure = i, i, Decimal(1), False
    if tokens[i].kind == NUMBER:
        return _digits(s, i)
    found = cardinal(s, i)
    if found is not None:
        numerator, k = found
        sure = True
        if s.hyphen(k):
            k += 1
    below = words.fractions.denominators.get(s.norm(k)) if k < s.last else None
    if below is None or numerator >= below:
        return None
    if not sure and first > s.done and s.norm(first - 1) in words.articles:
        first -= 1
    last = k + 1
    if s.norm(last) in words.magnitudes or s.norm(last + 1) in words.magnitudes or _of_percent(s, last):
        return None
    if of_magnitude(s, last) is not None:
        return None
    if s.hyphen(last) or not _is_share(s, first, k, last, sure):
        return None
    value = (numerator * _HUNDRED / below).quantize(_PLACES).normalize()
    d = Draft(first, last, first, last, value + 0, unit="percent", kind="fraction", form="fraction")
    d.worded = True
    return d


def _of_percent(s: Scan, last: int) -> bool:
    """Whether "half" is followed by "a percentage point": then it is a number like any other."""
    k = last + 1 if s.norm(last) in s.words.articles else last
    unit = unit_at(s, k) if k < s.last else None
    return unit is not None and s.words.table.dimension(unit.use.unit) in ("ratio", "points")


def _is_share(s: Scan, first: int, k: int, last: int, sure: bool) -> bool:
    words = s.words
    if s.behind(words.fractions.spoilers_before, first) is not None:
        return False
    if not basis_follows(s, last) and last < s.last and words.fractions.spoilers_after.longest(s.tokens, last, s.last):
        return False
    if first < k and _moved_by(s, first) and _fraction_tail(s, last):
        return True
    linked = last < s.last and words.fractions.links.longest(s.tokens, last, s.last) is not None
    by = s.behind(words.fractions.links_before, first) is not None
    if by and (sure or first < k or s.norm(k) in words.fractions.halves):
        return True
    if linked and (sure or first < k or s.norm(k) in words.fractions.halves):
        return True
    if s.norm(k) in words.fractions.unsure:
        inexact = s.behind(words.approx.before, first) is not None
        half = s.norm(k) in words.fractions.halves
        return (inexact and (half or first < k)) or (sure and s.hyphen(k - 1))
    if sure:
        return s.norm(k) not in words.ordinals or _fraction_tail(s, last)
    return first < k and s.behind(words.approx.before, first) is not None


def basis_follows(s: Scan, k: int) -> bool:
    """Whether "year on year" or the like stands at token k: no year is counted there."""
    return k < s.last and s.words.units.not_after.longest(s.tokens, k, s.last) is not None


def _moved_by(s: Scan, first: int) -> bool:
    """Whether a word of growth or fall stands right before token `first`: "fell a third"."""
    norm = s.norm(first - 1)
    return norm in s.words.times.growth_before or norm in s.words.fractions.halving_before


def _fraction_tail(s: Scan, last: int) -> bool:
    """Whether what follows "one third" leaves it a fraction: a link, a mark or the end, no noun."""
    if last >= s.last or s.tokens[last].kind == MARK:
        return True
    linked = s.words.fractions.links.longest(s.tokens, last, s.last) is not None
    return linked or s.norm(last) in s.words.noun_stops or basis_follows(s, last)


def _digits(s: Scan, i: int) -> Draft | None:
    """ "1/3 of"."""
    tokens = s.tokens
    if i + 3 >= s.last or tokens[i + 1].text not in "/⁄" or tokens[i + 2].kind != NUMBER or not s.touches(i + 1):
        return None
    above, below = tokens[i].text, tokens[i + 2].text
    linked = s.words.fractions.links.longest(tokens, i + 3, s.last) is not None
    if not (above.isdecimal() and below.isdecimal() and len(above) < 3 and len(below) < 3 and linked):
        return None
    if not 0 < int(above) < int(below):
        return None
    value = (Decimal(above) * _HUNDRED / Decimal(below)).quantize(_PLACES).normalize()
    return Draft(i, i + 3, i, i + 3, value + 0, unit="percent", kind="fraction", form="fraction")


def out_of(s: Scan, i: int) -> Draft | None:
    """ "three in ten", "six out of every 10", "one-in-five" at token i, in percent."""
    part = _whole(s, i)
    if part is None or part[1] >= s.last or not s.same_line(part[1]):
        return None
    above, k = part
    k += s.hyphen(k)
    link = s.words.fractions.ratio_links.longest(s.tokens, k, s.last) if k < s.last else None
    if link is None:
        return None
    j = link.last + s.hyphen(link.last)
    whole = _whole(s, j)
    if whole is None or not s.same_line(j):
        return None
    below, last = whole
    sure = link.value != "unsure"
    if not 0 < above < below or (below not in _WHOLES and link.value != "every") or not _ends_ratio(s, last, sure):
        return None
    if s.behind(s.words.fractions.ratio_spoilers, i) is not None:
        return None
    value = (Decimal(above) * _HUNDRED / Decimal(below)).quantize(_PLACES).normalize()
    d = Draft(i, last, i, last, value + 0, unit="percent", kind="fraction", form="fraction")
    d.worded = s.tokens[i].kind != NUMBER
    return d


def _whole(s: Scan, k: int) -> tuple[int, int] | None:
    """The small whole number at token k, in digits or words, and the token after it."""
    if k >= s.last:
        return None
    token = s.tokens[k]
    if token.kind == NUMBER:
        return (int(token.text), k + 1) if token.text.isdecimal() and len(token.text) < _YEAR_DIGITS else None
    found = cardinal(s, k)
    return (int(found[0]), found[1]) if found else None


def _ends_ratio(s: Scan, k: int, sure: bool) -> bool:
    """Whether "N in M" can end at token k: no magnitude, unit or, where `sure` is False, place or hyphen follows."""
    if k >= s.last:
        return True
    if s.norm(k) in s.words.magnitudes or (s.tokens[k].kind == NUMBER and s.same_line(k)):
        return False
    if s.touches(k) and s.tokens[k].text in "-/–%.+" and s.touches(k + 1):
        return False
    unit = unit_at(s, k)
    if unit is not None:
        return sure and s.words.table.dimension(unit.use.unit) == "money"
    noun = noun_at(s, k) if not sure else None
    return noun is None or noun.unit not in _PLACE_UNITS
