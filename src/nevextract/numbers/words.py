"""Everything that the number grammar knows of one language, compiled once per pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nevextract.lexicon import Lexicon
from nevextract.numbers import lexicons as lex
from nevextract.numbers.digits import VULGAR
from nevextract.numbers.general_words import General, general_words
from nevextract.numbers.unit_words import UnitLexicons, unit_lexicons
from nevextract.numbers.units import UnitTable
from nevextract.patterns.general import GeneralWords
from nevextract.patterns.numbers import ApproximationCues, NumberWords
from nevextract.patterns.pack import Pack
from nevextract.patterns.units import UnitWords


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The number words, units and cues of a language."""

    table: UnitTable
    units: UnitLexicons
    approx: lex.Approximators
    times: lex.Times
    fractions: lex.Fractions
    ranks: lex.Ranks
    dates: lex.Dates
    ranges: lex.Ranges
    labels: lex.Labels
    specifications: lex.Specifications
    cardinals: Mapping[str, Decimal]
    hundred: frozenset[str]
    magnitudes: Mapping[str, Decimal]
    magnitude_symbols: Mapping[str, Decimal]
    money_symbols: Mapping[str, Decimal]
    stacked: Lexicon[Decimal]
    vague: Lexicon[Decimal]
    ordinals: Mapping[str, int]
    ordinal_magnitudes: frozenset[str]
    articles: frozenset[str]
    joiners: frozenset[str]
    distributives: frozenset[str]
    minus: frozenset[str]
    levels: Lexicon[str]
    per: Lexicon[str]
    pronouns: Lexicon[str]
    noun_stops: frozenset[str]
    noun_joiners: frozenset[str]
    noun_activities: frozenset[str]
    alternatives: Lexicon[str]
    points: frozenset[str]
    general: General | None
    "what only the reading of general text knows; None where figures are looked for"
    starters: frozenset[str]
    "first words of everything that can begin a quantity without digits"


def words_of(pack: Pack, general: bool = False) -> Words:
    """Compile the pack's `numbers`, `unit_words` and `approximation` files. Raises `PatternError` where one lacks.

    `general`: with what only the reading of general text uses, where the pack has it.
    """
    return _words(pack, general)


@lru_cache(maxsize=16)
def _words(pack: Pack, general: bool) -> Words:
    more = pack.all("general", GeneralWords)[-1:] if general else ()
    spec = pack.one("numbers", NumberWords)
    cues = pack.one("approximation", ApproximationCues)
    table = UnitTable.from_pack(pack)
    files = [each for each in pack.all("unit_words", UnitWords) if general or each.scope == "all"]
    units = unit_lexicons(files, table)
    per = [*spec.per.items(), *(item for each in more for item in each.per.items())]
    return Words(
        table=table,
        units=units,
        approx=lex.approximators(cues),
        times=lex.times(spec),
        fractions=lex.fractions(spec.fractions),
        ranks=lex.ranks(spec.ranks, frozenset(cues.skip)),
        dates=lex.dates(spec.dates),
        ranges=lex.ranges(spec.ranges),
        labels=lex.labels(spec),
        specifications=lex.specifications(spec.specifications),
        cardinals={**VULGAR, **{word: Decimal(value) for word, value in spec.cardinals.items()}},
        hundred=frozenset(spec.hundred),
        magnitudes=spec.magnitudes,
        magnitude_symbols=spec.magnitude_symbols,
        money_symbols=spec.money_symbols,
        stacked=Lexicon(spec.stacked.items()),
        vague=Lexicon(spec.vague.items()),
        ordinals=spec.ordinals,
        ordinal_magnitudes=frozenset(spec.ordinal_magnitudes),
        articles=frozenset(spec.articles),
        joiners=frozenset(spec.joiners),
        distributives=frozenset(spec.distributives),
        minus=frozenset(spec.minus),
        levels=lex.flat(spec.levels),
        per=Lexicon((phrase, unit) for unit, phrases in per for phrase in phrases),
        pronouns=lex.flat(spec.pronouns),
        noun_stops=frozenset(spec.noun_stops),
        noun_joiners=frozenset(spec.noun_joiners),
        noun_activities=frozenset(spec.noun_activities),
        alternatives=lex.flat(spec.alternatives),
        points=frozenset(spec.points),
        general=general_words(more[0], pack) if more else None,
        starters=units.starters | _starters(spec) | lex.firsts(p for each in more for p in each.exact),
    )


def _starters(spec: NumberWords) -> frozenset[str]:
    ranks = spec.ranks
    phrases = [*spec.vague, *(p for m in spec.multiples for p in m.phrases), *ranks.number, *ranks.number_words]
    times = (*spec.times.words, *spec.times.adverbs)
    words = {*VULGAR, *spec.cardinals, *spec.magnitudes, *spec.ordinals, *times, *spec.fractions.denominators}
    return lex.firsts(phrases) | words | (lex.firsts(ranks.top) - frozenset(spec.noun_stops))
