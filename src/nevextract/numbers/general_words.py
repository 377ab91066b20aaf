"""The word lists that only the reading of general text uses, compiled from `general.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nevextract.lexicon import Lexicon
from nevextract.numbers.lexicons import Backward, backward, behind, flat
from nevextract.patterns.cues import CueFile
from nevextract.patterns.general import ChangeWords, GeneralWords
from nevextract.patterns.pack import Pack

_CUES = "change"
NONE = "none"
"the group of phrases that only look like a word of change"


@dataclass(frozen=True, slots=True)
class Changes:
    """Words of change as they stand before and after an amount, and what may stand between."""

    before: Backward
    moved: Backward
    after: Lexicon[str]
    after_ratio: Lexicon[str]
    fillers: frozenset[str]
    endings: tuple[str, ...]
    goals: frozenset[str]
    by: frozenset[str]
    of: frozenset[str]
    comparisons: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class General:
    """See `patterns.general.GeneralWords`."""

    exact: Lexicon[Decimal]
    exponents: frozenset[str]
    caret: frozenset[str]
    denominators: Mapping[str, int]
    parts_of: frozenset[str]
    feet: frozenset[str]
    inches: frozenset[str]
    quotes: frozenset[str]
    openers: frozenset[str]
    sizes: frozenset[str]
    either: frozenset[str]
    names: Lexicon[str]
    per_words: frozenset[str]
    age_unit: str
    age_after: Lexicon[str]
    age_before: Backward
    changes: Changes


def general_words(spec: GeneralWords, pack: Pack) -> General:
    """Compile the pack's `general.yml`, with the words of change from `cues/change.yml`."""
    cues = [cue for cue in pack.all("cue", CueFile) if cue.id == _CUES]
    return General(
        exact=Lexicon(spec.exact.items()),
        exponents=frozenset(spec.exponents),
        caret=frozenset(spec.caret),
        denominators=spec.denominators,
        parts_of=frozenset(spec.parts_of),
        feet=frozenset(spec.feet),
        inches=frozenset(spec.inches),
        quotes=frozenset(spec.quotes),
        openers=frozenset(spec.openers),
        sizes=frozenset(spec.sizes),
        either=frozenset(spec.either),
        names=flat(spec.names),
        per_words=frozenset(spec.per_words),
        age_unit=spec.age.unit,
        age_after=flat(spec.age.after),
        age_before=behind(spec.age.before),
        changes=_changes(spec.change, cues),
    )


def _by_phrase(groups: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(phrase, value) for value, phrases in groups.items() for phrase in phrases]


def _changes(spec: ChangeWords, cues: list[CueFile]) -> Changes:
    own = _by_phrase(spec.before)
    groups = [group for cue in cues for group in cue.groups]
    known = {p for p, _ in own}
    common = [(p, g.value) for g in groups for p in (*g.before, *g.either) if p not in known]
    return Changes(
        before=backward([*common, *own]),
        moved=backward(_by_phrase(spec.moved)),
        after=Lexicon(_by_phrase(spec.after)),
        after_ratio=Lexicon(_by_phrase(spec.after_ratio)),
        fillers=frozenset(spec.fillers),
        endings=tuple(spec.endings),
        goals=frozenset(spec.goals),
        by=frozenset(spec.by),
        of=frozenset(spec.of),
        comparisons={word: change for change, words in spec.comparisons.items() for word in words},
    )
