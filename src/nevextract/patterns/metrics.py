"""Pattern files `metrics/*.yml`: one metric each, with the units it is measured in and the cues that name it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase, Spec


class MetricCues(Spec):
    """The words that name the metric, by how they stand to the number.

    `noun` names the quantity itself and may stand on either side ("output value of N", "N in output value"); `before`
    and `after` only on their side of it ("exported N", "N were exported"),
    `touching` only right before it ("had N vehicles"). `topic` is a weak hint anywhere in the
    sentence. `negative` names make the amount a negative one ("net loss"). `growth` names things whose growth rate,
    where no quantity is named, is this metric's ("the sector grew").
    """

    noun: list[Phrase] = []
    before: list[Phrase] = []
    after: list[Phrase] = []
    touching: list[Phrase] = []
    topic: list[Phrase] = []
    growth: list[Phrase] = []
    negative: list[Phrase] = []


class MetricPattern(PatternFile):
    """A metric: `units` are unit ids or dimensions (`money`, `vehicle`, `energy`, ...) it can be measured in; `bare` is
    the unit a bare number has under it. `decides` are the units (or dimensions) that speak for it without any cue,
    where `counts` is given only if the counted noun is one of these ("jobs", but not "visitors")."""

    title: Annotated[str, Field(min_length=1)]
    kind: Annotated[str, Field(pattern="^(money|volume|count|rate)$")]
    units: Annotated[list[str], Field(min_length=1)]
    bare: str | None = None
    time: Annotated[str, Field(pattern="^(flow|stock|event)$")] = "flow"
    "over a period (production), as things stand (capacity) or on a day (projects signed)"
    cues: MetricCues = MetricCues()
    rate_metric: str | None = None
    "the metric that its cues speak for where a rate is stated of what is to come (will produce N a year: capacity)"
    yields_to: list[str] = []
    "metrics that win where the number is bound as closely to them ('shipped 300 cars abroad')"
    goes_with: list[str] = []
    "the counts whose worth it tells when it follows them ('137 projects, 95 billion yuan in all')"
    implied_by: list[str] = []
    "metrics after which goods counted without a verb are this one (output value, 'of which electric cars 120,000')"
    decides: list[str] = []
    counts: list[Phrase] = []
    exclude: list[Phrase] = Field(default=[], alias="not")
