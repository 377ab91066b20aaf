"""What tables say of time: periods of heads that belong together, changes of the latest, what is to come."""

from __future__ import annotations

from datetime import date

from nevextract.pipeline import Extractor

EXTRACTOR = Extractor()
LEAD = "The company published its figures on Monday and said that sales had risen in the period.\n\n"
ACTUAL, EXPECTED, TARGET = "actual", "expected", "target"
YOY, MOM, QOQ = "year_on_year", "month_on_month", "quarter_on_quarter"
Found = tuple[str, str | None, str, str | None]


def cells(table: str) -> list[Found]:
    """Quote, period, status and basis of every figure of a table in an article of August 2024."""
    figures = EXTRACTOR.extract(LEAD + table, published=date(2024, 8, 20)).figures
    dates = {f.quote: f"{f.period_start}..{f.period_end}" if f.period_end else None for f in figures}
    return [(f.quote, dates[f.quote], f.status, f.basis) for f in figures]


JULY, YEAR_SO_FAR = "2024-07-01..2024-07-31", "2024-01-01..2024-07-31"
HALF, HALF_BEFORE = "2024-01-01..2024-06-30", "2023-01-01..2023-06-30"


def test_a_change_is_of_the_latest_of_several_periods_side_by_side() -> None:
    table = (
        "| Maker | Deliveries in July 2024 | June 2024 | July 2023 | MoM | YoY |\n"
        "|-------|------|------|------|-----|-----|\n"
        "| Norvane | 34,134 | 32,575 | 10,422 | 4.8% | 227.5% |\n"
        "| Calder | 20,462 | 10,707 | 10,052 | 91.1% | 103.6% |\n"
    )
    assert cells(table)[:5] == [
        ("34,134", JULY, ACTUAL, None),
        ("32,575", "2024-06-01..2024-06-30", ACTUAL, None),
        ("10,422", "2023-07-01..2023-07-31", ACTUAL, None),
        ("4.8%", JULY, ACTUAL, MOM),
        ("227.5%", JULY, ACTUAL, YOY),
    ]


def test_quarters_of_accounts_below_a_rule_of_dashes() -> None:
    table = (
        "(RMB million) | Q3FY25 | Q2FY25 | Q3FY24 | QoQ (%) | YoY (%) |\n"
        "---|---|---|---|---|---|\n"
        "Revenue | 553.7 | 580.2 | 528.1 | -4.6% | 4.8% |\n"
    )
    assert cells(table) == [
        ("553.7", "2024-10-01..2024-12-31", ACTUAL, None),
        ("580.2", "2024-07-01..2024-09-30", ACTUAL, None),
        ("528.1", "2023-10-01..2023-12-31", ACTUAL, None),
        ("-4.6%", "2024-10-01..2024-12-31", ACTUAL, QOQ),
        ("4.8%", "2024-10-01..2024-12-31", ACTUAL, YOY),
    ]


def test_the_year_so_far_ends_with_the_month_beside_it() -> None:
    table = (
        "Maker\tDeliveries in July\tYoY\tYTD\tYoY\n"
        "Norvane\t34,134\t227.5%\t173,251\t145%\nCalder\t20,462\t103.6%\t75,023\t23%\n"
    )
    assert cells(table)[:4] == [
        ("34,134", JULY, ACTUAL, None),
        ("227.5%", JULY, ACTUAL, YOY),
        ("173,251", YEAR_SO_FAR, ACTUAL, None),
        ("145%", YEAR_SO_FAR, ACTUAL, YOY),
    ]


def test_years_below_the_months_that_they_are_of() -> None:
    table = (
        "                        Six months ended June 30,\n"
        "                        2024      2023     Change\n"
        "Revenue (RMB million)   1,204     1,100    9.5%\n"
    )
    assert cells(table) == [
        ("1,204", HALF, ACTUAL, None),
        ("1,100", HALF_BEFORE, ACTUAL, None),
        ("9.5%", HALF, ACTUAL, YOY),
    ]


def test_heads_say_what_is_a_goal() -> None:
    table = (
        "Indicator | Unit | 2023 (actual) | 2025 (target)\n"
        "Output value of car makers | billion yuan | 80 | 120\n"
        "Charging piles | 10,000 | 4.1 | 9\n"
    )
    assert [(quote, status) for quote, _, status, _ in cells(table)] == [
        ("80", ACTUAL),
        ("120", TARGET),
        ("4.1", ACTUAL),
        ("9", TARGET),
    ]


def test_under_a_heading_of_goals_a_year_that_is_over_is_none() -> None:
    table = (
        "Main targets of the plan\n\n"
        "Indicator | Unit | 2023 | 2025\n"
        "Output value of car makers | billion yuan | 80 | 120\n"
        "Charging piles | 10,000 | 4.1 | 9\n"
    )
    assert [status for *_, status, _ in cells(table)] == [ACTUAL, TARGET] * 2


def test_letters_behind_years() -> None:
    table = (
        "                         2023A    2024E    2025E\n"
        "Revenue (USD million)    900      1,100    1,400\nNet profit (USD million) 90       120      150\n"
    )
    assert cells(table)[:3] == [
        ("900", "2023-01-01..2023-12-31", ACTUAL, None),
        ("1,100", "2024-01-01..2024-12-31", EXPECTED, None),
        ("1,400", "2025-01-01..2025-12-31", EXPECTED, None),
    ]


def test_what_others_had_reckoned_with() -> None:
    table = (
        "Q2 2024 results\n\nMetric | Actual | Consensus estimate\n"
        "Revenue | $612.4 million | $640 million\nNet profit | $8.7 million | $10 million\n"
    )
    assert [(quote, status) for quote, _, status, _ in cells(table)] == [
        ("$612.4 million", ACTUAL),
        ("$640 million", EXPECTED),
        ("$8.7 million", ACTUAL),
        ("$10 million", EXPECTED),
    ]


def test_growth_over_the_year_before_in_the_head() -> None:
    table = (
        "| Year | Output (10,000 vehicles) | Growth over the previous year |\n"
        "| 2021 | 12.1 | 8.1% |\n| 2022 | 14.0 | 15.7% |\n"
    )
    assert [(quote, basis) for quote, *_, basis in cells(table)] == [
        ("12.1", None),
        ("8.1%", YOY),
        ("14.0", None),
        ("15.7%", YOY),
    ]
