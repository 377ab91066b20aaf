"""Tables pasted as text: what each cell measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from nevextract.assemble.table_periods import compared, dated
from nevextract.assemble.tables import Cell, read_tables
from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import cue_finder
from nevextract.find.periods import PeriodExpr, PeriodFinder, PeriodMention
from nevextract.mentions import Sentence
from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.segment import segment
from nevextract.tokens import tokenize

PACK = load_pack("en")


def read(text: str) -> tuple[list[Sentence], Mapping[int, tuple[Slot, ...]], Mapping[tuple[int, int], Cell]]:
    tokens = tokenize(text)
    sentences = segment(text, tokens, PACK)
    finder, periods, cues = QuantityFinder(PACK), PeriodFinder(PACK), cue_finder(PACK)
    slots = {}
    for number, s in enumerate(sentences):
        spans = [(m.start, m.end) for m in periods.find(tokens, text, s.first, s.last)]
        found = finder.find(tokens, text, s.first, s.last)[0]
        found = [q for q in found if q.unit or not any(a < q.end and q.start < b for a, b in spans)]
        slots[number] = SentenceView(s, tokens, found, cues.find(tokens, s.first, s.last), spans).slots
    return sentences, slots, read_tables(text, tokens, sentences, slots, PACK)


def figures(text: str) -> list[tuple[Any, ...]]:
    """(quote, metric, measure, value, unit) of every cell that gives a figure."""
    _, slots, cells = read(text)
    return [
        (
            text[slot.quantity.start : slot.quantity.end],
            cell.metric,
            cell.measure,
            float(slot.quantity.value * cell.factor),
            cell.unit or slot.quantity.unit,
        )
        for number in sorted(slots)
        for slot in slots[number]
        if (cell := cells.get((number, slot.number))) is not None and cell.drop_reason is None
    ]


def about(text: str) -> list[tuple[Any, ...]]:
    """(subject, product, basis, words of the period, its year) of every cell that gives a figure."""
    return [
        (
            cell.subject,
            cell.product,
            cell.basis,
            text[cell.period.start : cell.period.end] if cell.period else None,
            cell.period.expr.year if cell.period else None,
        )
        for _, cell in sorted(read(text)[2].items())
        if cell.drop_reason is None
    ]


def dropped(text: str) -> dict[str, str]:
    """Quotes of the numbers that are no figures, and why."""
    _, slots, cells = read(text)
    return {
        text[slots[n][k].quantity.start : slots[n][k].quantity.end]: cell.drop_reason
        for (n, k), cell in cells.items()
        if cell.drop_reason is not None
    }


BULLETIN = """Factories of Tongshan kept busy

Table 4 Output of Major Industrial Products of Tongshan City (May 2023)

Product | Unit | May | Year-on-year (%) | Jan-May | Year-on-year (%)
Motor vehicles | 10,000 units | 1.32 | 12.4 | 6.05 | -3.7
of which: new energy vehicles | 10,000 units | 0.41 | 88.1 | 1.77 | 65.0
Lithium-ion batteries | 10,000 pcs | 312.5 | 9.0 | 1,404 | 15.2
"""


def test_a_bulletin_with_a_column_of_units() -> None:
    found = figures(BULLETIN)
    assert {metric for _, metric, *_ in found} == {"production"}
    assert [(measure, value, unit) for _, _, measure, value, unit in found] == [
        ("level", 13200.0, "vehicle"),
        ("change", 12.4, "percent"),
        ("level", 60500.0, "vehicle"),
        ("change", -3.7, "percent"),
        ("level", 4100.0, "vehicle"),
        ("change", 88.1, "percent"),
        ("level", 17700.0, "vehicle"),
        ("change", 65.0, "percent"),
        ("level", 3125000.0, "piece"),
        ("change", 9.0, "percent"),
        ("level", 14040000.0, "piece"),
        ("change", 15.2, "percent"),
    ]
    assert about(BULLETIN)[4:8] == [
        (None, "new energy vehicles", None, "May", 2023),
        (None, "new energy vehicles", "year_on_year", "May", 2023),
        (None, "new energy vehicles", None, "Jan-May", 2023),
        (None, "new energy vehicles", "year_on_year", "Jan-May", 2023),
    ]
    assert dropped(BULLETIN) == {"10,000 units": "table_head", "10,000 pcs": "table_head"}


COMPANIES = """Company | May 2023 Deliveries | YoY | MoM
Norvane 12,304 146% +9.8%
Calder Auto 6,155 -12.4% -7.6%
"""


def test_rows_of_single_spaces_below_a_head_of_bars() -> None:
    assert figures(COMPANIES) == [
        ("12,304", "deliveries", "level", 12304.0, "vehicle"),
        ("146%", "deliveries", "change", 146.0, "percent"),
        ("+9.8%", "deliveries", "change", 9.8, "percent"),
        ("6,155", "deliveries", "level", 6155.0, "vehicle"),
        ("-12.4%", "deliveries", "change", -12.4, "percent"),
        ("-7.6%", "deliveries", "change", -7.6, "percent"),
    ]
    assert about(COMPANIES)[3:] == [
        ("Calder Auto", None, None, "May 2023", 2023),
        ("Calder Auto", None, "year_on_year", "May 2023", 2023),
        ("Calder Auto", None, "month_on_month", "May 2023", 2023),
    ]


RANKED = """Power battery installations in April 2024

