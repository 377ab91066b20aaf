"""Results read back: nothing is lost, nothing is guessed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewed import make_document, make_figure, make_project, make_supplier, written

from nevextract.errors import ResultError
from nevextract.output.formats import Format, Kind
from nevextract.output.writers import guarded, unguarded
from nevextract.records import Also
from nevextract.review.load import load_result, parse_result

FULL = make_figure(
    value=Decimal("0.12345678901234567890"),
    value_max=Decimal("2"),
    period_start=date(2023, 1, 1),
    period_end=date(2023, 12, 31),
    subject='=cmd("x"), "quoted"\nover two lines',
    location="宁德",
    location_code="350900",
    members=("Bosch", "a,b"),
    also=(Also(value=Decimal("1.5"), unit="USD"),),
    flags=("fold_ambiguous",),
)
DOCUMENT = make_document(FULL, make_figure(id="f2", same_as="f1"), make_project(enterprises=("X",)), make_supplier())


def test_a_json_result_comes_back_as_it_was(result_file: Callable[..., Path]) -> None:
    other = make_document(id="b.txt", title="B", published=date(2024, 2, 29), text="nothing", warnings=("w",))
    found = load_result(result_file("r.json", DOCUMENT, other))
    assert [document.whole for document in found.documents] == [DOCUMENT, other]
    assert found.documents[0].figures == DOCUMENT.figures
    assert found.kinds == frozenset(Kind)
    assert found.document("b.txt") == found.documents[1]
    assert found.document("c.txt") is None


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_records_of_one_kind_come_back_as_they_were(result_file: Callable[..., Path], ending: str, kind: Kind) -> None:
    found = load_result(result_file(f"r.{ending}", DOCUMENT, kind=kind))
    assert found.kinds == {kind}
    assert [document.id for document in found.documents] == ["a.txt"]
    assert found.documents[0].records(kind) == getattr(DOCUMENT, kind.value)
    assert found.documents[0].whole is None


@pytest.mark.parametrize("form", [Format.json, Format.jsonl, Format.csv])
def test_the_content_tells_the_format_where_no_ending_does(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + written([DOCUMENT], form).encode())))
    assert load_result("-").documents[0].figures == DOCUMENT.figures


def test_results_without_records() -> None:
    assert parse_result(written([]), "r.json").documents == ()
    assert parse_result(written([], Format.csv, Kind.projects), "r.csv").kinds == {Kind.projects}
    assert parse_result("", "r.jsonl").kinds == frozenset()
    assert load_result("/dev/null").documents == ()


@given(st.text(alphabet="='+-@＝\t\r\nx,\""))
def test_no_text_is_changed_on_its_way_through_csv(text: str) -> None:
    assert unguarded(guarded(text)) == text
    document = make_document(make_figure(subject=text or None))
    content = written([document], Format.csv)
    assert parse_result(content, "r.csv").documents[0].figures == document.figures


def changed(**keys: Any) -> str:
    return json.dumps({**json.loads(written([DOCUMENT])), **keys})


def with_figure(**keys: Any) -> str:
    data = json.loads(written([DOCUMENT]))
    data["documents"][0]["figures"][1].update(keys)
    return json.dumps(data)


BROKEN = {
    "another version": ("r.json", changed(schema_version="2.0"), "schema_version: is '2.0', and this nevextract reads"),
    "no version": ("r.json", changed(schema_version=None), "schema_version: is None"),
    "no result": ("r.json", '{"type": "FeatureCollection"}', "the key documents is missing"),
    "no JSON": ("r.json", "{", "not JSON"),
    "no list": ("r.json", changed(documents={}), "documents: is no list"),
    "no document": ("r.json", changed(documents=[3]), "documents.0: is no document"),
    "two figures of one id": (
        "r.json",
        with_figure(id="f1"),
        "documents.0.figures.1: the id 'f1' stands at documents.0.figures.0 already, for another record of a.txt",
    ),
    "a figure and a project of one id": (
        "r.json",
        with_figure(id="p1"),
        "documents.0.projects.0: the id 'p1' stands at documents.0.figures.1 already",
    ),
    "two documents of one id": ("r.json", written([DOCUMENT, DOCUMENT]), "documents.1: the id 'a.txt' stands at"),
    "an unknown field": ("r.json", with_figure(mood="bright"), "documents.0.figures.1.mood"),
    "an unknown measure": ("r.json", with_figure(measure="shade"), "documents.0.figures.1.measure"),
    "no number": ("r.json", with_figure(value=float("nan")), "NaN is no number"),
    "a line twice": ("r.jsonl", written([DOCUMENT, DOCUMENT], Format.jsonl), "line 3: the id 'f1' stands at line 1"),
    "a row twice": ("r.csv", written([DOCUMENT, DOCUMENT], Format.csv), "line 5: the id 'f1' stands at line 2 "),
    "kinds in one file": (
        "r.jsonl",
        written([DOCUMENT], Format.jsonl) + written([DOCUMENT], Format.jsonl, Kind.projects),
        "line 3: holds one of the projects, the lines before it figures",
    ),
    "a line of something else": ("r.jsonl", '{"document": "a", "x": 1}', "line 1: no record of"),
    "a number on a line": ("r.jsonl", "7", "line 1: is no record with its document: 7"),
    "another table": ("r.csv", "name,age\nx,3\n", "line 1: no record of"),
    "a short row": ("r.csv", "document,id,metric\nx\n", "line 2: has 1 cells under 3 columns"),
    "a field that is missing": ("r.csv", "document,id,metric\nx,f,exports\n", "line 2.measure: Field required"),
    "a column twice": ("r.csv", "document,id,metric,id\nx,f,exports,f\n", "line 1: names twice: id"),
    "an open quote": ("r.csv", 'document,id,metric\nx,f,"exports', "line 2: not CSV"),
    "a broken list": ("r.csv", "document,id,metric,flags\nx,f,exports,[a\n", "line 2: flags: not JSON"),
    "nothing": ("r.json", " \n", "is empty"),
    "a table": (
        "r.txt",
        "metric  value",
        "a .txt file is not read back; give the json, jsonl or csv of nevextract run",
    ),
}


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_told_with_its_place(name: str, content: str, reason: str) -> None:
    with pytest.raises(ResultError) as caught:
        parse_result(content, name)
    assert str(caught.value).startswith(name)
    assert reason in str(caught.value)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match=r"cannot be read: No such file"):
        load_result(tmp_path / "none.json")
    (tmp_path / "r.parquet").write_bytes(b"PAR1\xff\xfe")
    with pytest.raises(ResultError, match=r"byte 4 is not UTF-8; results are json, jsonl or csv"):
        load_result(tmp_path / "r.parquet")


def test_a_field_added_since_may_be_missing() -> None:
    data = json.loads(written([DOCUMENT]))
    for figure in data["documents"][0]["figures"]:
        del figure["location_name"]
    assert parse_result(json.dumps(data), "r.json").documents[0].figures[1] == DOCUMENT.figures[1]
