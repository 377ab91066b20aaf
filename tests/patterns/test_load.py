"""Loading pattern files: a broken one is named with file, line and rule; a folder of one's own lies over ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nevextract.errors import LanguageError, NevextractError, PatternError
from nevextract.find.aliases import aliases_of
from nevextract.patterns import available_languages, load_pack, patterns_folder
from nevextract.patterns.cues import CueFile
from nevextract.patterns.exchange import ExchangeRates
from nevextract.patterns.load import parse
from nevextract.patterns.metrics import MetricPattern
from nevextract.patterns.weights import WeightsFile

METRIC = """\
id: water_use
title: Water use
source: plant reports
kind: volume
units: [mass]
cues:
  noun: [water use]
match:
  - text: "Water use was 7 tonnes."
no_match:
  - "Water is used."
"""
CUE = """\
id: {id}
groups:
  - value: NO
    before: [under no condition]
match:
  - text: "Yes."
no_match:
  - "No."
"""


def put(folder: Path, name: str, source: str) -> Path:
    """A file `name` (path below the folder) with this source; gives the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, "utf-8")
    return folder


def broken(tmp_path: Path, source: str, name: str = "en/metrics/water_use.yml") -> PatternError:
    """The error that a pack with this file raises."""
    folder = put(tmp_path / "mine", name, source)
    with pytest.raises(PatternError) as caught:
        load_pack("en", [folder])
    return caught.value


FILE = "mine/en/metrics/water_use.yml"


@pytest.mark.parametrize(
    ("old", "new", "line", "rule", "reason"),
    [
        ("source:", "sauce:", 3, "water_use", "sauce: Extra inputs are not permitted"),
        ("title: Water use\n", "", 1, "water_use", "title: Field required"),
        ("  noun: [water use]", "  nuon: [water use]", 7, "water_use", "cues.nuon: Extra inputs are not permitted"),
        ("kind: volume", "kind: flow", 4, "water_use", "kind: String should match pattern"),
        ("units: [mass]", "units: []", 5, "water_use", "units: List should have at least 1 item"),
        ("[water use]", '["water(s use"]', 7, "water_use", "cues.noun.0: Value error, brackets do not match"),
        ("[water use]", "['-']", 7, "water_use", "cues.noun.0: Value error, '-' holds no word"),
        (
            "[water use]",
            "\n    - water use\n    - a|b(c)",
            9,
            "water_use",
            "cues.noun.1: Value error, 'a|b(c)': use either",
        ),
        ('\n  - "Water is used."', " []", 10, "water_use", "no_match: List should have at least 1 item"),
        ('\n  - text: "Water use was 7 tonnes."', " []", 8, "water_use", "match: List should have at least 1 item"),
        ("  - text:", "  - test:", 9, "water_use", "match.0.text: Field required"),
        ("id: water_use", "id: Water-Use", 1, "Water-Use", "id: String should match pattern"),
        ("kind: volume", "kind: volume\nkind: rate", 5, None, "the key 'kind' stands twice"),
        ("  noun: [water use]", "  noun: [water use]\n  noun: [water]", 8, None, "the key 'noun' stands twice"),
        ("  noun: [water use]", "  noun: &all [water use, *all]", 7, None, "a part of the file holds itself"),
        ("  noun: [water use]", "  ? [noun]\n  : [water use]", 7, None, "a key is not text"),
        ("[water use]", "[water use", 8, None, "not YAML: "),
        ("title: Water use", "title: a: b", 2, None, "not YAML: "),
        ("title: Water use", "title: \t@x", 2, None, "not YAML: "),
        ("id: water_use", "id: tea_use", None, "tea_use", "the file is named 'water_use.yml' but its id is 'tea_use'"),
    ],
)
def test_a_broken_file_is_named(
    tmp_path: Path, old: str, new: str, line: int | None, rule: str | None, reason: str
) -> None:
    assert METRIC.count(old) == 1 or old.startswith("[")
    error = broken(tmp_path, METRIC.replace(old, new, 1))
    assert error.path == FILE
    assert error.line == line
    assert error.rule == rule
    assert error.reason.startswith(reason)
    where = f"{FILE}:{line}" if line else FILE
    assert str(error) == (f"{where}: {rule}: {error.reason}" if rule else f"{where}: {error.reason}")
    assert isinstance(error, NevextractError)


