"""Which places a name can be, each with its code and usual name: divisions of China, countries, regions, big cities."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from nevextract.find.aliases import aliases_of
from nevextract.find.name_values import PLACE
from nevextract.once import once
from nevextract.patterns.names import PlacesPattern
from nevextract.patterns.pack import Pack

CHINA = "CN"
WIDE, MIDDLE, SMALL = 0, 1, 2
"""Ranks: countries and provinces; cities and prefectures; counties and the like."""
PROVINCE_DIGITS, CITY_DIGITS = 2, 4
PARTS = frozenset({"zone", "region"})
TAB = "\t"
NAME, KIND, ALSO = 1, 2, 4
"""Columns of the list of divisions: name, kind, other spellings."""
KEPT = 4096
"""Names of which the places are kept: texts name the same ones again and again."""
_UNWRITTEN = str.maketrans("", "", "'’ʼ.-‐‑ ")


class Spot(NamedTuple):
    """A place that a name can be.

    `code`: its GB/T 2260 or ISO 3166-1 code, or that of the smallest place around it that has one, None where none has;
    `full`: its usual name with what it lies in; `kind`: of a division of China (`city`, `county`, ...), else empty;
    `around`: the codes of what it lies in, from small to large.
    """

    code: str | None
    full: str
    kind: str
    rank: int
    around: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the place and of all that it lies in."""
        return frozenset(self.around if self.code is None else (self.code, *self.around))


