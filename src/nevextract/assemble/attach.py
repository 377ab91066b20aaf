"""The fields of every draft: status, basis, subject, place, product and whole, carried on where a sentence is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.basis import basis_of, spread_basis
from nevextract.assemble.fields.product import CARRY, product_of
from nevextract.assemble.fields.status import ACTUAL, section_statuses, status_cues, status_of
from nevextract.assemble.fields.subject import (
    Referent,
    aligned_subjects,
    location_of,
    opening_subject,
    subject_candidates,
    subject_of,
)
from nevextract.assemble.fields.whole import whole_of
from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.view import SentenceView
from nevextract.find.nouns import NounFinder, Phrase

HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Fields:
    """Everything about a draft that is not its number."""

    status: str
    basis: str | None = None
    of: str | None = None
    product: str | None = None
    subject: str | None = None
    location: str | None = None
    members: tuple[str, ...] = ()
    period_start: date | None = None
    period_end: date | None = None
    period_text: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its names and noun phrases."""

    view: SentenceView
    names: tuple[Referent, ...]
    products: tuple[Phrase, ...]
    subjects: tuple[Referent, ...]
    by_date: bool = False
    "whether it names a date by which something is to be"


@dataclass(frozen=True, slots=True)
class About:
    """What the whole document is about: its main name, and its main place."""

    subject: str | None = None
    location: str | None = None
    national: bool = False
    "whether the main place is a country, so that a country named is not too wide"


def scene_of(view: SentenceView, names: Sequence[Referent], nouns: NounFinder, by_date: bool) -> Scene:
    """What the sentence offers as subject, place and product."""
    phrases = nouns.subjects(view.tokens, view.first, view.last)
    return Scene(view, tuple(names), view.products, tuple(subject_candidates(names, phrases, view)), by_date)


def statuses(drafts: Sequence[Draft], scenes: Mapping[int, Scene]) -> list[str]:
    """The status of every draft; a change or share has that of the level it belongs to, and where the sentence tells
    nothing its section's heading may."""
    numbers = sorted(scenes)
    views = [scenes[number].view for number in numbers]
    sections = dict(zip(numbers, section_statuses(views), strict=True))
    cues = {number: status_cues(scenes[number].view) for number in numbers}
    found: list[str] = []
    for draft in drafts:
        if draft.governor is not None and drafts[draft.governor].sentence == draft.sentence:
            found.append(found[draft.governor])
            continue
        scene = scenes[draft.sentence]
        status, _ = status_of(scene.view, draft.slot, cues[draft.sentence], scene.by_date)
        found.append(status or sections[draft.sentence] or ACTUAL)
    return found


def bases(drafts: Sequence[Draft], scenes: Mapping[int, Scene]) -> list[str | None]:
    """The basis of every draft, None for what is no change."""
    found: list[str | None] = [None] * len(drafts)
    changes = [i for i, d in enumerate(drafts) if d.measure == "change"]
    own = [basis_of(scenes[drafts[i].sentence].view, drafts[i].slot) for i in changes]
    listed = [False] * len(changes)
    for k in range(1, len(changes)):
        a, b = drafts[changes[k - 1]], drafts[changes[k]]
        if a.sentence == b.sentence:
            gap = scenes[a.sentence].view.gap(a.slot.last, b.slot.first)
            listed[k] = not gap.strong and gap.words <= 4
    for i, basis in zip(changes, spread_basis(own, listed), strict=True):
        found[i] = basis
    return found


@dataclass(slots=True)
class _Carried:
    """What the text before settled, while it holds."""

    subject: str | None
    location: str | None
    product: str | None = None
    metric: str | None = None
    paragraph: int = -1
    headed: bool = False
    "whether a heading has just named the subject"


class Attacher:
    """Attaches the fields of one document, sentence by sentence."""

    def __init__(self, scenes: Mapping[int, Scene], about: About, nouns: NounFinder, table: MetricTable) -> None:
        self.scenes, self.about, self.nouns, self.table = scenes, about, nouns, table

    def attach(self, drafts: Sequence[Draft]) -> list[Fields]:
        """The fields of every draft but its period and members."""
        status, basis = statuses(drafts, self.scenes), bases(drafts, self.scenes)
        by_sentence: dict[int, list[int]] = {}
        for i, draft in enumerate(drafts):
            by_sentence.setdefault(draft.sentence, []).append(i)
        carried = _Carried(self.about.subject, self.about.location)
        found: dict[int, Fields] = {}
        for number in sorted(self.scenes):
            scene = self.scenes[number]
            self._turn(scene, carried)
            if number not in by_sentence:
                self._pass(scene, carried)
                continue
            listed = aligned_subjects(scene.view, scene.subjects)
            for i in by_sentence[number]:
                governor = drafts[i].governor
                above = found.get(governor) if governor is not None else None
                found[i] = self._one(drafts[i], scene, carried, above, listed.get(drafts[i].slot.number))
                found[i] = replace(found[i], status=status[i], basis=basis[i])
                carried.subject, carried.location = found[i].subject, found[i].location
                carried.product, carried.metric = found[i].product, drafts[i].metric
        return [found[i] for i in range(len(drafts))]

    def _turn(self, scene: Scene, carried: _Carried) -> None:
        """At a new paragraph the text speaks of its main subject again, unless a heading has named another."""
        sentence = scene.view.sentence
        if sentence.paragraph != carried.paragraph:
            if carried.paragraph >= 0 and not carried.headed:
                carried.subject, carried.location = self.about.subject, self.about.location
            carried.paragraph = sentence.paragraph
            carried.headed = False

    def _pass(self, scene: Scene, carried: _Carried) -> None:
        """A sentence without figures still tells whom the next ones are about."""
        first = opening_subject(scene.view, scene.subjects)
        if first is None:
            return
        carried.subject = first.text
        if first.place is not None:
            carried.location = first.place
        carried.headed = scene.view.sentence.kind == HEADING

    def _one(
        self, draft: Draft, scene: Scene, carried: _Carried, above: Fields | None, listed: Referent | None
    ) -> Fields:
        view, slot = scene.view, draft.slot
        cue = draft.reading.cue if draft.reading.metric == draft.metric else None
        part = draft.measure in ("share", "contribution")
        subject = listed or subject_of(view, slot, cue, scene.subjects)
        name = self._resolved(subject) if subject else carried.subject
        place = listed if listed and listed.place else location_of(view, slot, scene.names, part, self.about.national)
        count = self.table.by_id[draft.metric].kind == "count"
        product = product_of(view, slot, cue, scene.products, self.nouns, count)
        if product == CARRY:
            product = above.product if above else carried.product if draft.metric == carried.metric else None
        return Fields(
            status="actual",
            of=whole_of(view, slot) if part else None,
            product=product,
            subject=name or carried.subject,
            location=(place.place if place else None) or carried.location,
        )

    def _resolved(self, subject: Referent) -> str | None:
        """The name behind "the city": the document's main place; any other phrase as it stands."""
        return self.about.location or subject.text if subject.kind == "generic_place" else subject.text


def with_periods(
    fields: Sequence[Fields], periods: Sequence[tuple[date | None, date | None, str | None, tuple[str, ...]]]
) -> list[Fields]:
    """The fields with each figure's period and the flags that it brings."""
    return [
        replace(f, period_start=p[0], period_end=p[1], period_text=p[2], flags=(*f.flags, *p[3]))
        for f, p in zip(fields, periods, strict=True)
    ]
