"""How far a project has come: the stage and the phase that the words around its name tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from nevextract.find.name_runs import vocabulary
from nevextract.lexicon import Lexicon
from nevextract.mentions import Sentence
from nevextract.patterns.names import ProjectsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import Token

ITEM = "item"
PLANNED, SIGNED = "planned", "signed"
ORDER = (PLANNED, SIGNED, "under_construction", "completed", "in_production")
LIST_REACH = 40  # how many items back the line that leads into a list is looked for
FUTURE_REACH = 6  # how many words before a cue may make it one of the future ("will be put into operation")
BEGUN_REACH = 24  # how far behind "construction of" the words stand that it has begun
PHASE_REACH = 8  # how many words from a name its phase may stand ("first phase of the ...", ", whose first phase")
OPENING = frozenset("(（")
BRACKETS = OPENING | frozenset(",，")
COMMAS = frozenset(",，;；:：")
GOES_ON = 6  # tokens between a stage and the next that a project has reached
NEIGHBOURS = 2  # sentences of the same paragraph that may tell the stage where the name's own does not
AFTER_WEIGHT, BEFORE_WEIGHT = 1, 2  # what follows a name is likelier about it than what stands before it


class StageCue(NamedTuple):
    """Words for `stage` at tokens [first, last); `future` where they speak of what is to come."""

    stage: str
    first: int
    last: int
    future: bool


class Stages:
    """Reads stages and phases. Keeps what it found in the text that it read last."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("projects", ProjectsPattern)
        self._cues = Lexicon((phrase, stage) for stage, phrases in spec.stages.items() for phrase in phrases)
        self._begun = Lexicon((phrase, stage) for stage, phrases in spec.begun.items() for phrase in phrases)
        self._finishes = Lexicon((phrase, True) for phrase in spec.finishes)
        self._phases = Lexicon((phrase, name) for name, phrases in spec.phases.items() for phrase in phrases)
        self._function = vocabulary(pack).function - vocabulary(pack).joiners
        self._future = Lexicon((phrase, True) for phrase in spec.future)
        self._last: tuple[Sequence[Token], dict[tuple[int, int], list[StageCue]]] = ((), {})

    def cues(self, tokens: Sequence[Token], first: int, last: int) -> list[StageCue]:
        """The words of [first, last) that tell a stage."""
        text, known = self._last
        if text is not tokens:  # a sentence with many projects is read once, not for each
            known = {}
            self._last = (tokens, known)
        if (first, last) not in known:
            known[first, last] = self._find_cues(tokens, first, last)
        return known[first, last]

    def _find_cues(self, tokens: Sequence[Token], first: int, last: int) -> list[StageCue]:
        future = [hit.last for hit in self._future.scan(tokens, first, last)]
        found = []
        for hit in self._cues.scan(tokens, first, last):
            ahead = any(0 <= hit.first - end <= FUTURE_REACH for end in future)
            found.append(StageCue(hit.value, hit.first, hit.last, ahead))
        return sorted([*found, *self._begun_cues(tokens, first, last, future)], key=lambda cue: cue.first)

    def _begun_cues(self, tokens: Sequence[Token], first: int, last: int, future: Sequence[int]) -> Iterable[StageCue]:
        """ "Construction of (the name) has begun": the words behind the name tell the stage."""
        for begun in self._begun.scan(tokens, first, last):
            hit = next(iter(self._finishes.scan(tokens, begun.last, min(last, begun.last + BEGUN_REACH))), None)
            if hit is not None:
                ahead = any(0 <= hit.first - end <= FUTURE_REACH for end in future)
                yield StageCue(begun.value, hit.first, hit.last, ahead)

    def stage(self, tokens: Sequence[Token], around: Sequence[Sentence], at: int, first: int, last: int) -> str | None:
        """The stage of the project named by tokens [first, last) of sentence `around[at]`.

        The name's own sentence decides; else one of its neighbours in the same paragraph does, a later one first.
        """
        own = around[at]
        best = self._nearest(tokens, self.cues(tokens, own.first, own.last), first, last)
        if best is not None:
            return best
        if own.kind == ITEM:
            at = self._list_head(around, at)
            best = self._furthest(self.cues(tokens, around[at].first, around[at].last))
            return best if around[at].kind != ITEM else None
        later = range(at + 1, min(at + 1 + NEIGHBOURS, len(around)))
        for i in (*later, *range(at - 1, max(at - 1 - NEIGHBOURS, -1), -1)):
            sentence = around[i]
            if sentence.paragraph == own.paragraph:
                best = self._furthest(self.cues(tokens, sentence.first, sentence.last))
                if best is not None:
                    return best
        return None

    @staticmethod
    def _list_head(around: Sequence[Sentence], at: int) -> int:
        """The sentence that stands before the list that item `at` is in (or the furthest item looked at)."""
        stop = max(at - LIST_REACH, 0)
        while at > stop and around[at].kind == ITEM:
            at -= 1
        return at

    @staticmethod
    def _furthest(cues: Iterable[StageCue]) -> str | None:
        """The most advanced stage of a sentence that speaks of the project without its name."""
        settled = [cue.stage for cue in cues if not cue.future]
        return max(settled, key=ORDER.index) if settled else None

    def phase(self, tokens: Sequence[Token], begin: int, first: int, last: int, end: int) -> str | None:
        """The phase named within tokens [first, last), right before them ("first phase of the") or right after."""
        for hit in self._phases.scan(tokens, max(begin, first - PHASE_REACH), min(end, last + PHASE_REACH)):
            before = hit.last <= first
            between = tokens[hit.last : first] if before else tokens[last : hit.first]
            marks = OPENING if before else BRACKETS  # "Brel Phase II, | Taro seats" are two
            if all(token.norm in self._function or token.text in marks for token in between):
                return hit.value
        return None

    @staticmethod
    def _nearest(tokens: Sequence[Token], cues: Iterable[StageCue], first: int, last: int) -> str | None:
        """The stage of the cue next to the name, or of a further one that goes on from it ("was approved and has broken
        ground"); a cue of the future counts only where there is no other."""
        cues = list(cues)
        settled = [cue for cue in cues if not cue.future]
        outside = [cue for cue in settled if cue.last <= first or cue.first >= last]
        if outside:
            best = min(outside, key=lambda cue: _distance(cue, first, last))
            for cue in sorted(outside, key=lambda cue: cue.first):
                near = last <= best.first and 0 <= cue.first - best.last <= GOES_ON
                apart = any(token.text in COMMAS for token in tokens[best.last : cue.first])
                if near and not apart and ORDER.index(cue.stage) > ORDER.index(best.stage):
                    best = cue
            return best.stage
        coming = {cue.stage for cue in cues if cue.future}
        if not coming:
            return None
        return SIGNED if SIGNED in coming else PLANNED


def _distance(cue: StageCue, first: int, last: int) -> int:
    return (cue.first - last) * AFTER_WEIGHT if cue.first >= last else (first - cue.last) * BEFORE_WEIGHT


@lru_cache(maxsize=8)
def stages_of(pack: Pack) -> Stages:
    """The stage reader of a pack, built once."""
    return Stages(pack)
