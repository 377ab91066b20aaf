"""Projects: one draft for each project that a document names, with its stage, phase, place and enterprises."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nevextract.assemble.forms import form_of
from nevextract.assemble.project_names import DESCRIBED, LISTED, NUMBERED, QUOTED, ROW, SITE, ProjectName, project_names
from nevextract.assemble.project_stages import stages_of
from nevextract.find.name_runs import vocabulary
from nevextract.find.name_values import ORGANISATION, PLACE
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import ProjectsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import WORD, Token

CONFIDENCE = {QUOTED: 0.9, NUMBERED: 0.85, LISTED: 0.8, ROW: 0.75, SITE: 0.6, DESCRIBED: 0.55}
NAMED_CONFIDENCE = 0.8
SKIPPED = frozenset({"furniture", "caption"})
INVESTOR_REACH = 12  # tokens from a project to who builds it
ARTICLE = 1
WIDE_PLACES = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """A project to be: the fields of `records.Project` but its id and figures. [start, end) is the name."""

    name: str
    phase: str | None
    stage: str | None
    location: str | None
    enterprises: tuple[str, ...]
    sentence: str
    start: int
    end: int
    rule: str
    confidence: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    draft: ProjectDraft
    words: frozenset[str]
    heading: bool


def build_projects(
    tokens: Sequence[Token], text: str, sentences: Sequence[Sentence], names: Sequence[Mention], pack: Pack
) -> list[ProjectDraft]:
    """The projects of a document in text order, each once: `names` are the document's name mentions in text order.

    A project keeps its first full name; a later mention only adds the stage and phase that the first does not tell.
    """
    finder, generic = project_names(pack), _generic_words(pack)
    found: list[_Found] = []
    for at, sentence in enumerate(sentences):
        if sentence.kind in SKIPPED:
            continue
        named = finder.find(tokens, sentence)
        spans = [(tokens[name.first].start, tokens[name.last - 1].end) for name in named]
        for name in named:
            draft = _draft(tokens, text, sentences, at, name, names, spans, pack)
            if draft is None:
                continue
            words = _key(tokens, name, generic)
            if words:
                _merge(found, _Found(draft, words, sentence.kind == "heading"))
    return sorted((item.draft for item in found), key=lambda draft: draft.start)


def _draft(
    tokens: Sequence[Token],
    text: str,
    sentences: Sequence[Sentence],
    at: int,
    name: ProjectName,
    names: Sequence[Mention],
    spans: Sequence[tuple[int, int]],
    pack: Pack,
) -> ProjectDraft | None:
    """The project named, `spans` being the places of all projects of the sentence; None for what is no project."""
    sentence, stages = sentences[at], stages_of(pack)
    phase = stages.phase(tokens, sentence.first, name.first, name.last, sentence.last)
    if name.rule in (SITE, DESCRIBED) and phase is None and not stages.cues(tokens, sentence.first, sentence.last):
        return None  # a plant that nothing happens to is no project
    start, end = tokens[name.first].start, tokens[name.last - 1].end
    others = [span for span in spans if span != (start, end)]
    return ProjectDraft(
        name=" ".join(text[start:end].split()),
        phase=phase,
        stage=stages.stage(tokens, sentences, at, name.first, name.last),
        location=_location(names, sentence, start, end, others),
        enterprises=_investors(pack).of(tokens, text, sentence, names, name),
        sentence=text[sentence.start : sentence.end],
        start=start,
        end=end,
        rule=name.rule,
        confidence=CONFIDENCE.get(name.rule, NAMED_CONFIDENCE),
    )


def _merge(found: list[_Found], new: _Found) -> None:
    """Add a mention to the projects found, or to the one that it names again."""
    for i, old in enumerate(found):
        if not (old.words <= new.words or new.words <= old.words):
            continue
        fuller = len(new.words) > len(old.words) or (old.heading and not new.heading)
        base, other = (new, old) if fuller else (old, new)
        found[i] = _Found(_filled(base.draft, other.draft), base.words, base.heading)
        return
    found.append(new)


def _filled(base: ProjectDraft, other: ProjectDraft) -> ProjectDraft:
    return ProjectDraft(
        name=base.name,
        phase=base.phase or other.phase,
        stage=base.stage or other.stage,
        location=base.location or other.location,
        enterprises=base.enterprises or other.enterprises,
        sentence=base.sentence,
        start=base.start,
        end=base.end,
        rule=base.rule,
        confidence=max(base.confidence, other.confidence),
        flags=base.flags,
    )


def _location(
    names: Sequence[Mention], sentence: Sentence, start: int, end: int, others: Sequence[tuple[int, int]]
) -> str | None:
    """A place inside the name or the one next to it in the sentence, but in no other project's name (`others`); whole
    countries only where nothing else is."""
    low = bisect_left(names, sentence.start, key=lambda m: m.start)
    places = []
    for mention in names[low:]:
        if mention.start >= sentence.end:
            break
        value = mention.value if mention.kind == PLACE else getattr(mention.value, "place", None)
        inside = start <= mention.start and mention.end <= end
        if value is None or any(a <= mention.start and mention.end <= b for a, b in others):
            continue
        if inside and (mention.start, mention.end) == (start, end) and mention.kind == PLACE:
            return str(value.parent or value.name)  # a park that is the project itself
        if mention.kind == PLACE or inside:
            distance = 0 if inside else max(start - mention.end, mention.start - end, 1)
            places.append((value.kind in WIDE_PLACES, distance, mention.start, value.name))
    return min(places)[3] if places else None


class _Investors:
    """Tells the companies of a project: those in its name, and those said to build or fund it."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("projects", ProjectsPattern)
        self._pack = pack
        self._behind = Lexicon((phrase, True) for phrase in spec.investors)
        self._before = Lexicon((phrase, True) for phrase in spec.invests)

    def of(
        self, tokens: Sequence[Token], text: str, sentence: Sentence, names: Sequence[Mention], name: ProjectName
    ) -> tuple[str, ...]:
        """The names of the companies in text order, each once by the first of its names."""
        low = bisect_left(names, sentence.start, key=lambda m: m.start)
        found: dict[str, str] = {}
        for mention in names[low:]:
            if mention.start >= sentence.end:
                break
            if mention.kind == ORGANISATION and self._has_part(tokens, mention, name):
                words = " ".join(text[mention.start : mention.end].split())
                found.setdefault(form_of(mention, self._pack) or words, words)
        return tuple(found.values())

    def _has_part(self, tokens: Sequence[Token], mention: Mention, name: ProjectName) -> bool:
        first = bisect_left(tokens, mention.start, key=lambda t: t.start)
        last = bisect_left(tokens, mention.end, key=lambda t: t.start)
        if name.first <= first and last <= name.last:
            return last - first < name.last - name.first or name.rule != LISTED  # a listed name is a project's own
        if name.last < first <= name.last + INVESTOR_REACH:
            return self._behind.ends_at(tokens, first, name.last)
        hit = self._before.longest(tokens, last, name.first) if last < name.first else None
        return hit is not None and name.first - hit.last <= ARTICLE


@lru_cache(maxsize=8)
def _investors(pack: Pack) -> _Investors:
    return _Investors(pack)


@lru_cache(maxsize=8)
def _generic_words(pack: Pack) -> frozenset[str]:
    spec = pack.one("projects", ProjectsPattern)
    heads = {word.casefold() for word in (*spec.project_words, *spec.site_heads)}
    return frozenset(heads | vocabulary(pack).function | {"'s"})


def _key(tokens: Sequence[Token], name: ProjectName, generic: frozenset[str]) -> frozenset[str]:
    """The words that tell a project from another: all but "project", "the" and the like."""
    words = (t for t in tokens[name.first : name.last] if t.kind == WORD)
    return frozenset(t.norm for t in words if t.norm not in generic)
