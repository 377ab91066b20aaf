"""Tokens: every character that is no white space in exactly one, at its own place."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.characters import INVISIBLE
from nevextract.tokens import MARK, MAX_KEPT, NUMBER, WORD, Kept, tokenize

# Letters of several scripts, digits, separators, quotes and white space of many kinds.
TEXTS = st.text(alphabet=st.sampled_from("aZéß 新车１7,.'’sS-‐%(）_\n\t\u00a0\u3000\u200b😀ﬁİ"), max_size=60) | st.text(
    max_size=60
)
SEEN = TEXTS.filter(lambda text: INVISIBLE.search(text) is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\r\n\u3000", []),
        ("two words", ["two", "words"]),
        ("1,250.5 tonnes", ["1,250.5", "tonnes"]),
        ("10GWh", ["10", "GWh"]),
        ("sold 7,200, then", ["sold", "7,200", ",", "then"]),
        ("In 2023.", ["In", "2023", "."]),
        ("the city's cars", ["the", "city", "'s", "cars"]),
        ("the city’s cars", ["the", "city", "’s", "cars"]),
        ("BYD'S", ["BYD", "'S"]),
        ("don't", ["don't"]),
        ("makers' share", ["makers", "'", "share"]),
        ("Xi'an", ["Xi'an"]),
        ("o'sullivan", ["o'sullivan"]),
        ("year-on-year", ["year", "-", "on", "-", "year"]),
        ("snake_case", ["snake", "_", "case"]),
        ("产量7万辆", ["产", "量", "7", "万", "辆"]),
        ("SAIC上汽", ["SAIC", "上", "汽"]),
        ("$9.7bn (est.)", ["$", "9.7", "bn", "(", "est", ".", ")"]),
        ("...", [".", ".", "."]),
        ("Škoda", ["Škoda"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Output 12.5 %", [WORD, NUMBER, MARK]),
        ("city's", [WORD, WORD]),
        ("万", [WORD]),
        ("_", [MARK]),
        ("😀", [MARK]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [t.kind for t in tokenize(text)] == kinds


def test_norm_folds_case_and_apostrophes() -> None:
    assert [t.norm for t in tokenize("Don’t STRASSE Straße City’s")] == ["don't", "strasse", "strasse", "city", "'s"]


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "Exports reached 41,200 units in May."
    part = tokenize(text, 8, 22)
    assert [(t.start, t.end, t.text) for t in part] == [(8, 15, "reached"), (16, 22, "41,200")]


def test_a_bound_cuts_a_token() -> None:
    assert [t.text for t in tokenize("exports", 2, 5)] == ["por"]


@given(SEEN)
def test_every_other_character_stands_in_exactly_one_token(text: str) -> None:
    covered = [0] * len(text)
    for token in tokenize(text):
        for i in range(token.start, token.end):
            covered[i] += 1
    assert covered == [0 if c.isspace() else 1 for c in text]


def test_what_nobody_sees_is_part_of_a_word_or_of_nothing() -> None:
    tokens = tokenize("\u200fex\u00adports of\0 1\u20602 \ufeff")
    assert [(t.start, t.end, t.text) for t in tokens] == [(1, 9, "exports"), (10, 12, "of"), (14, 17, "12")]


@given(SEEN)
def test_tokens_are_in_order_and_are_what_stands_there(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text and t.text for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))


@given(TEXTS, TEXTS)
def test_white_space_parts_what_stands_on_its_sides(left: str, right: str) -> None:
    whole = [t.text for t in tokenize(f"{left}\n{right}")]
    assert whole == [t.text for t in tokenize(left)] + [t.text for t in tokenize(right)]


def test_what_was_found_of_a_text_is_found_once() -> None:
    kept: Kept[int] = Kept()
    one, other = tokenize("the plant"), tokenize("the plant")
    asked: list[str] = []

    def find(name: str) -> int:
        asked.append(name)
        return len(asked)

    assert [kept.of(one, 0, 2, lambda: find("a")), kept.of(one, 0, 2, lambda: find("b"))] == [1, 1]
    assert kept.of(one, 0, 1, lambda: find("c")) == 2
    assert kept.of(other, 0, 2, lambda: find("d")) == 3
    assert asked == ["a", "c", "d"]


def test_of_a_very_long_text_nothing_is_kept() -> None:
    kept: Kept[int] = Kept()
    tokens = tokenize("a " * (MAX_KEPT + 1))
    assert [kept.of(tokens, 0, 1, lambda n=n: n) for n in (1, 2)] == [1, 2]
