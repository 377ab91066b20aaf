"""The fields of every draft: status, basis, subject, place, product, whole, carried on where a sentence is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from nevextract.assemble.about import about_of
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.basis import basis_of
from nevextract.assemble.fields.counted import COUNTED, of_counted, themselves
from nevextract.assemble.fields.goods import goods_of, plurals
from nevextract.assemble.fields.location import is_site, location_of, of_many
from nevextract.assemble.fields.priced import MODEL, priced
from nevextract.assemble.fields.product import CARRY, product_of
from nevextract.assemble.fields.roles import AGENT, ASIDE, AUTHORITY, SOURCE, WITHIN, Referent
from nevextract.assemble.fields.sectors import listed_sectors, sector
from nevextract.assemble.fields.subject import WORLD, aligned, distributed, subject_of
from nevextract.assemble.fields.whole import whole_of
from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.scenes import COMPLEMENT, Scene
from nevextract.assemble.statuses import statuses
from nevextract.assemble.topics import PROJECT, SITE, Topics, theme_of, topic_of
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue
from nevextract.find.nouns import MANY, NEW, TRADE, NounFinder, Phrase
from nevextract.tokens import WORD

HEADING = "heading"
_SITES = frozenset({SITE, PROJECT, NEW})
_PASSING = frozenset({TRADE, COUNTED, MANY, WORLD, AUTHORITY})
"What a phrase stands for that the next sentence is rather not about any more"
_NATIONAL = frozenset({"volume", "rate"})
"Kinds of metrics that associations count"
_GIVERS = frozenset({"place", "generic_place", "body"})
_TITLE = 2
_OPENS = 2
_POINTING = 8
"Words at the head of a paragraph in which one points back"
"Words before the place that a sentence begins with"
_OF_METRIC = 3
"Words between a metric and the place that it is of ('sales of new cars | in Lyon')"


class Fields(NamedTuple):
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


def bases(drafts: Sequence[Draft], scenes: Mapping[int, Scene]) -> list[str | None]:
    """The basis that the text states beside each draft, None for what is no change."""
    return [basis_of(scenes[d.sentence].view, d.slot) if d.measure == "change" else None for d in drafts]


@dataclass(slots=True)
class _Carried:
    """What the text before settled, while it holds."""

    subject: str | None
    location: str | None
    firm: bool = False
    "whether the subject is a company, site or project"
    owner: str | None = None
    "the company last spoken of"
    site: bool = False
    "whether the subject is a site: its company's revenue is not its own"
    product: str | None = None
    metric: str | None = None
    measured: dict[str, str | None] = field(default_factory=dict)
    "the product last told in each unit of measure"
    paragraph: int = -1
    uncounted: tuple[str | None, str | None, int] | None = None
    "subject and place before the sentence (its number) that counts firms of a kind"
    section: Referent | None = None
    "the company or site that the heading of the section names"

    def take(self, subject: Referent | None) -> None:
        """Note what kind of thing the subject is now, if there is a new one."""
        if subject is not None:
            self.firm = _is_firm(subject)
            self.site = subject.kind == "facility" or subject.stands in _SITES
            self.owner = subject.text if subject.kind == "organisation" else self.owner


class Attacher:
    """Attaches the fields of one document, sentence by sentence."""

    def __init__(self, scenes: Mapping[int, Scene], nouns: NounFinder, table: MetricTable) -> None:
        self.scenes, self.nouns, self.table = scenes, nouns, table
        self.goods = goods_of([scenes[number] for number in sorted(scenes)], nouns)
        self.about = about_of(scenes)

    def attach(self, drafts: Sequence[Draft]) -> list[Fields]:
        """The fields of every draft but its period and members."""
        status, basis = statuses(drafts, self.scenes, self.table), bases(drafts, self.scenes)
        by_sentence: dict[int, list[int]] = {}
        for i, draft in enumerate(drafts):
            by_sentence.setdefault(draft.sentence, []).append(i)
        carried = _Carried(self.about.subject, self.about.location)
        carried.take(self.about.main)
        topics = Topics(self.about.main, self.about.place, self.about.country)
        found: dict[int, Fields] = {}
        last = max(by_sentence, default=-1)
        for number in sorted(number for number in self.scenes if number <= last):
            scene = self.scenes[number]
            self._turn(scene, carried)
            resolved = topics.resolved(scene.view, scene.subjects, scene.things)
            if number in by_sentence:
                settled = _Settled(scene, resolved, _placed(scene.names, resolved), topics.event)
                listed = distributed(scene.view, scene.names) | aligned(scene.view, resolved)
                goods = aligned(scene.view, scene.products)
                for i in by_sentence[number]:
                    governor = drafts[i].governor
                    above = found.get(governor) if governor is not None else None
                    near = governor is not None and drafts[governor].sentence == number
                    after = drafts[governor].slot.last if governor is not None and near else None
                    one = self._one(drafts[i], settled, carried, above, listed.get(drafts[i].slot.number), after)
                    product = self._product(drafts[i], settled, carried, above, goods, after)
                    product = self._as_plural(product)
                    found[i] = one._replace(status=status[i], basis=basis[i], product=product)
                    carried.product, carried.metric = found[i].product, drafts[i].metric
                    if drafts[i].slot.quantity.kind == "measure":
                        carried.measured[drafts[i].unit] = found[i].product
            else:
                self._pass(scene, resolved, carried)
            topics.after(scene.view, resolved, scene.things)
        return [found[i] for i in range(len(drafts))]

    def _turn(self, scene: Scene, carried: _Carried) -> None:
        """At a new paragraph the text speaks of its main subject again, or of the one in its section's heading."""
        sentence = scene.view.sentence
        if sentence.paragraph == carried.paragraph:
            return
        if carried.paragraph >= 0 and not self._goes_on(scene):
            if sentence.kind == HEADING:
                carried.section = None
            section = carried.section
            carried.subject = section.text if section else self.about.subject
            carried.take(section or self.about.main)
            carried.location = (section.place if section else None) or self.about.location
        carried.paragraph = sentence.paragraph
        carried.uncounted = None

    def _goes_on(self, scene: Scene) -> bool:
        """Whether the first words of a paragraph point back: "Three out of four of these vehicles"."""
        view = scene.view
        last = min(view.last, view.first + _POINTING)
        return view.sentence.kind != HEADING and any(self.nouns.markers.backward.scan(view.tokens, view.first, last))

    def _pass(self, scene: Scene, resolved: Sequence[Referent], carried: _Carried) -> None:
        """A sentence without figures still tells whom the next ones are about."""
        first = topic_of(scene.view, resolved)
        if first is None or first.role:
            theme = theme_of(scene.view, resolved)
            if theme is not None:
                carried.subject = theme.text
                carried.take(theme)
                return
        if first is None or first.kind not in ("organisation", "facility", "project", "place"):
            return
        if first.first in of_many(scene.view, resolved):
            return  # "The first three are Lyon, Turin and Genoa."
        if first.kind != "place" or not carried.firm or first.first <= scene.view.first + _OPENS:
            carried.subject = first.text
            carried.take(first)
        if first.place is not None and not is_site(first, self.about):
            carried.location = first.place
        sentence = scene.view.sentence
        if sentence.kind == HEADING and sentence.paragraph >= _TITLE and first.first == scene.view.first:
            carried.section = first

    def _one(
        self,
        draft: Draft,
        settled: _Settled,
        carried: _Carried,
        above: Fields | None,
        listed: Referent | None,
        after: int | None,
    ) -> Fields:
        """The subject, place and whole of one draft. `above` are the fields of the level that it belongs to, which ends
        at token `after` of the same sentence."""
        view, slot = settled.scene.view, draft.slot
        cue = draft.reading.cue if draft.reading.metric == draft.metric else None
        part = draft.measure in ("share", "contribution")
        counted = self._counted(draft, settled)
        self._uncount(draft, carried)
        things, markers = settled.scene.things, self.nouns.markers
        own = listed or counted or of_counted(view, slot, draft.metric, cue, things, settled.subjects, markers)
        sectors = draft.metric in self.nouns.markers.of_sectors
        about = [s for s in settled.subjects if sectors or s.stands != COMPLEMENT]
        if draft.metric in markers.of_receivers:
            about = [s for s in about if s.kind not in _GIVERS]
        subject = own or subject_of(view, slot, cue, about, part)
        where = subject
        if carried.firm and subject is not None and not own and _only_where(view, slot, cue, subject):
            subject = None  # "the plant is the largest in the county and employs 400"
        if above is not None and after is not None and not own and (subject is None or subject.last <= after):
            name, location = above.subject, above.location
        else:
            place = listed
            if place is None or place.place is None:
                sites = {s.last for s in settled.subjects if s.stands in _SITES}
                place = location_of(view, slot, cue, settled.places, part, self.about, sites)
            own_place = where is not None and where.kind in ("place", "generic_place") and where.role != ASIDE
            own_place = own_place and where is not None and not is_site(where, self.about)
            home = where.place if where and own_place else None
            kept = carried.owner if carried.site and draft.metric in markers.of_firms else None
            signed = draft.metric in markers.of_events or (draft.metric in markers.worth and bool(things))
            if signed and settled.event is not None and not _names_anybody(view, slot):
                kept = settled.event.text
            counted_by = subject is None and kept is None and self._counted_by(settled, draft)
            nation = self.about.country if counted_by else None
            name = (subject.text if subject else None) or kept or nation or carried.subject
            location = (place.place if place else None) or home or nation or carried.location
        if counted is not None and carried.uncounted is None:
            carried.uncounted = (carried.subject, carried.location, draft.sentence)
        if subject is None or (subject.role not in (ASIDE, AGENT) and subject.stands not in _PASSING):
            carried.subject, carried.location = name, location  # "2,000 to Mexico" is about Mexico for once only
            carried.take(subject)
        return Fields(status="actual", of=whole_of(view, slot) if part else None, subject=name, location=location)

    def _as_plural(self, product: str | None) -> str | None:
        """Goods of a headline under the plural that the text has for them: "Power Battery"."""
        if product is None or not product.split()[-1].istitle():
            return product
        return self._plurals.get(self.nouns.stems(product), product)

    @cached_property
    def _plurals(self) -> dict[tuple[str, ...], str]:
        return plurals([self.scenes[number] for number in sorted(self.scenes)], self.nouns)

    def _counted_by(self, settled: _Settled, draft: Draft) -> bool:
        """Whether a body that counts what a whole country does tells the amount: "according to the | association"."""
        view, reporters = settled.scene.view, self.nouns.markers.reporters
        if self.table.by_id[draft.metric].kind not in _NATIONAL:
            return False
        bodies = (n for n in settled.scene.names if n.role == SOURCE and n.first < draft.slot.first)
        return any(True for n in bodies for _ in reporters.scan(view.tokens, n.first, n.last))

    def _uncount(self, draft: Draft, carried: _Carried) -> None:
        """Past the sentence that counts firms of a kind, only counts are still about those firms."""
        if carried.uncounted is None or draft.metric in self.nouns.markers.of_themselves:
            return
        subject, location, sentence = carried.uncounted
        if sentence != draft.sentence:
            carried.subject, carried.location, carried.uncounted = subject, location, None

    def _counted(self, draft: Draft, settled: _Settled) -> Referent | None:
        """What a figure is about by what it counts or prices: firms of a kind, goods with a price."""
        slot = draft.slot
        if draft.metric in self.nouns.markers.of_themselves and draft.measure == "level":
            return themselves(settled.scene.view, slot, settled.subjects, self.nouns.markers)
        if draft.metric in self.nouns.markers.of_goods:
            scene = settled.scene
            return priced(scene.view, slot, scene.products, settled.subjects, self.nouns.markers)
        if draft.metric in self.nouns.markers.of_sectors:
            listed = listed_sectors(settled.scene.view, settled.subjects)
            if slot.number in listed:
                return listed[slot.number]
            found = sector(settled.scene.view, slot, settled.subjects, self.nouns)
            if found is not None:
                return found
        if draft.metric in self.nouns.markers.of_parts and draft.measure == "level":
            return sector(settled.scene.view, slot, settled.subjects, self.nouns, achieved=True)
        return None

    def _product(
        self,
        draft: Draft,
        settled: _Settled,
        carried: _Carried,
        above: Fields | None,
        goods: Mapping[int, Phrase],
        after: int | None,
    ) -> str | None:
        """What a draft counts: its own of a list, one named in the sentence, that of its level (which ends at token
        `after`) or of what was told before in the same metric or unit, or for amounts of goods those of the text."""
        view, slot = settled.scene.view, draft.slot
        if slot.number in goods:
            return view.source(goods[slot.number].first, goods[slot.number].last)
        cue = draft.reading.cue if draft.reading.metric == draft.metric else None
        kind = self.table.by_id[draft.metric].kind
        if draft.metric in self.nouns.markers.of_goods:
            model = self._counted(draft, settled)
            if model is not None and model.stands == MODEL:
                return model.text
        product = product_of(view, slot, cue, settled.scene.products, self.nouns, kind == "count", after)
        if product != CARRY:
            return product
        if above:
            return above.product
        if draft.metric == carried.metric or carried.metric in self.nouns.with_goods.get(draft.metric, ()):
            return carried.product
        if slot.quantity.kind == "measure" and draft.unit in carried.measured:
            return carried.measured[draft.unit]
        return self.goods if kind == "volume" else None


