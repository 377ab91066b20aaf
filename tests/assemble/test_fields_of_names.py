"""Which names a figure is not about: examples, destinations, owners, what was only counted or is to be built."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Field = Callable[[str, str, str], object]

SUBJECTS = [
    # names of a list of examples
    (
        "Wuhu grew. The tyre industry relies on makers such as Lanhe Rubber, Yuta Rubber and Brelo Tyre.\n"
        "2023 The annual output value is 8 billion yuan.",
        "8 billion",
        "Wuhu",
    ),
    (
        "Wuhu has many plants. As one of the trades in Wuhu, the tyre industry drew projects such as Lanhe Rubber "
        "and Brelo Tyre. "
        "The annual output value is 8 billion yuan.",
        "8 billion",
        "tyre industry",
    ),
    (
        "Runan County learns from towns such as Wuxi in Jiangsu and Hefei. "
        "In 2023, 12 projects including Lanhe Seat and Yuta Wheel will be signed.",
        "12 projects",
        "Runan County",
    ),
    ("Makers like Lanhe Motors with 4,000 cars in sales lead the field.", "4,000", "Lanhe Motors"),
    # the phrase at the metric
    (
        "A chain of copper trade and recycling industries will be formed, and by then the output value of the entire "
        "industry chain will exceed 90 billion yuan.",
        "exceed 90 billion",
        "entire industry chain",
    ),
    (
        "The value added of industrial enterprises above the designated size grew 7 percent.",
        "7 percent",
        "designated size",
    ),
    ("Wuhu has many yards. The sector employs 3,000 people.", "3,000", "The sector"),
    ("Wuhu grew. The added value of the city's tyre industry rose 7 percent.", "7 percent", "tyre industry"),
    # the plant, not its owner
    ("Lanhe Group's Wuhu base completed the export of 7,000 cars.", "7,000", "Lanhe Group's Wuhu base"),
    # what was only counted
    (
        "The zone has 9 seat makers and 400 parts makers, and its output value was 9 billion yuan.",
        "9 billion",
        "The zone",
    ),
    ("Some 38 seat suppliers have settled around the base.", "Some 38", "the base"),
    (
        "Wuhu Economic Development Zone grew. At present 57 seat makers have moved there. "
        "In May alone 9 projects were signed.",
        "9 projects",
        "Wuhu Economic Development Zone",
    ),
    # described, labelled, new
    ("** LANHEL (Poland). The seat maker lifted its revenue to 260 million yuan.", "260 million", "LANHEL"),
    (
        "1. Yuta Seat Project: invested by Lanhe Precision; total investment 2.2 billion yuan.",
        "2.2 billion",
        "Yuta Seat",
    ),
    ("Lanhe Motors will build a seat plant in an investment of 22 million yuan.", "22 million", "Lanhe Motors"),
    ("The plant, which opened in May, makes seats; its annual capacity is 400,000 units.", "400,000", "The plant"),
    # the parts of an amount
    (
        "In 2023 Wuhu had an output value of 20 billion yuan, of which auto parts 12 billion yuan.",
        "12 billion",
        "auto parts",
    ),
    ("In 2023 Wuhu grew. The output value rose: cement has made 9 billion yuan.", "9 billion", "cement"),
    # who reports
    ("Wuhu grew. The association of tyre makers says that 4,000 cars were sold.", "4,000", "Wuhu"),
    (
        " date 2023-11-06 New Delhi : Seat major Lanhe Motors Ltd posted net profit of Rs 14 crore.",
        "Rs 14",
        "Lanhe Motors Ltd",
    ),
    # a scope is none
    ("Dalian Port exported 4,000 cars, ranking first in the country.", "first", "Dalian Port"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), SUBJECTS)
def test_subject(text: str, quote: str, expected: str, field: Field) -> None:
    assert expected in str(field(text, quote, "subject"))


LOCATIONS = [
    # where goods go to
    ("Langkou Port is busy. Lanhe Auto sold 5,000 cars; its exports to Mexico fell 25 percent.", "25 percent", None),
    ("WUHU, Nov. 9 -- Wuhu grew. Right-hand cars for Thailand: exports to Thailand were 5,000 cars.", "5,000", "Wuhu"),
    # a list of other towns
    (
        "Runan County learns from towns such as Wuxi in Jiangsu and Hefei. In 2023, 12 projects were signed.",
        "12 projects",
        "Runan County",
    ),
    # only the bureau tells the town
    ("The Qilong Municipal Bureau of Statistics reports. The city's output rose 3.0%.", "3.0%", "Qilong"),
    # the dateline's town, named again
    (
        "A car leaves the line in Rayong.\n\nRAYONG, Thailand, May 16 -- Lanhe Motors opened its Thailand plant.\n\n"
        "The plant has a capacity of 80,000 cars a year.",
        "80,000",
        "Rayong",
    ),
    # no place but in an adjective
    ("The car industry, leader of Turkish trade, lifted its exports by 8 percent.", "8 percent", "Turkey"),
    # initials of a place that the text spells out
    ("Sales in the European Union fell.\n\nEU registrations: 4,000 cars.", "4,000", "European Union"),
    # a park by its company's name lies in the town
    (
        "Wuhu builds. On April 19, Wuhu held a fair. A key project is the Yuta New Energy Auto Parts Industrial Park. "
        "It covers 1,000 mu.",
        "1,000 mu",
        "Wuhu",
    ),
]


@pytest.mark.parametrize(("text", "quote", "expected"), LOCATIONS)
def test_location(text: str, quote: str, expected: str | None, field: Field) -> None:
    found = field(text, quote, "location")
    assert found == expected if expected else found != "Mexico"


def test_the_city_keeps_its_words_where_only_a_bureau_names_it(field: Field) -> None:
    text = "The Qilong Municipal Bureau of Statistics reports. The city's output rose 3.0%."
    assert field(text, "3.0%", "subject") == "The city"


PRODUCTS = [
    ("At present 87 auto parts makers have moved to Wuhu.", "87", "auto parts"),
    ("Wuhu now has 4 vehicle makers.", "4", "vehicle"),
    ("The output of motor vehicles was 146,000 units, of which electric vans 38,000.", "38,000", "electric vans"),
    ("The output of cars was 86,400, of which 31,200 were electric vans.", "31,200", "electric vans"),
    ("The output of cars was 86,400 in 2023.", "86,400", "cars"),
    ("The line can turn out 340 million square metres of film a year.", "340 million", "film"),
    ("Wuhu exported 9,000 electric vans, with a value of 2 billion yuan.", "2 billion", "electric vans"),
    ("The county completed industrial investment of 1.3 billion yuan.", "1.3 billion", "industrial"),
    ("Investment in technological transformation rose 12 percent.", "12 percent", "technological transformation"),
    # nothing narrows these
    ("Wuhu sold 4,000 vehicles in 2023.", "4,000", None),
    ("The county completed investment of 1.3 billion yuan.", "1.3 billion", None),
]


@pytest.mark.parametrize(("text", "quote", "expected"), PRODUCTS)
def test_product(text: str, quote: str, expected: str | None, field: Field) -> None:
    assert field(text, quote, "product") == expected


def test_members_without_what_describes_them(field: Field) -> None:
    text = "Wuhu has 53 suppliers, among them Delu Lighting, Xinyang Glass and the South Korean seat maker Hanpack."
    assert field(text, "53", "members") == ("Delu Lighting", "Xinyang Glass", "Hanpack")
