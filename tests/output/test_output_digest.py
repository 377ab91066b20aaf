"""A run in a few lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nevextract.output.digest import Digest
from nevextract.output.formats import Format


def said(digest: Digest, form: Format = Format.json, width: int = 200) -> list[str]:
    return list(digest.lines(Path("my results.json"), form, width))


def test_what_was_found_what_to_look_at_and_what_to_do_next(document: Any, figure: Any) -> None:
    digest = Digest()
    names = ["tax", "sales", "sales", "gdp", "area", "price", "fleet", "orders"]
    digest.add(document(figures=tuple(figure(id=f"f{i}", metric=name) for i, name in enumerate(names))))
    digest.add(document(figures=(figure(confidence=0.4, flags=("a", "b")), figure(id="g", flags=("b",)))))
    assert said(digest) == [
        "  exports 2, sales 2, area 1, fleet 1, gdp 1, and 3 more metrics; written to 'my results.json'",
        "  to look at: 2 flagged (b 2, a 1), 1 less than half sure",
        "  next: `nevextract view 'my results.json' TEXTS --output review.html` shows it in the texts",
        "  next: `nevextract stats 'my results.json'` counts, and tells where documents contradict each other",
    ]
    assert len(said(digest, Format.xlsx)) == 2
    assert max(map(len, said(digest, width=40))) <= 40


def test_nothing_found() -> None:
    assert said(Digest()) == [
        "  written to 'my results.json'; `nevextract explain FILE` tells why a number in a text is no figure"
    ]
