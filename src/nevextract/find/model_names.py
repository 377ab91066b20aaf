"""Names of models and applications by their form: letters with a number, a maker before them, goods after them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nevextract.find.name_runs import capital, vocabulary
from nevextract.find.name_values import ORGANISATION, PRODUCT, NameValue, plain
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import place_finder
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.pack import Pack
from nevextract.tokens import MARK, NUMBER, WORD, Token

RULE = "products.model"
LETTERS = 4  # of a model's name with a number, at most
DIGITS = 3  # of its number
SUFFIX = 2  # letters after the number ("T10X")
QUOTED = 4  # words of a model's name in quotation marks
MAKERS = frozenset({"company", "carmaker", "battery", "supplier", "technology"})
JOINTS = frozenset("-/")
OPENING, CLOSING = frozenset("\"“「'‘"), frozenset("\"”」'’")


class ModelNames:
    """Finds names of models in tokens. Immutable; safe to share."""

    def __init__(self, pack: Pack) -> None:
        self._words, self._places = vocabulary(pack), place_finder(pack)
        self._organisations = organisation_finder(pack)
        kinds: dict[str, set[str]] = {}
        for row in pack.rows("lists/model_words.tsv"):
            kinds.setdefault(row[1], set()).add(row[0])
        self._lines, self._trims, self._bodies = (frozenset(kinds.get(k, ())) for k in ("line", "trim", "body"))
        self._series = frozenset(kinds.get("series", ()))
        self._never, self._apps, self._use = (frozenset(kinds.get(k, ())) for k in ("never", "app", "use"))

    def find(
        self, tokens: Sequence[Token], text: str, sentences: Sequence[Sentence], known: Sequence[Mention]
    ) -> list[Mention]:
        """The models and applications that the sentences name, in text order; `known` are the other names."""
        makers = {m.end: m for m in known if m.kind == ORGANISATION and getattr(m.value, "kind", "") in MAKERS}
        found = dict(self._of_makers(tokens, known, makers))
        sure: set[str] = set()
        loose: list[tuple[int, int, str]] = []
        for sentence in sentences:
            for first, last, name in self._designations(tokens, text, sentence):
                begin = self._begin(tokens, first, sentence.first, makers)
                if begin is None and not self._shown(tokens, first, last, sentence):
                    loose.append((first, last, name))
                    continue
                sure.add(name)
                found[first] = (first if begin is None else begin, last)
            for first, last in (*self._quoted(tokens, sentence), *self._applications(tokens, sentence)):
                found[first] = first, last
        found.update({first: (first, last) for first, last, name in loose if name in sure})
        return list(_mentions(tokens, text, found))

    def is_measure(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens [first, last) have the form of a model's name but tell a time or a unit: "H1", "27 TP3T"."""
        counted = first > 0 and tokens[first - 1].kind == NUMBER
        numbered = last - first > 1 and tokens[first].text in self._never and tokens[first + 1].kind == NUMBER
        return numbered or counted

    def _of_makers(
        self, tokens: Sequence[Token], known: Sequence[Mention], makers: Mapping[int, Mention]
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """The products among the known names that stand right behind their maker."""
        starts = [token.start for token in tokens]
        for mention in known:
            if mention.kind == PRODUCT and (maker := makers.get(mention.start - 1)) is not None:
                first = bisect_left(starts, maker.start)
                yield first, (first, bisect_left(starts, mention.end))

    def _designations(self, tokens: Sequence[Token], text: str, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
        """What has the form of a model's name: tokens [first, last) and the name itself."""
        i = sentence.first
        while i < sentence.last:
            end = self._end(tokens, i, sentence.last)
            if end is None:
                i += 1
                continue
            yield i, end, text[tokens[i].start : tokens[end - 1].end]
            i = end

    def _end(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        """Where the model's name ends that begins at token i: "ES8", "Model Y", "T10X", "SU7 Pro"."""
        token = tokens[i]
        if token.kind != WORD or not any(c.isupper() for c in token.text) or i + 1 >= last:
            return None
        after = tokens[i + 1]
        if self._owns_trim(tokens, i) and (end := self._trimmed(tokens, i + 1, last)) > i + 1:
            return end
        if token.text in self._lines:
            letter = after.kind == WORD and len(after.text) == 1 and capital(after)
            number = after.kind == NUMBER and len(after.text) <= DIGITS
            return self._trimmed(tokens, i + 2, last) if letter or number else None
        if len(token.text) == 1 and after.text in self._series and after.start - token.end == 1:
            return i + 2
        joined = i == 0 or tokens[i - 1].end < token.start or tokens[i - 1].kind == MARK
        close = after.kind == NUMBER and after.start == token.end and after.text.isdigit() and len(after.text) <= DIGITS
        if not close or not joined or len(token.text) > LETTERS or token.text in self._never:
            return None
        end = i + 2
        if end < last and tokens[end].start == after.end and tokens[end].kind == WORD:
            if len(tokens[end].text) > SUFFIX or not tokens[end].text.isupper():
                return None
            end += 1
        goes_on = end + 1 < last and tokens[end].text in JOINTS and tokens[end].start == tokens[end - 1].end
        if goes_on and tokens[end + 1].start == tokens[end].end:
            return None  # a part number
        return self._trimmed(tokens, end, last)

    def _owns_trim(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether the word may be a model's name that "Pro" or "mini" goes on: no maker, no place, no trade."""
        word = tokens[i]
        listed = self._places.listed_at(tokens, i, i + 1) or self._organisations.known_at(tokens, i, i + 1)
        known = word.norm in self._words.plain or word.norm in self._words.function
        return capital(word) and listed is None and not known and word.text not in self._trims

    def _trimmed(self, tokens: Sequence[Token], end: int, last: int) -> int:
        while end < last and tokens[end].text in self._trims and tokens[end].start - tokens[end - 1].end == 1:
            end += 1
        return end

    def _begin(self, tokens: Sequence[Token], first: int, start: int, makers: Mapping[int, Mention]) -> int | None:
        """Where the maker begins that stands right before a model's name; its own first token after "Brel's"."""
        if first == start:
            return None
        before = tokens[first - 1]
        if before.norm == "'s":
            return first if first - 1 > start and tokens[first - 2].end in makers else None
        maker = makers.get(before.end)
        if maker is None or tokens[first].start - before.end != 1:
            return None
        begin = first - 1
        while begin > start and tokens[begin].start > maker.start:
            begin -= 1
        return begin

    def _shown(self, tokens: Sequence[Token], first: int, last: int, sentence: Sentence) -> bool:
        """Whether goods stand right after a model's name ("the L05 sedan") or it is of a line ("Model Y")."""
        if last < sentence.last and tokens[last].text in self._bodies:
            return True
        lined = tokens[first].text in self._lines or tokens[last - 1].text in self._series
        return lined or tokens[last - 1].text in self._trims

    def _quoted(self, tokens: Sequence[Token], sentence: Sentence) -> Iterator[tuple[int, int]]:
        """A short name in quotation marks that ends in a number: "Brel 12"."""
        opened: int | None = None
        for i in range(sentence.first, sentence.last):
            mark = tokens[i].text
            if opened is not None and mark in CLOSING:
                inner = tokens[opened + 1 : i]
                if self._is_quoted_model(inner):
                    yield opened + 1, i
                opened = None
            elif mark in OPENING:
                opened = i

    def _is_quoted_model(self, inner: Sequence[Token]) -> bool:
        if not 2 <= len(inner) <= QUOTED or inner[-1].kind != NUMBER or len(inner[-1].text) > DIGITS:
            return False
        named = all(t.kind != MARK and (t.kind == NUMBER or capital(t)) for t in inner)
        own = [t for t in inner[:-1] if t.norm not in self._words.plain and t.norm not in self._words.function]
        return named and bool(own) and not any(t.text in self._never or t.text in self._words.breakers for t in inner)

    def _applications(self, tokens: Sequence[Token], sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Applications; what is a company too only by what is done with it: "on Weibo", "the WeChat account"."""
        for i in range(sentence.first, sentence.last):
            if tokens[i].text not in self._apps:
                continue
            before = tokens[i - 1].norm if i > sentence.first else ""
            after = tokens[i + 1].norm if i + 1 < sentence.last else ""
            listed = self._organisations.known_at(tokens, i, i + 1) is not None
            if not listed or before in self._use or after in self._use:
                yield i, i + 1


def _mentions(tokens: Sequence[Token], text: str, found: Mapping[int, tuple[int, int]]) -> Iterator[Mention]:
    done = -1
    for _, (first, last) in sorted(found.items()):
        if first > done:
            start, end = tokens[first].start, tokens[last - 1].end
            yield Mention(PRODUCT, start, end, RULE, NameValue(plain(text[start:end]), PRODUCT, start))
            done = last - 1


@lru_cache(maxsize=8)
def model_names(pack: Pack) -> ModelNames:
    """The finder of models' names of a pack, built once."""
    return ModelNames(pack)
