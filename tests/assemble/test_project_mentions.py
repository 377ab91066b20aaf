"""Projects as names: told by the word for project, in quotation marks, in numbered entries and in lists."""

from __future__ import annotations

import pytest

from nevextract.names import names_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Haoda sodium lamp project, worth 3 million yuan", ["Haoda sodium lamp project"]),
        (
            'The paper on the "Haoda Lamp Co., Ltd. yearly output of 5 GWh lamps project (phase II)" is out.',
            ["Haoda Lamp Co., Ltd. yearly output of 5 GWh lamps project (phase II)"],
        ),
        ("5GWh Haoda Battery Project begins.", ["5GWh Haoda Battery Project"]),
        (
            "Work began on projects such as Haoda Copper Foil, Kelun Battery and Dalu Die Casting.",
            ["Haoda Copper Foil", "Kelun Battery", "Dalu Die Casting"],
        ),
        ("Work began on projects such as Haoda Seat, Kelun Battery and Dalu Technology.", []),
        ("Work began on projects such as Haoda Copper Foil and BYD.", ["Haoda Copper Foil"]),
        ("The Bosch 12GWh power battery project is late.", ["Bosch 12GWh power battery project"]),
        ("Haoda's 12GWh Power Battery Project begins.", ["12GWh Power Battery Project"]),
        ("Haoda's 12GWh power battery project begins.", []),
        ('Firms gather around "Project 44" and "Project Lamp".', ["Project 44"]),
    ],
)
def test_projects_as_names(text: str, expected: list[str]) -> None:
    assert [name.text for name in names_of(text, model="none") if name.label == "PROJECT"] == expected
