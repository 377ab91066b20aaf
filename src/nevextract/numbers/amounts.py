"""Amounts: sign, currency, numeral, unit or noun, put together; ranges and second statements in brackets."""

from __future__ import annotations

from decimal import Decimal

from nevextract.lexicon import Hit
from nevextract.mentions import Amount
from nevextract.numbers import approx
from nevextract.numbers.lexicons import UnitUse
from nevextract.numbers.numeral import cardinal, magnitude, numeral
from nevextract.numbers.rereading import reread
from nevextract.numbers.scan import INHERITED, Draft, Numeral, Scan, UnitHit, plain
from nevextract.numbers.suffix import gloss_end, level_end, noun_at, per_at, plain_noun, ratio_near, unit_at
from nevextract.numbers.unit_words import PERCENT
from nevextract.tokens import MARK, NUMBER, WORD

_PLUS, _MINUS = frozenset("+＋"), frozenset("-−–－")
_OPEN, _CLOSE = frozenset("(（["), frozenset(")）]")
_KINDS = {"money": "money", "money_minor": "money", "ratio": "percent", "points": "points"}
_COUNTED = frozenset({"count", "vehicle"})
_HUNDRED = Decimal(100)
_WHOLE = 5
"in how many tokens after 'of the' the number of the whole is looked for"
_GLUED, _CENTURIES = 8, frozenset({"19", "20"})
_CENTS, _TENTHS = Decimal("0.01"), 10
_STUFF = 3
"how many words may stand between 'of' and 'a year'"


def amount(s: Scan, i: int, money: bool = False) -> Draft | None:
    """The amount that begins at token i (a currency, a number or a number word), without approximator and range.

    `money`: it is the second of a pair of sums, so that "m" is a million.
    """
    prefix = _currency_before(s, i)
    if prefix is None:
        n = numeral(s, i, money)
    else:
        n = numeral(s, prefix.last, money=True)
        if n is None or n.first != prefix.last or not s.same_line(n.first):
            return None
        touching = s.touches(n.first)
        if n.factor == 1 and n.value < _HUNDRED and s.behind(s.words.labels.before, prefix.last) is not None:
            return None
        if prefix.value.needs_magnitude and n.factor == 1 and not (touching and _separated(s, n)):
            return None
    if n is None:
        return None
    d = Draft(min(i, n.first), n.last, n.first, n.last, n.value, factor=n.factor, vague=n.how == "vague")
    d.worded = n.how != "digits"
    if d.vague:
        d.approximation = "over"
    _sign(s, d)
    coded = prefix is not None and s.tokens[prefix.last - 1].kind == WORD
    _suffix(s, d, n, prefix.value if prefix else None, coded)
    if n.how == "bare" and d.kind == "money":
        d.vague = True
    if n.how == "bare" and d.unit is None and d.form is None:
        return None
    if d.factor > 1 and _year_glued(s, n):
        d.flags.append("number_suspect")
    return d


def _year_glued(s: Scan, n: Numeral) -> bool:
    """ "2021.367 million": a year and the number after it run into one."""
    text = s.tokens[n.first].text
    return n.how == "digits" and len(text) == _GLUED and text[4] == "." and text[:2] in _CENTURIES


def _separated(s: Scan, n: Numeral) -> bool:
    """Whether the number has a decimal point or separators: "MAD12.8" is a sum, "COP28" a name."""
    return s.tokens[n.first].kind == NUMBER and not s.tokens[n.first].text.isdecimal()


def _currency_before(s: Scan, i: int) -> Hit[UnitUse] | None:
    token = s.tokens[i]
    if token.kind == NUMBER:
        return None
    words = s.words
    phrase = words.units.before.longest(s.tokens, i, s.last)
    code = words.units.codes.longest(s.tokens, i, s.last)
    if phrase is None and code is None:
        return _glued_before(s, i)
    if phrase is not None and token.norm in words.articles and not s.touches(i + 1):
        phrase = None
    return code if code and (phrase is None or code.last > phrase.last) else phrase


