"""Places that no list holds: what stands around a name shows that it is one, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.find.name_places import SHOWN, shown_places
from nevextract.find.name_values import PLACE, NameValue, PlaceValue
from nevextract.find.names import find_names
from nevextract.mentions import Mention
from nevextract.patterns import load_pack
from nevextract.segment import segment
from nevextract.tokens import tokenize


def names(text: str) -> list[Mention]:
    pack, tokens = load_pack("en"), tokenize(text)
    return find_names(tokens, text, segment(text, tokens, pack), pack)


def shown(text: str) -> list[str]:
    """The places that only their surroundings show, by name."""
    pack, tokens = load_pack("en"), tokenize(text)
    ranges = [(s.first, s.last) for s in segment(text, tokens, pack)]
    found = shown_places(pack).find(tokens, ranges, frozenset())
    return sorted({mention.value.name for mention in found.values()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Qilong Municipal Bureau of Commerce reports that trade grew.", ["Qilong"]),
        ("Qilong Customs counted more cars than ever.", ["Qilong"]),
        ("Town of Vardek / Business news", ["Vardek"]),
        ("Each day a lorry leaves Brel Seating (Qilong) Co., Ltd. for the base.", ["Qilong"]),
        ("The maker opened a mill at Vardek, southern Hungary.", ["Vardek"]),
        ("The mill was built in Vardek and runs day and night.", ["Vardek"]),
        ("VARDEK, May 3 (Agency) -- Exports of cars grew.", ["Vardek"]),
        ("Vardek, Hungary holds a fair. The Vardek trade office was pleased.", ["Vardek"]),
        ("Qilong Evening News. More chargers for Qilong next year.", ["Qilong"]),
        # only a hint, or a sign of something else
        ("Qilong Evening News. More chargers next year.", []),
        ("Shares in Vardek fell.", []),
        ("It holds a stake in Vardek, Hungary's bearing maker.", []),
        ("They have faith in Vardek.", []),
        ("In Vardek's view prices will fall.", []),
        ("Sixth Municipal Congress opens", []),
        ("The plant in Bosch's park grew.", []),
    ],
)
def test_shown(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_a_place_shown_once_is_known_everywhere() -> None:
    text = "VARDEK, May 3 -- Exports grew. Plants of Vardek sold 400 cars. The Vardek Bureau of Trade said so."
    found = names(text)
    assert [text[m.start : m.end] for m in found if m.kind == PLACE] == ["VARDEK", "Vardek"]
    body = next(m.value for m in found if isinstance(m.value, NameValue))
    assert body.place == PlaceValue("Vardek", "city")


def test_a_listed_place_of_small_renown_shown_once_is_known_everywhere() -> None:
    text = "Qinghe firms are busy. Trucks left Hebei Qinghe at noon. Buyers like Qinghe."
    assert [text[m.start : m.end] for m in names(text) if m.kind == PLACE] == ["Qinghe", "Hebei", "Qinghe", "Qinghe"]
    assert not [m for m in names("Qinghe firms are busy. Buyers like Qinghe.") if m.kind == PLACE]


def test_a_company_stays_one_whatever_stands_before_it() -> None:
    text = "Haoda Battery Co., Ltd. is growing. The market trusts production in Haoda, Hungary or not."
    assert all(m.kind != PLACE or m.value.name != "Haoda" for m in names(text))


def test_the_address_is_the_parent() -> None:
    found = [m.value for m in names("A mill opened in Vardek, Hungary.") if m.kind == PLACE]
    assert found[0] == PlaceValue("Vardek", "city", "Hungary")
    assert SHOWN == "places.shown"


@pytest.mark.parametrize(
    "piece", ["in Vardek, ", "Qilong Municipal Bureau ", "VARDEK, May 3 -- ", "Vardek ", "Vardek ("]
)
def test_linear_in_the_length_of_one_sentence(piece: str, calls: Callable[[Callable[[], object]], int]) -> None:
    small, large = (calls(lambda text=piece * count: shown(text)) for count in (100, 400))
    assert large < 4 * small * 1.35
