"""All names of a document: every finder, names introduced once that stand bare later, overlaps resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from nevextract.find.abbreviated import abbreviated
from nevextract.find.actors import actor_finder
from nevextract.find.credits import credit_finder
from nevextract.find.name_places import shown_places
from nevextract.find.name_runs import vocabulary
from nevextract.find.name_series import in_series
from nevextract.find.name_values import FACILITY, ORGANISATION, PLACE, NameValue, PlaceValue
from nevextract.find.organisations import organisation_finder
from nevextract.find.places import CONTEXT, PlaceFinder, place_finder
from nevextract.lexicon import Lexicon
from nevextract.mentions import Mention, Sentence
from nevextract.patterns.names import OrganisationsPattern
from nevextract.patterns.pack import Pack
from nevextract.tokens import Token, tokenize

NameFinder = Callable[[Sequence[Token], str, int, int], list[Mention]]
"""Finds names in tokens [first, last) of a text; a trained recogniser is one more of these."""

SHORTENED = ("county", "province")  # places that stand without their head later ("Luxi" of "Luxi County")
INTRODUCED = "names.introduced"
SHORT_NAME = 4  # a short form made of a longer name has at least so many letters
_START, _END = attrgetter("start"), attrgetter("end")
_SURENESS = {ORGANISATION: 2, FACILITY: 3, PLACE: 1}


def name_finders(pack: Pack) -> tuple[NameFinder, ...]:
    """The finders by rules and lists, surest first."""
    finders = organisation_finder(pack), place_finder(pack), credit_finder(pack), abbreviated(pack)
    return tuple(finder.find for finder in finders)


def find_names(
    tokens: Sequence[Token],
    text: str,
    sentences: Iterable[Sentence],
    pack: Pack,
    finders: Sequence[NameFinder] | None = None,
) -> list[Mention]:
    """Every place, organisation and facility that the sentences name, in text order; none overlap.

    `finders` are used in place of those by rules. Of names that overlap the longest wins, then the surest.
    """
    used = name_finders(pack) if finders is None else finders
    ranges = [(s.first, s.last) for s in sentences]
    found = [m for first, last in ranges for finder in used for m in finder(tokens, text, first, last)]
    found = resolve(found)
    found = resolve([*found, *_series(tokens, text, ranges, found, pack)])
    aliases = _aliases(tokens, text, found, pack)
    if finders is not None:
        return _with_aliases(tokens, ranges, found, aliases)
    taken = {m.value.name.casefold() for m in found if m.rule != CONTEXT}
    shown = shown_places(pack).find(tokens, ranges, taken | {name.casefold() for name in aliases})
    found = _with_aliases(tokens, ranges, found, shown | aliases)
    actors = actor_finder(pack).find(tokens, text, ranges, found)
    found = _with_aliases(tokens, ranges, found, {mention.value.name: mention for mention in actors})
    return [_placed(mention, shown) for mention in found] if shown else found


def _with_aliases(
    tokens: Sequence[Token], ranges: Sequence[tuple[int, int]], found: list[Mention], aliases: Mapping[str, Mention]
) -> list[Mention]:
    """The mentions found and those of every alias, overlaps resolved."""
    if not aliases:
        return found
    lexicon = Lexicon.from_names(sorted(aliases.items()))
    begins = frozenset(tokenize(name)[0].text for name in aliases)
    more = [m for first, last in ranges for m in _introduced(tokens, lexicon, begins, first, last)]
    return resolve([*found, *more])


def _placed(mention: Mention, shown: Mapping[str, Mention]) -> Mention:
    """A name that holds a place which only the text shows, with that place: "Luxi Municipal Bureau"."""
    value = mention.value
    if not isinstance(value, NameValue) or value.place is not None:
        return mention
    inside = next(
        (shown[word] for word in value.name.replace("(", " ").replace(")", " ").split() if word in shown), None
    )
    return mention if inside is None else replace(mention, value=replace(value, place=inside.value))


def _series(
    tokens: Sequence[Token], text: str, ranges: Sequence[tuple[int, int]], found: Sequence[Mention], pack: Pack
) -> Iterable[Mention]:
    words = vocabulary(pack)
    starts = [mention.start for mention in found]
    for first, last in ranges:
        if first < last:
            low = bisect_left(starts, tokens[first].start)
            high = bisect_left(starts, tokens[last - 1].end)
            yield from in_series(tokens, text, first, last, found[low:high], words)


def resolve(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that do not overlap a longer one or an equally long surer one, in text order."""
    ranked = sorted(mentions, key=lambda m: (m.start - m.end, -_SURENESS.get(m.kind, 0), m.start))
    spans: list[tuple[int, int]] = []
    kept = []
    for mention in ranked:
        at = bisect_left(spans, (mention.start, mention.end))
        if at and spans[at - 1][1] > mention.start:
            continue
        if at < len(spans) and spans[at][0] < mention.end:
            continue
        spans.insert(at, (mention.start, mention.end))
        kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _aliases(tokens: Sequence[Token], text: str, found: Sequence[Mention], pack: Pack) -> dict[str, Mention]:
    """Short forms that the document introduces, each with the mention that introduces it.

    They are acronyms in brackets, a company's own name ("Huaxin" of "Luxi Huaxin Battery"), counties without their head
    and places of small renown that the words around them have shown once.
    """
    spec = pack.one("organisations", OrganisationsPattern)
    short_for = Lexicon((phrase, True) for phrase in spec.short_for)
    known, words = organisation_finder(pack), vocabulary(pack)
    places = place_finder(pack)
    aliases: dict[str, Mention] = {}
    for mention in found:
        i = bisect_left(tokens, mention.end, key=_END)
        if i == len(tokens) or tokens[i].end != mention.end:
            continue
        acronym = _acronym_after(tokens, i + 1, short_for)
        if acronym is not None and (mention.kind != PLACE or mention.value.kind == "zone"):
            aliases.setdefault(acronym, mention)
        if mention.rule == CONTEXT and mention.end - mention.start >= SHORT_NAME:
            aliases.setdefault(text[mention.start : mention.end], mention)
        first = bisect_left(tokens, mention.start, key=_START)
        if mention.kind == ORGANISATION:
            first = _after_places(tokens, first, i, places)
        short = _short_form(mention, tokens[first])
        if short is None or (mention.kind == ORGANISATION and known.known_at(tokens, first, first + 1)):
            continue
        if tokens[first].norm not in words.plain:
            aliases.setdefault(short, mention)
    common = {token.text for token in tokens if token.text.islower()} if aliases else set()
    return {name: mention for name, mention in aliases.items() if name.casefold() not in common}


