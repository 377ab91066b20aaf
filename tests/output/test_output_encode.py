"""JSON text: exact numbers, safe strings, fixed layout."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.output.encode import encode, number, string


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("32301000000", "32301000000"),
        ("3.2301E+10", "32301000000"),
        ("23.6", "23.6"),
        ("66.6667", "66.6667"),
        ("54.00", "54"),
        ("-12.40", "-12.4"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("100", "100"),
        ("0.1", "0.1"),
        ("1E-7", "0.0000001"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ],
)
def test_numbers_are_plain(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no notation"):
        number(Decimal(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**25), max_value=10**25, places=6))
def test_numbers_survive_exactly(value: Decimal) -> None:
    assert json.loads(number(value), parse_float=Decimal, parse_int=Decimal) == value


@given(st.text())
def test_strings_survive_on_one_line(value: str) -> None:
    text = string(value)
    assert json.loads(text) == value
    assert len(text.splitlines()) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
        max_leaves=12,
    )
)
def test_layout_is_that_of_the_standard_encoder(value: object) -> None:
    for indent in (None, 2):
        expected = json.dumps(value, ensure_ascii=False, indent=indent)
        assert json.loads(encode(value, indent)) == value
        if not set(expected) & {chr(c) for c in (*range(0x7F, 0xA0), 0x2028, 0x2029)}:
            assert encode(value, indent) == expected


def test_dates_and_floats() -> None:
    assert encode([date(2023, 11, 30), 0.1, 1.0, 1e-05, True]) == '["2023-11-30", 0.1, 1.0, 0.00001, true]'


def test_a_type_without_a_form_is_an_error() -> None:
    with pytest.raises(TypeError, match="set"):
        encode({1, 2})
