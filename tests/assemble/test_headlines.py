"""A headline's figure is the body's, said once more; furniture says none."""

from __future__ import annotations

import pytest

from nevextract import extract

BODY = "Ridge Motor of Tellwood will invest 4.2 billion yuan in a third battery plant, it said on 5 March 2024."


@pytest.mark.parametrize(
    "headline",
    [
        "Tellwood gets third battery plant with investment of 4.2 billion yuan",
        "Carmaker invests 4.2 billion yuan in battery plant",
        "Battery plant: 4.2 bln yuan invested",
    ],
)
def test_a_headline_in_other_words_and_tenses(headline: str) -> None:
    first, second = (f for f in extract(f"{headline}\n\n{BODY}\n").figures if f.metric == "investment")
    assert second.same_as == first.id


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("4.2", "4.3"),
        "In 2021 Ridge Motor invested 4.2 billion yuan. In 2023 it invested 3 billion yuan.",
    ],
)
def test_another_amount_or_period_is_another_figure(body: str) -> None:
    figures = extract(f"Carmaker to invest 4.2 billion yuan in 2024\n\n{body}\n").figures
    assert [f.same_as for f in figures if f.metric == "investment"] == [None] * sum(
        f.metric == "investment" for f in figures
    )


def test_two_statements_of_the_body_need_to_agree() -> None:
    text = "In 2023 Ridge Motor sold 5,200 cars. In 2023 Lindhaven Auto sold 5,200 cars.\n"
    assert [f.same_as for f in extract(text).figures] == [None, None]


FURNITURE = [
    "Home > News Center > Industry",
    "Home>News Center>",
    "Share - WeChat",
    "Leave a message",
    "Leave a Reply",
    "Copyright 2024 Tellwood Herald. All rights reserved.",
    "Copyright © 1998-2024 Tellwood Herald, 120 employees",
    "Licence No. 31120180003",
    "License number: B2-20240012",
    "ICP 12345678",
    "Hits: 5,210",
    "Views: 12,000 Likes: 45",
    "Tel: +86 21 5555 1234",
    "Font size: Large Medium Small",
    "Source: Tellwood Herald | Updated: 2024-03-05 10:20",
    "Previous: Ridge exports 88,000 cars",
    "Next: Battery output rises 99 percent to 12 GWh",
    "Read more: Ridge sells 7,000 buses abroad",
    "Print | Email | 3 comments",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("place", ["above", "below"])
def test_no_figure_comes_from_furniture(line: str, place: str) -> None:
    said = f"Ridge opens a plant in Tellwood\n\n{BODY}\n\nThe plant is to make 8 GWh of batteries a year.\n"
    plain = extract(said)
    parts = (line, said) if place == "above" else (said, line)
    found = extract("\n\n".join(parts) + "\n")
    assert [(f.metric, f.value) for f in found.figures] == [(f.metric, f.value) for f in plain.figures]
    assert len(plain.figures) == 2


@pytest.mark.parametrize(
    "head", ["Related articles", "Related News", "You may also like", "Recommended reading", "Hot news"]
)
def test_links_to_other_articles_say_nothing(head: str) -> None:
    links = f"{head}\nRidge sells 88,000 cars abroad\nBattery output rises 99 percent\n- 5,000 buses for Lindhaven"
    assert [f.value for f in extract(f"{BODY}\n\n{links}\n").figures] == [4_200_000_000]
