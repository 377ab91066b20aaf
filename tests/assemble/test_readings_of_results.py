"""What numbers mean in results of companies, monthly statistics and reports of associations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]
Rows = list[tuple[str, list[str]]]

ONE_NAME_FOR_MONEY_AND_GOODS: Rows = [
    (
        "First-half sales of Brel Seating came to 22 billion euros. Both divisions increased their sales by 9 percent.",
        ["22 billion euros: revenue/level", "9 percent: revenue/change"],
    ),
    (
        "Sales of Brel came to 61,000 cars in May. In Norway sales grew by 9 percent.",
        ["61,000 cars: sales/level", "9 percent: sales/change"],
    ),
    (
        "Taro posted 5,300 billion won in sales and 560 billion won in operating profit. "
        "Both sales and operating profit were up, by 56 percent and 51 percent respectively.",
        [
            "5,300 billion won: revenue/level",
            "560 billion won: profit/level",
            "56 percent: revenue/change",
            "51 percent: profit/change",
        ],
    ),
    (
        "It raised 730 billion won in net profit, up 40 percent, on sales of 8.2 trillion won.",
        ["730 billion won: profit/level", "40 percent: profit/change", "8.2 trillion won: revenue/level"],
    ),
    (
        "A 17 percent decline in GAAP operating income to $1.8 billion followed.",
        ["17 percent: profit/change", "$1.8 billion: profit/level"],
    ),
    (
        "Earnings before interest, tax, depreciation and amortisation fell 8 percent to 1.1 billion euros.",
        ["8 percent: profit/change", "1.1 billion euros: profit/level"],
    ),
    (
        "Revenues were as follows: Brel 19.2 billion, Taro 18.1 billion. Brel earned a profit of 2 billion yuan.",
        ["19.2 billion: revenue/level", "18.1 billion: revenue/level", "2 billion yuan: profit/level"],
    ),
    (
        "Halvor is lifting its forecast for the group's sales by 500 million euros to more than 44 billion euros.",
        ["500 million euros: revenue/change", "more than 44 billion euros: revenue/level"],
    ),
]

SHIPPED_ABROAD_OR_TO_CUSTOMERS: Rows = [
    (
        "Exports grew again. The industry exported 1.7 million cars; of these Brel shipped 81,000.",
        ["1.7 million cars: exports/level", "81,000: exports/level"],
    ),
    ("Taro shipped 41 GWh of cells to carmakers in May.", ["41 GWh: deliveries/level"]),
    (
        "Brel delivered 7,100 vans. EV dispatches rose 9 percent to 3,300 units.",
        ["7,100 vans: deliveries/level", "9 percent: deliveries/change", "3,300 units: deliveries/level"],
    ),
    (
        "Deliveries fell to 435,000, down from 466,000 - but well up from 343,000.",
        ["435,000: deliveries/level", "466,000: deliveries/level", "343,000: deliveries/level"],
    ),
]

THINGS_THAT_ARE_MADE_NOT_COUNTED: Rows = [
    (
        "Output of solar cells rose 62 percent, while service robots gained 59 percent.",
        ["62 percent: production/change", "59 percent: production/change"],
    ),
    (
        "Car production grew 6 percent. Charging piles and motors were up 54 percent.",
        ["6 percent: production/change", "54 percent: production/change"],
    ),
    (
        "Added value rose 5 percent in May. Private enterprises grew by 4 percent.",
        ["5 percent: added_value/change", "4 percent: added_value/change"],
    ),
    (
        "Installations of batteries rose by 32 percent. Korean suppliers held a 16 percent share.",
        ["32 percent: installed/change", "16 percent: installed/share"],
    ),
    (
        "The province has 410 robot makers. Enterprises in Tashan grew by 4 percent.",
        ["410 robot makers: enterprises/level", "4 percent: enterprises/change"],
    ),
    ("The city's economy grew 6.9 percent in 2023.", ["6.9 percent: gdp/change"]),
]

NO_FIGURES: Rows = [
    ("Output of spodumene concentrate (min 6% Li2O) rose to 77,000 tonnes.", ["77,000 tonnes: production/level"]),
    (
        "Brel sold 61,000 cars. Gross margins were 10.1% at Brel, 17.3% at Taro and 13.6% at Dune.",
        ["61,000 cars: sales/level"],
    ),
    ("Sales: 72,000 cars\nGross margin: 10.0%; up 30 bps (vs. 9.7%); up 240 bps", ["72,000 cars: sales/level"]),
    (
        "Revenue was 9 billion yuan. R&D expenses were 3 billion yuan, an increase of 50 percent.",
        ["9 billion yuan: revenue/level"],
    ),
    (
        "Revenue was 9 billion euros. Cost of goods sold per car fell to 37,500 euros.",
        ["9 billion euros: revenue/level"],
    ),
    (
        "Sales rose by 9.1 percent and 11.4 percent, 4.8 and 7.3 percentage points higher than the average level.",
        ["9.1 percent: sales/change", "11.4 percent: sales/change"],
    ),
    ("Brel sold 61,000 cars and held cash and investments of 27 billion yuan.", ["61,000 cars: sales/level"]),
    (
        "Added value of firms rose 4 percent; counted are firms each with annual revenue of at least 20 million yuan.",
        ["4 percent: added_value/change"],
    ),
    ("The works will make cells; it is owned 90% by Brel and 10% by Taro.", []),
    (
        "The number of charging sessions rose to 2.2 million at the 310 chargers of Brel.",
        ["310 chargers: charging_points/level"],
    ),
]

SHARES_OF_LISTS: Rows = [
    (
        "Installations came to 51 GWh. Brel was fourth with a 5.9 percent share, Taro and Dune had 4.8 percent "
        "and 4.0 percent shares.",
        [
            "51 GWh: installed/level",
            "fourth: installed/rank",
            "5.9 percent: installed/share",
            "4.8 percent: installed/share",
            "4.0 percent: installed/share",
        ],
    ),
    (
        "Installations came to 51 GWh. It had a 14.4 percent share in January, down from 17.2 percent a year earlier.",
        ["51 GWh: installed/level", "14.4 percent: installed/share", "17.2 percent: installed/share"],
    ),
    (
        "Installations came to 51 GWh, with shares of 4.0 percent and 2.7 percent for Brel and Taro.",
        ["51 GWh: installed/level", "4.0 percent: installed/share", "2.7 percent: installed/share"],
    ),
    ("The five largest customers stood for 60 percent of revenue.", ["60 percent: revenue/share"]),
    (
        "Growth was 12 percent in revenue and 8 percent in net profit.",
        ["12 percent: revenue/change", "8 percent: profit/change"],
    ),
]

NAMES_AND_CODES: Rows = [
    ("Lanhe (HKEX: 9863; NASDAQ: LNH) delivered 37,095 cars in March.", ["37,095 cars: deliveries/level"]),
    ("The founder walks through Plant No. 6, which makes 40,000 cars a year.", ["40,000 cars: capacity/level"]),
    (
        "The board approved 14 battery electric vehicle (BEV) projects.",
        ["14 battery electric vehicle (BEV) projects: projects/level"],
    ),
    ("The order book stands at more than 26,000 vans.", ["more than 26,000 vans: orders/level"]),
    ("The mine shipped 81,300 dry metric tonnes (dmt) of ore.", ["81,300 dry metric tonnes (dmt): deliveries/level"]),
    (
        "The project costs 39 billion forints, to which the state contributed 7 billion forints.",
        ["39 billion forints: investment/level", "7 billion forints: subsidy/level"],
    ),
    ("It signed a $2.7 billion private placement.", ["$2.7 billion: financing/level"]),
]

RANGES_AND_PERIODS: Rows = [
    (
        "Deliveries: 87,000 vans, up +40.7% to +47.1% on the year",
        ["87,000 vans: deliveries/level", "+40.7% to +47.1%: deliveries/change"],
    ),
    (
        "NEV penetration was 57.9 percent from August 1 to 10, and 50.9 percent in July.",
        ["57.9 percent: penetration_rate/level", "50.9 percent: penetration_rate/level"],
    ),
    (
        "Over 170 more enterprises came: they number 911, over 170 more than in 2020.",
        ["Over 170 more enterprises: enterprises/change", "911: enterprises/level", "over 170: enterprises/change"],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *ONE_NAME_FOR_MONEY_AND_GOODS,
        *SHIPPED_ABROAD_OR_TO_CUSTOMERS,
        *THINGS_THAT_ARE_MADE_NOT_COUNTED,
        *NO_FIGURES,
        *SHARES_OF_LISTS,
        *NAMES_AND_CODES,
        *RANGES_AND_PERIODS,
    ],
)
def test_readings(figures: Figures, text: str, expected: list[str]) -> None:
    assert [f"{f.quote}: {f.metric}/{f.measure}" for f in figures(text)] == expected


def test_the_sign_of_a_list_is_that_of_its_first_number(figures: Figures) -> None:
    text = "Registrations saw decreases of 11.1%, 10.7%, and 7%, while those of Norway rose 6.3%."
    assert [float(f.value) for f in figures(text)] == [-11.1, -10.7, -7.0, 6.3]
