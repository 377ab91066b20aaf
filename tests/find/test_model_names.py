"""Names of models and applications by their form."""

from __future__ import annotations

import pytest

from nevextract.names import names_of


def products(text: str) -> list[str]:
    return [name.text for name in names_of(text, model="none") if name.label == "PRODUCT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They praised the NIO ES8 and the Zeekr X7 Pro.", ["NIO ES8", "Zeekr X7 Pro"]),
        ("BYD's QT45 sells well, and the QT45 is cheap.", ["QT45", "QT45"]),
        ("The new QT45 sedan and the B9X hatchback stood there.", ["QT45", "B9X"]),
        ("The Model K is older than the W series.", ["Model K", "W series"]),
        ("Buyers like the “Brella 12” and its lamps.", ["Brella 12"]),
        ("The Brella mini costs little.", ["Brella mini"]),
    ],
)
def test_models(text: str, expected: list[str]) -> None:
    assert products(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In Q3 and H1 sales rose; the CR5 stood at 80%.",
        "The firm has an ISO9001 paper and emits CO2.",
        "Part QT45-881 is out of stock.",
        "The QT45 was not told of before.",
        "The goal of “Vision 2035” is far.",
        "BYD 4,500 units, NIO 300 units.",
    ],
)
def test_times_papers_and_parts_are_no_models(text: str) -> None:
    assert products(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to us on WhatsApp.", ["WhatsApp"]),
        ("The WeChat account of the town told so.", ["WeChat"]),
        ("Share: WeChat", []),
    ],
)
def test_applications_by_what_is_done_with_them(text: str, expected: list[str]) -> None:
    assert products(text) == expected


def test_a_maker_and_its_model_are_one_name() -> None:
    names = [(n.text, n.label) for n in names_of("The Nissan Z45 came, then Nissan left.", model="none")]
    assert names == [("Nissan Z45", "PRODUCT"), ("Nissan", "ORG")]
