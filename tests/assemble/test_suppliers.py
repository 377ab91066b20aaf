"""Suppliers, and the enumerations of names that they often stand in."""

from __future__ import annotations

import pytest

from nevextract.assemble.name_lists import name_lists
from nevextract.assemble.suppliers import SupplierDraft, build_suppliers
from nevextract.find.names import find_names
from nevextract.patterns import load_pack
from nevextract.segment import segment
from nevextract.tokens import tokenize


def suppliers(text: str) -> list[SupplierDraft]:
    pack, tokens = load_pack("en"), tokenize(text)
    sentences = segment(text, tokens, pack)
    return build_suppliers(tokens, text, sentences, find_names(tokens, text, sentences, pack), pack)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The town counts 40 parts makers such as Haoda Springs, Yuda and Lida Co., Ltd.",
            ["Haoda Springs", "Yuda", "Lida Co., Ltd."],
        ),
        ("It has 230 suppliers, including Joyson and Tuopu Group.", ["Joyson", "Tuopu Group"]),
        ("Seat supplier Adient came next.", ["Adient"]),
        ("Haoda, one of the largest auto parts makers, sold more.", ["Haoda"]),
        ("Its supply chain: Haoda (HD) and Yuda, both from Wuhu.", ["Haoda", "Yuda"]),
        ("The suppliers of the base want more land.", []),
        ("State Grid provides electricity to the city.", []),
        (
            "Bohai Pistons supplies pistons to Chery; Haoda Glass supplies windows to Geely.",
            ["Bohai Pistons", "Haoda Glass"],
        ),
        ("Haoda Seating, one of the parts makers here, grew. Haoda is one of the seat suppliers.", ["Haoda Seating"]),
        (
            "Around it are 300 suppliers, 46 of them Korean-invested, e.g. Joyson and Tuopu Group.",
            ["Joyson", "Tuopu Group"],
        ),
        ("Haoda Gears reported a profit. It supplies BYD and Geely.", ["Haoda Gears"]),
        ("Haoda Gears reported a profit. Its customers include BYD and Geely.", ["Haoda Gears"]),
        ("Seats for Volkswagen Anhui come from Yanfeng's branch.", ["Yanfeng"]),
        ("There are parts makers in cities such as Wuhu and Hefei.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert [s.name for s in suppliers(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yanfeng supplies seats to Geely and Chery.", [("Yanfeng", "seats", "Geely and Chery")]),
        (
            "CATL and Sunwoda supply batteries for Tesla.",
            [("CATL", "batteries", "Tesla"), ("Sunwoda", "batteries", "Tesla")],
        ),
        ("Brakes come from Bosch, which delivers them to BYD.", [("Bosch", "them", "BYD")]),
    ],
)
def test_what_and_to_whom(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(s.name, s.supplies, s.to) for s in suppliers(text)] == expected


def test_each_once_with_its_place() -> None:
    found = suppliers("Wuhu has parts makers such as Haoda Springs. Parts makers such as Haoda Springs grow.")
    assert [(s.name, s.location) for s in found] == [("Haoda Springs", "Wuhu")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("such as Haoda, Yuda and Lida have", ["Haoda", "Yuda", "Lida"]),
        ("including Haoda Co., Ltd., Yuda Inc. and so on", ["Haoda Co., Ltd.", "Yuda Inc."]),
        ("namely Haoda Group (HG), Yuda and others", ["Haoda Group", "Yuda"]),
        ("like the Haoda Seat, and Yuda will come", ["Haoda Seat", "Yuda"]),
        ("such as Haoda automobile, Yuda", ["Haoda automobile", "Yuda"]),
        ("such as Haoda's Wuhu base, Yuda's plant and Lida.", ["Haoda's Wuhu base", "Yuda's plant", "Lida"]),
        ("such as wheels and tyres", []),
        ("Haoda and Yuda", []),
    ],
)
def test_enumerations(text: str, expected: list[str]) -> None:
    tokens = tokenize(text)
    members = name_lists(load_pack("en")).listed_from(tokens, 0, len(tokens))
    assert [member.text(tokens, text) for member in members] == expected
