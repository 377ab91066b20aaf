"""Bytes to text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.errors import ReadError
from nevextract.read.decode import decode
from nevextract.read.documents import digest, documents, read_item
from nevextract.read.items import Item
from nevextract.read.options import ReadOptions
from nevextract.read.sources import Source

TEXT = "Ridge’s output rose – to 30,000 units.\r\n产量增长。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert decoded.warnings == ()


def test_utf16_big_endian() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Ridge’s output rose – to 30,000 units, “a record”, for £5 million or ¥40 million.", "cp1252"),
        ("泰尔伍德市的新能源汽车产量增长百分之二十，达到三十万辆，出口四万辆。", "gb18030"),
    ],
)
def test_other_encodings_are_detected_and_said(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings == (f"encoding detected as {decoded.encoding}",)


@pytest.mark.parametrize("end", ["at -30°C.", "in Zürich.", "by Amara® Cells®.", "of 12 W/m²·K.", "in München."])
def test_single_western_letters_and_signs_are_no_chinese_and_of_no_code_page_of_long_ago(end: str) -> None:
    text = "The new cell works in winter; the plant sold 300 vehicles in 2023 " + end
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_two_chinese_signs_among_english_words_are_chinese(encoding: str) -> None:
    text = "The new cell of the firm (合成) works in winter; the plant sold 300 vehicles in 2023."
    assert decode(text.encode(encoding)).text == text


def test_damaged_utf8_is_read_with_a_warning() -> None:
    decoded = decode(TEXT.encode() * 3 + b"\xff more text")
    assert decoded.text == TEXT * 3 + "\ufffd more text"
    assert decoded.warnings == ("1 undecodable byte sequence(s) were replaced",)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_empty(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, name="x.txt")
    assert caught.value.kind == "empty"
    assert "x.txt" in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x89PNG\r\n", b"text\0text", b"\x01\x02\x03\x04 text" * 9]
)
def test_binary(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.kind == "binary"


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_read_error(data: bytes) -> None:
    try:
        assert decode(data).text.strip()
    except ReadError as error:
        assert error.kind in {"empty", "binary"}


@given(st.text(min_size=1).filter(lambda t: t.strip() and "\0" not in t and t[0] != "\ufeff" and t.isprintable()))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text


def test_a_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfRidge\r\n")
    (found,) = documents(Source("sub/a.txt", path))
    assert not isinstance(found, ReadError)
    assert (found.id, found.text) == ("sub/a.txt", "Ridge\r\n")
    assert found.sha256 == hashlib.sha256(b"\xef\xbb\xbfRidge\r\n").hexdigest()
    assert digest(Item("sub/a.txt", path)) == found.sha256
    (given,) = documents(Source("-", None), stdin=b"Ridge")
    assert not isinstance(given, ReadError)
    assert given.text == "Ridge"


def test_what_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    item = Item("a.txt", path)
    with pytest.raises(ReadError) as missing:
        read_item(item)
    assert missing.value.kind == "missing"
    path.write_bytes(b"x" * 11)
    assert read_item(item, ReadOptions(max_bytes=11)).text == "x" * 11
    with pytest.raises(ReadError) as large:
        read_item(item, ReadOptions(max_bytes=10))
    assert large.value.kind == "too_large"
    with pytest.raises(ReadError) as unreadable:
        read_item(Item("dir", tmp_path))
    assert unreadable.value.kind == "unreadable"
