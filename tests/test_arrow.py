"""Record batches in, record batches out."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from nevextract import Extractor
from nevextract.arrow import SCHEMA, BatchExtractor, extract_batches, schema_of
from nevextract.errors import ModelError, ReadError
from nevextract.output.columns import columns
from nevextract.output.formats import Kind
from nevextract.running import guard

PLAIN = BatchExtractor(model="none")
NEWS = "In 2022 the city exported 7,200 cars, up 12.5% from a year earlier."
LATER = "This year the city will build 1,500 charging piles."


def batch(*rows: dict[str, Any], schema: pyarrow.Schema | None = None) -> pyarrow.RecordBatch:
    return pyarrow.RecordBatch.from_pylist(list(rows), schema=schema)


def found(extract: BatchExtractor, *batches: pyarrow.RecordBatch) -> list[dict[str, Any]]:
    return [row for each in extract(iter(batches)) for row in each.to_pylist()]


def test_figures_are_those_of_the_library() -> None:
    rows = found(PLAIN, batch({"id": "a", "text": NEWS}))
    (one, two) = Extractor(model="none").extract(NEWS).figures
    assert [(row["document"], row["metric"], row["value"], row["error"]) for row in rows] == [
        ("a", one.metric, one.value, None),
        ("a", two.metric, two.value, None),
    ]
    assert rows[0]["id"] != rows[1]["id"]
    assert rows[0]["period_end"] == date(2022, 12, 31)


def test_the_default_is_the_whole_pipeline() -> None:
    assert [each.schema for each in extract_batches(iter([batch({"id": "a", "text": NEWS})]))] == [SCHEMA]


def test_the_schema_is_the_fields_of_a_record_and_an_error() -> None:
    for kind in Kind:
        schema = schema_of(kind)
        assert schema.names == [*(column.name for column in columns(kind)), "error"]
        assert [field.name for field in schema if not field.nullable] == ["document"]
    assert schema_of() == SCHEMA
    assert SCHEMA.field("value").type == pyarrow.decimal128(38, 10)
    assert BatchExtractor(records="suppliers").schema == schema_of("suppliers")


def test_bad_documents_are_rows_and_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    extract = guard.extractor

    class Broken:
        def extract(self, text: str, **given: Any) -> Any:
            if "BUG" in text:
                raise RuntimeError("it broke")
            return extract(PLAIN._job().extractor, ()).extract(text, **given)

    monkeypatch.setattr(guard, "extractor", lambda *_: Broken())
    texts = {"a": NEWS, "b": None, "c": "", "d": "BUG", "e": "x" * 300, "f": NEWS}
    rows = found(
        BatchExtractor(model="none", max_characters=200), batch(*({"id": k, "text": v} for k, v in texts.items()))
    )
    assert [(row["document"], row["metric"], row["error"]) for row in rows] == [
        ("a", "exports", None),
        ("a", "exports", None),
        ("b", None, "empty: holds no text"),
        ("c", None, "empty: holds no text"),
        ("d", None, "internal: internal error: RuntimeError: it broke"),
        ("e", None, "too_large: holds 300 characters of text, more than 200; split it"),
        ("f", "exports", None),
        ("f", "exports", None),
    ]


def test_columns_by_name_by_habit_and_of_any_type() -> None:
    given = pyarrow.table(
        {
            "key": pyarrow.array([7, 8], pyarrow.int32()),
            "body": pyarrow.array([LATER, LATER]).dictionary_encode(),
            "published": pyarrow.array([date(2024, 2, 6), None]),
            "other": pyarrow.array([[1], [2]]),
        }
    ).to_batches()[0]
    rows = found(BatchExtractor(model="none", id="key"), given)
    assert [(row["document"], row["period_end"]) for row in rows] == [("7", date(2024, 12, 31)), ("8", None)]
    stamped = pyarrow.table({"t": [LATER], "when": pyarrow.array([10**17], pyarrow.timestamp("ns"))}).to_batches()[0]
    (row,) = found(BatchExtractor(model="none", text="t", date="when"), stamped)
    assert row["period_end"] == date(1973, 12, 31)


def test_a_document_without_an_id_is_called_by_its_content() -> None:
    alone, among = found(PLAIN, batch({"text": LATER})), found(PLAIN, batch({"text": NEWS}, {"text": LATER}))
    assert alone[0]["document"] == among[-1]["document"]
    assert len(alone[0]["document"]) == 64


def test_text_that_is_no_utf_8_is_read() -> None:
    buffers = pyarrow.array([b"\xff " + NEWS.encode()], pyarrow.binary()).buffers()
    texts = pyarrow.Array.from_buffers(pyarrow.string(), 1, buffers)
    rows = found(PLAIN, pyarrow.RecordBatch.from_arrays([texts], ["text"]))
    assert [row["metric"] for row in rows] == ["exports", "exports"]


def test_a_number_that_has_no_place_is_told_and_not_rounded() -> None:
    rows = found(PLAIN, batch({"id": "a", "text": "In 2022 the city sold 7,200 buses, up 12.123456789012%."}))
    told = [row for row in rows if row["error"]]
    kept = [row["value"] for row in rows if not row["error"]]
    assert [(row["value"], row["quote"][:3], row["error"][:10]) for row in told] == [(None, "12.", "too_large:")]
    assert kept == [Decimal(7200)]


def test_a_table_gives_tables_and_no_row_gives_an_empty_batch() -> None:
    table = pyarrow.Table.from_batches([batch({"id": "a", "text": NEWS}), batch({"id": "b", "text": "Nothing."})])
    tables = list(PLAIN(table))
    assert [type(each) for each in tables] == [pyarrow.Table, pyarrow.Table]
    assert [each.num_rows for each in tables] == [2, 0]
    assert all(each.schema == SCHEMA for each in tables)


def test_batches_are_taken_one_by_one() -> None:
    taken = []

    def given() -> Iterator[pyarrow.RecordBatch]:
        for name in "abc":
            taken.append(name)
            yield batch({"id": name, "text": NEWS})

    next(iter(PLAIN(given())))
    assert taken == ["a"]


def test_it_can_be_pickled_and_takes_the_options_of_a_run(tmp_path: Path) -> None:
    extract = pickle.loads(pickle.dumps(BatchExtractor(model="none", metrics=("charging_points",))))  # noqa: S301
    assert [row["metric"] for row in found(extract, batch({"text": NEWS}, {"text": LATER}))] == ["charging_points"]
    assert found(BatchExtractor(model="none", min_confidence=1.0), batch({"text": NEWS})) == []
    projects = BatchExtractor(model="none", records="projects")
    assert all(each.schema == schema_of("projects") for each in projects([batch({"text": NEWS})]))


def test_what_no_document_can_help_is_raised() -> None:
    with pytest.raises(ModelError, match="no model 'nosuch'"):
        found(BatchExtractor(model="nosuch"), batch({"text": NEWS}))
    with pytest.raises(ReadError, match="tells no column that holds the text; it has: words"):
        found(PLAIN, batch({"words": NEWS}))


def test_without_pyarrow_the_extra_is_named() -> None:
    line = "import sys; sys.modules['pyarrow'] = None; import nevextract.arrow"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)
    assert "nevextract.arrow needs the package pyarrow: pip install 'nevextract[arrow]'" in done.stderr
