"""`nevextract patterns`: what is listed and shown, and what a check says of examples that do not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cli_process import Run
from typer.testing import CliRunner, Result

from nevextract.cli import app
from nevextract.patterns import patterns_folder
from nevextract.patterns_check import agrees, check_patterns, compare
from nevextract.patterns_index import packs_of, pattern_files, rule_of, source_of

METRIC = """\
id: saplings
title: Saplings planted
kind: volume
units: [unit, count]
bare: unit
cues:
  before: [planted]
counts: [sapling(|s)]
match:
  - text: "{match}"
    figures: {figures}
no_match:
  - "Nobody went out today."
  - "{no_match}"
"""
GOOD = {
    "match": "The town planted 4,000 saplings in 2021.",
    "figures": "[{metric: saplings, value: 4000}]",
    "no_match": "The saplings grew well.",
}
Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A folder of patterns with one metric; its examples hold but for what is given otherwise."""

    def make(**changes: str) -> Path:
        folder = tmp_path / "mine" / "en" / "metrics"
        folder.mkdir(parents=True)
        (folder / "saplings.yml").write_text(METRIC.format(**{**GOOD, **changes}), "utf-8")
        return tmp_path / "mine"

    return make


def invoke(*args: object) -> Result:
    return CliRunner().invoke(app, ["patterns", *map(str, args)])


def test_list_has_every_pattern_file_once(pack: Pack) -> None:
    lines = invoke("list", "--patterns", pack()).stdout.splitlines()
    shown = [line.split()[-1] for line in lines]
    ours = list(patterns_folder().rglob("*.yml"))
    assert len(shown) == len(set(shown)) == len(ours) + 1
    (mine,) = (line.split() for line in lines if line.endswith("mine/en/metrics/saplings.yml"))
    assert mine[:4] == ["metric", "saplings", "Saplings", "planted"]


def test_show_prints_all_there_is(pack: Pack) -> None:
    done = invoke("show", "saplings", "--patterns", pack())
    assert done.exit_code == 0
    for part in (
        "saplings (metric): Saplings planted",
        "file: mine/en/metrics/saplings.yml",
        "units: unit, count",
        "before: planted",
        GOOD["match"],
        "metric saplings, value 4000",
        GOOD["no_match"],
    ):
        assert part in done.stdout


def test_show_tells_files_of_one_id_apart() -> None:
    assert invoke("show", "projects").stdout.count("file: ") == 2
    assert "file: patterns/en/metrics/projects.yml" in invoke("show", "en/metrics/projects").stdout
    assert invoke("show", "en/metrics/projects").stdout.count("file: ") == 1


@pytest.mark.parametrize("command", ["show", "check"])
def test_an_unknown_id_is_a_usage_error(command: str) -> None:
    done = invoke(command, "no_such")
    assert done.exit_code == 2
    assert "no_such" in done.stderr


def test_a_check_that_holds(pack: Pack) -> None:
    folder = pack()
    done = invoke("check", "saplings", "--patterns", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "1 pattern file, 3 examples: all hold\n"
    assert invoke("check", "saplings", "--patterns", folder, "--quiet").output == ""


@pytest.mark.parametrize(
    ("changes", "line", "reason"),
    [
        ({"figures": "[{metric: saplings, value: 4001}]"}, 10, "figures 1: value: wanted '4001', found 4000"),
        ({"figures": "[{value: 4000}, {value: 5}]"}, 10, "figures: wanted 2, found 1: 4000 saplings level"),
        ({"figures": "[]"}, 10, "figures: wanted 0, found 1"),
        ({"figures": "[{size: 4}]"}, 10, "there is no field 'size'"),
        ({"no_match": "They planted 70 saplings."}, 14, "must find nothing but finds 70 saplings"),
    ],
)
def test_a_check_names_file_line_and_rule(pack: Pack, changes: dict[str, str], line: int, reason: str) -> None:
    done = invoke("check", "saplings", "--patterns", pack(**changes))
    assert done.exit_code == 1
    first = done.stdout.splitlines()[0]
    assert first.startswith(f"mine/en/metrics/saplings.yml:{line}: saplings: ")
    assert reason in first
    assert done.stderr == "1 pattern file, 3 examples: 1 problem\n"


def test_a_broken_file_is_exit_code_2(run: Run, tmp_path: Path, pack: Pack) -> None:
    folder = pack(figures="[")
    for command in ("list", "check"):
        done = run("patterns", command, "--patterns", folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: mine/en/metrics/saplings.yml:")
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("language", ["xx", "common"])
def test_a_language_without_patterns(language: str) -> None:
    done = invoke("list", "--language", language)
    assert done.exit_code == 2
    assert "en" in done.stderr


def test_every_file_is_found_again() -> None:
    files = list(pattern_files(packs_of(None)))
    assert files
    for _, item in files:
        assert source_of(item, ())
        assert (patterns_folder() / f"{rule_of(item)}.yml").is_file()


@dataclass
class Find:
    value: Decimal | None = Decimal("23.60")
    unit: str | None = None
    period_start: date | None = None
    period_end: date | None = date(2022, 6, 30)
    members: tuple[str, ...] = ("A", "B")
    vague: bool = False


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("23.6", Decimal("23.60"), True),
        ("2.36e1", Decimal("23.6"), True),
        ("23.7", Decimal("23.6"), False),
        ("many", Decimal("23.6"), False),
        ("-8.2", Decimal("-8.2"), True),
        ("null", None, True),
        ("null", (), True),
        ("x", None, False),
        ("null", "null and void", False),
        ("2022-06-30", date(2022, 6, 30), True),
        ("false", False, True),
        ("0", False, False),
        ("1", 1, True),
        (["A", "B"], ("A", "B"), True),
        (["B", "A"], ("A", "B"), False),
        (["A"], ("A", "B"), False),
        (["A"], "A", False),
        (["null", "2022-06-30"], (None, date(2022, 6, 30)), True),
        ({"value": "23.6", "vague": "false"}, Find(), True),
        ({"value": "23.6", "vague": "true"}, Find(), False),
    ],
)
def test_agreement(wanted: object, found: object, same: bool) -> None:
    assert agrees(wanted, found) is same


def test_comparison_is_of_the_fields_given() -> None:
    assert not list(compare("figures", [{}, {"period": ["null", "2022-06-30"]}], [Find(), Find()]))
    assert not list(compare("figures", [{"period": "null"}], [Find(period_end=None)]))
    assert list(compare("figures", [{"unit": "CNY", "value": "2"}], [Find()])) == [
        "figures 1: unit: wanted 'CNY', found None",
        "figures 1: value: wanted '2', found 23.60",
    ]
    assert list(compare("places", ["A", "B"], ["A", "C"])) == ["places 2: wanted 'B', found 'C'"]
    assert list(compare("places", [], ["A"])) == ["places: wanted 0, found 1: A"]


def test_every_pattern_that_comes_with_nevextract_holds() -> None:
    results = list(check_patterns())
    assert sum(result.examples for result in results) > 150
    assert [str(problem) for result in results for problem in result.problems] == []
