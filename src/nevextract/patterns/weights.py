"""Pattern file `weights.yml`: how much each reason for a reading counts."""

from __future__ import annotations

from nevextract.patterns.base import Spec


class WeightsFile(Spec):
    """`emission` and `transition` weigh the features of `nevextract.assemble`; `none` is the score of reading a
    quantity of a kind as no figure; `temperature` divides scores before they become probabilities."""

    emission: dict[str, float]
    transition: dict[str, float]
    none: dict[str, float]
    temperature: float = 1.0
