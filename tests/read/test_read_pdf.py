"""PDF to text: made pages, and lines made by hand."""

from __future__ import annotations

import io
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from nevextract.errors import ReadError
from nevextract.read.extract import extract
from nevextract.read.pdf_lines import PageLine, Word
from nevextract.read.pdf_text import join_pages


def line(text: str, y: float, left: float = 50.0, size: float = 10.0, gap: float = 3.0) -> PageLine:
    """A line of words that are 5 points a letter; "  " leaves a gap as between cells."""
    words, x = [], left
    for cell in text.split("  "):
        for word in cell.split():
            words.append(Word(word, x, x + 5 * len(word), y, y + size, size))
            x += 5 * len(word) + gap
        x += 40
    return PageLine(tuple(words))


def joined(*pages: list[PageLine]) -> str:
    return join_pages(pages)[0]


def body(*lines: str, top: float = 700.0) -> list[PageLine]:
    return [line(text, top - 13 * n) for n, text in enumerate(lines)]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert joined(body("The plant turned out 1,200 buses", "in May, and it sold all of them", "abroad.")) == (
        "The plant turned out 1,200 buses in May, and it sold all of them abroad.\n"
    )


def test_a_line_with_room_left_ends_a_paragraph() -> None:
    found = joined(body("The plant turned out 1,200 buses", "in May.", "Exports rose by a fifth to 300 in", "June."))
    assert found.split("\n\n") == [
        "The plant turned out 1,200 buses in May.",
        "Exports rose by a fifth to 300 in June.\n",
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Exports of the whole new energy vehicle indus-", "try rose.", "vehicle industry rose."),
        ("Exports of all kinds of vehicles rose year-on-", "year.", "rose year-on-year."),
        ("The energy of new plants went to the new-", "energy trade.", "to the new-energy trade."),
        ("The price of cars went down for the 12-", "month term.", "for the 12-month term."),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, whole: str) -> None:
    assert joined(body(first, second)).endswith(whole + "\n")


def test_what_stands_on_every_page_is_left_out() -> None:
    def page(number: int) -> list[PageLine]:
        head = line("Report of 900 plants  Ridge Motor", 800)
        foot = line(f"Page {number} of 3", 20)
        return [head, *body(f"Plant {number} made 4,000 buses."), foot]

    found = joined(page(1), page(2), page(3))
    assert found == "Plant 1 made 4,000 buses.\n\nPlant 2 made 4,000 buses.\n\nPlant 3 made 4,000 buses.\n"


def test_text_that_two_pages_share_stays() -> None:
    same = body("The plant turned out 1,200 buses", "in May.")
    assert joined(same, same).count("1,200 buses in May.") == 2


def test_rows_of_tables() -> None:
    rows = [line("Month  Sales  Growth", 700), line("May 2023  4,100  5.1%", 687), line("June 2023  4,300  6.2%", 674)]
    assert joined(rows) == "Month | Sales | Growth\nMay 2023 | 4,100 | 5.1%\nJune 2023 | 4,300 | 6.2%\n"


def set_out(y: float, *cells: tuple[float, str]) -> PageLine:
    """A line of cells that begin at the places given."""
    return PageLine(tuple(word for left, text in cells for word in line(text, y, left).words))


def test_a_head_and_a_row_with_narrow_gaps_have_the_columns_of_the_table() -> None:
    page = [
        set_out(700, (50, "City"), (80, "Output of vehicles"), (178, "Growth")),
        set_out(685, (50, "Wuhu"), (140, "210,000"), (190, "14%")),
        set_out(670, (50, "Zone of the town"), (140, "1,500"), (190, "3%")),
    ]
    rows = "City | Output of vehicles | Growth\nWuhu | 210,000 | 14%\nZone of the town | 1,500 | 3%\n"
    assert joined(page) == rows


@pytest.mark.parametrize("blank", [3.0, 6.0])
def test_a_sentence_above_a_table_is_no_row(blank: float) -> None:
    said = line("The output of all towns of the county in 2023", 700, gap=blank)
    page = [said, set_out(685, (50, "Wuhu"), (140, "210,000"), (190, "14%"))]
    assert joined(page) == f"{said.text}\n\nWuhu | 210,000 | 14%\n"


def test_a_centred_heading_stands_alone() -> None:
    heading = line("I. Sales of the year", 700, left=120.0)
    text = [
        line(said, 674 - 26 * n)
        for n, said in enumerate(("The plant turned out 1,200 buses in May,", "and sold all of them."))
    ]
    assert joined([heading, *text]) == (
        "I. Sales of the year\n\nThe plant turned out 1,200 buses in May, and sold all of them.\n"
    )


def test_a_justified_line_is_no_row() -> None:
    assert joined([line("On March 5, 2024 the plant", 700, gap=9.0)]) == "On March 5, 2024 the plant\n"


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    first = body("The plant turned out 1,200 buses", "in May and sold all of them to")
    second = body("buyers abroad.")
    text, pages = join_pages([first, second])
    assert text == "The plant turned out 1,200 buses in May and sold all of them to buyers abroad.\n"
    assert text[pages[1] :] == "buyers abroad.\n"


def made(pages: list[str], password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=password)
    for text in pages:
        canvas.drawString(50, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pages_are_told() -> None:
    found = extract(made(["Ridge sold 5 cars.", "", "Ridge sold 7 vans."]), "a.pdf")
    assert found.text == "Ridge sold 5 cars.\n\nRidge sold 7 vans.\n"
    assert [found.origin.page(found.text.index(word)) for word in ("5 cars", "7 vans")] == [1, 3]


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract(data, "a.pdf")
    assert "a.pdf" in str(caught.value)
    return caught.value.kind


def test_what_is_refused() -> None:
    assert refusal(made(["Ridge sold 5 cars."], password="key")) == "encrypted"  # noqa: S106 - of a file made here
    assert refusal(b"%PDF-1.7\nnothing of one") == "damaged"
    assert refusal(made([""])) == "empty"


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_is_refused_before_it_is_opened(times: int) -> None:
    packed = b" " * 210_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    assert refusal(b"%PDF-1.7\n4 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream") == "too_large"
