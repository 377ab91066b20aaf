"""Subject, place and product of a figure: which name or goods of the sentence, the paragraph or the text it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.pipeline import Extractor

EXTRACTOR = Extractor()


Field = Callable[[str, str, str], object]

SUBJECTS = [
    # a name that opens the sentence, not the place or the agent in it
    (
        "The Lanhe Battery Project, invested by Hubei Yuta Co., Ltd., covers an area of 300 mu.",
        "300 mu",
        "Lanhe Battery Project",
    ),
    (
        "Output at Wuhu rose. At Lanhe Bearing, 30 production lines were installed in 2023.",
        "30 production",
        "Lanhe Bearing",
    ),
    ("China's Lanhe Motors produced 40,000 cars in Hungary in 2023.", "40,000", "Lanhe Motors"),
    ("Ningbo-based Lanhe Motors sold 40,000 cars in 2023.", "40,000", "Lanhe Motors"),
    ("Seat maker Lanhe Seating reported revenue of 3 billion yuan.", "3 billion", "Lanhe Seating"),
    ("Lanhe Motors, the biggest carmaker of all, sold 40,000 cars.", "40,000", "Lanhe Motors"),
    ("Then it was Changsha that produced 600,000 cars.", "600,000", "Changsha"),
    # it, its, the company, the zone
    ("Lanhe Motors opened a plant in Wuhu. It sold 40,000 cars in 2023.", "40,000", "Lanhe Motors"),
    ("Lanhe Motors had a good year. The company sold 40,000 cars.", "40,000", "Lanhe Motors"),
    ("Changsha is a city of cars. In 2023 its output reached 600,000 vehicles.", "600,000", "Changsha"),
    ("Lanhe Motors grew. The Wuhu group sold 40,000 cars in 2023.", "40,000", "Lanhe Motors"),
    # lists and sectors
    ("In 2023 Wuxi, Changsha and Hefei produced 1,000, 2,000 and 3,000 cars, respectively.", "2,000", "Changsha"),
    (
        "The value added of the manufacture of tyres rose 21.4 percent, that of electrical machinery 44.7 percent.",
        "44.7",
        "electrical machinery",
    ),
    ("Lanhe Motors grew. Output of cells was 9 GWh, that of modules 7 GWh.", "7 GWh", "Lanhe Motors"),
    (
        "Lanhe Motors exported 7,000 cars, 2,000 to Mexico. Its sales were 90,000 cars. Output was 91,000 cars.",
        "91,000",
        "Lanhe",
    ),
    ("The cells come from Lanhe Power, whose second-phase project in Yutai will have 12 GWh.", "12 GWh", "project"),
    ("In July the value added grew: mining rose 4.6%.", "4.6%", "mining"),
    ("By region, 60% of all new robots were installed in Asia, 25% in Europe and 15% in Africa.", "25%", "Europe"),
    # what is counted or priced
    ("A total of 9,100 robot makers were set up last year.", "9,100", "robot makers"),
    ("The park has 57 robot makers.", "57", "The park"),
    ("The SL3 sedan has a price of 21,000 euros.", "21,000", "SL3 sedan"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), SUBJECTS)
def test_subjects(text: str, quote: str, expected: str, field: Field) -> None:
    found = field(text, quote, "subject")
    assert isinstance(found, str)
    assert expected in found


def test_a_heading_holds_for_its_section() -> None:
    text = (
        "How carmakers sold in July\n\nLanhe Motors\n\nIn July 40,000 cars were sold.\n\n"
        "Exports came to 7,000 vehicles.\n\nYuta Motors\n\nIn July 30,000 cars were sold.\n"
    )
    assert [f.subject for f in EXTRACTOR.extract(text).figures] == ["Lanhe Motors", "Lanhe Motors", "Yuta Motors"]


def test_a_company_is_known_by_what_it_does(field: Field) -> None:
    text = "Wuhu cars: Qandor ahead\n\nQandor delivered 4,000 cars in May, and Qandor's plant is full.\n"
    assert field(text, "4,000", "subject") == "Qandor"


def test_a_source_is_no_subject(field: Field) -> None:
    text = "Carmakers had a good May.\n\nCar output in Wuhu reached 4,000 units, the Anhui Car Association said.\n"
    assert field(text, "4,000", "subject") == "Wuhu"


LOCATIONS = [
    ("The foreign trade of Hefei, a big city in Anhui province, came to 48 billion yuan.", "48", "Hefei"),
    ("At Hefei cars are made. Exports to Australia and Chile will begin with 5,000 cars.", "5,000", "Hefei"),
    ("Trucks sell well in Brazil\n\nROME, May 3 (Agency) - Brazil produced 4,000 trucks in April.", "4,000", "Brazil"),
    (
        "Lanhe Motors, listed in Hong Kong, opened a plant in Hefei with a capacity of 4,000 cars a year.",
        "4,000",
        "Hefei",
    ),
    ("Lanhe will build a plant in Camacari, Bahia, with a capacity of 4,000 cars a year.", "4,000", "Camacari"),
    ("Hefei grows\n\nIn Hefei all is well. Exports came to 4,000 cars in 2023, no small number.", "4,000", "Hefei"),
    ("In 2023 Wuxi, Changsha and Hefei produced 1,000, 2,000 and 3,000 cars, respectively.", "3,000", "Hefei"),
    (
        "PUNE, Nov 3 (Agency) - Scooter sales in the country reached 139,000 units in October.",
        "139,000",
        "India",
    ),
]


@pytest.mark.parametrize(("text", "quote", "expected"), LOCATIONS)
def test_locations(text: str, quote: str, expected: str, field: Field) -> None:
    assert field(text, quote, "location") == expected


PRODUCTS = [
    ("Hefei produced 4,000 plug-in hybrid passenger cars in 2023.", "4,000", "plug-in hybrid passenger cars"),
    ("The output of wafers, cells and modules was 400 GW, 310 GW and 270 GW, respectively.", "310", "cells"),
    ("In 2023, 184 GWh of power batteries were installed; exports were 67 GWh.", "67", "power batteries"),
    ("Sales of plug-in hybrids (PHEVs; 33,000 a year earlier) were 106,000 units.", "33,000", "plug-in hybrids"),
    ("The country exported more than $18.6 billion of PV products.", "more than $18.6", "PV products"),
    ("Swap stations numbered 1,086 in May.", "1,086", "Swap stations"),
    ("Industrial robots at work\n\nThe output reached 4,000 units in May.", "4,000", "Industrial robots"),
    ("Lanhe Battery sold 4,000 cars in May.", "4,000", None),
    # at the metric's name
    ("At present it has 6 GWh of cell capacity.", "6 GWh", "cell"),
    ("Battery installations for electric cars reached 101 GWh.", "101", "Battery"),
    ("Deliveries of the K7 coupe SUV exceeded 5,000 in the month.", "exceeded 5,000", "coupe SUV"),
    (
        "The new capacity includes 15,000 tonnes of battery-grade lithium hydroxide.",
        "15,000",
        "battery-grade lithium hydroxide",
    ),
    ("Sales of battery electric models fell. Car sales rose 6.6 percent to 2.27 million units.", "2.27", None),
    ("Innovations fuel NEV output, which reached 40,000 units.", "40,000", "NEV"),
    # what a sentence begins with or turns to
    ("Electric three-wheelers, however, fell 3 percent in sales.", "3 percent", "Electric three-wheelers"),
    ("With regard to heavy trucks, Wuhu has eight large enterprises.", "eight", "heavy trucks"),
    ("Electrified cars - BEVs, PHEVs and hybrids - made up 41% of output.", "41%", "Electrified cars"),
    # the other end of a way, the goods of a share
    ("It will take capacity from 100,000 to 200,000 gearboxes a year.", "100,000", "gearboxes"),
    ("It accounts for 7 percent of the NEVs produced in China.", "7 percent", "NEVs"),
    ("It exported 9,000 vehicles, and more than half of them were electric buses.", "more than half", "electric buses"),
    ("Orders came to 2 billion euros, three quarters of it for electric buses.", "three quarters", "electric buses"),
    (
        "In 2023 it had 1,840 electric buses on the road, 71 percent of its bus fleet.",
        "71",
        "electric buses",
    ),
    # what was told before: in the same metric, in the same unit, as worth of the same goods
    ("The zone has 87 auto parts makers, 14 more than a year ago.", "14", "auto parts"),
    ("Completed ships came to 21 million dwt, up 14 percent. New orders were 37 million dwt.", "37", "ships"),
    ("In May 4,000 vans were exported. The exports were worth 90 million yuan.", "90 million", "vans"),
    ("Vans at 8,140 units, up 57%, led sales; cars followed.", "57%", "Vans"),
    # goods with a metric of their own
    ("The city has 612 public charging piles in 74 stations.", "74", "stations"),
    ("The plant has 430 welding robots.", "430", "welding robots"),
    # the headline's goods as the text has them
    (
        "Robot news\n\nThe industrial robots sell. Asia bought 9,000 industrial robots.\n\nExports were 4,000 units.",
        "4,000",
        "industrial robots",
    ),
]


@pytest.mark.parametrize(("text", "quote", "expected"), PRODUCTS)
def test_products(text: str, quote: str, expected: str | None, field: Field) -> None:
    assert field(text, quote, "product") == expected


MEMBERS = [
    (
        "In 2022 Wuhu signed 3 projects: Haoda Seat, Lida Battery and Yuda Wheel.",
        "3 proj",
        ["Haoda Seat", "Lida Battery"],
    ),
    (
        "More than 200 enterprises stand in it, Haoda Micro, Lida Chips and so on.",
        "More",
        ["Haoda Micro", "Lida Chips"],
    ),
    ("Haoda Glass, Lida Seating and other 120 parts makers moved in.", "120", ["Haoda Glass", "Lida Seating"]),
    ("The park has 46 firms, namely Haoda, Lida and Yuda.", "46 firms", ["Haoda", "Lida", "Yuda"]),
    ("The park has 46 suppliers, represented by Haoda Glass and Lida.", "46", ["Haoda Glass", "Lida"]),
    ("The park has 46 suppliers. Wuhu, Hefei and Anqing grew.", "46", []),
    ("The park has 46 suppliers, and Wuhu grew.", "46", []),
]


@pytest.mark.parametrize(("text", "quote", "expected"), MEMBERS)
def test_members(text: str, quote: str, expected: list[str], field: Field) -> None:
    found = field(text, quote, "members")
    assert isinstance(found, tuple)
    assert list(found)[: len(expected) or None] == expected
