"""Heads and units of tables: units of whole tables, periods in digits, years compared."""

from __future__ import annotations

import pytest
from test_tables import PACK, about, figures, read

from nevextract.assemble.table_dates import head_periods
from nevextract.find.periods import PeriodFinder
from nevextract.tokens import tokenize

KEY_FIGURES = """Half-year report

Key figures (EUR thousand)    H1 2023    H1 2022    Change
Revenue                         812.5      790.1     2.8 %
EBITDA margin (%)                11.4       10.9       0.5
EBIT (operating profit)          40.6       44.0    -7.7 %
Net result                       -3.1       12.9       n/a
Equity ratio (%)                 28.0       27.5       0.5
Employees                       4,310      4,120       190
"""


def test_a_unit_in_the_head_of_the_labels_is_of_the_rows_that_it_fits() -> None:
    assert [(metric, measure, value, unit) for _, metric, measure, value, unit in figures(KEY_FIGURES)] == [
        ("revenue", "level", 812.5e3, "EUR"),
        ("revenue", "level", 790.1e3, "EUR"),
        ("revenue", "change", 2.8, "percent"),
        ("profit", "level", 40.6e3, "EUR"),
        ("profit", "level", 44e3, "EUR"),
        ("profit", "change", -7.7, "percent"),
        ("profit", "level", -3.1e3, "EUR"),
        ("profit", "level", 12.9e3, "EUR"),
        ("employees", "level", 4310.0, "person"),
        ("employees", "level", 4120.0, "person"),
    ]
    assert {basis for _, _, basis, _, _ in about(KEY_FIGURES) if basis} == {"year_on_year"}


USAGE = """Battery usage of makers

Maker              2023.1~4   2024.1~4   Growth
Qilan                  21.9       31.4     43.4%
Beidun                  6.9        8.0     15.9%
(Unit: GWh)

Sales by maker

Maker   | Aug-24 | Aug-23 | Growth
Norvane | 3,200  | 2,900  | (9.4%)
"""


def test_a_unit_below_a_table_is_of_that_table_alone() -> None:
    assert [(metric, value, unit) for _, metric, _, value, unit in figures(USAGE)] == [
        ("installed", 21.9, "GWh"),
        ("installed", 31.4, "GWh"),
        ("installed", 43.4, "percent"),
        ("installed", 6.9, "GWh"),
        ("installed", 8.0, "GWh"),
        ("installed", 15.9, "percent"),
        ("sales", 3200.0, "vehicle"),
        ("sales", 2900.0, "vehicle"),
        ("sales", -9.4, "percent"),
    ]


def test_heads_date_their_columns_in_digits() -> None:
    _, _, cells = read(USAGE)
    dates = [(c.period.expr.year, c.period.expr.month, c.period.expr.month_last) for c in cells.values() if c.period]
    assert dates == [(2023, 1, 4), (2024, 1, 4), (2024, 1, 4)] * 2 + [(2024, 8, 8), (2023, 8, 8), (2024, 8, 8)]
    assert [c.basis for c in cells.values() if c.measure == "change"] == ["year_on_year"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024.06", (2024, 6, 6)),
        ("2023.10-12", (2023, 10, 12)),
        ("2023.1~2023.9", (2023, 1, 9)),
        ("3Q24", (2024, 7, 9)),
        ("Mar-25", (2025, 3, 3)),
        ("Mar25", (2025, 3, 3)),
        ("7 May", None),
        ("2024.13", None),
    ],
)
def test_dates_of_heads(text: str, expected: tuple[int, int, int] | None) -> None:
    tokens = tokenize(text)
    found = head_periods(tokens, 0, len(tokens), PeriodFinder(PACK).find(tokens, text, 0, len(tokens)))
    dated_ = [(m.expr.year, m.expr.month, m.expr.month_last) for m in found if m.expr.year is not None]
    assert dated_ == ([expected] if expected else [])


BARRED = """Results
(million yuan)
| FY ended Dec. 31, 2021 | FY ended Dec. 31, 2020 | Increases (%) |
Net sales | 6,120.4 | 5,480.0 | 11.69 |
Net profit | 310.2 | 402.5 | (22.93) |
"""


def test_rows_that_end_with_a_bar_below_a_head_without_a_label() -> None:
    assert [(metric, value, unit) for _, metric, _, value, unit in figures(BARRED)] == [
        ("revenue", 6120.4e6, "CNY"),
        ("revenue", 5480e6, "CNY"),
        ("revenue", 11.69, "percent"),
        ("profit", 310.2e6, "CNY"),
        ("profit", 402.5e6, "CNY"),
        ("profit", -22.93, "percent"),
    ]
    _, _, cells = read(BARRED)
    dates = [(c.period.expr.kind, c.period.expr.year) for c in cells.values() if c.period]
    assert dates == [("year", 2021), ("year", 2020), ("year", 2021)] * 2


def test_a_head_that_names_two_years_side_by_side_compares_them() -> None:
    text = (
        "Steel output\n\n               Aug 2024   % change\n               (Mt)       Aug 24/23\n"
        "Norland        12.4       -1.5\nSudland         7.3        4.0\n"
    )
    assert [basis for _, _, basis, _, _ in about(text)] == [None, "year_on_year"] * 2


def test_rows_of_a_name_and_a_number_with_a_wide_gap() -> None:
    text = (
        "                    Oct. 2024      Change 24/23 in %\n"
        "Orders, domestic                   +6\nOrders, foreign                    -2\n"
    )
    assert [(metric, measure, value) for _, metric, measure, value, _ in figures(text)] == [
        ("orders", "change", 6.0),
        ("orders", "change", -2.0),
    ]


def test_rows_of_makers_do_not_count_makers() -> None:
    text = (
        "Van sales of November\n\nSingle companies and market share\n\n"
        " Maker        Volume    % Chng     Share\n ====================\n"
        " Orlan         4,210     -12.5     31.0%\n Petrel        1,954     -30.1     14.4%\n"
    )
    assert [(metric, measure, value) for _, metric, measure, value, _ in figures(text)][:3] == [
        ("sales", "level", 4210.0),
        ("sales", "change", -12.5),
        ("sales", "share", 31.0),
    ]


@pytest.mark.parametrize(
    ("head", "basis"), [("Increase over 2021 (%)", "year_on_year"), ("Change vs. 2019 (%)", "2019")]
)
def test_a_period_compared_with_is_the_basis_and_not_the_period(head: str, basis: str) -> None:
    text = f"Table 3  Output of Goods, 2022\n\nProduct | Unit | Output | {head}\nSaws | 10,000 units | 4.2 | 7.5\n"
    assert [(found, year) for _, _, found, _, year in about(text)] == [(None, 2022), (basis, 2022)]
