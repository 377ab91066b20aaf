"""Ranks: "No. 1", "ranked second", "top five", "fourth largest"."""

from __future__ import annotations

from decimal import Decimal

from nevextract.mentions import NotQuantity
from nevextract.numbers.numeral import cardinal
from nevextract.numbers.scan import Draft, Scan
from nevextract.numbers.suffix import noun_at, unit_at
from nevextract.tokens import MARK, NUMBER, WORD

_JOINTS = 3
"how many tokens may stand between listed ordinals: ', and the'"


def _draft(first: int, last: int, number: tuple[int, int], value: int) -> Draft:
    return Draft(first, last, number[0], number[1], Decimal(value), unit="rank", kind="rank")


def _not(s: Scan, first: int, last: int, reason: str) -> NotQuantity:
    return NotQuantity(s.tokens[first].start, s.tokens[last - 1].end, reason)


def _small(s: Scan, k: int) -> tuple[int, int] | None:
    """A small whole number at token k, digits or a word: value and the token after it."""
    if k >= s.last:
        return None
    token = s.tokens[k]
    if token.kind == NUMBER:
        return (int(token.text), k + 1) if token.text.isdecimal() and len(token.text) < 9 else None
    found = cardinal(s, k)
    return (int(found[0]), found[1]) if found else None


def numbered(s: Scan, i: int) -> Draft | NotQuantity | None:
    """ "No. 1", "number three": a rank, or the name of something ("No. 2 Plant")."""
    hit = s.words.ranks.number.longest(s.tokens, i, s.last)
    if hit is None:
        return None
    found = _small(s, hit.last)
    if found is None or not s.same_line(hit.last):
        return None
    value, last = found
    ranks = s.words.ranks
    if not hit.value and s.tokens[hit.last].kind != NUMBER and hit.last == i + 1:
        return None
    if hit.value and (value > ranks.highest or _counts(s, last)):
        return None
    label = last < s.last and s.words.ranks.labels.longest(s.tokens, last, s.last) is not None
    label = label or s.behind(s.words.labels.before, i) is not None or s.behind(ranks.label_before, i) is not None
    label = label or (i > s.first and s.tokens[i - 1].kind == NUMBER and s.same_line(i))
    if label or value > ranks.highest or value == 0 or _more_follows(s, last):
        return _not(s, i, last, "label" if label else "identifier")
    return _draft(i, last, (hit.last, last), value)


def _counts(s: Scan, k: int) -> bool:
    """Whether a magnitude, a unit or a counted noun stands at token k."""
    return s.norm(k) in s.words.magnitudes or unit_at(s, k) is not None or noun_at(s, k) is not None


def _more_follows(s: Scan, k: int) -> bool:
    """Whether the number goes on as a code: "No. 12-3", "No. 3/2020", "No. 5A"."""
    if not s.touches(k):
        return False
    token = s.tokens[k]
    return token.kind != MARK or (token.text in "-/–." and s.touches(k + 1) and s.tokens[k + 1].kind == NUMBER)


def top(s: Scan, i: int) -> Draft | NotQuantity | None:
    """ "top five", "top 10" with nothing counted in money or the like behind it."""
    if s.norm(i) not in s.words.ranks.top:
        return None
    k = i + 2 if s.hyphen(i + 1) else i + 1
    found = _small(s, k)
    if found is None:
        return None
    value, last = found
    words = s.words
    if s.norm(last) in words.magnitudes or (last < s.last and words.units.after.longest(s.tokens, last, s.last)):
        return None
    named = last < s.last and words.ranks.top_labels.longest(s.tokens, last, s.last) is not None
    if not named and noun_at(s, last) is not None:
        start = i - 1 if s.norm(i - 1) in words.approx.skip else i
        named = s.behind(words.ranks.top_before, start) is None
    if named or value > words.ranks.highest or value == 0:
        return _not(s, i, last, "label")
    d = _draft(i, last, (k, last), value)
    d.approximation = "at_most"
    return d


