"""How a period stands to a number in the words between them: attached, adjacent, listed with others, in its
clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nevextract.find.periods import PeriodMention
from nevextract.lexicon import Lexicon, expand
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import NUMBER, Token

GAP = 9
ADJACENT = 3
OWNED = 8
CUE_WINDOW = 4
CLAUSE_ENDS = frozenset(";；")
STOP_MARKS = frozenset(",;:.!?，；：。！？、")
OPENING, CLOSING = frozenset("(（[["), frozenset(")）]]")
STATES = frozenset({"state", "by", "through"})


def _norms(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for sequence in expand(phrase) for word in sequence)


class Reach:
    """Questions about the words between a mention and a number. Each looks at a bounded number of tokens."""

    def __init__(self, spec: PeriodPatterns) -> None:
        self._stops = _norms(spec.gap_stops)
        self._links = _norms(spec.gap_links)
        self._list_links = _norms(spec.list_links)
        self._owner = _norms(spec.possessives)
        self._own_leads = _norms(spec.own_leads)
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
                if token.text in STOP_MARKS or token.kind == NUMBER or token.norm in self._stops:
                    return False
                words.append(token.norm)
        if depth or len(words) > GAP:
            return False
        if mention.adverb or tokens[mention.first].norm in self._own_leads:
            return True
        return bool(words and words[-1] in self._links)

    def adjacent_before(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether next to nothing stands between the mention and the number that begins at token `first`."""
        if not mention.last <= first <= mention.last + ADJACENT:
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
        if not mention.last < first <= mention.last + OWNED or not self.possessive(tokens, mention):
            return False
        return all(t.kind != NUMBER and t.text not in STOP_MARKS for t in tokens[mention.last : first])

    def aside(self, tokens: Sequence[Token], mention: PeriodMention, first: int, last: int) -> bool:
        """Whether the mention stands in a short aside between commas: ", out in April,"."""
        if mention.last >= last or tokens[mention.last].text != ",":
            return False
        return any(tokens[i].text == "," for i in range(max(first, mention.first - 3), mention.first))

    def bracketed(self, tokens: Sequence[Token], mention: PeriodMention, at: int, first: int) -> bool:
        """Whether the mention stands in brackets that the token `at` is outside of."""
        return _depth(tokens, first, mention.first) > 0 and not _same_brackets(tokens, mention.first, at)

    def led(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether a preposition leads the mention: "in 2021", but not "August, at 174,915, was left
        behind"."""
        before = mention.first - 1
        return mention.adverb or (before >= first and tokens[before].norm in self._links)

    def compared(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether words of comparison stand right before the number at token `at` ("versus April's
        71,099")."""
        for i in range(max(first, at - CUE_WINDOW), at):
            hit = self._cues.longest(tokens, i, at)
            if hit is not None and not any(t.text in STOP_MARKS or t.kind == NUMBER for t in tokens[hit.last : at]):
                return True
        return False

    def reaches_stock(self, tokens: Sequence[Token], mention: PeriodMention, first: int) -> bool:
        """Whether a mention may date a stock: a state, now, an adverb or a time that opens the clause."""
        if mention.expr.mode == "since":
            return False
        if mention.expr.mode in STATES or mention.adverb:
            return True
        low, _ = self.clause(tokens, mention.first, first, len(tokens))
        return mention.expr.mode == "within" and mention.first - low <= 2

    def clause(self, tokens: Sequence[Token], at: int, first: int, last: int) -> tuple[int, int]:
        """The tokens [low, high) of the clause around token `at`, between semicolons."""
        low, high = at, at
        while low > first and tokens[low - 1].text not in CLAUSE_ENDS:
            low -= 1
        while high < last and tokens[high].text not in CLAUSE_ENDS:
            high += 1
        return low, high

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
            return list(reversed(self._listed(tokens, spans, list(reversed(before)))))
        after = [i for i, (first, _) in enumerate(spans) if end <= first < stop]
        return self._listed(tokens, spans, after)

    def _listed(
        self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]], candidates: Sequence[int]
    ) -> list[int]:
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


def _same_brackets(tokens: Sequence[Token], one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return not any(token.text in OPENING or token.text in CLOSING for token in tokens[low:high])
