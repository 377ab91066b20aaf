"""The shapes of `periods.yml`, compiled to one trie over tokens. A slot is a step of the trie that binds a
number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nevextract.lexicon import Lexicon, expand
from nevextract.patterns.periods import PeriodPatterns, PeriodSlot
from nevextract.tokens import HYPHENS, NUMBER, Token

Bound = tuple[tuple[str, int], ...]
MAX_TOKENS = 16
BRACKETS = frozenset("()（）")
_OPEN_ENDS = HYPHENS | {","}  # no expression ends with them


class ShapeHit(NamedTuple):
    """Rule `rule` covers tokens [first, last); `bound` are (role, number) of its slots, in text order."""

    first: int
    last: int
    rule: str
    bound: Bound


class _Slot:
    """One slot, ready to match: what it reads at a token."""

    __slots__ = ("_capital", "_digits", "_range", "_words", "parts", "role")

    def __init__(self, spec: PeriodSlot) -> None:
        self.role, self.parts = spec.role, tuple(spec.any_of)
        self._capital, self._digits = spec.capital, spec.digits
        low, high = (int(n) for n in spec.number.split("-")) if spec.number else (1, 0)
        self._range = range(low, high + 1)
        self._words: Lexicon[int] = Lexicon(spec.words.items())

    def read(self, tokens: Sequence[Token], at: int, limit: int) -> Iterator[tuple[int, int]]:
        """(token after, value) of every reading at token `at`."""
        token = tokens[at]
        if token.kind == NUMBER:
            text = token.text
            if len(self._range) and text.isascii() and text.isdigit() and len(text) <= 4:
                fits = self._digits is None or len(text) == self._digits
                if fits and int(text) in self._range:
                    yield at + 1, int(text)
        elif self._capital and not token.text[0].isupper():
            return
        for hit in self._words.at(tokens, at, limit):
            yield hit.last, hit.value


class _Node:
    __slots__ = ("rules", "slots", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.slots: dict[str, _Node] = {}
        self.rules: list[str] = []


class Shapes:
    """Every shape of a pattern file. `match` is linear in the bounded length of an expression."""

    def __init__(self, spec: PeriodPatterns) -> None:
        self._slots = {name: _Slot(slot) for name, slot in spec.slots.items()}
        # A hyphen is skipped between words (as in all word lists) but is a word of its own in a slot that
        # lists it.
        self._hyphen_slots = {name for name, slot in spec.slots.items() if slot.hyphen}
        self._order = {name: i for i, name in enumerate(spec.rules)}
        self._root = _Node()
        for name, rule in spec.rules.items():
            for shape in rule.shapes:
                for sequence in self._sequences(shape):
                    self._add(sequence, name)
        slot_words = (
            sequence[0] for name in self._root.slots for phrase in spec.slots[name].words for sequence in expand(phrase)
        )
        self.first_words = frozenset(self._root.words) | frozenset(slot_words)

    def _sequences(self, shape: str) -> list[list[tuple[str, str]]]:
        """All step sequences of a shape: ("slot", NAME) or ("word", norm)."""
        found: list[list[tuple[str, str]]] = [[]]
        for part in shape.split():
            optional = part.endswith("?") and len(part) > 1
            name = part[:-1] if optional else part
            if name in self._slots:
                names = self._slots[name].parts or (name,)
                options: list[list[tuple[str, str]]] = [[("slot", n)] for n in names]
            elif name in BRACKETS:
                options = [[("word", name)]]
            else:
                options = [[("word", w) for w in words] for words in expand(name)]
            if optional:
                options.append([])
            found = [head + tail for head in found for tail in options]
        return found

    def _add(self, sequence: list[tuple[str, str]], rule: str) -> None:
        node = self._root
        for kind, name in sequence:
            steps = node.slots if kind == "slot" else node.words
            node = steps.setdefault(name, _Node())
        if rule not in node.rules:
            node.rules.append(rule)

    def match(self, tokens: Sequence[Token], at: int, limit: int) -> list[ShapeHit]:
        """Every shape that begins at token `at` and ends before `limit`, longest first, then in the file's
        order."""
        hits: dict[tuple[int, str], Bound] = {}
        stop = min(limit, at + MAX_TOKENS)
        self._walk(tokens, at, at, stop, self._root, (), hits)
        found = [ShapeHit(at, last, rule, bound) for (last, rule), bound in hits.items()]
        return sorted(found, key=lambda h: (-h.last, self._order[h.rule]))

    def _walk(
        self,
        tokens: Sequence[Token],
        first: int,
        at: int,
        stop: int,
        node: _Node,
        bound: Bound,
        hits: dict[tuple[int, str], Bound],
    ) -> None:
        if at == first or tokens[at - 1].text not in _OPEN_ENDS:
            for rule in node.rules:
                hits.setdefault((at, rule), bound)
        if at >= stop:
            return
        token = tokens[at]
        step = node.words.get(token.norm)
        if step is not None:
            self._walk(tokens, first, at + 1, stop, step, bound, hits)
        for name, after in node.slots.items():
            if token.text in HYPHENS:
                if name in self._hyphen_slots:
                    self._walk(tokens, first, at + 1, stop, after, bound, hits)
                continue
            slot = self._slots[name]
            for last, value in slot.read(tokens, at, stop):
                filled = (*bound, (slot.role, value)) if slot.role else bound
                self._walk(tokens, first, last, stop, after, filled, hits)
        if token.text in HYPHENS and at > first and tokens[at - 1].text not in HYPHENS:
            self._walk(tokens, first, at + 1, stop, node, bound, hits)
