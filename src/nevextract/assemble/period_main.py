"""What a document is about: the period of its headline or first figures, of its sections, and where the text
comes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nevextract.assemble.period_flow import Flow, is_long_ago, size, steps_back
from nevextract.assemble.period_work import AssignedPeriod, Dated, SentenceView, Work
from nevextract.find.periods import Period

HEADING, ITEM, ROW = "heading", "item", "row"
YEAR_LONG = 4
_MAIN_KINDS = frozenset({"year", "months", "day", "days_at", "last_month", "relative"})


def begin_paragraph(flow: Flow, paragraph: int, heading: bool = False) -> None:
    """A new paragraph takes up what the document or the section is about, not the last aside; a heading not what was
    summed up before it either."""
    flow.paragraph, flow.settled, flow.future = paragraph, False, flow.section
    flow.state, flow.state_of = None, frozenset()
    main, actual = flow.main, flow.actual
    if main is None or main.period is None or actual is None or actual.period is None:
        return
    summed = heading and actual.period.end == main.period.end
    if steps_back(actual.period, main.period) or is_long_ago(actual, main) or _part_of(actual, main.period) or summed:
        flow.actual, flow.previous = main, main.period


def _part_of(found: Dated, main: Period) -> bool:
    """Whether a period only looks closer at `main` (its second quarter) or sums up to its end (the year so
    far)."""
    period = found.period
    if period is None or period.end != main.end or main.start is None or size(main) >= YEAR_LONG:
        return False
    if found.mention.expr.kind == "to_date":
        return True
    return period.start is not None and period.start > main.start


def note_main(work: Work, flow: Flow, report: bool) -> None:
    """Keep the period of the headline, else that of the first figure that names its own. `report`: the headline is that
    of a report on a year."""
    if flow.main is not None:
        return
    if work.view.kind == HEADING:
        if report and flow.actual is None:
            years = [m for m in work.dated if m.mention.role == "main" and m.mention.expr.kind == "year" and m.period]
            if len(years) == 1:
                flow.main = flow.actual = years[0]
                flow.previous = years[0].period
                return
        named = [
            m
            for m in work.dated
            if m.mention.role == "main" and m.mention.expr.kind in _MAIN_KINDS and m.period and m.period.start
        ]
        if named and size(named[0].period or Period(None, None)) < YEAR_LONG:
            flow.main = named[0]
        return
    for i, slot in enumerate(work.view.slots):
        found = work.chosen.get(i)
        if slot.status != "actual" or found is None or i in work.inherited or found.mention.role != "main":
            continue
        if found.period is not None and found.period.start is not None:
            flow.main = found
            return


def open_section(work: Work, flow: Flow, published: date | None) -> bool:
    """Whether the sentence is a heading that names a time ("Main Tasks for 2024"): what follows is of it."""
    view = work.view
    if view.kind != HEADING or view.slots or view.paragraph == 0:
        return False
    dated = [m for m in work.dated if m.mention.role == "main" and m.mention.expr.kind in ("year", "months")]
    if len(dated) != 1 or dated[0].period is None or dated[0].period.start is None:
        return False
    section = dated[0]
    flow.section = flow.future = section
    flow.previous = section.period
    ahead = published is not None and section.period is not None and (section.period.end or published) > published
    flow.actual = None if ahead else section
    flow.main = flow.main if ahead else section
    return True


def repeated(text: str, views: Sequence[SentenceView], rows: list[list[AssignedPeriod]]) -> None:
    """A headline or item without a period takes that of the sentence that states its figure again."""
    stated: dict[tuple[str, str, str], AssignedPeriod] = {}
    for view, row in zip(reversed(views), reversed(rows), strict=True):
        for i, slot in enumerate(view.slots):
            key = (slot.metric, slot.measure, _digits(text[slot.start : slot.end]))
            if row[i].text is None:
                if view.kind in (HEADING, ITEM) and key[2] and key in stated:
                    row[i] = stated[key]
            elif row[i].end is not None:
                stated[key] = row[i]


def _digits(quote: str) -> str:
    digits = "".join(c for c in quote if c.isdigit())
    return digits if len(digits) > 1 else ""
