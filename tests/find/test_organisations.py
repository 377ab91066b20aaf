"""Organisations and facilities in running text, alone and together with places."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.find.name_values import FACILITY, ORGANISATION
from nevextract.find.names import find_names, resolve
from nevextract.mentions import Mention, Sentence
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize


def names(text: str) -> list[Mention]:
    tokens = tokenize(text)
    whole = Sentence(0, len(text), 0, len(tokens), "prose", 0)
    return find_names(tokens, text, [whole], load_pack("en"))


def of_kind(text: str, kind: str) -> list[str]:
    return [text[m.start : m.end] for m in names(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anhui Dalu Battery Technology (Chuzhou) Co., Ltd. has moved.",
            ["Anhui Dalu Battery Technology (Chuzhou) Co., Ltd."],
        ),
        (
            "BYD Co. Ltd., NIO Inc. and Volkswagen Group China agreed.",
            ["BYD Co. Ltd.", "NIO Inc.", "Volkswagen Group China"],
        ),
        ("It was CATL's turn, then Lynk & Co's.", ["CATL", "Lynk & Co"]),
        (
            "the Ministry of Industry and Information Technology said",
            ["Ministry of Industry and Information Technology"],
        ),
        ("the Liuzhou Municipal Bureau of Statistics said", ["Liuzhou Municipal Bureau of Statistics"]),
        (
            "the municipal bureau of economy and information technology said",
            ["municipal bureau of economy and information technology"],
        ),
        ("the Ningbo municipal government said", ["Ningbo municipal government"]),
        ("it told China Daily and the Suqian Daily that", ["China Daily", "Suqian Daily"]),
        ("the Office of the Bureau of Commerce", ["Office of the Bureau of Commerce"]),
        ("the China Wheel Makers Association", ["China Wheel Makers Association"]),
        ("It drew Bosch, Haoda and SKF.", ["Bosch", "Haoda", "SKF"]),
        ("It drew Bosch, Chen Wei and SKF.", ["Bosch", "SKF"]),
        ("It sold 12 GWh, BYD and CALB less.", ["BYD", "CALB"]),
        ("It drew Bosch, Wuhu and SKF.", ["Bosch", "SKF"]),
        ("General Lithium Co., Ltd. rose.", ["General Lithium Co., Ltd."]),
        ("Dalu Robotics opened.", ["Dalu Robotics"]),
        ("Dalu-based Haoda Robotics opened.", ["Haoda Robotics"]),
        ("In May Qandor delivered 4,000 cars, more than Qandor's plant can make.", ["Qandor", "Qandor"]),
        ("Qandor posted 11 GWh.", ["Qandor"]),
        ("The makers are Qandor with 9,000 piles and Tedora with 7,000.", ["Qandor", "Tedora"]),
        ("Sales fell, dealers' body FEDA said, and FEDA predicts more.", ["FEDA", "FEDA"]),
        ("In May Peter Szalo said so, and Szalo added more.", []),
        ("Turnover recorded 4 percent. Workers built a hall.", []),
        ("On Monday Minister Petra Vogelsang announced a plan; Petra Vogelsang left.", []),
        ("In all, Bosch China and Nissan Thailand: 4,000 cars.", ["Bosch China", "Nissan Thailand"]),
        ("the Qinlan Customs counts the Lamp Makers' Union in", ["Qinlan Customs", "Lamp Makers' Union"]),
        ("the Qinlan Battery Development Center helps", ["Qinlan Battery Development Center"]),
        ("the city's department for trade and finance helps", ["department for trade and finance"]),
        ("the city's department helps", []),
        ("Wanbrelya (WBL) sells lamps", ["Wanbrelya", "WBL"]),
        ("Wanbrelya (KTQ), Lisbon (LB) and Battery (BT) sell lamps", []),
        ("the head of Nissan's Wuhu branch spoke", ["Nissan", "Wuhu branch"]),
        ("Workers of Wuhu Nissan and of the Zhejiang Geely sites met.", ["Wuhu Nissan", "Zhejiang Geely"]),
        ("In Wuhu Nissan sells lamps; near Wuhu BYD does.", ["Nissan", "BYD"]),
        ("Springs are supplied by Tedora, lamps by hand.", ["Tedora"]),
        ("Someone in charge of Haoda Springs spoke; so did the chairman of Qandor.", ["Haoda Springs", "Qandor"]),
        ("In May Wuhu Qandor delivered 4,000 springs.", ["Wuhu Qandor"]),
        ("The last one, Tedora, supplies lamps.", ["Tedora"]),
        ("It buys from suppliers such as Tedora, and sells goods such as Brela.", ["Tedora"]),
        ("There are firms, including Wuhu Tedora Casting, and towns.", ["Wuhu Tedora Casting"]),
        ("Source: Luxi Media Convergence Center", ["Luxi Media Convergence Center"]),
        ("Source:Luxi Daily Date:2024-05-17", ["Luxi Daily"]),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    assert of_kind(text, ORGANISATION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cars of the SAIC Ningde base went abroad", ["SAIC Ningde base"]),
        ("output at the Chery production base rose", ["Chery production base"]),
        ("the Dalu Zhuzhou No. 2 Plant reopened", ["Dalu Zhuzhou No. 2 Plant"]),
        ("Tesla's Shanghai Gigafactory grew", ["Shanghai Gigafactory"]),
        ("lorries on Renmin Road and at Xiamen Port", ["Renmin Road", "Xiamen Port"]),
        ("exports of its China plant and Europe base", []),
        ("cars of the Haoda Automobile Wuhu base went abroad", ["Haoda Automobile Wuhu base"]),
        ("ships left Qinlan port", ["Qinlan port"]),
        ("In Lyon the Gigafactory of BYD hums, another Gigafactory does not.", ["Gigafactory"]),
        ("cells from its 12 GWh plant", []),
        ("lorries on Renmin Road, trains of the Silk Road Express", ["Renmin Road"]),
        ("Nissan's Bangkok Gigafactory Sold More Lamps Than Planned In March", ["Bangkok Gigafactory"]),
        ("the largest production base of the country", []),
    ],
)
def test_facilities(text: str, expected: list[str]) -> None:
    assert of_kind(text, FACILITY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "New Energy Vehicle Industry",
        "The group and its holding company opened a technology office.",
        "In March the battery industry of the city grew.",
        "Jinan Promotes Growth of New Energy Vehicles and Battery Technology",
    ],
)
def test_no_organisation(text: str) -> None:
    assert of_kind(text, ORGANISATION) == []
    assert of_kind(text, FACILITY) == []


def test_owner_of_a_facility() -> None:
    text = "Last year SAIC Motor's Ningde base sold more."
    facility = next(m for m in names(text) if m.kind == FACILITY)
    assert text[facility.start : facility.end] == "Ningde base"
    assert facility.value.owner == "SAIC Motor"
    assert text[facility.value.full_start : facility.end] == "SAIC Motor's Ningde base"
    assert facility.value.place.name == "Ningde"


def test_short_forms_stand_for_what_introduced_them() -> None:
    text = "Nanxun Development Zone (NDZ for short) lured Dalu Battery Co., Ltd. Later Dalu left the NDZ."
    found = {text[m.start : m.end]: m for m in names(text)}
    assert found["Dalu"].value.name == "Dalu Battery Co., Ltd."
    assert [m.value.name for m in names(text) if text[m.start : m.end] == "NDZ"] == ["Nanxun Development Zone"] * 2


def test_a_company_is_short_without_its_town() -> None:
    text = "Wuhu Haoda Spring Technology Co., Ltd. is old. Workers of Haoda like Wuhu; Spring comes."
    assert of_kind(text, ORGANISATION) == ["Wuhu Haoda Spring Technology Co., Ltd.", "Haoda"]


def test_a_county_once_introduced_stands_bare() -> None:
    text = "Tanhe County builds cars. Soon Tanhe sells them."
    assert [text[m.start : m.end] for m in names(text)] == ["Tanhe County", "Tanhe"]


def test_resolve_prefers_the_longest_then_the_surest() -> None:
    short = Mention("place", 0, 5, "a")
    long = Mention("organisation", 0, 9, "b")
    equal = Mention("place", 0, 9, "c")
    apart = Mention("place", 9, 12, "d")
    assert resolve([short, equal, long, apart]) == [long, apart]


@given(st.text(alphabet="BYDCo.,' -()&\nParkGroupofand12Ltd市", max_size=80))
def test_any_text_gives_ordered_spans_that_do_not_overlap(text: str) -> None:
    found = names(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["Bureau of ", "Dalu ", "Dalu Group ", "BYD's ", "(Dalu) ", "Dalu Co., ", "Dalu and ", "Bosch, Dalu, "]
)
def test_linear_in_the_length_of_one_sentence(piece: str, calls: Callable[[Callable[[], object]], int]) -> None:
    small, large = (calls(lambda text=piece * count: names(text)) for count in (100, 400))
    assert large < 4 * small * 1.35
