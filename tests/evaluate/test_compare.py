"""When a figure that was found is the annotated one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from annotated import found, marked
from hypothesis import given
from hypothesis import strategies as st

from nevextract.evaluate.compare import CORE, FULL, LOCATED, QUANTITY, Measures, agreement, alike, match_names, pairs_of


@pytest.mark.parametrize(
    ("change", "level", "wrong"),
    [
        ({}, FULL, ()),
        ({"start": 7, "end": 9}, FULL, ()),
        ({"start": 8, "end": 9}, 0, None),
        ({"value": 3000}, LOCATED, ("value",)),
        ({"value_max": 400}, LOCATED, ("value",)),
        ({"unit": "tonne", "metric": "sales"}, LOCATED, ("unit", "metric")),
        ({"metric": "sales"}, QUANTITY, ("metric",)),
        ({"measure": "change", "approximation": "about"}, QUANTITY, ("measure", "approximation")),
        ({"approximation": "over"}, CORE, ("approximation",)),
    ],
)
def test_each_level_asks_for_more(
    change: dict[str, Any], level: int, wrong: tuple[str, ...] | None, measures: Measures
) -> None:
    got = agreement(marked(), found(**change), measures)
    assert got[0] == level
    assert wrong is None or got[1] == wrong


@pytest.mark.parametrize(
    ("gold", "got", "right"),
    [
        ({"basis": "year_on_year"}, {}, False),
        ({"basis": ["year_on_year", "2019"]}, {"basis": "2019"}, True),
        ({"basis": [None, "2019"]}, {"basis": None}, True),
        ({"basis": None}, {"basis": "2019"}, True),
        ({"period": None}, {}, True),
        ({"period": None}, {"period_end": date(2023, 12, 31)}, False),
        ({"period": "?"}, {"period_end": date(2023, 12, 31)}, True),
        ({"period": [None, "2023-12-31"]}, {"period_end": date(2023, 12, 31)}, True),
        ({"period": [None, [None, "2023-12-31"]]}, {}, True),
        ({"status": "target"}, {"status": "actual"}, False),
        ({"status": "?"}, {"status": "actual"}, True),
        ({"status": ["target", "expected"]}, {"status": "expected"}, True),
    ],
)
def test_what_an_annotation_leaves_open_or_accepts(
    gold: dict[str, Any], got: dict[str, Any], right: bool, measures: Measures
) -> None:
    level, _ = agreement(marked(**gold), found(**got), measures)
    assert level == (FULL if right else CORE)


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ((0.3, "GWh"), (300_000_000, "Wh"), True),
        ((0.3, "GWh"), (0.3, "MWh"), False),
        ((50, "tonne"), (50_000, "kilogram"), True),
        ((200, "square_kilometre"), (20_000, "hectare"), True),
        ((15, "mu"), (1, "hectare"), False),
        ((15, "mu"), (15, "mu"), True),
        ((2, "CNY"), (2, "USD"), False),
        ((2, "vehicle"), (2, "set"), True),
        ((2, "vehicle"), (2, "percent"), False),
        ((2, "vehicle"), (2, "GWh"), False),
        ((66.67, "percent"), (66.6667, "percent"), True),
        ((66.6, "percent"), (66.7, "percent"), False),
        ((5, "percent"), (5, "percentage_point"), False),
        ((7, "GWH"), (7, "GWh"), True),
    ],
)
def test_amounts_are_compared_not_spellings(
    gold: tuple[float, str], got: tuple[float, str], same: bool, measures: Measures
) -> None:
    one = marked(value=Decimal(str(gold[0])), unit=gold[1])
    level, _ = agreement(one, found(value=got[0], unit=got[1]), measures)
    assert (level >= QUANTITY) is same


def test_of_two_at_one_place_the_better_is_taken(measures: Measures) -> None:
    golds = [marked(metric="sales"), marked(metric="production")]
    pairs = pairs_of(golds, [found(metric="production"), found(metric="sales")], measures)
    assert sorted((p.gold, p.predicted, p.level) for p in pairs) == [(0, 1, FULL), (1, 0, FULL)]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from(["sales", "production"])), max_size=6),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from(["sales", "production"])), max_size=6),
)
def test_nothing_is_paired_twice(
    measures: Measures, one: list[tuple[int, int, str]], two: list[tuple[int, int, str]]
) -> None:
    golds = [marked(start, start + length, metric=metric) for start, length, metric in one]
    others = [found(start, start + length, metric=metric) for start, length, metric in two]
    pairs = pairs_of(golds, others, measures)
    assert len({p.gold for p in pairs}) == len({p.predicted for p in pairs}) == len(pairs)
    overlap = [(g, p) for g in golds for p in others if p.start < g.end and g.start < p.end]
    assert bool(pairs) is bool(overlap)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the Yunhe plant", "Yunhe Plant", True),
        ("Yunhe", "Yunhe plant of Orinova", True),
        ("new energy cars", "energy cars sold", True),
        ("Orinova Motors", "Voltiq Motors", False),
        ("云河汽车产业", "云河汽车", True),
        ("云河", "合肥", False),
        ("of the", "the", False),
        (None, "Yunhe", False),
    ],
)
def test_names_that_mean_the_same(a: str | None, b: str, same: bool) -> None:
    assert alike(a, b) is alike(b, a) is same


def test_a_found_name_serves_once() -> None:
    missed, extra, hits = match_names(["Bosch", "Bosch", "SKF"], ["Bosch Power", "Denso"])
    assert (missed, extra, hits) == (["Bosch", "SKF"], ["Denso"], 1)
