"""Frames: what makes a cue one that stands right beside its number."""

from __future__ import annotations

import pytest

from nevextract.assemble.frames import bound_closely
from nevextract.patterns import load_pack
from nevextract.patterns.weights import WeightsFile

WEIGHTS = load_pack("en").one("weights", WeightsFile).emission


@pytest.mark.parametrize("name", sorted(name for name in WEIGHTS if name.startswith("adjacent.")))
def test_every_feature_of_what_is_adjacent_binds_closely(name: str) -> None:
    assert bound_closely({"cue.noun_before": 1.0, name: 1.0})


def test_words_between_do_not_bind() -> None:
    assert not bound_closely({"cue.noun_before": 1.0, "gap.words.ahead": 2.0})