class Gazetteer:
    """The places of a pack by name; its lists are read when the first name is asked for. Safe to share."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.one("places", PlacesPattern)
        self._aliases = aliases_of(pack)
        self._heads = spec.divisions
        self._bare = frozenset(spec.bare_divisions)
        self._tails = frozenset(spec.division_tails)
        self._kinds: dict[str, set[str]] = {}
        for kind, heads in spec.divisions.items():
            for head in heads:
                self._kinds.setdefault(head.casefold(), set()).add(kind)
        # Text and no objects: thousands of them would cost more at every start than all names that are asked for.
        self._spots = lru_cache(maxsize=KEPT)(self._looked_up)
        self._divisions = {line.partition(TAB)[0]: line for line in pack.lines("lists/china_divisions.tsv")}
        self._by_name: dict[str, str] = {}
        for code, line in self._divisions.items():
            columns = line.split(TAB)
            for name in (columns[NAME], *columns[ALSO].split("|")) if len(columns) > ALSO else (columns[NAME],):
                key = _key(name)
                before = self._by_name.get(key, "")
                if not before.endswith(code):  # spellings that differ in a blank alone
                    self._by_name[key] = f"{before} {code}"
        self._world: dict[str, str] = {}
        for line in pack.lines("lists/world_places.tsv"):
            key = _key(line.partition(TAB)[0])
            self._world[key] = f"{self._world[key]}\n{line}" if key in self._world else line

    wholes = frozenset({CHINA})
    """Codes that so many places share that they tell nothing."""

    def spots(self, name: str) -> tuple[Spot, ...]:
        """The places that go by a name as a text has it ("Luxi", "Luxi County", "U.S."), wide ones first."""
        return self._spots(name)

    def _looked_up(self, name: str) -> tuple[Spot, ...]:
        form = self._aliases.form(PLACE, name)
        found = self._headed(form)
        if not found:
            divisions = self._bare_divisions(form)
            above = {code for spot in divisions for code in spot.around}
            found = (*divisions, *(spot for spot in self._listed(form) if spot.code not in above))
        return tuple(sorted(found, key=lambda spot: (spot.rank, spot.code or "")))

    def split(self, name: str) -> tuple[str, frozenset[str]]:
        """A name without the word for its kind ("County"), and the kinds of divisions that go by it; none where it ends
        in no such word."""
        words = name.split()
        for size in (2, 1):
            kinds = self._kinds.get(" ".join(words[-size:]).casefold())
            if kinds and len(words) > size:
                return " ".join(words[:-size]), frozenset(kinds)
        return name, frozenset()

    def _headed(self, name: str) -> tuple[Spot, ...]:
        """The divisions that a name ending in the word for a kind means: "Luxi County", "Xunhua Salar Autonomous
        County", "Beijing Chaoyang District"."""
        stem, kinds = self.split(name)
        words = stem.split() if kinds else []
        autonomous = bool(words) and words[-1] in self._tails
        for last in range(len(words), 0 if autonomous else len(words) - 1, -1):
            for first in range(last):
                codes = self._named(" ".join(words[first:last]))
                fitting = [code for code in codes if self._kind(code) in kinds]
                if first and fitting:
                    above = {spot.code for spot in self._bare_divisions(" ".join(words[:first]))}
                    fitting = [code for code in fitting if not above.isdisjoint(self._around(code))]
                if fitting:
                    return tuple(map(self._spot, fitting))
        return ()

    def _bare_divisions(self, name: str) -> tuple[Spot, ...]:
        return tuple(self._spot(code) for code in self._named(name))

    def _named(self, name: str) -> Iterable[str]:
        return self._by_name.get(_key(name), "").split()

    def _around(self, code: str) -> tuple[str, ...]:
        above = (code[:CITY_DIGITS] + "00", code[:PROVINCE_DIGITS] + "0000")
        return (*(each for each in above if each != code and each in self._divisions), CHINA)

    def longer(self, name: str) -> tuple[Spot, ...]:
        """The divisions whose names go on after a name, as "Luxinan" does after "Luxi"."""
        key = _key(name)
        names = islice(self._sorted, bisect_right(self._sorted, key), None)
        found = (self._by_name[other] for other in takewhile(lambda other: other.startswith(key), names))
        return tuple(self._spot(code) for code in sorted({code for codes in found for code in codes.split()}))

    @once
    def _sorted(self) -> list[str]:
        return sorted(self._by_name)

    def _spot(self, code: str) -> Spot:
        around = self._around(code)
        names = (self._own_name(each) for each in (code, *around[:-1]))
        rank = WIDE if code.endswith("0000") else MIDDLE if code.endswith("00") else SMALL
        return Spot(code, ", ".join(names), self._kind(code), rank, around)

    def _own_name(self, code: str) -> str:
        name, kind = self._divisions[code].split(TAB)[NAME], self._kind(code)
        return name if kind in self._bare or kind not in self._heads else f"{name} {self._heads[kind][0]}"

    def _kind(self, code: str) -> str:
        return self._divisions[code].split(TAB)[KIND]

    def _listed(self, name: str) -> tuple[Spot, ...]:
        """The listed places of a name, each once: of those that differ in accents alone the one that has them."""
        found: dict[tuple[str, str, str], str] = {}
        for line in self._world.get(_key(name), "").splitlines():
            spelt, kind, parent, code = (*line.split(TAB), "", "", "")[:4]
            same = kind, parent, code
            if same not in found or found[same].isascii() > spelt.isascii():
                found[same] = spelt
        return tuple(self._listed_spot(spelt, *rest) for rest, spelt in found.items())

    def _listed_spot(self, name: str, kind: str, parent: str, code: str) -> Spot:
        around = self._parent(parent) if parent else None
        if around is None:
            return Spot(code or None, name, "", WIDE)
        full = self.inside(name, around) if kind in PARTS else f"{name}, {around.full}"
        own = (around.code,) if around.code is not None else ()
        return Spot(around.code, full, "", MIDDLE, (*own, *around.around))

    def _parent(self, name: str) -> Spot | None:
        """The widest place of a name: rather the country than the state."""
        spots = (*self._listed(name), *self._bare_divisions(name))
        return min(spots, key=lambda spot: spot.rank, default=None)

    def inside(self, name: str, around: Spot) -> str:
        """The usual name of a part of a place: what its own name holds is not said again."""
        above = around.full.split(", ")
        while above and self.split(above[0])[0] in name:
            above = above[1:]
        return ", ".join([name, *above])


def _key(name: str) -> str:
    """A name without what spellings differ in: case, accents, apostrophes, blanks, the ways to write ü."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return name.translate(_UNWRITTEN).casefold().replace("lyu", "lu").replace("lv", "lu")


@lru_cache(maxsize=8)
def gazetteer(pack: Pack) -> Gazetteer:
    """The gazetteer of a pack, read once."""
    return Gazetteer(pack)
