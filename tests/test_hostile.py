"""Texts built to cost much: twice the text costs about twice the steps, whatever is repeated in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract import Extractor

Calls = Callable[[Callable[[], object]], int]
TEXTS: dict[str, Callable[[int], str]] = {
    "numbers": lambda n: f"In 2023 sales were {' '.join(str(i + 100) for i in range(n))} units.",
    "numbers and commas": lambda n: f"Sales were {', '.join(f'{i + 100} vehicles' for i in range(n))}.",
    "numbers and 'and'": lambda n: f"Sales of {' and '.join(f'{i + 100} million yuan' for i in range(n))}.",
    "metrics and changes": lambda n: "In 2023 " + "production reached 500 vehicles, up 7.5%, " * n,
    "pairs": lambda n: "Production and sales reached " + "5 and 6 vehicles, respectively, " * n,
    "ranges": lambda n: "from 5 to " * n,
    "nested brackets": lambda n: f"Sales were {'(' * n}300 vehicles{')' * n}.",
    "open brackets": lambda n: "Sales " + "(5 vehicles " * n,
    "open quotes": lambda n: "Sales " + '"“5 vehicles ' * n,
    "one long number": lambda n: f"Sales were {'1' * n * 20} vehicles in 2023.",
    "one number of groups": lambda n: f"Sales were 1{',111' * n * 5} vehicles in 2023.",
    "points": lambda n: f"Sales were {'1.' * n * 5} vehicles in 2023.",
    "hyphens": lambda n: f"Sales were {'1-' * n} vehicles in 2023.",
    "slashes": lambda n: f"Sales were {'1/' * n} vehicles in 2023.",
    "number words": lambda n: f"Sales were {'twenty one hundred and ' * n}vehicles.",
    "magnitudes": lambda n: f"Sales were 5 {'hundred thousand million ' * n}vehicles.",
    "companies": lambda n: f"Suppliers such as {', '.join(f'Bosch{i} Motors Co., Ltd.' for i in range(n))}.",
    "one endless name": lambda n: f"The supplier {'Bosch Motors ' * n}opened.",
    "projects": lambda n: "The Ningde Battery Project Phase I, " * n + "was signed.",
    "one long word": lambda n: "a" * n * 50,
    "blanks": lambda n: "Sales" + " " * n * 50 + "5 vehicles",
    "line ends": lambda n: "\r\n \n" * n * 5 + "Sales were 5 vehicles",
    "marks on a letter": lambda n: "a" + "\u0301" * n * 5,
    "hyphenated": lambda n: "new-" * n + "energy vehicles sold 5.",
    "dates": lambda n: "from January 2023 to " * n,
    "years": lambda n: "In 2023, 2022, " * n + "sales were 5.",
    "rows": lambda n: "Year\tSales\tOutput\n" + "2023\t5\t6\n" * n,
    "columns": lambda n: "Year" + "\t2023" * n + "\nSales" + "\t5" * n + "\n",
    "bars": lambda n: "| Year | Sales |\n" + "| 2023 | 5 |\n" * n,
    "captions and credits": lambda n: "Photo: Xinhua\n(Photo by Li Wei) " * n,
    "turned around": lambda n: "\u202e5 cars\u200f " * n,
    "links": lambda n: "http://a.example/?b=5&c=%20" * n,
    "tags": lambda n: "<b>5 cars</b> &amp; " * n,
}


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_work(name: str, calls: Calls) -> None:
    extractor = Extractor()
    shorter, longer = (TEXTS[name](n) for n in (200, 400))
    costs = [calls(lambda text=text: extractor.extract(text)) for text in (shorter, longer)]  # type: ignore[misc]
    assert costs[1] < 3 * costs[0] + 20_000  # within the longest sentence that is read whole, some pairs are looked at


def test_ten_thousand_numbers_in_a_sentence() -> None:
    numbers = ", ".join(f"{i + 100} vehicles" for i in range(10_000))
    document = Extractor().extract(f"In 2023 sales were {numbers}.", with_text=True)
    assert len(document.figures) > 9000
    assert {figure.unit for figure in document.figures} == {"vehicle"}
