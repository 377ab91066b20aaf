"""The shapes of `periods.yml`, compiled to one automaton over tokens: a trie whose equal branches are one. A slot is a
step that binds a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nevextract.lexicon import Lexicon, expand
from nevextract.patterns.periods import PeriodPatterns, PeriodSlot
from nevextract.tokens import HYPHENS, NUMBER, Token

Bound = tuple[tuple[str, int], ...]
_Step = tuple[str, str]  # (_SLOT, name) or (_WORD, its normal form)
_Steps = tuple[_Step, ...]
_Rest = tuple[str, tuple["str | _Step", ...]]  # a rule, and what is left of one of its shapes
_SLOT, _WORD = "slot", "word"
MAX_TOKENS = 16
MAX_DIGITS = 4  # of a year or a day
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

    __slots__ = ("_capital", "_digits", "_range", "_words", "firsts", "parts", "role")

    def __init__(self, spec: PeriodSlot) -> None:
        self.role, self.parts = spec.role, tuple(spec.any_of)
        self._capital, self._digits = spec.capital, spec.digits
        low, high = (int(n) for n in spec.number.split("-")) if spec.number else (1, 0)
        self._range = range(low, high + 1)
        self._words: Lexicon[int] = Lexicon(spec.words.items())
        self.firsts = self._words.firsts

    def fits(self, digits: str) -> bool:
        """Whether a number of at most four plain digits is one of the slot's."""
        return (self._digits is None or len(digits) == self._digits) and int(digits) in self._range

    def read(self, tokens: Sequence[Token], at: int, limit: int) -> Iterator[tuple[int, int]]:
        """(token after, value) of every reading in words at token `at`."""
        token = tokens[at]
        if self._capital and token.kind != NUMBER and not token.text[0].isupper():
            return
        for hit in self._words.at(tokens, at, limit):
            yield hit.last, hit.value


