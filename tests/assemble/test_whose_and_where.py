"""Whose a figure is where others are named beside it, and where it holds: descriptions, associations, phases, lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Field = Callable[[str, str, str], object]

DESCRIBED = [
    # who only tells what another is
    (
        "The Wuhu zone, a venture of Dohan Steel and Tarvo Holdings, has drawn 118 firms.",
        "118",
        "Wuhu",
    ),
    ("The group grew. Lanhe Motors, of which Tarvo is a shareholder, made 9,000 cars.", "9,000", "Lanhe Motors"),
    ("Lanhe Trim, whose customers include Nissan, has a hall of 12,000 square metres.", "12,000", "Lanhe Trim"),
    ("Wuhu makes cars. Its makers, Lanhe and Chery, and Tarvo sold 8,000 vans.", "8,000", "Tarvo"),
]
COUNTED_BY = [
    # associations count what others do
    ("Cars sell in China. The China Passenger Car Association puts sales in May at 9,000.", "9,000", "China"),
    (
        "Lanhe Motors opened a plant in Thailand. According to the Federation of Thai Industries, production of "
        "electric cars reached 12,000 units in May.",
        "12,000",
        "Thailand",
    ),
    ("Lanhe Motors grew. According to the Seat Makers' Association, it sold 12,000 seats in May.", "12,000", "Lanhe"),
]
PHASES = [
    ("Lanhe Energy builds in Hefei. The first phase will employ 800 people.", "800", "Lanhe Energy first phase"),
    ("The Lanhe plant starts with 60,000 cars a year, rising to 90,000 in a second phase.", "90,000", "second phase"),
    ("Lanhe Energy grew in May. The plant has a capacity of 40,000 cells a day.", "40,000", "Lanhe Energy plant"),
    ("Lanhe Energy grew. The plant in Turin has 900 workers.", "900", "The plant in Turin"),
]
GIVEN = [
    # a subsidy is about who gets it
    ("Lanhe Energy builds in Debrecen. Hungary pays a subsidy of 90 million euros.", "90", "Lanhe"),
]
COUNTS = [
    ("The zone has grown. Output of the zone, where 9 plants have settled, was 4,000 vehicles.", "4,000", "zone"),
]
PLACES = [
    ("Lanhe Motors runs a plant in Rayong. It sold 6,200 cars in Thailand last year.", "6,200", "Thailand"),
    ("Wuhu makes foil. Its output was 42 tonnes, 18 percent of the country, and capacity 110 tonnes.", "110", "Wuhu"),
    # a park named by what is made there lies in a town
    (
        "Tarvo Auto Parts Industrial Park in Wuhu grew. In Wuhu the park has 90 workers.",
        "90",
        "Wuhu",
    ),
    # of a list of places none has the next number
    (
        "China has many piles. The first three are Anhui, Hubei and Henan. Sales of piles were 9,000 in May.",
        "9,000",
        "China",
    ),
]


@pytest.mark.parametrize(("text", "quote", "expected"), [*DESCRIBED, *COUNTED_BY, *PHASES, *GIVEN, *COUNTS])
def test_subjects(text: str, quote: str, expected: str, field: Field) -> None:
    found = field(text, quote, "subject")
    assert isinstance(found, str)
    assert expected in found


@pytest.mark.parametrize(("text", "quote", "expected"), PLACES)
def test_places(text: str, quote: str, expected: str, field: Field) -> None:
    assert field(text, quote, "location") == expected


def test_a_goal_goes_on_holding_by_its_year(field: Field) -> None:
    text = "By 2027, the town aims for a dense network. The goal is to build 9,000 charging piles in all streets."
    assert str(field(text, "9,000", "period_end")) == "2027-12-31"


def test_a_plant_to_come_has_no_period_of_another_goal(field: Field) -> None:
    text = "By 2027, the town aims for a dense network. The plant of Lanhe will have a capacity of 9,000 cars a year."
    assert field(text, "9,000", "period_end") is None


def test_a_word_that_opens_a_sentence_is_no_name(field: Field) -> None:
    text = "Relying on seats, Wuhu grew.\n\nRelying on vans, Wuhu made 4,000 vans."
    assert field(text, "4,000", "subject") == "Wuhu"