@pytest.mark.parametrize("source", ["", "- a\n- b\n", "just words", "# nothing but a comment\n"])
def test_a_file_that_is_no_mapping(tmp_path: Path, source: str) -> None:
    assert str(broken(tmp_path, source)) == f"{FILE}:1: a pattern file is a YAML mapping"


def test_a_control_character_is_not_yaml(tmp_path: Path) -> None:
    error = broken(tmp_path, METRIC.replace("Water use\n", "Water\x00use\n", 1))
    assert error.path == FILE
    assert error.reason.startswith("not YAML: ")


@pytest.mark.parametrize(
    "name", ["en/metric/water_use.yml", "en/water_use.yml", "en/metrics/sub.yaml", "en/a/metrics/b.txt.yml"]
)
def test_a_kind_of_file_that_nobody_knows(tmp_path: Path, name: str) -> None:
    error = broken(tmp_path, METRIC, name)
    assert error.path == f"mine/{name}"
    assert error.reason.startswith("no kind of pattern file goes by this name")


def test_two_files_of_one_folder_may_not_share_kind_and_id(tmp_path: Path) -> None:
    put(tmp_path / "mine", "common/metrics/water_use.yml", METRIC)
    error = broken(tmp_path, METRIC)
    assert str(error) == f"{FILE}: water_use: the id stands in mine/common/metrics/water_use.yml already"


def test_the_same_id_in_another_kind_is_no_clash(tmp_path: Path) -> None:
    folder = put(tmp_path, "en/cues/exports.yml", CUE.format(id="exports"))
    pack = load_pack("en", [folder])
    assert "exports" in {m.id for m in pack.all("metric", MetricPattern)}
    assert "exports" in {c.id for c in pack.all("cue", CueFile)}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="no such folder of patterns") as caught:
        load_pack("en", [tmp_path / "nowhere"])
    assert caught.value.path == str(tmp_path / "nowhere")
    file = tmp_path / "file.yml"
    file.write_text(METRIC, "utf-8")
    with pytest.raises(PatternError, match="no such folder"):
        load_pack("en", [file])


def test_a_language_without_a_pack_names_those_that_have_one() -> None:
    with pytest.raises(LanguageError, match=r"'xx'.*packs for: en"):
        load_pack("xx")
    with pytest.raises(LanguageError):
        load_pack("common")


def test_scalars_stay_text(tmp_path: Path) -> None:
    folder = put(tmp_path, "en/cues/norway.yml", CUE.format(id="norway"))
    cue = next(c for c in load_pack("en", [folder]).all("cue", CueFile) if c.id == "norway")
    assert cue.groups[0].value == "NO"
    source = METRIC.replace("[mass]", "[NO, on, 1e3, 0x1F, 310000000.10, 2023-05-01, ~]")
    spec = parse(source, MetricPattern, "x.yml")
    assert isinstance(spec, MetricPattern)
    assert spec.units == ["NO", "on", "1e3", "0x1F", "310000000.10", "2023-05-01", "~"]


def test_a_file_of_the_same_id_replaces_ours_and_others_are_added(tmp_path: Path) -> None:
    put(tmp_path, "en/metrics/water_use.yml", METRIC)
    put(
        tmp_path,
        "en/metrics/exports.yml",
        METRIC.replace("water_use", "exports").replace("Water use\n", "My exports\n"),
    )
    ours = {m.id: m for m in load_pack("en").all("metric", MetricPattern)}
    mine = {m.id: m for m in load_pack("en", [tmp_path]).all("metric", MetricPattern)}
    assert set(mine) == {*ours, "water_use"}
    assert mine["exports"].title == "My exports"
    assert mine["exports"].units == ["mass"], "a file is replaced as a whole, not merged"
    assert mine["sales"] == ours["sales"]
    assert ours["exports"].title != "My exports"


def test_a_later_folder_wins(tmp_path: Path) -> None:
    for name in ("first", "second"):
        put(tmp_path / name, "en/metrics/water_use.yml", METRIC.replace("Water use\n", f"{name}\n", 1))

    def title(*folders: str) -> str:
        pack = load_pack("en", [tmp_path / f for f in folders])
        return next(m.title for m in pack.all("metric", MetricPattern) if m.id == "water_use")

    assert title("first", "second") == "second"
    assert title("second", "first") == "first"


