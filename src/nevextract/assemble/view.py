"""One sentence as the assembly sees it: its quantities and cues, and what lies between any two places.

All counts come from running sums over the tokens, so a gap costs the same however long it is. What a sentence is asked
for only where it has a number is worked out when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from nevextract.assemble.gaps import NOTHING, ONE, Gap, gap_of
from nevextract.find.cues import GROWTH, METRIC, TOPIC, TOUCHING, Cue
from nevextract.find.nouns import NounFinder, Phrase
from nevextract.mentions import RATIO_KINDS, Quantity, Sentence
from nevextract.once import once
from nevextract.tokens import MARK, WORD, Token

_OPEN = frozenset("([（【")
_CLOSE = frozenset(")]）】")
_QUOTE_OPEN = frozenset('"“「『«')
_QUOTE_CLOSE = frozenset('"”」』»')
_SHORT_QUOTE = 9
_MARKS = {
    **dict.fromkeys(";；。", ONE.strong),
    **dict.fromkeys(",，、", ONE.commas),
    **dict.fromkeys(":：", ONE.colons),
    "|": ONE.cells,
}
"Marks that count in a gap, each with what it adds"
_CARRIED, _FIGURE = "carried", "figure"
_OUTSIDE = frozenset({"share", "ratio_noun"})
"Cues that say nothing where they are part of a number"


class Slot(NamedTuple):
    """A quantity and the tokens [first, last) that state it."""

    number: int
    quantity: Quantity
    first: int
    last: int


class SentenceView:
    """`slots` are the sentence's quantities in order, `cues` its cues by kind, each in order."""

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        quantities: Sequence[Quantity],
        cues: Sequence[Cue],
        asides: Sequence[tuple[int, int]] = (),
        nouns: NounFinder | None = None,
        money: Collection[str] = (),
    ) -> None:
        """`asides` are character spans that do not count in a gap (periods); `nouns` finds the goods named and the
        function words (None: there are none); `money` the metrics that are amounts of money."""
        self.money = money
        # asked again for every quantity of the sentence
        self._owners: dict[tuple[int, int], Slot | None] = {}
        self._governs: dict[int, bool] = {}
        self._dependent: dict[tuple[str, int], bool] = {}
        self._nouns = nouns
        self.sentence = sentence
        self.tokens = tokens
        self.first, self.last = sentence.first, sentence.last
        spans = self._spans([*((q.start, q.end) for q in quantities), *asides])
        self.slots = tuple(Slot(i, q, *span) for i, (q, span) in enumerate(zip(quantities, spans, strict=False)))
        self._quiet = spans[len(quantities) :]
        self.cues: dict[str, list[Cue]] = {}
        inside = {i for s in self.slots for i in range(s.first, s.last)}
        for cue in cues:
            if cue.kind in _OUTSIDE and cue.first in inside and cue.last - 1 in inside:
                continue  # "1.1 percentage points" is of no percentage
            if cue.kind != "status" or not any(a <= cue.first < b for a, b in self._quiet):  # "May" is no "may"
                self.cues.setdefault(cue.kind, []).append(cue)
        self.cues["pronoun"] = [c for c in self.of("pronoun") if not self._qualifies(c)]
        self._stand_in()

    def _spans(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The tokens [first, last) of character spans."""
        if not spans:
            return []
        starts = [t.start for t in self.tokens[self.first : self.last]]
        ends = [t.end for t in self.tokens[self.first : self.last]]
        return [(self.first + bisect_left(ends, a + 1), self.first + bisect_left(starts, b)) for a, b in spans]

    @once
    def products(self) -> tuple[Phrase, ...]:
        """The goods named, in order."""
        return () if self._nouns is None else tuple(self._nouns.products(self.tokens, self.first, self.last))

    @once
    def stops(self) -> frozenset[int]:
        """The tokens of function words."""
        return frozenset() if self._nouns is None else frozenset(self._nouns.stops(self.tokens, self.first, self.last))

    @once
    def ties(self) -> frozenset[int]:
        """The tokens of words that bind closely ("of", "by")."""
        return frozenset(i for c in self.of("link") if c.value == "by" for i in range(c.first, c.last))

    @once
    def wholes(self) -> frozenset[int]:
        """The tokens that lead to what something is of ("of")."""
        return frozenset(c.first for c in self.of("link") if c.value == "of")

    @once
    def agents(self) -> frozenset[int]:
        """The tokens that begin what leads to by how much ("by")."""
        return frozenset(c.first for c in self.of("link") if c.value == "agent")

    @once
    def joints(self) -> frozenset[int]:
        """The tokens of "and" and what else joins two of a list."""
        return frozenset(i for c in self.of("coordination") if c.value == "and" for i in range(c.first, c.last))

    @once
    def copulas(self) -> frozenset[int]:
        """The tokens of "is", "were" and the like."""
        return frozenset(c.first for c in self.of("link") if c.value == "be")

    @once
    def targets(self) -> frozenset[int]:
        """The tokens of words before what is reached ("to")."""
        return frozenset(c.last - 1 for c in self.of("link") if c.value == "to")

    @once
    def bounds(self) -> frozenset[int]:
        """The tokens of words that name what is passed ("fell below")."""
        return frozenset(c.first for c in self.of("frame") if c.value == "bound")

    @once
    def small(self) -> frozenset[int]:
        """The tokens of words between a name of a list and its number."""
        return frozenset(i for c in self.of("frame") if c.value == "small" for i in range(c.first, c.last))

    @once
    def dated(self) -> frozenset[int]:
        """The tokens of periods."""
        return frozenset(i for span in self._quiet for i in range(*span))

    @once
    def numbered(self) -> frozenset[int]:
        """The tokens of quantities."""
        return frozenset(i for slot in self.slots for i in range(slot.first, slot.last))

    @once
    def plain_words(self) -> frozenset[int]:
        """The tokens of words that are no part of a number, function word, period or name."""
        quiet = self.numbered | self.stops | self.dated
        return frozenset(
            i
            for i, t in enumerate(self.tokens[self.first : self.last], self.first)
            if t.kind == WORD
            and len(t.norm) > 1
            and t.text[0].isalpha()
            and i not in quiet
            and not (t.text[0].isupper() and i != self.first)
        )

    @once
    def vocabulary(self) -> tuple[str, ...]:
        """The plain words of the sentence, each once, in the order of the alphabet."""
        return tuple(sorted({self.tokens[i].norm for i in self.plain_words}))

    @once
    def _known(self) -> frozenset[int]:
        known = (c for cues in self.cues.values() for c in cues)
        return self.stops.union((i for c in known for i in range(c.first, c.last)), self.dated)

    def of(self, kind: str) -> list[Cue]:
        """The cues of a kind, in order."""
        return self.cues.get(kind, [])

    def bracket(self, token: int) -> int:
        """Which bracket a token stands in; 0 outside."""
        return self._brackets[token - self.first]

    def quoted(self, token: int) -> bool:
        """Whether a token stands in short quotation marks: a name, a motto, a slogan."""
        return bool(self._quotes) and any(first < token < last for first, last in self._quotes)

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
        first = self.first
        if left < first:
            left = first
        return gap_of(self._sums[right - first] - self._sums[left - first]) if left < right else NOTHING

    def source(self, left: int, right: int) -> str:
        """The words of tokens [left, right) as they stand, every run of white space one blank."""
        pieces: list[str] = []
        at = self.tokens[left].start
        for token in self.tokens[left:right]:
            pieces.append(" " if token.start > at else "")
            pieces.append(token.text)
            at = token.end
        return "".join(pieces)

    def _stand_in(self) -> None:
        """Give every pronoun that stands for a metric's name ("that of") the metrics named last before it, unless they
        only qualify another ("that of" after "the output value of enterprises")."""
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
            self.__dict__.pop("_sums", None)  # counted while none stood in

    def _qualifies(self, pronoun: Cue) -> bool:
        """Whether a metric's name or "of" follows: "the total profit", "the number of" stand for nothing."""
        if pronoun.value != _FIGURE or pronoun.last >= self.last:
            return False
        return pronoun.last in self.ties or any(
            pronoun.first < c.last and c.first <= pronoun.last < c.last and c.side == "noun" for c in self.of(METRIC)
        )

    @once
    def _brackets(self) -> list[int]:
        """For each token which bracket it stands in."""
        words = self.tokens[self.first : self.last]
        if not any(token.text in _OPEN for token in words):
            return [0] * len(words)
        ids, stack, made = [], [0], 0
        for token in words:
            if token.text in _OPEN and len(stack) < 20:
                made += 1
                stack.append(made)
            ids.append(stack[-1])
            if token.text in _CLOSE and len(stack) > 1:
                stack.pop()
        return ids

    @once
    def _quotes(self) -> list[tuple[int, int]]:
        """The quotation marks around each short quotation."""
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

    @once
    def _sums(self) -> list[int]:
        """Before each token, and behind the last, the counts of all that stands before it in the sentence."""
        words = self.tokens[self.first : self.last]
        counts = [_MARKS.get(t.text, 0) if t.kind == MARK else ONE.words for t in words]
        for at, count in self._told():
            if words[at].kind != MARK:
                tied = count in (ONE.links, ONE.weak)  # these are no words for themselves
                counts[at] = (counts[at] & ~ONE.words if tied else counts[at]) | count
        for at, bracket in enumerate(self._brackets):
            if bracket:
                counts[at] = 0
        for first, last in self._quiet:
            counts[first - self.first : last - self.first] = [0] * (last - first)
        for slot in self.slots:
            counts[slot.first - self.first : slot.last - self.first] = [0] * (slot.last - slot.first)
            kind = slot.quantity.kind
            amount = ONE.amounts | ONE.money if kind == "money" else ONE.amounts
            counts[slot.first - self.first] = ONE.ratios if kind in RATIO_KINDS else amount
        return [0, *accumulate(counts)]

    def _told(self) -> Iterator[tuple[int, int]]:
        """What cues add to the counts: the token, counted from the sentence's first, and the count."""
        for kind in ("link", "change"):
            for cue in self.of(kind):
                for i in range(cue.first, cue.last):
                    yield i - self.first, ONE.links
        for cue in self.of("boundary"):
            yield cue.first - self.first, ONE.strong if cue.value == "strong" else ONE.weak
        for cue in self.of(METRIC):
            if cue.side not in (TOPIC, TOUCHING, GROWTH, "after"):
                yield cue.first - self.first, ONE.values if cue.value in self.money else ONE.volumes
