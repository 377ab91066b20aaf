"""Pattern file `confidence.yml`: how the evidence for a figure becomes the probability that it is right."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import Spec

Rising = Annotated[float, Field(ge=0)]
"""A reading that the decoder is surer of must never come out less sure."""


class ConfidenceFile(Spec):
    """What each piece of evidence (`nevextract.assemble.confidence`) adds to the log odds that a figure is right."""

    base: float
    "of every figure"
    odds: Rising
    "for each unit of the decoder's log odds of the reading"
    metric_odds: Rising
    "the same of its metric, whatever the measure"
    table: float
    "a cell of a table"
    named: float
    "a noun names the metric"
    carried: float
    "nothing in the sentence names the metric"
    unit_decides: float
    "the unit itself says what is measured"
    doubted: float
    "something speaks against a figure: a threshold, a specification, a share of what is counted"
    points: float
    "percentage points"
    unread: float
    "all other numbers of the sentence gave no figure; for a part of them as much less"
    other_metrics: float
    "for each other metric in the sentence"
    contradicted: float
    "the same amount is read as something else elsewhere in the text"
