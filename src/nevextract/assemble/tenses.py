"""What the periods of figures tell of their status: an estimate of a time that is over is of what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from nevextract.assemble.attach import Fields, Scene
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.status import ACTUAL, ESTIMATE, EXPECTED, status_cues, status_of


def with_past(
    drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene], published: date | None
) -> list[Fields]:
    """The fields, where nothing but "estimated" makes an expectation of a period that was over at the date of
    publication, as something that happened."""
    return [
        replace(field, status=ACTUAL) if _is_over(field, published) and _estimated(draft, scenes) else field
        for draft, field in zip(drafts, fields, strict=True)
    ]


def _is_over(field: Fields, published: date | None) -> bool:
    over = published is not None and field.period_end is not None and field.period_end < published
    return over and field.status == EXPECTED


def _estimated(draft: Draft, scenes: Mapping[int, Scene]) -> bool:
    scene = scenes[draft.sentence]
    cues = status_cues(scene.view)
    others = [cue for cue in cues if cue.value != ESTIMATE]
    said = status_of(scene.view, draft.slot, others, scene.by_date)[0]
    return len(others) < len(cues) and said in (None, ACTUAL)
