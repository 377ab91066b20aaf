"""Chinese persons by the grammar of their names, and names of all kinds together."""

from __future__ import annotations

import pytest

from nevextract.names import names_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Zhou Lanting and Reporter Wu Bin spoke.", ["Zhou Lanting", "Wu Bin"]),
        ("Qian Mo'an, who runs the shop, met Hu Xiaoyun.", ["Qian Mo'an", "Hu Xiaoyun"]),
        ("Gao Ming-hao said costs fell.", ["Gao Ming-hao"]),
        ("Photo by Lin Ruo Cao Fei, who stood by.", ["Lin Ruo", "Cao Fei"]),
    ],
)
def test_chinese_persons_have_a_surname_and_a_given_name(text: str, expected: list[str]) -> None:
    assert [name.text for name in names_of(text, model="none") if name.label == "PERSON"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Li Auto sold more than Wan Feng Group.",
        "He said the song was long.",
        "Fan Energy and Long Term Holdings grew.",
        "The Han dynasty and Tang City are old.",
    ],
)
def test_what_only_looks_like_a_person(text: str) -> None:
    assert [name.text for name in names_of(text, model="none") if name.label == "PERSON"] == []
