"""The records turn down what contradicts itself, and keep numbers exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from nevextract.records import Also, Document, Figure, Project, Rejection, Supplier

SHA = "0" * 64
TEXT = "The plant sold 4,100 cars in May 2023."


def figure(**changes: Any) -> Figure:
    fields: dict[str, Any] = {
        "id": "aaaaaaaa",
        "metric": "sales",
        "measure": "level",
        "value": Decimal(4100),
        "unit": "vehicle",
        "quote": "4,100 cars",
        "start": 15,
        "end": 25,
        "sentence": TEXT,
        "rule": "en/metrics/sales",
        "confidence": 0.9,
    }
    return Figure(**fields | changes)


def project(**changes: Any) -> Project:
    fields: dict[str, Any] = {
        "id": "bbbbbbbb",
        "name": "Haoda Foil Project",
        "sentence": "s",
        "start": 0,
        "end": 1,
        "rule": "r",
        "confidence": 1.0,
    }
    return Project(**fields | changes)


def supplier(**changes: Any) -> Supplier:
    fields = project().model_dump(include={"id", "name", "sentence", "start", "end", "rule", "confidence"})
    return Supplier(**fields | {"id": "cccccccc"} | changes)


def document(**changes: Any) -> Document:
    return Document(**{"id": "-", "language": "en", "sha256": SHA} | changes)


def test_a_figure_of_required_fields_alone_is_fine() -> None:
    made = figure()
    assert (made.approximation, made.status, made.flags, made.members, made.also) == ("exact", None, (), (), ())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quote": "4,100 car"}, "quote does not fill"),
        ({"end": 26}, "quote does not fill"),
        ({"start": 25, "end": 15}, "quote does not fill"),
        ({"value_max": Decimal(4099)}, "value_max is below value"),
        ({"period_start": date(2023, 6, 1), "period_end": date(2023, 5, 31)}, "period_end is before"),
        ({"period_start": date(2023, 5, 1)}, "needs an end"),
        ({"measure": "rank"}, "rank"),
        ({"unit": "rank"}, "rank"),
        ({"measure": "share"}, "a share is in percent"),
        ({"measure": "contribution", "unit": "CNY"}, "a contribution is in percent"),
        ({"basis": "year_on_year"}, "only a change"),
        ({"measure": "share", "unit": "percent", "basis": "2019"}, "only a change"),
    ],
)
def test_rules_between_fields(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        figure(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"value_max": Decimal(4100)},
        {"period_start": date(2023, 5, 1), "period_end": date(2023, 5, 1)},
        {"period_end": date(2023, 5, 31)},
        {"measure": "rank", "unit": "rank"},
        {"measure": "share", "unit": "percent"},
        {"measure": "contribution", "unit": "percentage_point"},
        {"measure": "change", "basis": "year_on_year"},
        {"value": Decimal(-3), "value_max": Decimal(-2)},
        {"location": "Fu'an City", "location_code": "350981", "location_name": "Fu'an, Ningde, Fujian"},
        {"location": "Rayong", "location_code": "TH", "location_name": "Rayong, Thailand"},
        {"location": "Europe", "location_code": None, "location_name": "Europe"},
    ],
)
def test_what_the_rules_allow(changes: dict[str, Any]) -> None:
    assert figure(**changes).model_dump(include=set(changes)) == changes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("value", "4100"),
        ("value", 4100.0),
        ("value", 4100),
        ("value", None),
        ("value", Decimal("NaN")),
        ("value", Decimal("Infinity")),
        ("start", "15"),
        ("start", 15.0),
        ("start", -1),
        ("period_end", "2023-05-31"),
        ("confidence", 1.01),
        ("confidence", -0.01),
        ("confidence", "high"),
        ("measure", "growth"),
        ("approximation", "roughly"),
        ("status", "planned"),
        ("location_code", "3509"),
        ("location_code", "th"),
        ("location_code", "USA"),
        ("location_code", 350900),
        ("location_name", ""),
        ("members", ["Bosch"]),
        ("flags", "fold_ambiguous"),
        ("metric", ""),
        ("quote", ""),
        ("id", ""),
        ("rule", ""),
        ("sentence", ""),
    ],
)
def test_types_are_strict(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        figure(**{field: value})


@pytest.mark.parametrize("field", ["id", "metric", "measure", "value", "unit", "quote", "start", "end", "confidence"])
def test_nothing_required_may_be_missing(field: str) -> None:
    fields = figure().model_dump(exclude={field})
    with pytest.raises(ValidationError, match=field):
        Figure(**fields)


def test_records_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        figure().value = Decimal(1)  # type: ignore[misc]


@pytest.mark.parametrize("digits", ["0.1", "310000000.10", "66.66666666666666666667", "1E+30", "123456789012345678.9"])
def test_decimals_stay_exact(digits: str) -> None:
    value = Decimal(digits)
    made = figure(value=value, also=(Also(value=value, unit="USD"),))
    assert made.value == value
    assert str(made.value) == str(made.also[0].value) == digits
    assert Figure.model_validate_json(made.model_dump_json(), strict=False).value == value


@pytest.mark.parametrize("stage", ["done", "", 1])
def test_stages_of_projects_are_a_closed_list(stage: object) -> None:
    with pytest.raises(ValidationError, match="stage"):
        project(stage=stage)


def test_other_records_know_only_their_own_fields() -> None:
    with pytest.raises(ValidationError, match="colour"):
        supplier(colour="red")
    with pytest.raises(ValidationError, match="colour"):
        project(colour="red")
    with pytest.raises(ValidationError, match="reason"):
        Rejection(start=0, end=1, quote="1", reason="")


def test_a_document_holds_each_id_once_whatever_the_record() -> None:
    with pytest.raises(ValidationError, match="same id"):
        document(figures=(figure(), figure()))
    with pytest.raises(ValidationError, match="same id"):
        document(figures=(figure(),), projects=(project(id="aaaaaaaa"),))
    with pytest.raises(ValidationError, match="same id"):
        document(projects=(project(),), suppliers=(supplier(id="bbbbbbbb"),))
    assert document(figures=(figure(),), projects=(project(),), suppliers=(supplier(),)).figures


def test_a_document_with_text_checks_its_quotes() -> None:
    assert document(figures=(figure(),), text=TEXT).text == TEXT
    with pytest.raises(ValidationError, match="aaaaaaaa: the quote is not what stands"):
        document(figures=(figure(),), text=TEXT.replace("4,100", "4,200"))
    with pytest.raises(ValidationError, match="the quote is not what stands"):
        document(figures=(figure(),), text="")


@pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64])
def test_a_digest_is_64_small_hexadecimal_digits(digest: str) -> None:
    with pytest.raises(ValidationError, match="sha256"):
        document(sha256=digest)
