"""Any English sentence: a set of our own with every number in it, by construction."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from nevextract import Quantity, find_quantities

HERE = Path(__file__).parent
KNOWN_GAPS: dict[str, str] = {}
"""Sentences that are read wrong, and what is wrong."""

CASES = [
    pytest.param(
        text, wanted, id=f"{path.stem}-{group}-{text[:30]}",
        marks=[pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[text])] if text in KNOWN_GAPS else [],
    )
    for path in sorted(HERE.glob("*.yml"))
    for group, cases in yaml.safe_load(path.read_text("utf-8")).items()
    for text, wanted in cases.items()
]  # fmt: skip


def told(text: str, q: Quantity, more: dict[str, Any]) -> list[Any]:
    """A quantity as the tables write it: approximation, change, range and rate always, other fields where asked for."""
    said: dict[str, Any] = {key: value for key, value in more.items() if str(getattr(q, key)) == str(value)}
    for key, unsaid in (("approximation", "exact"), ("change", None), ("value_max", None), ("per", None)):
        value = getattr(q, key)
        if value != unsaid:
            said[key] = str(value)
    return [q.value, q.unit, text[q.start : q.end], said]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_every_quantity_of_a_sentence(text: str, wanted: list[list[Any]]) -> None:
    found = find_quantities(text)
    hoped = [[Decimal(w[0]), w[1], w[2], w[3] if len(w) > 3 else {}] for w in wanted]
    more = [w[3] for w in hoped] + [{}] * len(found)
    assert [told(text, q, m) for q, m in zip(found, more, strict=False)] == hoped


def test_the_set_is_large_and_nearly_all_right() -> None:
    assert len(CASES) >= 300
    assert len(KNOWN_GAPS) <= len(CASES) // 100
