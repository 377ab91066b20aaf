"""Where the places of records are: the code and the usual name behind what the text calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nevextract.assemble.place_context import PlaceContext
from nevextract.find.gazetteer import MIDDLE, SMALL, Gazetteer, Spot, gazetteer
from nevextract.find.places import PlaceFinder, place_finder
from nevextract.mentions import Mention
from nevextract.once import once
from nevextract.patterns import Pack
from nevextract.patterns.names import PlacesPattern
from nevextract.tokens import Token, tokenize

AMBIGUOUS = "place_ambiguous"
SURE = 3  # what must speak for a place less known than another of its name
TIMES = 3  # by how much more must speak for one of several places of a name


class Located(NamedTuple):
    """What a place is to everybody: `code`, `name`, and `flags` where several places have its name."""

    code: str | None = None
    name: str | None = None
    flags: tuple[str, ...] = ()


NOWHERE = Located()


class DocumentPlaces:
    """Resolves the places of one document's records, with what the text around tells where a name has several."""

    def __init__(self, text: str, tokens: Sequence[Token], mentions: Sequence[Mention], pack: Pack) -> None:
        self._pack = pack
        self._context = PlaceContext(text, tokens, mentions, pack, self._lies_in)
        self._known: dict[str, Located] = {}
        self._presumed: dict[str, Spot | None] = {}

    def located(self, location: str | None) -> Located:
        """Code and name of a place by the words that a record has for it; nothing where it is not known."""
        if location is None:
            return NOWHERE
        found = self._known.get(location)
        if found is None:
            found = self._known[location] = self._located(location)
        return found

    @once
    def _gazetteer(self) -> Gazetteer:
        return gazetteer(self._pack)

    @once
    def _finder(self) -> PlaceFinder:
        return place_finder(self._pack)

    @once
    def _spec(self) -> PlacesPattern:
        return self._pack.one("places", PlacesPattern)

    def _lies_in(self, small: str, large: str) -> bool:
        """Whether by the lists alone a place of the one name can lie in one of the other; anything can in a country or
        province."""
        holders = self._gazetteer.spots(large)
        if any(spot.rank < MIDDLE for spot in holders):
            return True
        around = {code for spot in self._gazetteer.spots(small) for code in spot.around}
        return any(spot.code in around for spot in holders)

    def _located(self, name: str) -> Located:
        spots = self._called(name, self._gazetteer.spots(name)) or self._formerly(name)
        if spots:
            spot = self._chosen(name, spots)
            return Located(spot.code, spot.full) if spot else Located(flags=(AMBIGUOUS,))
        around, doubt = self._around(name)
        if around is None:
            return Located(flags=(AMBIGUOUS,)) if doubt else NOWHERE
        return Located(around.code, self._gazetteer.inside(name[0].upper() + name[1:], around))

    def _called(self, name: str, spots: Sequence[Spot]) -> Sequence[Spot]:
        """Of the places of a bare name those of the kind that the text calls it elsewhere: "Luxi City"."""
        stem, own = self._gazetteer.split(name)
        if own:
            return spots
        kinds = {kind for words in self._context.spelt.get(stem, ()) for kind in self._gazetteer.split(words)[1]}
        return [spot for spot in spots if not spot.kind or spot.kind in kinds] if kinds else spots

    def _formerly(self, name: str) -> Sequence[Spot]:
        """The divisions of a name that are of another kind now, where something else in the text speaks for them."""
        stem, kinds = self._gazetteer.split(name)
        spots = [spot for spot in self._gazetteer.spots(stem) if spot.rank == SMALL]
        if not kinds and not self._context.spelt.get(name):
            return []
        support = self._support(stem, spots, ())
        return [spot for spot in spots if support[spot]]

    def _chosen(self, name: str, spots: Sequence[Spot]) -> Spot | None:
        """The one of the places of a name that the text means, None where nothing tells."""
        spots = self._by_neighbours(name, spots)
        codes = {spot.code for spot in spots}
        spots = [spot for spot in spots if codes.isdisjoint(spot.around) or spot.code in spot.around]
        if len(spots) < 2:
            return self._meant(name, spots[0]) if spots else None
        known = self._well_known(name, spots)
        shared = frozenset.intersection(*(spot.codes for spot in spots))
        support = self._support(name, spots, shared)
        best = max(spots, key=lambda spot: support[spot])
        next_best = max(support[spot] for spot in spots if spot is not best)
        if known is not None:
            if support[known] >= support[best]:
                return known
            return best if support[best] >= SURE and not support[known] and not next_best else None
        return best if support[best] and support[best] >= TIMES * next_best else None

    def _meant(self, name: str, spot: Spot) -> Spot | None:
        """The only place of a name, if it may be meant.

        A county is rather called one; where the text has its bare name, something else must speak for it, or it may be
        a town. If that speaks for a county whose name only begins so, this one is meant: "Longquan" of Longquanyi.
        """
        if not spot.kind or spot.rank < SMALL:
            return spot
        support = self._support(name, [spot, *self._gazetteer.longer(name)], ())
        longer = [each for each in support if each is not spot and support[each] >= SURE]
        if support[spot] or (len(longer) != 1 and self._by_kind(name, spot)):
            return spot
        return longer[0] if len(longer) == 1 else None

    def _by_kind(self, name: str, spot: Spot) -> bool:
        """Whether a name stands with the word for its kind somewhere in the text, or can do without as cities do."""
        spellings = (name, *self._context.spelt.get(name, ()), *self._longer.get(name, ()))
        return spot.kind in self._spec.bare_divisions or any(self._gazetteer.split(words)[1] for words in spellings)

    @once
    def _longer(self) -> Mapping[str, Sequence[str]]:
        """The longer names of the text that begin with a name and a blank."""
        found: dict[str, list[str]] = {}
        for name in self._context.often:
            for at in (i for i, char in enumerate(name) if char == " "):
                found.setdefault(name[:at], []).append(name)
        return found

    def _by_neighbours(self, name: str, spots: Sequence[Spot]) -> Sequence[Spot]:
        """The places that lie where the text says, or that hold what it says to lie in them; all where it says nothing.

        A county that does not lie where its name is said to is another of that name.
        """
        large = self._spots_of(self._context.lies_in.get(name, ()))
        inside_them = [spot for spot in spots if any(each.code in spot.around for each in large)]
        if inside_them:
            return inside_them
        if large and all(spot.rank == SMALL for spot in spots) and all(each.rank <= MIDDLE for each in large):
            return []
        small = self._spots_of(self._context.holds.get(name, ()))
        return [spot for spot in spots if any(spot.code in each.around for each in small)] or spots

    def _spots_of(self, names: Iterable[str]) -> list[Spot]:
        return [spot for name in names for spot in self._gazetteer.spots(name)]

    def _well_known(self, name: str, spots: Sequence[Spot]) -> Spot | None:
        """The place that everybody thinks of by a name: one that the lists say, else the only city of it."""
        stem = self._gazetteer.split(name)[0]
        if stem in self._spec.not_well_known:
            return None
        top = [spot for spot in spots if spot.rank == spots[0].rank]
        around = self._spec.well_known.get(stem)
        if around is not None:
            codes = {spot.code for spot in self._gazetteer.spots(around)}
            top = [spot for spot in top if not codes.isdisjoint(spot.around)]
        elif spots[0].rank == SMALL:
            return None
        return top[0] if len(top) == 1 else None

    def _support(self, name: str, spots: Sequence[Spot], shared: Iterable[str]) -> Mapping[Spot, int]:
        """How much the other places of the text speak for each: mentions of what it lies in, of what lies there too."""
        own, times = self._presume(name), self._context.often.get(name, 0)
        itself = own.codes if own is not None and times else frozenset()
        found = {}
        for spot in spots:
            codes = spot.codes.difference(shared, self._gazetteer.wholes)
            found[spot] = sum(self._named_in.get(code, 0) for code in codes) - times * len(codes & itself)
        return found

    @once
    def _named_in(self) -> Mapping[str, int]:
        """How often the text names a place, or anything that lies in it, by the place's code."""
        found: Counter[str] = Counter()
        for name, times in self._context.often.items():
            presumed = self._presume(name)
            for code in presumed.codes if presumed is not None else ():
                found[code] += times
        return found

    def _presume(self, name: str) -> Spot | None:
        """The place that a name is taken for as long as nothing else is asked."""
        if name not in self._presumed:
            spots = self._gazetteer.spots(name)
            self._presumed[name] = spots[0] if len(spots) == 1 else self._well_known(name, spots) if spots else None
        return self._presumed[name]

    def _around(self, name: str) -> tuple[Spot | None, bool]:
        """What a place that no list holds lies in: what the text says, else the place that its own name begins with;
        and whether several places have that name."""
        within = [self._chosen(each, spots) for each, spots in self._listed(self._context.lies_in.get(name, ()))]
        stated = next((spot for spot in within if spot is not None), None)
        doubt = False
        for part in self._parts(name):
            spots = self._gazetteer.spots(part)
            fitting = [spot for spot in spots if stated is not None and stated.code in spot.codes]
            found = self._chosen(part, fitting or spots) if spots else None
            if found is not None:
                return found, False
            doubt = doubt or bool(spots)
        return stated, doubt and stated is None

    def _listed(self, names: Iterable[str]) -> Iterable[tuple[str, Sequence[Spot]]]:
        return ((name, spots) for name in names if (spots := self._gazetteer.spots(name)))

    def _parts(self, name: str) -> Iterable[str]:
        """The places that a longer name holds: in brackets, behind a direction, at its beginning."""
        if "(" in name:
            yield name.partition("(")[2].partition(")")[0].strip()
        words = name.split()
        if words[0].casefold() in self._spec.directions and len(words) > 1:
            yield " ".join(words[1:])
        for last in range(len(words) - 1, 0, -1):
            part = " ".join(words[:last])
            tokens = tokenize(part)
            hit = self._finder.listed_at(tokens, 0, len(tokens))
            if (hit is not None and hit.last == len(tokens)) or part in self._context.often:
                yield part
