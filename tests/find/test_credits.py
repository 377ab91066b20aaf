"""Media by where they stand: datelines, credits of pictures, sources."""

from __future__ import annotations

import pytest

from nevextract.names import names_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LYON, May 3 (Brelwire) -- Lamps were sold.", ["Brelwire"]),
        ("LYON, Aug. 3, 2024 (Brel Wire) — Lamps were sold.", ["Brel Wire"]),
        ("Source: Qinlan Release   Views: 12", ["Qinlan Release"]),
        ("Workers check lamps. (Photo/Brel Lyon)", ["Brel Lyon"]),
        ("From: Qinlan Evening News   Letters: big", ["Qinlan Evening News"]),
    ],
)
def test_who_a_text_or_picture_is_from(text: str, expected: list[str]) -> None:
    assert [name.text for name in names_of(text, model="none") if name.label == "ORG"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "In May 3 (Brelwire) lamps were sold.",
        "Source: lamps and halls",
        "Photo/Chen Wei",
        "From: Lyon",
        "Source: Global Lamp Tracker",
    ],
)
def test_what_is_no_medium(text: str) -> None:
    assert [name.text for name in names_of(text, model="none") if name.label == "ORG"] == []
