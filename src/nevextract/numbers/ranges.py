"""Ranges: "3.5-4 billion yuan", "between 15% and 70%", and pairs that only look like one."""

from __future__ import annotations

from decimal import Decimal

from nevextract.numbers.amounts import amount
from nevextract.numbers.approx import before
from nevextract.numbers.scan import INHERITED, Draft, Scan
from nevextract.tokens import NUMBER, WORD

_WORDS_BACK, _FRAME = 8, 4
_NEXT_PAIR = 10
"so many tokens part the pairs of a list"
_PLUS = frozenset("+＋")
_RATIOS = frozenset({"percent", "points"})
_APART, _FAR_APART = 2, 3
_EITHER = 2
"'or' joins two guesses whose higher is at most so many times the lower"
_LARGE, _WIDEST = 1000, 10
"bare numbers with 'to' between are a range from so many on, up to so many times the lower"


def join_range(s: Scan, d: Draft) -> Draft | None:
    """Where a second number follows that makes a range or a pair with the first, use it.

    Returns the second draft where the two are quantities of their own ("climbed from 3 to 4 million": the first then
    has the magnitude and unit of the second), else None; a range is written into `d`.
    """
    words = s.words
    k = d.last + _hyphened(s, d.last)
    if k + 1 >= s.last:
        return None
    norm = s.norm(k)
    dash = s.tokens[k].text in words.ranges.marks
    between = d.first - 1 >= s.done and s.norm(d.first - 1) in words.ranges.between
    either = words.general is not None and norm in words.general.either
    if not (dash or norm in words.ranges.to or (between and norm in words.ranges.between_and) or either):
        return None
    if dash and s.touches(k) != s.touches(k + 1):
        return None
    begin = k + 1 + (k > d.last and s.hyphen(k + 1)) + _signed_alike(s, d, k + 1)
    if s.tokens[begin].kind != NUMBER and s.tokens[begin].norm not in words.starters:
        return None
    saved, s.done = s.done, begin
    other = amount(s, begin, money=d.kind == "money")
    s.done = saved
    if other is None or other.first != begin or other.direction:
        return None
    if other.worded != d.worded and words.general is None:
        return None
    ratio = d.kind in _RATIOS or other.kind in _RATIOS
    pair = (
        not dash and not between and not either and (_changes(s, d, ratio) or (not ratio and _by_so_much(s, d, other)))
    )
    if not _share(d, other):
        return None
    if pair:
        _inherit(d, other)
        s.paired = other.last
        return other
    low, high = _scaled(d, other), other.value if other.unit else other.value * d.scale
    if ratio and high < low and not dash and s.norm(before(s, d.first)[0] - 1) in words.ranges.extents:
        d.value, other.value = other.value, d.value  # "a decrease of 8 to 3 percent"
        low, high = high, low
    if not low < high or (either and high > low * _EITHER):
        return None
    bare = d.unit is None and other.unit is None and norm in words.ranges.to and not between
    bare = bare and not (words.general and s.behind(words.general.age_before, before(s, d.first)[0]))
    if bare and (low < _LARGE or high >= low * _WIDEST or framed(s, d.first) is not None):
        return None
    _into_range(d, other, between)
    return None


def _hyphened(s: Scan, k: int) -> bool:
    """Whether a hyphen at token k leads to a word that joins a range: "2-to-3-inch"."""
    general = s.words.general
    joins = s.words.ranges.to | general.either if general is not None else frozenset()
    return s.hyphen(k) and s.norm(k + 1) in joins


def _signed_alike(s: Scan, d: Draft, k: int) -> bool:
    """Whether both ends have a plus: "+16.8% to +22.5%"."""
    return (d.direction or 0) > 0 and s.tokens[k].text in _PLUS and k + 1 < s.last and s.touches(k + 1)


def framed(s: Scan, first: int) -> int | None:
    """The token of "from" before token `first`, directly or before a word or two ("from the present 42%")."""
    for j in range(first - 1, max(s.done, first - _FRAME) - 1, -1):
        if s.tokens[j].norm in s.words.ranges.opening:
            return j
        if s.tokens[j].kind != WORD:
            return None
    return None


def _changes(s: Scan, d: Draft, ratio: bool) -> bool:
    """Whether a word of change stands shortly before: then "from A to B" are two states, not a range."""
    words, first = s.words, d.first - 1
    start = framed(s, d.first)
    if start is not None and s.paired and start - s.paired <= _NEXT_PAIR:
        return True  # "cars grew from 20 to 30, buses from 4 to 5"
    near, _ = before(s, d.first)
    if start is None and s.norm(near - 1) in words.ranges.goals:
        return False
    reach = _WORDS_BACK if start is not None else 2
    for j in range(first, max(s.first, first - reach) - 1, -1):
        token = s.tokens[j]
        if token.norm in words.ranges.changes:
            return start is not None or not (ratio or words.general)
        if token.text in ".;。；":
            return False
    return False


def _by_so_much(s: Scan, d: Draft, other: Draft) -> bool:
    """Whether a change and what it came to stand together: "fell by 2,100 to 7,300", but "rose by 1,000 to 1,200"."""
    words, first = s.words, d.first
    near, _ = before(s, first)
    if words.general is not None and s.behind(words.general.changes.before, near) is not None:
        return abs(other.value) >= _FAR_APART * abs(_scaled(d, other))
    if s.norm(near - 1) not in words.ranges.amounts:
        return False
    changed = any(s.norm(j) in words.ranges.changes for j in range(near - 2, max(s.first, near - _WORDS_BACK) - 1, -1))
    return changed and abs(other.value) >= _APART * abs(_scaled(d, other))


def _share(d: Draft, other: Draft) -> bool:
    """Whether the two ends have, or can share, one unit."""
    if d.unit is None or d.unit == other.unit:
        return True
    if other.unit is None:
        return d.kind == "money"
    return False


def _scaled(d: Draft, other: Draft) -> Decimal:
    """The lower end, with the multiple and magnitude of the upper where only that has one ("3.5-4 billion")."""
    value = d.value * other.scale if d.unit is None else d.value
    if d.factor == 1 and other.factor > 1 and value * other.factor < other.value:
        return value * other.factor
    return value


def _inherit(d: Draft, other: Draft) -> None:
    if d.factor == 1 and other.factor > 1 and d.value < _LARGE and d.unit in (None, other.unit):
        d.value *= other.factor
    if d.unit is None and other.unit is not None:
        d.value *= other.scale
        d.unit, d.kind, d.noun = other.unit, other.kind, None
        d.flags.append(INHERITED)


def _into_range(d: Draft, other: Draft, between: bool) -> None:
    d.value = _scaled(d, other)
    d.value_max = other.value
    d.factor = other.factor
    if other.unit is not None:
        d.scale = other.scale
        d.unit, d.kind, d.noun = other.unit, other.kind, other.noun
    else:
        d.value_max *= d.scale
    d.form = other.form or d.form
    d.vague = d.vague or other.vague
    d.flags += [flag for flag in other.flags if flag not in d.flags]
    d.last, d.number_last = other.last, other.number_last
    if between:
        d.first -= 1
