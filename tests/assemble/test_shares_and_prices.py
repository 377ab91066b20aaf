"""What a percentage is a share of, what money is paid for, and the words that join a number to its metric's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]

SHARES = [
    (
        "In his forecast electric cars stay below 20 percent of registrations in 2023.",
        ["below 20 percent: registrations/share"],
    ),
    (
        "In May the city had 16,400 new registrations, and 2,690 of these (16.4 percent) were electric.",
        ["16,400: registrations/level", "2,690 of these: registrations/level", "16.4 percent: registrations/share"],
    ),
    (
        "Exports grew from 22,900 to 27,100 units (18.3 percent).",
        ["22,900: exports/level", "27,100 units: exports/level", "18.3 percent: exports/change"],
    ),
    (
        "Output value was 8.9 billion yuan; it accounted for 23.1 percent of industry above designated size.",
        ["8.9 billion yuan: output_value/level", "23.1 percent: output_value/share"],
    ),
    pytest.param(
        "It invested 2 billion yuan in a lamp that kills 99.9 percent of germs.",
        ["2 billion yuan: investment/level"],
        marks=pytest.mark.xfail(reason="a percentage without a cue follows the amount before", raises=AssertionError),
    ),
]

JOINED = [
    (
        "The plant will have an output value of 15 billion yuan and pay 600 million yuan of tax.",
        ["15 billion yuan: output_value/level", "600 million yuan: tax/level"],
    ),
    (
        "The project costs 400 billion forints, to which the state adds 14 billion forints of support.",
        ["400 billion forints: investment/level", "14 billion forints: subsidy/level"],
    ),
]

PRICES = [
    ("Lithium carbonate had cost about 97,000 yuan a tonne in January.", ["about 97,000 yuan: price/level"]),
    ("The project costs 9.7 billion yuan.", ["9.7 billion yuan: investment/level"]),
]

COUNTED = [
    (
        "Seven electric vehicle (EV) projects were signed.",
        ["Seven electric vehicle (EV) projects: projects_signed/level"],
    ),
    ("Profit attributable to equity holders was 18.2 million yuan.", ["18.2 million yuan: profit/level"]),
    ("Sales are to reach a quarter of a million by 2026.", ["a quarter of a million: sales/level"]),
]


ONE_NAME_OF_TWO_METRICS = [
    (
        "From January to May it exported battery cells worth 386 million yuan, 87 percent more than a year earlier.",
        ["386 million yuan: export_value/level", "87 percent: export_value/change"],
    ),
    (
        "From January to May it exported 38,600 cars, 87 percent more than a year earlier.",
        ["38,600 cars: exports/level", "87 percent: exports/change"],
    ),
]

TOLD_OR_BOUND = [
    (
        "Some 390,000 cars were made there with an output value of more than 50 billion yuan.",
        ["Some 390,000 cars: production/level", "more than 50 billion yuan: output_value/level"],
    ),
    (
        "It has 12 production lines and has hired more than 2,500 workers.",
        ["12 production lines: equipment/level", "more than 2,500 workers: employees/level"],
    ),
    ("The park counts 26 projects with an investment of more than 1 billion yuan.", ["26 projects: projects/level"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*SHARES, *JOINED, *PRICES, *COUNTED, *ONE_NAME_OF_TWO_METRICS, *TOLD_OR_BOUND]
)
def test_readings(figures: Figures, text: str, expected: list[str]) -> None:
    assert [f"{f.quote}: {f.metric}/{f.measure}" for f in figures(text)] == expected
