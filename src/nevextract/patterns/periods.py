"""Pattern file `periods.yml`: how a language writes periods of time."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from nevextract.patterns.base import PatternFile, Phrase, Spec

Words = Annotated[list[Phrase], Field(default_factory=list)]
Kind = Literal[
    "year",
    "months",
    "day",
    "whole",
    "now",
    "to_date",
    "context",
    "shift",
    "that_year",
    "follow",
    "recent",
    "coming",
    "relative",
    "last_month",
    "weekday",
    "day_shift",
    "plan",
    "ending",
    "annual",
    "dateless",
    "days_at",
]
Mode = Literal[
    "within", "state", "since", "after", "through", "by", "start", "compare", "compare_after_change", "background"
]
Unit = Literal[
    "year",
    "half",
    "quarter",
    "month",
    "week",
    "day",
    "first_months",
    "last_months",
    "first_quarters",
    "first_days",
]
Role = Literal[
    "year",
    "short_year",
    "year_shift",
    "fiscal_shift",
    "fiscal_name",
    "context_shift",
    "month",
    "day",
    "part",
    "count",
    "span",
    "shift",
    "plan",
]


class PeriodSlot(Spec):
    """What a word in capitals stands for in the shapes: a number, listed words, or one of other slots.

    `number` is "low-high" for a plain integer, `digits` how many digits it must have; `words` give phrase:
    integer. `role` says what the integer is of the period (none: nothing). `capital`: the first letter must
    be a capital. `hyphen`: a hyphen fills it too.
    """

    role: Role | None = None
    hyphen: bool = False
    number: Annotated[str, Field(pattern=r"^\d+-\d+$")] | None = None
    digits: int | None = None
    words: Annotated[dict[Phrase, int], Field(default_factory=dict)]
    any_of: Annotated[list[str], Field(default_factory=list)]
    capital: bool = False


class PeriodRule(Spec):
    """Shapes that mean the same. A shape is a sequence of phrase words and SLOTS, each of which "?" makes
    optional.

    `kind` says how the slots make a period (see `nevextract.find.period_expr`), `unit` and `count` narrow it,
    `mode` is how the period is meant ("state": the moment at its end). `comparison`: the period is one
    compared with. `unless_next`, `unless_before`: words beside the expression that veto it.
    """

    kind: Kind
    shapes: Annotated[list[str], Field(min_length=1)]
    unit: Unit | None = None
    count: int | None = None
    fiscal: Annotated[int, Field(ge=1, le=12)] | None = None
    "of a year of accounts, which ends with this month where the text does not tell"
    part_months: int | None = None
    "dates a part of a year of accounts that has so many months"
    mode: Mode = "within"
    comparison: bool = False
    adverb: bool = False
    "stands without a preposition ('last year')"
    cardinal: bool = False
    "a bare number that is a year only where its surroundings allow"
    unless_next: Words
    unless_before: Words


class PeriodPatterns(PatternFile):
    """All of `periods.yml`. The word lists guard against false friends; see the comments in the file."""

    slots: dict[str, PeriodSlot]
    rules: dict[str, PeriodRule]
    prefixes: dict[Mode, list[Phrase]]
    far_leads: Words
    far_heads: Words
    far_nouns: Words
    year_leads: Words
    not_year_next: Words
    not_year_before: Words
    name_leads: Words
    events: Words
    furniture: Words
    ambiguous_months: Words
    month_leads: Words
    month_follows: Words
    not_month_next: Words
    fiscal_words: Annotated[dict[int, list[Phrase]], Field(default_factory=dict)]
    future_cues: Words
    compare_cues: Words
    goal_leads: Words
    year_on_year: Words
    month_on_month: Words
    change_cues: Words
    gap_stops: Words
    gap_links: Words
    list_links: Words
    possessives: Words
    origin_leads: Words
    far_origins: Words
    time_pronouns: Words
    part_leads: Words
    part_pronouns: Words
    cumulative: Words
    backlogs: Words
    start_leads: Words
    reporting: Words
    reporting_verbs: Words
    own_leads: Words
    clause_leads: Words
    report_titles: Words

    @model_validator(mode="after")
    def _slots_exist(self) -> Self:
        for name, slot in self.slots.items():
            for other in slot.any_of:
                if other not in self.slots:
                    raise ValueError(f"slot {name}: no slot {other}")
        for name, rule in self.rules.items():
            for shape in rule.shapes:
                for part in shape.split():
                    word = part.rstrip("?")
                    if len(word) > 1 and word.isupper() and word.isascii() and word not in self.slots:
                        raise ValueError(f"rule {name}: no slot {word}")
        return self
