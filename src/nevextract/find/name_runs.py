"""Runs of capitalised words: what a name in Latin letters is made of. Linear in the number of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from nevextract.lexicon import Lexicon
from nevextract.patterns.names import OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD, Kept, Token

BRACKET_WORDS = 4  # how many words a bracket inside a name may hold: "Konka (Jinhua) Battery"
APOSTROPHES = frozenset("'’")
FULL_STOPS = frozenset(".!?。")
TITLE_CASE_WORDS, TITLE_CASE_SHARE = 5, 0.6


class Run(NamedTuple):
    """Tokens [first, last); `legal` where a legal form ("Co., Ltd.") ends, in ascending order."""

    first: int
    last: int
    legal: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """The word lists of names, compiled from a pack."""

    plain: frozenset[str]
    function: frozenset[str]
    breakers: frozenset[str]
    joiners: frozenset[str]
    possessive: frozenset[str]
    numbers: frozenset[str]
    legal: Lexicon[bool]
    surnames: frozenset[str]
    origins: frozenset[str]
    runs: Kept[tuple[Run, ...]] = field(default_factory=Kept)
    "the runs of the text read last, of which many finders ask"


@lru_cache(maxsize=8)
def vocabulary(pack: Pack) -> Vocabulary:
    """The word lists of the pack's names."""
    spec = pack.one("organisations", OrganisationsPattern)
    return Vocabulary(
        plain=frozenset(row[0] for row in pack.rows("lists/plain_words.tsv")),
        function=frozenset(spec.function_words),
        breakers=frozenset(spec.breakers),
        joiners=frozenset(spec.joiners),
        possessive=frozenset(spec.possessive_inside),
        numbers=frozenset(spec.number_words),
        legal=Lexicon((phrase, True) for phrase in spec.legal),
        surnames=frozenset(row[0] for row in pack.rows("lists/surnames.tsv")),
        origins=frozenset(spec.origins),
    )


def capital(token: Token) -> bool:
    """Whether the token is a word that begins with a capital letter."""
    return token.text[0].isupper()


def title_case(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether [first, last) is written as a headline, most of its longer words capitalised."""
    if first >= last or tokens[last - 1].text in FULL_STOPS or tokens[first].text.islower():
        return False
    words = [t for t in tokens[first:last] if t.kind == WORD and len(t.text) > 3]
    return len(words) >= TITLE_CASE_WORDS and sum(map(capital, words)) >= TITLE_CASE_SHARE * len(words)


def find_runs(tokens: Sequence[Token], first: int, last: int, words: Vocabulary) -> tuple[Run, ...]:
    """The maximal runs of capitalised words in [first, last), left to right."""
    return words.runs.of(tokens, first, last, lambda: _find_runs(tokens, first, last, words))


def _find_runs(tokens: Sequence[Token], first: int, last: int, words: Vocabulary) -> tuple[Run, ...]:
    runs = []
    i = first
    while i < last:
        token = tokens[i]
        if not token.text[0].isupper() or token.text in words.breakers:
            i += 1
            continue
        run = run_at(tokens, i, last, words)
        runs.append(run)
        i = run.last
    return tuple(runs)


def run_at(tokens: Sequence[Token], first: int, limit: int, words: Vocabulary) -> Run:
    """The run of capitalised words that begins at token `first`, which is one."""
    legal: list[int] = []
    i = first
    while True:
        hit = words.legal.longest(tokens, i, limit) if i > first and capital(tokens[i]) else None
        if hit is not None and hit.last > i:
            legal.append(hit.last)
            i = hit.last
        else:
            i += 1
        step = _next(tokens, i, limit, words)
        if step is None:
            return Run(first, i, tuple(legal))
        i = step


def _next(tokens: Sequence[Token], i: int, limit: int, words: Vocabulary) -> int | None:
    """The last token of what carries a run on from token i, or None where the run has ended."""
    if i >= limit:
        return None
    token, before = tokens[i], tokens[i - 1]
    if token.start - before.end > 1:
        return None
    if token.text[0].isupper():
        return None if token.text in words.breakers else i
    after = tokens[i + 1] if i + 1 < limit else None
    if after is None:
        return None
    if token.text in HYPHENS:
        adjacent = token.start == before.end and after.start == token.end
        return i + 1 if adjacent and after.kind != MARK else None
    if token.norm == "'s":
        return i + 1 if before.text in words.possessive and capital(after) else None
    if token.text in APOSTROPHES and token.start == before.end and before.text in words.possessive:
        return i + 1 if capital(after) and after.start > token.end else None
    if token.norm in words.joiners and capital(after):
        known = before.norm in words.plain and after.norm in words.plain
        return i + 1 if known or token.kind == MARK else None
    if token.text == "(":
        return _bracket(tokens, i, limit, words)
    if token.text == "." and before.text in words.numbers and after.kind == NUMBER:
        return i + 1
    if token.text == "." and len(before.text) == 1 and capital(after) and token.start == before.end:
        return i + 1 if after.start == token.end else None
    return i if token.kind == NUMBER and token.start == before.end else None


def _bracket(tokens: Sequence[Token], i: int, limit: int, words: Vocabulary) -> int | None:
    """A bracket of capitalised words that stands inside a name: the index of its closing mark."""
    j = i + 1
    while j < min(i + 1 + BRACKET_WORDS, limit) and (capital(tokens[j]) or tokens[j].text in HYPHENS):
        j += 1
    closed = i + 1 < j < limit - 1 and tokens[j].text == ")"
    return j if closed and capital(tokens[j + 1]) and tokens[j + 1].text not in words.breakers else None


def skip_function_words(tokens: Sequence[Token], first: int, last: int, words: Vocabulary) -> int:
    """The first token of [first, last) that may begin a name."""
    while first < last:
        if after_origin(tokens, first, last, words):
            first += 3
        elif not tokens[first].text[0].isupper() or tokens[first].norm in words.function:
            first += 1
        else:
            break
    return min(first, last)


def after_origin(tokens: Sequence[Token], first: int, last: int, words: Vocabulary) -> bool:
    """Whether a word for where a company is at home begins at token `first`: "Lyon-based"."""
    return first + 2 < last and tokens[first + 1].text in HYPHENS and tokens[first + 2].text in words.origins


def proper(tokens: Sequence[Token], first: int, last: int, words: Vocabulary) -> int | None:
    """The first token of [first, last) that is a proper name and no word of the trade, or None."""
    for i in range(first, last):
        token = tokens[i]
        if capital(token) and token.norm not in words.plain and token.norm not in words.function:
            return i
    return None
