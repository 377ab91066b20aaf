"""Persons by the grammar of their names and by the words beside them."""

from __future__ import annotations

import pytest

from nevextract.names import names_of


def persons(text: str) -> list[str]:
    return [name.text for name in names_of(text, model="none") if name.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Zhou Lanting and Reporter Wu Bin spoke.", ["Zhou Lanting", "Wu Bin"]),
        ("Qian Mo'an, who runs the shop, met Hu Xiaoyun.", ["Qian Mo'an", "Hu Xiaoyun"]),
        ("Gao Ming-hao said costs fell.", ["Gao Ming-hao"]),
        ("Photo by Lin Ruo Cao Fei, who stood by.", ["Lin Ruo", "Cao Fei"]),
        ("The lamps were sold to Kang Ji-won for little.", ["Kang Ji-won"]),
    ],
)
def test_chinese_and_korean_persons_have_a_surname_and_a_given_name(text: str, expected: list[str]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Li Auto sold more than Wan Feng Group.",
        "He said the song was long.",
        "Fan Energy and Long Term Holdings grew.",
        "The Han dynasty and Tang City are old.",
        "A Lin Hai-based maker of lamps and a Lin Hai-made lamp.",
    ],
)
def test_what_only_looks_like_a_person(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms. Vogelsang runs the shop; Dr Okafor looks on.", ["Vogelsang", "Okafor"]),
        ("Director Luo of the lamp works nodded to manager Gu.", ["Luo", "Gu"]),
        ("The chairman Petra Vogelsang came late.", ["Petra Vogelsang"]),
        ("Chairman Ion Marek has left.", ["Ion Marek"]),
        ("Petra Vogelsang, head of sales, came late.", ["Petra Vogelsang"]),
        ("Ada Nowak, who owns it, and Bo Brell came.", ["Ada Nowak"]),
        ("So argued B. K. Menon and so replied Ada Nowak.", ["B. K. Menon", "Ada Nowak"]),
    ],
)
def test_titles_verbs_of_saying_and_appositions_show_persons(text: str, expected: list[str]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Reporting by A. Nowak; Editing by T. Brell)", ["A. Nowak", "T. Brell"]),
        ("Editor: Lai", ["Lai"]),
        ("Editor: An   Font: small", ["An"]),
        ("Writer: Jiawei, Bo", ["Jiawei", "Bo"]),
        ("(Reporter Brell)", ["Brell"]),
        ("Translator: Ada Nowak   Letter Size: big", ["Ada Nowak"]),
        ("Editor: Lai / Proofreading: Qi    Hotline: 0538", ["Lai", "Qi"]),
        ("Editor: brella | Click: 12", ["brella"]),
        ("Editor: admin | Click: 12", []),
        ("Moderator: Thank you very much.", []),
        ("Lamps are sold in the town. Source: Brel Plus, reporter Gao", ["Gao"]),
    ],
)
def test_who_signs_a_text(text: str, expected: list[str]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Brelhaven Customs said on Monday that lamps went west.",
        "Volkswagen Anhui said that lamps went west.",
        "Prices rose, recalled Lisbon Motors.",
        "Someone in charge of Haoda Springs introduced the lamps.",
        "Publish Time: 2024-05-17",
    ],
)
def test_bodies_and_makers_that_speak_are_no_persons(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Petra Vogelsang came. Later Vogelsang praised the hall.",
            ["Petra Vogelsang", "Vogelsang"],
        ),
        ("Mayor Zhou Lanting came. In the words of Zhou it was late.", ["Zhou Lanting", "Zhou"]),
        ("Mayor Yuan Lanting came. It cost 6.5 billion Yuan.", ["Yuan Lanting"]),
        ("Mayor Long Lanting came. Long lines formed.", ["Long Lanting"]),
        ("Mayor Long Lanting came. Long said it was late.", ["Long Lanting", "Long"]),
        (
            "Minister Petra Vogelsang came. Vogelsang Motors and a Vogelsang-Werke van stood by.",
            ["Petra Vogelsang"],
        ),
    ],
)
def test_the_family_name_alone_once_the_full_name_is_told(text: str, expected: list[str]) -> None:
    assert persons(text) == expected
