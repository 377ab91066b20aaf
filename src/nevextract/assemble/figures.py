"""From drafts to figures: fields attached, validated; what fails validation is turned down with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pydantic import ValidationError

from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.basis import basis_of, spread_basis
from nevextract.find.nouns import NounFinder, Phrase
from nevextract.assemble.fields.product import product_of
from nevextract.assemble.fields.status import status_cues, status_of
from nevextract.assemble.fields.subject import Referent, location_of, subject_candidates, subject_of
from nevextract.assemble.fields.whole import whole_of
from nevextract.assemble.view import SentenceView
from nevextract.identity import Statement, assign_ids
from nevextract.records import Also, Figure, Rejection

_APPROXIMATE_SAME = Decimal("0.005")


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


def scene_of(view: SentenceView, names: Sequence[Referent], nouns: NounFinder) -> Scene:
    """What the sentence offers as subject, place and product."""
    tokens, first, last = view.tokens, view.first, view.last
    phrases = nouns.subjects(tokens, first, last)
    return Scene(
        view,
        tuple(names),
        view.products,
        tuple(subject_candidates(names, phrases, view)),
    )


def statuses(drafts: Sequence[Draft], scenes: Mapping[int, Scene]) -> list[str]:
    """The status of every draft; a change or share has that of the level it belongs to."""
    cues = {number: status_cues(scene.view) for number, scene in scenes.items()}
    found: list[str] = []
    for draft in drafts:
        if draft.governor is not None and drafts[draft.governor].sentence == draft.sentence:
            found.append(found[draft.governor])
        else:
            found.append(status_of(scenes[draft.sentence].view, draft.slot, cues[draft.sentence])[0])
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


@dataclass(frozen=True, slots=True)
class Carried:
    """What a figure takes from the text before it where its sentence is silent."""

    subject: str | None = None
    location: str | None = None
    product: str | None = None


def attach(
    drafts: Sequence[Draft], scenes: Mapping[int, Scene], nouns: NounFinder, start: Carried
) -> list[Fields]:
    """Subject, place, product and whole of every draft; `start` is what the document is about."""
    status, basis = statuses(drafts, scenes), bases(drafts, scenes)
    carried = start
    found: list[Fields] = []
    for i, draft in enumerate(drafts):
        scene = scenes[draft.sentence]
        view, slot = scene.view, draft.slot
        cue = draft.reading.cue if draft.reading.metric == draft.metric else None
        share = draft.measure in ("share", "contribution")
        subject = subject_of(view, slot, cue, scene.subjects)
        place = location_of(view, slot, scene.names, share)
        governor = found[draft.governor] if draft.governor is not None else None
        product = product_of(view, slot, cue, scene.products, nouns) if draft.measure in ("level", "change") else None
        if governor is not None and (product is None or drafts[draft.governor or 0].sentence == draft.sentence):
            product = product or governor.product
        whole = whole_of(view, slot) if share else None
        fields = Fields(
            status=status[i],
            basis=basis[i],
            of=whole,
            product=product,
            subject=subject.text if subject else carried.subject,
            location=(place.place if place else None) or carried.location,
        )
        found.append(fields)
        carried = Carried(fields.subject, fields.location, fields.product)
    return found


def build(
    text: str, drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene], language: str
) -> tuple[list[Figure], list[Rejection]]:
    """Validated figures in text order, and the drafts that the records' rules turn down."""
    ids = assign_ids(_statement(text, d, scenes[d.sentence].view) for d in drafts)
    figures: list[Figure] = []
    rejections: list[Rejection] = []
    for draft, field, identity in zip(drafts, fields, ids, strict=True):
        q = draft.slot.quantity
        sentence = scenes[draft.sentence].view.sentence
        try:
            figures.append(
                Figure(
                    id=identity,
                    metric=draft.metric,
                    measure=draft.measure,  # type: ignore[arg-type]
                    value=draft.value,
                    value_max=draft.value_max,
                    unit=draft.unit,
                    approximation=q.approximation,  # type: ignore[arg-type]
                    basis=field.basis if draft.measure == "change" else None,
                    of=field.of,
                    per=q.per,
                    period_start=field.period_start,
                    period_end=field.period_end,
                    period_text=field.period_text,
                    status=field.status,  # type: ignore[arg-type]
                    subject=field.subject,
                    location=field.location,
                    product=field.product,
                    members=field.members,
                    also=tuple(Also(value=a.value, unit=a.unit, value_max=a.value_max) for a in q.also),
                    quote=text[q.start : q.end],
                    start=q.start,
                    end=q.end,
                    sentence=text[sentence.start : sentence.end],
                    rule=draft.rule,
                    confidence=round(draft.confidence, 4),
                    flags=tuple(sorted({*draft.flags, *field.flags})),
                )
            )
        except ValidationError as error:
            first = error.errors()[0]
            detail = ".".join(str(part) for part in first["loc"]) or "figure"
            rejections.append(
                Rejection(
                    start=q.start, end=q.end, quote=text[q.start : q.end], reason="invalid", detail=f"{detail}: {first['msg']}"
                )
            )
    return link_repeats(figures), rejections


def _statement(text: str, draft: Draft, view: SentenceView) -> Statement:
    q, sentence = draft.slot.quantity, view.sentence
    return Statement(
        "figure", text[sentence.start : sentence.end], text[q.start : q.end], text[sentence.start : q.start]
    )


def link_repeats(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with `same_as` on each that states again what an earlier one has stated.

    The same metric, measure, value and unit in a compatible period, status and subject; a headline and its body agree
    in number but often leave out the rest.
    """
    firsts: dict[tuple[object, ...], list[Figure]] = {}
    linked: list[Figure] = []
    for figure in figures:
        key = (figure.metric, figure.measure, figure.value, figure.value_max, figure.unit)
        earlier = next((f for f in firsts.get(key, []) if _compatible(f, figure)), None)
        if earlier is None:
            firsts.setdefault(key, []).append(figure)
            linked.append(figure)
        else:
            linked.append(figure.model_copy(update={"same_as": earlier.id}))
    return linked


def _compatible(a: Figure, b: Figure) -> bool:
    if a.start == b.start:
        return False
    if a.period_end and b.period_end and (a.period_start, a.period_end) != (b.period_start, b.period_end):
        return False
    if a.status != b.status or (a.basis and b.basis and a.basis != b.basis):
        return False
    return not (a.subject and b.subject) or _shares_a_word(a.subject, b.subject)


def _shares_a_word(a: str, b: str) -> bool:
    return bool({w for w in a.casefold().split() if len(w) > 2} & {w for w in b.casefold().split() if len(w) > 2})


def with_periods(
    fields: Sequence[Fields], periods: Sequence[tuple[date | None, date | None, str | None, tuple[str, ...]]]
) -> list[Fields]:
    """The fields with each figure's period and the flags that it brings."""
    return [
        replace(f, period_start=p[0], period_end=p[1], period_text=p[2], flags=(*f.flags, *p[3]))
        for f, p in zip(fields, periods, strict=True)
    ]
