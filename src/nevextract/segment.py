"""Sentences: where each begins and ends, and what it is. Linear in the length of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from nevextract.mentions import Sentence
from nevextract.patterns.pack import Pack
from nevextract.patterns.segmenting import SegmentFile
from nevextract.read.furniture import Furniture, LineView, furniture_of
from nevextract.read.lines import (
    CAPTION,
    CLOSERS,
    FURNITURE,
    HEADING,
    ITEM,
    PROSE,
    ROW,
    Line,
    closes,
    read_lines,
)
from nevextract.read.origin import NOTHING, Origin
from nevextract.tokens import Token

MAX_SENTENCE = 3000  # a longer one is no sentence; it is cut so that no later stage meets a sentence without end
MAX_BRACKET = 400
LONG_LINE = 200  # in a longer line of furniture, what does not look like furniture is none
MAX_WRAP = 130
MIN_WRAP = 40
_BRACKETS = re.compile(r"[()（）\[\]【】]")
_FOOTNOTES = re.compile(r"(?: ?\[\d{1,3}\])+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CUTS = ("; ", "；", ", ", "，", "、", " ")  # where an endless sentence is cut, best first
_OPENERS = frozenset("\"“‘'(（")
_NO_START = frozenset(",，;；:：、)）]】")


def segment(
    text: str, tokens: Sequence[Token], pack: Pack, origin: Origin = NOTHING, lines: Sequence[Line] | None = None
) -> list[Sentence]:
    """The sentences of a text in order, every token in exactly one. `tokens` are all tokens of `text`.

    `origin` tells the captions that the text's file marks as such; `lines` are those of the text, if they were read.
    """
    rules, furniture = rules_of(pack), furniture_of(pack)
    if lines is None:
        lines = read_lines(text, tokens, pack, captions=origin.captions)
    starts = [token.start for token in tokens]
    sentences: list[Sentence] = []
    paragraph = -1
    for unit in _units(text, lines, rules):
        paragraph += 1
        whole = unit[0].kind == ROW
        spans = [(unit[0].start, unit[-1].end)] if whole else rules.split(text, unit[0].marker, unit[-1].end)
        for start, end in spans:
            start = unit[0].start if start == unit[0].marker else start
            first = bisect_left(starts, start, unit[0].first, unit[-1].last)
            last = bisect_left(starts, end, first, unit[-1].last)
            if first == last:
                continue
            kind = _kind(unit, LineView(text, tokens, start, end, first, last), furniture)
            sentences.append(Sentence(tokens[first].start, tokens[last - 1].end, first, last, kind, paragraph))
    return sentences


def _kind(unit: Sequence[Line], view: LineView, furniture: Furniture) -> str:
    """What a sentence of a unit is: as its line, unless it begins as furniture or a caption does."""
    kind, later = unit[0].kind, view.start > unit[0].start
    if len(unit) > 1 and kind == HEADING and closes(view.text, unit[-1].start, unit[-1].end):
        kind = PROSE
    if kind in (PROSE, ITEM, HEADING) and furniture.starts_furniture(view):
        return FURNITURE
    if kind == FURNITURE and later and unit[0].end - unit[0].start > LONG_LINE:
        return FURNITURE if furniture.starts_furniture(view) else PROSE
    if kind == PROSE and later and furniture.is_caption(view):
        return CAPTION
    if kind == ITEM and later:
        return PROSE
    return kind


def _units(text: str, lines: Sequence[Line], rules: Rules) -> Iterator[list[Line]]:
    """Lines that belong together: one each, or those of a sentence or paragraph that is broken over lines."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.blank or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    width = max((_wrap_width(text, block) for block in blocks), default=0)
    for block in blocks:
        unit = [block[0]]
        for line in block[1:]:
            if rules.continues(text, unit[-1], line, width):
                unit.append(line)
            else:
                yield unit
                unit = [line]
        yield unit


def _wrap_width(text: str, block: Sequence[Line]) -> int:
    """The width that a block of lines was wrapped at, 0 where each line is whole."""
    if len(block) < 3:
        return 0
    width = max(line.end - line.start for line in block)
    if not MIN_WRAP <= width <= MAX_WRAP or not any(_goes_on(text, *pair) for pair in pairwise(block)):
        return 0
    full = sum(_is_full(text, line, after, width) for line, after in pairwise(block))
    return width if full * 10 >= (len(block) - 1) * 7 else 0


def _is_full(text: str, line: Line, after: Line, width: int) -> bool:
    """Whether the first word of the next line had no room in this one, give or take some letters."""
    end = after.start
    while end < after.end and not text[end].isspace():
        end += 1
    return width * 9 <= (line.end - line.start + 1 + end - after.start) * 10 <= width * 13


def _goes_on(text: str, line: Line, after: Line) -> bool:
    """Whether a line ends in the middle of a sentence that the next takes up in lower case."""
    return text[after.start].islower() and not closes(text, line.start, line.end)


