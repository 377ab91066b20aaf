"""Numerals: digits or number words with their magnitudes, without any unit."""

from __future__ import annotations

from decimal import Decimal

from nevextract.numbers.digits import VULGAR, digits_value, is_group
from nevextract.numbers.parts import digit_part, part_of_unit, worded_part
from nevextract.numbers.powers import power
from nevextract.numbers.scan import Numeral, Scan
from nevextract.numbers.suffix import plain_noun, unit_at
from nevextract.tokens import NUMBER, WORD

_ONE, _HUNDRED, _THOUSAND = Decimal(1), Decimal(100), Decimal(1000)
_LISTED = 8
"in how many tokens after two numbers 'respectively' is looked for"
_SPELT = frozenset({"1/4", "1/2", "3/4"})
_TENS = 10
_DECIMALS = 12
_NARROW_SPACES = frozenset("\u00a0\u2009\u202f\u2007")


def numeral(s: Scan, i: int, money: bool = False) -> Numeral | None:
    """The number that begins at token i (or at the article before it), or None.

    `money`: a currency stands before it, so that "m" and "B" are magnitudes.
    """
    if i >= s.last:
        return None
    key = i, money, s.done
    if key not in s.numerals:
        s.numerals[key] = _numeral(s, i, money)
    return s.numerals[key]


def _numeral(s: Scan, i: int, money: bool) -> Numeral | None:
    token = s.tokens[i]
    part = part_of_unit(s, i) if s.words.general else None
    if part is not None:
        found = Numeral(*part, _ONE, "words" if token.kind == WORD else "digits")
    elif token.kind == NUMBER:
        value = digits_value(token.text)
        if value is None:
            return None
        if _leads_decimals(s, i - 1):
            found = Numeral(i - 1, i + 1, Decimal(f"0.{token.text}"), _ONE, "digits")
        else:
            last, value = power(s, i, value) or _spaced_groups(s, i, value)
            found = Numeral(i, last, value, _ONE, "digits")
    elif _leads_decimals(s, i):
        found = Numeral(i, i + 2, Decimal(f"0.{s.tokens[i + 1].text}"), _ONE, "digits")
    else:
        started = _vague(s, i) or _worded(s, i)
        if started is None or started.how == "vague":
            return started
        found = started
    found = _with_part(s, found)
    return _with_lower(s, _with_magnitudes(s, found, money), money)


def _vague(s: Scan, i: int) -> Numeral | None:
    hit = s.words.vague.longest(s.tokens, i, s.last)
    if hit is not None:
        return Numeral(i, hit.last, hit.value, _ONE, "vague")
    exact = s.words.general.exact.longest(s.tokens, i, s.last) if s.words.general else None
    if exact is None or (s.norm(exact.last - 1) not in s.words.labels.of and not _unit_follows(s, exact.last)):
        return None
    first = i - 1 if i > s.done and s.norm(i - 1) in s.words.articles else i
    return Numeral(first, exact.last, exact.value, _ONE, "words")


def is_mixed(s: Scan, i: int) -> bool:
    """Whether "15-1/4" stands at the digits of token i."""
    value = digits_value(s.tokens[i].text)
    return (
        value is not None and s.hyphen(i + 1) and _with_part(s, Numeral(i, i + 1, value, _ONE, "digits")).last > i + 1
    )


def _spaced_groups(s: Scan, i: int, value: Decimal) -> tuple[int, Decimal]:
    """ "1 250" with a narrow or no-break space; with a plain one only where a unit follows the groups."""
    tokens = s.tokens
    if not (tokens[i].text.isdecimal() and len(tokens[i].text) <= 3):
        return i + 1, value
    k, narrow = i + 1, True
    while k < min(s.last, i + 5) and is_group(tokens[k].text) and tokens[k].start - tokens[k - 1].end == 1:
        space = s.text[tokens[k].start - 1]
        narrow = narrow and space in _NARROW_SPACES
        if not narrow and space != " ":
            break
        k += 1
    if k == i + 1 or not (narrow or _unit_follows(s, k)) or s.words.stacked.longest(tokens, k - 1, s.last):
        return i + 1, value
    return k, Decimal("".join(t.text for t in tokens[i:k]))


def _unit_follows(s: Scan, k: int) -> bool:
    """Whether a unit stands at token k, behind a magnitude too ("1 250 million euros")."""
    words = s.words
    if s.norm(k) in words.magnitudes:
        k += 1
    if words.general is not None and plain_noun(s, k) is not None:
        return True
    return k < s.last and bool(
        words.units.after.longest(s.tokens, k, s.last) or words.units.nouns.longest(s.tokens, k, s.last)
    )


