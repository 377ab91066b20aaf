"""What "it", "the company" and "the city" stand for: the names that the text last spoke of, by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nevextract.assemble.about import HINTED
from nevextract.assemble.fields.roles import AGENT, ASIDE, MEMBER, PARK, SOURCE, WITHIN, Referent
from nevextract.assemble.fields.subject import WORLD
from nevextract.assemble.view import SentenceView
from nevextract.find.cues import METRIC
from nevextract.find.nouns import MANY, OWNED, PHASE
from nevextract.tokens import WORD

COMPANY, SITE, PROJECT, EVENT, COUNTRY = "company", "site", "project", "event", "country"
_EVENT_WORDS = 3
"Capitalised words that make the name of an event"
_NARROWS = 4
"Words from one for the whole world to the metric that it narrows"
_NAMED = {"organisation": COMPANY, "facility": SITE, "project": PROJECT}
_MARKS = frozenset(",，;:；：")
_WIDE = frozenset({"country", "region"})
_PLACES = frozenset({"city", "county", "province", "zone", "region", "country"})


@dataclass(slots=True)
class Topics:
    """The names last spoken of. `main` and `place` are what the whole text is about, `country` where it plays."""

    main: Referent | None = None
    place: Referent | None = None
    country: str | None = None
    current: Referent | None = None
    "what the sentence before was about"
    event: Referent | None = None
    "the conference or fair that the text has named"
    several: Referent | None = None
    "what the sentence before counts first"
    paragraph: int = -1
    last: dict[str, Referent] = field(default_factory=dict)

    def resolved(
        self, view: SentenceView, found: Sequence[Referent], things: Sequence[Referent] = ()
    ) -> list[Referent]:
        """The candidates of a sentence with a name in place of every word that stands for one; a pronoun that stands
        for nothing known is left out. `things` are what the sentence counts."""
        settled: list[Referent] = []
        begins = {span.first for span in found if span.kind != "pronoun"}
        fresh = view.sentence.paragraph != self.paragraph
        for span in found:
            name = span
            if span.kind == "pronoun" and span.stands == MANY:
                several = next((t for t in reversed(things) if t.last <= span.first), self.several)
                if several is None:
                    continue
                name = self._put(span, several, span.kind)
            elif span.kind == "pronoun":
                antecedent = self._in_sentence(view, settled) or self.current
                if antecedent is None or span.last + 1 in begins:  # "it was Lyon that grew"
                    continue
                name = self._put(span, antecedent, span.kind)
            elif span.kind == "adverb" and span.stands == WORLD:
                if not _at_metric(view, span):
                    continue  # "the biggest maker worldwide"
                name = span._replace(kind="generic_place")
            elif span.kind == "adverb":
                if settled and settled[-1].last == span.first:
                    continue  # "industry nationwide"
                if self.place is not None and self.place.place_kind != COUNTRY and span.first > view.first:
                    continue  # "the third largest nationwide" says nothing of the place
                country = self._country()
                name = self._put(span, country, "generic_place") if country else span._replace(kind="generic_place")
            elif span.kind == "described":
                antecedent = self._described(view, settled, fresh)
                name = self._put(span, antecedent, "generic") if antecedent else span._replace(kind="phrase")
            elif span.kind == OWNED:
                name = self._owned(view, span, self._in_sentence(view, settled) or self.current, fresh)
            elif span.stands == PHASE and span.kind == "generic":
                name = self._phase(view, span, settled)
            elif span.stands == SITE and span.kind == "generic" and (town := _town_of(view, span, found)) is not None:
                name = self._put(span, town, "facility")._replace(text=view.source(span.first, town.last))
            elif span.kind in ("generic", "generic_place"):
                antecedent = self._behind(span, fresh)
                if antecedent is not None:
                    name = self._put(span, antecedent, span.kind)
                if antecedent is not None and antecedent.role == HINTED:
                    name = name._replace(text=span.text)  # the text itself says no more than "the city"
                if antecedent is None and span.stands == SITE:
                    name = self._site(view, span)
            settled.append(name)
        return settled

    def after(self, view: SentenceView, found: Sequence[Referent], things: Sequence[Referent] = ()) -> None:
        """Remember what a sentence has named, from its resolved candidates, and what it counts."""
        self.several = things[0] if things else None
        self.event = self.event or next((s for s in found if _is_named_event(view, s)), None)
        for span in found:
            if span.stands in (MEMBER, PHASE):
                continue
            kind = _NAMED.get(span.kind)
            if kind is not None and span.role in ("", AGENT, WITHIN):
                self.last[kind] = span
            elif span.kind == "place" and span.role != SOURCE:
                self.last[span.place_kind or ""] = span
        self.paragraph = view.sentence.paragraph
        topic = topic_of(view, found)
        aside = topic is not None and topic.role in (ASIDE, WITHIN)
        if topic is not None and not (aside and self.current is not None and self.current.kind in _NAMED):
            self.current = topic

    def _described(self, view: SentenceView, settled: Sequence[Referent], fresh: bool) -> Referent | None:
        """The company spoken of that a sentence begins to describe ("The seat maker ..."), if it names no other."""
        current = self.current
        named = any(s.kind in _NAMED for s in settled)
        return current if current and current.kind == "organisation" and not named and not fresh else None

    def _owned(self, view: SentenceView, span: Referent, owner: Referent | None, fresh: bool) -> Referent:
        """A site that is only known by its owner, under the owner's name: "its plant" of Brel is the "Brel plant"."""
        generic = span._replace(kind="generic")
        if owner is None or owner.kind != "organisation":
            known = self._behind(generic, fresh)
            return self._put(span, known, "generic") if known else generic
        return generic._replace(text=f"{owner.text} {view.source(span.first + 1, span.last)}")

    def _phase(self, view: SentenceView, span: Referent, settled: Sequence[Referent]) -> Referent:
        """A phase under the name of the project, plant or company that it is of: "Brel seat project first phase"."""
        owner = self._in_sentence(view, settled) or self.current
        joined = any(c.first == span.last for c in view.of("coordination"))  # "the first phase and its dock"
        if joined or owner is None or owner.stands == PHASE:
            return span
        if owner.kind not in _NAMED and not _stands_for_name(owner):
            return span
        first = span.first + (span.first in view.ties)
        return self._put(span, owner, span.kind)._replace(text=f"{owner.text} {view.source(first, span.last)}")

    def _site(self, view: SentenceView, span: Referent) -> Referent:
        """A plant not named before, under the name of the company spoken of: "the plant", the "Brel plant"."""
        owner = self.current
        if owner is None or owner.kind != "organisation":
            return span
        return span._replace(text=f"{owner.text} {view.source(span.first + 1, span.last)}")

    def _behind(self, span: Referent, fresh: bool) -> Referent | None:
        """The name behind a noun with its article: "the company" is the one named last, or at the head of a paragraph
        (`fresh`) the one that the text is about."""
        if span.kind == "generic_place":
            named = self.last.get(span.stands)
            if span.stands == COUNTRY:
                return self._country()
            if self.place is not None and (named is None or self.place.place_kind == span.stands):
                return self.place if self.place.place_kind == span.stands or named is None else named
            return named
        current = self.current if self.current is not None and self.current.kind in _NAMED else None
        if span.stands == COMPANY:
            if fresh and self.main is not None and self.main.kind == "organisation":
                return self.main
            if current is not None and current.kind == "organisation":
                short = self.last.get(COMPANY, current)
                return short if current.text.startswith(short.text) else current
            return self.last.get(COMPANY, self.main if self.main and self.main.kind == "organisation" else current)
        named = self.last.get(span.stands)
        if named is None and span.stands == PROJECT:
            return current or (self.main if self.main is not None and self.main.stands == PARK else None)
        return named

    def _country(self) -> Referent | None:
        if self.country is None:
            return self.last.get(COUNTRY)
        return Referent(0, 0, "place", self.country, self.country, COUNTRY)

    @staticmethod
    def _in_sentence(view: SentenceView, settled: Sequence[Referent]) -> Referent | None:
        """The company or site that the sentence has named before a pronoun, if it has."""
        for span in reversed(settled):
            if (
                (span.kind in _NAMED or span.kind in ("place", "generic_place") or _stands_for_name(span))
                and not span.role
                and not view.bracket(span.first)
            ):
                return span
        return None

    @staticmethod
    def _put(span: Referent, name: Referent, kind: str) -> Referent:
        return span._replace(text=name.text, place=name.place, place_kind=name.place_kind, kind=kind)


