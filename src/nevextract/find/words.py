"""The small words around a name that tell what it does in its sentence: agent, source, place where something lies."""

from __future__ import annotations

from collections.abc import Iterable

from nevextract.lexicon import Lexicon
from nevextract.patterns.subjects import SubjectFile


class Markers:
    """The compiled lists of one pack's `subjects.yml` that mark the part of a name in its sentence."""

    def __init__(self, spec: SubjectFile) -> None:
        self.complements = _lexicon(spec.complements)
        self.agents = _lexicon(spec.agents)
        self.asides = _lexicon(spec.asides)
        self.themes = _lexicon(spec.themes)
        self.within = _lexicon(spec.within)
        self.sources = _lexicon(spec.sources)
        self.speech = _lexicon(spec.speech)
        self.apposed = _lexicon(spec.apposed)
        self.reporters = _lexicon(spec.reporters)
        self.origins = _lexicon(spec.origins)
        self.gathered = _lexicon(spec.gathered)
        self.achieved = _lexicon(spec.achieved)
        self.parts = _lexicon(spec.parts)
        self.absolutes, self.participles = _lexicon(spec.absolutes), _lexicon(spec.participles)
        self.backward = _lexicon(spec.backward)
        self.relatives = _lexicon(spec.relatives)
        self.worth_words = _lexicon(spec.worth_words)
        self.of_parts = frozenset(spec.of_parts)
        self.of_goods = frozenset(spec.of_goods)
        self.of_themselves = frozenset(spec.of_themselves)
        self.of_sectors = frozenset(spec.of_sectors)
        self.of_counts = frozenset(spec.of_counts)
        self.of_events = frozenset(spec.of_events)
        self.of_receivers = frozenset(spec.of_receivers)
        self.of_firms = frozenset(spec.of_firms)
        self.of_signers = frozenset(spec.of_signers)
        self.counted = frozenset(spec.counted)
        self.worth = {metric: frozenset(units) for metric, units in spec.worth.items()}


def _lexicon(phrases: Iterable[str]) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in phrases)
