"""How a language writes its units, compiled from the `unit_words` files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nevextract.lexicon import Lexicon, expand
from nevextract.numbers.lexicons import Noun, Reading, UnitUse, firsts, flat
from nevextract.numbers.units import UnitTable
from nevextract.patterns.units import SecondReading, UnitWords
from nevextract.tokens import tokenize

PERCENT = "percent"
POINTS_ASSUMED = "points_assumed"


@dataclass(frozen=True, slots=True)
class UnitLexicons:
    """Units before the number (`before`, and `codes` whose case counts), after it (`after`, `symbols`), and nouns."""

    before: Lexicon[UnitUse]
    codes: Lexicon[UnitUse]
    after: Lexicon[UnitUse]
    symbols: Lexicon[UnitUse]
    glued: Lexicon[UnitUse]
    "currency symbols that touch digits with a magnitude"
    signed: Lexicon[UnitUse]
    "symbols that need a sign before the number"
    fallback: Lexicon[UnitUse]
    "phrases that are looked at where nothing else is a unit"
    fallback_symbols: Lexicon[UnitUse]
    readings: tuple[Reading, ...]
    not_after: Lexicon[str]
    nouns: Lexicon[Noun]
    minor: Mapping[str, str]
    plural_endings: tuple[str, ...]
    plurals: frozenset[str]
    ratio_words: frozenset[str]
    "words that percentages are written with"
    rivals: Mapping[str, frozenset[str]]
    "for a symbol of several currencies, those that it is not read as"
    starters: frozenset[str]
    "first words of what stands before a number"


def unit_lexicons(files: Sequence[UnitWords], table: UnitTable) -> UnitLexicons:
    """Compile all `units/*.yml` of a pack."""
    codes = _codes(files, table)
    before = [(p, UnitUse(u)) for each in files for u, phrases in each.before.items() for p in phrases]
    symbols = [
        (s, UnitUse(u, each.scaled.get(s))) for each in files for u, listed in each.symbols.items() for s in listed
    ]
    small = [(s, UnitUse(u, small=True)) for each in files for u, listed in each.small.items() for s in listed]
    glued = [(s, UnitUse(u)) for each in files for u, listed in each.glued.items() for s in listed]
    signed = [(s, UnitUse(u)) for each in files for u, listed in each.signed.items() for s in listed]
    return UnitLexicons(
        before=Lexicon(before),
        codes=Lexicon.from_names(codes),
        after=Lexicon(_after(files)),
        symbols=Lexicon.from_names([*symbols, *small, *codes]),
        glued=Lexicon.from_names(glued),
        signed=Lexicon.from_names(signed),
        fallback=Lexicon((p, u) for each in files for p, u in _fallback(each)),
        fallback_symbols=Lexicon.from_names((p, u) for each in files for p, u in _fallback_symbols(each)),
        readings=tuple(_reading(spec) for each in files for spec in each.readings),
        not_after=flat(phrase for each in files for phrase in each.not_after),
        nouns=Lexicon(_nouns(files)),
        minor={code: unit for each in files for code, unit in each.minor.items()},
        plural_endings=tuple(ending for each in files for ending in each.plural_endings),
        plurals=frozenset(word for each in files for word in each.plurals),
        ratio_words=firsts(p for each in files for p in (*each.after.get(PERCENT, []), *each.small.get(PERCENT, []))),
        rivals={symbol: frozenset(units) for each in files for symbol, units in each.assumed.items()},
        starters=firsts(p for p, _ in before) | {tokenize(code)[0].norm for code, _ in (*codes, *glued)},
    )


def _after(files: Sequence[UnitWords]) -> list[tuple[str, UnitUse]]:
    entries = []
    for each in files:
        for unit, phrases in each.near_ratio.items():
            entries += [(phrase, UnitUse(unit, flag=POINTS_ASSUMED)) for phrase in phrases]
        for unit, phrases in each.after.items():
            entries += [(phrase, UnitUse(unit, each.scaled.get(phrase))) for phrase in phrases]
        for unit, phrases in each.broken.items():
            entries += [(phrase, UnitUse(unit, flag="broken_unit")) for phrase in phrases]
        for unit, rates in each.rates.items():
            entries += [(phrase, UnitUse(unit, per=per)) for per, phrases in rates.items() for phrase in phrases]
    return entries


def _fallback(words: UnitWords) -> Iterator[tuple[str, UnitUse]]:
    for unit, phrases in words.fallback.items():
        yield from ((phrase, UnitUse(unit)) for phrase in phrases)
    for unit, phrases in words.closing.items():
        yield from ((phrase, UnitUse(unit, closing=True)) for phrase in phrases)


def _fallback_symbols(words: UnitWords) -> Iterator[tuple[str, UnitUse]]:
    for unit, symbols in words.closing_symbols.items():
        yield from ((symbol, UnitUse(unit, closing=True)) for symbol in symbols)
    for unit, symbols in words.touching.items():
        yield from ((symbol, UnitUse(unit, touching=True)) for symbol in symbols)


def _reading(spec: SecondReading) -> Reading:
    return Reading(
        unit=spec.unit,
        reads=spec.reads,
        phrases=flat(spec.phrases),
        before=frozenset(spec.before),
        after=flat(spec.after),
        never=flat(spec.never),
        never_of=flat(spec.never_of),
        spoilers=frozenset(spec.spoilers),
    )


def _codes(files: Sequence[UnitWords], table: UnitTable) -> list[tuple[str, UnitUse]]:
    """Every currency code in capitals, and "MEUR" for a million of it."""
    words = {code for each in files for code in each.code_words}
    codes = sorted(table.currencies - {code for each in files for code in each.never_codes})
    entries = [(code, UnitUse(code, needs_magnitude=code in words)) for code in codes]
    for each in files:
        for prefix, factor in each.code_prefixes.items():
            entries += [(prefix + code, UnitUse(code, factor)) for code in codes]
    return entries


def _nouns(files: Sequence[UnitWords]) -> list[tuple[str, Noun]]:
    entries = []
    near: dict[str, dict[str, str]] = {}
    for each in files:
        for unit, beside in each.nouns_near.items():
            for sequence in (found for phrase in beside.nouns for found in expand(phrase)):
                near.setdefault(" ".join(sequence), {}).update(dict.fromkeys(beside.words, unit))
    plain = {sequence for each in files for phrase in each.plain_nouns for sequence in expand(phrase)}
    for each in files:
        for unit, phrases in each.nouns.items():
            for sequence in (found for phrase in phrases for found in expand(phrase)):
                noun = " ".join(sequence)
                entries.append(
                    (noun, Noun("" if sequence in plain else unit, _is_plural(sequence[-1], each), near.get(noun, {})))
                )
    return entries


def _is_plural(word: str, words: UnitWords) -> bool:
    """By the language's endings; in a language that has none every noun closes its compound."""
    if not words.plural_endings or word in words.plurals:
        return True
    return word.endswith(tuple(words.plural_endings)) and word not in words.singulars
