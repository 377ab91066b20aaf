"""What keeps numbers and words that only look like times from being taken for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nevextract.find.period_shapes import ShapeHit
from nevextract.lexicon import Lexicon, expand
from nevextract.patterns.periods import PeriodPatterns, PeriodRule
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD, Token

NAME_WINDOW = 10
FURNITURE_WINDOW = 6
FUTURE_WINDOW = 12
CHANGE_WINDOW = 10
FAR_WINDOW = 9
BEHIND = 5
SENTENCE_ENDS = frozenset(".!?。！？")


class _Before:
    """Phrases looked for right before a token."""

    __slots__ = ("_ends", "_longest")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._ends = frozenset(sequence for phrase in phrases for sequence in expand(phrase))
        self._longest = max((len(sequence) for sequence in self._ends), default=0)

    def __call__(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        words: tuple[str, ...] = ()
        i = at - 1
        while i >= first and len(words) < self._longest:
            if tokens[i].text not in HYPHENS or not words:
                words = (tokens[i].norm, *words)
                if words in self._ends:
                    return True
            i -= 1
        return False


def _norms(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for sequence in expand(phrase) for word in sequence)


def _listed(phrases: Iterable[str]) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in phrases)


class Guards:
    """The vetoes of `periods.yml`. Every check looks at a bounded number of tokens."""

    def __init__(self, spec: PeriodPatterns) -> None:
        self._leads = _Before(spec.year_leads)
        self._counted = _listed(spec.not_year_next)
        self._coded = _Before(spec.not_year_before)
        self._named = _Before(spec.name_leads)
        self._events = _listed(spec.events)
        self._furniture = _listed(spec.furniture)
        self._ambiguous = frozenset(spec.ambiguous_months)
        self._month_leads = _Before(spec.month_leads)
        self._month_follows = _listed(spec.month_follows)
        self._not_month = _listed(spec.not_month_next)
        self._future = _listed(spec.future_cues)
        self._change = _listed(spec.change_cues)
        self._far = _norms(spec.far_leads), _norms(spec.far_heads), _norms(spec.far_nouns)
        self._unless_next = {id(r): _listed(r.unless_next) for r in spec.rules.values() if r.unless_next}
        self._unless_before = {id(r): _Before(r.unless_before) for r in spec.rules.values() if r.unless_before}

    def allows(
        self, rule: PeriodRule, tokens: Sequence[Token], text: str, hit: ShapeHit, first: int, stop: int
    ) -> bool:
        """Whether the words beside a matched shape leave it a time."""
        after = self._unless_next.get(id(rule))
        if after is not None and hit.last < stop and after.at(tokens, hit.last, stop):
            return False
        if _compound(tokens, hit.last, stop) and tokens[hit.last - 1].kind == WORD:
            return False
        number_last = tokens[hit.last - 1].kind == NUMBER and hit.last < stop
        if rule.kind == "day" and number_last and self._counted.at(tokens, hit.last, stop):
            return False
        before = self._unless_before.get(id(rule))
        if before is not None and before(tokens, hit.first, first):
            return False
        if _glued(tokens, hit, first, stop):
            return False
        if rule.cardinal:
            return self._is_year(tokens, hit.first, first, stop)
        if hit.last == hit.first + 1 and tokens[hit.first].norm in self._ambiguous:
            return self._is_month(tokens, text, hit.first, first, stop)
        return True

    def _is_year(self, tokens: Sequence[Token], at: int, first: int, stop: int) -> bool:
        if self._coded(tokens, at, first):
            return False
        return self._leads(tokens, at, first) or not (at + 1 < stop and self._counted.at(tokens, at + 1, stop))

    def _is_month(self, tokens: Sequence[Token], text: str, at: int, first: int, stop: int) -> bool:
        follows = at + 1 < stop
        opens = at == first or "\n" in text[tokens[at - 1].end : tokens[at].start]
        if not opens and self._month_leads(tokens, at, first):
            return True
        if follows and self._not_month.at(tokens, at + 1, stop):
            return False
        if follows and (tokens[at + 1].kind == NUMBER or self._month_follows.at(tokens, at + 1, stop)):
            return True
        if opens:
            return not follows
        lead = tokens[at - 1]
        return lead.kind == MARK and lead.text not in SENTENCE_ENDS

    def year_role(self, tokens: Sequence[Token], text: str, at: int, first: int, stop: int) -> str | None:
        """`name` or `event_name` where a bare year is part of a name or a copyright line, else None."""
        near, until = max(first, at - FURNITURE_WINDOW), min(stop, at + FURNITURE_WINDOW)
        if self._furniture.anywhere(tokens, near, until, stop):
            return "name"
        if self._named(tokens, at, first):
            return "name"
        if self._leads(tokens, at, first):
            return None
        for i in range(at + 1, min(stop, at + NAME_WINDOW)):
            token = tokens[i]
            if token.kind != WORD or "\n" in text[tokens[i - 1].end : token.start]:
                break
            if i == at + 1 and not token.text[0].isupper():
                break
            if token.text[0].isupper() and self._events.at(tokens, i, stop):
                return "event_name"
        return None

    def is_future(self, tokens: Sequence[Token], begin: int, end: int, first: int, stop: int) -> bool:
        """Whether words of what is to come stand within a dozen tokens of the expression, in its sentence."""
        low, high = max(first, begin - FUTURE_WINDOW), min(stop, end + FUTURE_WINDOW)
        for i in range(begin - 1, low - 1, -1):
            if tokens[i].text in SENTENCE_ENDS:
                low = i
                break
        for i in range(end, high):
            if tokens[i].text in SENTENCE_ENDS:
                high = i
                break
        return self._future.anywhere(tokens, low, high)

    def at_event(self, tokens: Sequence[Token], begin: int, end: int, first: int, stop: int) -> bool:
        """Whether a congress, fair or the like stands within a dozen tokens: the days are those it is held on."""
        low, high = max(first, begin - FUTURE_WINDOW), min(stop, end + FUTURE_WINDOW)
        return self._events.anywhere(tokens, low, high)

    def set_beside(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether a comparison that begins some words before `at` ends there: "slower than the pace in July"."""
        leads, heads, nouns = self._far
        named = False
        for i in range(at - 1, max(first, at - FAR_WINDOW) - 1, -1):
            token = tokens[i]
            if token.kind == NUMBER or (token.kind == MARK and token.text not in HYPHENS):
                return False
            named = named or token.norm in nouns
            if token.norm in leads and named and tokens[i + 1].norm in heads:
                return self.change_before(tokens, i, first)
        return False

    def change_behind(self, tokens: Sequence[Token], begin: int, end: int, first: int) -> bool:
        """Whether the expression opens a clause behind a semicolon that tells of a change: "; from May it was up"."""
        if begin <= first or tokens[begin - 1].text not in ";；":
            return False
        return self._change.anywhere(tokens, end, min(end + BEHIND, len(tokens)), len(tokens))

    def change_before(self, tokens: Sequence[Token], at: int, first: int) -> bool:
        """Whether words of a rise or fall stand within ten tokens before `at`, in its sentence."""
        for i in range(at - 1, max(first, at - CHANGE_WINDOW) - 1, -1):
            if tokens[i].text in SENTENCE_ENDS or tokens[i].text == ";":
                return False
            if self._change.at(tokens, i, at):
                return True
        return False