def ordinal(s: Scan, i: int) -> Draft | NotQuantity | None:
    """An ordinal at token i: a rank beside a word that makes it one, else no quantity."""
    value, last = _ordinal_at(s, i)
    if value is None:
        return None
    words = s.words
    if value > words.ranks.highest:
        return _not(s, i, last, "ordinal")
    end = _list_end(s, last)
    k = end + 1 if s.hyphen(end) else end
    if k < s.last:
        for lexicon in (words.ranks.places, words.ranks.superlatives):
            hit = lexicon.longest(s.tokens, k, s.last)
            if hit is not None:
                return _ranked(s, _draft(i, hit.last if end == last else last, (i, last), value))
    before = i
    link = s.behind(words.ranks.links, i)
    if link is not None:
        before = link[0]
    d = _draft(i, last, (i, last), value)
    if _after_rank(s, i, last):
        return _ranked(s, d)
    if s.behind(words.ranks.cues, before) is not None or s.behind(words.ranks.cues, i) is not None:
        return _ranked(s, d)
    article = _bare_article(s, i)
    if last < s.last and words.ranks.strong_followers.longest(s.tokens, last, s.last) and not article:
        return _ranked(s, d)
    follows = _followed(s, end)
    if follows and s.behind(words.ranks.weak_cues, before) is not None and not article:
        return _ranked(s, d)
    ends = follows or (s.tokens[end].kind == MARK and not s.hyphen(end))
    if ends and s.behind(words.ranks.moves, i) is not None:
        return _ranked(s, d)
    free = s.tokens[i].kind == NUMBER and not article and s.norm(i - 1) not in words.dates.months
    if free and (follows or s.tokens[last].text in ",.;)") and s.norm(last) != "of" and s.tokens[i - 1].kind == WORD:
        return d if not _dated(s, i, last) else _not(s, i, last, "date")
    return _not(s, i, last, "ordinal")


def _ranked(s: Scan, d: Draft) -> Draft:
    """Remember where a rank ends: ordinals listed behind it are ranks too."""
    s.ranked = d.last
    return d


def _after_rank(s: Scan, i: int, last: int) -> bool:
    """Whether the ordinal at token i is joined to a rank just read: "third and fourth"."""
    if not s.first < s.ranked < i or i - s.ranked > _JOINTS:
        return False
    return all(s.norm(j) in s.words.ranks.joints for j in range(s.ranked, i)) and _closes(s, last)


def _closes(s: Scan, k: int) -> bool:
    """Whether nothing that could be counted follows an ordinal that ends before token k."""
    if k >= s.last or (s.tokens[k].kind == MARK and not s.hyphen(k)):
        return True
    return s.norm(k) in s.words.noun_stops or s.norm(k) in s.words.ranks.joints or _followed(s, k)


def _followed(s: Scan, k: int) -> bool:
    return k >= s.last or s.words.ranks.followers.longest(s.tokens, k, s.last) is not None


def _list_end(s: Scan, k: int) -> int:
    """The token after the ordinals that are joined to one that ends before token k: "second and third"."""
    while k < s.last:
        j = k
        while s.norm(j) in s.words.ranks.joints and j - k < _JOINTS:
            j += 1
        value, last = _ordinal_at(s, j) if k < j < s.last else (None, j)
        if value is None:
            return k
        k = last
    return k


def _bare_article(s: Scan, i: int) -> bool:
    return s.norm(i - 1) in s.words.approx.skip


def _dated(s: Scan, i: int, last: int) -> bool:
    near = range(max(s.first, i - 2), min(s.last, last + 3))
    return any(s.tokens[j].norm in s.words.dates.months for j in near)


def _ordinal_at(s: Scan, i: int) -> tuple[int | None, int]:
    token = s.tokens[i]
    if token.kind != NUMBER:
        value = s.words.ordinals.get(token.norm)
        return value, i + 1
    digits = token.text.replace(",", "")
    if s.touches(i + 1) and s.norm(i + 1) in s.words.dates.ordinal_endings and digits.isdecimal():
        return int(digits), i + 2
    return None, i
