"""How a period stands to a number in the words between them: attached, adjacent, listed with others, in its
clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nevextract.find.periods import PeriodMention
from nevextract.lexicon import Lexicon, expand
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import NUMBER, Token

GAP = 9
ADJACENT = 3
OWNED = 8
OF = 1
CUE_WINDOW = 4
FAR_WINDOW = 7
CLAUSE_ENDS = frozenset(";；")
STOP_MARKS = frozenset(",;:.!?，；：。！？、")
OPENING, CLOSING = frozenset("(（[["), frozenset(")）]]")
YEAR, MONTH = 12, 1
PAIR = 5
STATES = frozenset({"state", "by", "through"})


def _norms(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for sequence in expand(phrase) for word in sequence)


@dataclass(frozen=True, slots=True)
class Layout:
    """The clauses and brackets of a sentence that begins at token `first`, by token."""

    first: int
    clauses: tuple[int, ...]
    brackets: tuple[int, ...]

    def clause(self, at: int) -> int:
        """The number of the clause, between semicolons, that token `at` stands in."""
        return self.clauses[at - self.first]

    def bracketed(self, one: int, other: int) -> bool:
        """Whether token `one` stands in brackets that token `other` does not stand in."""
        inner = self.brackets[one - self.first]
        return inner != 0 and inner != self.brackets[other - self.first]

    def same_brackets(self, one: int, other: int) -> bool:
        """Whether both tokens stand in the same place between brackets, or both outside."""
        return self.brackets[one - self.first] == self.brackets[other - self.first]

    def opens_clause(self, at: int) -> bool:
        """Whether at most two tokens of its clause stand before token `at`."""
        before = at - 3 - self.first
        return before < 0 or self.clauses[before] != self.clause(at)


NO_LAYOUT = Layout(0, (), ())
"""Of a sentence without figures: nobody asks where in it they stand."""


def layout_of(tokens: Sequence[Token], first: int, last: int) -> Layout:
    """Number the clauses and brackets of tokens [first, last); outside all brackets is 0."""
    clauses, brackets, clause, opened, stack = [], [], 0, 0, [0]
    for token in tokens[first:last]:
        if token.text in OPENING:
            opened += 1
            stack.append(opened)
        elif token.text in CLOSING and len(stack) > 1:
            stack.pop()
        clauses.append(clause)
        brackets.append(stack[-1])
        clause += token.text in CLAUSE_ENDS
    return Layout(first, tuple(clauses), tuple(brackets))


class Reach:
    """Questions about the words between a mention and a number. Each looks at a bounded number of tokens."""

    def __init__(self, spec: PeriodPatterns) -> None:
        self._stops = _norms(spec.gap_stops)
        self._links = _norms(spec.gap_links)
        self._list_links = _norms(spec.list_links)
        self._owner = _norms(spec.possessives)
        self._own_leads = _norms(spec.own_leads)
        self._goals = _norms(spec.goal_leads)
        self._clause_leads = _norms(spec.clause_leads)
        self._reports: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.report_titles)
        self._bases: Lexicon[int] = Lexicon(
            [(phrase, YEAR) for phrase in spec.year_on_year] + [(phrase, MONTH) for phrase in spec.month_on_month]
        )
        self._part_leads: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.part_leads)
        self._far_origins: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.far_origins)
        self._time_pronouns = _norms(spec.time_pronouns)
        self._cues: Lexicon[bool] = Lexicon((phrase, True) for phrase in spec.compare_cues)

    def attached_after(
        self,
        tokens: Sequence[Token],
        last: int,
        mention: PeriodMention,
        spans: Sequence[tuple[int, int]],
    ) -> bool:
        """Whether the mention belongs to the number that ends before token `last`: "8,400 sedans (EVs) in
        May"."""
        if mention.first < last or mention.first - last > GAP * 2:
            return False
        if any(last <= first < mention.first for first, _ in spans):
            outside = [i for i in range(last, mention.first) if any(a <= i < b for a, b in spans)]
            if any(_depth(tokens, last, i) == 0 for i in outside):
                return False
        words, depth = [], 0
        for i in range(last, mention.first):
            token = tokens[i]
            if token.text in OPENING:
                depth += 1
            elif token.text in CLOSING:
                depth = max(0, depth - 1)
            elif depth == 0:
                stops = token.norm in self._stops and not (mention.comparison and token.norm in self._clause_leads)
                if token.text in STOP_MARKS or token.kind == NUMBER or stops:
                    return False
                words.append(token.norm)
        if depth or len(words) > GAP:
            return False
        if mention.adverb or tokens[mention.first].norm in self._own_leads | self._links:
            return True
        return bool(words and words[-1] in self._links)

    def adjacent_before(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether next to nothing stands between the mention and the number that begins at token `first`."""
        if not mention.last <= first <= mention.last + ADJACENT:
            return False
        if mention.expr.kind == "now" and any(token.text in STOP_MARKS for token in tokens[mention.last : first]):
            return False
        return all(
            token.kind != NUMBER
            and (token.text not in STOP_MARKS or token.text in ",:")
            and token.text not in CLOSING
            and token.norm not in self._stops
            for token in tokens[mention.last : first]
        )

    def possessive(self, tokens: Sequence[Token], mention: PeriodMention) -> bool:
        """Whether the mention owns what follows: "August's 44 percent"."""
        return mention.last < len(tokens) and tokens[mention.last].norm in self._owner

    def owns(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether the mention owns the number at token `first`: "June's year-on-year drop of 15 percent"."""
        inside = any(t.norm in self._owner for t in tokens[mention.first : mention.last])
        if inside and 0 < first - mention.last <= OF:  # "the previous year's figure of N"
            return True
        if not mention.last < first <= mention.last + OWNED or not self.possessive(tokens, mention):
            return False
        return all(t.kind != NUMBER and t.text not in STOP_MARKS for t in tokens[mention.last : first])

    def same_as_before(self, tokens: Sequence[Token], mentions: Sequence[PeriodMention], k: int) -> bool:
        """Whether mention `k` stands in brackets right behind the one before it and says the same: "the previous
        quarter (Q2)"."""
        if k == 0 or mentions[k].first - mentions[k - 1].last != 1:
            return False
        return tokens[mentions[k - 1].last].text in OPENING

    def told_of(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether a clause tells of the mention, with the number at token `first`: "in the previous quarter (Q2), when
        sales were N"."""
        depth = 0
        for i in range(mention.last, min(first, mention.last + OWNED)):
            token = tokens[i]
            depth += (token.text in OPENING) - (token.text in CLOSING)
            if not depth and token.norm in self._time_pronouns:
                return first - i <= OWNED and not any(
                    t.kind == NUMBER or t.text in STOP_MARKS for t in tokens[i + 1 : first]
                )
            if not depth and token.text not in STOP_MARKS | CLOSING:
                return False
        return False

    def aside(self, tokens: Sequence[Token], mention: PeriodMention, first: int, last: int) -> bool:
        """Whether the mention stands in a short aside between commas: ", out in April,"."""
        if mention.last >= last or tokens[mention.last].text != ",":
            return False
        return any(tokens[i].text == "," for i in range(max(first, mention.first - 3), mention.first))

    def led(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether a preposition leads the mention: "in 2021", but not "August, at 174,915, was left
        behind"."""
        before = mention.first - 1
        return mention.adverb or (before >= first and tokens[before].norm in self._links)

    def compared(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether words of comparison stand right before the number at token `at` ("versus April's
        71,099")."""
        if self.reached(tokens, at, first):
            return False
        near, far = max(first, at - CUE_WINDOW), max(first, at - FAR_WINDOW)
        for cues, begin in ((self._cues, near), (self._far_origins, far)):
            for i in range(begin, at):
                hit = cues.longest(tokens, i, at)
                if hit is not None and not any(t.text in STOP_MARKS or t.kind == NUMBER for t in tokens[hit.last : at]):
                    return True
        return False

    def reached(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether the number at token `at` is what something came to ("more than doubled to 900")."""
        if at <= first or tokens[at - 1].norm not in self._goals:
            return False
        hit = self._cues.longest(tokens, at - 2, at) if at - 2 >= first else None
        return hit is None or hit.last < at

    def of_compared(
        self, tokens: Sequence[Token], mention: PeriodMention, spans: Sequence[tuple[int, int]], first: int
    ) -> bool:
        """Whether the mention dates a number that is no figure but what one moved from: "from 27 percent in
        May"."""
        for i in range(mention.first - 1, max(first, mention.first - CUE_WINDOW) - 1, -1):
            if tokens[i].kind == NUMBER:
                return not any(a <= i < b for a, b in spans) and self.compared(tokens, i, first)
            if tokens[i].text in STOP_MARKS or tokens[i].norm in self._stops:
                return False
        return False

    def basis(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """Whether the words compare with a year before (12) or a month before (1); None for neither or both."""
        found = self.bases(tokens, first, last)
        return found.pop() if len(found) == 1 else None

    def bases(self, tokens: Sequence[Token], first: int, last: int) -> set[int]:
        """How many months before the periods lie that the words compare with."""
        starts = self._bases.starts(tokens, first, last)
        return {hit.value for i in starts for hit in self._bases.at(tokens, i, last)}

    def in_brackets(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]], i: int, layout: Layout) -> bool:
        """Whether a figure stands in brackets, and first in them, that open behind the figure before:
        "29,900 in May (16,500)"."""
        if i == 0 or not layout.bracketed(spans[i][0], spans[i - 1][0]):
            return False
        at = next((k for k in range(spans[i][0] - 1, spans[i - 1][1] - 1, -1) if tokens[k].text in OPENING), None)
        if at is None or at - spans[i - 1][1] > PAIR or spans[i][0] - at > 3:
            return False
        if self._part_leads.longest(tokens, at + 1, spans[i][0]) is not None:
            return False
        return all(t.kind != NUMBER and t.text not in STOP_MARKS for t in tokens[spans[i - 1][1] : at])

    def reports(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a headline is that of a report on a year."""
        return self._reports.anywhere(tokens, first, last)

    def reaches_stock(
        self, tokens: Sequence[Token], mention: PeriodMention, layout: Layout, span: tuple[int, int]
    ) -> bool:
        """Whether a mention may date the stock at tokens `span`: a state, now, an adverb or a time that opens the
        clause; none of a later clause ("own 402 points; 96 were added last year")."""
        if mention.expr.mode == "since":
            return False
        if mention.first >= span[1] and layout.clause(mention.first) != layout.clause(span[0]):
            return False
        if mention.expr.mode in STATES or mention.adverb:
            return True
        if mention.expr.year_last is not None and mention.last <= span[0]:
            return True
        if mention.expr.mode != "within":
            return False
        at = mention.first - 1
        if at > layout.first and tokens[at].norm in self._links | self._own_leads:
            at -= 1
        return layout.opens_clause(mention.first) or (at > layout.first and tokens[at].norm in self._clause_leads)

    def mention_runs(self, tokens: Sequence[Token], mentions: Sequence[PeriodMention]) -> list[list[int]]:
        """Indices of mentions that are listed: "in 2020, in 2021 and in the first half of 2022"."""
        runs: list[list[int]] = []
        for k in range(1, len(mentions)):
            gap = tokens[mentions[k - 1].last : mentions[k].first]
            if gap and all(token.norm in self._list_links for token in gap):
                if runs and runs[-1][-1] == k - 1:
                    runs[-1].append(k)
                else:
                    runs.append([k - 1, k])
        return runs

    def slots_beside(
        self,
        tokens: Sequence[Token],
        mentions: Sequence[PeriodMention],
        run: Sequence[int],
        spans: Sequence[tuple[int, int]],
    ) -> list[int]:
        """The figures listed together that a run of mentions is for: those after it, else those right
        before it."""
        begin, end = mentions[run[0]].first, mentions[run[-1]].last
        stop = mentions[run[-1] + 1].first if run[-1] + 1 < len(mentions) else len(tokens)
        start = mentions[run[0] - 1].last if run[0] else 0
        before = [i for i, (_, last) in enumerate(spans) if start <= last - 1 and last <= begin]
        if before and self.attached_after(tokens, spans[before[-1]][1], mentions[run[0]], spans):
            return list(reversed(self.listed(tokens, spans, list(reversed(before)))))
        after = [i for i, (first, _) in enumerate(spans) if end <= first < stop]
        return self.listed(tokens, spans, after)

    def listed(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]], candidates: Sequence[int]) -> list[int]:
        """Those of the figures `candidates`, in order, that are listed with the first."""
        found = list(candidates[:1])
        for i in candidates[1:]:
            low, high = sorted((spans[found[-1]], spans[i]))
            if not all(token.norm in self._list_links for token in tokens[low[1] : high[0]]):
                break
            found.append(i)
        return found


def _depth(tokens: Sequence[Token], first: int, at: int) -> int:
    """How many brackets are open at token `at`, counted from token `first`."""
    depth = 0
    for token in tokens[first:at]:
        depth = max(0, depth + (token.text in OPENING) - (token.text in CLOSING))
    return depth
