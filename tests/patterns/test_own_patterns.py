"""Patterns of one's own: a metric, and a whole language, without touching code."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from nevextract.patterns import load_pack, patterns_folder
from nevextract.patterns.metrics import MetricPattern
from nevextract.patterns_check import check_patterns
from nevextract.pipeline import Extractor
from nevextract.records import Figure

WATER = """\
id: water_use
title: Water use
kind: volume
units: [mass]
cues:
  noun: ["water (use|usage|consumption)", fresh water drawn]
  before: ["us(es|ed) water of"]
not: [water use permit]
match:
  - text: "Water consumption of the plant was 51,000 tonnes in 2023."
    figures:
      - {metric: water_use, measure: level, value: 51000, unit: tonne}
no_match:
  - "It holds a water use permit for 900 tonnes."
"""
SALES = """\
id: sales
title: Sales
kind: volume
units: [vehicle, unit]
bare: vehicle
cues:
  before: [flogged]
match:
  - text: "The dealer flogged 41 cars."
    figures:
      - {metric: sales, value: 41}
no_match:
  - "The dealer sold 41 cars."
"""


@pytest.fixture
def water(tmp_path: Path) -> Path:
    path = tmp_path / "mine" / "en" / "metrics" / "water_use.yml"
    path.parent.mkdir(parents=True)
    path.write_text(WATER, "utf-8")
    return tmp_path / "mine"


def read(text: str, *folders: Path) -> list[tuple[str, str, Decimal, str]]:
    figures = Extractor(patterns=folders).extract(text).figures
    return [(f.metric, f.measure, f.value, f.unit) for f in figures]


TEXT = "In 2023 the smelter cut its water use by 12 percent to 48,000 tonnes, while it produced 7,000 tonnes of copper."


def test_a_metric_of_ones_own(water: Path) -> None:
    assert read(TEXT, water) == [
        ("water_use", "change", Decimal(-12), "percent"),
        ("water_use", "level", Decimal(48000), "tonne"),
        ("production", "level", Decimal(7000), "tonne"),
    ]
    assert "water_use" not in {row[0] for row in read(TEXT)}


def test_its_rule_names_its_file(water: Path) -> None:
    figure: Figure = Extractor(patterns=[water]).extract("Water usage reached 900 tonnes in May 2023.").figures[0]
    assert figure.rule == "en/metrics/water_use"
    assert str(figure.period_end) == "2023-05-31"


def test_its_examples_are_checked_under_all_patterns(water: Path) -> None:
    checked = list(check_patterns("en", [water], ["water_use"]))
    assert [(c.item.id, c.examples, c.problems) for c in checked] == [("water_use", 2, ())]


def test_an_example_that_does_not_hold_is_told_with_its_line(water: Path) -> None:
    path = water / "en" / "metrics" / "water_use.yml"
    path.write_text(WATER.replace("value: 51000", "value: 52000").replace("permit for", "meter reading of"), "utf-8")
    problems = [str(p) for c in check_patterns("en", [water], ["water_use"]) for p in c.problems]
    assert problems[0].startswith("mine/en/metrics/water_use.yml:10: water_use: figures 1: value: wanted '52000'")


def test_a_metric_of_ours_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "en" / "metrics" / "sales.yml"
    path.parent.mkdir(parents=True)
    path.write_text(SALES, "utf-8")
    assert ("sales", "level", Decimal(41), "vehicle") in read("The dealer flogged 41 cars.", tmp_path)
    assert read("The dealer sold 41 cars.", tmp_path) == []
    assert read("The dealer sold 41 cars.") == [("sales", "level", Decimal(41), "vehicle")]


def test_another_extractor_keeps_our_patterns(water: Path) -> None:
    mine, ours = Extractor(patterns=[water]), Extractor()
    text = "Water usage reached 900 tonnes."
    assert [f.metric for f in mine.extract(text).figures] == ["water_use"]
    assert ours.extract(text).figures == ()
    assert [f.metric for f in mine.extract(text).figures] == ["water_use"]


FRENCH = """\
id: sales
title: Ventes
kind: volume
units: [vehicle, unit]
bare: vehicle
cues:
  before: ["(a|ont) vendu"]
match:
  - text: "Le groupe a vendu 8,500 voitures dans la ville et les environs."
    figures:
      - {metric: sales, value: 8500, unit: vehicle}
no_match:
  - "Le groupe a produit 8,500 voitures dans la ville et les environs."
"""
VOITURES = """\
id: voitures
nouns:
  vehicle: ["voiture(|s)"]
match:
  - text: "41 voitures"
    quantities: [{value: 41, unit: vehicle}]
no_match:
  - "des voitures"
"""
TEXTE = "Le groupe a vendu 8,500 voitures dans la ville, et les ventes sont en hausse pour le mois."


@pytest.fixture
def french(tmp_path: Path) -> Path:
    """A folder with a small French pack: one metric, one list of units, all else as in English."""
    folder = tmp_path / "more"
    ours = patterns_folder() / "en"
    shutil.copytree(ours, folder / "fr", ignore=lambda d, names: names if Path(d).name == "metrics" else [])
    (folder / "fr" / "metrics" / "sales.yml").write_text(FRENCH, "utf-8")
    (folder / "fr" / "units" / "voitures.yml").write_text(VOITURES, "utf-8")
    return folder


def test_a_second_language_loads_beside_english(french: Path) -> None:
    pack = load_pack("fr", [french])
    assert pack.language == "fr"
    assert [m.id for m in pack.all("metric", MetricPattern)] == ["sales"]
    assert {item.shown.split("/")[1] for items in pack.files.values() for item in items} == {"fr", "common"}
    english, ours = (
        {(item.kind, item.id, item.shown) for items in load_pack("en", extra).files.values() for item in items}
        for extra in ([french], [])
    )
    assert english == ours
    assert read("The dealer sold 41 cars.", french) == read("The dealer sold 41 cars.")


def test_a_text_of_the_second_language_is_read_with_its_patterns(french: Path) -> None:
    document = Extractor(patterns=[french]).extract(TEXTE)
    assert (document.language, document.warnings) == ("fr", ())
    assert [(f.value, f.unit, f.rule) for f in document.figures] == [(Decimal(8500), "vehicle", "fr/metrics/sales")]
    without = Extractor().extract(TEXTE)
    assert without.figures == ()
    assert "'fr'" in without.warnings[0]


def test_the_examples_of_the_second_language_are_checked(french: Path) -> None:
    checked = {c.item.id: c.problems for c in check_patterns("fr", [french], ["sales", "voitures"])}
    assert checked == {"sales": (), "voitures": ()}


def test_a_language_that_we_have_no_words_for_can_be_made_known(french: Path) -> None:
    (french / "fr").rename(french / "sv")
    languages = (
        "headlines: sv\nlanguages:\n  - {code: sv, scripts: [LATIN], words: [och, att, det, som, en, på, för, av]}\n"
    )
    (french / "common").mkdir()
    (french / "common" / "languages.yml").write_text(languages, "utf-8")
    text = "Bolaget a vendu 8,500 voitures och det är en ökning för koncernen, som att det var på väg av sig själv."
    assert Extractor(patterns=[french]).extract(text).language == "sv"
