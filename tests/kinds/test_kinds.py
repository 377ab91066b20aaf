"""The same article in every kind of file gives the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from nevextract import Document, Extractor
from nevextract.errors import ReadError
from nevextract.read.documents import RawDocument, documents
from nevextract.read.sources import Source

HERE = Path(__file__).parent
KINDS = sorted(path.name for path in HERE.glob("article.*") if path.name != "article.txt")


def read(name: str) -> RawDocument:
    (found,) = documents(Source(name, HERE / name))
    assert not isinstance(found, ReadError), found
    return found


def extracted(name: str) -> Document:
    raw = read(name)
    return Extractor().extract(raw.text, id=raw.id, origin=raw.origin, warnings=raw.warnings, with_text=True)


def said(document: Document) -> list[tuple[object, ...]]:
    return [
        (f.metric, f.measure, f.value, f.unit, f.period_start, f.period_end, f.status, f.basis, f.location)
        for f in document.figures
    ]


@pytest.fixture(scope="module")
def plain() -> Document:
    return extracted("article.txt")


def test_the_article_says_enough_to_compare(plain: Document) -> None:
    assert len(plain.figures) == 15
    assert plain.warnings == ()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_gives_the_same_figures(name: str, plain: Document) -> None:
    document = extracted(name)
    assert said(document) == said(plain)
    assert (document.title, document.published) == (plain.title, plain.published)
    assert document.warnings == ()


@pytest.mark.parametrize("name", KINDS)
def test_the_headline_is_linked_to_the_body(name: str) -> None:
    figures = extracted(name).figures
    assert figures[1].same_as == figures[0].id


@pytest.mark.parametrize("name", ["article.txt", "article.html", "article.mhtml", "article.docx"])
def test_a_caption_is_marked(name: str) -> None:
    (buses,) = (f for f in extracted(name).figures if f.value == 300)
    assert "caption" in buses.flags
