"""Shards: the same on every machine, and together all that there is."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from nevextract.errors import ReadError
from nevextract.read.documents import documents
from nevextract.read.items import Item, items
from nevextract.read.sources import Source, expand
from nevextract.scale.plan import MOST_FILES, _line_spans, plan


def ids(found: list[Item | ReadError]) -> list[str]:
    return [each.path if isinstance(each, ReadError) else each.id for each in found]


@given(st.lists(st.binary(max_size=6), max_size=12), st.integers(1, 20))
def test_spans_are_whole_lines_and_know_their_numbers(pieces: list[bytes], size: int) -> None:
    data = b"\n".join(pieces)
    spans = [span for span, _ in _line_spans(io.BytesIO(data), size)]
    assert b"".join(data[span.start : span.end] for span in spans) == data
    for span in spans:
        assert span.first == data[: span.start].count(b"\n") + 1
        assert span.start == 0 or data[span.start - 1 : span.start] == b"\n"
        assert span.end - span.start >= size or span.end == len(data)


def test_a_large_file_of_lines_is_divided_and_nothing_of_it_changes(tmp_path: Path) -> None:
    rows = [{"text": f"Line {i} " + "x" * (i % 50), "title": f"T{i}"} for i in range(200)]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n{broken\n", "utf-8")
    source = Source("a.jsonl", path)
    shards = list(plan([source], 1500))
    assert len(shards) > 5
    parts = [item for shard in shards for each in shard.sources for item in items(each)]
    assert ids(parts) == ids(list(items(source)))
    assert [each for each in parts if isinstance(each, Item)] == [e for e in items(source) if isinstance(e, Item)]


@pytest.mark.parametrize("group", [7, 1000])
def test_parquet_is_divided_by_rows(tmp_path: Path, group: int) -> None:
    rows = [
        {"body": f"Row {i}. " + "word " * (i % 9), "published": date(2024, 1, 1 + i % 28), "n": i} for i in range(120)
    ]
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    source = Source("a.parquet", path)
    shards = list(plan([source], 900))
    assert len(shards) > 2
    whole = list(documents(source))
    parts = [found for shard in shards for each in shard.sources for found in documents(each)]
    assert parts == whole
    first = whole[0]
    assert not isinstance(first, ReadError)
    assert (first.id, first.origin.published) == ("a.parquet#1", date(2024, 1, 1))
    assert first.text.startswith("Row 0.")


def test_parquet_of_odd_columns(tmp_path: Path) -> None:
    text = pyarrow.array([b"Bytes that are text.", "Fl\xfc\xdfe".encode("latin-1"), None], pyarrow.binary())
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"content": text, "id": ["x", "y", "z"]}), path)
    found = list(documents(Source("a.parquet", path)))
    assert [str(each) if isinstance(each, ReadError) else each.text for each in found] == [
        "Bytes that are text.",
        "Fl\ufffd\ufffde",
        "a.parquet#3: holds no text",
    ]
    parquet.write_table(pyarrow.table({"number": [1]}), path)
    (wrong,) = documents(Source("a.parquet", path))
    assert "tells no column that holds the text; it has: number" in str(wrong)
    path.write_bytes(b"PAR1 and no more")
    (broken,) = documents(Source("a.parquet", path))
    assert isinstance(broken, ReadError)
    assert broken.kind == "damaged"


def test_small_files_share_a_shard_and_packed_ones_stay_whole(tmp_path: Path) -> None:
    for i in range(10):
        (tmp_path / f"{i}.txt").write_text("x" * 40, "utf-8")
    (tmp_path / "p.jsonl.gz").write_bytes(gzip.compress(b'{"text": "abc"}\n' * 5000, 0))
    shards = list(plan(expand([str(tmp_path)]).sources, 100))
    assert [[source.id for source in shard.sources] for shard in shards] == [
        *([f"{i}.txt", f"{i + 1}.txt"] for i in range(0, 10, 2)),
        ["p.jsonl.gz"],
    ]
    assert [shard.number for shard in shards] == list(range(6))


def test_a_shard_has_an_end_to_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    source = Source("a.txt", tmp_path / "a.txt")
    shards = list(plan([replace(source, id=f"{i}") for i in range(MOST_FILES + 1)]))
    assert [len(shard.sources) for shard in shards] == [MOST_FILES, 1]


def test_what_is_not_there_has_a_shard_that_says_so(tmp_path: Path) -> None:
    (shard,) = plan([Source("a.jsonl", tmp_path / "a.jsonl")], 10)
    (found,) = items(shard.sources[0])
    assert str(found) == "a.jsonl: no such file"
