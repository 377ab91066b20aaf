"""Pattern file `tables.yml`: the words of a table's heads and labels."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase


class TableFile(PatternFile):
    """How tables name their columns and rows; metrics, periods and units are known from their own files.

    Heads of columns that hold names: `subjects` (companies, projects), `places`, `products`, `items` (what each row
    measures), `periods`, `ranks`, `units`. Heads of columns that hold numbers: `growth` (percent by nature), `change`,
    `fall` (a change whose numbers are losses), `share`; `generic` words say nothing of what is measured; where one of
    `other` stands, something is measured that is no metric, whatever else the head says; numbers under `to_date` are of
    the year up to the end of their period.

    Labels of rows: `totals` stand for all rows, `parts` open a row that is a part of the one above. `captions` open a
    line above a table that is its title, `unit_labels` what says the unit of all its cells. Of `empty` are cells
    without a value, `unit_words` may stand in a statement of the unit beside number and unit.
    """

    subjects: Annotated[list[Phrase], Field(min_length=1)]
    places: list[Phrase] = []
    products: list[Phrase] = []
    items: list[Phrase] = []
    periods: list[Phrase] = []
    ranks: list[Phrase] = []
    units: list[Phrase] = []
    growth: Annotated[list[Phrase], Field(min_length=1)]
    change: list[Phrase] = []
    fall: list[Phrase] = []
    share: list[Phrase] = []
    generic: list[Phrase] = []
    other: list[Phrase] = []
    to_date: list[Phrase] = []
    statuses: dict[Literal["actual", "expected", "target"], list[Phrase]] = {}
    "what heads and labels say of whether their numbers happened"
    year_marks: dict[Literal["actual", "expected", "target"], list[str]] = {}
    "letters right behind a year that say so ('2025E')"
    totals: list[Phrase] = []
    parts: list[Phrase] = []
    captions: list[Phrase] = []
    unit_labels: list[Phrase] = []
    unit_words: list[Phrase] = []
    metrics: dict[str, list[Phrase]] = {}
    "metric -> what only tables call it ('Net result')"
    year_ended: list[Phrase] = []
    "'FY ended' before a day: the year up to it"
    empty: list[str] = []
