"""Several names of one thing: what the alias tables and the text itself tie together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.pipeline import Extractor
from nevextract.records import Figure

Figures = Callable[[str], tuple[Figure, ...]]


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("General Motors sold 5,900 cars in 2022. In 2022 GM sold 5,900 cars in all.", True),
        (
            "CATL made 40 GWh of batteries in 2022. In 2022 Contemporary Amperex Technology made 40 GWh of batteries.",
            True,
        ),
        ("Brel Motors Co., Ltd. (BMC) sold 5,900 cars in 2022. In 2022 BMC sold 5,900 cars in all.", True),
        ("General Motors sold 5,900 cars in 2022. In 2022 BYD sold 5,900 cars in all.", False),
    ],
)
def test_one_statement_under_two_names(figures: Figures, text: str, repeated: bool) -> None:
    first, second = figures(text)
    assert (first.same_as, second.same_as) == (None, first.id if repeated else None)
    assert first.subject != second.subject, "each keeps the text's words"


def test_a_supplier_stands_once_by_its_first_name() -> None:
    text = "The suppliers include Gotion, Tuopu Group and Brel. Parts makers such as Guoxuan High-tech gained."
    assert [s.name for s in Extractor().extract(text).suppliers] == ["Gotion", "Tuopu Group", "Brel"]


def test_what_a_text_names_most_counts_under_all_names(figures: Figures) -> None:
    text = (
        "Brel Motors and Changan meet\n\nIn all 4,100 cars were sold in 2023. Chongqing Changan is old. "
        "Changan Automobile is large."
    )
    assert [f.subject for f in figures(text)] == ["Changan"]
