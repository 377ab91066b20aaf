"""What a generic classifier counts: "2.66 million units" of cars are vehicles, of batteries units."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.assemble.metrics import GENERIC_UNITS, MetricTable
from nevextract.lexicon import Lexicon
from nevextract.patterns import Pack
from nevextract.patterns.numbers import NumberWords
from nevextract.patterns.units import UnitWords
from nevextract.tokens import Token, tokenize

VEHICLE = "vehicle"
_GOODS = 6
"in so many words behind 'of' the counted goods are looked for"


@lru_cache(maxsize=16)
def _vehicle_nouns(pack: Pack) -> Lexicon[bool]:
    files = pack.all("unit_words", UnitWords)
    return Lexicon((phrase, True) for file in files for phrase in file.nouns.get(VEHICLE, []))


def name_classified(
    drafts: Sequence[Draft], fields: Sequence[Fields], tokens: Sequence[Token], table: MetricTable, pack: Pack
) -> list[Draft]:
    """The drafts with the unit `vehicle` where a generic classifier or a bare number counts vehicles: its product is a
    vehicle, or it names none in a text that speaks of vehicles. Of other goods a bare number counts units."""
    nouns = _vehicle_nouns(pack)
    if not any(d.unit in GENERIC_UNITS or d.slot.quantity.unit is None for d in drafts):
        return list(drafts)
    ties = frozenset(pack.one("numbers", NumberWords).label_of)
    about_vehicles = nouns.anywhere(tokens, 0, len(tokens))
    named: list[Draft] = []
    for draft, field in zip(drafts, fields, strict=True):
        bare = draft.slot.quantity.unit is None and draft.unit == VEHICLE
        generic = draft.unit in GENERIC_UNITS and table.by_id[draft.metric].bare == VEHICLE
        if (bare or generic) and draft.cell is None:
            vehicles = _ends_in(nouns, field.product) if field.product else about_vehicles
            vehicles = vehicles and not (bare and "bare.noun_follows" in draft.reading.features)
            vehicles = vehicles and not (generic and _counts_others(draft, tokens, nouns, ties))
            unit = VEHICLE if vehicles else draft.unit if generic else "unit"
            named.append(draft._replace(unit=unit))
        else:
            named.append(draft)
    return named


def _counts_others(draft: Draft, tokens: Sequence[Token], nouns: Lexicon[bool], ties: frozenset[str]) -> bool:
    """Whether "of" and the name of other goods follow the classifier: "600,000 sets of seat frames"."""
    at = draft.slot.last
    if at >= len(tokens) or tokens[at].norm not in ties:
        return False
    goods = range(at + 1, min(at + 1 + _GOODS, len(tokens)))
    return not any(nouns.at(tokens, i) for i in goods)


def _ends_in(nouns: Lexicon[bool], product: str) -> bool:
    """Whether the last word of a product is one of the nouns ("electric buses", not "bus batteries")."""
    words = tokenize(product)
    return any(hit.last == len(words) for i in range(len(words)) for hit in nouns.at(words, i))
