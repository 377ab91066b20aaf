"""Whether a figure happened, is expected or is somebody's goal."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import Cue
from nevextract.tokens import WORD

ACTUAL, EXPECTED, TARGET = "actual", "expected", "target"
HEADING, ITEM = "heading", "item"
WILL, _SECTION = "will", "section"
_SIGNED = "signed"
COMPLETION, PRESENT = "completion", "present"  # "once completed" says that it is not; "it has" says that it is there
_ABLE, _MODAL, ESTIMATE, _BEGAN = (
    "able",
    "modal",
    "estimate",
    "began",
)  # "can make" is so already where "it opened in May" stands before it
POSSIBLE = frozenset({_ABLE, WILL, COMPLETION})
AGREED = "agreed"  # signed: what it is for is yet to be built
GOAL, FORECAST, GUESS, COPULA = "goal", "forecast", "guess", "copula"  # "the goal is", "the forecast stood at"
HEADLINE, INTENT, HAD, IMPERATIVE = "headline", "intent", "past", "imperative"
NOUNS = frozenset({GOAL, FORECAST, GUESS})
_PAST = frozenset({ACTUAL, _BEGAN, AGREED, COPULA, HAD})
_SAID = {GOAL: TARGET, FORECAST: EXPECTED, GUESS: EXPECTED, IMPERATIVE: TARGET}
_GOVERNS = 6
_COLONS = frozenset(":：")
_VERB_REACH = 30
_ABSORBED = 2  # "will be completed": the participle belongs to the auxiliary before it


def ahead(cue: Cue) -> bool:
    """Whether a cue speaks of what is surely to come, not of what can be done."""
    return cue.value not in (*_PAST, _ABLE)


def planned(cues: Sequence[Cue], slot: Slot) -> bool:
    """Whether only plans are told before a number: "By 2027 output shall reach ...; the value of the chain: N"."""
    before = [c for c in cues if c.last <= slot.first]
    return bool(before) and all(c.value in (TARGET, GOAL, WILL) for c in before)


def status_cues(view: SentenceView) -> list[Cue]:
    """The sentence's status cues without those that another one governs."""
    kept: list[Cue] = []
    previous: Cue | None = None
    orders = [c for c in view.of("order") if _orders(view, c)]
    for cue in [*orders, *view.of("status")]:
        if cue.value in (_SECTION, _SIGNED, PRESENT) or (cue.value == HEADLINE and view.sentence.kind != HEADING):
            continue
        if cue.value == INTENT and view.sentence.kind == HEADING:
            cue = cue._replace(value=HEADLINE)
        near = previous is not None and 0 <= cue.first - previous.last <= _ABSORBED
        if near and previous is not None and cue.value in _PAST and previous.value not in _PAST | NOUNS:
            previous = previous._replace(last=cue.last)
            continue
        kept.append(cue)
        previous = cue
    return kept


def _orders(view: SentenceView, cue: Cue) -> bool:
    """Whether a verb opens its sentence as an order does: "Add 30,000 piles", but no headline with a change in it."""
    changes = [*view.of("basis"), *(c for c in view.of("change") if c.first != cue.first)]
    if changes or any(t.kind == WORD for t in view.tokens[view.first : cue.first]):
        return False
    return not any(c.first == cue.last for c in view.of("link"))


def section_statuses(views: Sequence[SentenceView]) -> list[str | None]:
    """For each sentence what its heading, or the line before that ends in a colon, says of it: "Main goals for 2026:"
    makes the figures below it targets until the next heading."""
    found: list[str | None] = []
    headed: str | None = None
    listed: str | None = None
    paragraph = -1
    for view in views:
        sentence = view.sentence
        if sentence.kind == HEADING:
            headed, listed = (TARGET if _has_target(view) and not view.slots else None), None
        elif sentence.kind != ITEM and listed is not None and sentence.paragraph != paragraph:
            listed = None
        found.append(headed or listed)
        paragraph = sentence.paragraph
        if view.last > view.first and view.tokens[view.last - 1].text in _COLONS and _has_target(view):
            listed, paragraph = TARGET, sentence.paragraph + 1
    return found


def listed_signed(views: Sequence[SentenceView]) -> list[bool]:
    """For each sentence whether it stands in a list of what was signed and is yet to be built ("The projects signed
    include:"); the list ends with the next paragraph that is none of its items."""
    found: list[bool] = []
    listed, paragraph = False, -1
    for view in views:
        sentence = view.sentence
        if sentence.paragraph != paragraph and listed:
            listed = sentence.kind == ITEM or view.tokens[view.first].text[0].isdigit()
        paragraph = sentence.paragraph
        found.append(listed)
        ends = view.last > view.first and view.tokens[view.last - 1].text in _COLONS
        listed = listed or (ends and any(c.value == _SIGNED for c in view.of("status")))
    return found


def _has_target(view: SentenceView) -> bool:
    return any(c.value == _SECTION for c in view.of("status"))


