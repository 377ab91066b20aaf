"""A document as its tables are read from it, and the lines that give a table its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.table_grid import ROW
from nevextract.assemble.table_heads import Said, TableWords
from nevextract.assemble.view import Slot
from nevextract.mentions import Sentence
from nevextract.tokens import Token

_CAPTIONS = 3
_ABOVE = 12
_MAX_CAPTION = 200
_TITLES = frozenset({"heading", "caption"})
_LINES = frozenset({"prose", "item"})
BRACKETS = frozenset("(（[【")
_COLONS = frozenset(":：")


@dataclass(frozen=True, slots=True)
class Context:
    """A document while its tables are read."""

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    slots: Mapping[int, Sequence[Slot]]
    words: TableWords
    metrics: MetricTable

    def read(self, first: int, last: int) -> Said:
        """What tokens [first, last) say."""
        return self.words.read(self.tokens, self.text, first, last)

    def said(self, numbers: Sequence[int]) -> list[Said]:
        """What the sentences of these numbers say, one by one; a unit only in brackets or behind its label."""
        found = []
        for sentence in (self.sentences[n] for n in numbers):
            said = self.read(sentence.first, sentence.last)
            if said.unit is not None and self.tokens[said.unit.first].text not in BRACKETS:
                labelled = self.words.units.is_labelled(self.tokens, sentence.first, sentence.last)
                said = said if labelled else replace(said, unit=None)
            found.append(said)
        return found

    def indent(self, number: int) -> int:
        """The blanks before a sentence that begins its line."""
        start = self.sentences[number].start
        return start - self.text.rfind("\n", 0, start) - 1

    def source(self, first: int, last: int) -> str:
        """The words of tokens [first, last), every run of white space one blank."""
        if last <= first:
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def captions(self, number: int) -> tuple[list[int], list[int]]:
        """The lines that give a table below them its title, nearest first; and the headings further up that it may
        belong to. `number` is the sentence of the table's first head."""
        near: list[int] = []
        at = number - 1
        while at >= 0 and len(near) < _CAPTIONS and self._is_caption(self.sentences[at]) and not self._closes(at):
            near.append(at)
            at -= 1
        bound = max(-1, at - _ABOVE)
        far = [k for k in range(at, bound, -1) if self.sentences[k].kind == "heading"][:1]
        title = next((k for k in range(min(_ABOVE, at + 1)) if self.sentences[k].kind == "heading"), None)
        return near, far if title is None or title in far else [*far, title]

    def below(self, number: int) -> list[int]:
        """The line under a table that states the unit of its cells. `number` is the sentence of the last row."""
        at = number + 1
        if at >= len(self.sentences) or not self._states_unit(self.sentences[at]):
            return []
        followed = at + 1 < len(self.sentences) and self.sentences[at + 1].kind == ROW
        return [at] if self._closes(at) or not followed else []

    def _closes(self, at: int) -> bool:
        """Whether a line states a unit right below a row."""
        if at < 1 or self.sentences[at - 1].kind != ROW or not self._states_unit(self.sentences[at]):
            return False
        return self.text.count("\n", self.sentences[at - 1].end, self.sentences[at].start) == 1

    def _states_unit(self, sentence: Sentence) -> bool:
        """Whether a line begins with the label of a unit: "(Unit: GWh)"."""
        first = sentence.first
        while first < sentence.last and self.tokens[first].text in BRACKETS:
            first += 1
        return self.words.units.is_labelled(self.tokens, first, sentence.last)

    def _is_caption(self, sentence: Sentence) -> bool:
        if sentence.kind in _TITLES or self._states_unit(sentence):
            return True
        if sentence.kind not in _LINES or sentence.end - sentence.start > _MAX_CAPTION:
            return False
        colon = self.tokens[sentence.last - 1].text in _COLONS
        return colon or self.words.is_caption(self.tokens, sentence.first, sentence.last)
