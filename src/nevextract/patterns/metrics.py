"""Pattern files `metrics/*.yml`: one metric each, with the units it is measured in and the cues that name it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase, Spec


class MetricCues(Spec):
    """The words that name the metric, by how they stand to the number.

    `noun` names the quantity itself and may stand on either side ("output value of N", "N in output value"); `before`
    and `after` only on their side of it ("exported N", "N were exported"); `topic` is a weak hint that decides only
    between readings the units leave open ("battery plant").
    """

    noun: list[Phrase] = []
    before: list[Phrase] = []
    after: list[Phrase] = []
    topic: list[Phrase] = []


class MetricPattern(PatternFile):
    """A metric: `units` are unit ids or dimensions (`money`, `count`, `vehicle`, `energy`, ...); `counts` the counted
    nouns that by themselves decide for it ("suppliers"); `bare` the unit a bare number has under it."""

    title: Annotated[str, Field(min_length=1)]
    kind: Annotated[str, Field(pattern="^(money|volume|count|rate)$")]
    units: Annotated[list[str], Field(min_length=1)]
    bare: str | None = None
    time: Annotated[str, Field(pattern="^(flow|stock|event)$")] = "flow"
    "over a period (production), as things stand (capacity) or on a day (projects signed)"
    cues: MetricCues = MetricCues()
    counts: list[Phrase] = []
    yields_to: list[str] = []
    "metrics that win where both are named ('export value' is no `exports`)"
    exclude: list[Phrase] = Field(default=[], alias="not")
