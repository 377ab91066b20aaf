"""Ids: the same statement keeps its own, whatever stands around it; no two are the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from nevextract.identity import Statement, assign_ids
from nevextract.pipeline import Extractor

SENTENCE = "The base exported 7,200 vehicles and 310 buses."
ONE = Statement("figure", SENTENCE, "7,200 vehicles", "The base exported ")
TWO = Statement("figure", SENTENCE, "310 buses", "The base exported 7,200 vehicles and ")

BODY = "In 2023 the Luzhou base produced 41,000 vehicles, up 9 percent."


def test_the_shape_of_an_id() -> None:
    assert re.fullmatch(r"[a-km-np-z2-9]{8}", assign_ids([ONE])[0])


def test_every_part_of_a_statement_counts() -> None:
    others = [
        ONE._replace(kind="project"),
        ONE._replace(sentence=SENTENCE + " Yes."),
        ONE._replace(words="7,200"),
        ONE._replace(before="Exported "),
    ]
    alone = [assign_ids([s])[0] for s in (ONE, TWO, *others)]
    assert len(set(alone)) == len(alone)


def test_other_statements_do_not_count() -> None:
    alone = assign_ids([ONE])[0]
    assert assign_ids([TWO, ONE])[1] == alone
    assert assign_ids([ONE, TWO, TWO])[0] == alone


def test_white_space_does_not_count() -> None:
    wrapped = ONE._replace(sentence=SENTENCE.replace(" ", "\n  "), before="The  base\texported")
    assert assign_ids([wrapped]) == assign_ids([ONE])


def test_equal_statements_are_told_apart_by_their_order() -> None:
    ids = assign_ids([ONE, TWO, ONE, ONE])
    assert len(set(ids)) == 4
    assert ids[0] == assign_ids([ONE])[0]
    assert assign_ids([ONE, ONE, ONE]) == [ids[0], ids[2], ids[3]]


def test_a_part_that_runs_into_the_next_is_another_statement() -> None:
    assert assign_ids([Statement("figure", "a b", "c", "")]) != assign_ids([Statement("figure", "a", "b c", "")])


def test_lone_surrogates_are_words_too() -> None:
    assert len(set(assign_ids([ONE._replace(words="\ud800"), ONE._replace(words="\ud801")]))) == 2


@given(
    st.lists(st.tuples(*[st.sampled_from(["", "a", "a b", "b"])] * 4).map(lambda parts: Statement(*parts)), max_size=30)
)
def test_ids_are_unique_and_the_same_each_time(statements: list[Statement]) -> None:
    ids = assign_ids(statements)
    assert len(set(ids)) == len(ids) == len(statements)
    assert assign_ids(statements) == ids


def ids_of(text: str) -> dict[str, str]:
    return {f.quote: f.id for f in Extractor().extract(text).figures}


def test_a_figure_keeps_its_id_when_other_paragraphs_change() -> None:
    alone = ids_of(BODY)
    assert set(alone) == {"41,000 vehicles", "9 percent"}
    longer = ids_of(
        f"A city on the move\n\nSales reached 8,500 units in May.\n\n{BODY}\n\nThe county signed 12 projects."
    )
    assert longer.items() >= alone.items()
    assert len(longer) > len(alone)


def test_a_figure_keeps_its_id_when_its_lines_are_wrapped_otherwise() -> None:
    assert ids_of(BODY.replace("base produced", "base\nproduced")) == ids_of(BODY)


def test_two_figures_of_one_quote_and_repeated_sentences_differ() -> None:
    text = f"{BODY}\n\nProduction and sales both exceeded 9 million vehicles.\n\n{BODY}"
    figures = Extractor().extract(text).figures
    assert [f.quote for f in figures].count("41,000 vehicles") == 2
    assert len({f.id for f in figures}) == len(figures) >= 6
