"""Counts, scores, their intervals, and mistakes by cause."""

from __future__ import annotations

import pytest
from annotated import found, found_document, gold_document, marked
from hypothesis import given
from hypothesis import strategies as st

from nevextract.errors import NevextractError
from nevextract.evaluate.compare import LEVELS, Measures
from nevextract.evaluate.scores import Evaluation, Score, draws, evaluate, interval
from nevextract.evaluate.wording import line_of


def evaluated(measures: Measures, resamples: int = 0) -> Evaluation:
    """Two texts: of five annotated figures one is full, one has another metric, one another status, one is missed, one
    is optional; and one figure too many was found."""
    golds = [
        gold_document(
            "one",
            marked(0, 8),
            marked(10, 18, metric=["sales", "deliveries"]),
            marked(20, 28, status="target"),
            marked(30, 38, measure="change"),
            projects=("Jiahe Motor Project",),
            suppliers=(),
        ),
        gold_document("two", marked(0, 8, optional=True)),
    ]
    predictions = {
        "one": found_document(
            "one",
            found(0, 8, confidence=0.9),
            found(10, 18, confidence=0.6),
            found(20, 28, status="actual", confidence=0.9),
            found(40, 48, metric="exports", confidence=0.2),
            found(50, 58, metric=None),
            projects=[{"name": "Jiahe Project"}, {"name": "Xinlan Base"}],
            suppliers=[],
        ),
        "two": found_document("two", found(0, 8, metric="sales")),
    }
    return evaluate(golds, predictions, measures, resamples=resamples)


def test_the_levels(measures: Measures) -> None:
    rows = evaluated(measures).rows
    counts = {level: rows["all", "all", level] for level in LEVELS}
    assert {level: (s.hit, s.right) for level, s in counts.items()} == {
        "located": (3, 3),
        "quantity": (3, 3),
        "core": (2, 2),
        "full": (1, 1),
    }
    assert {(s.gold, s.predicted) for s in counts.values()} == {(4, 4)}
    assert (counts["core"].precision, counts["core"].recall, counts["core"].f1) == (0.5, 0.5, 0.5)


def test_a_metric_is_counted_as_annotated_for_recall_and_as_found_for_precision(measures: Measures) -> None:
    rows = evaluated(measures).rows
    sales, production = rows["metric", "sales", "core"], rows["metric", "production", "core"]
    assert (sales.gold, sales.hit, sales.predicted, sales.right) == (1, 0, 0, 0)
    assert (production.gold, production.hit, production.predicted, production.right) == (3, 2, 3, 2)
    assert rows["measure", "change", "located"].recall == 0
    assert rows["metric", "exports", "core"].precision == 0


def test_fields_are_counted_among_figures_right_so_far(measures: Measures) -> None:
    rows = evaluated(measures).rows
    assert {row[1]: (s.hit, s.gold) for row, s in rows.items() if row[0] == "field"} == {
        "approximation": (2, 2),
        "status": (0, 1),
    }


def test_names(measures: Measures) -> None:
    rows = evaluated(measures).rows
    assert (rows["names", "projects", ""].precision, rows["names", "projects", ""].recall) == (0.5, 1.0)
    assert rows["names", "suppliers", ""].gold == 0


def test_mistakes_have_causes(measures: Measures) -> None:
    assert [line_of(mistake) for mistake in evaluated(measures).mistakes] == [
        "one:10: metric: found production/level 300 vehicle, wanted sales|deliveries/level 300 vehicle «300 cars»",
        "one:20: status: production/level 300 vehicle «300 cars»: status actual, wanted target",
        "one:30: missed: production/change 300 vehicle «300 cars»",
        "one:40: extra: exports/level 300 vehicle «»",
        "one: extra_name: projects «Xinlan Base»",
    ]


def test_a_text_that_nothing_was_found_for_counts_as_missed(measures: Measures) -> None:
    result = evaluate([gold_document("one", marked(), projects=("Jiahe",))], {}, measures, resamples=0)
    assert result.absent == ("one",)
    assert result.rows["all", "all", "core"].recall == 0
    assert [mistake.causes for mistake in result.mistakes] == [("missed",), ("missed_name",)]


def test_no_text_is_an_error(measures: Measures) -> None:
    with pytest.raises(NevextractError):
        evaluate([], {}, measures)


def test_confidence_is_held_against_the_core(measures: Measures) -> None:
    found_ = evaluated(measures).reliability
    assert [(b.count, b.right) for b in found_.bins] == [(1, 0.0), (1, 0.0), (2, 1.0)]
    assert found_.error == pytest.approx((0.2 + 0.6 + 2 * 0.1) / 4)


@given(st.integers(1, 12), st.integers(0, 5), st.integers())
def test_resamples_hold_as_many_texts_as_there_are(documents: int, resamples: int, seed: int) -> None:
    drawn = draws(documents, resamples, seed)
    assert [sum(times) for times in drawn] == [documents] * resamples
    assert drawn == draws(documents, resamples, seed)


def test_an_interval_is_the_middle_of_the_resamples() -> None:
    assert interval([k / 1000 for k in range(1001)]) == (0.025, 0.975)
    assert interval([]) is None


def scored(measures: Measures, texts: int, resamples: int) -> Score:
    """Half of the texts are right, the others all missed."""
    golds = [gold_document(str(k), marked()) for k in range(texts)]
    found_ = {str(k): found_document(str(k), *([found()] if k % 2 else [])) for k in range(texts)}
    return evaluate(golds, found_, measures, resamples=resamples).rows["all", "all", "core"]


def test_an_interval_is_narrower_with_more_texts(measures: Measures) -> None:
    few, many = scored(measures, 10, 400).intervals[1], scored(measures, 100, 400).intervals[1]
    assert few is not None and many is not None
    assert few[0] < many[0] < 0.5 < many[1] < few[1]


def test_few_texts_have_no_interval(measures: Measures) -> None:
    assert scored(measures, 4, 100).intervals == (None, None, None)
    assert scored(measures, 10, 0).intervals == (None, None, None)
