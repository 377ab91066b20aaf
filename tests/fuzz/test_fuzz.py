"""The fuzz targets under small budgets; coverage_guided.py gives them larger ones."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import PIECES
from targets import TARGETS, decoded, numbers, pipeline, sentences

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


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_sees_what_is_wrong(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that cannot fail proves nothing."""
    import targets

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("seen")

    for used in ("tokenize", "find_quantities", "encode"):
        monkeypatch.setattr(targets, used, fails)
    with pytest.raises(RuntimeError, match="seen"):
        TARGETS[name](b"\x01" + b"In 2023 sales were 5 cars. " * 4)