No. Company Installed capacity (GWh) Market share
1 Norvane 12.31 44.2%
2 Calder Cells 6.05 21.7%
"""


def test_ranks_and_shares_under_a_head_of_single_spaces() -> None:
    assert figures(RANKED) == [
        ("12.31", "installed", "level", 12.31, "GWh"),
        ("44.2%", "installed", "share", 44.2, "percent"),
        ("6.05", "installed", "level", 6.05, "GWh"),
        ("21.7%", "installed", "share", 21.7, "percent"),
    ]
    assert [subject for subject, *_ in about(RANKED)] == ["Norvane", "Norvane", "Calder Cells", "Calder Cells"]
    assert set(dropped(RANKED).values()) == {"table_rank"}


CITIES = """Rank\tCity\tOutput (10,000 vehicles)\tGrowth (%)
1\tChangchun\t155.2\t6.1
2\tWuhu\t98.04\t-2.2
Total\t\t253.24\t2.7
"""


def test_tabs_and_a_total() -> None:
    assert [(metric, measure, value) for _, metric, measure, value, _ in figures(CITIES)] == [
        ("production", "level", 1552000.0),
        ("production", "change", 6.1),
        ("production", "level", 980400.0),
        ("production", "change", -2.2),
        ("production", "level", 2532400.0),
        ("production", "change", 2.7),
    ]
    assert [subject for subject, *_ in about(CITIES)] == ["Changchun", "Changchun", "Wuhu", "Wuhu", None, None]


MARKDOWN = """| Company | H1 2023 Revenue (100 million yuan) | YoY | Net profit (100 million yuan) | YoY |
|---|---:|---|---|---|
| Norvane | 31.2 | +14.4% | 2.6 | -8.0% |
| Calder Auto | 18.05 | -3.1% | -0.7 | - |
"""


def test_markdown_with_two_metrics() -> None:
    assert figures(MARKDOWN) == [
        ("31.2", "revenue", "level", 3.12e9, "CNY"),
        ("+14.4%", "revenue", "change", 14.4, "percent"),
        ("2.6", "profit", "level", 2.6e8, "CNY"),
        ("-8.0%", "profit", "change", -8.0, "percent"),
        ("18.05", "revenue", "level", 1.805e9, "CNY"),
        ("-3.1%", "revenue", "change", -3.1, "percent"),
        ("-0.7", "profit", "level", -7e7, "CNY"),
    ]
    assert {(period, year) for *_, period, year in about(MARKDOWN)} == {("H1 2023", 2023)}


ACCOUNTS = """Key financial data of Calder Auto

