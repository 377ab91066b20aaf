"""The same input gives the same bytes; whatever the input, every record stands where it says."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nevextract import Document, Extractor

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.suffix in {".txt", ".md"})
EXTRACTOR = Extractor()


def run(*args: object, cwd: Path = ROOT, env: dict[str, str] | None = None) -> bytes:
    line = [sys.executable, "-m", "nevextract", "run", "--quiet", *map(str, args)]
    return subprocess.run(line, cwd=cwd, env=env, capture_output=True, check=True, timeout=120).stdout


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples in one folder, written in an order of their own."""
    folder = tmp_path_factory.mktemp("flat")
    for path in reversed(FILES):
        shutil.copyfile(path, folder / path.name)
    return folder


def test_order_and_workers_do_not_show(flat: Path) -> None:
    names = sorted(path.name for path in flat.iterdir())
    whole = run(flat)
    assert json.loads(whole)["documents"]
    assert run(*(flat / name for name in reversed(names))) == whole
    assert run(*(flat / name for name in names[3:] + names[:3]), "--workers", 2) == whole
    assert run(".", cwd=flat) == whole


def test_hash_seed_and_surroundings_do_not_show(flat: Path, tmp_path: Path) -> None:
    outputs = {
        run(flat, env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "HOME": str(tmp_path)}, cwd=tmp_path)
        for seed, zone in (("1", "Asia/Shanghai"), ("4242", "America/Lima"))
    }
    assert len(outputs) == 1


def records(document: Document) -> list[Any]:
    return [*document.figures, *document.projects, *document.suppliers]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_ids_are_unique_and_the_same_each_time(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    first, second = EXTRACTOR.extract(text), Extractor().extract(text)
    assert first == second
    ids = [record.id for record in records(first)]
    assert len(ids) == len(set(ids))


def without_first_prose_line(text: str) -> str:
    lines = text.split("\n")
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    return "\n".join(line for number, line in enumerate(lines) if number != longest)


EDITS: dict[str, Callable[[str], str]] = {
    "a sentence more at the end": lambda text: text + "\n\nThe weather was fine and nobody counted anything.\n",
    "a figure more at the end": lambda text: text + "\n\nIn 2019 the neighbours sold 17,000 tractors.\n",
    "a figure more at the start": lambda text: "In 2019 the neighbours sold 17,000 tractors.\n\n" + text,
    "the longest line gone": without_first_prose_line,
    "other line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("name", ["city-page.txt", "supply-chain.txt", "battery-plant-abroad.txt"])
def test_ids_outlive_edits_elsewhere(name: str, edit: str) -> None:
    text = (SAMPLES / name).read_bytes().decode("utf-8")
    before, after = statements(EXTRACTOR.extract(text)), statements(EXTRACTOR.extract(EDITS[edit](text)))
    untouched = before.keys() & after.keys()
    assert len(untouched) >= 3
    assert {key: before[key] for key in untouched} == {key: after[key] for key in untouched}


def statements(document: Document) -> dict[tuple[str, str], str]:
    """The ids of figures by their sentence and quote, where these tell them apart."""
    keys = [(" ".join(figure.sentence.split()), figure.quote) for figure in document.figures]
    once = {key for key, times in Counter(keys).items() if times == 1}
    return {key: figure.id for key, figure in zip(keys, document.figures, strict=True) if key in once}


# fmt: off
PIECES = st.sampled_from([
    "1,250 Billion", "yuan", "RMB", "$", "€", "3.5-4", "%", "percentage points", "year-on-year", "up", "down",
    "by", "from", "to", "and", ",", ".", ";", "(", ")", "“", "”", "exports", "output", "value", "investment", "of",
    "vehicles", "GWh", "respectively", "In 2022", "this year", "May", "第", "亿元", "2.3", "10GWh", "No. 2", "4+3",
    "million", "doubled", "half", "ranked first", "accounting for", "Ningde", "SAIC", "project", "supplies", "\n",
    "\n\n", "\t", " ", " ", "-", "1.", "100,000", "0", "-7.6%", "$9.7bn",
])
# fmt: on
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_and_every_offset_holds(text: str) -> None:
    document = EXTRACTOR.extract(text, with_text=True)
    for figure in document.figures:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.quote in figure.sentence
    for record in records(document):
        assert record.sentence in text
    ids = [record.id for record in records(document)]
    assert len(ids) == len(set(ids))
    assert [f.start for f in document.figures] == sorted(f.start for f in document.figures)


@given(st.lists(PIECES, min_size=1, max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_every_rejection_has_a_place_and_a_reason(text: str) -> None:
    for rejection in EXTRACTOR.analyse(text).rejections:
        assert text[rejection.start : rejection.end] == rejection.quote
        assert rejection.reason


def test_cost_grows_with_the_length_alone() -> None:
    """Ten times the text takes about ten times the steps: counted in calls of Python functions, not in seconds."""
    line = "In 2022 the base sold 1,200 cars, up 5 percent year-on-year, and exported 300 of them. "
    counts = [calls(line * times) for times in (20, 200)]
    assert counts[1] < 13 * counts[0]


def calls(text: str) -> int:
    count = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    EXTRACTOR.extract(text[:200])  # patterns are loaded once
    sys.setprofile(profile)
    try:
        EXTRACTOR.extract(text)
    finally:
        sys.setprofile(None)
    return count
