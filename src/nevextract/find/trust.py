"""Which of the names that a model finds are believed: a small model guesses at headlines and rare words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from nevextract.find.name_runs import capital, proper, title_case, vocabulary
from nevextract.find.name_values import ORGANISATION, PERSON, PLACE, PRODUCT
from nevextract.find.organisations import organisation_finder
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import OrganisationsPattern, PlacesPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import Token

LAST_LATIN = "\u2e80"  # what follows is Chinese, which the model has never read
BETWEEN = 2  # tokens that part two names of one list: ", and"


class Judge:
    """Sorts the model's names of one document. `known` are the names by rules, in text order."""

    def __init__(
        self, tokens: Sequence[Token], sentences: Sequence[Sentence], known: Sequence[Mention], pack: Pack
    ) -> None:
        self._tokens, self._sentences = tokens, sentences
        self._starts = [token.start for token in tokens]
        self._sentence_starts = [sentence.first for sentence in sentences]
        self._ends = {m.end: m.kind for m in known}
        self._begins = {m.start: m.kind for m in known}
        spec = pack.one("organisations", OrganisationsPattern)
        heads = (spec.strong_heads, spec.weak_heads, spec.government_heads, spec.body_heads, spec.media_heads)
        self._heads = frozenset(word for words in heads for word in words)
        self._introduces = frozenset(pack.one("places", PlacesPattern).introduces)
        self._words, self._organisations = vocabulary(pack), organisation_finder(pack)
        self._counts: Counter[str] = Counter()
        self._persons = {part for m in known if m.kind == PERSON for part in m.value.name.split()}

    def believed(self, mentions: Sequence[tuple[Mention, int, int]]) -> Iterator[Mention]:
        """The mentions worth keeping of (mention, first, last) over tokens [first, last)."""
        full = [(m, a, b, self._sentence(a)) for m, a, b in mentions]
        self._persons |= {t.text for m, a, b, s in full if m.kind == PERSON and b - a > 1 for t in self._tokens[a:b]}
        self._counts = Counter(m.value.name for m, *_ in full)
        outside = {m.value.name for m, _, _, s in full if s is not None and not self._headline(s)}
        for mention, first, last, sentence in full:
            if sentence is None or any(token.text >= LAST_LATIN for token in self._slice(first, last)):
                continue
            if self._headline(sentence) and mention.value.name not in outside:
                continue
            if self._kind_fits(mention, first, last, sentence):
                yield mention

    def _slice(self, first: int, last: int) -> Sequence[Token]:
        return self._tokens[first:last]

    def _sentence(self, first: int) -> Sentence | None:
        at = bisect_right(self._sentence_starts, first) - 1
        return self._sentences[at] if at >= 0 and first < self._sentences[at].last else None

    def _headline(self, sentence: Sentence) -> bool:
        return title_case(self._tokens, sentence.first, sentence.last)

    def _kind_fits(self, mention: Mention, first: int, last: int, sentence: Sentence) -> bool:
        tokens = self._slice(first, last)
        if not any(capital(token) for token in tokens):
            return False
        if mention.kind == PERSON:
            return self._person(tokens, first, sentence)
        if mention.kind == PLACE:
            before = self._tokens[first - 1] if first > sentence.first else None
            return before is not None and before.norm in self._introduces
        if mention.kind == ORGANISATION:
            return self._organisation(tokens, first, last)
        if mention.kind == PRODUCT and len(tokens) == 1:
            return not tokens[0].text.isupper() or self._counts[mention.value.name] > 1
        return True

    def _person(self, tokens: Sequence[Token], first: int, sentence: Sentence) -> bool:
        if len(tokens) > 1:
            return sentence.kind != "heading" and not any(token.text in self._heads for token in tokens)
        return tokens[0].text in self._persons

    def _organisation(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        if any(token.text in self._persons for token in tokens):
            return False
        if len(tokens) > 1:
            headed = any(token.text in self._heads for token in tokens)
            return headed or proper(self._tokens, first, last, self._words) is not None
        return self._in_list(first, last)

    def _in_list(self, first: int, last: int) -> bool:
        """Whether a known organisation stands right before or after, parted by a comma or "and" alone."""
        tokens = self._tokens
        for step in range(1, BETWEEN + 1):
            i, j = first - step - 1, last + step
            before = i >= 0 and self._ends.get(tokens[i].end) == ORGANISATION
            after = j < len(tokens) and self._begins.get(tokens[j].start) == ORGANISATION
            if before and self._parts(first - step, first):
                return True
            if after and self._parts(last, last + step):
                return True
        return False

    def _parts(self, first: int, last: int) -> bool:
        return all(t.text in ",;、" or t.norm in self._words.joiners for t in self._slice(first, last))
