"""What the benchmark does in the environment of a contender."""

from __future__ import annotations

import cProfile
import json
from pathlib import Path

import environments
import measure
import pytest


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("/home/me/src/nevextract/find/names.py", "nevextract.find"),
        ("/home/me/src/nevextract/tokens.py", "nevextract.tokens"),
        ("/nevextract/.venv/lib/python3.11/site-packages/pydantic/main.py", "pydantic"),
        ("/usr/lib/python3.11/re/__init__.py", "Python"),
        ("<string>", "Python"),
    ],
)
def test_a_file_belongs_to_a_part_of_the_program(file: str, part: str) -> None:
    assert measure.part_of(file) == part


def test_shares_add_up_and_what_is_built_in_counts_for_its_caller() -> None:
    profile = cProfile.Profile()
    profile.enable()
    json.dumps([list(range(1000)) for _ in range(50)])
    profile.disable()
    found = measure.shares(profile)
    assert sum(found.values()) == pytest.approx(1)
    assert set(found) <= {"Python"}


def lines(folder: Path, *texts: str) -> Path:
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return file


def test_all_texts_are_read_in_their_time_and_one_where_there_is_none(tmp_path: Path) -> None:
    seen: list[str] = []
    file = lines(tmp_path, "one", "two é")
    found = measure.measured(seen.append, measure.texts_of(file), 60)
    assert seen == ["one", "two é"]
    assert (found["documents"], found["bytes"]) == (2, 9)
    assert measure.measured(lambda text: sum(range(100_000)), measure.texts_of(file), 0)["documents"] == 1


@pytest.mark.parametrize("name", ["none", "find_quantities", "tokens", "spacy"])
def test_contenders_of_our_own_environment_run(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines(tmp_path, "In 2023 the plant in Wuhan made 12,300 cars.")
    measure.main([name, str(file), *(["--profile"] if name == "none" else [])])
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] == 1
    assert found["peak"] > 10
    assert ("shares" in found) == (name == "none")


def test_only_the_others_have_an_environment_of_their_own() -> None:
    own = {name: environments.environment_of(name) for name in measure.CONTENDERS}
    assert {name for name, environment in own.items() if environment} == {
        "quantulum3", "recognizers-number", "recognizers-unit", "recognizers-date"
    }  # fmt: skip


def test_an_environment_that_cannot_be_made_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(environments.NEEDS, "quantulum3", (str(tmp_path / "there-is-no-such-package"),))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    found = environments.python_of("quantulum3", tmp_path)
    assert isinstance(found, str)
    assert found.startswith("quantulum3 is skipped: it cannot be installed: ")