def _glued_before(s: Scan, i: int) -> Hit[UnitUse] | None:
    """A currency of one letter that touches digits with a magnitude: "B11.2bn"."""
    hit = s.words.units.glued.longest(s.tokens, i, s.last)
    if hit is None or not s.touches(hit.last) or s.touches(i) or s.tokens[hit.last].kind != NUMBER:
        return None
    return hit if magnitude(s, hit.last + 1, money=True, digits=True) is not None else None


def _sign(s: Scan, d: Draft) -> None:
    """Take in "+" or "-" that touches the number and stands free before it, or "minus"."""
    i = d.first - 1
    if i < max(s.done, s.first):
        return
    token = s.tokens[i]
    if token.norm in s.words.minus:
        if s.behind(s.words.approx.before, d.first) is not None:  # "plus or minus"
            return
        d.first, d.value, d.direction = i, -d.value, -1
        return
    if token.kind != MARK or not s.touches(d.first):
        return
    if s.touches(i) and s.tokens[i - 1].text not in _OPEN and not _behind_slash(s, i - 1):
        return
    if token.text in _PLUS:
        d.first, d.direction = i, 1
    elif token.text in _MINUS and not _bullet(s, i, d):
        d.first, d.value, d.direction = i, -d.value, -1


def _behind_slash(s: Scan, i: int) -> bool:
    """Whether token i is a slash between two words or amounts, not in a fraction: "up 9% YoY/-2% MoM"."""
    return s.tokens[i].text == "/" and i - 1 >= s.first and s.tokens[i - 1].kind != NUMBER


def _bullet(s: Scan, i: int, d: Draft) -> bool:
    """Whether the dash at token i begins a line whose number counts something."""
    begins = i == s.first or not s.same_line(i)
    counts = s.words.general is None or noun_at(s, d.number_last) or plain_noun(s, d.number_last)
    return begins and bool(counts) and unit_at(s, d.number_last) is None


def _suffix(s: Scan, d: Draft, n: Numeral, money: UnitUse | None, coded: bool) -> None:
    """The unit after the numeral, or else the noun it counts. `coded`: a code or word names the currency before it."""
    after = approx.after(s, d.last)
    k = d.last
    if after is not None and (money is None or unit_at(s, after[0]) is not None):
        d.approximation, k = after[1], after[0]
        d.last = k
    if money is not None:
        _set_unit(s, d, money)
    if n.how == "vague" and s.norm(k) in s.words.labels.of and money is None:
        k += 1
    hit = unit_at(s, k)
    if hit is not None and _fits(s, hit, money) and not (coded and money and hit.use.unit != money.unit):
        _set_unit(s, d, reread(s, d, hit) if money is None else hit.use)
        d.last = hit.last
        more = magnitude(s, d.last, False, False) if d.factor == 1 and d.kind == "money" else None
        if more is not None and s.tokens[d.last].norm in s.words.magnitudes:
            d.value, d.factor, d.last = d.value * more[0], more[0], more[1]
    elif d.direction and money is None and _signed_unit(s, d):
        pass
    elif money is None and level_end(s, d.last) == d.last:
        _count(s, d, n, k)
    level = level_end(s, d.last)
    if level > d.last and (d.factor > 1 or n.how == "bare"):
        d.form, d.last = "level_label", level
        d.vague = True
    elif d.kind == "money" and d.factor > 1 and s.hyphen(n.last) and s.tokens[n.last + 1].kind != NUMBER:
        d.form = "hyphenated"
    elif d.unit is None and d.noun is None and n.how != "vague" and after is None:
        _pronoun(s, d)
    if d.kind == "money":
        _minor(s, d, money is not None)
    d.last = gloss_end(s, d.last) if d.unit and d.unit != "percent" else d.last
    if after is None and d.unit is not None:
        late = approx.after(s, d.last)
        if late is not None:
            d.approximation, d.last = late[1], late[0]


