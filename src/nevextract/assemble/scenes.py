"""One sentence with what it offers as subject, place and product."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.fields.asides import set_apart
from nevextract.assemble.fields.counted import counted_things
from nevextract.assemble.fields.roles import WITHIN, Referent, role_of, with_roles
from nevextract.assemble.fields.subject import DIVISION, subject_candidates
from nevextract.assemble.topics import COUNTRY, theme_of
from nevextract.assemble.view import SentenceView
from nevextract.find.nouns import NounFinder, Phrase
from nevextract.mentions import Sentence
from nevextract.once import once
from nevextract.tokens import HYPHENS, WORD

COMPLEMENT = "complement"
_COMMAS = frozenset(",，")
_COMPLEMENT = 12
"Words that a subject made by its complement may have"


class Scene:
    """One sentence with its names and noun phrases; what only some texts ask for is worked out when it is first asked
    for."""

    def __init__(self, view: SentenceView, names: Sequence[Referent], nouns: NounFinder, by_date: bool = False) -> None:
        """`names` are those found in the sentence; `by_date` tells whether it names a date by which something is to
        be."""
        self.view, self.by_date, self._nouns = view, by_date, nouns
        self._named = [*names, *compared_names(view, names, nouns)]
        self.names, self.home, self.town = with_roles(view, self._named, nouns.markers)

    @once
    def _phrases(self) -> Sequence[Phrase]:
        view, nouns = self.view, self._nouns
        towns = {n.last: n.first for n in self.names if n.kind == "place"}
        found = [*nouns.subjects(view.tokens, view.first, view.last, towns), *complements(view, nouns, self.names)]
        return [_apart(view, phrase) for phrase in found]

    @once
    def subjects(self) -> tuple[Referent, ...]:
        """The names and noun phrases that its figures can be about, in order."""
        phrases = [_phrase(self.view, phrase, self._nouns) for phrase in self._phrases]
        candidates = subject_candidates(self.names, phrases, self.view)
        return tuple(set_apart(self.view, candidates, self._nouns.markers))

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.view.sentence

    @once
    def theme(self) -> Referent | None:
        """The trade that it begins with."""
        return theme_of(self.view, self.subjects)

    @once
    def speaks_of_country(self) -> bool:
        """Whether it speaks of "the country"."""
        return any(s.kind in ("generic_place", "adverb") and s.stands == COUNTRY for s in self.subjects)

    @once
    def products(self) -> tuple[Phrase, ...]:
        """The goods that it names, none within a company's or project's name."""
        taken = [(n.first, n.last) for n in self._named if n.kind in ("organisation", "facility", "body", "project")]
        goods = self.view.products
        return tuple(p for p in goods if not any(a <= p.first and p.last <= b for a, b in taken)) if taken else goods

    @once
    def adjectives(self) -> tuple[str, ...]:
        """The countries that its adjectives name."""
        return self._nouns.countries(self.view.tokens, self.view.first, self.view.last)

    @once
    def things(self) -> tuple[Referent, ...]:
        """The firms, projects and plants that its numbers count."""
        return counted_things(self.view, self._phrases, self._nouns.markers) if self.view.slots else ()


def compared_names(view: SentenceView, names: Sequence[Referent], nouns: NounFinder) -> list[Referent]:
    """What stands for a name before "the respective figures", whether anybody knows it or not: "for | Jiefang the
    respective figures were 90 and 80"."""
    found: list[Referent] = []
    for cue in view.of("coordination"):
        if cue.value != "respective":
            continue
        last = cue.first - (view.tokens[cue.first - 1].text in _COMMAS)
        first = last
        while first > view.first and view.tokens[first - 1].kind == WORD and view.tokens[first - 1].text[0].isupper():
            first -= 1
        led = any(
            hit.last == first for hit in nouns.markers.themes.scan(view.tokens, max(view.first, first - 2), first)
        )
        if first < last and led and not any(n.first < last and first < n.last for n in names):
            found.append(Referent(first, last, "organisation", view.source(first, last)))
    return found


def _apart(view: SentenceView, phrase: Phrase) -> Phrase:
    """A phrase without the words of an amount of money before it: "$2 billion | battery plant"."""
    for slot in view.slots:
        if slot.quantity.kind == "money" and slot.first <= phrase.first < slot.last < phrase.last:
            return phrase._replace(first=slot.last)
    return phrase


def _phrase(view: SentenceView, phrase: Phrase, nouns: NounFinder) -> Referent:
    words = view.source(phrase.first, phrase.last)
    span = Referent(phrase.first, phrase.last, phrase.kind, words, stands=phrase.stands)
    role = role_of(view, span, nouns.markers, {})
    keeps = phrase.kind == "generic_place" or phrase.stands == DIVISION
    return span._replace(role="" if role == WITHIN and not keeps else role)


def complements(view: SentenceView, nouns: NounFinder, names: Sequence[Referent]) -> list[Phrase]:
    """Phrases that a noun or pronoun with "of" makes of what follows it: "that of | electrical machinery"."""
    hits = list(nouns.markers.complements.scan(view.tokens, view.first, view.last))
    if not hits:
        return []
    begins = {n.first for n in names} | {s.first for s in view.slots}
    ends = {c.first for kind in ("change", "status") for c in view.of(kind)}
    pronouns = {c.first for c in view.of("pronoun")}
    found: list[Phrase] = []
    for hit in hits:
        last = first = hit.last
        while last < min(view.last, first + _COMPLEMENT) and last not in ends and last not in begins:
            word = view.tokens[last]
            joins = last > first and any(c.first == last for c in view.of("coordination"))
            if word.kind != WORD and word.text not in HYPHENS:
                break
            if nouns.is_stop(view.tokens, last) and not joins:
                break
            last += 1
        while last > first and any(c.first == last - 1 for c in view.of("coordination")):
            last -= 1
        if last > first:
            found.append(Phrase(first if hit.first in pronouns else hit.first, last, "phrase", COMPLEMENT))
    return found
