"""Places in running text: listed, made by grammar, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.find.name_values import PlaceValue
from nevextract.find.places import place_finder
from nevextract.mentions import Mention
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize


def places(text: str) -> list[Mention]:
    tokens = tokenize(text)
    return place_finder(load_pack("en")).find(tokens, text, 0, len(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buyers in Harbin, Xi’an and Ürümqi had to wait.", ["Harbin", "Xi’an"]),
        ("Luxi County of Honghe, Yunnan", ["Luxi County", "Honghe", "Yunnan"]),
        ("trucks for Runan county", ["Runan county"]),
        (
            "the Nanxun Economic and Technological Development Zone",
            ["Nanxun Economic and Technological Development Zone"],
        ),
        ("China (Fujian) Pilot Free Trade Zone", ["China (Fujian) Pilot Free Trade Zone"]),
        ("roads across east China and Northeast China", ["east China", "Northeast China"]),
        ("Guangdong-Hong Kong-Macao Greater Bay Area", ["Guangdong-Hong Kong-Macao Greater Bay Area"]),
        ("from Hangzhou Bay to Bohai Bay", ["Hangzhou Bay", "Bohai Bay"]),
        ("WUHU, May 3 -- Cars", ["WUHU"]),
        ("Saudi Arabia, the U.S. and New South Wales", ["Saudi Arabia", "U.S.", "New South Wales"]),
        ("a plant in Taicang, Jiangsu", ["Taicang", "Jiangsu"]),
        ("the Wanlong region", ["Wanlong region"]),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in places(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He and She sang a Long song in Min.",
        "Mayor Chen Anqing met Wang Ningde.",
        "It cost US$5 million.",
        "the city, the county and its development zone",
        "Song Long said so.",
        "The Zone and the Park",
    ],
)
def test_finds_nothing(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ningde City", PlaceValue("Ningde", "city", "Fujian")),
        ("Shandong province", PlaceValue("Shandong", "province", "China")),
        ("Guangxi Zhuang Autonomous Region", PlaceValue("Guangxi", "province", "China")),
        ("Runan County", PlaceValue("Runan County", "county", "Henan")),
        ("Hefei High-tech Zone", PlaceValue("Hefei High-tech Zone", "zone", "Hefei")),
        ("Dongfeng Auto City", PlaceValue("Dongfeng Auto City", "zone", None)),
    ],
)
def test_values(text: str, value: PlaceValue) -> None:
    (mention,) = places(text)
    assert (mention.value.name, mention.value.kind) == (value.name, value.kind)
    assert value.parent is None or mention.value.parent == value.parent


def test_ambiguous_names_have_no_parent() -> None:
    (mention,) = places("Taizhou")
    assert mention.value.parent is None


def test_linear_in_the_length_of_one_sentence(calls: Callable[[Callable[[], object]], int]) -> None:
    small, large = (calls(lambda text="Nanxun District Zone " * count: places(text)) for count in (100, 400))
    assert large < 4 * small * 1.35
