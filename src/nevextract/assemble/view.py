"""One sentence as the assembly sees it: its quantities and cues, and what lies between any two places.

All counts come from running sums over the tokens, so a gap costs the same however long it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from nevextract.find.cues import GROWTH, METRIC, TOPIC, TOUCHING, Cue
from nevextract.find.nouns import Phrase
from nevextract.mentions import RATIO_KINDS, Quantity, Sentence
from nevextract.tokens import MARK, WORD, Token

_STRONG = frozenset(";；。")
_COMMA = frozenset(",，、")
_COLON = frozenset(":：")
_OPEN = frozenset("([（【")
_CLOSE = frozenset(")]）】")
_QUOTE_OPEN = frozenset('"“「『«')
_QUOTE_CLOSE = frozenset('"”」』»')
_SHORT_QUOTE = 9
_CELL = frozenset("|")
_CARRIED, _FIGURE = "carried", "figure"
_OUTSIDE = frozenset({"share", "ratio_noun"})
"Cues that say nothing where they are part of a number"
_SILENT = frozenset("\"“”'‘’«»「」『』*-‐‑")


class Slot(NamedTuple):
    """A quantity and the tokens [first, last) that state it."""

    number: int
    quantity: Quantity
    first: int
    last: int


class Gap(NamedTuple):
    """What lies between two places of a sentence, bracketed asides and periods left out."""

    words: int
    links: int
    commas: int
    weak: int
    strong: int
    colons: int
    amounts: int
    ratios: int
    values: int
    volumes: int
    cells: int
    money: int
    "of the amounts, those of money"

    @property
    def quantities(self) -> int:
        """The quantities of any kind."""
        return self.amounts + self.ratios

    @property
    def metrics(self) -> int:
        """The names of metrics, of money (`values`) or of anything else (`volumes`)."""
        return max(self.values, self.volumes)

    @property
    def bare(self) -> bool:
        """Nothing but words that tie a name to its number."""
        return not any((self.words, self.commas, self.weak, self.strong, self.quantities, self.metrics, self.cells))


_NOTHING = Gap(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


class SentenceView:
    """`slots` are the sentence's quantities in order, `cues` its cues by kind, each in order.

    `ties` are the tokens of words that bind closely ("of", "by"), `targets` those before what is reached ("to"),
    `bounds` those of words that name what is passed ("fell below"), `small` those between a name of a list and its
    number; `stops` are those of function words, `dated` those of periods.
    """

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        quantities: Sequence[Quantity],
        cues: Sequence[Cue],
        asides: Sequence[tuple[int, int]] = (),
        products: Sequence[Phrase] = (),
        stops: Collection[int] = (),
        money: Collection[str] = (),
    ) -> None:
        """`asides` are character spans that do not count in a gap (periods); `products` the goods named; `stops` the
        tokens that are function words; `money` the metrics that are amounts of money."""
        self.money = money
        # asked again for every quantity of the sentence
        self._owners: dict[tuple[int, int], Slot | None] = {}
        self._governs: dict[int, bool] = {}
        self._dependent: dict[tuple[str, int], bool] = {}
        self.products = tuple(products)
        self.sentence = sentence
        self.tokens = tokens
        self.first, self.last = sentence.first, sentence.last
        starts = [t.start for t in tokens[self.first : self.last]]
        ends = [t.end for t in tokens[self.first : self.last]]

        def span(start: int, end: int) -> tuple[int, int]:
            return self.first + bisect_left(ends, start + 1), self.first + bisect_left(starts, end)

        self.slots = tuple(Slot(i, q, *span(q.start, q.end)) for i, q in enumerate(quantities))
        self.cues: dict[str, list[Cue]] = {}
        quiet = [span(*aside) for aside in asides]
        inside = {i for s in self.slots for i in range(s.first, s.last)}
        for cue in cues:
            if cue.kind in _OUTSIDE and cue.first in inside and cue.last - 1 in inside:
                continue  # "1.1 percentage points" is of no percentage
            if cue.kind != "status" or not any(a <= cue.first < b for a, b in quiet):  # "May" is no "may"
                self.cues.setdefault(cue.kind, []).append(cue)
        self.ties = frozenset(i for c in self.of("link") if c.value == "by" for i in range(c.first, c.last))
        self.agents = frozenset(c.first for c in self.of("link") if c.value == "agent")
        self.copulas = frozenset(c.first for c in self.of("link") if c.value == "be")
        self.targets = frozenset(c.last - 1 for c in self.of("link") if c.value == "to")
        self.bounds = frozenset(c.first for c in self.of("frame") if c.value == "bound")
        self.small = frozenset(i for c in self.of("frame") if c.value == "small" for i in range(c.first, c.last))
        self.bracket_ids = self._brackets()
        self._quotes = self._quoted()
        self.cues["pronoun"] = [c for c in self.of("pronoun") if not self._qualifies(c)]
        known = [c for cues in self.cues.values() for c in cues]
        self.stops = frozenset(stops)
        self.dated = frozenset(i for span in quiet for i in range(*span))
        self._known = self.stops.union(
            (i for c in known for i in range(c.first, c.last)), (i for span in quiet for i in range(*span))
        )
        self._sums = self._count(quiet)
        if self._stand_in():
            self._sums = self._count(quiet)

    def of(self, kind: str) -> list[Cue]:
        """The cues of a kind, in order."""
        return self.cues.get(kind, [])

    def bracket(self, token: int) -> int:
        """Which bracket a token stands in; 0 outside."""
        return self.bracket_ids[token - self.first]

    def quoted(self, token: int) -> bool:
        """Whether a token stands in short quotation marks: a name, a motto, a slogan."""
        return any(first < token < last for first, last in self._quotes)

    def has_digit(self, slot: Slot) -> bool:
        """Whether the number is written in digits."""
        return any(t.text[0].isdigit() for t in self.tokens[slot.first : slot.last])

    def owner(self, cue: Cue) -> Slot | None:
        """The quantity that a cue stands in."""
        place = (cue.first, cue.last)
        if place not in self._owners:
            self._owners[place] = next((s for s in self.slots if s.first <= place[0] and place[1] <= s.last), None)
        return self._owners[place]

    def governs(self, token: int) -> bool:
        """Whether nothing but words that tie lies between the end of a cue and some quantity behind it, which stands in
        no bracket of its own: not "sold | (up 9 percent)"."""
        if token not in self._governs:
            here = self.bracket(token - 1)
            self._governs[token] = any(
                s.first >= token and self.bracket(s.first) == here and self.gap(token, s.first).bare for s in self.slots
            )
        return self._governs[token]

    def dependent(self, cue: Cue) -> bool:
        """Whether a metric's name only qualifies the one before it: "enterprises" in "added value of enterprises"."""
        place = (cue.value, cue.first)
        if place not in self._dependent:
            self._dependent[place] = self._is_dependent(cue)
        return self._dependent[place]

    def _is_dependent(self, cue: Cue) -> bool:
        return any(
            c.side == "noun"
            and c.value != cue.value
            and c.last < cue.first
            and c.last in self.ties
            and not self._breaks(c.last, cue.first)
            for c in self.of(METRIC)
        )

    def _breaks(self, left: int, right: int) -> bool:
        gap = self.gap(left, right)
        if gap.commas or gap.strong or gap.quantities or gap.colons:
            return True
        return any(left <= c.first < right for kind in ("change", "status") for c in self.of(kind))

    def is_noun(self, token: int) -> bool:
        """Whether a token is a plain word: no mark, number, function word, cue or product."""
        found = self.tokens[token]
        return found.kind == WORD and token not in self._known and not found.text[0].isupper()

    def gap(self, left: int, right: int) -> Gap:
        """What lies in tokens [left, right)."""
        a, b = max(left - self.first, 0), max(right - self.first, 0)
        if b <= a:
            return _NOTHING
        return Gap(*(sums[b] - sums[a] for sums in self._sums))

    def source(self, left: int, right: int) -> str:
        """The words of tokens [left, right) as they stand, every run of white space one blank."""
        pieces: list[str] = []
        at = self.tokens[left].start
        for token in self.tokens[left:right]:
            pieces.append(" " if token.start > at else "")
            pieces.append(token.text)
            at = token.end
        return "".join(pieces)

    def _stand_in(self) -> bool:
        """Give every pronoun that stands for a metric's name ("that of") the metrics named last before it, unless they
        only qualify another ("that of" after "the output value of enterprises"). Whether there were any."""
        made: list[Cue] = []
        for pronoun in self.of("pronoun"):
            if pronoun.value == _CARRIED:
                continue
            names = [c for c in self.of(METRIC) if c.side == "noun" and c.last <= pronoun.first]
            while names and self.dependent(names[-1]):
                names.pop()
            made.extend(c._replace(first=pronoun.first, last=pronoun.last) for c in names if c.first == names[-1].first)
        if made:
            self.cues[METRIC] = sorted([*self.of(METRIC), *made], key=lambda c: (c.first, c.last, c.value, c.side))
        return bool(made)

    def _qualifies(self, pronoun: Cue) -> bool:
        """Whether a metric's name or "of" follows: "the total profit", "the number of" stand for nothing."""
        if pronoun.value != _FIGURE or pronoun.last >= self.last:
            return False
        return pronoun.last in self.ties or any(
            pronoun.first < c.last and c.first <= pronoun.last < c.last and c.side == "noun" for c in self.of(METRIC)
        )

    def _brackets(self) -> list[int]:
        ids, stack, made = [], [0], 0
        for token in self.tokens[self.first : self.last]:
            if token.text in _OPEN and len(stack) < 20:
                made += 1
                stack.append(made)
            ids.append(stack[-1])
            if token.text in _CLOSE and len(stack) > 1:
                stack.pop()
        return ids

    def _quoted(self) -> list[tuple[int, int]]:
        found, opened = [], None
        for i in range(self.first, self.last):
            mark = self.tokens[i].text
            if mark in _QUOTE_CLOSE and opened is not None:
                if i - opened <= _SHORT_QUOTE:
                    found.append((opened, i))
                opened = None
            elif mark in _QUOTE_OPEN:
                opened = i
        return found

    def _count(self, asides: Sequence[tuple[int, int]]) -> tuple[list[int], ...]:
        size = self.last - self.first
        quiet = [False] * size
        for first, last in asides:
            for i in range(first, last):
                quiet[i - self.first] = True
        links, weak, strong, values, volumes = ([False] * size for _ in range(5))
        for kind in ("link", "change"):
            for cue in self.of(kind):
                for i in range(cue.first, cue.last):
                    links[i - self.first] = True
        for cue in self.of("boundary"):
            (strong if cue.value == "strong" else weak)[cue.first - self.first] = True
        for cue in self.of(METRIC):
            if cue.side not in (TOPIC, TOUCHING, GROWTH, "after"):
                (values if cue.value in self.money else volumes)[cue.first - self.first] = True
        rows: list[tuple[int, ...]] = []
        slot_at = {i: slot for slot in self.slots for i in range(slot.first, slot.last)}
        for i in range(size):
            token = self.tokens[self.first + i]
            slot = slot_at.get(self.first + i)
            if slot is not None:
                begins = int(slot.first == self.first + i)
                ratio = slot.quantity.kind in RATIO_KINDS
                money = begins if slot.quantity.kind == "money" else 0
                rows.append((0, 0, 0, 0, 0, 0, 0 if ratio else begins, begins if ratio else 0, 0, 0, 0, money))
            elif quiet[i] or token.text in _SILENT or self.bracket_ids[i]:
                rows.append(_NOTHING)
            elif token.kind == MARK:
                mark = token.text
                strong_mark, cell = int(mark in _STRONG), int(mark in _CELL)
                rows.append((0, 0, int(mark in _COMMA), 0, strong_mark, int(mark in _COLON), 0, 0, 0, 0, cell, 0))
            else:
                tie, weakly = links[i], weak[i]
                word = int(not (tie or weakly))
                named = (int(values[i]), int(volumes[i]))
                rows.append((word, int(tie), 0, int(weakly), int(strong[i]), 0, 0, 0, *named, 0, 0))
        columns = zip(*rows, strict=True) if rows else ((),) * 12
        return tuple([0, *accumulate(column)] for column in columns)
