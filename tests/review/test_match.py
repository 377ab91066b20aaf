"""Which record is which: by id, then by place and meaning."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewed import make_document, make_figure, make_project, make_supplier, written

from nevextract.output.formats import Kind
from nevextract.records import Document, Figure
from nevextract.review import match
from nevextract.review.load import Result, parse_result
from nevextract.review.match import How, match_results


def result(*documents: Document) -> Result:
    return parse_result(written(documents), "r.json")


def matched(old: Document, new: Document, kind: Kind = Kind.figures) -> list[tuple[str | None, str | None, How | None]]:
    (pair,) = match_results(result(old), result(new))
    return [(m.old and m.old.id, m.new and m.new.id, m.how) for m in pair.records[kind]]


def said(name: str, sentence: str, quote: str, at: int = 0, **fields: Any) -> Figure:
    return make_figure(id=name, sentence=sentence, quote=quote, start=at + sentence.index(quote), **fields)


def test_the_same_id_is_the_same_record_wherever_it_stands() -> None:
    old = make_document(make_figure(id="a", start=5), make_figure(id="b", start=90))
    new = make_document(make_figure(id="b", start=5), make_figure(id="a", start=300))
    assert matched(old, new) == [("b", "b", How.id), ("a", "a", How.id)]


def test_a_quote_of_other_length_at_the_same_place() -> None:
    text = "Exports of the base came to about 7,000 cars in spring."
    old = make_document(said("a", text, "7,000 cars", at=100))
    new = make_document(said("b", text, "about 7,000 cars", at=100, approximation="about"))
    assert matched(old, new) == [("a", "b", How.place)]


def test_another_reading_of_the_same_words() -> None:
    text = "The works turned out 40 lorries and 60 buses."
    old = make_document(
        said("a", text, "40 lorries", value=Decimal(40)), said("b", text, "60 buses", value=Decimal(60))
    )
    new = make_document(
        said("c", text, "40 lorries", value=Decimal(40), metric="production"),
        said("d", text, "60 buses", value=Decimal(60), metric="production"),
    )
    assert matched(old, new) == [("a", "c", How.place), ("b", "d", How.place)]


def test_a_place_is_followed_through_what_was_put_in_before_it() -> None:
    kept = "The yard shipped 900 trucks in March."
    edited = ("Its sister yard built 50 tugs.", "Its sister yard, in the north, built 50 tugs.")
    old = make_document(
        said("k", kept, "900 trucks", at=1000),
        said("a", edited[0], "50 tugs", at=1040, metric="production", unit="set"),
    )
    new = make_document(
        said("k", kept, "900 trucks", at=5000),
        said("b", edited[1], "50 tugs", at=5025, metric="orders", unit="vehicle"),
    )
    assert matched(old, new) == [("k", "k", How.id), ("a", "b", How.place)]


def test_an_edited_sentence_with_a_corrected_number() -> None:
    old = make_document(said("a", "In May the port moved 71,000 cars abroad.", "71,000 cars", value=Decimal(71000)))
    new = make_document(
        said("b", "In May, the port moved 17,000 cars abroad.", "17,000 cars", at=700, value=Decimal(17000))
    )
    assert matched(old, new) == [("a", "b", How.meaning)]


def test_two_figures_of_one_quote_go_by_their_metrics() -> None:
    text, after = (
        "Output and sales both passed 9 million cars.",
        "Output and sales both passed 9 million cars last year.",
    )
    old = make_document(
        said("a", text, "9 million cars", metric="production"), said("b", text, "9 million cars", metric="sales")
    )
    new = make_document(
        said("c", after, "9 million cars", metric="sales"), said("d", after, "9 million cars", metric="production")
    )
    assert matched(old, new) == [("b", "c", How.place), ("a", "d", How.place)]


def test_another_statement_is_no_change_of_the_old_one() -> None:
    old = make_document(
        said("a", "Voltiq will hire 300 people for its works in Lyon.", "300 people", metric="employees", unit="person")
    )
    new = make_document(said("b", "Rainfall delayed the ferry, and 7,000 cars waited.", "7,000 cars"))
    assert matched(old, new) == [("a", None, None), (None, "b", None)]


def test_projects_and_suppliers_by_name() -> None:
    old = make_document(
        make_project(id="p"), make_supplier(id="s", name="Nut  &  bolt"), make_supplier(id="t", name="Gearco")
    )
    new = make_document(
        make_project(id="q", name="HARBOUR PLANT", start=400, end=413, sentence="Now the harbour plant runs."),
        make_supplier(id="u", start=500, end=510, sentence="From Nut & Bolt come belts."),
    )
    assert matched(old, new, Kind.projects) == [("p", "q", How.meaning)]
    assert sorted(matched(old, new, Kind.suppliers), key=str) == [("s", "u", How.meaning), ("t", None, None)]


def test_a_name_that_grew_is_the_same_supplier() -> None:
    old = make_document(make_supplier(id="s", name="Xinhe Trim", location="Leon", sentence="In Leon Xinhe Trim hires."))
    new = make_document(
        make_supplier(id="u", name="Xinhe", location="Leon", start=300, end=305, sentence="Doors come from Xinhe."),
        make_supplier(id="v", name="Yuda", location="Leon", start=330, end=334, sentence="Wire comes from Yuda."),
    )
    assert sorted(matched(old, new, Kind.suppliers), key=str) == [("s", "u", How.meaning), (None, "v", None)]


def test_a_renamed_document_keeps_its_records() -> None:
    figures = [make_figure(id=f"f{i}", start=20 * i) for i in range(3)]
    by_bytes = match_results(result(make_document(id="a.txt")), result(make_document(id="news/a.txt")))
    assert [(p.old and p.old.id, p.new and p.new.id) for p in by_bytes] == [("a.txt", "news/a.txt")]
    old = make_document(*figures, id="a.txt", sha256="1" * 64)
    new = make_document(*figures[1:], id="b.txt", sha256="2" * 64)
    (pair,) = match_results(result(old), result(new))
    assert pair.id == "b.txt"
    assert [m.how for m in pair.records[Kind.figures]] == [None, How.id, How.id]
    other = make_document(make_figure(id="z"), id="b.txt", sha256="2" * 64)
    assert [(p.old and p.old.id, p.new and p.new.id) for p in match_results(result(old), result(other))] == [
        ("a.txt", None),
        (None, "b.txt"),
    ]


SENTENCES = ["It sold 10 cars.", "It sold 20 cars.", "In all it sold 10 cars.", "Ten people left."]


@st.composite
def figures(draw: st.DrawFn) -> tuple[Figure, ...]:
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    return tuple(
        said(
            name,
            sentence := draw(st.sampled_from(SENTENCES)),
            sentence.split()[-2],
            at=draw(st.integers(0, 60)),
            metric=draw(st.sampled_from(["sales", "exports"])),
            value=Decimal(draw(st.integers(1, 3))),
        )
        for name in names
    )


@given(figures(), figures(), st.randoms())
def test_every_record_is_matched_once_and_whatever_the_order(
    olds: tuple[Figure, ...], news: tuple[Figure, ...], shuffled: Any
) -> None:
    found = matched(make_document(*olds), make_document(*news))
    assert sorted(old for old, _, _ in found if old) == sorted(each.id for each in olds)
    assert sorted(new for _, new, _ in found if new) == sorted(each.id for each in news)
    same = {each.id for each in olds} & {each.id for each in news}
    assert {old for old, new, how in found if how is How.id and old == new} == same
    assert found == matched(make_document(*olds), make_document(*news))


def test_the_cost_grows_with_the_number_of_records_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand edited sentences in one document: pairwise comparison would be a million."""
    looked_at: list[int] = []
    candidates = match._candidates
    monkeypatch.setattr(match, "_candidates", lambda *args: looked_at.append(len(c := candidates(*args))) or c)

    def document(prefix: str, word: str) -> Document:
        return make_document(
            *(
                said(f"{prefix}{i}", f"Works {i} {word} {i + 5} cars in district {i % 90}.", f"{i + 5} cars", at=60 * i)
                for i in range(1000)
            )
        )

    found = matched(document("a", "made"), document("b", "built"))
    assert max(looked_at) < 60_000
    assert all(old and new and old[1:] == new[1:] for old, new, _ in found)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_that_was_not_asked_for_is_left_out(kind: Kind) -> None:
    (pair,) = match_results(result(make_document()), result(make_document()), [kind])
    assert list(pair.records) == [kind]