def _worded(s: Scan, i: int) -> Numeral | None:
    """ "twenty-one", "two hundred and five", "half a", "a" before a magnitude, or a magnitude alone."""
    words, norm = s.words, s.norm(i)
    if norm in words.magnitudes:
        if i > s.done and s.norm(i - 1) in words.articles:
            return Numeral(i - 1, i, _ONE, _ONE, "article")
        return Numeral(i, i, _ONE, _ONE, "bare")
    part = _part_of_magnitude(s, i)
    if part is not None:
        return part
    found = cardinal(s, i)
    return _with_point(s, Numeral(i, found[1], found[0], _ONE, "words")) if found else None


def _with_point(s: Scan, n: Numeral) -> Numeral:
    """ "one point two five", "three point fifteen"; not "at one point two"."""
    words, k = s.words, n.last
    if s.norm(k) not in words.points or s.norm(k + 1) not in words.cardinals:
        return n
    idiom = words.labels.idioms.longest(s.tokens, n.first - 1, s.last) if n.first > s.first else None
    if idiom is not None and idiom.last > k:
        return n
    digits, k = "", k + 1
    while s.norm(k) in words.cardinals and words.cardinals[s.norm(k)] < _TENS:
        digits, k = f"{digits}{words.cardinals[s.norm(k)]}", k + 1
    if not digits:
        found = cardinal(s, k)
        if found is None or found[0] >= _HUNDRED:
            return n
        digits, k = str(found[0]), found[1]
    return n._replace(last=k, value=n.value + Decimal(f"0.{digits[:_DECIMALS]}"))


def _part_of_magnitude(s: Scan, i: int) -> Numeral | None:
    """ "half a" of "half a million", "quarter" of "quarter million", "three quarters of a" of "three quarters of a
    billion"."""
    words = s.words
    numerator, k = _ONE, i
    if s.norm(i) in words.cardinals:
        numerator, k = words.cardinals[s.norm(i)], i + 1
    below = words.fractions.denominators.get(s.norm(k))
    if below is None:
        return None
    k = of_magnitude(s, k + 1) or k + 1
    if s.norm(k) in words.articles:
        k += 1
    if s.norm(k) not in words.magnitudes:
        unit = unit_at(s, k) if below == 2 and k < s.last and k - i <= 2 else None
        if unit is None or words.table.dimension(unit.use.unit) not in ("ratio", "points"):
            return None
    first = i - 1 if i > s.done and s.norm(i - 1) in words.articles else i
    return Numeral(first, k, numerator / below, _ONE, "words")


def of_magnitude(s: Scan, k: int) -> int | None:
    """The magnitude's token where "of a million" begins at token k, or None."""
    of_a = s.norm(k) in s.words.labels.of and s.norm(k + 1) in s.words.articles
    return k + 2 if of_a and s.norm(k + 2) in s.words.magnitudes else None


def cardinal(s: Scan, i: int) -> tuple[Decimal, int] | None:
    """Number words below a thousand from token i: value and the token after them."""
    words, hundred = s.words, s.words.hundred
    value: Decimal | None = None
    k = end = i
    while k < s.last:
        norm = s.tokens[k].norm
        add = words.cardinals.get(norm)
        if add is not None:
            if value is None:
                value = add
            elif (value >= 100 and value % 100 == 0) or (value % 10 == 0 and value % 100 >= 20 and 0 < add < 10):
                value += add
            else:
                break
            end = k + 1
        elif norm in hundred and value is not None and value < 100:
            value *= _HUNDRED
            end = k + 1
        elif value is None or not (s.hyphen(k) or (norm in words.joiners and value >= 100 and value % 100 == 0)):
            break
        k += 1
    return None if value is None else (value, end)


def _leads_decimals(s: Scan, k: int) -> bool:
    """Whether token k is the point of ".5 percent" or "$.9 billion": it touches digits behind it and no word before."""
    if not s.done <= k or k + 1 >= s.last or s.tokens[k].text != "." or not s.touches(k + 1):
        return False
    if not s.tokens[k + 1].text.isdecimal():
        return False
    return k == s.first or not s.touches(k) or s.tokens[k - 1].kind not in (NUMBER, WORD)


def _with_part(s: Scan, n: Numeral) -> Numeral:
    """ "two and a half", "1 and a half", "two and three quarters", "1½", "2 1/2"."""
    k = n.last
    if n.how not in ("digits", "words") or k >= s.last or n.value != n.value.to_integral_value():
        return n
    if s.hyphen(k) and s.norm(k + 1) in s.words.joiners and s.hyphen(k + 2):  # "two-and-a-half"
        k += 1
    if n.how == "digits" and s.norm(k) not in s.words.joiners:
        k += s.words.general is not None and s.hyphen(k)
        part = digit_part(s, k)
        if part is None or not (s.norm(k) in VULGAR or _measures(s, k, part.last)):
            return n
        return n._replace(last=part.last, value=n.value + part.value)
    if s.norm(k) not in s.words.joiners:
        return n
    k += s.hyphen(k + 1)
    told = s.norm(k + 1) in s.words.articles
    at = k + 1 + told + (told and s.hyphen(k + 2))
    part = worded_part(s, at) if at < s.last else None
    if part is None or part.numbered == told or s.norm(part.last) in s.words.labels.of:
        return n
    return n._replace(last=part.last, value=n.value + part.value)


