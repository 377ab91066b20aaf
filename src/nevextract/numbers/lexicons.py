"""The word lists of the number grammar in groups, compiled from pattern files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from nevextract.lexicon import Lexicon, expand
from nevextract.patterns.numbers import (
    Approximation,
    ApproximationCues,
    DateWords,
    FractionWords,
    MultipleWord,
    NumberWords,
    RangeWords,
    RankWords,
    SpecificationWords,
)


@dataclass(frozen=True, slots=True)
class UnitUse:
    """What a written unit means: its id, what its number is multiplied by, and a doubt.

    `needs_magnitude`: a currency code that is a word too; `small`: it follows only numbers below a thousand;
    `closing`: nothing counted may follow; `touching`: it must touch the digits too; `per`: what the unit is per.
    """

    unit: str
    factor: Decimal | None = None
    flag: str | None = None
    needs_magnitude: bool = False
    small: bool = False
    closing: bool = False
    touching: bool = False
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """When a spelling of `unit` means `reads` (see `patterns.units.SecondReading`)."""

    unit: str
    reads: str
    phrases: Lexicon[str]
    before: frozenset[str]
    after: Lexicon[str]
    never: Lexicon[str]
    never_of: Lexicon[str]
    spoilers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the unit it counts ("" for none), whether it is plural; `near` its units beside certain words."""

    unit: str
    plural: bool
    near: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Backward:
    """Phrases to be found by where they end: at most `length` tokens long, hyphens included."""

    lexicon: Lexicon[str]
    last_words: frozenset[str]
    length: int


@dataclass(frozen=True, slots=True)
class Approximators:
    """`before` and `verbs` stand before a number, after `verbs` a word of `skip` may follow; `after` behind it."""

    before: Backward
    verbs: Backward
    skip: frozenset[str]
    never_of_time: Backward
    after: Lexicon[str]


@dataclass(frozen=True, slots=True)
class Times:
    """Multiples: words that are one ("doubled"), and what "N-fold" and "N times" are read by."""

    multiples: Lexicon[MultipleWord]
    fold: Lexicon[str]
    times: Lexicon[str]
    words: Mapping[str, Decimal]
    of_before: Backward
    of_after: Lexicon[str]
    growth_before: frozenset[str]
    growth_after: Lexicon[str]
    adverbs: Mapping[str, Decimal]
    levels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fractions:
    """Denominators, and what makes or spoils a fraction."""

    denominators: Mapping[str, int]
    halves: frozenset[str]
    unsure: frozenset[str]
    links: Lexicon[str]
    links_before: Backward
    spoilers_before: Backward
    spoilers_after: Lexicon[str]
    ratio_links: Lexicon[str]
    ratio_spoilers: Backward
    halving_before: frozenset[str]
    halving_links: Backward


@dataclass(frozen=True, slots=True)
class Ranks:
    """What makes a rank of a number or an ordinal. The value of `number`: whether the word can be a verb."""

    number: Lexicon[bool]
    top: frozenset[str]
    cues: Backward
    weak_cues: Backward
    moves: Backward
    joints: frozenset[str]
    links: Backward
    followers: Lexicon[str]
    strong_followers: Lexicon[str]
    places: Lexicon[str]
    superlatives: Lexicon[str]
    labels: Lexicon[str]
    label_before: Backward
    top_labels: Lexicon[str]
    top_before: Backward
    highest: int


@dataclass(frozen=True, slots=True)
class Dates:
    """What makes digits part of a date or a time of day."""

    months: frozenset[str]
    year_before: Backward
    old_year_before: Backward
    clock_after: Lexicon[str]
    age_after: Lexicon[str]
    ordinal_endings: frozenset[str]
    decade_endings: frozenset[str]
    decade_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranges:
    """What joins two numbers."""

    marks: frozenset[str]
    to: frozenset[str]
    between: frozenset[str]
    between_and: frozenset[str]
    opening: frozenset[str]
    goals: frozenset[str]
    amounts: frozenset[str]
    extents: frozenset[str]
    changes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Labels:
    """What makes digits a name or a number word part of a phrase."""

    before: Backward
    of: frozenset[str]
    idioms: Lexicon[str]
    unit_labels: Backward
    head_fillers: frozenset[str]
    model_stops: frozenset[str]
    dimension_marks: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class Specifications:
    """What makes a number with a hyphen describe a thing (see `patterns.numbers.SpecificationWords`)."""

    units: frozenset[str]
    dimensions: frozenset[str]
    nouns: Lexicon[str]
    things: frozenset[str]
    plants: frozenset[str]
    open: frozenset[str]


def backward(entries: Iterable[tuple[str, str]]) -> Backward:
    """Phrases with a value each, to be found by their last word."""
    listed = list(entries)
    sequences = [sequence for phrase, _ in listed for sequence in expand(phrase)]
    longest = max((len(s) for s in sequences), default=0)
    return Backward(Lexicon(listed), frozenset(s[-1] for s in sequences), longest + 1)


