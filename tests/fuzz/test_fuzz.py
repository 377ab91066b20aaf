"""The fuzz targets under small budgets; coverage_guided.py gives them larger ones."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import PIECES
from targets import ENDINGS, TARGETS, decoded, numbers, pipeline, read_file, sentences

from nevextract import Extractor, find_quantities
from nevextract.output.encode import encode
from nevextract.read.origin import Origin

PICKED = st.binary(max_size=60).map(lambda data: b"\x01" + data)
CHARACTERS = st.text(max_size=200).map(lambda text: b"\x00" + text.encode("utf-8", "surrogatepass"))
BYTES = st.binary(max_size=200)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "big5", "cp1252", "latin-1", "shift_jis", "utf-7")


@settings(max_examples=150, deadline=None)
@given(BYTES)
def test_any_bytes(data: bytes) -> None:
    decoded(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), st.sampled_from(ENCODINGS), st.booleans())
def test_any_encoding(text: str, encoding: str, torn: bool) -> None:
    data = text.encode(encoding, "ignore")
    decoded(data[: len(data) * 2 // 3] if torn else data)


@settings(max_examples=100, deadline=None)
@given(PICKED | CHARACTERS)
def test_any_text_has_sentences(data: bytes) -> None:
    sentences(data)


@settings(max_examples=200, deadline=None)
@given(PICKED | CHARACTERS)
def test_any_text_has_numbers_or_none(data: bytes) -> None:
    numbers(data)


@settings(max_examples=100, deadline=None)
@given(PICKED | CHARACTERS)
def test_any_text_gives_a_valid_document(data: bytes) -> None:
    pipeline(data)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=60) | st.just("In 2023 \ud800 sold 5 cars in \udfff."))
def test_text_with_lone_surrogates_is_text_too(text: str) -> None:
    """A library's caller may hand over what no file can hold."""
    find_quantities(text)
    document = Extractor().extract(text, id="\udcff", origin=Origin(title=text), with_text=True)
    assert len(document.text or "") == len(text)
    json.loads(encode(document).encode("utf-8"))


WORDS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
TAGS = ("p", "div", "b", "table", "tr", "td", "h1", "figure", "figcaption", "script", "article", "nav", "li", "blink")
HTML = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4), st.booleans()).map(
        lambda node: f"<{node[0]} class='{node[0]}'>{''.join(node[1])}" + f"</{node[0]}>" * node[2]
    ),
    max_leaves=12,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("text", "id", "date", "x")), inner),
    max_leaves=8,
)
CELLS = st.lists(st.lists(WORDS | st.text(max_size=12), max_size=5), max_size=8)


def as_csv(rows: list[list[str]], head: list[str], mark: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark, escapechar="\\").writerows([head, *rows])
    return stream.getvalue()


def check_file(text: str, ending: str, torn: bool) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for document in read_file(data[: len(data) * 2 // 3] if torn else data, ending):
        Extractor().extract(document.text, id=document.id, origin=document.origin, with_text=True)


@settings(max_examples=60, deadline=None)
@given(HTML, st.sampled_from((".html", ".mhtml", ".txt")), st.booleans())
def test_any_page(body: str, ending: str, torn: bool) -> None:
    check_file(f"<!doctype html><html><head><title>{body[:20]}</title><body>{body}</body></html>", ending, torn)


@settings(max_examples=60, deadline=None)
@given(st.lists(JSON, max_size=6), st.booleans(), st.booleans())
def test_any_json_lines(rows: list[object], whole: bool, torn: bool) -> None:
    lines = json.dumps(rows) if whole else "\n".join(json.dumps(row) for row in rows)
    check_file(lines, ".jsonl", torn)


@settings(max_examples=60, deadline=None)
@given(CELLS, st.permutations(("text", "id", "date", "title")), st.sampled_from(",;\t|"), st.booleans())
def test_any_table_of_rows(rows: list[list[str]], head: list[str], mark: str, torn: bool) -> None:
    check_file(as_csv(rows, head, mark), ".csv", torn)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(("Subject", "Date", "From", "Content-Type")), WORDS | st.text(max_size=30)), WORDS
)
def test_any_message(head: dict[str, str], body: str) -> None:
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    check_file(f"{lines}\n{body}\n", ".eml", torn=False)
    check_file(f"From a@b Thu Jan  1 00:00:00 2024\n{lines}\n{body}\n" * 2, ".mbox", torn=True)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(ENDINGS), st.binary(max_size=80), st.sampled_from((b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b", b""))
)
def test_any_file(ending: str, data: bytes, magic: bytes) -> None:
    read_file(magic + data, ending)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_sees_what_is_wrong(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that cannot fail proves nothing."""
    import targets

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("seen")

    for used in ("tokenize", "find_quantities", "encode", "read_item"):
        monkeypatch.setattr(targets, used, fails)
    with pytest.raises(RuntimeError, match="seen"):
        TARGETS[name](b"\x01" + b"In 2023 sales were 5 cars. " * 4)
