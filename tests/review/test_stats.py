"""What a result holds, and which of its figures cannot both be right."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from reviewed import make_document, make_figure, make_project, make_supplier, written

from nevextract.output.formats import Format, Kind
from nevextract.records import Document, Figure
from nevextract.review.conflicts import Conflict, bounds, conflicts_of
from nevextract.review.load import Result, parse_result
from nevextract.review.render_stats import write_stats, write_stats_json
from nevextract.review.rules import known_rules
from nevextract.review.stats import Stats, stats_of

YEAR = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}


def result(*documents: Document) -> Result:
    return parse_result(written(documents), "r.json")


def stated(name: str, quote: str, value: str, **fields: Any) -> Figure:
    given: dict[str, Any] = {"subject": "Orinova Motors", **YEAR, **fields}
    return make_figure(id=name, quote=quote, value=Decimal(value), **given)


def conflicts(first: Figure, *others: Figure) -> tuple[Conflict, ...]:
    documents = [make_document(first, id="0.txt")]
    documents += [make_document(each, id=f"{number}.txt") for number, each in enumerate(others, 1)]
    return conflicts_of(result(*documents))


def test_counts() -> None:
    one = make_document(
        make_figure(id="a", confidence=0.5, flags=("fold_ambiguous",)),
        make_figure(id="b", start=90, confidence=0.7, same_as="a"),
        make_project(),
        warnings=("w",),
    )
    two = make_document(make_figure(id="c", confidence=0.9), make_supplier(flags=("x",)), id="b.txt")
    found = stats_of(result(one, two), ["en/metrics/exports", "en/metrics/tax"])
    assert found.totals == {Kind.figures: 3, Kind.projects: 1, Kind.suppliers: 1}
    (metric,) = found.metrics
    assert (metric.name, metric.records, metric.documents, metric.repeated, metric.flagged) == ("exports", 3, 2, 1, 1)
    assert metric.confidence == pytest.approx(0.7)
    assert [(each.document, each.records[Kind.figures], each.flagged, each.warnings) for each in found.documents] == [
        ("a.txt", 2, 1, 1),
        ("b.txt", 1, 1, 0),
    ]
    assert [(each.name, each.records) for each in found.flags] == [("fold_ambiguous", 1), ("x", 1)]
    assert [(each.name, each.records) for each in found.rules] == [
        ("en/metrics/exports", 3),
        ("en/projects/named", 1),
        ("en/suppliers/lists", 1),
    ]
    assert found.never == ("en/metrics/tax",)


def test_rules_that_there_are() -> None:
    rules = known_rules(["en", "xx"], list(Kind))
    assert {"en/metrics/exports", "en/projects.named", "en/suppliers.listed"} <= rules
    assert known_rules(["en"], [Kind.suppliers]) == {rule for rule in rules if rule.startswith("en/suppliers.")}
    assert known_rules(["xx"], list(Kind)) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("7,000 cars", "7000", {}), ("7,213 cars", "7213", {}), True),
        (("7,000 cars", "7000", {}), ("7,000 cars", "7000", {}), False),
        (("32.3 billion yuan", "32.3E9", {}), ("32.301 billion yuan", "32.301E9", {}), False),
        (("32.3 billion yuan", "32.3E9", {}), ("32.36 billion yuan", "32.36E9", {}), True),
        (("23%", "23", {}), ("23.4%", "23.4", {}), False),
        (("23%", "23", {}), ("23.6%", "23.6", {}), True),
        (("about 100", "100", {"approximation": "about"}), ("104", "104", {}), False),
        (("about 100", "100", {"approximation": "about"}), ("106", "106", {}), True),
        (("over 9 million", "9E6", {"approximation": "over"}), ("9.4 million", "9.4E6", {}), False),
        (("over 9 million", "9E6", {"approximation": "over"}), ("8.4 million", "8.4E6", {}), True),
        (("up to 50", "50", {"approximation": "at_most"}), ("70", "70", {}), True),
        (("3 to 5", "3", {"value_max": Decimal(5)}), ("4", "4", {}), False),
        (("3 to 5", "3", {"value_max": Decimal(5)}), ("6", "6", {}), True),
        (("doubled", "100", {}), ("100%", "100", {}), False),
        (("fell 8.4%", "-8.4", {}), ("fell 8.44%", "-8.44", {}), False),
    ],
)
def test_values_that_fit_each_other(one: tuple[str, str, Any], other: tuple[str, str, Any], conflict: bool) -> None:
    first, second = (
        stated(name, quote, value, **more) for name, (quote, value, more) in zip("ab", (one, other), strict=True)
    )
    assert bool(conflicts(first, second)) is conflict
    assert bool(conflicts(second, first)) is conflict


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "Orinova Trucks"},
        {"subject": None},
        {"metric": "sales"},
        {"measure": "change"},
        {"unit": "set"},
        {"period_end": date(2023, 11, 30)},
        {"period_start": None, "period_end": None},
        {"status": "target"},
        {"product": "buses"},
        {"location_code": "CN"},
    ],
    ids=str,
)
def test_what_is_about_something_else_is_no_conflict(other: dict[str, Any]) -> None:
    first = stated("a", "7,000 cars", "7000", location_code="HU")
    assert conflicts(first, stated("b", "9,000 cars", "9000"))
    assert not conflicts(first, stated("b", "9,000 cars", "9000", **other))


def test_a_conflict_is_between_documents() -> None:
    within = make_document(stated("a", "7,000 cars", "7000"), stated("b", "9,000 cars", "9000", start=90))
    assert conflicts_of(result(within)) == ()
    repeated = stated("c", "9,000 cars", "9000", same_as="b")
    again = make_document(stated("a", "7,000 cars", "7000"), repeated)
    assert conflicts_of(result(again, make_document(stated("d", "7,000 cars", "7000"), id="b.txt"))) == ()
    (found,) = conflicts(
        stated("a", "7,000 cars", "7000"),
        stated("b", "9,000 cars", "9000", subject="orinova  MOTORS"),
        stated("c", "7,000 cars", "7000"),
    )
    assert [(side.document, side.figure.id) for side in found.sides] == [("0.txt", "a"), ("2.txt", "c"), ("1.txt", "b")]


def test_a_figure_in_line_with_all_others_is_no_side() -> None:
    (found,) = conflicts(
        stated("a", "70 cars", "70"), stated("b", "90 cars", "90"), stated("c", "over 60", "60", approximation="over")
    )
    assert [side.figure.id for side in found.sides] == ["a", "b"]


@pytest.mark.parametrize(
    ("quote", "value", "low", "high"),
    [
        ("US$2.3bn", "2300000000", "2250010000", "2349990000"),
        ("12", "12", "11.5001", "12.4999"),
        ("21,500", "21500", "21499.5001", "21500.4999"),
        ("half", "50", "50", "50"),
    ],
)
def test_how_far_a_number_is_rounded(quote: str, value: str, low: str, high: str) -> None:
    assert bounds(stated("a", quote, value)) == (Decimal(low), Decimal(high))


def stats() -> Stats:
    one = stated("a", "7,000 cars", "7000", sentence="It sold\x1b[31m 7,000 cars.")
    two = stated("b", "9,000 cars", "9000", flags=("f",))
    documents = make_document(one, id="=1.txt", warnings=("w",)), make_document(two, id="b.txt")
    return stats_of(result(*documents), ["en/metrics/exports", "en/metrics/tax"])


def test_text() -> None:
    stream = io.StringIO()
    write_stats(stream, stats())
    assert stream.getvalue().split("\n\n") == [
        "r.json: 2 documents, 2 figures, 0 projects, 0 suppliers",
        "metric   records  documents  flagged  confidence\nexports  2        2          1        0.88",
        "document  figures  projects  suppliers  flagged  warnings\n"
        "=1.txt    1        0         0          0        1\nb.txt     1        0         0          1        0",
        "flag  records  documents  flagged  confidence\nf     1        1          1        0.88",
        "rule                records  documents  flagged  confidence\n"
        "en/metrics/exports  2        2          1        0.88",
        "rules that never fired:\n  en/metrics/tax",
        "conflicts between documents: 1",
        "Orinova Motors, exports level, 2023\n  7,000 vehicle  =1.txt «7,000 cars»\n      It sold [31m 7,000 cars.\n"
        "  9,000 vehicle  b.txt «9,000 cars»\n      It sold 9,000 cars.\n",
    ]


def test_json() -> None:
    stream = io.StringIO()
    write_stats_json(stream, stats())
    found = json.loads(stream.getvalue())
    assert found["never_fired"] == ["en/metrics/tax"]
    assert found["metrics"][0]["name"] == "exports"
    assert [side["figure"]["quote"] for side in found["conflicts"][0]["sides"]] == ["7,000 cars", "9,000 cars"]


def test_a_csv_of_one_kind() -> None:
    found = stats_of(parse_result(written([make_document(make_supplier())], Format.csv, Kind.suppliers), "r.csv"))
    assert found.totals == {Kind.suppliers: 1}
    assert found.documents[0].warnings is None