Item 2023 2022 Change
Revenue (million yuan) 3,204 2,811 14.0%
Deliveries (units) 20,113 15,402 30.6%
"""


def test_metrics_in_the_labels_and_years_in_the_heads() -> None:
    assert [found[1:] for found in figures(ACCOUNTS)] == [
        ("revenue", "level", 3.204e9, "CNY"),
        ("revenue", "level", 2.811e9, "CNY"),
        ("revenue", "change", 14.0, "percent"),
        ("deliveries", "level", 20113.0, "vehicle"),
        ("deliveries", "level", 15402.0, "vehicle"),
        ("deliveries", "change", 30.6, "percent"),
    ]
    assert [(basis, year) for _, _, basis, _, year in about(ACCOUNTS)[:3]] == [
        (None, 2023),
        (None, 2022),
        ("year_on_year", 2023),
    ]


INDICATORS = """Main economic indicators of Lushan City, January to June 2023

Indicator\tUnit\tJan-Jun\tGrowth rate (%)
Industrial added value\t100 million yuan\t-\t7.4
Total imports and exports\tUSD million\t410.5\t19.0
Number of industrial enterprises\tunits\t512\t3.1
NEV penetration rate\t%\t31.6\t4.8
Rainfall\tmm\t412.5\t2.2
"""


def test_indicators_with_units_of_their_own() -> None:
    assert [found[1:] for found in figures(INDICATORS)] == [
        ("added_value", "change", 7.4, "percent"),
        ("trade_value", "level", 4.105e8, "USD"),
        ("trade_value", "change", 19.0, "percent"),
        ("enterprises", "level", 512.0, "enterprise"),
        ("enterprises", "change", 3.1, "percent"),
        ("penetration_rate", "level", 31.6, "percent"),
        ("penetration_rate", "change", 4.8, "percent"),
    ]
    assert dropped(INDICATORS)["412.5"] == "table_without_metric"


TRANSPOSED = """Segment results

Indicator | Norvane | Calder Auto
Revenue (million yuan) | 3,120 | 1,805
Gross margin (%) | 18.2 | 9.4
Vehicles delivered | 21,300 | 9,870
YoY growth | 14% | -3%
"""


def test_companies_in_the_heads() -> None:
    found = [(*a[:1], *f[1:]) for a, f in zip(about(TRANSPOSED), figures(TRANSPOSED), strict=True)]
    assert found == [
        ("Norvane", "revenue", "level", 3.12e9, "CNY"),
        ("Calder Auto", "revenue", "level", 1.805e9, "CNY"),
        ("Norvane", "deliveries", "level", 21300.0, "vehicle"),
        ("Calder Auto", "deliveries", "level", 9870.0, "vehicle"),
        ("Norvane", "deliveries", "change", 14.0, "percent"),
        ("Calder Auto", "deliveries", "change", -3.0, "percent"),
    ]
    assert {dropped(TRANSPOSED)[quote] for quote in ("18.2", "9.4")} == {"table_without_metric"}


GAPS = """Table 2. Exports by destination (Unit: 10,000 vehicles)

Country  2023  2022  YoY (%)
Mexico  41.5  25.3  64.2
Others  3.2  1.1  -
"""


def test_the_caption_gives_metric_and_unit() -> None:
    assert [found[1:] for found in figures(GAPS)] == [
        ("exports", "level", 415000.0, "vehicle"),
        ("exports", "level", 253000.0, "vehicle"),
        ("exports", "change", 64.2, "percent"),
        ("exports", "level", 32000.0, "vehicle"),
        ("exports", "level", 11000.0, "vehicle"),
    ]
    assert set(dropped(GAPS).values()) <= {"table_head"}  # where the number grammar takes the unit for a quantity


GROUPED = """Indicator | May | | January-May |
 | Value | YoY (%) | Value | YoY (%)
Vehicle output (10,000 units) | 2.1 | 4.5 | 9.8 | -1.3
of which: NEVs | 0.7 | 33.0 | 2.9 | 28.8
"""


def test_heads_above_groups_of_columns() -> None:
    assert [(a[1], a[3], f[3]) for a, f in zip(about(GROUPED), figures(GROUPED), strict=True)][4:] == [
        ("NEVs", "May", 7000.0),
        ("NEVs", "May", 33.0),
        ("NEVs", "January-May", 29000.0),
        ("NEVs", "January-May", 28.8),
    ]


MONTHS = """Monthly sales of Aurelia

