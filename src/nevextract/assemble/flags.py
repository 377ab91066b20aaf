"""Doubts about a figure that a machine can act on."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.patterns import Pack
from nevextract.patterns.exchange import ExchangeRates

MAGNITUDE_SUSPECT = "magnitude_suspect"
CURRENCY_MISMATCH = "currency_mismatch"
TENSE_CONFLICT = "tense_conflict"
SHARE_ABOVE_100 = "share_above_100"

_FAR = 12
"""How many times its neighbours an amount must be to be suspect: 亿 (10^8) turned into a billion is ten times off."""
_FEWEST = 2
_REACH = 12


def magnitude_suspects(drafts: Sequence[Draft]) -> set[int]:
    """Indexes of money levels more than 12 times the largest other level of the same metric and currency within twelve
    sentences, where at least two such stand there: a magnitude word that a translation has changed."""
    groups: dict[tuple[str, str], list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.slot.quantity.kind == "money" and draft.measure == "level" and draft.value > 0:
            groups.setdefault((draft.metric, draft.unit), []).append(i)
    suspects: set[int] = set()
    for members in groups.values():
        window: deque[int] = deque()
        ahead = 0
        for i in members:
            here = drafts[i].sentence
            while ahead < len(members) and drafts[members[ahead]].sentence <= here + _REACH:
                window.append(members[ahead])
                ahead += 1
            while drafts[window[0]].sentence < here - _REACH:
                window.popleft()
            if _stands_out(drafts, i, window):
                suspects.add(i)
    return suspects


def _stands_out(drafts: Sequence[Draft], i: int, window: Sequence[int]) -> bool:
    """Whether draft i is far above all others of the window, of which there are at least two. Of a
    crowded window the first hundred are looked at, so that the cost stays bounded."""
    if len(window) - 1 < _FEWEST:
        return False
    near = [drafts[k].value for k in islice(window, _CROWD) if k != i]
    return drafts[i].value > _FAR * max(near)


_CROWD = 100


@lru_cache(maxsize=16)
def _rates(pack: Pack) -> Mapping[str, Sequence[tuple[int, Decimal, Decimal]]]:
    return pack.one("exchange_rates", ExchangeRates).table()


def currency_mismatch(draft: Draft, year: int | None, pack: Pack) -> bool:
    """Whether the two sides of "69.21 billion yuan ($9.7 billion)" disagree with every plausible rate of the year
    (of all years on file where the year is unknown). Currencies without rates are not judged."""
    rates = _rates(pack)
    q = draft.slot.quantity
    for also in q.also:
        one, two = _range(rates, q.unit, year), _range(rates, also.unit, year)
        if one is None or two is None or not also.value or q.unit == also.unit:
            continue
        low = q.value / one[1]
        high = q.value / one[0]
        if not (also.value / two[1] <= high and low <= also.value / two[0]):
            return True
    return False


def _range(
    rates: Mapping[str, Sequence[tuple[int, Decimal, Decimal]]], unit: str | None, year: int | None
) -> tuple[Decimal, Decimal] | None:
    rows = rates.get(unit or "")
    if not rows:
        return None
    exact = [row for row in rows if row[0] == year]
    chosen = exact or rows
    return min(row[1] for row in chosen), max(row[2] for row in chosen)


def tense_conflict(status: str, period_end: date | None, known: date | None) -> bool:
    """Whether the words speak of the future and the period was over by a date the text makes certain."""
    return status == "expected" and period_end is not None and known is not None and period_end <= known


def _latest_actual(drafts: Sequence[Draft], fields: Sequence[Fields]) -> date | None:
    """The latest end of a period that the text itself reports on as past, for a text without a date."""
    ends = [f.period_end for d, f in zip(drafts, fields, strict=True) if f.status == "actual" and f.period_end]
    return max(ends, default=None)


def share_above_100(measure: str, value: Decimal) -> bool:
    """Whether a share is more than the whole."""
    return measure == "share" and value > 100


def flags_of(
    drafts: Sequence[Draft], fields: Sequence[Fields], published: date | None, year: int | None, pack: Pack
) -> list[tuple[str, ...]]:
    """The doubts about each draft beyond those that its words brought along."""
    suspects = magnitude_suspects(drafts)
    known = published or _latest_actual(drafts, fields) or (date(year, 1, 1) if year else None)
    found: list[tuple[str, ...]] = []
    for i, (draft, field) in enumerate(zip(drafts, fields, strict=True)):
        flags = []
        if i in suspects:
            flags.append(MAGNITUDE_SUSPECT)
        when = field.period_end.year if field.period_end else year
        if draft.slot.quantity.kind == "money" and currency_mismatch(draft, when, pack):
            flags.append(CURRENCY_MISMATCH)
        if draft.measure != "rank" and tense_conflict(field.status, field.period_end, known):
            flags.append(TENSE_CONFLICT)
        if share_above_100(draft.measure, draft.value):
            flags.append(SHARE_ABOVE_100)
        found.append(tuple(flags))
    return found
