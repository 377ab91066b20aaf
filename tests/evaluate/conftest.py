"""Annotated texts of a few words, written to a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from annotated import TEXT, Writes

from nevextract.evaluate.compare import Measures
from nevextract.numbers.units import UnitTable
from nevextract.patterns import load_pack


@pytest.fixture
def write(tmp_path: Path) -> Writes:
    """Writes NAME.txt and NAME.gold.json and gives the folder; `gold` may be a text that is no JSON."""

    def do(name: str, gold: dict[str, Any] | str, text: str | None = TEXT) -> Path:
        source = gold if isinstance(gold, str) else json.dumps(gold)
        (tmp_path / f"{name}.gold.json").write_text(source, "utf-8")
        if text is not None:
            (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        return tmp_path

    return do


@pytest.fixture(scope="session")
def measures() -> Measures:
    return Measures(UnitTable.from_pack(load_pack("en")))
