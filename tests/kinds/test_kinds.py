"""The same article in every kind of file gives the same figures."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nevextract import Document, Extractor
from nevextract.errors import ReadError
from nevextract.read.documents import RawDocument, documents
from nevextract.read.sources import Source

HERE = Path(__file__).parent
KINDS = sorted(path.name for path in HERE.glob("article.*") if path.name != "article.txt")


def read(name: str) -> list[RawDocument]:
    found = list(documents(Source(name, HERE / name)))
    assert not [each for each in found if isinstance(each, ReadError)]
    return [each for each in found if isinstance(each, RawDocument)]


def extracted(name: str) -> list[Document]:
    return [
        Extractor().extract(raw.text, id=raw.id, origin=raw.origin, warnings=raw.warnings, with_text=True)
        for raw in read(name)
    ]


def said(document: Document) -> list[tuple[object, ...]]:
    return [
        (f.metric, f.measure, f.value, f.unit, f.period_start, f.period_end, f.status, f.basis, f.location)
        for f in document.figures
    ]


@pytest.fixture(scope="module")
def plain() -> Document:
    (document,) = extracted("article.txt")
    return document


def test_the_article_says_enough_to_compare(plain: Document) -> None:
    assert len(plain.figures) == 15
    assert plain.warnings == ()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_gives_the_same_figures(name: str, plain: Document) -> None:
    documents = extracted(name)
    assert documents
    for document in documents:
        assert said(document) == said(plain), document.id
        assert (document.title, document.published) == (plain.title, plain.published)
        assert document.warnings == ()


@pytest.mark.parametrize("name", KINDS)
def test_the_headline_is_linked_to_the_body(name: str) -> None:
    for document in extracted(name):
        assert document.figures[1].same_as == document.figures[0].id


@pytest.mark.parametrize("name", ["article.txt", "article.html", "article.mhtml", "article.docx"])
def test_a_caption_is_marked(name: str) -> None:
    for document in extracted(name):
        (buses,) = (f for f in document.figures if f.value == 300)
        assert "caption" in buses.flags


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("article.html.gz", ["article.html.gz"]),
        ("article.eml", ["article.eml", "article.eml!bus.html"]),
        ("article.mbox", ["article.mbox#1", "article.mbox#1!bus.html"]),
        ("article.jsonl", ["article.jsonl#1"]),
        ("article.csv", ["article.csv#1"]),
        (
            "article.zip",
            [
                "article.zip!2024/article.docx",
                "article.zip!2024/article.eml",
                "article.zip!2024/article.eml!bus.html",
                "article.zip!2024/article.pdf",
                "article.zip!2024/article.txt",
            ],
        ),
    ],
)
def test_documents_in_a_file_are_named(name: str, ids: list[str]) -> None:
    assert [each.id for each in read(name)] == ids


def test_the_page_of_a_figure_is_told() -> None:
    (report,) = extracted("article.pdf")
    assert [f.page for f in report.figures] == [1] * 13 + [2] * 2
    (plain,) = extracted("article.txt")
    assert {f.page for f in plain.figures} == {None}


CUT_OFF = """
import socket, sys
def refuse(*_, **__):
    sys.stderr.write("REACHED FOR THE NETWORK")
    raise OSError("no network here")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from nevextract.cli import main
main()
"""


def test_a_folder_of_every_kind_runs_without_a_network(tmp_path: Path) -> None:
    """The pages name pictures, style sheets, frames and entities of other places."""
    for path in HERE.glob("article.*"):
        shutil.copy(path, tmp_path)
    page = (HERE / "article.html").read_text("utf-8")
    away = '<link rel="stylesheet" href="http://example.invalid/a.css"><base href="http://example.invalid/">'
    frame = '<iframe src="http://example.invalid/b"></iframe><script src="http://example.invalid/c.js"></script>'
    entity = '<!DOCTYPE html PUBLIC "x" "http://example.invalid/d.dtd" [<!ENTITY e SYSTEM "http://example.invalid/e">]>'
    page = (
        page.replace("<!DOCTYPE html>", entity)
        .replace("<style>", f"{away}<style>")
        .replace("<figure>", f"{frame}<figure>")
    )
    (tmp_path / "away.html").write_text(page, "utf-8")
    line = [sys.executable, "-c", CUT_OFF, "run", str(tmp_path), "--quiet"]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    documents = json.loads(done.stdout)["documents"]
    assert len(documents) == len(KINDS) + 2 + 2 + 4  # and text, away; attached pages; members of the archive
    assert {len(document["figures"]) for document in documents} == {15}
