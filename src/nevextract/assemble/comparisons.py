"""The basis of a change from the period that the text compares with: "up 5 percent from August", "versus 2020"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nevextract.assemble.attach import Fields, Scene
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.basis import basis_between
from nevextract.assemble.measures import is_compared
from nevextract.assemble.periods import PeriodsOfDocument
from nevextract.find.periods import Anchor, Period, PeriodMention, resolve

_REACH = 14


def with_compared_bases(
    drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene], periods: PeriodsOfDocument
) -> list[Fields]:
    """The fields, where a change states no basis but a period or a value to compare with, with that as its basis.

    A period that lies a year, a month or a quarter before the change's own is year_on_year, month_on_month or
    quarter_on_quarter; any other is given as the text has it ("2019").
    """
    found = list(fields)
    for i, draft in enumerate(drafts):
        if draft.measure != "change" or fields[i].basis is not None:
            continue
        basis = _from_period(draft, fields[i], scenes[draft.sentence], periods)
        basis = basis or _from_value(i, drafts, fields, scenes)
        if basis is not None:
            found[i] = replace(fields[i], basis=basis)
    return found


def _from_period(draft: Draft, field: Fields, scene: Scene, periods: PeriodsOfDocument) -> str | None:
    best: tuple[int, PeriodMention] | None = None
    for mention in periods.mentions.get(draft.sentence, ()):
        if not mention.comparison:
            continue
        behind = mention.first >= draft.slot.last
        distance = mention.first - draft.slot.last if behind else draft.slot.first - mention.last
        gap = (
            scene.view.gap(draft.slot.last, mention.first) if behind else scene.view.gap(mention.last, draft.slot.first)
        )
        if not 0 <= distance <= _REACH or gap.strong or gap.quantities > 1:
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is None:
        return None
    mention = best[1]
    now = (field.period_start, field.period_end)
    then = resolve(mention.expr, Anchor(periods.published, periods.year, Period(*now) if now[1] else None))
    if then is not None:
        named = basis_between((then.start, then.end), now)
        if named is not None:
            return named
    year = mention.expr.year
    return str(year) if year and mention.expr.kind == "year" else periods.text[mention.start : mention.end]


def _from_value(i: int, drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene]) -> str | None:
    """The basis where the value compared with stands beside the change: "12 percent more than the 4,100 of May"."""
    draft = drafts[i]
    view = scenes[draft.sentence].view
    for k in (i + 1, i - 1, i + 2, i - 2):
        if not 0 <= k < len(drafts) or drafts[k].sentence != draft.sentence:
            continue
        other = drafts[k]
        if other.measure != "level" or other.metric != draft.metric:
            continue
        if not is_compared(view, other.slot) and abs(k - i) > 1:
            continue
        then, now = fields[k], fields[i]
        basis = basis_between((then.period_start, then.period_end), (now.period_start, now.period_end))
        if basis is not None:
            return basis
    return None
