"""parquet, xlsx, sqlite and md, and what their readers make of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import pyarrow.parquet
import pytest
from markdown_it import MarkdownIt

from nevextract.errors import OutputError
from nevextract.output import writing as module
from nevextract.output.formats import Format, Kind
from nevextract.output.markdown_writer import MarkdownWriter
from nevextract.output.schema import sdmx_names, table_schema
from nevextract.output.writers import CsvWriter, Writer
from nevextract.output.writing import check_format, file_writer, unused_options
from nevextract.records import Also, Document, Project, Supplier

HOSTILE = '=HYPERLINK("http://e.org") | <b>&amp;</b>\x07\n"x" _x000D_ @a'
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def documents(document: Any, figure: Any, project: Project, supplier: Supplier) -> list[Document]:
    first = figure(
        id="f0",
        measure="change",
        value=Decimal("-12.4"),
        unit="percent",
        basis="year_on_year",
        period_start=date(2023, 1, 1),
        period_end=date(2023, 11, 30),
        location="Ningde City",
        location_code="350900",
        location_name="Ningde, Fujian",
        subject=HOSTILE,
        members=("A; B", "C"),
        flags=("fold_ambiguous",),
    )
    second = figure(id="f1", value=Decimal("3.2301E+10"), unit="CNY", also=(Also(value=Decimal("4.5"), unit="USD"),))
    again = figure(id="f2", value=Decimal("3.2301E+10"), unit="CNY", same_as="f1", sentence="Nothing like it.")
    records = {"projects": (project,), "suppliers": (supplier,)}
    one = document(title="T", published=date(1899, 1, 2), figures=(first, second, again), warnings=("w",), **records)
    return [one, document(id="b.txt", text="Hello")]


def write(
    path: Path, documents: list[Document], kind: Kind | None = None, errors: Sequence[Mapping[str, str]] = ()
) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        made: dict[str, Callable[[], Writer]] = {
            ".md": lambda: MarkdownWriter(stream, kind),
            ".csv": lambda: CsvWriter(stream, kind or Kind.figures),
        }
        writer = made.get(path.suffix, lambda: file_writer(Format(path.suffix[1:]), path, kind))()
        for each in documents:
            writer.write(each)
        writer.close(errors)
    return path


def test_parquet_is_exact_in_duckdb_and_pandas(tmp_path: Path, documents: list[Document]) -> None:
    path = write(tmp_path / "f.parquet", documents)
    query = f"select value, period_end, members, also[1].value, confidence, start from '{path}' order by id"  # noqa: S608
    rows = duckdb.sql(query).fetchall()
    assert rows[0] == (Decimal("-12.4"), date(2023, 11, 30), ["A; B", "C"], None, 0.8765, 0)
    assert rows[1][:4] == (Decimal(32301000000), None, [], Decimal("4.5"))
    frame = pandas.read_parquet(path)
    assert frame["value"].tolist()[0] == Decimal("-12.4")
    assert frame["subject"][0] == HOSTILE
    assert frame["document"].tolist() == ["a.txt"] * 3
    schema = pyarrow.parquet.read_schema(path)
    assert schema.metadata[b"nevextract.schema_version"] == b"1.0"
    assert str(schema.field("value").type) == "decimal128(38, 10)"
    assert not schema.field("value").nullable
    projects = pandas.read_parquet(write(tmp_path / "p.parquet", documents, Kind.projects))
    assert projects["figures"][0].tolist() == ["f0", "f1"]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("0.123456789012345678", "decimal128(38, 18)"),
        ("1E+20", "decimal128(38, 10)"),
        ("1E+29", None),
        ("1E-30", "decimal128(38, 30)"),
    ],
)
def test_parquet_holds_a_number_as_it_is_or_not_at_all(
    tmp_path: Path, document: Any, value: str, read: str | None
) -> None:
    path = tmp_path / "f.parquet"
    if read is None:
        with pytest.raises(OutputError, match="digits before the point"):
            write(path, [document(value)])
        return
    write(path, [document(value)])
    assert pyarrow.parquet.read_table(path)["value"].to_pylist() == [Decimal(value)]
    assert str(pyarrow.parquet.read_schema(path).field("value").type) == read


def test_an_empty_parquet_has_its_columns(tmp_path: Path, document: Any) -> None:
    assert "metric" in pandas.read_parquet(write(tmp_path / "f.parquet", [document()])).columns


def test_xlsx_has_real_numbers_dates_and_links(tmp_path: Path, documents: list[Document]) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "r.xlsx", documents), rich_text=True)
    assert book.sheetnames == ["Figures", "Projects", "Suppliers", "Documents", "Quotes"]
    sheet = book["Figures"]
    head = [cell.value for cell in sheet[1]]
    row = {name: sheet[2][number] for number, name in enumerate(head)}
    assert (row["value"].value, row["value"].data_type) == (-12.4, "n")
    assert (row["period_end"].value, row["period_end"].is_date) == (datetime(2023, 11, 30), True)
    assert row["subject"].data_type == "s"
    assert row["subject"].value.startswith('=HYPERLINK("http://e.org") | <b>&amp;</b>')
    assert row["location_code"].value == "350900"
    assert row["value_max"].value is None
    assert row["quote"].hyperlink.location == "'Quotes'!A2"
    assert row["document"].hyperlink.location == "'Documents'!A2"
    assert sheet[4][head.index("same_as")].hyperlink.location == "'Figures'!A3"
    quotes = book["Quotes"]
    assert quotes["B2"].hyperlink.location == "'Figures'!A2"
    assert [str(part) for part in quotes["E2"].value] == ["It sold ", "7,000 cars", "."]
    assert quotes["E2"].value[1].font.b
    assert quotes["E4"].value == "Nothing like it."
    assert [cell.value for cell in book["Documents"][2]][:5] == ["a.txt", "T", "1899-01-02", "en", 3]
    assert book["Projects"]["J2"].hyperlink.location == "'Figures'!A2"
    assert not [cell for each in book for line in each for cell in line if cell.data_type == "f"]


def test_the_same_records_are_the_same_files(tmp_path: Path, documents: list[Document]) -> None:
    for ending in ("xlsx", "parquet", "sqlite"):
        one, two = (write(tmp_path / f"{name}.{ending}", documents).read_bytes() for name in "ab")
        assert one == two


def test_a_full_sheet_is_told(tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nevextract.output.xlsx._ROWS", 3)
    with pytest.raises(OutputError, match="the sheet figures is full"):
        write(tmp_path / "r.xlsx", documents)


def test_links_end_where_excel_takes_no_more(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nevextract.output.xlsx._LINKS", 2)
    sheet = openpyxl.load_workbook(write(tmp_path / "r.xlsx", documents))["Figures"]
    assert [cell.value for cell in sheet["A"]] == ["document", "a.txt", "a.txt", "a.txt"]
    assert [bool(cell.hyperlink) for cell in sheet["A"]] == [False, True, False, False]


def test_sqlite_has_keys_and_views(tmp_path: Path, documents: list[Document]) -> None:
    base = sqlite3.connect(write(tmp_path / "r.sqlite", documents))
    base.execute("PRAGMA foreign_keys = ON")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    ask = base.execute
    assert ask("SELECT value, typeof(value), subject FROM figures ORDER BY position").fetchall() == [
        (-12.4, "real", HOSTILE),
        (32301000000, "integer", None),
        (32301000000, "integer", None),
    ]
    assert ask("SELECT member FROM figure_members WHERE figure_id = 'f0' ORDER BY position").fetchall() == [
        ("A; B",),
        ("C",),
    ]
    assert ask("SELECT unit, value FROM figure_also").fetchall() == [("USD", 4.5)]
    assert ask(
        "SELECT f.value FROM project_figures p JOIN figures f ON (f.document, f.id) = (p.document, p.figure)"
    ).fetchall() == [
        (-12.4,),
        (32301000000,),
    ]
    assert ask("SELECT place, place_code, metric, year, figures, least, most FROM place_metric_year").fetchall() == [
        (None, None, "exports", None, 1, 32301000000, 32301000000),
        ("Ningde, Fujian", "350900", "exports", 2023, 1, -12.4, -12.4),
    ]
    assert ask("SELECT id, text FROM documents ORDER BY id").fetchall() == [("a.txt", None), ("b.txt", "Hello")]
    assert ask("SELECT value FROM about WHERE name = 'schema_version'").fetchall() == [("1.0",)]
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        ask("INSERT INTO figure_flags VALUES ('a.txt', 'none', 0, 'x')")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        ask("UPDATE figures SET measure = 'size'")


def test_two_documents_of_one_id_are_told_by_sqlite(tmp_path: Path, document: Any) -> None:
    with pytest.raises(OutputError, match=r"two documents or records have one id \('a\.txt'\)"):
        write(tmp_path / "r.sqlite", [document(), document()])


def test_what_failed_is_in_xlsx_and_sqlite(tmp_path: Path, document: Any) -> None:
    errors = [{"path": "=x.txt", "kind": "empty", "reason": "holds no text"}]
    book = openpyxl.load_workbook(write(tmp_path / "r.xlsx", [document()], errors=errors))
    assert [cell.value for cell in book["Errors"][2]] == ["=x.txt", "empty", "holds no text"]
    base = sqlite3.connect(write(tmp_path / "r.sqlite", [document()], errors=errors))
    assert base.execute("SELECT * FROM errors").fetchall() == [("=x.txt", "empty", "holds no text")]


def test_half_a_pair_of_surrogates_is_written_as_an_escape(tmp_path: Path, document: Any, figure: Any) -> None:
    one = document(title="a\ud800", figures=(figure(subject="b\udfff", members=("c\ud800",)),))
    frame = pandas.read_parquet(write(tmp_path / "r.parquet", [one]))
    assert (frame["subject"][0], frame["members"][0].tolist()) == ("b\\udfff", ["c\\ud800"])
    base = sqlite3.connect(write(tmp_path / "r.sqlite", [one]))
    assert base.execute("SELECT subject, title FROM figures, documents").fetchall() == [("b\\udfff", "a\\ud800")]
    book = openpyxl.load_workbook(write(tmp_path / "r.xlsx", [one]))
    assert book["Documents"]["B2"].value == "a\\ud800"


def test_markdown_has_a_table_for_each_kind(tmp_path: Path, documents: list[Document]) -> None:
    text = write(tmp_path / "r.md", documents).read_text("utf-8")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    heads = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert heads == ["T", "Figures", "Projects", "Suppliers", "b.txt"]
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} == {"text"}
    cells = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "td_open"]
    assert len(cells) == 3 * 8 + 5 + 4
    assert "Warning: w" in text
    only = write(tmp_path / "s.md", documents, Kind.suppliers).read_text("utf-8")
    assert "### Suppliers" in only
    assert "### Figures" not in only


def test_what_cannot_be_written_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for target in (None, Path("/dev/null")):
        with pytest.raises(OutputError, match=r"sqlite needs a file to write to: --output NAME.sqlite"):
            check_format(Format.sqlite, target)
    check_format(Format.csv, None)
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(OutputError, match=r"parquet needs the package pyarrow: pip install 'nevextract\[parquet\]'"):
        check_format(Format.parquet, tmp_path / "a.parquet")


@pytest.mark.parametrize(
    ("form", "kind", "with_text", "warned"),
    [
        (Format.xlsx, Kind.figures, False, ["--records"]),
        (Format.md, Kind.figures, False, []),
        (Format.csv, Kind.figures, True, ["--with-text"]),
        (Format.sqlite, None, True, []),
    ],
)
def test_options_that_mean_nothing(form: Format, kind: Kind | None, with_text: bool, warned: list[str]) -> None:
    assert [text.split()[0] for text in unused_options(form, kind, with_text=with_text)] == warned


@pytest.mark.parametrize("kind", list(Kind))
def test_the_table_schema_fits_the_csv(tmp_path: Path, documents: list[Document], kind: Kind) -> None:
    schema = table_schema(kind)
    frame = pandas.read_csv(write(tmp_path / "r.csv", documents, kind), dtype=str, keep_default_na=False)
    assert [field["name"] for field in schema["fields"]] == list(frame.columns)
    assert not frame.duplicated(subset=schema["primaryKey"]).any()
    for field in schema["fields"]:
        allowed = field.get("constraints", {}).get("enum")
        values = [value for value in frame[field["name"]] if value not in schema["missingValues"]]
        if field.get("constraints", {}).get("required"):
            assert len(values) == len(frame)
        if allowed:
            assert set(values) <= set(allowed)
        reads = {"number": Decimal, "integer": int, "date": date.fromisoformat, "array": lambda v: v[0] == "[" or 1 / 0}
        for value in values:
            reads.get(field["type"], str)(value)


def test_the_table_schema_is_one(tmp_path: Path) -> None:
    kinds = {field["name"]: field["type"] for field in table_schema(Kind.figures)["fields"]}
    assert kinds["value"] == kinds["confidence"] == "number"
    assert (kinds["start"], kinds["period_end"], kinds["members"], kinds["quote"]) == (
        "integer",
        "date",
        "array",
        "string",
    )


def test_the_docs_tell_the_names_in_sdmx() -> None:
    page = (DOCS / "output.md").read_text("utf-8")
    for each in sdmx_names():
        shown = ", ".join(f"`{name}`" for name in each["field"].split(", ") if name)
        concept = f"`{each['concept']}`" if each["concept"] else ""
        assert f"| {shown} | {concept} | {each['note']} |".replace("|  |", "| |") in page