def status_of(view: SentenceView, slot: Slot, cues: list[Cue], by_date: bool) -> tuple[str | None, Cue | None]:
    """The status of the quantity and the cue that gave it; None where no cue tells.

    `by_date`: the sentence names a date by which ("by 2027"), which makes what "will be" somebody's plan.

    The nearest cue before the number holds, unless a conjunction that begins a new statement lies between; a plain past
    tense form ends the reach of a future one only in a clause of its own.
    """
    behind = [c for c in cues if c.side == "after" and 0 <= c.first - slot.last <= 6]
    for cue in behind:
        gap = view.gap(slot.last, cue.first)
        if cue.value == TARGET and any(c.first == slot.last for c in view.of("share")):
            continue  # "83 percent of its target"
        if gap.weak and _has_object(view, cue):
            continue
        if not (gap.strong or gap.quantities or gap.commas) and gap.words <= 2:
            return _named(cue.value, by_date), cue
    target: Cue | None = None
    expected: Cue | None = None
    past: Cue | None = None
    for cue in reversed([c for c in cues if c.side != "after" and c.first < slot.first]):
        if view.bracket(cue.first) not in (0, view.bracket(slot.first)):
            continue
        gap = view.gap(cue.last, slot.first)
        if gap.strong:
            break
        if cue.value == INTENT and _result(view, cue):
            continue
        if cue.value in _PAST:
            past = cue
            break
        if cue.value in (TARGET, GOAL, IMPERATIVE):
            target = target or cue
        elif expected is None or (expected.value in (WILL, _ABLE) and cue.value not in (WILL, _ABLE)):
            expected = cue
    if target is not None and not (
        expected is not None and expected.value in (EXPECTED, FORECAST, GUESS) and expected.first > target.first
    ):
        return TARGET, target
    begun = past is not None and past.value == _BEGAN
    if expected is not None and not (begun and expected.value == _ABLE):
        return _named(expected.value, by_date), expected
    if past is not None:
        noun = _subject_of(view, past, cues) or _then(view, past, cues)
        return (_named(noun.value, by_date), noun) if noun is not None else (ACTUAL, past)
    verb = _verb_of(view, slot, cues)
    return (_named(verb.value, by_date), verb) if verb is not None else (None, None)


def _result(view: SentenceView, cue: Cue) -> bool:
    """Whether an infinitive tells what a change came to: "exports fell 54 percent to reach N"."""
    changes = [c for c in view.of("change") if c.last <= cue.first and c.side == "either"]
    if not changes:
        return False
    gap = view.gap(changes[-1].last, cue.first)
    return not (gap.strong or gap.commas or gap.weak) and bool(gap.quantities)


def _subject_of(view: SentenceView, verb: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The goal or forecast that a verb before a number tells of: "the goal for the year is N", "our goal: N made"."""
    for cue in reversed(cues):
        if cue.last > verb.first or cue.value not in NOUNS:
            continue
        if cue.last < view.last and view.tokens[cue.last].text in _COLONS:
            return cue
        gap = view.gap(cue.last, verb.first)
        if verb.value != COPULA or gap.commas or gap.strong or gap.weak or gap.quantities or gap.words > _GOVERNS:
            return None
        between = any(cue.last <= other.first < verb.first for other in cues)
        return None if between else cue
    return None


def _then(view: SentenceView, verb: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The completion that "is" speaks of the time after: "once it is in use, annual output is N"."""
    before = [c for c in cues if c.last <= verb.first and c.side != "after"]
    if verb.value != COPULA or not before or before[-1].value != COMPLETION:
        return None
    return None if view.gap(before[-1].last, verb.first).strong else before[-1]


def _has_object(view: SentenceView, cue: Cue) -> bool:
    """Whether a number of its own follows a verb in its clause: "has 12 and will add 8"."""
    return any(s.first >= cue.last and not view.gap(cue.last, s.first).strong for s in view.slots)


def _verb_of(view: SentenceView, slot: Slot, cues: list[Cue]) -> Cue | None:
    """The first verb behind a number that no other verb governs, where it makes a future of all that is listed before
    it: "40 firms and 9 institutes with labs of their own are to be set up"."""
    for cue in cues:
        if cue.first < slot.last:
            continue
        gap = view.gap(slot.last, cue.first)
        if gap.strong or gap.commas or gap.weak > 4 or cue.first - slot.last > _VERB_REACH:
            return None
        passive = (cue.side == "after" or cue.value in (WILL, _MODAL)) and not _has_object(view, cue)
        return cue if passive and cue.value not in _PAST else None
    return None


def _named(value: str, by_date: bool) -> str:
    if value in (_ABLE, _MODAL, INTENT, ESTIMATE, COMPLETION):
        return EXPECTED
    if value in _PAST:
        return ACTUAL
    if value in (WILL, HEADLINE):
        return TARGET if by_date else "expected"
    return _SAID.get(value, value)
