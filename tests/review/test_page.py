"""The review page as a file: its data, its escaping, and that nothing comes from outside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewed import make_document, make_figure

from nevextract.records import Document
from nevextract.review.diff import compare
from nevextract.review.load import Result, ResultDocument
from nevextract.review.page_data import page_data, safe_json
from nevextract.review.view import review_page

TEXT = "In 2023 7,000 cars went abroad."


def result(*documents: Document, name: str = "r.json") -> Result:
    return Result(name, tuple(ResultDocument(d.id, d.figures, d.projects, d.suppliers, d) for d in documents))


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._in: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in self.raw:
            self.raw[tag].append("")
            self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = None

    def handle_data(self, data: str) -> None:
        if self._in:
            self.raw[self._in][-1] += data


def elements(page: str) -> Elements:
    parser = Elements()
    parser.feed(page)
    return parser


def page_of(document: Document, text: str | None = TEXT, title: str = "Review") -> str:
    return review_page(page_data(result(document), {} if text is None else {document.id: text}, {}), title)


def test_the_page_holds_no_reference_to_the_outside() -> None:
    page = page_of(make_document(make_figure()))
    for tag, attributes in elements(page).found:
        assert not {"src", "href", "action", "srcset", "data", "poster"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag not in ("link", "iframe", "object", "embed", "base"), tag
    (style,) = elements(page).raw["style"]
    assert "url(" not in style and "@import" not in style


def test_the_policy_allows_exactly_the_script_and_style_of_the_page() -> None:
    found = elements(page_of(make_document(make_figure())))
    (policy,) = [a["content"] for tag, a in found.found if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'; ")
    script, style = found.raw["script"][-1], found.raw["style"][0]
    for kind, source in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "http" not in policy


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(title: str, text: str) -> None:
    document = make_document(id=f"x{title}", title=title)
    page = page_of(document, text, f"R{title}")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    (shown,) = json.loads(data[1])["documents"]
    assert (shown["id"], shown["title"], shown["text"]) == (f"x{title}", title, text)
    assert len(elements(page).raw["script"]) == 2


@pytest.mark.parametrize(
    "evil", ["</script><script>alert(1)</script>", "<!--<script>", "{{script}}", "{{data}}", "&lt;"]
)
def test_what_looks_like_markup_stays_data(evil: str) -> None:
    assert "<" not in safe_json({"a": evil})
    page = page_of(make_document(id=evil, title=evil), evil, evil)
    assert page.count("alert(1)") == evil.count("alert(1)") * 4
    assert [tag for tag, _ in elements(page).found] == [tag for tag, _ in elements(page_of(make_document())).found]


def test_places_are_counted_as_browsers_count() -> None:
    text = "\U0001f697\U0001f697 " + TEXT
    at = text.index("7,000 cars")
    data = page_data(result(make_document(make_figure(start=at))), {"a.txt": text}, {})
    (figure,) = data["documents"][0]["figures"]
    units = text.encode("utf-16-le")
    start, end = (2 * place for place in figure["at"])
    assert units[start:end].decode("utf-16-le") == "7,000 cars"


def test_a_figure_whose_words_are_not_there_any_more_has_no_place() -> None:
    data = page_data(result(make_document(make_figure())), {"a.txt": "Another text by now."}, {})
    assert data["documents"][0]["figures"][0]["at"] is None


def test_without_a_text_the_sentences_stand_for_it() -> None:
    first = make_figure(start=108, sentence="It sold 7,000 cars and then 7,000 cars.")
    again = make_figure(id="f2", start=128, sentence=first.sentence)
    other = make_figure(id="f3", start=308)
    data = page_data(result(make_document(first, again, other)), {}, {})
    (document,) = data["documents"]
    assert document["text"] == f"{first.sentence}\n\n{other.sentence}"
    assert [document["text"][slice(*f["at"])] for f in document["figures"]] == ["7,000 cars"] * 3
    assert [f["at"][0] for f in document["figures"]] == [8, 28, 49]


def test_what_changed_stands_beside_the_figures() -> None:
    old = make_document(make_figure(metric="sales"), make_figure(id="gone", start=200))
    new = make_document(make_figure(), make_figure(id="new", start=400, quote="9 buses", sentence="Or 9 buses."))
    data = page_data(result(new), {}, {}, compare(result(old, name="old.json"), result(new)))
    (document,) = data["documents"]
    first, second = document["figures"]
    assert first["change"]["status"] == "changed"
    assert {"field": "metric", "old": "sales", "new": "exports"} in first["change"]["fields"]
    assert second["change"]["status"] == "added"
    assert [f["id"] for f in document["removed"]] == ["gone"]


def test_a_document_of_the_older_result_alone_is_shown_as_gone() -> None:
    old, new = make_document(make_figure(), id="old.txt", sha256="1" * 64), make_document(id="new.txt")
    data = page_data(result(new), {}, {}, compare(result(old, name="old.json"), result(new)))
    assert [(d["id"], len(d["figures"]), len(d["removed"])) for d in data["documents"]] == [
        ("new.txt", 0, 0),
        ("old.txt", 0, 1),
    ]
    (figure,) = data["documents"][1]["removed"]
    assert data["documents"][1]["text"][slice(*figure["at"])] == figure["quote"]
    assert figure["change"]["status"] == "removed"
