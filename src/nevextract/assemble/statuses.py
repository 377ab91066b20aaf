"""Whether the figures of a document happened, are expected or are goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.site import told_ahead, unbuilt
from nevextract.assemble.fields.status import (
    ACTUAL,
    AGREED,
    COMPLETION,
    COPULA,
    ESTIMATE,
    EXPECTED,
    GUESS,
    NOUNS,
    POSSIBLE,
    PRESENT,
    TARGET,
    WILL,
    ahead,
    listed_signed,
    planned,
    section_statuses,
    status_cues,
    status_of,
)
from nevextract.assemble.fields.whole import is_whole
from nevextract.assemble.measures import is_compared
from nevextract.assemble.metrics import MetricTable
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue

_BESIDE, _FOLLOWING = 4, 2
_AREA = "area"  # a dimension of units


class _Scene(Protocol):
    @property
    def view(self) -> SentenceView: ...

    @property
    def by_date(self) -> bool: ...


def statuses(drafts: Sequence[Draft], scenes: Mapping[int, _Scene], table: MetricTable) -> list[str]:
    """The status of every draft; a change or share has that of the level it belongs to unless words between the two say
    otherwise, and where the sentence tells nothing its section's heading may."""
    numbers = sorted(scenes)
    views = [scenes[number].view for number in numbers]
    sections = dict(zip(numbers, section_statuses(views), strict=True))
    signed = {number for number, listed in zip(numbers, listed_signed(views), strict=True) if listed}
    cues = {number: status_cues(scenes[number].view) for number in {draft.sentence for draft in drafts}}
    ahead_of_all = told_ahead(views)
    built = {m.rate_metric for m in table.by_id.values() if m.rate_metric}
    found: list[str] = []
    for draft in drafts:
        scene, number = scenes[draft.sentence], draft.sentence
        level = draft.governor
        if level is not None and drafts[level].sentence == number:
            own = [c for c in cues[number] if c.side != "after" and drafts[level].slot.last <= c.first]
            status = status_of(scene.view, draft.slot, own, scene.by_date)[0] if own else None
            found.append(found[level] if status in (None, ACTUAL) else status)
            continue
        status, cue = status_of(scene.view, draft.slot, cues[number], scene.by_date)
        if (
            status not in (None, ACTUAL)
            and draft.measure == "level"
            and _was(scene.view, draft.slot, cues[number], cue)
        ):
            status = ACTUAL
        if is_whole(scene.view, draft.slot):
            status = ACTUAL
        if status is None and scene.by_date and planned(cues[number], draft.slot):
            status = TARGET
        copula = status == ACTUAL and cue is not None and cue.value == COPULA
        if copula and scene.by_date and _goes_on(scene.view, draft.slot, cues[number]):
            status = TARGET
        status = status or sections[number]
        if status == EXPECTED and cue is not None and cue.value == WILL:
            status = sections[number] or status
        agreed = status == ACTUAL and cue is not None and cue.value == AGREED
        weak = status == ACTUAL and cue is not None and cue.value == COPULA
        if (status is None or agreed or weak) and draft.measure == "level":
            of_plant = draft.metric in built or table.units.dimension(draft.unit or "") == _AREA
            coming = not weak and (agreed or number in signed or _to_come(draft, number, scenes, cues))
            if of_plant and (coming or unbuilt(scene.view, draft.slot, ahead_of_all)):
                status = EXPECTED
        found.append(status or ACTUAL)
    return found


def is_possible(scene: _Scene, slot: Slot) -> bool:
    """Whether a number is of what can or will be once something is completed, by the words before it."""
    _, cue = status_of(scene.view, slot, status_cues(scene.view), scene.by_date)
    return cue is not None and cue.value in POSSIBLE


def is_guess(scene: _Scene, slot: Slot) -> bool:
    """Whether a number is what others had reckoned with for what has happened by now: "analysts had expected N"."""
    _, cue = status_of(scene.view, slot, status_cues(scene.view), scene.by_date)
    return cue is not None and cue.value == GUESS


def is_estimate(scene: _Scene, slot: Slot) -> bool:
    """Whether nothing but words of estimating makes a number one to come."""
    cues = status_cues(scene.view)
    others = [cue for cue in cues if cue.value != ESTIMATE]
    said = status_of(scene.view, slot, others, scene.by_date)[0]
    return len(others) < len(cues) and said in (None, ACTUAL)


def _goes_on(view: SentenceView, slot: Slot, cues: Sequence[Cue]) -> bool:
    """Whether a clause of a plan with a date goes on in the present tense: "strive that by 2025 the output value passes
    150 billion yuan, enterprises are more than 100"."""
    near = [c for c in cues if c.value != COPULA and c.last <= slot.first and not view.gap(c.last, slot.first).strong]
    return planned(near, slot) and not view.of("site")


def _was(view: SentenceView, slot: Slot, cues: Sequence[Cue], told: Cue | None) -> bool:
    """Whether a number is what a plan starts from ("to be raised from 42 to 60 percent"), and no forecast itself:
    neither by the words beside it nor as what one was before ("cut its guidance to 42 from 60")."""
    if not is_compared(view, slot) or any(ahead(c) and slot.first - _BESIDE <= c.first < slot.first for c in cues):
        return False
    if told is None or told.value not in NOUNS:
        return True
    return not any(0 <= told.first - c.last <= _BESIDE for c in view.of("revision"))


def _to_come(draft: Draft, number: int, scenes: Mapping[int, _Scene], cues: Mapping[int, Sequence[Cue]]) -> bool:
    """Whether the sentence goes on to say what the plant is to be ("It covers 90 mu and will make ..."), or one soon
    after it says that it is not completed yet."""
    view, slot = scenes[number].view, draft.slot
    if view.bracket(slot.first) or is_compared(view, slot):
        return False
    if any(c.value == PRESENT and c.last <= slot.first for c in view.of("status")):
        return False
    behind = [c for c in cues[number] if c.first >= slot.last]
    if behind:
        return ahead(behind[0])
    following = (scenes.get(number + k) for k in range(1, _FOLLOWING + 1))
    paragraph = view.sentence.paragraph
    return any(
        c.value == COMPLETION
        for scene in following
        if scene is not None and scene.view.sentence.paragraph == paragraph
        for c in scene.view.of("status")
    )
