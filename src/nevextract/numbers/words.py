"""The number words, units and cues of a pack, compiled into dictionaries and tries once per pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nevextract.lexicon import Lexicon, expand
from nevextract.numbers.units import UnitTable
from nevextract.patterns.numbers import ApproximationCues, MultipleWord, NumberWords
from nevextract.patterns.pack import Pack
from nevextract.patterns.units import UnitWords
from nevextract.tokens import tokenize


@dataclass(frozen=True, slots=True)
class UnitUse:
    """What a written unit means: its id, what its number is multiplied by, and a doubt."""

    unit: str
    factor: Decimal | None = None
    flag: str | None = None
    needs_magnitude: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the unit it counts and whether it is plural."""

    unit: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Backward:
    """Phrases found by where they end. `longest(tokens, end, floor)` gives (first token, value) or None."""

    lexicon: Lexicon[str]
    last_words: frozenset[str]
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Everything that the number grammar knows of one language."""

    spec: NumberWords
    units: UnitTable
    cardinals: Mapping[str, Decimal]
    magnitudes: Mapping[str, Decimal]
    magnitude_symbols: Mapping[str, Decimal]
    money_symbols: Mapping[str, Decimal]
    stacked: Lexicon[Decimal]
    vague: Lexicon[Decimal]
    articles: frozenset[str]
    joiners: frozenset[str]
    minus: frozenset[str]
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    denominators: Mapping[str, int]
    money_before: Lexicon[UnitUse]
    money_codes_before: Lexicon[UnitUse]
    after: Lexicon[UnitUse]
    symbols: Lexicon[UnitUse]
    not_after: Lexicon[str]
    nouns: Lexicon[Noun]
    minor: Mapping[str, str]
    levels: Lexicon[str]
    per: Lexicon[str]
    pronouns: Lexicon[str]
    idioms: Lexicon[str]
    labels_before: Backward
    approx_before: Backward
    approx_verbs: Backward
    approx_skip: frozenset[str]
    approx_after: Lexicon[str]
    multiples: Lexicon[MultipleWord]
    fold: Lexicon[str]
    times: Lexicon[str]
    times_words: Mapping[str, Decimal]
    of_before: Backward
    of_after: Lexicon[str]
    growth_before: frozenset[str]
    growth_after: Lexicon[str]
    occasions_after: Lexicon[str]
    fraction_links: Lexicon[str]
    fraction_unsure: frozenset[str]
    fraction_spoilers_before: Backward
    fraction_spoilers_after: Lexicon[str]
    rank_number: Lexicon[bool]
    "value: whether the word can be a verb"
    rank_top: frozenset[str]
    rank_cues: Backward
    rank_weak_cues: Backward
    rank_links: Backward
    rank_followers: Lexicon[str]
    rank_places: Lexicon[str]
    rank_superlatives: Lexicon[str]
    rank_strong_followers: Lexicon[str]
    rank_labels: Lexicon[str]
    rank_top_labels: Lexicon[str]
    months: frozenset[str]
    year_before: Backward
    clock_after: Lexicon[str]
    age_after: Lexicon[str]
    range_marks: frozenset[str]
    range_to: frozenset[str]
    between: frozenset[str]
    between_and: frozenset[str]
    from_words: frozenset[str]
    changes: frozenset[str]
    model_stops: frozenset[str]
    noun_stops: frozenset[str]
    noun_joiners: frozenset[str]
    plural_endings: tuple[str, ...]
    label_of: frozenset[str]
    dimension_marks: frozenset[str]
    alternatives: Lexicon[str]
    starters: frozenset[str]
    "first words of everything that can begin a quantity without digits"


def backward(entries: Iterable[tuple[str, str]]) -> Backward:
    """Phrases to be found by their last word."""
    listed = [(phrase, value) for phrase, value in entries]
    sequences = [sequence for phrase, _ in listed for sequence in expand(phrase)]
    longest = max((len(s) for s in sequences), default=0)
    return Backward(Lexicon(listed), frozenset(s[-1] for s in sequences), longest + 1)


def flat(phrases: Iterable[str]) -> Lexicon[str]:
    """A lexicon of phrases whose value does not count."""
    return Lexicon((phrase, "") for phrase in phrases)


def _firsts(phrases: Iterable[str]) -> set[str]:
    return {sequence[0] for phrase in phrases for sequence in expand(phrase)}


def _unit_entries(files: tuple[UnitWords, ...]) -> list[tuple[str, UnitUse]]:
    entries = []
    for each in files:
        for unit, phrases in each.after.items():
            for phrase in phrases:
                entries.append((phrase, UnitUse(unit, each.scaled.get(phrase))))
        for unit, phrases in each.broken.items():
            entries += [(phrase, UnitUse(unit, flag="broken_unit")) for phrase in phrases]
    return entries


def _code_entries(files: tuple[UnitWords, ...], units: UnitTable) -> list[tuple[str, UnitUse]]:
    """Every ISO code in capitals, and "MEUR" for a million of it."""
    words = {code for each in files for code in each.code_words}
    codes = sorted(units.currencies - {code for each in files for code in each.never_codes})
    entries = [(code, UnitUse(code, needs_magnitude=code in words)) for code in codes]
    for each in files:
        for prefix, factor in each.code_prefixes.items():
            entries += [(prefix + code, UnitUse(code, factor)) for code in codes]
    return entries


def _noun_entries(files: tuple[UnitWords, ...]) -> list[tuple[str, Noun]]:
    entries = []
    for each in files:
        endings, plurals = tuple(each.plural_endings), set(each.plurals)
        for unit, phrases in each.nouns.items():
            for phrase in phrases:
                for sequence in expand(phrase):
                    last = sequence[-1]
                    plural = (
                        last in plurals or (last.endswith(endings) and not last.endswith("ss")) if endings else True
                    )
                    entries.append((" ".join(sequence), Noun(unit, plural)))
    return entries


def _starters(spec: NumberWords, files: tuple[UnitWords, ...], units: UnitTable) -> frozenset[str]:
    found = {*spec.cardinals, *spec.magnitudes, *spec.ordinals, *spec.times.words, *spec.fractions.denominators}
    found |= _firsts(spec.vague) | _firsts(p for m in spec.multiples for p in m.phrases)
    found |= _firsts([*spec.ranks.number, *spec.ranks.number_words]) | _firsts(spec.ranks.top)
    found |= _firsts(p for each in files for phrases in each.before.values() for p in phrases)
    codes = _code_entries(files, units)
    return frozenset(found | {tokenize(code)[0].norm for code, _ in codes})


@lru_cache(maxsize=16)
def words_of(pack: Pack) -> Words:
    """Compile the pack's `numbers`, `unit_words` and `approximation` files. Raises `PatternError` where one lacks."""
    spec = pack.one("numbers", NumberWords)
    cues = pack.one("approximation", ApproximationCues)
    files = pack.all("unit_words", UnitWords)
    units = UnitTable.from_pack(pack)
    codes = _code_entries(files, units)
    symbols = [(s, UnitUse(u)) for each in files for u, listed in each.symbols.items() for s in listed]
    before = [(p, UnitUse(u)) for each in files for u, phrases in each.before.items() for p in phrases]
    times, fractions, ranks, ranges, dates = spec.times, spec.fractions, spec.ranks, spec.ranges, spec.dates
    return Words(
        spec=spec,
        units=units,
        cardinals={word: Decimal(value) for word, value in spec.cardinals.items()},
        magnitudes=spec.magnitudes,
        magnitude_symbols=spec.magnitude_symbols,
        money_symbols=spec.money_symbols,
        stacked=Lexicon(spec.stacked.items()),
        vague=Lexicon(spec.vague.items()),
        articles=frozenset(spec.articles),
        joiners=frozenset(spec.joiners),
        minus=frozenset(spec.minus),
        ordinals=spec.ordinals,
        ordinal_endings=frozenset(dates.ordinal_endings),
        denominators=fractions.denominators,
        money_before=Lexicon(before),
        money_codes_before=Lexicon.from_names(codes),
        after=Lexicon(_unit_entries(files)),
        symbols=Lexicon.from_names([*symbols, *codes]),
        not_after=flat(phrase for each in files for phrase in each.not_after),
        nouns=Lexicon(_noun_entries(files)),
        minor={code: unit for each in files for code, unit in each.minor.items()},
        levels=flat(spec.levels),
        per=Lexicon((phrase, unit) for unit, phrases in spec.per.items() for phrase in phrases),
        pronouns=flat(spec.pronouns),
        idioms=flat(spec.idioms),
        labels_before=backward((p, "") for p in spec.labels_before),
        approx_before=backward((p, kind) for kind, phrases in cues.before.items() for p in phrases),
        approx_verbs=backward((p, kind) for kind, phrases in cues.verbs.items() for p in phrases),
        approx_skip=frozenset(cues.skip),
        approx_after=Lexicon((p, kind) for kind, phrases in cues.after.items() for p in phrases),
        multiples=Lexicon((p, each) for each in spec.multiples for p in each.phrases),
        fold=flat(times.fold),
        times=flat(times.times),
        times_words=times.words,
        of_before=backward((p, "") for p in times.of_before),
        of_after=flat(times.of_after),
        growth_before=frozenset(_firsts(times.growth_before)),
        growth_after=flat(times.growth_after),
        occasions_after=flat(times.occasions_after),
        fraction_links=flat(fractions.links),
        fraction_unsure=frozenset(fractions.unsure),
        fraction_spoilers_before=backward((p, "") for p in fractions.spoilers_before),
        fraction_spoilers_after=flat(fractions.spoilers_after),
        rank_number=Lexicon([*((p, False) for p in ranks.number), *((p, True) for p in ranks.number_words)]),
        rank_top=frozenset(_firsts(ranks.top) - frozenset(cues.skip)),
        rank_cues=backward((p, "") for p in ranks.cues),
        rank_weak_cues=backward((p, "") for p in ranks.weak_cues),
        rank_links=backward((p, "") for p in ranks.links),
        rank_followers=flat(ranks.followers),
        rank_places=flat(ranks.places),
        rank_superlatives=flat(ranks.superlatives),
        rank_strong_followers=flat(ranks.strong_followers),
        rank_labels=flat(ranks.labels),
        rank_top_labels=flat(ranks.top_labels),
        months=frozenset(dates.months),
        year_before=backward((p, "") for p in dates.year_before),
        clock_after=flat(dates.clock_after),
        age_after=flat(dates.age_after),
        range_marks=frozenset(ranges.marks),
        range_to=frozenset(ranges.to),
        between=frozenset(ranges.between),
        between_and=frozenset(ranges.between_and),
        from_words=frozenset(ranges.from_words),
        changes=frozenset(ranges.changes),
        model_stops=frozenset(spec.model_stops),
        noun_stops=frozenset(spec.noun_stops),
        plural_endings=tuple(ending for each in files for ending in each.plural_endings),
        noun_joiners=frozenset(spec.noun_joiners),
        label_of=frozenset(spec.label_of),
        dimension_marks=frozenset(spec.dimension_marks),
        alternatives=flat(spec.alternatives),
        starters=_starters(spec, files, units),
    )
