"""Whether confidence means what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.evaluate.reliability import cuts, reliability

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_a_confidence_that_is_right_has_no_error() -> None:
    found = [(0.75, True)] * 3 + [(0.75, False)] + [(0.25, True)] + [(0.25, False)] * 3
    assert reliability(found).error == 0
    assert [(b.low, b.high, b.count, b.right) for b in reliability(found).bins] == [
        (0.2, 0.3, 4, 0.25),
        (0.7, 0.8, 4, 0.75),
    ]


def test_a_confidence_that_is_wrong_has_one() -> None:
    assert reliability([(0.9, False)] * 5).error == pytest.approx(0.9)
    assert reliability([(0.3, True)] * 3 + [(1.0, True)]).error == pytest.approx(0.7 * 3 / 4)


def test_what_a_threshold_keeps() -> None:
    found = [(k / 10, k > 2) for k in range(10)]
    assert [(c.least, c.kept, c.precision) for c in cuts(found, (1.0, 0.8, 0.5))] == [
        (0.0, 1.0, 0.7),
        (0.2, 0.8, 0.875),
        (0.5, 0.5, 1.0),
    ]


def test_nothing_found_is_no_error() -> None:
    assert reliability([]).cuts == ()
    assert reliability([]).error == 0


@given(PAIRS)
def test_every_figure_is_in_one_bin_and_a_cut_keeps_what_it_says(pairs: list[tuple[float, bool]]) -> None:
    found = reliability(pairs)
    assert sum(each.count for each in found.bins) == len(pairs)
    assert 0 <= found.error <= 1
    for cut, share in zip(found.cuts, (1.0, 0.95, 0.9, 0.8, 0.7, 0.5), strict=True):
        assert cut.kept >= share - 1e-9
        assert cut.kept == sum(confidence >= cut.least for confidence, _ in pairs) / len(pairs)
