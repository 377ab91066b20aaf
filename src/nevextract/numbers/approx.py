"""Words that make a number inexact, before and after it."""

from __future__ import annotations

from nevextract.numbers.scan import Draft, Scan
from nevextract.tokens import MARK, NUMBER

EXACT = "exact"


def before(s: Scan, first: int) -> tuple[int, str]:
    """The approximation in front of token `first`: the token it begins at, and its kind ("exact" where none)."""
    words = s.words
    near = s.behind(words.approx.before, first, unused=True)
    verb = s.behind(words.approx.verbs, first, unused=True)
    found = min(near, verb) if near is not None and verb is not None else near or verb
    if found is None and first - 1 >= s.done and s.norm(first - 1) in words.approx.skip:
        found = s.behind(words.approx.verbs, first - 1, unused=True)
    if found is None or found[1] == EXACT:
        return first, EXACT
    return found


def attach_before(s: Scan, d: Draft) -> None:
    """Widen a draft by its approximator."""
    first, kind = before(s, d.first)
    if s.words.table.dimension(d.unit) == "time" and s.behind(s.words.approx.never_of_time, d.first) is not None:
        return
    if kind != EXACT:
        d.first = first
        d.approximation = kind


def after(s: Scan, k: int) -> tuple[int, str] | None:
    """An approximator at token k, or after a hyphen there ("100-plus"): the token after it, and its kind."""
    j = k + 1 if s.hyphen(k) else k
    hit = s.words.approx.after.longest(s.tokens, j, s.last) if j < s.last else None
    if hit is not None and hit.last < s.last and s.tokens[hit.last].kind == NUMBER and s.same_line(hit.last):
        return None
    if hit is not None and s.tokens[j].kind == MARK:
        signs_the_next = s.touches(hit.last) and s.tokens[hit.last].kind == NUMBER
        if not s.touches(j) or signs_the_next:
            return None
    return (hit.last, hit.value) if hit and s.same_line(j) else None
