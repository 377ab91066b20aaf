"""Digits and number words that state nothing."""

from __future__ import annotations

import pytest

from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize

NOT = [
    ("In 1846 it began.", "1846", "year"),
    ("It began on July 4, 1776.", "1776", "year"),
    ("In 1687 and 1689 it ran.", "1689", "year"),
    ("In 1890 – 91 it ran.", "1890 – 91", "year"),
    ("They won 3 – 1.", "3 – 1", "score"),
    ("This is known [6, 19, 20].", "6, 19, 20", "citation"),
    ("on 2023-09-06 at noon", "2023-09-06", "date"),
    ("on 6 September 2023", "6 September 2023", "date"),
    ("on September 3, 2023", "3, 2023", "date"),
    ("on Sept. 9 at noon", "9", "date"),
    ("on 09/06/2023", "09/06/2023", "date"),
    ("on 30.05.2023", "30.05.2023", "date"),
    ("in release 1.2.3", "1.2.3", "identifier"),
    ("back in 2019 it was so", "2019", "year"),
    ("the 2024 conference", "2024", "year"),
    ("at 12:30 sharp", "12:30", "clock"),
    ("at 9 a.m. sharp", "9 a.m.", "clock"),
    ("the 4+3 system", "4+3", "label"),
    ("the 1+3+N list", "1+3+N", "label"),
    ('the code "13710" of it', "13710", "label"),
    ("call +86 512 5351 0000 now", "86 512 5351 0000", "phone"),
    ("call 0755-1234-5678 now", "0755-1234-5678", "phone"),
    ("the chip A17 is new", "17", "model_name"),
    ("the Model 3 is new", "3", "label"),
    ("a 5G phone", "5", "model_name"),
    ("we saw the Avita 12 there", "12", "model_name"),
    ("the No. 2 Plant", "No. 2", "label"),
    ("the first phase of it", "first phase", "idiom"),
    ("the 20th anniversary", "20th", "ordinal"),
    ("the 14th time", "14th", "ordinal"),
    ("one after another", "one after another", "idiom"),
    ("a one-stop service", "one-stop", "idiom"),
    ("shown before [4] and after", "4", "citation"),
    ("page 1 of 3", "1 of 3", "label"),
    ("they won 3-2 there", "3-2", "score"),
    ("a 26-year-old worker", "26-year-old", "age"),
    ("top 10 tasks of the year", "top 10", "label"),
    ("three times a week", "three times", "occasions"),
    ("see www.example.com/2023/12 there", "2023/12", "address"),
    ("the first half of it", "first half", "idiom"),
    ("the 100,000th vehicle", "100,000th", "ordinal"),
    ("its 5 millionth car", "5 millionth", "ordinal"),
    ("the COP28 talks", "28", "model_name"),
    ("the top 20 suppliers of it", "top 20", "label"),
    ("a three-in-one drive", "three-in-one", "idiom"),
    ("one in a series of them", "one", "idiom"),
    ("Output (10,000 units)", "10,000 units", "unit_head"),
    ("Output (in million yuan)", "million yuan", "unit_head"),
    ("Output value (100 million yuan)", "100 million yuan", "unit_head"),
    ("Sales (RMB 100 million)", "RMB 100 million", "unit_head"),
    ("Unit: 10,000 tons", "10,000 tons", "unit_head"),
    ("back to third-quarter lows", "third-quarter", "idiom"),
    ("the first and second phases", "second", "ordinal"),
    ("Tel: 010-8888 6666", "010-8888 6666", "identifier"),
    ("the 9,200-slot ferry sailed", "9,200-slot", "specification"),
    ("a 78-seat jet landed", "78-seat", "specification"),
    ("a 64-kWh pack in it", "64-kWh", "specification"),
    ("a 14,000-TEU ship came", "14,000-TEU", "specification"),
    ("a 6,800-ton press of theirs", "6,800-ton", "specification"),
    ("under code 53240000000 of it", "53240000000", "identifier"),
    ("the R1.5 of it", "1.5", "model_name"),
    ("off quay No. 3 at dawn", "No. 3", "label"),
    ("at welding island No. 12 now", "No. 12", "label"),
    ("in Room 314 at noon", "314", "label"),
    ("with pin 20077310 on it", "20077310", "label"),
    ("under rule 9 of it", "9", "label"),
    ("in Section 14B of it", "14B", "label"),
    ("said Mara Quint (47) of it", "47", "age"),
    ("Mara Quint, 47, was there", "47", "age"),
    ("the Fortune 500 companies met", "500", "label"),
    ("in the phase 2 projects so far", "2", "label"),
    ("see Vol. 12 No. 3 of it", "No. 3", "label"),
    ("phase 2 is next", "2", "label"),
    ("a board of 20 x 30 size", "20 x 30", "dimensions"),
]


@pytest.fixture(scope="module")
def finder() -> QuantityFinder:
    return QuantityFinder(load_pack("en"))


@pytest.mark.parametrize(("text", "span", "reason"), NOT)
def test_no_quantity(finder: QuantityFinder, text: str, span: str, reason: str) -> None:
    found, refused = finder.find(tokenize(text), text)
    assert found == []
    assert (span, reason) in [(text[n.start : n.end], n.reason) for n in refused]


@pytest.mark.parametrize(
    "text",
    [
        "a quarter later it was gone",
        "No one came, and that was that.",
        "ALL of it, and then some more of the same.",
        "million thanks",
        "Output (million yuan)",
    ],
)
def test_words_that_are_no_numbers(finder: QuantityFinder, text: str) -> None:
    assert finder.find(tokenize(text), text)[0] == []


def test_a_year_like_number_that_counts(finder: QuantityFinder) -> None:
    text = "It made 2020 vehicles and 2257 in all."
    assert [q.value for q in finder.find(tokenize(text), text)[0]] == [2020, 2257]


def test_a_window_of_tokens(finder: QuantityFinder) -> None:
    text = "It has 5 plants. It has 7 mines and 9 shops."
    tokens = tokenize(text)
    cut = next(i for i, t in enumerate(tokens) if t.text == ".") + 1
    found, _ = finder.find(tokens, text, cut)
    assert [text[q.start : q.end] for q in found] == ["7", "9 shops"]
    assert [q.value for q in finder.find(tokens, text, 0, cut)[0]] == [5]


def test_a_run_of_numbers_is_no_text(finder: QuantityFinder) -> None:
    text = "It made 5 cars. " + "7 " * 90 + "and 9 vans."
    found, refused = finder.find(tokenize(text), text)
    assert (found[0].unit, found[-1].unit, len(found)) == ("vehicle", "vehicle", 42)
    assert [n.reason for n in refused] == ["number_run"]


def test_a_percentage_in_brackets_takes_its_sign_from_those_beside_it(finder: QuantityFinder) -> None:
    text = "Vans (+6.4 percent) gained, cars (-0.8) did not; nor did buses (-3)."
    assert [(str(q.value), q.unit) for q in finder.find(tokenize(text), text)[0]] == [
        ("6.4", "percent"),
        ("-0.8", "percent"),
        ("-3", None),
    ]
