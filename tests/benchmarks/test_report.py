"""The benchmark's tables and plots, of results that were made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import plots
import pytest
import report

COMMON = {"commit": "abc1234", "load": [0.5, 1.25]}
MACHINE = {"cpu": "A chip", "cores": 2, "system": "Linux", "python": "3.11.7"}
SKIPPED = "recognizers is skipped: no network"
SHARES = {"nevextract.find": 0.6, "pydantic": 0.385, "nevextract.tokens": 0.015}
SET = {"documents": 10, "bytes": 25_000, "sentences": 200, "with_figures": 0.4, "distinct": 0.995}


def row(**more: object) -> dict[str, Any]:
    return {"documents": 10, "bytes": 25_000, "cpu": 0.5, "wall": 0.6, "load": 1.0, "peak": 99.6, **more}


def results() -> dict[str, Any]:
    speed = [
        row(texts="generated", contender="model"),
        row(texts="generated", contender="quantulum3", cpu=5.0),
    ]
    lengths = [row(contender="none", size=size, documents=1, cpu=size / 1e6) for size in (1_000, 5_000_000)]
    shared = [row(workers=n, number=2_000, **{"try": t}, wall=20 / n + t) for t in (0, 1) for n in (1, 2)]
    return {
        "machine": MACHINE,
        "speed": {
            **COMMON,
            "rows": speed,
            "skipped": [SKIPPED],
            "sets": {"generated": SET},
        },
        "profile": {**COMMON, "rows": [row(contender="none", shares=SHARES)]},
        "cold": {**COMMON, "rows": [row(command="nevextract --help", wall=0.111)]},
        "length": {**COMMON, "rows": lengths},
        "number": {**COMMON, "rows": [row(contender="model", number=100_000)]},
        "workers": {**COMMON, "rows": shared},
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.000123, "0.000123"),
        (0.01234, "0.0123"),
        (1.2345, "1.23"),
        (12.345, "12.3"),
        (123.45, "123"),
        (12_345.0, "12,345"),
    ],
)
def test_numbers_have_three_digits(value: float, shown: str) -> None:
    assert report.figure(value) == shown


def test_a_row_says_how_fast_it_is_and_how_many_times_the_slowest() -> None:
    text = report.rendered(results())
    assert "| nevextract, whole pipeline with model | 0.0500 | 20.0 | 10.0 x | 1.00 | 100 | 25 |" in text
    assert "| quantulum3 | 0.00500 | 2.00 | 1.00 x |" in text
    assert f"{SKIPPED}.\n" in text


def test_every_part_says_what_it_was_measured_on() -> None:
    text = report.rendered(results())
    assert text.count("Measured at commit `abc1234` with Python 3.11.7 on Linux, 2 cores (A chip)") == 6
    assert "load 0.5 before and 1.2 after" in text


def test_two_workers_are_compared_by_the_best_of_each() -> None:
    text = report.rendered(results())
    assert "| 2 | 10.0 | 0.500 | 2.00 x | 10.0, 11.0 |" in text
    assert "2,000 documents" in text


def test_lengths_are_columns_and_what_was_not_measured_is_a_dash() -> None:
    found = results()
    found["length"]["rows"].append(row(contender="model", size=1_000, documents=2, cpu=0.5))
    text = report.length_section(found)[2]
    assert text.splitlines()[0] == "| CPU seconds for one document (MB/s) | 1 kB | 5 MB | peak, MB |"
    assert "0.00100" in text
    assert "| nevextract, whole pipeline with model | 0.250 (0.0500) | - | 100 |" in text


def test_small_shares_are_one() -> None:
    text = report.rendered(results())
    assert "| `nevextract.find` | 60% |\n| `pydantic` | 38% |\n| all else | 2% |" in text


def test_parts_that_were_not_measured_are_left_out() -> None:
    found = {key: value for key, value in results().items() if key in ("machine", "cold")}
    assert report.rendered(found).startswith("### Cold start\n")
    assert "Side by side" not in report.rendered(found)


def test_what_stands_around_the_marks_stays(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(
        f"# Title\n\nWords.\n\n{report.BEGIN}\nearlier figures\n{report.END}\n\nMore words.\n", encoding="utf-8"
    )
    report.write(results(), page)
    once = page.read_text("utf-8")
    assert once.startswith("# Title\n\nWords.\n")
    assert once.endswith("\nMore words.\n")
    assert "earlier figures" not in once
    report.write(results(), page)
    assert page.read_text("utf-8") == once
    assert (tmp_path / "performance-speed.svg").is_file()


def test_a_page_without_marks_is_not_overwritten(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="lacks the lines"):
        report.write(results(), page)
    assert page.read_text("utf-8") == "# Mine\n"


def widths(text: str) -> list[float]:
    found = ElementTree.fromstring(text).findall("{http://www.w3.org/2000/svg}rect")  # noqa: S314 - our own
    return [float(each.attrib["width"]) for each in found[1:]]


def test_a_bar_is_as_long_as_the_logarithm() -> None:
    drawn = widths(plots.bars("MB/s", [("a", 0.1), ("b", 1.0), ("c & d", 10.0)]))
    assert drawn[2] == pytest.approx(2 * drawn[1], rel=0.01)
    assert drawn[0] == 1.0


def test_a_line_goes_through_its_points() -> None:
    text = plots.lines("seconds", {"a": [(1_000, 0.01), (10_000, 0.1), (100_000, 1.0)]})
    line = ElementTree.fromstring(text).find("{http://www.w3.org/2000/svg}polyline")  # noqa: S314 - our own
    assert line is not None
    points = [tuple(map(float, each.split(","))) for each in line.attrib["points"].split()]
    assert points[1][0] == pytest.approx((points[0][0] + points[2][0]) / 2, abs=0.1)
    assert points[1][1] == pytest.approx((points[0][1] + points[2][1]) / 2, abs=0.1)
