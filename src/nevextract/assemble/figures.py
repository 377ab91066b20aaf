"""From drafts to figures: validated; what fails validation is turned down with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.assemble.locations import DocumentPlaces
from nevextract.assemble.scenes import Scene
from nevextract.assemble.view import SentenceView
from nevextract.identity import Statement, assign_ids
from nevextract.mentions import Sentence
from nevextract.read.lines import CAPTION, HEADING
from nevextract.read.origin import Origin
from nevextract.records import Also, Figure, Rejection

_MOST_FIRSTS = 20
"""How many different statements with the same number a repeat is held against: enough for any article."""


def build(
    text: str,
    drafts: Sequence[Draft],
    fields: Sequence[Fields],
    scenes: Mapping[int, Scene],
    places: DocumentPlaces,
    forms: Mapping[str, str],
) -> tuple[list[Figure], list[Rejection]]:
    """Validated figures in text order, and the drafts that the records' rules turn down."""
    ids = assign_ids(_statement(text, d, scenes[d.sentence].view) for d in drafts)
    figures: list[Figure] = []
    rejections: list[Rejection] = []
    for draft, field, identity in zip(drafts, fields, ids, strict=True):
        q = draft.slot.quantity
        sentence = scenes[draft.sentence].view.sentence
        place = places.located(field.location)
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
                    per=draft.per,
                    period_start=field.period_start,
                    period_end=field.period_end,
                    period_text=field.period_text,
                    status=field.status,  # type: ignore[arg-type]
                    subject=field.subject,
                    location=field.location,
                    location_code=place.code,
                    location_name=place.name,
                    product=field.product,
                    members=field.members,
                    also=tuple(Also(value=a.value, unit=a.unit, value_max=a.value_max) for a in q.also),
                    quote=text[q.start : q.end],
                    start=q.start,
                    end=q.end,
                    sentence=text[sentence.start : sentence.end],
                    rule=draft.rule,
                    confidence=round(draft.confidence, 4),
                    flags=tuple(sorted({*draft.flags, *field.flags, *place.flags, *_stands_in(sentence)})),
                )
            )
        except ValidationError as error:
            first = error.errors()[0]
            detail = ".".join(str(part) for part in first["loc"]) or "figure"
            reason, quote = f"{detail}: {first['msg']}", text[q.start : q.end]
            rejections.append(Rejection(start=q.start, end=q.end, quote=quote, reason="invalid", detail=reason))
    return link_repeats(figures, forms, _in_headings(drafts, scenes)), rejections


def _stands_in(sentence: Sentence) -> tuple[str, ...]:
    """The flag of what stands below a picture, where it may tell of another day or thing than the article."""
    return (CAPTION,) if sentence.kind == CAPTION else ()


def with_pages(figures: Sequence[Figure], origin: Origin) -> list[Figure]:
    """The figures with the pages that they stand on, where the text has pages."""
    if not origin.pages:
        return list(figures)
    return [figure.model_copy(update={"page": origin.page(figure.start)}) for figure in figures]


def _statement(text: str, draft: Draft, view: SentenceView) -> Statement:
    q, sentence = draft.slot.quantity, view.sentence
    return Statement(
        "figure", text[sentence.start : sentence.end], text[q.start : q.end], text[sentence.start : q.start]
    )


def _in_headings(drafts: Sequence[Draft], scenes: Mapping[int, Scene]) -> frozenset[int]:
    """Where the quantities of headings begin."""
    return frozenset(d.slot.quantity.start for d in drafts if scenes[d.sentence].view.sentence.kind == HEADING)


def link_repeats(
    figures: Sequence[Figure], forms: Mapping[str, str], headings: frozenset[int] = frozenset()
) -> list[Figure]:
    """The figures with `same_as` on each that states again what an earlier one has stated.

    The same metric, measure, value and unit in a compatible period, status and subject; a headline and its body agree
    in number but often leave out the rest. `forms` are those of names that the text writes in several ways. Of what
    stands in one of `headings` neither status nor subject is held against it: a headline is in the present tense
    whenever it was, and names whom it likes.
    """
    firsts: dict[tuple[object, ...], list[Figure]] = {}
    linked: list[Figure] = []
    for figure in figures:
        key = (figure.metric, figure.measure, figure.value, figure.value_max, figure.unit)
        earlier = next((f for f in firsts.get(key, [])[:_MOST_FIRSTS] if _compatible(f, figure, forms, headings)), None)
        if earlier is None:
            firsts.setdefault(key, []).append(figure)
            linked.append(figure)
        else:
            linked.append(figure.model_copy(update={"same_as": earlier.id}))
    return linked


def _compatible(a: Figure, b: Figure, forms: Mapping[str, str], headings: frozenset[int]) -> bool:
    if a.start == b.start:
        return False
    if a.period_end and b.period_end and (a.period_start, a.period_end) != (b.period_start, b.period_end):
        return False
    if a.basis and b.basis and a.basis != b.basis:
        return False
    if (a.start in headings) != (b.start in headings):
        return True
    if a.status != b.status:
        return False
    if not (a.subject and b.subject) or _shares_a_word(a.subject, b.subject):
        return True
    return forms.get(a.subject, a.subject) == forms.get(b.subject, b.subject)


def _shares_a_word(a: str, b: str) -> bool:
    return bool({w for w in a.casefold().split() if len(w) > 2} & {w for w in b.casefold().split() if len(w) > 2})