class Rules:
    """Where sentences end in a language, compiled from its `segment.yml`."""

    def __init__(self, spec: SegmentFile) -> None:
        self._ends = frozenset(spec.ends)
        self._numbered = frozenset(word.casefold() for word in spec.before_number)
        self._unfinished = frozenset(word.casefold() for word in spec.unfinished)
        self._never = frozenset(word.casefold() for word in spec.never_end)
        self._may = frozenset(word.casefold() for word in spec.may_end)
        self._starters = frozenset(word.casefold() for word in spec.starters)
        every = [*spec.ends, *spec.ends_by_context]
        marks = "".join(map(re.escape, every))
        # a full stop between two digits is a decimal point
        dot = r"|\.(?!\d)|(?<!\d)\." if "." in every else ""
        single = "".join(re.escape(mark) for mark in every if mark != ".")
        self._stop = re.compile(rf"(?:[{single}]{dot})[{marks}]*(?:[ \t]{{1,2}}[{marks}]+)*")

    def continues(self, text: str, line: Line, after: Line, width: int) -> bool:
        """Whether the line `after` goes on with what `line` begins; `width` is where lines are wrapped, or 0."""
        if after.kind not in (PROSE, HEADING) or after.marker > after.start:
            return False
        if line.kind not in (PROSE, HEADING, ITEM):
            return False
        if width and line.kind != ITEM and _is_full(text, line, after, width):
            return True
        if closes(text, line.start, line.end):
            return False
        if text[after.start].islower() or text[line.end - 1] in ",，-":
            return True
        last = text.rfind(" ", line.start, line.end) + 1
        return text[last : line.end].casefold() in self._unfinished if last else False

    def split(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences of `text[start:end]` as spans that cover it but for white space between them."""
        brackets = _brackets(text, start, end)
        inside = 0
        begin = start
        for match in self._stop.finditer(text, start, end):
            stop = self._after_closers(text, match.end(), end)
            while inside < len(brackets) and brackets[inside][1] <= match.start():
                inside += 1
            if inside < len(brackets) and brackets[inside][0] < match.start() and stop < brackets[inside][1]:
                continue
            following = stop
            while following < end and text[following].isspace():
                following += 1
            if following >= end:
                break
            if self._is_end(text, start, match.start(), match.end(), stop, following):
                yield from _cut(text, begin, stop)
                begin = following
        if begin < end:
            yield from _cut(text, begin, end)

    @staticmethod
    def _after_closers(text: str, at: int, end: int) -> int:
        """The position after the quotes, brackets and footnote marks that stand behind a final mark."""
        stop = at
        while stop < end and text[stop] in CLOSERS:
            if text[stop] in "\"'" and stop + 1 < end and text[stop + 1].isalnum():
                break
            stop += 1
        notes = _FOOTNOTES.match(text, stop, end)
        return notes.end() if notes else stop

    def _is_end(self, text: str, start: int, mark: int, mark_end: int, stop: int, following: int) -> bool:
        after = text[following]
        if after in _NO_START:
            return False
        if any(text[i] in self._ends for i in range(mark, mark_end)):
            return True
        if after.islower():
            return False
        word_start = mark
        while word_start > start and mark - word_start < 30 and text[word_start - 1].isalpha():
            word_start -= 1
        gap = following > stop
        if text[mark:mark_end] != ".":
            return gap or after.isupper() or (after.isalpha() and not after.isascii())
        return self._full_stop_ends(text, word_start, mark, stop, following, gap)

    def _full_stop_ends(self, text: str, word_start: int, mark: int, stop: int, following: int, gap: bool) -> bool:
        word = text[word_start:mark].casefold()
        after = text[following]
        closed = stop > mark + 1  # a quote or bracket closes behind the full stop
        dotted = word_start >= 2 and text[word_start - 1] == "." and text[word_start - 2].isalpha()
        if word in self._never or (dotted and f"{text[word_start - 2]}.{word}".casefold() in self._never):
            return False
        if word in self._numbered and after.isdigit():
            return False
        initial = len(word) == 1 and (text[word_start].isupper() or dotted)
        if not gap and not closed:
            return self._glued_ends(text, word, mark, following, initial)
        if word in self._may or initial:
            next_word = _WORD.match(text, following)
            return next_word is not None and after.isupper() and next_word.group().casefold() in self._starters
        return gap or after.isupper() or after in _OPENERS

    def _glued_ends(self, text: str, word: str, mark: int, following: int, initial: bool) -> bool:
        """Whether a sentence ends at a full stop that no white space follows ("2 million.Exports rose")."""
        after = text[following]
        if initial or word in self._may:
            return False
        if after.isdigit():
            return len(word) >= 4 and text[mark - 1].islower()
        if not after.isalpha():
            return after in _OPENERS and bool(word)
        if not (after.isupper() or not after.isascii()):
            return False
        next_word = _WORD.match(text, following)
        return next_word is not None and (len(next_word.group()) > 1 or next_word.group() in "AI")


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost brackets that close within reach, as (opening, position after the closing one)."""
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for match in _BRACKETS.finditer(text, start, end):
        if match.group() in "(（[【":
            stack.append(match.start())
        elif stack:
            opening = stack.pop()
            if match.end() - opening <= MAX_BRACKET:
                while found and found[-1][0] > opening:
                    found.pop()
                found.append((opening, match.end()))
    return found


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its parts where it is far too long to be one."""
    while end - start > MAX_SENTENCE:
        low, high = start + MAX_SENTENCE // 2, start + MAX_SENTENCE
        found = (text.rfind(mark, low, high) + 1 for mark in _CUTS)
        at = next((cut for cut in found if cut), high)
        yield start, at
        start = at
    if start < end:
        yield start, end


@lru_cache(maxsize=16)
def rules_of(pack: Pack) -> Rules:
    """The sentence rules of a pack, compiled once."""
    return Rules(pack.one("segment", SegmentFile))
