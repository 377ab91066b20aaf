"""Projects in a row: "Haoda seat project, Yuda wire production line, Lida foundry expansion and so on were started"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nevextract.find.name_runs import Vocabulary, capital, proper
from nevextract.lexicon import Lexicon
from nevextract.tokens import HYPHENS, NUMBER, WORD, Token

MIN_ENTRIES = 3
MIN_WORDS, MAX_WORDS = 3, 10
"How many tokens an entry has that does not end in the word for project"


class ProjectRows:
    """Finds rows of names of which one says that they are projects. Immutable."""

    def __init__(self, words: Vocabulary, separators: Lexicon[bool], project: frozenset[str]) -> None:
        self._words, self._separators, self._project = words, separators, project

    def find(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
        """The names, as tokens [first, last), of every row in a sentence."""
        i = first
        while i < last:
            row = self._row(tokens, i, last) if capital(tokens[i]) else []
            if len(row) >= MIN_ENTRIES and any(tokens[end - 1].norm in self._project for _, end in row):
                yield from row
            i = row[-1][1] if row else i + 1

    def _row(self, tokens: Sequence[Token], i: int, last: int) -> list[tuple[int, int]]:
        """The entries of the row that begins at token i; none where no name begins there."""
        row: list[tuple[int, int]] = []
        while i < last:
            end = self._entry(tokens, i, last)
            if end is None:
                break
            row.append((i, end))
            separator = self._separators.longest(tokens, end, last)
            if separator is None:
                break
            i = separator.last
        return row

    def _entry(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        """Where the entry ends that begins at token i: a proper name and words of any kind, but no function word; up
        to the word for project, a separator or a verb's helper."""
        if not capital(tokens[i]) or tokens[i].text in self._words.breakers:
            return None
        end = i
        while end < min(last, i + MAX_WORDS) and self._inner(tokens, end, last):
            end += 1
            if tokens[end - 1].norm in self._project:
                break
        if end == i or proper(tokens, i, end, self._words) is None:
            return None
        named = tokens[end - 1].norm in self._project
        return end if named or (end - i >= MIN_WORDS and tokens[end - 1].text.islower()) else None

    def _inner(self, tokens: Sequence[Token], i: int, last: int) -> bool:
        token = tokens[i]
        if token.kind == NUMBER or token.text in HYPHENS:
            return True
        return (
            token.kind == WORD
            and token.norm not in self._words.function
            and token.norm not in self._words.joiners
            and self._separators.longest(tokens, i, last) is None
        )