def behind(phrases: Iterable[str]) -> Backward:
    """Phrases without a value, to be found by their last word."""
    return backward((phrase, "") for phrase in phrases)


def flat(phrases: Iterable[str]) -> Lexicon[str]:
    """A lexicon of phrases whose value does not count."""
    return Lexicon((phrase, "") for phrase in phrases)


def firsts(phrases: Iterable[str]) -> frozenset[str]:
    """The words that phrases begin with."""
    return frozenset(sequence[0] for phrase in phrases for sequence in expand(phrase))


def _kinds(groups: Mapping[Approximation, list[str]]) -> list[tuple[str, str]]:
    return [(phrase, kind) for kind, phrases in groups.items() for phrase in phrases]


def approximators(cues: ApproximationCues) -> Approximators:
    """Compile `cues/approximation.yml`."""
    return Approximators(
        before=backward(_kinds(cues.before)),
        verbs=backward(_kinds(cues.verbs)),
        skip=frozenset(cues.skip),
        never_of_time=behind(cues.never_of_time),
        after=Lexicon(_kinds(cues.after)),
    )


def times(spec: NumberWords) -> Times:
    """Compile what `numbers.yml` says of multiples."""
    words = spec.times
    return Times(
        multiples=Lexicon((p, each) for each in spec.multiples for p in each.phrases),
        fold=flat(words.fold),
        times=flat(words.times),
        words=words.words,
        of_before=behind(words.of_before),
        of_after=flat(words.of_after),
        growth_before=firsts(words.growth_before),
        growth_after=flat(words.growth_after),
        adverbs=words.adverbs,
        levels=frozenset(words.levels),
    )


def fractions(words: FractionWords) -> Fractions:
    """Compile what `numbers.yml` says of fractions."""
    return Fractions(
        denominators=words.denominators,
        halves=frozenset(words.halves),
        unsure=frozenset(words.unsure),
        links=flat(words.links),
        links_before=behind(words.links_before),
        spoilers_before=behind(words.spoilers_before),
        spoilers_after=flat(words.spoilers_after),
        ratio_links=Lexicon(words.ratio_links.items()),
        ratio_spoilers=behind(words.ratio_spoilers),
        halving_before=frozenset(words.halving_before),
        halving_links=backward((p, kind if kind == "part" else "") for p, kind in words.halving_links.items()),
    )


def ranks(words: RankWords, articles: frozenset[str]) -> Ranks:
    """Compile what `numbers.yml` says of ranks."""
    number = [*((p, False) for p in words.number), *((p, True) for p in words.number_words)]
    return Ranks(
        number=Lexicon(number),
        top=firsts(words.top) - articles,
        cues=behind(words.cues),
        weak_cues=behind(words.weak_cues),
        moves=behind(words.moves),
        joints=frozenset(words.joints),
        links=behind(words.links),
        followers=flat(words.followers),
        strong_followers=flat(words.strong_followers),
        places=flat(words.places),
        superlatives=flat(words.superlatives),
        labels=flat(words.labels),
        label_before=behind(words.label_before),
        top_before=behind(words.top_before),
        top_labels=flat(words.top_labels),
        highest=words.highest,
    )


def dates(words: DateWords) -> Dates:
    """Compile what `numbers.yml` says of dates."""
    return Dates(
        months=frozenset(words.months),
        year_before=behind(words.year_before),
        old_year_before=behind(words.old_year_before),
        clock_after=flat(words.clock_after),
        age_after=flat(words.age_after),
        ordinal_endings=frozenset(words.ordinal_endings),
        decade_endings=frozenset(words.decade_endings),
        decade_before=frozenset(words.decade_before),
    )


def ranges(words: RangeWords) -> Ranges:
    """Compile what `numbers.yml` says of ranges."""
    return Ranges(
        marks=frozenset(words.marks),
        to=frozenset(words.to),
        between=frozenset(words.between),
        between_and=frozenset(words.between_and),
        opening=frozenset(words.from_words),
        goals=frozenset(words.goals),
        amounts=frozenset(words.amounts),
        extents=frozenset(words.extents),
        changes=frozenset(words.changes),
    )


def labels(spec: NumberWords) -> Labels:
    """Compile what `numbers.yml` says of names and phrases with numbers in them."""
    return Labels(
        before=behind(spec.labels_before),
        of=frozenset(spec.label_of),
        idioms=flat(spec.idioms),
        unit_labels=behind(spec.unit_labels),
        head_fillers=frozenset(spec.head_fillers),
        model_stops=frozenset(spec.model_stops),
        dimension_marks=frozenset(spec.dimension_marks),
        determiners=frozenset(spec.determiners),
    )


def specifications(words: SpecificationWords) -> Specifications:
    """Compile what `numbers.yml` says of numbers that describe things."""
    return Specifications(
        units=frozenset(words.units),
        dimensions=frozenset(words.dimensions),
        nouns=flat(words.nouns),
        things=frozenset(words.things),
        plants=frozenset(words.plants),
        open=frozenset(words.open),
    )
