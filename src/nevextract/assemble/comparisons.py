"""The basis of a change from the period that the text compares with: "up 5 percent from August", "versus 2020"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.basis import (
    PREVIOUS,
    basis_between,
    in_sequence,
    opens_with_basis,
    spread_basis,
    stated_behind,
)
from nevextract.assemble.measures import is_compared
from nevextract.assemble.periods import PeriodsOfDocument
from nevextract.assemble.scenes import Scene
from nevextract.find.periods import Period, PeriodMention, resolve

_REACH = 14
_BEFORE = {"year": "year_on_year", "quarter": "quarter_on_quarter", "month": "month_on_month"}
_BESIDE = 2
_LISTED = 4
_CLAUSE_ENDS = frozenset(";；")
_PERIOD = ("period_start", "period_end", "status")


def with_compared_bases(
    drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene], periods: PeriodsOfDocument
) -> list[Fields]:
    """The fields, where a change states no basis but a period or a value to compare with, with that as its basis.

    A period that lies a year, a month or a quarter before the change's own is year_on_year, month_on_month or
    quarter_on_quarter; any other is given as the text has it ("2019").
    """
    found = list(fields)
    for i, draft in enumerate(drafts):
        if draft.measure != "change":
            continue
        scene = scenes[draft.sentence]
        basis = fields[i].basis
        if basis is None or not stated_behind(scene.view, draft.slot):
            basis = _from_period(draft, fields[i], scene, periods, basis is not None) or basis
        basis = basis or _from_value(i, drafts, fields, scenes)
        basis = in_sequence(fields[i].period_start, fields[i].period_end) if basis == PREVIOUS else basis
        if basis != fields[i].basis:
            found[i] = fields[i]._replace(basis=basis)
    return _spread(drafts, found, scenes)


def _spread(drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene]) -> list[Fields]:
    """A basis stated once holds for the changes listed with it, one at the head of a sentence for all of them."""
    changes = [i for i, d in enumerate(drafts) if d.measure == "change" and d.cell is None]
    listed, parted = [False] * len(changes), [False] * len(changes)
    for k in range(1, len(changes)):
        a, b = drafts[changes[k - 1]], drafts[changes[k]]
        if a.sentence == b.sentence:
            view = scenes[a.sentence].view
            gap = view.gap(a.slot.last, b.slot.first)
            same = all(getattr(fields[changes[k - 1]], f) == getattr(fields[changes[k]], f) for f in _PERIOD)
            parted[k] = any(t.text in _CLAUSE_ENDS for t in view.tokens[a.slot.last : b.slot.first])
            listed[k] = (not gap.strong and gap.words <= _LISTED) or opens_with_basis(view) or same
    found = list(fields)
    spread = spread_basis([fields[i].basis for i in changes], listed, parted)
    for i, basis in zip(changes, spread, strict=True):
        if basis != found[i].basis:
            found[i] = found[i]._replace(basis=basis)
    return found


def _from_period(draft: Draft, field: Fields, scene: Scene, periods: PeriodsOfDocument, beside: bool) -> str | None:
    """The basis from the nearest period compared with; `beside`: only from one right behind the number."""
    best: tuple[int, PeriodMention] | None = None
    for mention in periods.mentions.get(draft.sentence, ()):
        if not mention.comparison and mention.expr.mode != "since":
            continue
        behind = mention.first >= draft.slot.last
        distance = mention.first - draft.slot.last if behind else draft.slot.first - mention.last
        gap = (
            scene.view.gap(draft.slot.last, mention.first) if behind else scene.view.gap(mention.last, draft.slot.first)
        )
        if not 0 <= distance <= _REACH or gap.strong or gap.quantities > 1:
            continue
        if beside and gap.quantities:
            continue
        if beside and behind and (gap.commas or gap.words > _BESIDE):
            continue
        between = any(mention.last <= cue.first < draft.slot.first for cue in scene.view.of("basis"))
        if beside and not behind and (between or not mention.cued):
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is None:
        return None
    mention = best[1]
    if mention.expr.kind == "shift" and mention.expr.count == -1 and mention.expr.unit in _BEFORE:
        return _BEFORE[mention.expr.unit]
    now = (field.period_start, field.period_end)
    then = resolve(mention.expr, replace(periods.anchor, previous=Period(*now) if now[1] else None))
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
        if other.measure not in ("level", "share") or other.metric != draft.metric:
            continue
        compared = is_compared(view, other.slot)
        if not compared and abs(k - i) > 1:
            continue
        then, now = fields[k], fields[i]
        basis = basis_between((then.period_start, then.period_end), (now.period_start, now.period_end))
        if basis is not None:
            return basis
        if compared and k == i + 1 and then.period_start and then.period_end and now.period_end != then.period_end:
            year = then.period_start.year
            whole = (then.period_start, then.period_end) == (date(year, 1, 1), date(year, 12, 31))
            return str(year) if whole else None
    return None
