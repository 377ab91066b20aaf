"""Whether an amount is how much something changed: "fell by 3 percent", "a 5-point drop", "200 fewer jobs"."""

from __future__ import annotations

from nevextract.numbers.general_words import NONE, Changes
from nevextract.numbers.scan import Draft, Scan
from nevextract.tokens import HYPHENS, MARK, NUMBER

_BACK, _FAR, _AHEAD = 5, 9, 4
INCREASE, DECREASE = "increase", "decrease"
_SIGNED = frozenset({"percent", "points"})
_PRICED = frozenset({"percent", "points", "fraction", "money"})
_FOLD_INCREASE = "fold_increase"


def change_of(s: Scan, d: Draft) -> str | None:
    """`increase` or `decrease` where the words around a finished draft, or its own, say so, else None."""
    general = s.words.general
    if general is None or d.kind == "rank":
        return None
    if d.kind == "fold" or (d.direction and d.kind in _SIGNED):
        grown = d.direction > 0 or d.form == _FOLD_INCREASE
        return INCREASE if grown else DECREASE if d.direction < 0 else None
    changes = general.changes
    if s.norm(d.first) in changes.goals:  # "fell below 5 percent"
        return None
    compared = changes.comparisons.get(s.norm(d.number_last))
    if compared is not None:
        return compared
    found = _before(s, d, changes) or _after(s, d, changes)
    if found is None and (d.last + 1 >= s.last or s.tokens[d.last + 1].kind == MARK):  # "500 megawatts more."
        found = changes.comparisons.get(s.norm(d.last))
    return found


def _before(s: Scan, d: Draft, changes: Changes) -> str | None:
    """The change told in front: close by, or some words before "by"."""
    end, by, of = d.first, False, False
    for _ in range(_BACK):
        hit = s.behind(changes.before, end) or (s.behind(changes.moved, end) if by or d.kind in _SIGNED else None)
        if hit is not None:
            return None if hit[1] == NONE else hit[1]
        norm = s.norm(end - 1)
        if norm in changes.by:
            by = True
        elif norm in changes.of:
            of = True
        elif not (norm in changes.fillers or norm.endswith(changes.endings)):
            break
        end -= 1
    return _far(s, end, changes) if by or (of and d.kind in _PRICED) else None


def _far(s: Scan, end: int, changes: Changes) -> str | None:
    """The change told in the clause before "by": "cut its key rate by"."""
    for k in range(end, max(s.first, end - _FAR), -1):
        token = s.tokens[k - 1]
        if token.kind == NUMBER or (token.kind == MARK and token.text not in HYPHENS) or token.norm in changes.goals:
            return None
        hit = s.behind(changes.before, k) or s.behind(changes.moved, k)
        if hit is not None:
            return None if hit[1] == NONE else hit[1]
    return None


def _after(s: Scan, d: Draft, changes: Changes) -> str | None:
    """The change told behind: "a 5% rise", "3 points lower"."""
    k = d.last
    for _ in range(_AHEAD):
        if k >= s.last or not s.same_line(k):
            return None
        hit = changes.after.longest(s.tokens, k, s.last)
        if hit is None and d.kind in _PRICED:
            hit = changes.after_ratio.longest(s.tokens, k, s.last)
        if hit is not None:
            return None if hit.value == NONE else hit.value
        token = s.tokens[k]
        if token.norm in changes.goals or token.kind == NUMBER or (token.kind == MARK and token.text not in HYPHENS):
            return None
        if not (token.norm in changes.fillers or token.norm.endswith(changes.endings) or token.text in HYPHENS):
            return None
        k += 1
    return None
