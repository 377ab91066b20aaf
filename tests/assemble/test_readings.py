"""What each number of a sentence means: the constructions of docs/records.md, "How a number is read"."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]
Row = tuple[str, str, str, str, str]
"""Quote, metric, measure, value and unit of a figure."""
PCT, PP, CNY, CAR, LEVEL, CHANGE, SHARE = "percent", "percentage_point", "CNY", "vehicle", "level", "change", "share"

COORDINATION: list[tuple[str, list[Row]]] = [
    (
        "Output and sales came to 41,300 and 39,900 cars respectively in May 2023.",
        [("41,300", "production", LEVEL, "41300", CAR), ("39,900 cars", "sales", LEVEL, "39900", CAR)],
    ),
    (
        "In 2022 production and sales of new energy vehicles both exceeded 9 million.",
        [
            ("exceeded 9 million", "production", LEVEL, "9000000", CAR),
            ("exceeded 9 million", "sales", LEVEL, "9000000", CAR),
        ],
    ),
    (
        "Production, sales and exports were 12,000, 11,400 and 3,900 vehicles.",
        [
            ("12,000", "production", LEVEL, "12000", CAR),
            ("11,400", "sales", LEVEL, "11400", CAR),
            ("3,900 vehicles", "exports", LEVEL, "3900", CAR),
        ],
    ),
    (
        "Production and sales of new energy vehicles were 789,000 and 809,000, up 38 percent and 40.1 percent.",
        [
            ("789,000", "production", LEVEL, "789000", CAR),
            ("809,000", "sales", LEVEL, "809000", CAR),
            ("38 percent", "production", CHANGE, "38", PCT),
            ("40.1 percent", "sales", CHANGE, "40.1", PCT),
        ],
    ),
    (
        "The city's output value and added value grew by 14.1 percent and 11.8 percent.",
        [
            ("14.1 percent", "output_value", CHANGE, "14.1", PCT),
            ("11.8 percent", "added_value", CHANGE, "11.8", PCT),
        ],
    ),
    (
        "In April 2023 output, sales and exports were up 12 percent, 9 percent and 31 percent, respectively.",
        [
            ("12 percent", "production", CHANGE, "12", PCT),
            ("9 percent", "sales", CHANGE, "9", PCT),
            ("31 percent", "exports", CHANGE, "31", PCT),
        ],
    ),
    (
        "The base made 41,000 sedans, 12,500 SUVs and 900 vans in May 2023.",
        [
            ("41,000 sedans", "production", LEVEL, "41000", CAR),
            ("12,500 SUVs", "production", LEVEL, "12500", CAR),
            ("900 vans", "production", LEVEL, "900", CAR),
        ],
    ),
    (
        "Sales in Haoda county and Lida county were 2,100 and 1,800 cars, respectively.",
        [("2,100", "sales", LEVEL, "2100", CAR), ("1,800 cars", "sales", LEVEL, "1800", CAR)],
    ),
    (
        "Output value and tax revenue reached 21 billion yuan and 1.3 billion yuan, respectively.",
        [
            ("21 billion yuan", "output_value", LEVEL, "21000000000", CNY),
            ("1.3 billion yuan", "tax", LEVEL, "1300000000", CNY),
        ],
    ),
    (
        "The maker exported 3,100 vehicles in March and 3,800 in April.",
        [("3,100 vehicles", "exports", LEVEL, "3100", CAR), ("3,800", "exports", LEVEL, "3800", CAR)],
    ),
    (
        "Output of cars and buses reached 71,000 and 4,300 units, respectively.",
        [("71,000", "production", LEVEL, "71000", CAR), ("4,300 units", "production", LEVEL, "4300", CAR)],
    ),
    ("Haoda and Lida sold 20,000 cars each in May.", [("20,000 cars", "sales", LEVEL, "20000", CAR)] * 2),
    ("The two phases have a capacity of 6 GWh each.", [("6 GWh", "capacity", LEVEL, "6", "GWh")]),
    (
        "The two companies invested 1.5 billion yuan each.",
        [("1.5 billion yuan", "investment", LEVEL, "1500000000", CNY)],
    ),
    (
        "Output of cars rose 9 percent, that of buses 4 percent.",
        [("9 percent", "production", CHANGE, "9", PCT), ("4 percent", "production", CHANGE, "4", PCT)],
    ),
    (
        "Output value of the district came to 48.6 billion yuan, that of the county to 7.9 billion yuan.",
        [
            ("48.6 billion yuan", "output_value", LEVEL, "48600000000", CNY),
            ("7.9 billion yuan", "output_value", LEVEL, "7900000000", CNY),
        ],
    ),
    (
        "Bus orders stood at 640 units, those for motors at 980 sets.",
        [("640 units", "orders", LEVEL, "640", CAR), ("980 sets", "orders", LEVEL, "980", "set")],
    ),
]

CHANGES: list[tuple[str, list[Row]]] = [
    (
        "Exports reached 41,200 vehicles in 2022, a year-on-year increase of 44 percent.",
        [("41,200 vehicles", "exports", LEVEL, "41200", CAR), ("44 percent", "exports", CHANGE, "44", PCT)],
    ),
    (
        "Net profit fell 14 percent to 2.2 billion yuan.",
        [("14 percent", "profit", CHANGE, "-14", PCT), ("2.2 billion yuan", "profit", LEVEL, "2200000000", CNY)],
    ),
    (
        "Exports were down 18.4 percent at 5,600 cars.",
        [("18.4 percent", "exports", CHANGE, "-18.4", PCT), ("5,600 cars", "exports", LEVEL, "5600", CAR)],
    ),
    (
        "Sales (May 2023): 4,100 cars, -7.6% y/y.",
        [("4,100 cars", "sales", LEVEL, "4100", CAR), ("-7.6%", "sales", CHANGE, "-7.6", PCT)],
    ),
    (
        "Sales rose by 50,000 vehicles to 320,000.",
        [("50,000 vehicles", "sales", CHANGE, "50000", CAR), ("320,000", "sales", LEVEL, "320000", CAR)],
    ),
    ("Output was 6,400 cars higher than a year earlier.", [("6,400 cars", "production", CHANGE, "6400", CAR)]),
    (
        "By the end of 2023 the province had 92,000 charging piles, having added 21,000 piles during the year.",
        [
            ("92,000 charging piles", "charging_points", LEVEL, "92000", "charging_point"),
            ("21,000 piles", "charging_points", CHANGE, "21000", "charging_point"),
        ],
    ),
    (
        "The penetration rate of electric cars reached 31.6 percent, up 4.5 percentage points from a year earlier.",
        [
            ("31.6 percent", "penetration_rate", LEVEL, "31.6", PCT),
            ("4.5 percentage points", "penetration_rate", CHANGE, "4.5", PP),
        ],
    ),
    (
        "Industrial added value of the sector rose 11.3 percent, 2.8 points down from October.",
        [("11.3 percent", "added_value", CHANGE, "11.3", PCT), ("2.8 points", "added_value", CHANGE, "-2.8", PP)],
    ),
    (
        "Sales grew 7.5 percent after a drop of 2.1 percent in April.",
        [("7.5 percent", "sales", CHANGE, "7.5", PCT), ("2.1 percent", "sales", CHANGE, "-2.1", PCT)],
    ),
    ("The maker cut prices by 5 percent.", [("5 percent", "price", CHANGE, "-5", PCT)]),
    ("The sector grew 12 percent in 2023.", [("12 percent", "added_value", CHANGE, "12", PCT)]),
    (
        "From January to May 2023 output rose 11 percent to 96,000 cars while sales dropped 3 percent to 88,000 cars.",
        [
            ("11 percent", "production", CHANGE, "11", PCT),
            ("96,000 cars", "production", LEVEL, "96000", CAR),
            ("3 percent", "sales", CHANGE, "-3", PCT),
            ("88,000 cars", "sales", LEVEL, "88000", CAR),
        ],
    ),
]

FROM_TO: list[tuple[str, list[Row]]] = [
    (
        "Revenue rose from 3.1 billion yuan in 2021 to 4.7 billion yuan in 2022.",
        [
            ("3.1 billion yuan", "revenue", LEVEL, "3100000000", CNY),
            ("4.7 billion yuan", "revenue", LEVEL, "4700000000", CNY),
        ],
    ),
    (
        "Revenue reached 4.4 billion yuan, up from 3.9 billion yuan in 2021.",
        [
            ("4.4 billion yuan", "revenue", LEVEL, "4400000000", CNY),
            ("3.9 billion yuan", "revenue", LEVEL, "3900000000", CNY),
        ],
    ),
    (
        "The plant raised its annual capacity from 10 GWh to 24 GWh.",
        [("10 GWh", "capacity", LEVEL, "10", "GWh"), ("24 GWh", "capacity", LEVEL, "24", "GWh")],
    ),
    (
        "Penetration climbed from 22 percent to 29 percent.",
        [("22 percent", "penetration_rate", LEVEL, "22", PCT), ("29 percent", "penetration_rate", LEVEL, "29", PCT)],
    ),
    (
        "Sales came to 82,400 vehicles in September, versus 66,300 in September last year.",
        [("82,400 vehicles", "sales", LEVEL, "82400", CAR), ("66,300", "sales", LEVEL, "66300", CAR)],
    ),
    (
        "Compared with 8,200 in May 2022, car sales climbed to 10,300 in May 2023.",
        [("8,200", "sales", LEVEL, "8200", CAR), ("10,300", "sales", LEVEL, "10300", CAR)],
    ),
    (
        "Output value: 4.1 bn yuan (2022: 3.6 bn yuan).",
        [
            ("4.1 bn yuan", "output_value", LEVEL, "4100000000", CNY),
            ("3.6 bn yuan", "output_value", LEVEL, "3600000000", CNY),
        ],
    ),
]


MULTIPLES: list[tuple[str, list[Row]]] = [
    ("Exports of electric vans saw a threefold increase in 2023.", [("threefold", "exports", CHANGE, "300", PCT)]),
    ("Exports of batteries increased 3.5 times in 2022.", [("3.5 times", "exports", CHANGE, "350", PCT)]),
    ("Investment jumped 1.8-fold.", [("1.8-fold", "investment", CHANGE, "180", PCT)]),
    ("Production was up 2.3 times year on year.", [("2.3 times", "production", CHANGE, "230", PCT)]),
    ("Orders in May were 1.4 times that of the same month last year.", [("1.4 times", "orders", CHANGE, "40", PCT)]),
    ("Sales in 2023 were three times those of 2020.", [("three times", "sales", CHANGE, "200", PCT)]),
    (
        "Output was more than double that of the year before.",
        [("more than double", "production", CHANGE, "100", PCT)],
    ),
    ("Sales of hybrid cars doubled in 2022.", [("doubled", "sales", CHANGE, "100", PCT)]),
    (
        "Exports of seats tripled to 96,000 sets.",
        [("tripled", "exports", CHANGE, "200", PCT), ("96,000 sets", "exports", LEVEL, "96000", "set")],
    ),
    ("Exports quadrupled in the first quarter.", [("quadrupled", "exports", CHANGE, "300", PCT)]),
    ("The firm's profit halved in the first quarter.", [("halved", "profit", CHANGE, "-50", PCT)]),
    ("Sales fell by half in April.", [("half", "sales", CHANGE, "-50", PCT)]),
    ("Exports fell by a third.", [("a third", "exports", CHANGE, "-33.3333", PCT)]),
]


@pytest.mark.parametrize(("text", "expected"), [*COORDINATION, *CHANGES, *FROM_TO, *MULTIPLES])
def test_readings(text: str, expected: list[Row], figures: Figures) -> None:
    found = [(f.quote, f.metric, f.measure, f.value, f.unit) for f in figures(text)]
    assert found == [(*row[:3], Decimal(row[3]), row[4]) for row in expected]


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("Exports made up 38 percent of all buses sold in the country.", ["all buses sold in the country"]),
        (
            "By June the county had completed 61.5 percent of the annual investment plan.",
            ["the annual investment plan"],
        ),
        ("Overseas markets accounted for 22.5 percent of its revenue.", ["its revenue"]),
        ("Sales rose 9 percent.", [None]),
    ],
)
def test_the_whole_of_a_share(text: str, wholes: list[str | None], figures: Figures) -> None:
    assert [f.of for f in figures(text)] == wholes


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("The works can turn out 30,000 bodies a month.", ["month"]),
        ("The workshop is designed to make 300,000 seats a year.", ["year"]),
        ("The base sold 9,100 cars in May 2023.", [None]),
        ("The firm delivered 9,100 cars, against 7,400 a year earlier.", [None, None]),
        pytest.param(
            "The maker plans to invest 2.2 billion yuan in a plant with a yearly capacity of 8 GWh.",
            [None, "year"],
            marks=pytest.mark.xfail(reason="the rate goes to the number before it, whatever lies between"),
        ),
    ],
)
def test_rates(text: str, rates: list[str | None], figures: Figures) -> None:
    assert [f.per for f in figures(text)] == rates


@pytest.mark.parametrize(
    ("text", "value", "top"),
    [
        ("Sales totalled between 20,000 and 22,000 cars.", 20000, 22000),
        ("The company delivered 3.5-4 thousand trucks in May 2023.", 3500, 4000),
        ("Net losses of 1 to 2 million yuan were booked.", -2000000, -1000000),
        ("Exports fell 5 to 7 percent.", -7, -5),
    ],
)
def test_ranges_have_their_lower_end_first(text: str, value: int, top: int, figures: Figures) -> None:
    assert [(f.value, f.value_max) for f in figures(text)] == [(value, top)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Total investment is 69.2 billion yuan ($9.7 billion).", 9700000000, "USD"),
        ("Investment came to 1.9 billion euros (about $2.1 billion).", 2100000000, "USD"),
        ("The factory covers 2,000 mu (133 hectares).", 133, "hectare"),
    ],
)
def test_a_second_currency_or_unit_is_kept_beside(text: str, value: int, unit: str, figures: Figures) -> None:
    (figure,) = figures(text)
    assert [(a.value, a.unit) for a in figure.also] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("The plant employs more than 8,000 people.", "over"),
        ("Sales came in at no fewer than 18,000 cars.", "at_least"),
        ("The plant has some 8,000 workers.", "about"),
        ("Fewer than 8,000 cars were sold.", "under"),
        ("Up to 3,000 jobs will be created.", "at_most"),
        ("The carmaker was among the top five in sales.", "at_most"),
        ("The plant employs 8,000 people.", "exact"),
    ],
)
def test_approximations(text: str, approximation: str, figures: Figures) -> None:
    assert [f.approximation for f in figures(text)] == [approximation]


def test_a_repetition_points_to_the_first_statement(figures: Figures) -> None:
    text = "Haoda sells 41,000 cars in May\n\nIn May 2023 Haoda sold 41,000 cars, and it exported 9,000 cars."
    found = figures(text)
    assert [(f.value, f.same_as) for f in found] == [(41000, None), (41000, found[0].id), (9000, None)]


def test_the_context_carries_a_metric_on(figures: Figures) -> None:
    text = "Exports of the base reached 41,200 vehicles in 2022. Of these, 9,800 went to Europe, up 12 percent."
    assert [(f.quote, f.metric, f.measure) for f in figures(text)] == [
        ("41,200 vehicles", "exports", "level"),
        ("9,800", "exports", "level"),
        ("12 percent", "exports", "change"),
    ]
