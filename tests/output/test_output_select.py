"""Which records are kept, and that no reference dangles."""

from __future__ import annotations

from typing import Any

from nevextract.output.select import EVERYTHING, Selection, select
from nevextract.records import Document, Project, Supplier


def same_as(document: Document) -> dict[str, str | None]:
    return {f.id: f.same_as for f in document.figures}


def test_nothing_asked_is_everything(document: Any) -> None:
    each = document("1", "2")
    assert select(each, EVERYTHING) is each


def test_metrics_and_confidence(document: Any, figure: Any, project: Project, supplier: Supplier) -> None:
    each = document(
        figures=(
            figure(id="f0", confidence=0.9),
            figure(id="f1", metric="sales", confidence=0.95),
            figure(id="f2", confidence=0.5),
        ),
        projects=(project,),
        suppliers=(supplier,),
    )
    kept = select(each, Selection(frozenset({"exports"}), 0.6))
    assert [f.id for f in kept.figures] == ["f0"]
    assert kept.projects[0].figures == ("f0",)
    assert kept.suppliers == ()


def test_the_first_that_is_kept_stands_for_a_repeated_figure(document: Any, figure: Any) -> None:
    each = document(
        figures=(
            figure(id="f0", confidence=0.1),
            figure(id="f1", same_as="f0"),
            figure(id="f2", same_as="f0"),
            figure(id="f3"),
            figure(id="f4", same_as="f3"),
        )
    )
    kept = select(each, Selection(min_confidence=0.5))
    assert same_as(kept) == {"f1": None, "f2": "f1", "f3": None, "f4": "f3"}
