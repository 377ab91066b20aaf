"""Numbers and words are read through odd characters, and offsets stay those of the text as it is."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract import Extractor, find_quantities
from nevextract.characters import INVISIBLE, even
from nevextract.read.extract import extract
from nevextract.tokens import tokenize

TEXT = (
    "In 2023 the city of Tellwood exported 41,200 electric buses, an increase of 18.4 percent. "
    "Its output value came to 1250 million yuan in 2023."
)
VALUES = [("exports", 41200), ("exports", 18.4), ("output_value", 1250000000)]
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789,.%"}
UNSEEN = "\u00ad\u200d\u200e\u200f\u202a\u202c\u2060\ufeff\0"


def values(text: str) -> list[tuple[str, float]]:
    document = Extractor().extract(text, with_text=True)
    for figure in document.figures:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.quote in figure.sentence
        assert figure.sentence in text
    return [(figure.metric, float(figure.value)) for figure in document.figures]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.translate(WIDE),
        TEXT.replace("18.4 percent", "１８．４％"),
        TEXT.replace("41,200", "٤١٬٢٠٠"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("1250", "1\u2009250").replace("41,200", "41\u202f200"),
        TEXT.replace("exported", "ex\u00adported")
        .replace("million", "mil\u00adlion")
        .replace("percent", "per\u00adcent"),
        TEXT.replace("41,200", "\u200f41,200\u200f").replace("18.4", "\u202a18.4\u202c"),
        TEXT.replace("electric", "\u200belectric").replace("million", "\u2060million"),
        TEXT.replace("exported", "exp\0orted"),
        TEXT.replace(". ", ".\r\n"),
        TEXT.replace(". ", ".\r"),
    ],
)
def test_odd_characters_change_no_value(text: str) -> None:
    assert values(text) == VALUES


def test_halves_of_surrogates_do_no_harm() -> None:
    assert Extractor().extract(TEXT.replace("electric", "\ud800electric"), with_text=True).figures[0].value == 41200


def test_general_quantities_too() -> None:
    assert [(float(q.value), q.unit) for q in find_quantities("It weighs １，２５０．５ kg.")] == [(1250.5, "kilogram")]


@pytest.mark.parametrize("listed", ["２０２２，２０２３", "2022，2023", "1，2"])
def test_a_comma_that_lists_stays(listed: str) -> None:
    assert "，" in even(listed)


@given(st.text())
def test_even_text_is_as_long(text: str) -> None:
    assert len(even(text)) == len(text)
    assert even(even(text)) == even(text)


@given(st.text(alphabet=st.characters() | st.sampled_from(UNSEEN + "１２，．٬٣ a1,"), max_size=60))
def test_tokens_are_what_stands_at_their_offsets(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end
        assert INVISIBLE.sub("", text[token.start : token.end]) == token.text
        end = token.end


ODD = st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(UNSEEN)), max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    ODD,
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_offsets_hold_in_the_text_that_is_printed(
    odd: list[tuple[int, str]], wide: bool, end: str, encoding: str
) -> None:
    """Whatever is strewn into a text unseen, however it is encoded: values stay, quotes stand at their offsets."""
    text = TEXT.translate(WIDE) if wide else TEXT
    odd = [(at, c) for n, (at, c) in enumerate(odd) if c != "\0" or n < 2]  # many of them make a file binary
    for at, c in sorted(odd, reverse=True):
        text = text[:at] + c + text[at:]
    text = text.lstrip("\ufeff").replace(". ", f".{end}")
    read = extract(text.encode(encoding), "a.txt").text
    assert read == text
    assert values(read) == VALUES


IDEOGRAPHS = "产量增长新能源汽车北京產長車"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["产量增长", "新能源汽车", "，", "。", "“", "”", "北京"]), min_size=1, max_size=6),
    st.sampled_from(["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]),
    st.booleans(),
)
def test_chinese_encodings_are_told(words: list[str], encoding: str, alone: bool) -> None:
    text = "".join(words) + " " + ("" if alone else TEXT)
    if encoding == "big5hkscs":
        text = text.replace("产量增长", "產量增長").replace("新能源汽车", "新能源汽車")
    signs = {c for c in text if not c.isascii()}
    if encoding.startswith("utf-16"):
        text = (codecs.BOM_UTF16_LE if encoding.endswith("le") else codecs.BOM_UTF16_BE).decode(encoding) + text
    read = extract(text.encode(encoding), "a.txt").text
    if encoding.startswith("utf-16") or signs & set(IDEOGRAPHS):  # marks alone are Western signs too
        assert read == text.lstrip("\ufeff")


def test_utf16_without_a_mark() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        found = extract(TEXT.encode(encoding), "a.txt")
        assert found.text == TEXT
        assert found.warnings == (f"encoding detected as {encoding}",)


def test_western_letters_stay_western() -> None:
    text = "Zoë’s café in Düren sold 5 cars – “a record” – for £9 million; naïve? À la carte."
    assert extract(text.encode("cp1252"), "a.txt").text == text
