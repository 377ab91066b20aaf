"""What each number of a sentence means: shares, ranks, bounds, and what is not read yet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]
Row = tuple[str, str, str, str, str]
"""Quote, metric, measure, value and unit of a figure."""
PCT, PP, CNY, CAR, LEVEL, CHANGE, SHARE = "percent", "percentage_point", "CNY", "vehicle", "level", "change", "share"

SHARES_AND_RANKS: list[tuple[str, list[Row]]] = [
    (
        "Seven out of ten batteries produced in the province go abroad.",
        [("Seven out of ten", "production", SHARE, "70", PCT)],
    ),
    ("One in four cars sold in the city is electric.", [("One in four", "sales", SHARE, "25", PCT)]),
    (
        "Sales of battery buses reached 7,300 units, accounting for 38 percent of all buses sold in the country.",
        [("7,300 units", "sales", LEVEL, "7300", CAR), ("38 percent", "sales", SHARE, "38", PCT)],
    ),
    (
        "Battery makers raised output by 2.2 GWh to 14 GWh.",
        [("2.2 GWh", "production", CHANGE, "2.2", "GWh"), ("14 GWh", "production", LEVEL, "14", "GWh")],
    ),
    (
        "By June the county had completed 61.5 percent of the annual investment plan.",
        [("61.5 percent", "investment", SHARE, "61.5", PCT)],
    ),
    ("The brand's market share rose to 11.4 percent.", [("11.4 percent", "sales", SHARE, "11.4", PCT)]),
    (
        "Overseas markets accounted for 22.5 percent of its revenue.",
        [("22.5 percent", "revenue", SHARE, "22.5", PCT)],
    ),
    (
        "Nearly 40 percent of the world's anodes are made in the county.",
        [("Nearly 40 percent", "production", SHARE, "40", PCT)],
    ),
    (
        "Its production accounts for one fifth of the national total.",
        [("one fifth", "production", SHARE, "20", PCT)],
    ),
    (
        "Two thirds of the cars produced at the base are electric.",
        [("Two thirds", "production", SHARE, "66.6667", PCT)],
    ),
    (
        "The battery sector contributed 38 percent to the growth of the city's added value.",
        [("38 percent", "added_value", "contribution", "38", PCT)],
    ),
    (
        "The new-energy cluster contributed 2.1 percentage points to the growth of industrial output value.",
        [("2.1 percentage points", "output_value", "contribution", "2.1", PP)],
    ),
    (
        "The auto industry drove up the province's added value by 1.7 percentage points.",
        [("1.7 percentage points", "added_value", "contribution", "1.7", PP)],
    ),
    ("The port ranked third in vehicle exports in 2022.", [("third", "exports", "rank", "3", "rank")]),
    ("The carmaker was among the top five in sales last year.", [("top five", "sales", "rank", "5", "rank")]),
    (
        "It took first place in sales of electric vans for the fifth year.",
        [("first place", "sales", "rank", "1", "rank")],
    ),
    ("The brand came in No. 4 in deliveries.", [("No. 4", "deliveries", "rank", "4", "rank")]),
    ("Haoda became the third-largest exporter of buses.", [("third-largest", "exports", "rank", "3", "rank")]),
]

BOUNDS_AND_KINDS: list[tuple[str, list[Row]]] = [
    (
        "Exports of trucks dropped by 2,100 to 7,300.",
        [("2,100", "exports", CHANGE, "-2100", CAR), ("7,300", "exports", LEVEL, "7300", CAR)],
    ),
    (
        "The workforce grew by 1,200 to 9,800.",
        [("1,200", "employees", CHANGE, "1200", "person"), ("9,800", "employees", LEVEL, "9800", "person")],
    ),
    (
        "Output and sales reached 2.6 and 2.4 million vehicles in 2023.",
        [("2.6", "production", LEVEL, "2600000", CAR), ("2.4 million vehicles", "sales", LEVEL, "2400000", CAR)],
    ),
    (
        "Output and sales rose by 12 and 9 percent year on year.",
        [("12", "production", CHANGE, "12", PCT), ("9 percent", "sales", CHANGE, "9", PCT)],
    ),
    (
        "In 2022 output, sales and exports rose 12, 9 and 31 percent respectively.",
        [
            ("12", "production", CHANGE, "12", PCT),
            ("9", "sales", CHANGE, "9", PCT),
            ("31 percent", "exports", CHANGE, "31", PCT),
        ],
    ),
    ("The plant can produce one car every 90 seconds.", []),
    (
        "The harbour shipped 18,600 cars abroad in May.",
        [("18,600 cars", "exports", LEVEL, "18600", CAR)],
    ),
    (
        "It sold 1.02 million cars, of which 310,000 were sold abroad, up 61%.",
        [
            ("1.02 million cars", "sales", LEVEL, "1020000", CAR),
            ("310,000", "exports", LEVEL, "310000", CAR),
            ("61%", "exports", CHANGE, "61", PCT),
        ],
    ),
    (
        "The county's vehicle exports earned it 220 million dollars.",
        [("220 million dollars", "export_value", LEVEL, "220000000", "USD")],
    ),
    (
        "The signed contracts are worth 6.8 billion yuan in total.",
        [("6.8 billion yuan", "contract_value", LEVEL, "6800000000", CNY)],
    ),
    (
        "More than half of the vehicles sold in the city were electric.",
        [("More than half", "sales", SHARE, "50", PCT)],
    ),
    (
        "Exports were 4,000 cars, and are expected to hit 9,000 next year.",
        [("4,000 cars", "exports", LEVEL, "4000", CAR), ("9,000", "exports", LEVEL, "9000", CAR)],
    ),
    ("The brand took 8.8 percent of the market.", [("8.8 percent", "sales", SHARE, "8.8", PCT)]),
    (
        "Output growth slowed by 4 percentage points.",
        [("4 percentage points", "production", CHANGE, "-4", PP)],
    ),
    (
        "Profit swung from a loss of 120 million yuan to a gain of 85 million yuan.",
        [
            ("120 million yuan", "profit", LEVEL, "-120000000", CNY),
            ("85 million yuan", "profit", LEVEL, "85000000", CNY),
        ],
    ),
    (
        "The number of electric cars in the city topped 300,000.",
        [("topped 300,000", "fleet", LEVEL, "300000", CAR)],
    ),
    ("Some 8,000 people work at the plant.", [("Some 8,000 people", "employees", LEVEL, "8000", "person")]),
    (
        "The rate of localization has risen from 31 percent to 58 percent.",
        [
            ("31 percent", "localization_rate", LEVEL, "31", PCT),
            ("58 percent", "localization_rate", LEVEL, "58", PCT),
        ],
    ),
    (
        "Exports to Europe: 8,200 vehicles (+34%).",
        [("8,200 vehicles", "exports", LEVEL, "8200", CAR), ("+34%", "exports", CHANGE, "34", PCT)],
    ),
    (
        "The city signed 12 projects with an investment of more than 500 million yuan each.",
        [("12 projects", "projects_signed", LEVEL, "12", "project")],
    ),
    (
        "There are 52 enterprises with an annual output value of over 100 million yuan.",
        [("52 enterprises", "enterprises", LEVEL, "52", "enterprise")],
    ),
    (
        "The output value broke through 100 billion yuan.",
        [("broke through 100 billion yuan", "output_value", LEVEL, "100000000000", CNY)],
    ),
    (
        "The plant has a designed annual capacity of 150,000 vehicles, and it produced 96,000 vehicles in 2022.",
        [
            ("150,000 vehicles", "capacity", LEVEL, "150000", CAR),
            ("96,000 vehicles", "production", LEVEL, "96000", CAR),
        ],
    ),
    ("The works can turn out 30,000 cars a month.", [("30,000 cars", "capacity", LEVEL, "30000", CAR)]),
    (
        "The plant, with an annual output of 50,000 tonnes of cathode material, went into operation.",
        [("50,000 tonnes", "capacity", LEVEL, "50000", "tonne")],
    ),
    (
        "Total investment is 69.2 billion yuan ($9.7 billion).",
        [("69.2 billion yuan", "investment", LEVEL, "69200000000", CNY)],
    ),
    ("The factory covers 2,000 mu (133 hectares).", [("2,000 mu", "area", LEVEL, "2000", "mu")]),
    (
        "The startup posted a net loss of 320 million yuan in 2023.",
        [("320 million yuan", "profit", LEVEL, "-320000000", CNY)],
    ),
    (
        "The carmaker's net loss narrowed to 1.1 billion yuan from 2.6 billion yuan.",
        [
            ("1.1 billion yuan", "profit", LEVEL, "-1100000000", CNY),
            ("2.6 billion yuan", "profit", LEVEL, "-2600000000", CNY),
        ],
    ),
    ("The group lost 740 million yuan in the quarter.", [("740 million yuan", "profit", LEVEL, "-740000000", CNY)]),
    (
        "Exports of auto parts came to 4.1 billion yuan in 2022.",
        [("4.1 billion yuan", "export_value", LEVEL, "4100000000", CNY)],
    ),
    (
        "Exports of auto parts were worth 3.3 billion yuan, up 12 percent.",
        [
            ("3.3 billion yuan", "export_value", LEVEL, "3300000000", CNY),
            ("12 percent", "export_value", CHANGE, "12", PCT),
        ],
    ),
    (
        "Imports of components came to 910 million yuan in June.",
        [("910 million yuan", "import_value", LEVEL, "910000000", CNY)],
    ),
    (
        "Auto exports hit 3.2 billion US dollars, while exports of engines reached 64,000 sets.",
        [
            ("3.2 billion US dollars", "export_value", LEVEL, "3200000000", "USD"),
            ("64,000 sets", "exports", LEVEL, "64000", "set"),
        ],
    ),
    (
        "Foreign trade totaled 71.3 billion yuan, of which exports were 52.9 billion yuan, up 6.1 percent, "
        "and imports 18.4 billion yuan, down 2.2 percent.",
        [
            ("71.3 billion yuan", "trade_value", LEVEL, "71300000000", CNY),
            ("52.9 billion yuan", "export_value", LEVEL, "52900000000", CNY),
            ("6.1 percent", "export_value", CHANGE, "6.1", PCT),
            ("18.4 billion yuan", "import_value", LEVEL, "18400000000", CNY),
            ("2.2 percent", "import_value", CHANGE, "-2.2", PCT),
        ],
    ),
    (
        "Added value grew 9 percent, 2.1 percentage points above the national average.",
        [("9 percent", "added_value", CHANGE, "9", PCT)],
    ),
    (
        "Sales totalled between 20,000 and 22,000 cars.",
        [("between 20,000 and 22,000 cars", "sales", LEVEL, "20000", CAR)],
    ),
    (
        "The market for charging will be worth 120 billion yuan by 2030.",
        [("120 billion yuan", "industry_scale", LEVEL, "120000000000", CNY)],
    ),
    ("Battery installations reached 27.8 GWh in May 2023.", [("27.8 GWh", "installed", LEVEL, "27.8", "GWh")]),
    (
        "The region had 1.2 million electric cars on the road at the end of 2023.",
        [("1.2 million electric cars", "fleet", LEVEL, "1200000", CAR)],
    ),
    (
        "It signed agreements worth a total of 5.6 billion yuan.",
        [("5.6 billion yuan", "contract_value", LEVEL, "5600000000", CNY)],
    ),
    (
        "The district is home to 3 vehicle makers and 88 suppliers.",
        [
            ("3 vehicle makers", "enterprises", LEVEL, "3", "enterprise"),
            ("88 suppliers", "suppliers", LEVEL, "88", "supplier"),
        ],
    ),
    (
        "The battery swap network has 420 stations in 61 cities.",
        [("420 stations", "charging_points", LEVEL, "420", "charging_point")],
    ),
    ("The firm holds 1,240 patents.", [("1,240 patents", "patents", LEVEL, "1240", "patent")]),
    (
        "In May 2023 car output was 41,000 units, and motor output 98,000 sets.",
        [("41,000 units", "production", LEVEL, "41000", CAR), ("98,000 sets", "production", LEVEL, "98000", "set")],
    ),
    ("Its cars are sold in 62 countries and regions.", [("62 countries", "export_markets", LEVEL, "62", "country")]),
    (
        "Of the 96,000 cars made, 31,000 were electric.",
        [("96,000 cars", "production", LEVEL, "96000", CAR), ("31,000", "production", LEVEL, "31000", CAR)],
    ),
]

NO_FIGURES = [
    "Shares of the battery maker rose 4.2 percent to 61 yuan.",
    "The firm's shares closed at 41.2 yuan, up 3.3 percent.",
    "The company's market value reached 310 billion yuan.",
    "The Haoda index gained 1.2 percent.",
    "The group owns a 24.5 percent stake in the venture.",
    "Haoda holds 12 percent of the shares in Lida.",
    "The firm's registered capital is 500 million yuan.",
    "The car has a range of 620 km and an engine of 150 kW.",
    "The plant assembles 45 cars per hour.",
    "The world's largest battery plant opened in May.",
    "The new No. 2 Plant follows the 4+3 plan of 2021.",
    "The 38-year-old engineer joined the firm in 2009.",
]

# What the program reads otherwise today, with what the records ask for.
WRONG: dict[str, list[tuple[str, list[Row]]]] = {
    "what exports or contracts earned or are worth, and what a sale brought in": [
        (
            "The sale of 120 buses brought in 84 million yuan.",
            [("120 buses", "sales", LEVEL, "120", CAR), ("84 million yuan", "revenue", LEVEL, "84000000", CNY)],
        ),
    ],
    "a list of names goes on to numbers behind the next metric and clause": [
        (
            "Output and sales rose 12 percent and 9 percent, while exports and imports fell 3 percent and 1 percent.",
            [
                ("12 percent", "production", CHANGE, "12", PCT),
                ("9 percent", "sales", CHANGE, "9", PCT),
                ("3 percent", "exports", CHANGE, "-3", PCT),
                ("1 percent", "imports", CHANGE, "-1", PCT),
            ],
        ),
    ],
    "topping a list is rank 1": [
        (
            "The company topped the list of battery installations.",
            [("topped the list", "installed", "rank", "1", "rank")],
        ),
    ],
    "projects some of which were signed are projects": [
        (
            "Of the 31 projects above 1 billion yuan each, 14 were signed in 2023.",
            [
                ("31 projects", "projects", LEVEL, "31", "project"),
                ("14", "projects_signed", LEVEL, "14", "project"),
            ],
        ),
    ],
    "the third of a list parted by semicolons is lost": [
        (
            "Haoda delivered 21,300 cars in May; Lida, 14,900; and Muda, 8,700.",
            [
                ("21,300 cars", "deliveries", LEVEL, "21300", CAR),
                ("14,900", "deliveries", LEVEL, "14900", CAR),
                ("8,700", "deliveries", LEVEL, "8700", CAR),
            ],
        ),
    ],
    "words for a metric that its pattern does not know": [
        ("The brand received 18,000 orders in its first month.", [("18,000 orders", "orders", LEVEL, "18000", CAR)]),
        ("The assets of the fund total 5 billion yuan.", [("5 billion yuan", "assets", LEVEL, "5000000000", CNY)]),
        (
            "Last year the county exported batteries worth 310 million euros to 14 countries.",
            [
                ("310 million euros", "export_value", LEVEL, "310000000", "EUR"),
                ("14 countries", "export_markets", LEVEL, "14", "country"),
            ],
        ),
    ],
}

RIGHT = [*SHARES_AND_RANKS, *BOUNDS_AND_KINDS]
XFAIL = [
    pytest.param(text, rows, marks=pytest.mark.xfail(reason=reason, raises=AssertionError))
    for reason, cases in WRONG.items()
    for text, rows in cases
]


@pytest.mark.parametrize(("text", "expected"), [*RIGHT, *XFAIL])
def test_readings(text: str, expected: list[Row], figures: Figures) -> None:
    found = [(f.quote, f.metric, f.measure, f.value, f.unit) for f in figures(text)]
    assert found == [(*row[:3], Decimal(row[3]), row[4]) for row in expected]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_no_figures(text: str, figures: Figures) -> None:
    assert [(f.quote, f.metric, f.measure) for f in figures(text)] == []
