"""Suppliers told by what they do for whom, and by what the text calls them."""

from __future__ import annotations

import pytest

from nevextract.pipeline import Extractor

EXTRACTOR = Extractor()
Expected = list[tuple[str, str | None, str | None]]

CALLED: list[tuple[str, Expected]] = [
    ("Among its suppliers are Haoda Springs and Yuda.", [("Haoda Springs", None, None), ("Yuda", None, None)]),
    (
        "The base's suppliers are Haoda Glass and Yuda.",
        [("Haoda Glass", None, None), ("Yuda", None, None)],
    ),
    ("Suppliers: Haoda Glass, Lida.", [("Haoda Glass", None, None), ("Lida", None, None)]),
    (
        "The parts makers Haoda Glass and Lida moved in.",
        [("Haoda Glass", None, None), ("Lida", None, None)],
    ),
    (
        "Haoda Glass and Lida are all suppliers of it.",
        [("Haoda Glass", None, None), ("Lida", None, None)],
    ),
    ("Geely's seat supplier Haoda Seating hired 20 people.", [("Haoda Seating", "seat", "Geely")]),
    ("Haoda Seating is Geely's biggest supplier.", [("Haoda Seating", None, "Geely")]),
    ("Haoda Seating is the sole supplier of front seats to Geely.", [("Haoda Seating", "front seats", "Geely")]),
    ("Haoda Springs, a maker of springs for Geely, grew.", [("Haoda Springs", "springs", "Geely")]),
    (
        "Haoda Glass, Lida and other well-known parts makers moved in.",
        [("Haoda Glass", None, None), ("Lida", None, None)],
    ),
    (
        "Firms that once made toys, Haoda (HD) and Yuda among them, are now in the supply chain of Geely.",
        [("Haoda", None, None), ("Yuda", None, None)],
    ),
    (
        "By now 53 suppliers have come, among them Delan Lighting (headlamps) and the battery pack assembler Honsol.",
        [("Delan Lighting", "headlamps", None), ("Honsol", "battery pack", None)],
    ),
]
DEALS: list[tuple[str, Expected]] = [
    ("Haoda Seating supplies Geely with seats.", [("Haoda Seating", "seats", "Geely")]),
    ("Haoda Cells broke ground on a plant that will supply Geely with cells.", [("Haoda Cells", "cells", "Geely")]),
    ("Haoda Seating has supplied Geely since 2012.", [("Haoda Seating", None, "Geely")]),
    ("Haoda Seating makes seats for Geely in Wuhu.", [("Haoda Seating", "seats", "Geely")]),
    ("Haoda Seating won a contract to supply seats to Geely.", [("Haoda Seating", "seats", "Geely")]),
    ("Haoda Gears mainly makes bolts for engines, supporting Geely.", [("Haoda Gears", None, "Geely")]),
    (
        "Brel, which supplies brakes to Geely, and Haoda Glass, which makes windows for Chery, came.",
        [("Brel", "brakes", "Geely"), ("Haoda Glass", "windows", "Chery")],
    ),
    (
        'Haoda Harness came in 2023. "We make wiring harness for Geely," said manager Ye Ting.',
        [("Haoda Harness", "wiring harness", "Geely")],
    ),
    (
        '"We make wiring harness for Geely," said Li Na, manager of Haoda Harness.',
        [("Haoda Harness", "wiring harness", "Geely")],
    ),
    ("Haoda Gears had a good year. Its customers include Tarvo and Rivon.", [("Haoda Gears", None, "Tarvo and Rivon")]),
]
BOUGHT: list[tuple[str, Expected]] = [
    ("The batteries are supplied by CATL.", [("CATL", "batteries", None)]),
    ("Batteries come from CATL, motors from Bosch.", [("CATL", "Batteries", None), ("Bosch", "motors", None)]),
    ("Geely will source its seats from Haoda Seating.", [("Haoda Seating", "seats", "Geely")]),
    ("The car uses seats from the Thai maker Sumitro.", [("Sumitro", "seats", None)]),
    ("Seats from Thai Sumitro are among the first contracts.", [("Thai Sumitro", "Seats", None)]),
]
NONE = [
    "Batteries from Ningde go to BMW.",
    "BYD makes cars for Toyota.",
    "Tesla cars from Shanghai go to Europe.",
    "Geely delivered 200 cars to BYD in May.",
    "The association supports makers in Europe.",
    "The tax is paid by Geely to Wuhu.",
]


@pytest.mark.parametrize(("text", "expected"), [*CALLED, *DEALS, *BOUGHT, *((text, []) for text in NONE)])
def test_suppliers(text: str, expected: Expected) -> None:
    assert [(s.name, s.supplies, s.to) for s in EXTRACTOR.extract(text).suppliers] == expected
