"""Suppliers known by their names or by what they supply, projects known by their phase or trade words, and goods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.pipeline import Extractor

Field = Callable[[str, str, str], object]

SUPPLIERS = [
    ("Anhui Taro Wire Harness Co., Ltd. moved into the zone in May.", ["Anhui Taro Wire Harness Co., Ltd."]),
    ("Lanhe Seating Co., Ltd. grew. Seven lines run at Lanhe Seating.", ["Lanhe Seating Co., Ltd."]),
    ("Qiming Springs Co. made its way into the supply chain of Volvo.", ["Qiming Springs Co."]),
    ("Haldin Energy supplies battery packs from May on.", ["Haldin Energy"]),
    ("The battery maker Haldin Energy opened a plant.", ["Haldin Energy"]),
    # a project, cars, power
    ("Work on projects such as Taro Seat Co. and Henda Glass Co. goes on.", []),
    ("Haldin Motors supplied battery cars to the town.", []),
    ("Haldin Energy delivers electricity.", []),
]
PROJECTS = [
    ("The Taro cathode material phase III was put into operation in May.", "Taro cathode material phase III"),
    ("Henda Wheel Hub Phase II broke ground in May.", "Henda Wheel Hub Phase II"),
    ("Taro's new seal project has been completed.", "Taro's new seal project"),
    (
        "In Lyon, an automotive battery casing production project broke ground.",
        "automotive battery casing production project",
    ),
    ("The Taro steering system expansion is under construction.", "Taro steering system expansion"),
]
GOODS = [
    ("By May, the number of charging infrastructure in Anhui was 410,000 units.", "410,000", "charging infrastructure"),
    ("Public charging piles in Anhui increased by 9,000 units in May.", "9,000", "Public charging piles"),
    ("Taro has an annual capacity of 60,000 tonnes of silicone sealant.", "60,000", "silicone sealant"),
    ("Taro has a capacity of 60,000 tonnes a year.", "60,000", None),
    ("Investment in fixed assets in Wuhu rose by 4 percent.", "4 percent", "fixed assets"),
    (
        "Power Battery Sales Rise In Wuhu\n\nSales grew to 9 GWh in May. Makers of power batteries hope for more.",
        "9 GWh",
        "power batteries",
    ),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("text", "expected"), SUPPLIERS)
def test_suppliers(text: str, expected: list[str], extractor: Extractor) -> None:
    assert [s.name for s in extractor.extract(text).suppliers] == expected


@pytest.mark.parametrize(("text", "expected"), PROJECTS)
def test_projects(text: str, expected: str, extractor: Extractor) -> None:
    assert [p.name for p in extractor.extract(text).projects] == [expected]


def test_a_project_that_nothing_happens_to_needs_a_name(extractor: Extractor) -> None:
    text = "It is an automotive battery casing production project."
    assert not extractor.extract(text).projects


@pytest.mark.parametrize(
    "text",
    [
        "The total investment of the project is RMB 6 billion.",
        "It is a cell base of RMB 6 billion.",
        "The projects are USD 60 million.",
    ],
)
def test_a_currency_is_no_name_of_a_project(text: str, extractor: Extractor) -> None:
    assert not extractor.extract(text).projects


@pytest.mark.parametrize(("text", "quote", "expected"), GOODS)
def test_goods(text: str, quote: str, expected: str | None, field: Field) -> None:
    assert field(text, quote, "product") == expected