class _Node:
    """What may follow some tokens of an expression, and the rules of which it may end here. `begins` are those of its
    slots, in their order, that have a word beginning so."""

    __slots__ = ("begins", "rules", "slots", "words")

    def __init__(
        self,
        words: dict[str, _Node],
        slots: dict[str, _Node],
        rules: list[str],
        begins: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.words, self.slots, self.rules, self.begins = words, slots, rules, begins


class Shapes:
    """Every shape of a pattern file. `match` is linear in the bounded length of an expression."""

    def __init__(self, spec: PeriodPatterns) -> None:
        self._slots = {name: _Slot(slot) for name, slot in spec.slots.items()}
        # A hyphen is skipped between words (as in all word lists) but is a word of its own in a slot that
        # lists it.
        self._hyphen_slots = {name for name, slot in spec.slots.items() if slot.hyphen}
        self._order = {name: i for i, name in enumerate(spec.rules)}
        self._numbers: dict[str, frozenset[str]] = {}
        self._options: dict[str, tuple[_Steps, ...]] = {}
        self._nodes: dict[tuple[_Rest, ...], _Node] = {}
        self._begins: dict[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {}
        shapes = [(name, tuple(shape.split())) for name, rule in spec.rules.items() for shape in rule.shapes]
        self._root = self._node(tuple(shapes))
        del self._options, self._nodes, self._begins
        self.first_words = frozenset(self._root.words) | frozenset(self._root.begins)

    def _node(self, rests: tuple[_Rest, ...]) -> _Node:
        """The node behind which any of `rests` may follow, in this order; made once, however many ways lead to it."""
        known = self._nodes.get(rests)
        if known is not None:
            return known
        words: dict[str, list[_Rest]] = {}
        slots: dict[str, list[_Rest]] = {}
        rules: list[str] = []
        for rest in rests:
            for step, after in self._steps(rest):
                if step is None:
                    rules.append(rest[0])
                else:
                    following = (slots if step[0] == _SLOT else words).setdefault(step[1], [])
                    following.append(after)
        begins = self._begins_of(tuple(slots))
        node = _Node(self._after(words), self._after(slots), list(dict.fromkeys(rules)), begins)
        self._nodes[rests] = node
        return node

    def _begins_of(self, slots: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
        """Which of some slots a word may begin, by the words; one mapping for all nodes with the same slots."""
        known = self._begins.get(slots)
        if known is None:
            words = dict.fromkeys(word for name in slots for word in self._slots[name].firsts)
            known = {word: tuple(name for name in slots if word in self._slots[name].firsts) for word in words}
            self._begins[slots] = known
        return known

    def _after(self, steps: dict[str, list[_Rest]]) -> dict[str, _Node]:
        return {name: self._node(tuple(dict.fromkeys(rests))) for name, rests in steps.items()}

    def _steps(self, rest: _Rest) -> Iterator[tuple[_Step | None, _Rest]]:
        """Every step that a rest may begin with and what is left then; None for the step: nothing need follow."""
        rule, parts = rest
        if not parts:
            yield None, rest
            return
        first, others = parts[0], parts[1:]
        for steps in ((first,),) if isinstance(first, tuple) else self._options_of(first):
            if steps:
                yield steps[0], (rule, (*steps[1:], *others))
            else:
                yield from self._steps((rule, others))

    def _options_of(self, part: str) -> tuple[_Steps, ...]:
        """The ways to write one part of a shape, none as the last of them where it may be missing."""
        known = self._options.get(part)
        if known is not None:
            return known
        optional = part.endswith("?") and len(part) > 1
        name = part[:-1] if optional else part
        if name in self._slots:
            options: list[_Steps] = [((_SLOT, each),) for each in self._slots[name].parts or (name,)]
        elif name in BRACKETS:
            options = [((_WORD, name),)]
        else:
            options = [tuple((_WORD, word) for word in words) for words in expand(name)]
        found = (*options, ()) if optional else tuple(options)
        self._options[part] = found
        return found

    def begins(self, token: Token) -> bool:
        """Whether an expression may begin with a token."""
        return token.norm in self.first_words or (token.kind == NUMBER and bool(self._fitting(token.text)))

    def _opens(self, tokens: Sequence[Token], at: int, stop: int) -> bool:
        """Whether the first two tokens may begin a shape; few of "the", "in" and "a" do."""
        token = tokens[at]
        if token.kind == NUMBER or token.norm in self._root.begins or token.text in HYPHENS:
            return True
        node = self._root.words.get(token.norm)
        if node is None or node.rules or at + 1 >= stop:
            return node is not None and bool(node.rules)
        after = tokens[at + 1]
        known = after.norm in node.words or after.norm in node.begins
        return known or after.kind == NUMBER or after.text in HYPHENS

    def _fitting(self, text: str) -> frozenset[str]:
        """The slots that a number may fill; kept for each of the few numbers that are short enough."""
        if len(text) > MAX_DIGITS or not (text.isascii() and text.isdigit()):
            return frozenset()
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = frozenset(name for name, slot in self._slots.items() if slot.fits(text))
        return known

    def match(self, tokens: Sequence[Token], at: int, limit: int) -> list[ShapeHit]:
        """Every shape that begins at token `at` and ends before `limit`, longest first, then in the file's
        order."""
        stop = min(limit, at + MAX_TOKENS)
        if not self._opens(tokens, at, stop):
            return []
        hits: dict[tuple[int, str], Bound] = {}
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
        hyphen = token.text in HYPHENS
        told = () if hyphen else node.begins.get(token.norm, ())
        fitting = self._fitting(token.text) if token.kind == NUMBER else ()
        for name in node.slots if hyphen or fitting else told:
            after = node.slots[name]
            if hyphen:
                if name in self._hyphen_slots:
                    self._walk(tokens, first, at + 1, stop, after, bound, hits)
                continue
            slot = self._slots[name]
            if name in fitting:
                filled = (*bound, (slot.role, int(token.text))) if slot.role else bound
                self._walk(tokens, first, at + 1, stop, after, filled, hits)
            for last, value in slot.read(tokens, at, stop) if name in told else ():
                filled = (*bound, (slot.role, value)) if slot.role else bound
                self._walk(tokens, first, last, stop, after, filled, hits)
        if hyphen and at > first and tokens[at - 1].text not in HYPHENS:
            self._walk(tokens, first, at + 1, stop, node, bound, hits)
