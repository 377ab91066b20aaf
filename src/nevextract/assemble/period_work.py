"""The periods of one sentence in the making: its figures, the mentions with their dates, what was chosen so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nevextract.assemble.period_reach import Layout, Reach
from nevextract.assemble.period_sums import Sums
from nevextract.find.periods import Anchor, Period, PeriodMention
from nevextract.tokens import Token


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """A figure that wants a period: its quote at [start, end) and what is known of it.

    `stock`: a metric that does not belong to a period by nature (capacity, enterprises, a total
    investment): it takes over nothing from other sentences. `event`: something done on a day (projects
    signed). `governed_by`: index, in the same sentence, of the level that a change, share, contribution or
    rank belongs to. `compared`: a value that another is compared with ("versus 71,099 in ..."). `worth_of`:
    index of the count whose worth it tells ("9 projects with an investment of ..."). `possible`: what can or
    will be once something is completed. `whole`: what another number is a part of ("340 of its 1,150 jobs").
    """

    start: int
    end: int
    metric: str
    measure: str = "level"
    status: str = "actual"
    stock: bool = False
    event: bool = False
    governed_by: int | None = None
    compared: bool = False
    worth_of: int | None = None
    possible: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence as tokens [first, last), with its periods and figures in text order."""

    first: int
    last: int
    mentions: tuple[PeriodMention, ...] = ()
    slots: tuple[FigureSlot, ...] = ()
    paragraph: int = 0
    kind: str = "prose"  # of the sentence, as in `mentions.Sentence`


@dataclass(frozen=True, slots=True)
class AssignedPeriod:
    """The dates of a figure (both None: no period), the words that gave them and doubts
    (`period_unresolved`)."""

    start: date | None = None
    end: date | None = None
    text: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    flags: tuple[str, ...] = ()
    inherited: bool = False


NO_PERIOD = AssignedPeriod()


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention with its dates."""

    mention: PeriodMention
    period: Period | None
    last_mention: PeriodMention | None = None  # of a run read as one span


@dataclass(slots=True)
class Work:
    """One sentence in the making. `spans` are the tokens [first, last) of its figures, `spent` the mentions that date
    one figure alone (-1: none of the figures), `asides` those between commas, `inherited` the figures dated by the
    sentences before."""

    view: SentenceView
    layout: Layout
    tokens: Sequence[Token]
    spans: Sequence[tuple[int, int]]
    reach: Reach
    sums: Sums
    anchor: Anchor
    dated: list[Dated] = field(default_factory=list)
    chosen: dict[int, Dated | None] = field(default_factory=dict)
    inherited: set[int] = field(default_factory=set)
    spent: dict[int, int] = field(default_factory=dict)
    asides: set[int] = field(default_factory=set)