def test_only_one_file_of_a_kind_without_id(tmp_path: Path) -> None:
    put(tmp_path, "en/weights.yml", "emission: {}\ntransition: {}\nnone: {}\ntemperature: 9\n")
    assert load_pack("en", [tmp_path]).one("weights", WeightsFile).temperature == 9.0
    with pytest.raises(PatternError, match="'nothing' file"):
        load_pack("en").one("nothing", WeightsFile)


def test_word_lists_are_replaced_by_name_and_skip_comments(tmp_path: Path) -> None:
    put(tmp_path, "en/lists/rivers.tsv", "# a comment\nElbe\tDE\n\nRhine\tDE\tlong\n")
    put(tmp_path, "common/lists/surnames.tsv", "Ode\n")
    pack = load_pack("en", [tmp_path])
    assert pack.rows("lists/rivers.tsv") == [("Elbe", "DE"), ("Rhine", "DE", "long")]
    assert pack.rows("lists/surnames.tsv") == [("Ode",)]
    assert pack.rows("lists/none.tsv") == []
    assert len(load_pack("en").rows("lists/surnames.tsv")) > 50


def test_a_pack_is_loaded_once() -> None:
    assert load_pack("en") is load_pack("en")
    assert load_pack("en", []) is load_pack("en", ())


def test_files_of_a_kind_come_sorted_by_id() -> None:
    ids = [m.id for m in load_pack("en").all("metric", MetricPattern)]
    assert ids == sorted(ids)
    assert len(ids) >= 40


def test_common_patterns_belong_to_every_language(tmp_path: Path) -> None:
    (tmp_path / "yy").mkdir()
    pack = load_pack("yy", [tmp_path])
    assert pack.one("exchange_rates", ExchangeRates)
    assert pack.all("metric", MetricPattern) == ()


def test_available_languages_are_the_folders(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "common").mkdir()
    put(tmp_path, "notes.yml", "a: b\n")
    assert "en" in available_languages()
    assert "common" not in available_languages()
    assert available_languages([tmp_path]) == tuple(sorted({*available_languages(), "xx"}))
    assert available_languages([tmp_path / "nowhere"]) == available_languages()


def test_a_broken_file_of_one_language_does_not_touch_another(tmp_path: Path) -> None:
    shutil.copytree(patterns_folder() / "en" / "units", tmp_path / "xx" / "units")
    put(tmp_path, "xx/metrics/water_use.yml", "broken")
    assert load_pack("en", [tmp_path]).all("metric", MetricPattern)
    with pytest.raises(PatternError):
        load_pack("xx", [tmp_path])


ALIASES = """\
id: mine
of: organisation
names:
  Brel Seating: [Brel]
  Haoda Wheel: [HDW, Haoda]
match:
  - text: "Yes."
no_match:
  - "No."
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("[HDW, Haoda]", "[HDW, Brel]", 1, "Value error, 'Brel' cannot stand for 'Haoda Wheel': it stands for"),
        ("[HDW, Haoda]", "[Brel Seating]", 1, "Value error, 'Brel Seating' cannot stand for 'Haoda Wheel': it has"),
        ("[HDW, Haoda]", "[]", 5, "names.Haoda Wheel: List should have at least 1 item"),
        ("of: organisation", "of: river", 2, "of: String should match pattern"),
        ("[HDW, Haoda]", "[HDW, CATL]", None, "'CATL' cannot stand for 'Haoda Wheel': in patterns/en/aliases/"),
    ],
)
def test_a_broken_table_of_aliases(tmp_path: Path, old: str, new: str, line: int | None, reason: str) -> None:
    error = broken(tmp_path, ALIASES.replace(old, new), "en/aliases/mine.yml")
    assert (error.path, error.rule, error.line) == ("mine/en/aliases/mine.yml", "mine", line)
    assert reason in error.reason


def test_aliases_of_ones_own_are_added_to_ours(tmp_path: Path) -> None:
    put(tmp_path, "en/aliases/mine.yml", ALIASES)
    aliases = aliases_of(load_pack("en", [tmp_path]))
    assert [aliases.form("organisation", name) for name in ("HDW", "CATL")] == [
        "Haoda Wheel",
        "Contemporary Amperex Technology",
    ]