Month | Sales (units) | MoM | YTD sales
January 2024 | 5,120 | -12.0% | 5,120
February 2024 | 3,904 (+4.1%) | -23.8% | 9,024
"""


def test_periods_in_the_labels() -> None:
    _, _, cells = read(MONTHS)
    rows = [cell for _, cell in sorted(cells.items())][3:]
    assert [(c.measure, c.basis, c.level) for c in rows] == [
        ("level", None, None),
        ("change", None, 0),
        ("change", "month_on_month", 0),
        ("level", None, None),
    ]
    assert [c.period.expr.mode for c in rows if c.period] == ["within", "within", "within", "through"]
    assert {c.period.expr.month for c in rows if c.period} == {2}


def test_what_is_no_metric_takes_none_from_elsewhere() -> None:
    text = (
        "Sales of the brand\n\n| Model | Price (yuan) | Range (km) | Units sold in June |\n|---|:-:|---|---|\n"
        "| Aster 5 | 129,800 | 520 | 4,310 |\n| Aster 7 | 189,800 | 640 | 2,020 |\n"
    )
    assert [(metric, value) for _, metric, _, value, _ in figures(text)] == [
        ("price", 129800.0),
        ("sales", 4310.0),
        ("price", 189800.0),
        ("sales", 2020.0),
    ]
    assert dropped(text)["520"] == "table_without_metric"
    assert [product for _, product, *_ in about(text)] == ["Aster 5", "Aster 5", "Aster 7", "Aster 7"]


@pytest.mark.parametrize(
    "text",
    [
        "Total investment: 6 billion yuan; Area: 300 mu",
        "Total investment | 6 billion yuan\nArea | 300 mu",
        "The plant sold 300 cars, 20 buses and 4 trucks in May.",
        "",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert read(text)[2] == {}


@pytest.mark.parametrize(
    "text", [BULLETIN, COMPANIES, RANKED, CITIES, MARKDOWN, ACCOUNTS, INDICATORS, TRANSPOSED, GAPS, GROUPED, MONTHS]
)
def test_one_row_is_one_sentence(text: str) -> None:
    rows = [text[s.start : s.end] for s in read(text)[0] if s.kind == "row"]
    lines = [line.strip(" ") for line in text.split("\n") if line.strip()]
    lines = [line for line in lines if set(line) - set("|-:")]
    assert rows == lines[len(lines) - len(rows) :]
    assert any(not any(c.isdigit() for c in cell) for cell in rows[0].split())


def mention(**fields: Any) -> PeriodMention:
    return PeriodMention(0, 1, "test", PeriodExpr(**fields), 0, 1)


def test_compared_periods() -> None:
    may = mention(kind="months", year=2023, month=5, month_last=5)
    assert compared(may, mention(kind="months", year=2022, month=5, month_last=5)) == "year_on_year"
    assert compared(may, mention(kind="months", year=2023, month=4, month_last=4)) == "month_on_month"
    assert compared(may, mention(kind="months", year=2023, month=1, month_last=3)) is None
    assert compared(mention(kind="year", year=2022), mention(kind="year", year=2023)) is None
    assert compared(None, may) is None


def test_heads_take_their_year_from_the_caption_and_months_for_their_year() -> None:
    caption = mention(kind="months", year=2023, month=1, month_last=6)
    june, last = mention(kind="months", month=6, month_last=6), mention(kind="year", year=2022)
    got = dated(june, caption), dated(last, caption)
    assert [(m.expr.year, m.expr.month, m.expr.month_last) for m in got if m] == [(2023, 6, 6), (2022, 1, 6)]
    assert dated(None, caption) == caption
    assert dated(june, None) == june


def test_long_tables_cost_no_more_a_row(calls: Callable[[Callable[[], object]], int]) -> None:
    small, large = (
        calls(lambda text="Company | Deliveries | YoY\n" + "Norvane | 12,304 | 4.1%\n" * rows: read(text))
        for rows in (100, 400)
    )
    assert large < 4 * small * 1.35
