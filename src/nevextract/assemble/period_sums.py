"""What a number is by the words beside it: a sum from a beginning, a stock of orders, a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nevextract.find.periods import PeriodMention
from nevextract.lexicon import Lexicon
from nevextract.patterns.periods import PeriodPatterns
from nevextract.tokens import NUMBER, Token

SUM, BACKLOG = "sum", "backlog"
BEFORE, AFTER, LEAD, FAR = 10, 3, 4, 7
OPENING, REPORT = 1, 9
REPORT_KINDS = frozenset({"months", "day", "last_month", "relative", "weekday"})
ENDS = frozenset(",;:.!?，；：。！？、")


def _lexicon(phrases: Iterable[str]) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in phrases)


class Sums:
    """Questions about a number's own words. Each looks at a bounded number of tokens."""

    def __init__(self, spec: PeriodPatterns) -> None:
        sums = [(phrase, SUM) for phrase in spec.cumulative]
        self._sums: Lexicon[str] = Lexicon(sums + [(phrase, BACKLOG) for phrase in spec.backlogs])
        self._pronouns = _lexicon(spec.part_pronouns)
        self._far_origins = _lexicon(spec.far_origins)
        self._origins = _lexicon(spec.origin_leads)
        self._starts = _lexicon(spec.start_leads)
        self._said = frozenset(spec.reporting_verbs)
        self._reports = _lexicon(spec.reporting)

    def kind(self, tokens: Sequence[Token], first: int, span: tuple[int, int], last: int) -> str | None:
        """`sum` or `backlog` where words in the number's clause make it one."""
        begin = span[0]
        while begin > max(first, span[0] - BEFORE) and not _parts(tokens[begin - 1]):
            begin -= 1
        hits = [hit.value for i in range(begin, span[0]) for hit in self._sums.at(tokens, i, span[0])]
        if not hits:
            stop = min(last, span[1] + AFTER)
            end = next((i for i in range(span[1], stop) if _parts(tokens[i])), stop)
            hits = [hit.value for i in range(span[1], end) for hit in self._sums.at(tokens, i, end)]
        return hits[-1] if hits else None

    def parts(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) say that what follows is a part of what stands before: "29 million of it"."""
        return self._pronouns.anywhere(tokens, first, last)

    def moved_from(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """Whether the number at token `at` is one that a value moved from or is set beside."""
        for i in range(max(first, at - LEAD), at):
            hit = self._origins.longest(tokens, i, at)
            if hit is not None and not any(_parts(t) for t in tokens[hit.last : at]):
                return True
        return any(
            (hit := self._far_origins.longest(tokens, i, at)) is not None
            and not any(_parts(t) for t in tokens[hit.last : at])
            for i in range(max(first, at - FAR), at)
        )

    def starts(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """Whether the time at token `at` is where something begins."""
        return at > first and self._starts.longest(tokens, at - 1, at) is not None

    def of_report(self, tokens: Sequence[Token], first: int, mention: PeriodMention) -> bool:
        """Whether a month or day that opens the sentence at token `first` is when somebody said or decided the rest."""
        if mention.first - first > OPENING or mention.expr.mode != "within" or mention.expr.kind not in REPORT_KINDS:
            return False
        stop = min(len(tokens), mention.last + REPORT)
        for i in range(mention.last, stop):
            if tokens[i].kind == NUMBER or tokens[i].text in ".;":
                return False
            if tokens[i].norm in self._said:
                return True
        return False

    def reported(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether somebody reports something in tokens [first, last)."""
        return self._reports.anywhere(tokens, first, last)


def _parts(token: Token) -> bool:
    return token.text in ENDS or token.kind == NUMBER
