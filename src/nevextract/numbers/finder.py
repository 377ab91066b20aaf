"""Find every quantity of a text, and what only looks like one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from nevextract.characters import even
from nevextract.mentions import NotQuantity, Quantity
from nevextract.numbers import approx
from nevextract.numbers.ages import attach_age
from nevextract.numbers.amounts import amount, finish
from nevextract.numbers.changes import change_of
from nevextract.numbers.general import goes_with_unit, special_number, special_word
from nevextract.numbers.heads import unit_head
from nevextract.numbers.multiples import basis_follows, cut_in_half, fold, fraction, multiple_word, out_of
from nevextract.numbers.numeral import is_mixed
from nevextract.numbers.parts import part_of_unit
from nevextract.numbers.powers import is_power
from nevextract.numbers.ranges import join_range
from nevextract.numbers.ranks import numbered, ordinal, top
from nevextract.numbers.scan import INHERITED, Draft, Scan, quantity
from nevextract.numbers.suffix import noun_at, unit_at
from nevextract.numbers.veto import address_spans, veto
from nevextract.numbers.words import Words, words_of
from nevextract.patterns import load_pack
from nevextract.patterns.pack import Pack
from nevextract.tokens import NUMBER, WORD, Token, tokenize

ASSUMED = "currency_assumed"
_OPEN = frozenset("(（")
_LISTED = 2
"so many bare numbers before one with a noun are of one list"
_ALIKE = 10
"numbers of one list are at most so many times each other"
_LONGEST_ROW = 40
"so many numbers can follow each other in a row of a table"
Found = tuple[list[Quantity], list[NotQuantity]]


class QuantityFinder:
    """Finds the quantities of a language. Building one is cheap after the first for a pack.

    `general`: read any text, with ages, sizes, parts of units and descriptions of things, each amount of a pair in
    brackets for itself, and `Quantity.change`; else what the search for figures needs.
    """

    __slots__ = ("_words",)

    def __init__(self, pack: Pack, *, general: bool = False) -> None:
        self._words: Words = words_of(pack, general)

    def find(self, tokens: Sequence[Token], text: str, first: int = 0, last: int | None = None) -> Found:
        """The quantities and the non-quantities of tokens[first:last], each in text order and not overlapping.

        `tokens` are those of `tokens.tokenize(text)`; offsets count from the start of `text`. Values are exact and in
        base units (see `mentions.Quantity`). Linear in the number of tokens; raises nothing for any text.
        """
        stop = len(tokens) if last is None else last
        s = Scan(tokens, text, first, stop, self._words, done=first)
        found: Found = ([], [])
        if first >= stop:
            return found
        starters = self._words.starters
        begins = [i for i in range(first, stop) if tokens[i].kind == NUMBER or tokens[i].norm in starters]
        if not begins:
            return found
        addresses = address_spans(text, tokens[first].start, tokens[stop - 1].end)
        starts = [a for a, _ in addresses]
        run, before = 0, first
        for i in begins:
            token = tokens[i]
            run = 0 if token.kind != NUMBER else run + 1 if before == i - 1 else 1
            before = i
            if i < s.done:
                continue
            if addresses:
                at = bisect_right(starts, token.start) - 1
                if at >= 0 and token.start < addresses[at][1]:
                    end = max(addresses[at][1], token.end)
                    found[1].append(NotQuantity(token.start, end, "address"))
                    s.done = _after(s, i, end)
                    continue
            if run > _LONGEST_ROW:
                found[1].append(_listing(s, i))
            else:
                _step(s, i, found)
        _doubt_currencies(self._words, text, found[0])
        return found


def _listing(s: Scan, i: int) -> NotQuantity:
    """The rest of a run of numbers with nothing between them: no row of a table is so long."""
    k = i
    while k < s.last and s.tokens[k].kind == NUMBER:
        k += 1
    s.done = k
    return NotQuantity(s.tokens[i].start, s.tokens[k - 1].end, "number_run")


def _doubt_currencies(words: Words, text: str, found: list[Quantity]) -> None:
    """Flag sums in a bare "$" where a dollar of another country is named in the same run."""
    if not any(q.kind == "money" or q.also for q in found):
        return
    named = {q.unit for q in found if q.kind == "money"}
    named.update(a.unit for q in found for a in q.also)
    for symbol, rivals in words.units.rivals.items():
        if named.isdisjoint(rivals):
            continue
        for k, q in enumerate(found):
            at = q.number_start - len(symbol)
            if at < 0 or q.unit in rivals or not text.startswith(symbol, at):
                continue
            if at == 0 or not text[at - 1].isalpha():
                found[k] = replace(q, flags=(*q.flags, ASSUMED))


def _step(s: Scan, i: int, found: Found) -> None:
    """Read what begins at token i into `found`, and move on behind it."""
    result = _number(s, i) if s.tokens[i].kind == NUMBER else _word(s, i)
    if result is None:
        return
    if isinstance(result, tuple):
        found[1].append(result[0])
        s.done = result[1]
        return
    for d in result if isinstance(result, list) else [result]:
        _finish(s, d)
        _share(s, d, found[0])
        _restate(s, d, found[0])
        found[0].append(quantity(s, d))
        s.done = d.last if s.words.general else max(d.last, d.used)


def _restate(s: Scan, d: Draft, found: list[Quantity]) -> None:
    """Give a change told in another unit its direction: "down 45 points, or 0.7%"."""
    if s.words.general is None or d.change is not None or not found or found[-1].change is None:
        return
    gap = s.text[found[-1].end : s.tokens[d.first].start].strip(" ,")
    if found[-1].unit != d.unit and (gap in s.words.general.either or gap in _OPEN):
        d.change = found[-1].change


def _share(s: Scan, d: Draft, found: list[Quantity]) -> None:
    """Give the bare numbers of a list the magnitude and the unit of the last one: "2.6 and 2.4 million vehicles",
    "12, 9 and 31 percent"."""
    listed, between = s.listed, s.tokens[s.listed[-1][1].last : d.first] if s.listed else ()
    commas = len(between) == 1 and between[0].text == ","
    joined = bool(between) and between[-1].norm in s.words.joiners and all(t.text == "," for t in between[:-1])
    raised = len(between) == 1 and between[0].norm in s.words.ranges.to
    raised = raised and s.norm(s.listed[-1][1].first - 1) in s.words.ranges.opening
    alone = d.kind == "bare" and d.factor == 1 and d.last == d.number_last == d.number_first + 1 and not d.worded
    if alone:
        s.listed = [*(listed if commas or joined else []), (len(found), d)]
        return
    s.listed = []
    counted = d.kind == "count" and (raised or len(listed) >= _LISTED)
    measured = d.kind in ("percent", "points", "money", "measure") or counted
    if (
        not (joined or raised)
        or len(between) > 2
        or not (measured or d.factor > 1)
        or d.worded
        or d.value_max is not None
    ):
        return
    own = abs(d.value / d.factor / d.scale)
    if not all(own <= _ALIKE * abs(each.value) and abs(each.value) <= _ALIKE * own for _, each in listed):
        return
    for place, each in listed:
        each.value *= d.factor * d.scale
        each.unit, each.kind = d.unit, d.kind
        each.flags.append(INHERITED)
        found[place] = quantity(s, each)


Result = Draft | list[Draft] | tuple[NotQuantity, int] | None


def _number(s: Scan, i: int) -> Result:
    ranked = ordinal(s, i)
    if isinstance(ranked, Draft):
        return ranked
    named = s.words.general.names.longest(s.tokens, i, s.last) if s.words.general else None
    if named is not None:
        return NotQuantity(s.tokens[i].start, s.tokens[named.last - 1].end, "label"), named.last
    special = special_number(s, i) if s.words.general else None
    if special is not None:
        return special
    if s.words.general and (is_power(s, i) or is_mixed(s, i) or part_of_unit(s, i)):
        return _amounts(s, i)
    barred = veto(s, i)
    if barred is not None:
        return barred
    if isinstance(ranked, NotQuantity):
        return _closed(s, i, ranked)
    return _closed(s, i, out_of(s, i) or fraction(s, i) or fold(s, i)) or _amounts(s, i) or _no_value(s, i)


def _no_value(s: Scan, i: int) -> tuple[NotQuantity, int]:
    parts = s.tokens[i].text.split(".")
    dated = [len(part) for part in parts] in ([2, 2, 4], [1, 1, 4], [1, 2, 4], [2, 1, 4], [4, 2, 2])
    return NotQuantity(s.tokens[i].start, s.tokens[i].end, "date" if dated else "identifier"), i + 1


def _word(s: Scan, i: int) -> Result:
    words, norm = s.words, s.tokens[i].norm
    if words.general:
        special = special_word(s, i)
        if special is not None:
            return special
        if goes_with_unit(s, i):
            return _amounts(s, i)
        before = words.labels.idioms.longest(s.tokens, i - 1, s.last) if i > s.done else None
        if before is not None and before.last > i:
            return NotQuantity(s.tokens[i].start, s.tokens[before.last - 1].end, "idiom"), before.last
    if norm in words.cardinals:
        ratio = out_of(s, i)
        if ratio is not None:
            return ratio
    idiom = words.labels.idioms.longest(s.tokens, i, s.last)
    part = norm in words.fractions.denominators and s.norm(i - 1) in words.articles and basis_follows(s, i + 1)
    if idiom is not None and not part:  # "by a third year on year" is no third year
        return NotQuantity(s.tokens[i].start, s.tokens[idiom.last - 1].end, "idiom"), idiom.last
    if norm in words.cardinals and (_worded_label(s, i) or s.hyphen(i - 1)):
        return NotQuantity(s.tokens[i].start, s.tokens[i].end, "label"), i + 1
    ranked = numbered(s, i) or top(s, i)
    if ranked is not None:
        return _closed(s, i, ranked)
    found = _closed(s, i, multiple_word(s, i) or cut_in_half(s, i) or fold(s, i) or fraction(s, i))
    if found is not None:
        return found
    if norm in words.ordinals:
        ranked = ordinal(s, i)
        if ranked is not None:
            return _closed(s, i, ranked)
    return _amounts(s, i)


def _worded_label(s: Scan, i: int) -> bool:
    """ "round two": a number word after a word that numbers things, with nothing counted behind it."""
    if s.behind(s.words.labels.before, i) is None or s.norm(i + 1) in s.words.magnitudes or s.hyphen(i + 1):
        return False
    return unit_at(s, i + 1) is None and noun_at(s, i + 1) is None


def _closed(s: Scan, i: int, found: Draft | NotQuantity | None) -> Result:
    """With a non-quantity goes the token after it."""
    return (found, _after(s, i, found.end)) if isinstance(found, NotQuantity) else found


def _after(s: Scan, i: int, end: int) -> int:
    """The first token behind i that begins at or after offset `end`."""
    k = i + 1
    while k < s.last and s.tokens[k].start < end:
        k += 1
    return k


def _amounts(s: Scan, i: int) -> Result:
    """The amount at token i, with the second of a pair where two belong together."""
    head = unit_head(s, i)
    if head is not None:
        return head
    d = amount(s, i)
    if d is None:
        return None
    k = d.number_last + 1 if s.hyphen(d.number_last) else d.number_last
    if s.norm(k) in s.words.ordinal_magnitudes:
        return NotQuantity(s.tokens[d.number_first].start, s.tokens[k].end, "ordinal"), k + 1
    other = join_range(s, d)
    plain = other is None and d.unit is None and d.form is None and d.noun is None
    if s.words.general is not None and plain and _coded(s, d):
        return NotQuantity(s.tokens[d.first].start, s.tokens[d.last - 1].end, "model_name"), d.last
    if d.worded and plain and not d.vague and abs(d.value) <= 1:
        return NotQuantity(s.tokens[d.first].start, s.tokens[d.last - 1].end, "idiom"), max(d.last, i + 1)
    return [d, other] if other is not None else d


def _coded(s: Scan, d: Draft) -> bool:
    """Whether a bare number ends in a capital letter and a name follows: "221B Baker Street", "the 3M Company"."""
    last, k = s.tokens[d.last - 1], d.last
    if last.kind != WORD or len(last.text) != 1 or not last.text.isupper() or k >= s.last:
        return False
    return s.tokens[k].kind == WORD and s.tokens[k].text[0].isupper() and s.same_line(k)


def _finish(s: Scan, d: Draft) -> None:
    if d.approximation == "exact" and d.kind != "rank":
        approx.attach_before(s, d)
    elif d.vague:
        first, kind = approx.before(s, d.first)
        d.first = first if kind != "exact" else d.first
    if d.kind not in ("rank", "fold", "fraction"):
        finish(s, d)
    if d.value < 0 and d.direction == 0:
        d.direction = -1
    attach_age(s, d)
    d.change = change_of(s, d)


@lru_cache(maxsize=8)
def _finder(language: str) -> QuantityFinder:
    return QuantityFinder(load_pack(language), general=True)


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Every quantity that a text states, in text order.

    Offsets are code points of `text`; values are exact decimals in base units ("2.5 billion yuan" is 2500000000 `CNY`),
    percentages in percent. Raises `LanguageError` for a language without a pack.
    """
    plain = even(text)
    return _finder(language).find(tokenize(plain), plain)[0]
