"""Annotation files: what is read, what is malformed and how that is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from annotated import TEXT, YEAR, Writes, figure

from nevextract.errors import GoldError
from nevextract.evaluate.load import load_gold


def test_a_figure_stands_where_its_quote_does(write: Writes) -> None:
    folder = write("plant", {"figures": [figure(), figure("cars", nth=2, metric="sales")]})
    (document,) = load_gold(folder).documents
    assert (document.name, document.projects, document.suppliers) == ("plant", None, None)
    assert [(m.start, TEXT[m.start : m.end]) for m in document.figures] == [
        (TEXT.index("300"), "300 cars"),
        (TEXT.index("280 cars") + 4, "cars"),
    ]


def test_what_is_not_said_is_the_common_case(write: Writes) -> None:
    (document,) = load_gold(write("plant", {"figures": [figure()]})).documents
    found = document.figures[0].figure
    assert (found.measure, found.approximation, found.value) == (("level",), ("exact",), Decimal(300))
    assert (found.basis, found.period, found.status, found.subject, found.members) == (None, None, None, None, ())


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("metric", ["sales", "deliveries"], ("sales", "deliveries")),
        ("status", "?", None),
        ("status", ["expected", "?"], ("expected",)),
        ("basis", [None, "year_on_year"], (None, "year_on_year")),
        ("period", "?", None),
        ("period", None, ((None, None),)),
        ("period", ["2023-01-01", "2023-12-31"], (YEAR,)),
        ("period", [None, "2023-12-31"], ((None, YEAR[1]),)),
        ("period", [["2023-01-01", "2023-12-31"], None], (YEAR, (None, None))),
        ("subject", "?", None),
        ("members", None, ()),
        ("value", 12.5, Decimal("12.5")),
    ],
)
def test_a_field_may_be_open_or_accept_several_answers(write: Writes, field: str, value: Any, wanted: object) -> None:
    (document,) = load_gold(write("plant", {"figures": [figure(**{field: value})]})).documents
    assert getattr(document.figures[0].figure, field) == wanted


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"value": "300"}, "figures.0.value", "as a number"),
        ({"value": True}, "figures.0.value", "as a number"),
        ({"unit": ""}, "figures.0.unit", "at least 1 character"),
        ({"measure": "growth"}, "figures.0.measure.0", "'level', 'change'"),
        ({"status": "planned"}, "figures.0.status.0", "'target'"),
        ({"status": None}, "figures.0.status", "leave it open"),
        ({"period": ["2023"]}, "figures.0.period", "a period is"),
        ({"period": ["2023", "2024"]}, "figures.0.period", "'2023' is no date"),
        ({"period": ["2023-12-01", "2023-01-01"]}, "figures.0.period", "before it begins"),
        ({"period": ["2023-02-01", "2023-02-30"]}, "figures.0.period", "day"),
        ({"value_max": 200}, "figures.0", "value_max is below value"),
        ({"nth": 0}, "figures.0.nth", "greater than or equal to 1"),
        ({"quote": "300 buses"}, "figures.0.quote", "«300 buses» does not stand in the text"),
        ({"quote": "cars", "nth": 9}, "figures.0.quote", "«cars» stands 3 times in the text, not 9"),
    ],
)
def test_a_malformed_figure_is_told_by_file_and_field(
    write: Writes, change: dict[str, Any], field: str, reason: str
) -> None:
    gold = load_gold(write("plant", {"figures": [figure(**change)]}))
    (error,) = gold.errors
    assert gold.documents == ()
    assert str(error).startswith(f"plant.gold.json: {field}: ")
    assert reason in error.reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes in line 1"),
        ('{"figures": [NaN]}', "not JSON: NaN is no number"),
        ("[]", "an annotation is a JSON object"),
        ("{}", "figures: Field required"),
    ],
)
def test_a_broken_file_does_not_stop_the_others(write: Writes, source: str, reason: str) -> None:
    write("broken", source)
    gold = load_gold(write("plant", {"figures": [figure()]}))
    assert [document.name for document in gold.documents] == ["plant"]
    (error,) = gold.errors
    assert str(error).startswith("broken.gold.json: ")
    assert reason in str(error)


def test_an_annotation_needs_its_text(write: Writes) -> None:
    (error,) = load_gold(write("plant", {"figures": []}, text=None)).errors
    assert str(error) == "plant.gold.json: no text plant.txt beside it"
    (error,) = load_gold(write("plant", {"figures": []}, text=" ")).errors
    assert str(error) == "plant.gold.json: the text plant.txt holds no text"


def test_a_text_may_be_markdown(write: Writes) -> None:
    folder = write("plant", {"figures": [figure()]}, text=None)
    (folder / "plant.md").write_text("# 300 cars", "utf-8")
    (document,) = load_gold(folder).documents
    assert (document.source.id, document.figures[0].start) == ("plant.md", 2)


def test_likely_slips_are_warned_of_and_scored(write: Writes) -> None:
    one = figure("cars", metric="output", aproximation="about")
    gold = load_gold(write("plant", {"id": "plnt", "figures": [one]}), metrics={"production"})
    assert len(gold.documents) == 1
    assert gold.warnings == (
        "plant.gold.json: id: 'plnt' is not the file's name",
        "plant.gold.json: figures.0.aproximation: means nothing here",
        "plant.gold.json: figures.0.quote: «cars» stands 3 times; the first is taken, or give nth",
        "plant.gold.json: figures.0.metric: no pattern gives the metric 'output'",
    )


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no annotation"):
        load_gold(tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        load_gold(tmp_path / "nowhere")
