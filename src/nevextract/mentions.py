"""Mentions: the one kind of find. Rules, word lists and a statistical model all give `Mention`s."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

RATIO_KINDS = frozenset({"percent", "points", "fold", "fraction"})
"""Kinds of `Quantity` that are a ratio, not an amount."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found at [start, end) of the text.

    `kind` says what ("quantity", "metric", "period", "place", "organisation", ...), `rule` which pattern found it
    and `value` what it means; the value's type goes with the kind.
    """

    kind: str
    start: int
    end: int
    rule: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A second statement of a quantity: "($9.7 billion)" beside "69.21 billion yuan"."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that the text states, whatever it is about.

    `value` (and `value_max`, the upper end of a range) in base units, exact; `unit` None for a bare number.
    `direction` is +1 or -1 where the words of the quantity say so ("+9.8%", "doubled", "-7.6%"), else 0; a negative
    sign or "halved" makes the value negative too. [start, end) covers approximator, number, magnitude, unit words
    and counted noun; [number_start, number_end) the digits or number words alone.

    `kind`: `money`, `count`, `measure` (energy, power, mass, area, length, ...), `percent`, `points` (percentage
    points), `fraction` (already in percent), `fold` (already in percent by the rule in `flags`/`form`), `rank`, `bare`.
    `form` tells how it was worded: "fold" ("1.8-fold"), "fold_increase" ("rose 3.3 times"), "times_that_of" ("1.3 times
    that of", "twice as many"), "doubled" (also tripled), "halved" (also "cut in half"), "fraction"; "level_label"
    ("a trillion-level industry"), "hyphenated" ("a 100-billion-yuan cluster"), "pronoun" ("20,060 of them"); "age"
    ("26-year-old"), "occasions" ("three times a week").

    `change`: `increase` or `decrease` where the amount is how much something changed ("fell by 3 percent": value 3,
    decrease; "fell to 3 percent" is no change). `change`, ages and occasions are read by `find_quantities` alone.
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    number_start: int
    number_end: int
    kind: str
    value_max: Decimal | None = None
    approximation: str = "exact"
    direction: int = 0
    noun: str | None = None
    noun_start: int | None = None
    noun_end: int | None = None
    per: str | None = None
    also: tuple[Amount, ...] = ()
    form: str | None = None
    vague: bool = False
    flags: tuple[str, ...] = ()
    change: str | None = None
    multiple: Decimal | None = None
    "of a fold or a `times_that_of`: the N of the text"


@dataclass(frozen=True, slots=True)
class NotQuantity:
    """Digits or number words that state no quantity, and why: `date`, `year`, `clock`, `ordinal`, `identifier`,
    `label`, `model_name`, `phone`, `licence`, `score`, `age`, `idiom`, ..."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text [start, end) and its tokens [first, last) of the document's token list.

    `kind`: `prose`, `heading` (a line of its own without a full stop), `item` (of a list), `row` (of a table),
    `caption` (of a photo), `furniture` (navigation, copyright, teaser links). `paragraph` counts from 0.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    paragraph: int
