"""Which of the names that a model finds are believed: a small model guesses at headlines and rare words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from nevextract.find.model_names import model_names
from nevextract.find.name_form import name_form
from nevextract.find.name_runs import capital, title_case, vocabulary
from nevextract.find.name_values import FACILITY, ORGANISATION, PERSON, PLACE, PRODUCT
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import OrganisationsPattern, PlacesPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import NUMBER, WORD, Token

LAST_LATIN = "\u2e80"  # what follows is Chinese, which the model has never read
BETWEEN = 2  # tokens that part two names of one list: ", and"
OFTEN = 2  # times that the model must find a name of one word
LETTERS = 4  # of an acronym that no brackets introduce, at least


class Judge:
    """Sorts the model's names of one document. `known` are the names by rules, in text order."""

    def __init__(
        self, tokens: Sequence[Token], sentences: Sequence[Sentence], known: Sequence[Mention], pack: Pack
    ) -> None:
        self._tokens, self._sentences = tokens, sentences
        self._sentence_starts = [sentence.first for sentence in sentences]
        self._ends = {m.end: m.kind for m in known}
        self._begins = {m.start: m.kind for m in known}
        self._introduces = frozenset(pack.one("places", PlacesPattern).introduces)
        self._of = frozenset(pack.one("organisations", OrganisationsPattern).of)
        self._form, self._models, self._words = name_form(pack), model_names(pack), vocabulary(pack)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._firms: set[str] = set()
        self._persons = {part for m in known if m.kind == PERSON for part in m.value.name.split()}

    def believed(self, mentions: Sequence[tuple[Mention, int, int]]) -> Iterator[Mention]:
        """The mentions worth keeping of (mention, first, last) over tokens [first, last)."""
        full = [(m, a, b, s) for m, a, b in mentions if (s := self._sentence(a)) is not None]
        self._persons |= {t.text for m, a, b, _ in full if m.kind == PERSON and b - a > 1 for t in self._tokens[a:b]}
        self._counts = Counter((m.kind, m.value.name) for m, *_ in full)
        outside = {m.value.name for m, a, b, s in full if not self._in_headline(a, b, s)}
        self._firms = self._repeated([(m, a) for m, a, b, s in full if b - a == 1 and m.value.name in outside])
        for mention, first, last, sentence in full:
            tokens = self._tokens[first:last]
            if any(token.text >= LAST_LATIN for token in tokens) or mention.value.name not in outside:
                continue
            if self._form.fits(mention.kind, tokens) and self._kind_fits(mention, first, last, sentence):
                yield mention

    def _repeated(self, singles: Sequence[tuple[Mention, int]]) -> set[str]:
        """Names of one word that the model takes for an organisation again and again, and that are no units."""
        seen: dict[str, list[int]] = {}
        for mention, first in singles:
            if mention.kind == ORGANISATION:
                seen.setdefault(mention.value.name, []).append(first)
        common = {token.text for token in self._tokens if token.text.islower()} if seen else set()
        return {
            name
            for name, places in seen.items()
            if len(places) >= OFTEN
            and name.casefold() not in common
            and self._form.unlisted(self._tokens[places[0] : places[0] + 1])
            and not (name.isupper() and len(name) < LETTERS and not any(map(self._in_brackets, places)))
            and not any(map(self._counted, places))
            and not all(map(self._opens, places))
        }

    def _opens(self, i: int) -> bool:
        """Whether a sentence begins with token i and a function word stands behind it: "Relying on the base"."""
        sentence, tokens = self._sentence(i), self._tokens
        led = sentence is not None and any(t.kind == WORD for t in tokens[sentence.first : i])
        return not led and i + 1 < len(tokens) and tokens[i + 1].norm in self._words.function

    def _counted(self, i: int) -> bool:
        """Whether a number stands before token i, or one word further: "402 GW", "6.5 billion Yuan"."""
        tokens = self._tokens
        if i > 0 and tokens[i - 1].kind == NUMBER:
            return True
        return i > 1 and tokens[i - 1].kind == WORD and tokens[i - 2].kind == NUMBER and tokens[i - 1].text.islower()

    def _in_brackets(self, i: int) -> bool:
        return 0 < i < len(self._tokens) - 1 and self._tokens[i - 1].text == "(" and self._tokens[i + 1].text == ")"

    def _sentence(self, first: int) -> Sentence | None:
        at = bisect_right(self._sentence_starts, first) - 1
        return self._sentences[at] if at >= 0 and first < self._sentences[at].last else None

    def _in_headline(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a name stands where any word may be capitalised: in a headline, or as a line or label by itself."""
        if title_case(self._tokens, sentence.first, sentence.last):
            return True
        words = [t for t in self._tokens[sentence.first : sentence.last] if t.kind == WORD]
        if all(token.text.isupper() for token in words):
            return True
        label = first == sentence.first and (last == sentence.last or self._tokens[last].text == ":")
        return label and not any(token.text in self._form.heads for token in self._tokens[first:last])

    def _kind_fits(self, mention: Mention, first: int, last: int, sentence: Sentence) -> bool:
        tokens = self._tokens[first:last]
        often = self._counts[mention.kind, mention.value.name] >= OFTEN
        if mention.kind == PERSON:
            single = self._form.parts(tokens) == 1
            shown = tokens[0].text in self._persons if single else sentence.kind != "heading"
            return shown and not self._in_list(first, last)
        if mention.kind == FACILITY:
            return self._form.is_site(tokens) or (often and all(map(capital, tokens)))
        if mention.kind == PLACE:
            return self._place(first, sentence)
        if mention.kind == ORGANISATION:
            shown = len(tokens) > 1 or self._in_list(first, last) or tokens[0].text in self._firms
            return shown and not any(t.text in self._persons for t in tokens)
        if mention.kind == PRODUCT:
            coded = len(tokens) == 1 and tokens[0].text.isupper()
            return not self._models.is_measure(self._tokens, first, last) and (often or not coded)
        return True

    def _place(self, first: int, sentence: Sentence) -> bool:
        """Whether a word before the name leads to a place: "in Luxi", "the town of Luxi", but not "buses of Luxi"."""
        tokens = self._tokens
        if first == sentence.first or tokens[first - 1].norm not in self._introduces:
            return False
        settled = first - 1 > sentence.first and self._form.is_settlement(tokens[first - 2])
        return settled or tokens[first - 1].norm not in self._of

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
        return all(t.text in ",;、" or t.norm in self._words.joiners for t in self._tokens[first:last])