def topic_of(view: SentenceView, found: Sequence[Referent]) -> Referent | None:
    """What a sentence is about: the first company, site or project that it speaks of, else the place it begins with,
    else any that it names as an agent."""
    plain = [s for s in found if not view.bracket(s.first) and s.kind != "body" and s.stands != MEMBER]
    for span in plain:
        if (span.kind in _NAMED or _stands_for_name(span)) and not span.role:
            return span
        if span.kind in ("place", "generic_place", "pronoun") and not span.role and span.first <= view.first + 2:
            return span
    told = view.slots[0].first if view.slots else view.last
    for role in ("", AGENT, ASIDE, WITHIN):
        for span in plain:
            place = span.kind == "place" and not role and span.first < told  # not "sales fell 5% as Mexico bought less"
            if span.role == role and (span.kind in _NAMED or place):
                return span
    return None


def theme_of(view: SentenceView, found: Sequence[Referent]) -> Referent | None:
    """The trade that a clause begins with in a sentence that speaks of nobody by name: "the tyre industry has"."""
    for span in found:
        before = view.tokens[span.first - 1] if span.first > view.first else None
        if before is not None and span.first - 1 in view.ties and span.first - 1 > view.first:
            before = view.tokens[span.first - 2]
        if span.kind == "phrase" and not span.role and (before is None or before.text in _MARKS):
            return span
    return None


def _town_of(view: SentenceView, span: Referent, found: Sequence[Referent]) -> Referent | None:
    """The place right behind a plant by which it is known: "the plant in | Lyon"."""
    near = (s for s in found if s.first == span.last + 1 and s.kind == "place" and s.role == WITHIN)
    return next((s for s in near if s.place_kind not in _WIDE), None)


def _is_named_event(view: SentenceView, span: Referent) -> bool:
    """Whether a phrase is the name of a conference or fair: "the 2024 World Battery Conference"."""
    words = [t for t in view.tokens[span.first : span.last] if t.kind == WORD]
    named = span.stands == EVENT and span.kind == "phrase"
    return named and len(words) >= _EVENT_WORDS and all(t.text[0].isupper() for t in words[-_EVENT_WORDS:])


def _at_metric(view: SentenceView, span: Referent) -> bool:
    """Whether a word for the whole world narrows a metric: "global | battery installations"."""
    first = next((c.first for c in view.of(METRIC) if c.side == "noun" and c.first >= span.last), None)
    whole = span.first - 1 in view.ties  # "17 percent of global orders"
    if first is None or first - span.last > _NARROWS or whole:
        return False
    return all(view.tokens[i].kind == WORD and i not in view.stops for i in range(span.last, first))


def _stands_for_name(span: Referent) -> bool:
    return span.stands == EVENT or (span.kind == "generic" and span.stands in (COMPANY, SITE, PROJECT))