def _is_firm(subject: Referent) -> bool:
    """Whether a subject is a company, site or project, or a word that stands for one."""
    stands = subject.kind in ("generic", "pronoun") and subject.place is None
    return subject.kind in ("organisation", "facility", "project") or stands


def _names_anybody(view: SentenceView, slot: Slot) -> bool:
    """Whether a capitalised word stands before a number that may be a name."""
    opened = next((i for i in range(view.first, slot.first) if view.tokens[i].kind == WORD), slot.first)
    inner = range(opened + 1, slot.first)
    return any(view.tokens[i].text[0].isupper() and i not in view.dated for i in inner)


def _only_where(view: SentenceView, slot: Slot, cue: Cue | None, subject: Referent) -> bool:
    """Whether a place is only where the thing told happens: "the largest in the county", but not "sales of cars in the
    county"."""
    if subject.role != WITHIN or subject.kind not in ("place", "generic_place"):
        return False
    of_metric = cue is not None and cue.last <= subject.first < slot.first
    gap = view.gap(cue.last, subject.first) if cue is not None and of_metric else None
    return gap is None or gap.words > _OF_METRIC or bool(gap.commas or gap.quantities or gap.strong)


@dataclass(frozen=True, slots=True)
class _Settled:
    """A sentence with the names behind its pronouns and generic nouns."""

    scene: Scene
    subjects: Sequence[Referent]
    places: Sequence[Referent]
    event: Referent | None = None
    "the conference that the text has named before"


def _placed(names: Sequence[Referent], resolved: Sequence[Referent]) -> list[Referent]:
    """What may tell where a figure holds: the names, and words that stand for a place."""
    return sorted([*names, *(r for r in resolved if r.kind in ("generic_place", "pronoun") and r.place)])


def with_periods(
    fields: Sequence[Fields], periods: Sequence[tuple[date | None, date | None, str | None, tuple[str, ...]]]
) -> list[Fields]:
    """The fields with each figure's period and the flags that it brings."""
    return [
        f._replace(period_start=p[0], period_end=p[1], period_text=p[2], flags=(*f.flags, *p[3]))
        for f, p in zip(fields, periods, strict=True)
    ]
