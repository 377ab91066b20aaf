"""Subjects that stand back in the text: what was counted, phases, owners' sites, models with a price, descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Field = Callable[[str, str, str], object]

COUNTED = [
    # what a number counts is what the next number of its clause is about
    ("Last year, the 64 seat makers of the chain had revenue of 3.2 billion yuan.", "3.2", "64 seat makers"),
    ("The county's 9 industrial parks made an output value of 7.7 billion yuan.", "7.7", "9 industrial parks"),
    ("Wuhu opened a hall. The first 20 enterprises paid 400 million yuan in tax.", "400", "20 enterprises"),
    # projects and what they are worth, but not whom their signing speaks for
    ("In May Wuhu signed 8 projects with a planned investment of 6 billion yuan.", "6 billion", "8 projects"),
    ("Wuhu landed 5 foreign projects, with an investment of 70 million dollars.", "70 million", "5 foreign projects"),
    ("In 2023 Wuhu signed 8 projects, with a contract value of 6 billion yuan.", "6 billion", "Wuhu"),
    # a second count is again about who has them
    ("In 2021 Wuhu signed 8 projects worth 6 billion yuan, and 3 projects went into production.", "3 proj", "Wuhu"),
    # their
    ("At the end of 2022 there were 310 seat makers in Wuhu. Their profits came to 2 billion yuan.", "2 b", "310 seat"),
    ("Wuhu has 12 brands of buses. They exported 4,100 vehicles in May.", "4,100", "12 brands"),
    ("The park counts 87 firms, among them 12 makers of cars. Together they employ 26,000 people.", "26,000", "87"),
]
SITES = [
    ("The first phase of 8 GWh of Lanhe Energy reached full production.", "8 GWh", "Lanhe Energy"),
    (
        "Phase two of the Lanhe Gigafactory will have 12 GWh.",
        "12 GWh",
        "Phase two of the Lanhe Gigafactory",
    ),
    ("The first phase of the project has a capacity of 12 GWh.", "12 GWh", "first phase of the project"),
    ("Lanhe Motors grew. It will double the capacity of its plant to 90,000 cars a year.", "90,000", "Lanhe Motors"),
    ("Lanhe Motors will spend 2 billion yuan on a plant that will make 60,000 cars a year.", "60,000", "a plant"),
    ("Lanhe Motors will spend 2 billion yuan on a plant with a capacity of 60,000 cars.", "60,000", "Lanhe Motors"),
    ("A plant at Wuhu will have a capacity of 40,000 tonnes of cathodes a year.", "40,000", "A plant"),
    ("Lanhe Motors grew. In Hefei, the company will make 60,000 cars a year.", "60,000", "Lanhe Motors"),
]
PRICED = [
    ("The Tarvo 7 retails from 849,000 baht and goes 400 km.", "849,000", "Tarvo 7"),
    ("In Germany the Q5X is listed at 38,000 euros; the Rivon has a price of 52,000 euros.", "52,000", "Rivon"),
    ("The Walker T2, two metres tall, swaps its battery and is sold at 299,000 yuan.", "299,000", "Walker T2"),
    ("Lanhe Motors grew. Its cheapest hatchback is listed at 15,000 euros.", "15,000", "Lanhe Motors"),
    ("- In 2023 Wuhu bought 265 new buses at an average price of 820,000 yuan each.", "820,000", "new buses"),
    ("Prices of lithium carbonate fell to 70,000 yuan per tonne.", "70,000", "lithium carbonate"),
]
DESCRIBED = [
    ("Chinese newcomer Gaoto said it sold 3,000 cars.", "3,000", "Gaoto"),
    ("The battery maker Hanolin said that it had 4,200 employees.", "4,200", "Hanolin"),
    ("Korean automaker Sorim plans a plant for 60,000 cars a year.", "60,000", "Sorim"),
    # whom it belongs to is not what it is about
    (
        "Lanhe Materials made a profit of 14 billion won, the unit under steelmaker Dohan Holdings said. "
        "It sold 9,000 tonnes of cathodes in May.",
        "9,000",
        "Lanhe Materials",
    ),
    # a buyer named behind the number is no topic
    ("Output in Brazil fell 5% as Argentina bought less. Exports were 26,000 vehicles.", "26,000", "Brazil"),
]


TRADES = [
    # a text about a trade goes on about it
    (
        "NEW DELHI, May 3, 2023: The domestic tyre industry had revenue of 8 billion rupees.\n\n"
        "Exports grew 4 percent to 2,100 tonnes, it said.",
        "2,100",
        "tyre industry",
    ),
    # a segment, the authorities, the world
    ("Lanhe Motors grew. The smart battery business had a net loss of 21 million yuan.", "21 m", "battery business"),
    ("Lanhe Motors grew. In the bus segment, sales rose to 4,000 vehicles.", "4,000", "Lanhe Motors"),
    ("Lanhe builds a plant in Lyon. The government is to give 14 million euros as a grant.", "14 m", "government"),
    ("Lanhe sold 40,000 cars. The ministry plans to have 12 million piles in place by 2025.", "12 m", "The ministry"),
    ("In January 2024, global battery installations totaled 48.3 GWh.", "48.3", "global"),
    ("Lanhe Motors took 17 percent of global orders. Its output was 3,000 cars.", "3,000", "Lanhe Motors"),
]
TOGETHER = [
    ("Belgium, Denmark and Norway saw sales rise more than 30% to 9,000 cars.", "9,000", "Belgium, Denmark and Norway"),
    ("In 2023 Wuhu and Hefei together made 740,000 cars.", "740,000", "Wuhu and Hefei"),
    ("Markets grew, with Norway registering sales of 10,000 cars in May.", "10,000", "Norway"),
    ("Lanhe Motors, formerly known as Taro Power, will invest 2 billion yuan.", "2 billion", "Lanhe Motors"),
    ("Lanhe Motors grew. Manufacturing projects worth 19.6 billion dollars were announced.", "19.6", "Lanhe Motors"),
    ("Tarvo broke ground on a $2 billion battery plant that can make 30 GWh a year.", "30 GWh", "battery plant"),
]
SECTORS = [
    (
        "In July food processing, mining and the making of tyres grew 4%, 5% and 6% in added value.",
        "6%",
        "making of tyres",
    ),
    ("The added value of cars, of machines and of tyres rose 4%, 5% and 6%.", "4%", "cars"),
    ("Wuhu has good trades, of which cars and parts output value 13 billion yuan is the best.", "13", "cars and parts"),
]
ROLES = [
    # what is joined to a customer is a customer too
    ("Lanhe Trim, which makes trim for Nissan and Audi, opened with an outlay of 40 million dollars.", "40 m", "Lanhe"),
    # where a place lies says nothing of the number
    ("Factories in Anhui, an inland province of China, turned out 39,000 cars.", "39,000", "Anhui"),
    ("Output in Anhui was 230,000 cars, or 7 percent of the cars which China made.", "7 percent", "Anhui"),
    ("Lanhe sold 9,000 cars. Among Chinese brands of vans it was the No. 1 exporter.", "No. 1", "Lanhe"),
]
EVENTS = [
    ("The 2024 World Seat Conference opened in Wuhu. In all, 40 projects were signed.", "40", "World Seat Conference"),
    ("The 2024 World Seat Conference opened in Wuhu. In May Lanhe signed 40 projects.", "40", "Lanhe"),
]
FIRMS = [
    # where a company does something is not what it is about
    ("Lanhe Motors laid off 200. Around 450 jobs are to be cut in Germany.", "Around 450", "Lanhe Motors"),
    ("Lanhe Motors grew. It is the largest in the county and employs 630 people.", "630", "Lanhe Motors"),
    ("Lanhe Motors grew. Sales of new cars in Germany came to 9,000 vehicles.", "9,000", "Germany"),
    # a plant has no revenue
    (
        "Lanhe Motors grew. Its new Wuhu factory can turn out 3,000 robots a year. Revenue was 621 million yuan.",
        "621",
        "Lanhe Motors",
    ),
    (
        "Haldin Q2 sales slip\n\n- Net loss narrowed to $8 mln\n- Haldin trims sales guidance to $2.4 bln",
        "$8",
        "Haldin",
    ),
    ("Jinlan covers an area of 96 mu. Jinlan plans to invest 450 million yuan.", "450", "Jinlan"),
]


@pytest.mark.parametrize(
    ("text", "quote", "expected"), [*TRADES, *TOGETHER, *FIRMS, *COUNTED, *SITES, *PRICED, *DESCRIBED]
)
def test_subjects(text: str, quote: str, expected: str, field: Field) -> None:
    found = field(text, quote, "subject")
    assert isinstance(found, str)
    assert expected in found


def test_a_dateline_may_have_its_date_before_a_colon(field: Field) -> None:
    text = "Parts sell\n\nNEW DELHI, December 19, 2023: Exports of the country reached 68,400 vehicles."
    assert field(text, "68,400", "location") == "India"


def test_a_dateline_may_end_with_a_full_stop(field: Field) -> None:
    text = "Vans sell\n\nFrankfurt, 4 July 2023. Sales in Germany were 4,000 vans.\n\nExports came to 300 vans."
    assert field(text, "300", "location") == "Germany"


def test_members_are_no_topic(field: Field) -> None:
    text = (
        "Wuhu has 46 suppliers, among them Nanfa Magnet, Kelidan and Lanhe Motors. "
        "The local supporting rate has risen to 44%."
    )
    assert field(text, "44%", "subject") == "Wuhu"
