"""The best chain of readings and its probabilities, against a search through all chains."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.assemble.decode import Step, _marginals, decode
from nevextract.assemble.readings import Reading


def reading(name: str, score: float) -> Reading:
    return Reading(name, "level", name, None, score, {})


Chains = tuple[list[list[Reading]], dict[tuple[int, str | None, str | None], float]]


@st.composite
def chains(draw: st.DrawFn) -> Chains:
    """Up to four quantities with up to four readings each, and what each pair of neighbours gains."""
    scores = st.floats(-6, 6, allow_nan=False)
    candidates = [
        [reading(f"m{k}", draw(scores)) for k in range(draw(st.integers(1, 4)))] for _ in range(draw(st.integers(1, 4)))
    ]
    gains = {
        (i, a.metric, b.metric): draw(scores)
        for i in range(len(candidates) - 1)
        for a, b in product(candidates[i], candidates[i + 1])
    }
    return candidates, gains


def steps_of(candidates: list[list[Reading]], gain: Callable[[int, Reading, Reading], float]) -> list[Step]:
    """What every reading gains from every one of the quantity before it."""
    pairs = enumerate(pairwise(candidates))
    return [[[gain(i, a, b) for a in before] for b in after] for i, (before, after) in pairs]


def total(chain: tuple[Reading, ...], gains: dict[tuple[int, str | None, str | None], float]) -> float:
    pairs = enumerate(pairwise(chain))
    return sum(r.score for r in chain) + sum(gains[i, a.metric, b.metric] for i, (a, b) in pairs)


@settings(max_examples=150)
@given(chains(), st.floats(0.3, 4.0))
def test_the_best_chain_and_its_probabilities(case: Chains, temperature: float) -> None:
    candidates, gains = case
    found = decode(candidates, steps_of(candidates, lambda i, a, b: gains[i, a.metric, b.metric]), temperature)
    every = list(product(*candidates))
    best = max(total(chain, gains) for chain in every)
    assert total(tuple(d.reading for d in found), gains) == pytest.approx(best)
    mass = [math.exp((total(chain, gains) - best) / temperature) for chain in every]
    for i, d in enumerate(found):
        share = sum(m for chain, m in zip(every, mass, strict=True) if chain[i] is d.reading) / sum(mass)
        assert d.probability == pytest.approx(share, abs=1e-9)
        assert d.candidates is candidates[i]


@given(chains())
def test_probabilities_of_all_readings_sum_to_one(case: Chains) -> None:
    candidates, gains = case
    for row in _marginals(candidates, steps_of(candidates, lambda i, a, b: gains[i, a.metric, b.metric]), 1.6):
        assert math.fsum(row) == pytest.approx(1.0, abs=1e-9)
        assert all(0.0 <= p <= 1.0 for p in row)


@given(chains(), st.floats(0.3, 4.0))
def test_temperature_does_not_change_the_choice(case: Chains, temperature: float) -> None:
    candidates, gains = case
    steps = steps_of(candidates, lambda i, a, b: gains[i, a.metric, b.metric])
    cold = [d.reading for d in decode(candidates, steps)]
    assert [d.reading for d in decode(candidates, steps, temperature)] == cold


def test_a_hotter_model_is_more_modest() -> None:
    options = [[reading("a", 3.0), reading("b", 0.0)]]
    first, second = (decode(options, [], t)[0].probability for t in (1.0, 2.0))
    assert first == pytest.approx(1 / (1 + math.exp(-3)))
    assert second == pytest.approx(1 / (1 + math.exp(-1.5)))


def test_neighbours_can_overrule_a_better_reading() -> None:
    options = [[reading("sales", 5.0)], [reading("exports", 2.0), reading("sales", 1.0)]]
    same = steps_of(options, lambda _, a, b: 3.0 if a.metric == b.metric else 0.0)
    assert [d.reading.metric for d in decode(options, same)] == ["sales", "sales"]
    assert [d.reading.metric for d in decode(options, steps_of(options, lambda *_: 0.0))] == ["sales", "exports"]


def test_a_step_counts_between_its_own_neighbours() -> None:
    options = [[reading("a", 0.0), reading("b", 0.1)] for _ in range(3)]
    gains = [steps_of(options, lambda i, a, b, at=at: 3.0 * (i == at and a.metric == b.metric == "a")) for at in (0, 1)]
    found = [[d.reading.metric for d in decode(options, steps)] for steps in gains]
    assert found == [["a", "a", "b"], ["b", "a", "a"]]


def test_of_equal_readings_the_first_wins() -> None:
    options = [[reading("a", 1.0), reading("b", 1.0)]] * 3
    assert [d.reading.metric for d in decode(options, steps_of(options, lambda *_: 0.0))] == ["a"] * 3


def test_nothing_to_read() -> None:
    assert decode([], []) == []


def test_large_scores_do_not_overflow() -> None:
    options = [[reading("a", 5000.0), reading("b", -5000.0)], [reading("a", -5000.0), reading("b", -5001.0)]]
    found = decode(options, steps_of(options, lambda *_: 900.0))
    assert [d.reading.metric for d in found] == ["a", "a"]
    assert found[0].probability == pytest.approx(1.0)
    assert found[1].probability == pytest.approx(1 / (1 + math.exp(-1)))
