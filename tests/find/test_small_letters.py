"""Names of texts that are printed in small letters throughout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.find.small_letters import in_small_letters, with_capitals
from nevextract.names import names_of
from nevextract.patterns import load_pack
from nevextract.pipeline import Extractor
from nevextract.tokens import tokenize

FILLER = (
    " the plant has two halls and a yard, and the people who work there say that orders are full until the end of the"
    " year. new lines are on their way and the old ones will be changed for better ones as soon as there is money."
)


def found(text: str) -> list[tuple[str, str]]:
    return [(name.text, name.label) for name in names_of(text + FILLER, model="none")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dongfeng opened a hall in wuhan.", [("dongfeng", "ORG"), ("wuhan", "LOC")]),
        ("buyers came to ningde high-tech zone.", [("ningde high-tech zone", "FAC")]),
        ("it is told by hefei daily.", [("hefei daily", "ORG")]),
        ("luo mingyuan, deputy director of the bureau, was there.", [("luo mingyuan", "PERSON")]),
        ("reporter gao lin was there.", [("gao lin", "PERSON")]),
        ("catl's yibin base is full.", [("catl", "ORG"), ("yibin base", "FAC")]),
    ],
)
def test_names_are_found_where_they_stand(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["each seat has a shell.", "he can said the wind.", "a gem of a mini hall."])
def test_ordinary_words_stay_what_they_are(text: str) -> None:
    assert found(text) == []


def test_a_text_with_capital_letters_is_left_as_it_is() -> None:
    text = "Workers say that dongfeng opened a hall." + FILLER.replace("the plant", "The plant").replace("new", "New")
    tokens = tokenize(text)
    assert with_capitals(text, tokens, load_pack("en")) == (text, tokens)


def test_a_short_text_tells_nothing() -> None:
    assert not in_small_letters(tokenize("dongfeng opened a hall."))


def test_only_letters_change() -> None:
    text = "saic-gm-wuling and xi'an are names." + FILLER
    cased, tokens = with_capitals(text, tokenize(text), load_pack("en"))
    assert cased.casefold() == text and cased != text
    assert list(tokens) == tokenize(cased)


def test_figures_get_their_place() -> None:
    text = "dongfeng's xiangyang base built 12,000 vehicles in 2024." + FILLER
    figure = Extractor().extract(text).figures[0]
    assert (figure.subject, figure.location) == ("Dongfeng's Xiangyang Base", "Xiangyang")
    assert figure.quote == text[figure.start : figure.end]


def test_linear_in_the_length(calls: Callable[[Callable[[], object]], int]) -> None:
    pack = load_pack("en")
    one, ten = (tokenize("buyers of byd came to hefei high-tech zone." * n + FILLER) for n in (40, 400))
    with_capitals(FILLER, tokenize(FILLER), pack)
    few, many = (calls(lambda ts=ts: with_capitals(" " * ts[-1].end, ts, pack)) for ts in (one, ten))
    assert many < 12 * few
