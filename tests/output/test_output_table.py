"""The table for eyes."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nevextract.output.formats import Kind
from nevextract.output.table import TableWriter, amount, period
from nevextract.records import Project, Supplier


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (None, None, ""),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2021-01-01", "2025-12-31", "2021..2025"),
        ("2023-11-01", "2023-11-30", "2023-11"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01..2024-02-28"),
        ("2023-01-01", "2023-11-30", "2023-01..2023-11"),
        ("2023-05-03", "2023-05-03", "2023-05-03"),
        (None, "2022-06-30", "..2022-06-30"),
    ],
)
def test_periods(start: str | None, end: str | None, text: str) -> None:
    assert period(day(start), day(end)) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": Decimal("1.1E+10"), "unit": "CNY", "approximation": "about"}, "~11,000,000,000 CNY"),
        ({"measure": "change", "value": Decimal("54.0"), "unit": "percent"}, "+54 percent"),
        ({"measure": "change", "value": Decimal("-8.25"), "unit": "percent"}, "-8.25 percent"),
        ({"value": Decimal(3), "value_max": Decimal(4), "unit": "GWh"}, "3-4 GWh"),
        ({"value": Decimal(100), "approximation": "over"}, ">100 vehicle"),
    ],
)
def test_amounts(figure: Any, fields: dict[str, Any], text: str) -> None:
    assert amount(figure(**fields)) == text


def table(kind: Kind, *documents: Any, terminal: bool = False) -> str:
    stream = io.StringIO()
    writer = TableWriter(stream, kind, terminal=terminal)
    for each in documents:
        writer.write(each)
    writer.close()
    return stream.getvalue()


def test_a_plain_table_is_aligned_and_never_wrapped(document: Any, figure: Any) -> None:
    long = "a very long name of a company " * 10
    text = table(
        Kind.figures,
        document(figures=(figure(subject=long, location="宁德"), figure(id="f2", location="Berlin"))),
    )
    lines = text.splitlines()
    assert len(lines) == 3
    assert lines[0].split() == [
        "metric", "measure", "value", "period", "status", "subject", "location", "document",
    ]  # fmt: skip
    assert long.strip() in lines[1]
    assert lines[2].index("a.txt") == lines[1].index("a.txt") + 2  # two wide characters


def test_control_characters_do_not_reach_the_terminal(
    document: Any, figure: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    bad = figure(subject="a\x1b[31mb\nc\x9bd")
    for terminal in (False, True):
        text = table(Kind.figures, document(figures=(bad,)), terminal=terminal)
        assert len(text.splitlines()) == 2
        assert not set(text) & {"\x1b", "\x9b"}


def test_a_terminal_table_fits(document: Any, figure: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("NO_COLOR", "1")
    each = figure(subject="[bold]name[/bold] of somebody with very many words in it " * 3)
    text = table(Kind.figures, document(figures=(each,)), terminal=True)
    assert max(map(len, text.splitlines())) <= 70
    assert "\x1b" not in text


def test_markup_in_a_text_is_text(document: Any, figure: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert "[bold]x[/bold]" in table(Kind.figures, document(figures=(figure(subject="[bold]x[/bold]"),)), terminal=True)


def test_tables_of_the_other_kinds(document: Any, project: Project, supplier: Supplier) -> None:
    each = document("1", "2", projects=(project,), suppliers=(supplier,))
    assert table(Kind.projects, each).splitlines()[1].split() == ["Plant", "a.txt"]
    assert table(Kind.suppliers, each).splitlines()[1].startswith("Nut & Bolt")
