"""Word lists as a trie over tokens: many phrases found in one pass, linear in the length of the text.

A phrase in a pattern file is written in a small language that expands to a finite set of word sequences:

    exports reached            two words; any white space or hyphen may stand between them
    export(|s|ed|ing)          inside a word: one of the endings in the brackets
    increase|rise of           one of two words
    the? output                a word that may be missing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, KeysView, Sequence
from functools import cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from nevextract.tokens import HYPHENS, Token, tokenize

T = TypeVar("T")
U = TypeVar("U")
MAX_EXPANSIONS = 4096


class PhraseError(ValueError):
    """A phrase is not of the phrase language."""


def _alternatives(word: str) -> list[str]:
    """All spellings of one word of a phrase: `export(|s)` gives `export` and `exports`."""
    parts = re.split(r"\(([^()]*)\)", word)
    if any(c in part for part in parts for c in "()"):
        raise PhraseError(f"brackets do not match in {word!r}")
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    if len(parts) == 1:
        choices = [word.split("|")]
    elif any("|" in part for part in parts[::2]):
        raise PhraseError(f"{word!r}: use either a|b or brackets, not both")
    return ["".join(choice) for choice in product(*choices)]


def expand(phrase: str) -> list[tuple[str, ...]]:
    """Every word sequence that a phrase stands for, as normalised tokens without hyphens.

    Raises `PhraseError` where the phrase is empty, malformed or stands for more than 4,096 sequences.
    """
    return list(_sequences(phrase))


@cache  # a phrase is read when its file is checked and again for every lexicon that holds it
def _sequences(phrase: str) -> tuple[tuple[str, ...], ...]:
    if _is_plain(phrase):
        return (tuple(phrase.lower().split()),)
    slots: list[list[tuple[str, ...]]] = []
    size = 1
    for word in phrase.split():
        optional = word.endswith("?") and len(word) > 1
        options = [
            tuple(token.norm for token in tokenize(spelling) if token.text not in HYPHENS)
            for spelling in _alternatives(word[:-1] if optional else word)
        ]
        slots.append([*options, ()] if optional else options)
        size *= len(slots[-1])
    if size > MAX_EXPANSIONS:
        raise PhraseError(f"{phrase!r} stands for more than {MAX_EXPANSIONS} word sequences")
    found = {tuple(token for part in choice for token in part) for choice in product(*slots)}
    found.discard(())
    if not found:
        raise PhraseError(f"{phrase!r} holds no word")
    return tuple(sorted(found))


def _is_plain(text: str) -> bool:
    """Whether a text is of ASCII letters and blanks, as most phrases and names are: its words are what blanks part."""
    return text.isascii() and text.replace(" ", "").isalpha()


class Hit(NamedTuple, Generic[T]):
    """`value` was listed for the phrase that covers tokens [first, last)."""

    first: int
    last: int
    value: T


class Lexicon(Generic[T]):
    """Phrases with a value each. Immutable once built; case does not count unless `case_sensitive`."""

    __slots__ = ("_case", "_lasts", "_root")

    def __init__(self, entries: Iterable[tuple[str, T]] = (), *, case_sensitive: bool = False) -> None:
        self._case = case_sensitive
        self._root: dict[str | None, object] = {}
        self._lasts: set[str] = set()
        for phrase, value in entries:
            for sequence in expand(phrase):
                self._add(sequence, value)

    @classmethod
    def from_names(cls, entries: Iterable[tuple[str, T]]) -> Lexicon[T]:
        """A lexicon of literal names (no phrase language), matched in the case given ("Nan" is no "nan")."""
        lexicon = cls(case_sensitive=True)
        for name, value in entries:
            words = (
                tuple(name.split())
                if _is_plain(name)
                else tuple(t.text.replace("’", "'") for t in tokenize(name) if t.text not in HYPHENS)
            )
            if words:
                lexicon._add(words, value)
        return lexicon

    def _add(self, sequence: Sequence[str], value: T) -> None:
        node = self._root
        self._lasts.add(sequence[-1])
        for word in sequence:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        values: list[T] = node.setdefault(None, [])  # type: ignore[assignment]
        if value not in values:
            values.append(value)

    def grouped(self, group: Callable[[Sequence[T]], U]) -> Lexicon[U]:
        """The same phrases, each with the one value that `group` makes of all its values."""
        lexicon: Lexicon[U] = Lexicon(case_sensitive=self._case)
        lexicon._lasts = self._lasts
        lexicon._root = _regrouped(self._root, group)
        return lexicon

    def _word(self, token: Token) -> str:
        """A token as the phrases have it."""
        return token.text.replace("’", "'") if self._case else token.norm

    def __bool__(self) -> bool:
        return bool(self._root)

    @property
    def firsts(self) -> KeysView[str]:
        """The words that phrases begin with, in lower case (as written for a lexicon of names): where none of them
        stands no phrase begins."""
        return self._root.keys()  # type: ignore[return-value]

    def at(self, tokens: Sequence[Token], first: int, limit: int | None = None) -> list[Hit[T]]:
        """Every phrase that begins at token `first`, longest first. `limit` is the token no phrase may pass."""
        if not self._case and first < len(tokens) and tokens[first].norm not in self._root:
            return []  # nearly always: at once
        ends = self.ends(tokens, first, limit)
        return [Hit(first, last, value) for last, values in reversed(ends) for value in reversed(values)]

    def ends(self, tokens: Sequence[Token], first: int, limit: int | None = None) -> list[tuple[int, list[T]]]:
        """As `at`, shortest first: the token after each phrase, with all that is listed for it in the order given."""
        stop = len(tokens) if limit is None else limit
        if first >= stop:
            return []
        case = self._case
        token = tokens[first]
        step = self._root.get(token.text.replace("’", "'") if case else token.norm)
        if step is None:  # the common case: no phrase begins with this word
            return []
        ends: list[tuple[int, list[T]]] = []
        i = first
        while True:
            node: dict[str | None, object] = step  # type: ignore[assignment]
            i += 1
            values = node.get(None)
            if values is not None:
                ends.append((i, values))  # type: ignore[arg-type]
            while i < stop:
                token = tokens[i]
                step = node.get(token.text.replace("’", "'") if case else token.norm)
                if step is not None:
                    break
                if token.text not in HYPHENS:  # one between the words of a phrase counts as white space
                    return ends
                i += 1
            else:
                return ends

    def longest(self, tokens: Sequence[Token], first: int, limit: int | None = None) -> Hit[T] | None:
        """The longest phrase that begins at token `first`, or None."""
        if not self._case and first < len(tokens) and tokens[first].norm not in self._root:
            return None  # nearly always: at once
        ends = self.ends(tokens, first, limit)
        return Hit(first, ends[-1][0], ends[-1][1][-1]) if ends else None

    def ends_at(self, tokens: Sequence[Token], last: int, first: int = 0, longest: int = 4) -> bool:
        """Whether a phrase of at most `longest` tokens ends right before token `last`, none of it before `first`."""
        if last <= first or self._word(tokens[last - 1]) not in self._lasts:
            return False
        for start in range(max(first, last - longest), last):
            ends = self.ends(tokens, start, last)
            if ends and ends[-1][0] == last:
                return True
        return False

    def scan(self, tokens: Sequence[Token], first: int = 0, limit: int | None = None) -> Iterator[Hit[T]]:
        """All phrases from left to right, longest first and none inside another."""
        stop = len(tokens) if limit is None else limit
        done = first
        for i in self.starts(tokens, first, stop):
            if i >= done:
                ends = self.ends(tokens, i, stop)
                if ends:
                    done, values = ends[-1]
                    yield from (Hit(i, done, value) for value in reversed(values))

    def anywhere(self, tokens: Sequence[Token], first: int, stop: int, limit: int | None = None) -> bool:
        """Whether a phrase begins at one of the tokens [first, stop) and passes no token `limit` (default: `stop`)."""
        last = stop if limit is None else limit
        return any(self.ends(tokens, i, last) for i in self.starts(tokens, first, stop))

    def starts(self, tokens: Sequence[Token], first: int = 0, limit: int | None = None) -> list[int]:
        """The tokens of [first, limit) that a phrase may begin at; at most words hold none, at once."""
        root, stop = self._root, len(tokens) if limit is None else limit
        if self._case:
            return [i for i in range(first, stop) if tokens[i].text.replace("’", "'") in root]
        return [i for i in range(first, stop) if tokens[i].norm in root]


def _regrouped(node: dict[str | None, object], group: Callable[[Sequence[T]], U]) -> dict[str | None, object]:
    return {
        word: [group(after)] if word is None else _regrouped(after, group)  # type: ignore[arg-type]
        for word, after in node.items()
    }