def _signed_unit(s: Scan, d: Draft) -> bool:
    """Give a number with a sign the unit that only such numbers have: degrees in "minus 40 C", or percent where it
    stands alone in brackets and percentages stand near ("Italy (-0.6)")."""
    k = d.last
    if k >= s.last:
        return False
    hit = s.words.units.signed.longest(s.tokens, k, s.last)
    if hit is not None and s.same_line(k):
        _set_unit(s, d, hit.value)
        d.last = hit.last
        return True
    alone = d.first > s.first and s.tokens[d.first - 1].text in _OPEN and s.tokens[k].text in _CLOSE
    if alone and "." in s.tokens[d.number_first].text and d.factor == 1 and ratio_near(s, k):
        d.unit = d.kind = PERCENT
        d.flags.append(INHERITED)
        return True
    return False


def _fits(s: Scan, hit: UnitHit, money: UnitUse | None) -> bool:
    """Whether a unit after the number is its own: "$5 AUD" yes, "$5 km" no; "3 USD50 cards", "$5 $6" are the next's."""
    currencies = s.words.table.currencies
    number_next = hit.use.unit in currencies and hit.last < s.last and s.tokens[hit.last].kind == NUMBER
    if number_next and (money is not None or (s.touches(hit.last) and not s.touches(hit.first))):
        return False
    return money is None or hit.use.unit == money.unit or hit.use.unit in currencies


def _set_unit(s: Scan, d: Draft, use: UnitUse) -> None:
    dimension = s.words.table.dimension(use.unit) or "measure"
    d.unit, d.kind = use.unit, _KINDS.get(dimension, "measure")
    if use.factor is not None:
        d.value *= use.factor
        d.scale = use.factor
    if use.flag:
        d.flags.append(use.flag)
    d.per = use.per


def _count(s: Scan, d: Draft, n: Numeral, k: int) -> None:
    """Find the counted noun; a number word "one" needs it to stand close."""
    if n.how == "article" and d.value == 1:
        return
    if s.words.general is not None and s.norm(k) in s.words.general.changes.comparisons:
        k += 1
    found = noun_at(s, k, single=d.value == 1)
    if found is None:
        plain = plain_noun(s, k) if s.words.general and n.how != "bare" and d.value != 1 else None
        d.last, d.noun = (plain[1], plain) if plain else (d.last, None)
        return
    d.last, d.noun = found.last, (found.first, found.last)
    d.unit, d.kind = (found.unit, "count") if found.unit else (None, d.kind)


def _pronoun(s: Scan, d: Draft) -> None:
    """ "20,060 of them", "three of the plants", "six of the top 10 makers"."""
    hit = s.words.pronouns.longest(s.tokens, d.last, s.last) if d.last < s.last else None
    if hit is None:
        return
    d.last, d.form = hit.last, "pronoun"
    found = noun_at(s, hit.last)
    if found is not None:
        d.last, d.noun = found.last, (found.first, found.last)
        d.unit, d.kind = (found.unit, "count") if found.unit else (None, d.kind)
        return
    for k in range(hit.last, min(hit.last + _WHOLE, s.last)):
        if s.tokens[k].kind == NUMBER or s.tokens[k].norm in s.words.cardinals:
            whole = noun_at(s, k + 1)
            if whole is not None and whole.unit:
                d.unit, d.kind = whole.unit, "count"
            return


