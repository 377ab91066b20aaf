"""Why a number gave no figure, in words: what it would have needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nevextract.assemble.cue_reach import cue_features
from nevextract.assemble.drafts import Read
from nevextract.assemble.metrics import Metric
from nevextract.assemble.view import Slot
from nevextract.explain.model import Option
from nevextract.explain.seen import words_of
from nevextract.find.cues import GROWTH, METRIC, TOUCHING, Cue
from nevextract.mentions import RATIO_KINDS
from nevextract.pipeline import Trace

_MOST = 6
_SHOWN_UNITS = 8
_FURNITURE = "stands inside page furniture (navigation, copyright, links to other articles), which is not read"
_WORDS: Mapping[str, str] = {
    "furniture": _FURNITURE,
    "period": "is part of a time expression",
    "date": "is a date",
    "year": "is a year",
    "decade": "is a decade",
    "clock": "is a time of day",
    "phone": "is a telephone number",
    "identifier": "is a number of something (a document, a code, an address), no amount",
    "label": "numbers a thing (\u201cphase 2\u201d, \u201cpage 1\u201d)",
    "model_name": "is part of a name (\u201cModel 3\u201d)",
    "list_number": "numbers the items of a list",
    "ordinal": "is an ordinal that gives no rank",
    "score": "is a score",
    "age": "is an age",
    "idiom": "is part of an expression that counts nothing",
    "citation": "is a citation",
    "dimensions": "is the size of a thing",
    "specification": "describes one product",
    "licence": "is a licence or registration number",
    "table_head": "belongs to the head of a table or to a unit stated there",
    "table_label": "is the label of a row",
    "table_rank": "is the place of a row in a table",
    "table_without_metric": "is in a table whose head, label and caption name no metric for it",
    "table_without_measure": "is in a table that does not tell whether it is a level, a change or a share",
    "table_without_unit": "is in a table that tells no unit which fits its metric",
    "invalid": "breaks a rule of the records",
}


def why_unread(reason: str, detail: str | None) -> tuple[str, ...]:
    """Why a number that was never weighed gave no figure."""
    words = _WORDS.get(reason, reason.replace("_", " "))
    return (f"{words}: {detail}" if detail else words,)


def why_unchosen(text: str, read: Read, slot: Slot, options: Sequence[Option], trace: Trace) -> tuple[str, ...]:
    """What a number that was weighed and found to be no figure would have needed, the weightiest first."""
    best = next((o for o in options if o.metric is not None), None)
    said: list[str] = []
    if best is not None:
        said.extend(_not_enough(best, next(o for o in options if o.chosen)))
    said.extend(list(_cues(text, read, slot, trace))[:_MOST])
    if best is None:
        said.extend(_nothing_else(slot, trace))
    return tuple(dict.fromkeys(said))


def _not_enough(best: Option, none: Option) -> Iterator[str]:
    total = sum(r.adds for r in (*best.reasons, *best.gains))
    yield (
        f"not sure enough: the best reading, {best.metric} as {best.measure}, scores {total:.1f}; "
        f"a number of this kind needs more than {none.score:.1f}"
    )
    for reason in best.reasons:
        if reason.adds < 0:
            yield f"against {best.metric}: {reason.says} ({reason.adds:+.1f})"
    if best.cue is None:
        yield f"no cue of {best.metric} reaches it; it is only carried over from the text before or told by its unit"


def _cues(text: str, read: Read, slot: Slot, trace: Trace) -> Iterator[str]:
    """What keeps each metric named in the sentence from the number."""
    table = trace.scorer.table
    named = read.view.of(METRIC)
    if not named:
        yield "no metric is named in its sentence"
    for cue in sorted(named, key=lambda c: (abs(c.first - slot.first), c.first, c.value)):
        words = f"\u201c{words_of(text, read.view, cue)}\u201d ({cue.value})"
        metric = table.by_id[cue.value]
        if slot.quantity.kind != "rank" and not _fits(metric, slot, trace):
            yield f"{words}: {_unfit(metric, slot)}"
            continue
        kept = _kept_off(text, read, slot, cue)
        if kept:
            yield f"{words} does not reach it: {kept}"


def _fits(metric: Metric, slot: Slot, trace: Trace) -> bool:
    return slot.quantity.kind in RATIO_KINDS or trace.scorer.table.fits(metric, slot.quantity)


def _unfit(metric: Metric, slot: Slot) -> str:
    units = sorted(metric.units)
    takes = ", ".join(units[:_SHOWN_UNITS]) + (", ..." if len(units) > _SHOWN_UNITS else "")
    if slot.quantity.unit is None:
        return f"the number has no unit, and {metric.id} needs one ({takes})"
    return f"the unit {slot.quantity.unit} does not fit {metric.id} ({takes or 'percent'})"


def _kept_off(text: str, read: Read, slot: Slot, cue: Cue) -> str | None:
    view = read.view
    if cue_features(view, slot, cue) is not None:
        return None
    owner = next((s for s in view.slots if s.first <= cue.first and cue.last <= s.last), None)
    if owner is not None and owner.number != slot.number:
        return f"it belongs to \u201c{text[owner.quantity.start : owner.quantity.end]}\u201d"
    if cue.first >= slot.last and cue.side in ("before", TOUCHING):
        return "it speaks for a number behind it only"
    if cue.side == GROWTH:
        return "it speaks for percentages only"
    if cue.side == TOUCHING:
        return "it speaks for an amount right behind it only"
    return "it stands too far away"


def _nothing_else(slot: Slot, trace: Trace) -> Iterator[str]:
    unit = slot.quantity.unit
    if slot.quantity.kind in RATIO_KINDS or slot.quantity.kind == "rank":
        yield "no metric of the sentences before is carried over to it"
        return
    deciding = [m.id for m in trace.scorer.table.by_id.values() if unit in m.decides]
    if unit is None:
        yield "without a unit it needs a metric that counts things"
    elif not deciding:
        yield f"the unit {unit} alone speaks for no metric"
    yield "no metric of the sentences before that fits is carried over to it"
