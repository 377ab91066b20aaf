"""json, jsonl and csv, and what common readers make of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import jq
import jsonschema
import pandas
import pytest
import sqlite_utils
from click.testing import CliRunner
from sqlite_utils.cli import cli as sqlite_utils_cli

from nevextract.output.encode import field_names
from nevextract.output.formats import Kind
from nevextract.output.schema import output_schema
from nevextract.output.writers import CsvWriter, JsonLinesWriter, JsonWriter, Writer, cell
from nevextract.records import Also, Document, Figure, Project, Supplier


def written(make: Callable[[io.StringIO], Writer], documents: Iterable[Document]) -> str:
    stream = io.StringIO()
    writer = make(stream)
    for document in documents:
        writer.write(document)
    writer.close()
    return stream.getvalue()


def as_json(*documents: Document) -> str:
    return written(JsonWriter, documents)


def as_jsonl(*documents: Document, kind: Kind = Kind.figures) -> str:
    return written(lambda stream: JsonLinesWriter(stream, kind), documents)


def as_csv(*documents: Document, kind: Kind = Kind.figures) -> str:
    return written(lambda stream: CsvWriter(stream, kind), documents)


@pytest.fixture
def full(document: Any, figure: Any, project: Project, supplier: Supplier) -> Document:
    """A document in which every field has a value."""
    figures = (
        figure(
            id="f0",
            measure="change",
            value=Decimal("-12.4"),
            value_max=Decimal("3E+1"),
            unit="percent",
            approximation="about",
            basis="year_on_year",
            period_start=date(2023, 1, 1),
            period_end=date(2023, 11, 30),
            period_text="January to November 2023",
            status="actual",
            subject="=2+5",
            location="Ningde City",
            location_code="350900",
            location_name="Ningde, Fujian",
            product='the "big" one',
            per="year",
            members=("A; B", "C"),
            also=(Also(value=Decimal("9.7E+9"), unit="USD"),),
            sentence="first line\r\nsecond\u2028line",
            flags=("magnitude_suspect",),
        ),
        figure(id="f1", value=Decimal("3.2301E+10"), unit="CNY"),
    )
    return document(
        title="Title",
        published=date(2024, 1, 2),
        figures=figures,
        projects=(project,),
        suppliers=(supplier,),
        warnings=("careful",),
    )


def test_json_is_one_document_with_one_key_a_line(full: Document) -> None:
    text = as_json(full, full)
    assert text.startswith('{\n  "schema_version": "1.0",\n  "documents": [\n    {\n      "id": "a.txt",\n')
    assert text.endswith('    }\n  ],\n  "errors": []\n}\n')
    assert '\n          "value": 32301000000,\n' in text
    assert '\n          "confidence": 0.8765,\n' in text
    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, indent=2).replace("\u2028", "\\u2028") + "\n"
    assert [*data["documents"][0]["figures"][0]] == [*Figure.model_fields]


def test_json_without_documents() -> None:
    assert json.loads(as_json()) == {"schema_version": "1.0", "documents": [], "errors": []}


def test_text_is_in_the_json_only_where_it_is_asked_for(document: Any) -> None:
    assert "text" not in json.loads(as_json(document()))["documents"][0]
    assert json.loads(as_json(document(text="Hello")))["documents"][0]["text"] == "Hello"


@pytest.mark.parametrize("text", [None, "Hello"])
def test_the_schema_holds_for_the_json(full: Document, document: Any, text: str | None) -> None:
    schema = output_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(as_json(document(), full, document(text=text))))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_schema_holds_for_a_line(full: Document, kind: Kind) -> None:
    validator = jsonschema.Draft202012Validator(output_schema(kind))
    lines = as_jsonl(full, kind=kind).splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("figures", 0, "value"), "7000"),
        (("figures", 0, "extra"), 1),
        (("figures", 0, "measure"), "size"),
        (("figures", 0, "location_code"), "Ningde"),
        (("suppliers", 0, "location_code"), "3509"),
    ],
)
def test_the_schema_refuses_what_we_never_write(full: Document, path: Any, value: Any) -> None:
    data = json.loads(as_json(full))
    *parents, last = path
    place = data["documents"][0]
    for step in parents:
        place = place[step]
    place[last] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, output_schema())


def test_jsonl_has_one_record_a_line_with_its_document_first(full: Document) -> None:
    lines = as_jsonl(full, full).splitlines()
    assert len(lines) == 4
    assert lines[1].startswith('{"document": "a.txt", "id": "f1", "metric": "exports",')
    assert [*json.loads(lines[0])] == ["document", *field_names(Figure)]
    assert json.loads(as_jsonl(full, kind=Kind.suppliers))["name"] == "Nut & Bolt"
    assert json.loads(as_jsonl(full, kind=Kind.projects))["figures"] == ["f0", "f1"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1 place", "'+1 place"),
        ("-5 or so", "'-5 or so"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),
        (Decimal("-12.4"), "-12.4"),
        (Decimal("3.2301E+10"), "32301000000"),
        (-5, "-5"),
        (0.25, "0.25"),
        (None, ""),
        (date(2023, 1, 1), "2023-01-01"),
        ((), "[]"),
        (("A; B", "="), '["A; B", "="]'),
    ],
)
def test_csv_cells(value: object, text: str) -> None:
    assert cell(value) == text


def test_csv_is_read_back_cell_by_cell(full: Document) -> None:
    text = as_csv(full)
    assert text.startswith("document,id,metric,measure,value,")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 2
    assert rows[0]["subject"] == "'=2+5"
    assert rows[0]["value"] == "-12.4"
    assert rows[0]["product"] == 'the "big" one'
    assert [rows[0][name] for name in rows[0] if name.startswith("location")] == [
        "Ningde City",
        "350900",
        "Ningde, Fujian",
    ]
    assert rows[0]["sentence"] == "first line\r\nsecond\u2028line"
    assert json.loads(rows[0]["members"]) == ["A; B", "C"]
    assert json.loads(rows[0]["also"]) == [{"value": 9700000000, "unit": "USD", "value_max": None}]
    assert rows[1]["period_start"] == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_csv_has_a_header_even_without_rows(document: Any, kind: Kind) -> None:
    (line,) = as_csv(document(), kind=kind).splitlines()
    assert line.split(",")[:2] == ["document", "id"]


def test_jq_reads_the_json(full: Document) -> None:
    found = jq.compile('.documents[].figures[] | select(.unit == "CNY") | .value').input_text(as_json(full))
    assert found.all() == [32301000000]


def test_sqlite_utils_inserts_the_lines(full: Document, tmp_path: Path) -> None:
    path = str(tmp_path / "figures.db")
    command = ["insert", path, "figures", "-", "--nl", "--pk", "document", "--pk", "id"]
    result = CliRunner().invoke(sqlite_utils_cli, command, input=as_jsonl(full))
    assert result.exit_code == 0, result.output
    found = sqlite_utils.Database(path).query("select value, confidence from figures order by id")
    assert list(found) == [
        {"value": -12.4, "confidence": 0.8765},
        {"value": 32301000000.0, "confidence": 0.8765},
    ]


def test_duckdb_reads_csv_json_and_lines(full: Document, tmp_path: Path) -> None:
    for name, text in {
        "f.csv": as_csv(full),
        "f.jsonl": as_jsonl(full),
        "f.json": as_json(full),
    }.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    expected = [(-12.4, date(2023, 11, 30)), (32301000000.0, None)]
    for name, read in {"f.csv": "read_csv", "f.jsonl": "read_json"}.items():
        query = f"select value::double, period_end from {read}('{tmp_path / name}') order by id"  # noqa: S608
        assert duckdb.sql(query).fetchall() == expected
    unnested = f"select unnest(d.figures) f from (select unnest(documents) d from '{tmp_path / 'f.json'}')"  # noqa: S608
    assert duckdb.sql(f"select f.value::double from ({unnested})").fetchall() == [(-12.4,), (32301000000.0,)]  # noqa: S608


def test_pandas_reads_the_csv(full: Document) -> None:
    frame = pandas.read_csv(io.StringIO(as_csv(full)), parse_dates=["period_end"])
    assert frame["value"].tolist() == [-12.4, 32301000000.0]
    assert frame["period_end"].max() == pandas.Timestamp("2023-11-30")