def _measures(s: Scan, k: int, last: int) -> bool:
    """Whether the stroke at token k is a part: a common one, or a unit or counted noun follows."""
    common = s.text[s.tokens[k].start : s.tokens[last - 1].end] in _SPELT
    return common or unit_at(s, last) is not None or _noun_after(s, last)


def magnitude(s: Scan, k: int, money: bool, digits: bool) -> tuple[Decimal, int] | None:
    """The magnitude at token k: its factor and the token after it."""
    if k >= s.last:
        return None
    words, token = s.words, s.tokens[k]
    factor = words.magnitudes.get(token.norm)
    if factor is not None:
        return factor, k + 1
    if token.kind == NUMBER or token.norm in words.cardinals:
        hit = words.stacked.longest(s.tokens, k, s.last) if digits and s.same_line(k) else None
        return (hit.value, hit.last) if hit else None
    if s.hyphen(k):
        factor = words.magnitudes.get(s.norm(k + 1))
        return None if factor is None else (factor, k + 2)
    if not digits:
        return None
    if money or money_after(s, k + 1) or (s.touches(k) and _counted_after(s, k + 1)):
        factor = words.money_symbols.get(token.text)
    if factor is None and s.touches(k):
        factor = words.magnitude_symbols.get(token.text)
    return None if factor is None else (factor, k + 1)


def _noun_after(s: Scan, k: int) -> bool:
    return k < s.last and s.words.units.nouns.longest(s.tokens, k, s.last) is not None


def _counted_after(s: Scan, k: int) -> bool:
    """Whether a noun or a unit stands free at token k: "4m cars", "4m tonnes"."""
    return _noun_after(s, k) or (k < s.last and not s.touches(k) and unit_at(s, k) is not None)


def money_after(s: Scan, k: int) -> bool:
    """Whether a currency stands at token k."""
    hit = s.words.units.after.longest(s.tokens, k, s.last) if k < s.last else None
    return hit is not None and hit.value.unit in s.words.table.currencies


def _with_magnitudes(s: Scan, n: Numeral, money: bool) -> Numeral:
    """Multiply by the magnitudes that follow, no more than two: "5 thousand million"."""
    found = magnitude(s, n.last, money, n.how == "digits")
    for _ in range(2):
        if found is None:
            break
        factor, last = found
        n = n._replace(last=last, value=n.value * factor, factor=n.factor * factor)
        found = magnitude(s, last, False, False)
    return n


def _with_lower(s: Scan, n: Numeral, money: bool) -> Numeral:
    """Add what follows in lower magnitudes: "55 billion 970 million", "two thousand five hundred", "226 thousand and
    500"."""
    while n.factor > 1 and n.last < s.last and n.how in ("digits", "words", "article"):
        k = n.last
        joined = s.norm(k) in s.words.joiners
        k += joined
        if k >= s.last or not s.same_line(k):
            break
        digits = s.tokens[k].kind == NUMBER
        if digits:
            value, last = digits_value(s.tokens[k].text), k + 1
        else:
            found = cardinal(s, k) if n.how != "digits" else None
            value, last = found if found else (None, k)
        if value is None:
            break
        part = _with_magnitudes(s, Numeral(k, last, value, _ONE, n.how), money)
        if not (part.factor < n.factor and part.value < n.factor):
            break
        if joined and (digits or n.how == "digits"):
            if not _adds_up(s, n, part):
                break
        elif part.factor == 1 and (n.how == "digits" or digits or (joined and n.factor > _THOUSAND)):
            break
        n = n._replace(last=part.last, value=n.value + part.value, factor=part.factor)
    return n


def _adds_up(s: Scan, n: Numeral, part: Numeral) -> bool:
    """Whether "226 thousand and 500" is one number put together by a translation, not two that are listed."""
    whole = n.value % n.factor == 0 and part.value == part.value.to_integral_value()
    if n.how != "digits" or not whole or n.factor != part.factor * _THOUSAND or part.value < n.factor / _HUNDRED:
        return False
    hit = unit_at(s, part.last)
    if hit is not None and s.words.table.dimension(hit.use.unit) == "ratio":
        return False
    far = min(s.last, part.last + _LISTED)
    return not any(s.tokens[j].norm in s.words.distributives for j in range(part.last, far))
