"""Decisions: read strictly, applied by id, told where they do not fit, exported as annotations."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from reviewed import make_document, make_figure, make_project

from nevextract.errors import DecisionError
from nevextract.review.apply import Applied, apply_decisions
from nevextract.review.decisions import SCHEMA, Decision, parse_decisions
from nevextract.review.gold_export import GoldText, gold_texts

TEXT = "In 2023 7,000 cars were sold and 7,000 cars were made."
FIRST, SECOND = TEXT.index("7,000"), TEXT.rindex("7,000")


def entry(**fields: Any) -> dict[str, Any]:
    was = {"quote": "7,000 cars", "start": 8, "end": 18, "metric": "exports", "measure": "level", "value": 7000}
    return {
        "document": "a.txt",
        "id": "f1",
        "decision": "accepted",
        "fields": {},
        "note": None,
        "was": {**was, "unit": "vehicle"},
        **fields,
    }


def decisions(*entries: dict[str, Any]) -> tuple[Decision, ...]:
    return parse_decisions(json.dumps({"schema": SCHEMA, "result": "r.json", "decisions": entries}), "d.json")


def applied(*entries: dict[str, Any], **document: Any) -> Applied:
    figures = document.pop("figures", (make_figure(start=FIRST), make_figure(id="f2", start=SECOND, same_as="f1")))
    return apply_decisions([make_document(id="a.txt", figures=figures, **document)], decisions(*entries))


def test_an_accepted_figure_is_sure_and_else_as_it_was() -> None:
    found = applied(entry())
    assert found.documents[0].figures[0] == make_figure(start=FIRST, confidence=1.0)
    assert set(found.decided) == {("a.txt", "f1")}
    assert found.left == ()


def test_a_rejected_figure_goes_and_nothing_refers_to_it() -> None:
    found = applied(entry(decision="rejected"), projects=(make_project(figures=("f1", "f2")),))
    (figure,) = found.documents[0].figures
    assert (figure.id, figure.same_as) == ("f2", None)
    assert found.documents[0].projects[0].figures == ("f2",)


def test_a_repetition_passes_over_a_rejected_one() -> None:
    figures = (
        make_figure(start=FIRST),
        make_figure(id="f2", start=SECOND, same_as="f1"),
        make_figure(id="f3", start=SECOND, metric="sales", same_as="f2"),
    )
    found = applied(entry(id="f2", decision="rejected"), figures=figures)
    assert [f.same_as for f in found.documents[0].figures] == [None, "f1"]


def test_a_correction_changes_its_fields_alone() -> None:
    fields = {"value": 7100.5, "period_start": "2023-01-01", "period_end": "2023-12-31", "location": "Brno"}
    figure = make_figure(start=FIRST, location="Linz", location_code="AT", location_name="Austria")
    found = applied(entry(decision="corrected", fields=fields), figures=(figure,))
    wanted = make_figure(
        start=FIRST,
        value=Decimal("7100.5"),
        period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31),
        location="Brno",
        confidence=1.0,
    )
    assert found.documents[0].figures == (wanted,)


def test_decisions_survive_a_new_extraction_by_id() -> None:
    anew = make_figure(start=FIRST + 40, metric="sales", confidence=0.5)  # the text grew, the patterns changed
    found = applied(entry(decision="corrected", fields={"value": 7200}), figures=(anew,))
    (figure,) = found.documents[0].figures
    assert (figure.metric, figure.value, figure.start) == ("exports", 7200, FIRST + 40)
    found = applied(entry(decision="rejected"), figures=(anew,))
    assert found.documents[0].figures == (anew,)
    assert "a.txt: f1 («7,000 cars») reads otherwise now (sales level 7000 vehicle); decide on it again" in found.left


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "gone"}, "a.txt: gone («7,000 cars») is not found any more"),
        ({"document": "b.txt"}, "b.txt: no such document in the result"),
        ({"decision": "corrected", "fields": {"measure": "rank"}}, "the measure rank and the unit rank go together"),
        ({"decision": "corrected", "fields": {"status": "perhaps"}}, "status: Input should be"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(changed: dict[str, Any], told: str) -> None:
    found = applied(entry(**changed), figures=(make_figure(start=FIRST),))
    assert len(found.left) == 1 and told in found.left[0]
    assert found.documents[0].figures == (make_figure(start=FIRST),)
    assert found.decided == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "d.json: not JSON"),
        ("[]", "holds no decisions"),
        ('{"schema": "nevextract-decisions/2", "decisions": []}', "holds no decisions"),
        (json.dumps({"schema": SCHEMA, "decisions": [{"id": "f1"}]}), "decisions.0.document"),
        (json.dumps({"schema": SCHEMA, "decisions": [entry(decision="maybe")]}), "decisions.0.decision"),
        (json.dumps({"schema": SCHEMA, "decisions": [entry(fields={"quote": "8"})]}), "no decision corrects quote"),
        (json.dumps({"schema": SCHEMA, "decisions": [entry(), entry()]}), "decisions.0 is on the same figure"),
    ],
)
def test_a_file_that_is_no_file_of_decisions(content: str, told: str) -> None:
    with pytest.raises(DecisionError) as caught:
        parse_decisions(content, "d.json")
    assert told in str(caught.value)


def test_annotations_hold_what_was_decided_and_leave_the_rest_open() -> None:
    figures = (make_figure(start=FIRST), make_figure(id="f2", start=SECOND, metric="production"))
    found = applied(
        entry(id="f2", was={**entry()["was"], "metric": "production"}, note="sure"), figures=figures, text=TEXT
    )
    (gold,) = gold_texts(found.documents, found.decided, {"a.txt": TEXT})
    assert isinstance(gold, GoldText)
    assert (gold.name, gold.text) == ("a", TEXT)
    first, second = gold.annotation["figures"]  # type: ignore[misc]
    assert (first["nth"], first["metric"], first["optional"]) == (1, "exports", True)
    assert (second["nth"], second["metric"], second["note"]) == (2, "production", "sure")
    assert "optional" not in second


def test_a_text_that_is_missing_or_another_by_now_is_told() -> None:
    found = applied(entry())
    assert "no text to annotate" in str(next(gold_texts(found.documents, found.decided, {})))
    assert "does not stand where" in str(next(gold_texts(found.documents, found.decided, {"a.txt": "x" + TEXT})))