def _compound(tokens: Sequence[Token], last: int, stop: int) -> bool:
    """Whether a hyphen ties the expression to the word after it ("in the year-ago period")."""
    if last + 1 >= stop or tokens[last].text not in HYPHENS:
        return False
    hyphen, word = tokens[last], tokens[last + 1]
    return tokens[last - 1].end == hyphen.start and hyphen.end == word.start and word.kind == WORD


def _glued(tokens: Sequence[Token], hit: ShapeHit, first: int, stop: int) -> bool:
    """Whether the expression is one piece with a word or number beside it ("GB2019", "A-2025", "2030+")."""
    before, after = tokens[hit.first], tokens[hit.last - 1]
    if hit.first > first:
        left = tokens[hit.first - 1]
        if left.end == before.start and (left.kind != "mark" or left.text in "#+_$€¥£"):
            return True
        if left.text in HYPHENS and left.end == before.start and hit.first - 1 > first:
            other = tokens[hit.first - 2]
            if other.end == left.start and before.kind == NUMBER:
                return True
    if hit.last < stop and after.kind == NUMBER:
        right = tokens[hit.last]
        if right.start == after.end:
            if right.kind in (WORD, NUMBER) and not right.text.startswith(("'", "’")):
                return True
            if right.text in "+%":
                return True
            if right.text in HYPHENS and hit.last + 1 < stop and tokens[hit.last + 1].start == right.end:
                return True
    return False
