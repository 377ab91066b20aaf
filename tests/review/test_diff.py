"""What has changed between two results, in every format."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import jq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reviewed import make_document, make_figure, make_project, make_supplier, written

from nevextract.errors import ResultError
from nevextract.output.formats import Format, Kind
from nevextract.output.markdown import escaped
from nevextract.records import Also, Document
from nevextract.review.diff import Comparison, Options, Status, compare
from nevextract.review.load import Result, parse_result
from nevextract.review.render_github import write_annotations
from nevextract.review.render_html import write_html
from nevextract.review.render_json import write_json
from nevextract.review.render_markdown import COMMENT_LENGTH, COMMENT_MARK, write_markdown
from nevextract.review.render_text import write_lines, write_stat, write_text

HOSTILE = (
    "</td><script>alert(1)</script> | ![x](http://e.org/p) `c` @team #12 <!-- \x1b[31m \u202e *b* _i_ $x$ &amp; "
    "::error::"
)


def result(*documents: Document, name: str = "new.json") -> Result:
    return parse_result(written(documents), name)


def compared(old: Document, new: Document, **options: Any) -> Comparison:
    return compare(result(old, name="old.json"), result(new), Options(**options))


def shown(write: Callable[..., None], *args: Any, **options: Any) -> str:
    stream = io.StringIO()
    write(stream, *args, **options)
    return stream.getvalue()


YEAR = {"period_start": date(2023, 1, 1)}
OLD = make_document(
    make_figure(id="a", start=10, **YEAR, period_end=date(2023, 11, 30), confidence=0.80001),
    make_figure(id="b", start=60, sentence="Gone are 12 buses.", quote="12 buses", metric="sales"),
    make_figure(id="c", start=90, sentence="As before.", quote="same"),
    make_project(id="p", stage="planned", figures=("a",)),
    make_supplier(),
)
NEW = make_document(
    make_figure(id="a", start=30, **YEAR, period_end=date(2023, 12, 31), confidence=0.80004),
    make_figure(id="c", start=110, sentence="As before.", quote="same"),
    make_figure(id="d", start=300, sentence="Now 5 trams as well.", quote="5 trams", metric="orders"),
    make_project(id="p", stage="completed", figures=("a",)),
    make_supplier(),
)


def test_field_by_field() -> None:
    comparison = compared(OLD, NEW)
    found = [(d.status, d.kind, d.record.id, [(c.field, c.old, c.new) for c in d.changes]) for d in comparison.records]
    assert found == [
        (Status.changed, Kind.figures, "a", [("period_end", date(2023, 11, 30), date(2023, 12, 31))]),
        (Status.removed, Kind.figures, "b", []),
        (Status.same, Kind.figures, "c", []),
        (Status.added, Kind.figures, "d", []),
        (Status.changed, Kind.projects, "p", [("stage", "planned", "completed")]),
        (Status.same, Kind.suppliers, "s1", []),
    ]
    assert comparison.differs
    assert sum(each.moved for each in comparison.records) == 2
    assert not compared(OLD, OLD).differs


def test_ignored_fields_and_wanted_metrics() -> None:
    assert [d.record.id for d in compared(OLD, NEW, ignore={"period_end", "stage"}).differences()] == ["b", "d"]
    only = compared(OLD, NEW, metrics=frozenset({"sales"}))
    assert [d.record.id for d in only.records] == ["b"]
    assert only.kinds == (Kind.figures,)
    renamed = make_document(make_figure(id="a", metric="sales"))
    assert compared(make_document(make_figure(id="a")), renamed, metrics=frozenset({"sales"})).differs


@pytest.mark.parametrize(
    ("old", "new", "tolerance", "same"),
    [
        ({"value": Decimal(100)}, {"value": Decimal(101)}, "0.01", True),
        ({"value": Decimal(100)}, {"value": Decimal(102)}, "0.01", False),
        ({"value": Decimal(-100)}, {"value": Decimal(100)}, "1", False),
        ({"value_max": Decimal(9000)}, {}, "1", False),
        ({"confidence": 0.5}, {"confidence": 0.55}, "0.05", True),
        ({"confidence": 0.5}, {"confidence": 0.56}, "0.05", False),
        (
            {"also": (Also(value=Decimal(100), unit="USD"),)},
            {"also": (Also(value=Decimal(99), unit="USD"),)},
            "0.01",
            True,
        ),
        (
            {"also": (Also(value=Decimal(100), unit="USD"),)},
            {"also": (Also(value=Decimal(100), unit="EUR"),)},
            "1",
            False,
        ),
        ({"unit": "set"}, {"unit": "vehicle"}, "1", False),
    ],
)
def test_numbers_within_the_tolerance_are_the_same(
    old: dict[str, Any], new: dict[str, Any], tolerance: str, same: bool
) -> None:
    pair = make_document(make_figure(**old)), make_document(make_figure(**new))
    assert compared(*pair, tolerance=Decimal(tolerance)).differs is not same
    assert compared(*pair).differs


def test_references_follow_the_records_that_got_other_ids() -> None:
    def document(first: str, second: str) -> Document:
        return make_document(
            make_figure(id=first, sentence=f"It sold 7,000 cars ({first})."),
            make_figure(id=second, start=90, same_as=first, sentence=f"So it sold 7,000 cars ({second})."),
            make_project(figures=(first, second)),
        )

    assert not compared(document("a", "b"), document("x", "y")).differs


def test_documents_that_come_go_and_change() -> None:
    def dated(name: str, sha: str, **fields: Any) -> Document:
        return make_document(id=name, sha256=sha * 64, **fields)

    old = result(dated("a", "1"), dated("b", "2"), dated("c", "3", title="T"), dated("e", "5"), name="old.json")
    new = result(dated("a", "9"), dated("c", "3", title="U"), dated("d", "4"), dated("f", "5"))
    comparison = compare(old, new)
    assert [
        (d.document, d.status.value, [(c.field, c.old, c.new) for c in d.changes]) for d in comparison.documents
    ] == [
        ("b", "removed", []),
        ("c", "changed", [("title", "T", "U")]),
        ("d", "added", []),
        ("f", "changed", [("id", "e", "f")]),
    ]
    assert comparison.differs
    text = shown(write_text, comparison)
    assert "document c (title T → U)\n" in text
    assert "document f (was e)\n" in text


def test_results_of_other_kinds() -> None:
    figures = parse_result(written([OLD], Format.csv), "old.csv")
    projects = parse_result(written([OLD], Format.jsonl, Kind.projects), "new.jsonl")
    with pytest.raises(ResultError, match=r"new.jsonl: holds projects alone, and old.csv figures"):
        compare(figures, projects)
    comparison = compare(figures, result(NEW))
    assert comparison.kinds == (Kind.figures,)
    assert [d.record.id for d in comparison.differences()] == ["a", "b", "d"]
    empty = parse_result("", "none.jsonl")
    assert [d.status for d in compare(empty, figures).records] == [Status.added] * 3


def test_text() -> None:
    text = shown(write_text, compared(OLD, NEW))
    assert text.splitlines() == [
        "document a.txt",
        "  ~ figure exports level 7,000 vehicle, 2023 «7,000 cars»",
        "      period_end 2023-11-30 → 2023-12-31",
        "  - figure sales level 7,000 vehicle «12 buses»",
        "  + figure orders level 7,000 vehicle «5 trams»",
        "  ~ project Harbour plant, completed",
        "      stage planned → completed",
        "",
        "figures: 1 added, 1 removed, 1 changed, 1 the same; projects: 1 changed; suppliers: 1 the same; "
        "2 stand elsewhere in the text",
    ]
    assert "\x1b[32m  + figure orders" in shown(write_text, compared(OLD, NEW), colour=True)
    assert shown(write_stat, compared(OLD, NEW)).splitlines()[:2] == [
        "document  added  removed  changed",
        "a.txt     1      1        2",
    ]


def test_json_is_read_by_jq() -> None:
    content = shown(write_json, compared(OLD, NEW))
    query = (
        '.differences[] | [.status, .records, (.old.id // .new.id), (.changes | map(.field) | join(","))] | join(" ")'
    )
    assert jq.compile(query).input_text(content).all() == [
        "changed figures a period_end",
        "removed figures b ",
        "added figures d ",
        "changed projects p stage",
    ]
    assert json.loads(content)["counts"]["figures"] == {"added": 1, "removed": 1, "changed": 1, "same": 1}
    assert json.loads(content)["differs"] is True


def hostile() -> Comparison:
    old = make_document(make_figure(subject=HOSTILE, location="x"), id=HOSTILE, title="a")
    new = make_document(
        make_figure(subject="y", location=HOSTILE), make_project(name=HOSTILE), id=HOSTILE, title=HOSTILE
    )
    return compared(old, new)


READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens_of(markdown: str) -> list[Any]:
    return [each for token in READER.parse(markdown) for each in (token, *(token.children or ()))]


def test_markdown_holds_only_our_own_marks() -> None:
    found = tokens_of(shown(write_markdown, hostile()))
    assert {token.content for token in found if token.type == "html_inline"} <= {"<br>"}
    assert not {t.type for t in found} & {"html_block", "image", "link_open", "em_open", "strong_open", "code_inline"}
    rows = READER.render(shown(write_markdown, hostile())).split("<tr>")[1:]
    assert {len(re.findall("<t[dh][ >]", row)) for row in rows} == {4, 5}
    texts = "".join(token.content for token in found if token.type == "text")
    assert "@team" not in texts
    assert "#12" not in texts
    assert "\x1b" not in texts
    assert "<script>alert(1)</script> | ![x](http:" in texts.replace("\u200b", "")


@settings(deadline=None)  # what one text takes is no matter here
@given(st.text(alphabet="a1@#:/*_`[](){}|<>&$~\\!.-+= \n"))
def test_any_text_in_a_table_is_shown_as_it_is(text: str) -> None:
    found = tokens_of(f"| a |\n| --- |\n| x{escaped(text)} |\n")
    cells = [token for token in found if token.type == "inline"]
    assert len(cells) == 2
    assert {token.type for token in cells[1].children} == {"text"}
    said = "".join(token.content for token in cells[1].children).replace("\u200b", "")
    assert said == ("x" + re.sub("\n+", " ", text).strip()).rstrip()


def test_a_comment_has_room_for_it() -> None:
    figures = [make_figure(id=f"f{i}", start=i * 50, subject="s" * 150) for i in range(900)]
    comparison = compared(make_document(), make_document(*figures))
    text = shown(write_markdown, comparison, longest=COMMENT_LENGTH, mark=True)
    assert text.startswith(COMMENT_MARK)
    assert len(text) < 65_536
    shown_rows = text.count("\n| added |")
    assert f"{900 - shown_rows} more differences are left out here" in text
    assert 100 < shown_rows < 900
    assert shown(write_markdown, comparison).count("\n| added |") == 900


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "style"}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_shows_hostile_text_as_text_and_needs_nothing_else() -> None:
    reader = Tags()
    reader.feed(shown(write_html, hostile()))
    assert not reader.tags & {"script", "img", "a", "link", "iframe"}
    assert "</td><script>alert(1)</script> | ![x](http://e.org/p)" in reader.text
    assert "\x1b" not in shown(write_html, compared(OLD, NEW))


def test_annotations_stand_at_the_line_of_the_text() -> None:
    text = "Heading, 50%\n\nIn all 7,000 cars left.\n"
    old = make_document(make_figure(start=21, period_text="x"), text=text, id="a,b:c.txt")
    new = make_document(make_figure(start=21, period_text="50%\r::error"), text=text, id="a,b:c.txt")
    after = result(new)
    lines = shown(write_annotations, compare(result(old, name="old.json"), after), after, "news").splitlines()
    assert lines == [
        "::notice title=Extraction::figures: 1 changed; projects: 0 the same; suppliers: 0 the same",
        "::warning file=news/a%2Cb%3Ac.txt,line=3,title=Figure changed::"
        "«7,000 cars» exports level 7,000 vehicle: period_text x → 50%25 ::error",
    ]


def test_annotations_are_no_more_than_are_shown() -> None:
    figures = [make_figure(id=f"f{i}", start=i * 50) for i in range(25)]
    after = result(make_document(*figures))
    lines = shown(write_annotations, compare(result(make_document()), after), after).splitlines()
    assert len(lines) == 10
    assert lines[-1] == "::notice title=Extraction::17 more differences"


def test_lines_for_git_tell_what_is_said_and_not_where() -> None:
    moved = make_document(make_figure(start=99, subject="a\n::b\x1b[0m"))
    lines = shown(write_lines, result(moved)).splitlines()
    assert lines[0] == "document a.txt"
    assert lines[1] == "figure f1 exports level 7,000 vehicle, a ::b [0m"
    assert "  quote: 7,000 cars" in lines
    assert not [line for line in lines if line.startswith(("  start", "  sentence", "  basis"))]


def test_what_weighs_most_is_annotated_first() -> None:
    old = [make_figure(id=f"f{i}", start=i * 50) for i in range(12)]
    new = [each.model_copy(update={"status": "target"}) for each in old[:11]]
    new[10] = new[10].model_copy(update={"value": Decimal(1)})
    after = result(make_document(*new))
    comparison = compare(result(make_document(*old), name="old.json"), after)
    lines = shown(write_annotations, comparison, after).splitlines()
    assert "title=Figure removed::" in lines[1]
    assert "value 7000 → 1" in lines[2]
    assert lines[-1] == "::warning title=Extraction::3 more differences"
