"""What the periods of figures tell of their status: what is over and what is to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.status import ACTUAL, EXPECTED, TARGET
from nevextract.assemble.periods import PeriodsOfDocument
from nevextract.assemble.scenes import Scene
from nevextract.assemble.statuses import is_estimate


def with_tenses(
    drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene], periods: PeriodsOfDocument
) -> list[Fields]:
    """The fields, where nothing but "estimated" makes an expectation of a period that was over at the date of
    publication, as something that happened; and what the text says of a time that had not begun yet as a target."""
    published = periods.published
    if published is None:
        return list(fields)
    found = []
    for draft, field in zip(drafts, fields, strict=True):
        if (
            field.status == TARGET
            and _is_over(field, published)
            and draft.cell is not None
            and draft.cell.status is None
        ) or (
            field.status == EXPECTED and _is_over(field, published) and is_estimate(scenes[draft.sentence], draft.slot)
        ):
            found.append(field._replace(status=ACTUAL))
        elif field.status == ACTUAL and _to_come(field, published) and _own(draft, field, periods):
            found.append(field._replace(status=TARGET))
        else:
            found.append(field)
    return found


def _is_over(field: Fields, published: date) -> bool:
    return field.period_end is not None and field.period_end < published


def _to_come(field: Fields, published: date) -> bool:
    begins = field.period_start or field.period_end
    return begins is not None and begins > published


def _own(draft: Draft, field: Fields, periods: PeriodsOfDocument) -> bool:
    """Whether the sentence itself names the period, and not to compare with."""
    named = periods.mentions.get(draft.sentence, ())
    return any(periods.text[m.start : m.end] == field.period_text and not m.comparison for m in named)