def _minor(s: Scan, d: Draft, before: bool) -> None:
    """Cents after dollars: "3 dollars and 50 cents", "15 dollars 50"."""
    unit = d.unit
    if d.factor != 1 or d.scale != 1 or unit is None or d.value != d.value.to_integral_value():
        return
    k, joined = d.last, s.norm(d.last) in s.words.joiners
    if joined:
        k += 1
    if k >= s.last or not (s.tokens[k].kind == NUMBER or s.tokens[k].norm in s.words.cardinals):
        return
    part = numeral(s, k)
    if part is None or part.factor != 1 or part.value != part.value.to_integral_value() or part.value >= 100:
        return
    named = unit_at(s, part.last)
    minor = s.words.units.minor.get(unit)
    if named is not None:
        if named.use.unit == minor or (named.use.unit == "cent" and minor):
            d.value += part.value * s.words.table.size(named.use.unit)
            d.last = named.last
            _least(s, d, named.use.unit)
        return
    free = part.last >= s.last or s.tokens[part.last].kind == MARK or s.norm(part.last) in s.words.joiners
    if minor is None or not (free or not joined) or (before and not joined) or noun_at(s, part.last) is not None:
        return
    if part.last < s.last and s.tokens[part.last].kind == MARK and s.touches(part.last) and s.touches(part.last + 1):
        return
    d.value += part.value * _CENTS
    d.last = part.last


def _least(s: Scan, d: Draft, unit: str) -> None:
    """The tenths of a minor unit that go unnamed: "one kuai five mao two"."""
    least = s.words.units.minor.get(unit)
    found = cardinal(s, d.last) if least is not None and d.last < s.last else None
    if least is None or found is None or found[0] >= _TENTHS:
        return
    if found[1] >= s.last or s.tokens[found[1]].kind == MARK:
        d.value += found[0] * s.words.table.size(least)
        d.last = found[1]


def second(s: Scan, d: Draft) -> None:
    """Take up the same amount in another currency or unit: "($9.7 billion)", ", or about $30 billion"."""
    k = d.last
    if k >= s.last or d.unit is None or d.kind not in ("money", "measure"):
        return
    words = s.words
    if s.tokens[k].text in _OPEN:
        j = k + 1
    else:
        j = k + 1 if s.norm(k) == "," else k
        hit = words.alternatives.longest(s.tokens, j, s.last) if j < s.last else None
        if hit is None:
            return
        j = hit.last
    j = _skip_approximator(s, j)
    if j >= s.last:
        return
    other = amount(s, j) if s.tokens[j].kind == NUMBER or s.tokens[j].norm in words.starters else None
    if other is None or other.unit is None or other.unit == d.unit or other.vague:
        return
    if words.table.dimension(other.unit) != words.table.dimension(d.unit):
        return
    d.also = (*d.also, Amount(plain(other.value), other.unit))
    d.used = other.last


def _skip_approximator(s: Scan, j: int) -> int:
    """The token after an approximator at j."""
    words = s.words
    for lexicon in (words.approx.before.lexicon, words.approx.verbs.lexicon, words.alternatives):
        hit = lexicon.longest(s.tokens, j, s.last) if j < s.last else None
        if hit is not None:
            return hit.last
    return j


def finish(s: Scan, d: Draft) -> None:
    """Look for "a year" and for the second statement after a draft."""
    second(s, d)
    close = d.used
    if close and close < s.last and s.tokens[close].text in _CLOSE:
        d.used = close = close + 1
    k = close or d.last
    d.per = per_at(s, k) or _per_behind(s, k) or _per_any(s, k) or d.per


def _per_any(s: Scan, k: int) -> str | None:
    """What follows "per" where no list has it: "$11,400 per pupil" gives `pupil`. Only in general text."""
    if s.words.general is None or s.norm(k) not in s.words.general.per_words or k + 1 >= s.last:
        return None
    token = s.tokens[k + 1]
    return token.norm if token.kind == WORD and token.text.islower() and token.norm not in s.words.noun_stops else None


def _per_behind(s: Scan, k: int) -> str | None:
    """What an amount is per where its stuff stands between: "750 gallons of fuel an hour". Only in general text."""
    if s.words.general is None or s.norm(k) not in s.words.labels.of:
        return None
    for j in range(k + 2, min(k + 2 + _STUFF, s.last)):
        if s.tokens[j - 1].kind != WORD or s.tokens[j - 1].norm in s.words.noun_stops:
            return None
        found = per_at(s, j)
        if found is not None:
            return found
    return None
