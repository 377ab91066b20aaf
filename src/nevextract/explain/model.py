"""What an explanation holds: plain values, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from nevextract.records import Figure


@dataclass(frozen=True, slots=True)
class Seen:
    """Something found at [start, end) of the text.

    `kind` says what it is (`metric`, `change`, `period`, `organisation`, ...), `means` what it stands for, `side` on
    which side of a number it counts. `rule` found it; `source` is the file and line of its phrase, as far as one line
    can be named.
    """

    kind: str
    text: str
    start: int
    end: int
    means: str | None = None
    side: str | None = None
    rule: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a reading: its name in `weights.yml`, how strong it is here, its weight, what it adds to the score
    (in log odds) and what it says in words."""

    name: str
    value: float
    weight: float
    adds: float
    says: str


@dataclass(frozen=True, slots=True)
class Option:
    """A reading that was weighed; `metric` None is "no figure".

    `score` is the sum of `reasons`; `gains` is what it wins or loses beside the readings chosen for the numbers next
    to it. `lost` tells, for what was not chosen, what tipped the balance.
    """

    metric: str | None
    measure: str
    score: float
    probability: float
    chosen: bool
    rule: str
    source: str | None = None
    cue: str | None = None
    reasons: tuple[Reason, ...] = ()
    gains: tuple[Reason, ...] = ()
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the text at [start, end): what it was read as, and why.

    `figures` are its records, `options` what was weighed for it, best first. `reason` is the code of why it gave no
    figure and `missing` says in words what it would have needed. `sure` are the grounds of each figure's confidence.
    """

    quote: str
    start: int
    end: int
    read_as: str | None = None
    unit_source: str | None = None
    figures: tuple[Figure, ...] = ()
    reason: str | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    sure: tuple[tuple[Reason, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence with what was seen in it and the numbers explained; `line` counts from 1."""

    text: str
    start: int
    end: int
    line: int
    kind: str
    seen: tuple[Seen, ...] = ()
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a document, or one place in it, was read."""

    id: str
    language: str
    published: date | None
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def as_plain(value: object) -> object:
    """An explanation as mappings and sequences, for JSON; records stay records."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    return value
