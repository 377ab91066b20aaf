"""Pattern files of units: `common/units.yml` says what a unit is, `<language>/units/*.yml` how it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase, Spec


class UnitSpec(Spec):
    """A unit: the dimension it measures, what one of it is in the dimension's base unit, and its symbol.

    `ucum` is its case-sensitive code in the Unified Code for Units of Measure, `qudt` its name in the QUDT vocabulary.
    """

    dimension: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    size: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    symbol: str | None = None
    ucum: str | None = None
    qudt: str | None = None


class UnitList(Spec):
    """`common/units.yml`: the units by id, and the currency codes (ISO 4217), all of the dimension `money`."""

    units: dict[str, UnitSpec]
    currencies: list[Annotated[str, Field(pattern=r"^[A-Z]{3}$")]]


class NounsNear(Spec):
    """Counted nouns (listed under a unit of their own) that count another unit where one of `words` stands near."""

    words: list[str]
    nouns: list[Phrase]


class SecondReading(Spec):
    """A spelling of `unit` that means `reads` where what stands about the number says so: "they lost 20 pounds".

    `before` are words that stand up to six tokens before the number in its clause, `after` what stands behind the
    spelling; a phrase of `never` there keeps the first reading ("20 pounds of debt"). Behind a hyphen ("a 20-pound
    turkey") the second reading is meant unless a phrase of `never_of` follows ("a 20-pound fine"). No reading changes
    where a word of `spoilers` stands in the clause before.
    """

    unit: str
    reads: str
    phrases: list[Phrase]
    before: list[str] = []
    after: list[Phrase] = []
    never: list[Phrase] = []
    never_of: list[Phrase] = []
    spoilers: list[str] = []


class UnitWords(PatternFile):
    """How a language writes units. All maps go from unit id to words.

    `before` and `after` are phrases written before ("RMB") or after ("percent") the number; `symbols` stand after it
    and keep their case ("MW" is no "mw"); `nouns` are counted nouns, before which adjectives and other nouns may
    stand. `minor` gives, for a currency, the unit of its hundredth. `code_words` are currency codes that are words
    too: as codes they need a magnitude or no space. `broken` are garbled spellings, flagged `broken_unit`.
    `scope` `general`: only `find_quantities` reads these words, not the search for figures.
    """

    scope: Literal["all", "general"] = "all"
    before: dict[str, list[Phrase]] = {}
    after: dict[str, list[Phrase]] = {}
    symbols: dict[str, list[str]] = {}
    nouns: dict[str, list[Phrase]] = {}
    nouns_near: dict[str, NounsNear] = {}
    assumed: dict[str, list[str]] = {}
    "for a symbol of several currencies ('$'): the others; `currency_assumed` is flagged where one of them is named too"
    near_ratio: dict[str, list[Phrase]] = {}
    "units of these words only where a percentage stands near ('2.8 points down'), flagged `points_assumed`"
    glued: dict[str, list[str]] = {}
    "symbols that mean the currency only right before digits with a magnitude ('B11.2bn')"
    small: dict[str, list[str]] = {}
    "symbols that mean the unit only after a number below a thousand ('22 pc': percent; '1,200 pc': pieces)"
    signed: dict[str, list[str]] = {}
    "symbols that mean the unit only after 'minus' or a sign ('minus 40 C')"
    fallback: dict[str, list[Phrase]] = {}
    "phrases that mean the unit only where they mean no other ('points')"
    closing: dict[str, list[Phrase]] = {}
    "phrases that mean the unit only where nothing is counted behind them ('12 stone', not '12 stone houses')"
    closing_symbols: dict[str, list[str]] = {}
    "the same, with their case"
    touching: dict[str, list[str]] = {}
    "symbols that mean the unit only right behind digits, with nothing joined to them ('16A')"
    plain_nouns: list[Phrase] = []
    "nouns that name no unit in the texts of this scope ('12 posts'), though another file lists them"
    rates: dict[str, dict[str, list[Phrase]]] = {}
    "unit -> what it is per -> phrases ('bpd': barrel, day)"
    readings: list[SecondReading] = []
    broken: dict[str, list[Phrase]] = {}
    minor: dict[str, str] = {}
    code_words: list[str] = []
    never_codes: list[str] = []
    "currency codes that mean something else in these texts"
    not_after: list[Phrase] = []
    "phrases after a number that only begin like a unit ('year on year')"
    code_prefixes: dict[str, Decimal] = {}
    scaled: dict[str, Annotated[Decimal, Field(gt=0)]] = {}
    "a phrase of `after` whose unit is a part or multiple of the id's ('basis points': 0.01)"
    plural_endings: list[str] = []
    plurals: list[str] = []
    "plural nouns without such an ending"
    singulars: list[str] = []
    "singular nouns with such an ending"
