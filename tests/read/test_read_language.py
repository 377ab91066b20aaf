"""Telling languages apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.read.language import detect_language

ENGLISH = "The plant in Tellwood made 300 buses in May, and that is more than it made in the whole of last year. "


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Harbour Motor opens battery plant", "en"),
        ("泰尔伍德电池厂开工\n\n" + ENGLISH * 3 + "\n京ICP备12345678号", "en"),
        ("泰尔伍德市今年生产公交车300辆，同比增长20%。Ridge Motor 和 Harbour 也有增长。", "zh"),
        ("产量增长", "zh"),
        ("L'usine de la ville a produit trois cents bus en mai, et elle en vendra plus dans le pays.", "fr"),
        ("Das Werk in der Stadt hat im Mai 300 Busse gebaut, und das ist mehr als im Jahr davor.", "de"),
        ("工場は五月にバスを三百台つくりました。", "ja"),
        ("공장은 5월에 버스 300대를 만들었다.", "ko"),
        ("Завод выпустил 300 автобусов.", "ru"),
        ("12 345 | 6%", "und"),
        ("", "und"),
        ("qwrt zxcv " * 30, "und"),
    ],
)
def test_detect_language(text: str, code: str) -> None:
    assert detect_language(text) == code


@given(st.text(max_size=100))
def test_any_text_has_a_code(text: str) -> None:
    assert detect_language(text).isalpha()
