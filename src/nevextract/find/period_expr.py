"""What a time expression means before and after it is resolved: `PeriodExpr`, and the `Anchor` that it leans on.

Kinds of expression and the fields they use (`year` absolute, `year_shift` to the document's year,
`context_shift` to the year of the period before; none of the three: the text leaves the year open):

    year        a year, or `year` to `year_last`
    months      months `month` to `month_last` of a year (halves, quarters and "first N months" too)
    day         days `day` to `day_last` of `month` (to `month_last`; no month: that of the period before)
    days_at     the `count` days that begin with (negative: end with) `day` of `month`
    whole       "the full year", "the end of the year" with no year named
    now         the moment of writing
    to_date     from 1 January to the date of publication (`count` 1: or to the end of the period before)
    context     the period before once more (`count`: only if it has as many months)
    shift       the period before, `count` `unit`s later (negative: earlier); with `year` moved to that year
    that_year   the year of the period before, `count` years later
    follow      the `count` years after the period before
    relative    the `unit` of publication, `count` units later
    last_month  the latest (`count` -1), this or next `month` seen from the date of publication
    weekday, day_shift   a day before publication
    ending      the `count` months that end with `month`, or with `day` of it
    annual      the year that a plan mentioned beside the period before is for
    recent, coming, dateless   nothing that could be dated
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nevextract.find.period_dates import Period
from nevextract.find.period_fiscal import Fiscal


@dataclass(frozen=True, slots=True)
class PeriodExpr:
    """A time expression, unresolved. `mode`: `within`, `state` (at its end), `since`, `after` (since its end),
    `through` (1 January to its end), `start` (the state at its first day) or `by` (of a year: the year; of
    anything shorter: the state at its end).

    `fiscal`: it speaks of a year of accounts, which ends with this month unless the text tells otherwise;
    `fiscal_name` the year that one is named after, where its dates are given beside it, and `part` how many
    of its months are over at the end of the period."""

    kind: str
    mode: str = "within"
    year: int | None = None
    year_last: int | None = None
    year_shift: int | None = None
    context_shift: int | None = None
    month: int | None = None
    month_last: int | None = None
    day: int | None = None
    day_last: int | None = None
    count: int | None = None
    unit: str | None = None
    fiscal: int | None = None
    fiscal_name: int | None = None
    part: int | None = None

    @property
    def dated(self) -> bool:
        """Whether a year stands in the expression itself."""
        return self.year is not None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions lean on: the date of publication, else the year that the text makes
    certain; the period before, and the period that the document is
    about (`span`); whether the statement is about the future ("in June the plant will
    ..."); and the year of accounts that the text tells."""

    published: date | None = None
    year: int | None = None
    previous: Period | None = None
    future: bool = False
    span: Period | None = None
    fiscal: Fiscal | None = None

    @property
    def today_year(self) -> int | None:
        return self.published.year if self.published else self.year