def _acronym_after(tokens: Sequence[Token], i: int, short_for: Lexicon[bool]) -> str | None:
    """The acronym in brackets at token i: "(WHDZ for short)"."""
    if i + 2 >= len(tokens) or tokens[i].text != "(":
        return None
    word, close = tokens[i + 1], i + 2
    hit = short_for.longest(tokens, close)
    if hit is not None:
        close = hit.last
    fits = word.text.isupper() and len(word.text) > 1
    return word.text if fits and close < len(tokens) and tokens[close].text == ")" else None


def _after_places(tokens: Sequence[Token], first: int, last: int, places: PlaceFinder) -> int:
    """The token from `first` on at which a company's own name begins, behind its town: "Luxi | Huaxin Battery"."""
    hit = places.listed_at(tokens, first, last)
    while hit is not None and hit.last < last:
        first = hit.last
        hit = places.listed_at(tokens, first, last)
    return first


def _short_form(mention: Mention, own: Token) -> str | None:
    """What a county or a company is called in short; the company's own name begins with the token `own`."""
    value = mention.value
    if isinstance(value, PlaceValue):
        words = value.name.split()
        shortened = len(words) == 2 and value.kind in SHORTENED
        return words[0] if shortened and len(words[0]) >= SHORT_NAME and "(" not in words[0] else None
    company = isinstance(value, NameValue) and value.kind == "company" and mention.rule == "organisations.company"
    return own.text if company and own.end < mention.end and len(own.text) >= SHORT_NAME else None


def _introduced(
    tokens: Sequence[Token], lexicon: Lexicon[Mention], begins: frozenset[str], first: int, last: int
) -> Iterable[Mention]:
    for i in range(first, last):
        if tokens[i].text not in begins:
            continue
        hit = lexicon.longest(tokens, i, last)
        if hit is None:
            continue
        source, start, end = hit.value, tokens[hit.first].start, tokens[hit.last - 1].end
        value = source.value
        if isinstance(value, NameValue):
            value = replace(value, full_start=start)
        yield Mention(source.kind, start, end, INTRODUCED, value)
