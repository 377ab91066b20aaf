"""How sure a figure is: the evidence that is seen, and that more of it means more confidence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nevextract import Extractor
from nevextract.assemble.confidence import probability
from nevextract.patterns import load_pack
from nevextract.patterns.confidence import ConfidenceFile

ROOT = Path(__file__).parents[2]
WEIGHTS = load_pack("en").one("confidence", ConfidenceFile).model_dump()
EXTRACTOR = Extractor()
TABLE = "Deliveries in May 2024\n\nModel | Deliveries | Change\nOV5 | 24,905 | +43.8%\nOV7 | 11,505 | +76.8%\n"


def evidence(text: str, quote: str) -> dict[str, float]:
    """What the confidence of the figure with this quote stands on."""
    analysis = EXTRACTOR.analyse(text)
    assert len(analysis.evidence) == len(analysis.document.figures)
    found = [e for f, e in zip(analysis.document.figures, analysis.evidence, strict=True) if f.quote == quote]
    return dict(found[0])


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("Production reached 5,200 cars in May.", "5,200 cars", {"named": 1}),
        ("Production was 9,100 cars in May. In June it was 8,700 cars.", "8,700 cars", {"carried": 1, "named": 0}),
        ("The park is home to 310 enterprises.", "310 enterprises", {"unit_decides": 1}),
        ("The penetration rate rose by 4 percentage points.", "4 percentage points", {"points": 1}),
        ("In May production was 5,200 cars and revenue 310 million yuan.", "5,200 cars", {"other_metrics": 1}),
        ("In May production was 5,200 cars, in a hall of 120 metres.", "5,200 cars", {"unread": 0.5}),
        ("Production was 5,200 cars in May. Sales were 5,200 cars in June.", "5,200 cars", {"contradicted": 1}),
        ("The number of enterprises rose by 12 percent.", "12 percent", {"doubted": 1}),
        (TABLE, "24,905", {"table": 1, "odds": 0, "named": 0}),
    ],
)
def test_evidence(text: str, quote: str, wanted: dict[str, float]) -> None:
    found = evidence(text, quote)
    assert found["base"] == 1
    assert {name: found.get(name, 0) for name in wanted} == wanted


def test_a_plain_statement_has_nothing_against_it() -> None:
    found = evidence("Production reached 5,200 cars in May.", "5,200 cars")
    assert set(found) == {"base", "odds", "metric_odds", "named"}
    assert found["metric_odds"] >= found["odds"] > 0


def test_the_confidence_is_what_the_evidence_amounts_to() -> None:
    analysis = EXTRACTOR.analyse(
        "Exports rose 9 percent to 5,200 cars in May, of which 900 went to Mexico.\n\n" + TABLE
    )
    wanted = [round(probability(e, WEIGHTS), 4) for e in analysis.evidence]
    assert [f.confidence for f in analysis.document.figures] == wanted
    assert len(wanted) > 5


@given(st.floats(-9, 9), st.floats(0, 9), st.sampled_from(["odds", "metric_odds"]))
def test_a_surer_reading_is_never_less_sure_in_the_end(odds: float, more: float, name: str) -> None:
    less, surer = ({"base": 1.0, "odds": odds, "metric_odds": odds, name: odds + step} for step in (0, more))
    assert 0 <= probability(less, WEIGHTS) <= probability(surer, WEIGHTS) <= 1


@pytest.mark.parametrize("change", [{"odds": -0.1}, {"metric_odds": -1}, {"named": "much"}, {"anything": 1}])
def test_weights_that_make_no_sense_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ConfidenceFile.model_validate(WEIGHTS | change)


def test_the_fit_gives_every_weight_and_its_worth() -> None:
    script = ROOT / "training" / "confidence.py"
    line = [sys.executable, str(script), "--seen", str(ROOT / "samples")]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    weights = [line.split(": ") for line in done.stdout.splitlines()[-len(WEIGHTS) :]]
    assert [name for name, _ in weights] == list(WEIGHTS)
    ConfidenceFile.model_validate({name: float(value) for name, value in weights})
    assert "(4 texts, 54 figures): expected calibration error" in done.stdout
