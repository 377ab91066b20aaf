"""What a number means by what goes on from before: the headline where a paragraph begins, parts of an amount,
parts told in the same words, the corresponding figures, a rise just named; and verbs that share their numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.pipeline import Extractor
from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]

HEADLINE = [
    (
        "Output value of Hill's industry up 9.9% in ten months\n\n"
        "The output value of the enterprises was 84 billion yuan. The added value stood at 21 billion yuan.\n\n"
        "Key enterprises pulled.\n\nThe first group completed 59 billion yuan, up 7 percent.\n",
        [
            "9.9% output_value",
            "84 billion yuan output_value",
            "21 billion yuan added_value",
            "59 billion yuan output_value",
            "7 percent output_value",
        ],
    ),
]
PARTS = [
    (
        "Orders in hand grew to 106 billion yuan, of which Brel makes up 40 billion yuan and Taro 30 billion yuan.",
        ["106 billion yuan order_value", "40 billion yuan order_value", "30 billion yuan order_value"],
    ),
    (
        "At the ceremony 11 projects were signed. Five of them are in Hefei, three in Wuhu and two in Anqing.",
        ["11 projects projects_signed", "Five of them projects_signed", "three projects_signed", "two projects_signed"],
    ),
    ("The group sold 86 GWh, of which Brel took 20 GWh.", ["86 GWh sales", "20 GWh sales"]),
]
CORRESPONDING = [
    (
        "In July, production and sales were 2,591 cars and 2,593 cars. In seven months the corresponding volumes were "
        "18,235 cars and 18,269 cars.",
        ["2,591 cars production", "2,593 cars sales", "18,235 cars production", "18,269 cars sales"],
    ),
    (
        "Revenue and profit were 9 billion yuan and 0.8 billion yuan. A year before, the respective figures were "
        "7 billion yuan and 0.9 billion yuan.",
        ["9 billion yuan revenue", "0.8 billion yuan profit", "7 billion yuan revenue", "0.9 billion yuan profit"],
    ),
]
VERBS = [
    ("Lanhe produced and sold 4,000 and 3,900 cars in May.", ["4,000 production", "3,900 cars sales"]),
    ("In May 4,000 and 3,900 cars were produced and sold.", ["4,000 production", "3,900 cars sales"]),
    ("Lanhe built and delivered 4,000 cars.", ["4,000 cars production", "4,000 cars deliveries"]),
    ("Cars produced and sold by Brel rose by 9% and 11% respectively.", ["9% production", "11% sales"]),
    ("Of these, 2,293 units were produced (+13 percent) and 2,287 units sold (+14 percent).",
     ["2,293 units production", "+13 percent production", "2,287 units sales", "+14 percent sales"]),
]  # fmt: skip
SO_MANY_MORE = [
    ("In May there were 5,400 more public charging piles than in April.", ["charging_points 5400"]),
    ("Deliveries came to 9,000 cars in May, 800 fewer cars than in April.", ["deliveries -800"]),
    ("Output was 9,000 cars in May; the net increase reached 1,200 cars.", ["production 1200"]),
    ("Output value was 9 billion yuan; the increase was 1.2 billion yuan.", ["output_value 1200000000"]),
    ("3.62 million charging piles will be added this year.", ["charging_points 3620000"]),
    ("The scale of the expansion is 200 million pieces a year.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*HEADLINE, *PARTS, *CORRESPONDING, *VERBS])
def test_metrics(text: str, expected: list[str], figures: Figures) -> None:
    assert [f"{f.quote} {f.metric}" for f in figures(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SO_MANY_MORE)
def test_changes(text: str, expected: list[str], figures: Figures) -> None:
    assert [f"{f.metric} {f.value}" for f in figures(text) if f.measure == "change"] == expected


ABSURD = [
    "The output value of scale enterprises was 12.6 billion.",  # no currency anywhere, and not so many enterprises
    "Local suppliers provide 70 percent of the parts.",  # a share of parts, not of suppliers
    "The charging volume was about 5.12 billion kWh in the month.",
]


@pytest.mark.parametrize("text", ABSURD)
def test_no_absurd_figures(text: str, figures: Figures) -> None:
    assert not [f for f in figures(text) if f.metric in ("enterprises", "suppliers", "production")]


TABLE = "Deliveries by quarter (vehicles):\n\n        Q2       Q1\n2025    9,111    8,222\n2024    7,333    6,444\n"


def test_a_quarter_of_the_year_of_its_row(figures: Figures) -> None:
    found = {str(f.value): (str(f.period_start), str(f.period_end)) for f in figures(TABLE)}
    assert found == {
        "9111": ("2025-04-01", "2025-06-30"),
        "8222": ("2025-01-01", "2025-03-31"),
        "7333": ("2024-04-01", "2024-06-30"),
        "6444": ("2024-01-01", "2024-03-31"),
    }


def test_a_unit_beside_the_source_of_a_table(figures: Figures) -> None:
    text = (
        "Ranking of battery installations, May 2024\n\nUnit: GWh    Source: the alliance\n\n"
        "No.\tCompany\tMay\tShare\tShare change on April (pp)\n"
        "1\tBrel\t23.9\t44.0%\t-0.44\n2\tTaro\t13.1\t24.2%\t-0.77\n"
    )
    found = [(f.measure, f.value, f.unit) for f in figures(text)]
    assert [str(v) for m, v, u in found if u == "GWh"] == ["23.9", "13.1"]
    assert [str(v) for m, v, u in found if u == "percentage_point"] == ["-0.44", "-0.77"]


SUBJECTS = [
    (
        "Motorcycle output up\n\nISLAMABAD, Aug 04 (APP): The output of motorcycles went up by 15 percent, the "
        "Pakistan Bureau of Statistics reported.\n",
        "15 percent",
        "location",
        "Pakistan",
    ),
    (
        "Wuhu eyes a record\n\nAnhui Province built 855,000 cars in nine months.\n\nThree out of four of these cars, "
        "or 618,000, are electric. Wuhu is glad.\n",
        "618,000",
        "location",
        "Anhui",
    ),
]

WHOSE = [
    ("Brel Group made 700 vans and sold 650; for Taro the respective figures were 90 and 80.", "90", "Taro"),
    ("Wuhu is growing. Some 40 makers of the battery chain have settled in Wuhu.", "Some 40", "Wuhu"),
    ("Lanhe Motors came 5th in exports of China.", "5th", "Lanhe Motors"),
    (
        "Hubei grows. The reporter was informed by the Bureau of Industry that 32,000 cars were produced.",
        "32,000",
        "Hubei",
    ),
]


@pytest.mark.parametrize(("text", "quote", "expected"), WHOSE)
def test_whose(text: str, quote: str, expected: str, field: Callable[[str, str, str], object]) -> None:
    assert field(text, quote, "subject") == expected


@pytest.mark.parametrize(("text", "quote", "name", "expected"), SUBJECTS)
def test_where(text: str, quote: str, name: str, expected: str, field: Callable[[str, str, str], object]) -> None:
    assert field(text, quote, name) == expected


def test_rows_set_in_are_parts_of_the_row_above(figures: Figures) -> None:
    text = (
        "Summary (RMB million)\n\n                 2024      2023\nRevenue          900       800\n"
        "  Batteries      600       500\n  Others         300       300\nProfit           84        43\n\n"
        "Sales of vans rose 9 percent in 2024.\n"
    )
    assert [f.metric for f in figures(text)][:8] == ["revenue"] * 6 + ["profit"] * 2


RESPECTIVELY = (
    "Revenue was 15 billion yuan in 2022, net profit 1.7 billion yuan. In the first half of 2023 the group reported "
    "9 billion yuan and 1.1 billion yuan, respectively."
)


def test_amounts_of_the_sentence_before_told_respectively(figures: Figures) -> None:
    assert [f.metric for f in figures(RESPECTIVELY)] == ["revenue", "profit", "revenue", "profit"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Wuhu battery structural parts project was put into operation.", "Wuhu battery structural parts project"),
        (
            "Brel will build the Anqing lithium iron phosphate materials project.",
            "Anqing lithium iron phosphate materials project",
        ),
        ("The Huaxin steering system project is under construction.", "Huaxin steering system project"),
    ],
)
def test_projects_named_by_what_they_make(text: str, name: str) -> None:
    assert [p.name for p in Extractor().extract(text).projects] == [name]
