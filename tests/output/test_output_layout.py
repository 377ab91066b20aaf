"""Tables within the width of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from nevextract.output.layout import cells_of, lay_out, padded, wrapped

HEADER = ("metric", "value", "period", "subject", "document")
ROWS = (
    ("exports", "4,600,000 CNY", "2022", "Orinova Motors and its sister works", "a.txt"),
    ("charging_points", "12 unit", "", "宁德新能源汽车产业园区", "b.txt"),
)


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("宁德", 4), ("ｆ", 2), ("e\u0301", 1), ("\u200b", 0), ("", 0)]
)
def test_cells(text: str, cells: int) -> None:
    assert cells_of(text) == cells == cell_len(text)
    assert cells_of(padded(text, 6)) == 6


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a short text", 20, ["a short text"]),
        ("a short text", 7, ["a short", "text"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("宁德新能源", 5, ["宁德", "新能", "源"]),
        ("the 宁德新能源 works", 8, ["the 宁德", "新能源", "works"]),
        ("cafe\u0301s cafe\u0301s", 5, ["cafe\u0301s", "cafe\u0301s"]),
        ("", 5, [""]),
    ],
)
def test_lines_are_broken_between_words_and_between_wide_characters(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(alphabet="ab 宁德，é\u0301"), st.integers(2, 12))
def test_a_wrapped_text_fits_and_is_whole(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_wide_terminal_has_one_line_a_row() -> None:
    assert lay_out(HEADER, ROWS, 120) == [
        "metric                   value  period  subject                              document",
        "exports          4,600,000 CNY  2022    Orinova Motors and its sister works  a.txt",
        "charging_points        12 unit          宁德新能源汽车产业园区               b.txt",
    ]


def test_names_are_broken_first() -> None:
    assert lay_out(HEADER, ROWS, 68) == [
        "metric                   value  period  subject             document",
        "exports          4,600,000 CNY  2022    Orinova Motors and  a.txt",
        "                                        its sister works",
        "charging_points        12 unit          宁德新能源汽车产业  b.txt",
        "                                        园区",
    ]


def test_then_they_go_below() -> None:
    assert lay_out(HEADER, ROWS, 40) == [
        "metric                   value  period",
        "    subject, document",
        "exports          4,600,000 CNY  2022",
        "    Orinova Motors and its sister works,",
        "    a.txt",
        "charging_points        12 unit",
        "    宁德新能源汽车产业园区, b.txt",
    ]


def test_then_every_cell_has_its_line() -> None:
    assert lay_out(HEADER, ROWS, 20)[:9] == [
        "metric, value,",
        "period, subject,",
        "document",
        "",
        "metric: exports",
        "value: 4,600,000 CNY",
        "period: 2022",
        "subject: Orinova",
        "Motors and its",
    ]


CELLS = st.text(alphabet="ab1, 宁é", max_size=40)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=4), st.integers(10, 100))
def test_every_table_fits_and_says_all(rows: list[tuple[str, str, str, str, str]], width: int) -> None:
    rows = [tuple(cell.strip() for cell in row) for row in rows]  # type: ignore[misc]
    lines = lay_out(HEADER, rows, width)
    assert all(cells_of(line) <= width for line in lines)
    shown = "".join(lines)
    assert all(character in shown for row in rows for cell in row for character in cell if character != " ")
