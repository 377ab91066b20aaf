"""The grammar against annotated articles that stand beside the repository, where they do."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from nevextract.numbers import find_quantities

SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = [SHARED / "gold" / "seeds", SHARED / "gold" / "dev"]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the annotated texts are not here"),
]


def test_annotated_quantities_are_found() -> None:
    sys.path.insert(0, str(SHARED))
    try:
        from score import dimension, load_gold, same_amount
    finally:
        sys.path.remove(str(SHARED))
    wanted = hits = 0
    for folder in FOLDERS:
        for name, gold in load_gold(folder).items():
            found = find_quantities((folder / f"{name}.txt").read_bytes().decode("utf-8"))
            for figure in gold["figures"]:
                if figure.get("optional"):
                    continue
                wanted += 1
                figure["value"] = abs(Decimal(str(figure["value"])))
                hits += any(
                    q.start < figure["end"]
                    and figure["start"] < q.end
                    and dimension(q.unit)[0] == dimension(figure["unit"])[0]
                    and same_amount(figure, {"value": abs(q.value), "unit": q.unit}, "value")
                    for q in found
                )
    assert hits >= 0.98 * wanted
