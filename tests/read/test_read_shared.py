"""Sentences and dates of publication against the annotated texts that stand beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nevextract.patterns import load_pack
from nevextract.read.language import detect_language
from nevextract.read.metadata import metadata
from nevextract.segment import segment
from nevextract.tokens import tokenize

GOLD = Path(__file__).parents[3] / "shared" / "gold"
FILES = sorted(path for part in ("seeds", "dev") for path in (GOLD / part).glob("*.gold.json"))
# Links to other articles count as no figures, though this one is annotated.
TEASERS = {("w26", "Over 30 pct")}

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason="no annotated texts here")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.split(".")[0])
def test_annotated_text(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
    tokens, pack = tokenize(text), load_pack("en")
    assert detect_language(text) == "en"
    published = metadata(text, tokens, pack).published
    assert (published.isoformat() if published else None) == gold.get("published")
    sentences = segment(text, tokens, pack)
    for figure in gold["figures"]:
        quote, start = figure["quote"], -1
        for _ in range(figure.get("nth", 1)):
            start = text.index(quote, start + 1)
        around = [s for s in sentences if s.start < start + len(quote) and s.end > start]
        assert len(around) == 1, quote
        if not figure.get("optional") and (gold["id"], quote) not in TEASERS:
            assert around[0].kind != "furniture", quote
