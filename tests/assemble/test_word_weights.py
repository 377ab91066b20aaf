"""What words around a number speak for: which words, where, and what their weights do to a reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from nevextract.assemble.readings import WORDS
from nevextract.assemble.view import SentenceView
from nevextract.assemble.word_weights import NONE, WordWeights, headline_of, rows_of, word_weights_of, words_at
from nevextract.errors import PatternError
from nevextract.explain.explain import explain
from nevextract.find.cues import cue_finder
from nevextract.find.nouns import noun_finder
from nevextract.mentions import Sentence
from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.pipeline import Extractor
from nevextract.tokens import tokenize

PACK = load_pack("en")
BERTHS = "By evening the berth had swallowed 9,240 cars, hull after hull."


def view_of(text: str, kind: str = "prose") -> SentenceView:
    """A text as one sentence."""
    tokens = tokenize(text)
    quantities, _ = QuantityFinder(PACK).find(tokens, text)
    cues = cue_finder(PACK).find(tokens)
    return SentenceView(
        Sentence(0, len(text), 0, len(tokens), kind, 0), tokens, quantities, cues, (), noun_finder(PACK)
    )


def own(folder: Path, *rows: str) -> Extractor:
    """An extractor whose words have these weights and no others."""
    path = folder / "en" / "lists" / "word_weights.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return Extractor([folder], "none")


def test_words_are_taken_up_to_the_next_number_and_the_end_of_the_clause() -> None:
    view = view_of("Gates opened; Velto's sheds stack 4,000 fresh shells daily and 900 doors weekly.")
    found = [(place, word) for place, word, _ in words_at(view, view.slots[0])]
    assert [word for place, word in found if place == "before"] == ["stack", "sheds"]  # no name, nearest first
    assert [word for place, word in found if place == "after"] == ["fresh", "shells", "daily"]
    assert {"opened", "stack", "weekly"} <= {word for place, word in found if place == "sentence"}


def test_weights_of_all_places_add_up_and_the_sentence_counts_half() -> None:
    view = view_of(BERTHS)
    weights = WordWeights(
        {
            ("before", "berth"): {"exports": 2.0, NONE: -1.0},
            ("sentence", "berth"): {"exports": 1.0},
            ("headline", "ships"): {"exports": 0.4},
        }
    )
    assert weights.of(view, view.slots[0], ("ships",)) == {"exports": pytest.approx(2.7), NONE: -1.0}
    assert weights.words_for(view, view.slots[0], "exports", ("ships",)) == [
        ("berth", pytest.approx(2.5)),
        ("ships", pytest.approx(0.2)),
    ]


def test_the_headline_is_the_first_heading() -> None:
    body, head = view_of("The port was busy."), view_of("Busy Days at the Port", "heading")
    assert headline_of([None, body, head]) == ("busy", "days", "port")
    assert headline_of([None, body]) == ()


def test_words_alone_give_a_number_its_metric_if_they_say_enough(tmp_path: Path) -> None:
    assert not own(tmp_path / "weak", "before\tberth\texports=2").extract(BERTHS).figures
    found = own(tmp_path / "strong", "before\tberth\texports=9").extract(BERTHS).figures
    assert [(f.metric, f.value, f.unit) for f in found] == [("exports", 9240, "vehicle")]


def test_words_speak_against_a_figure(tmp_path: Path) -> None:
    text = "Velto sold 4,100 cars to collectors."
    assert own(tmp_path / "a", "after\tcollectors\tnone=0.5").extract(text).figures
    assert not own(tmp_path / "b", "after\tcollectors\tnone=20").extract(text).figures


def test_words_tell_a_change_from_a_share(tmp_path: Path) -> None:
    text = "Sales of vans were 4,100, minivans 30 percent."
    read = {
        measure: own(tmp_path / measure, f"before\tminivans\tmeasure:{measure}=9").extract(text).figures[-1].measure
        for measure in ("change", "share")
    }
    assert read == {"change": "change", "share": "share"}


def test_an_explanation_names_the_words(tmp_path: Path) -> None:
    analysis = own(tmp_path, "before\tberth\texports=9", "inside\tcars\tnone=-0.5").analyse(BERTHS)
    chosen, *others = explain(BERTHS, analysis, patterns=[tmp_path]).parts[0].numbers[0].options
    assert [r.says for r in chosen.reasons if r.name == WORDS] == ["what the words around it speak for: berth +9.0"]
    none = next(option for option in others if option.metric is None)
    assert [r.adds for r in none.reasons if r.name == WORDS] == [-0.5]
    assert none.score == pytest.approx(sum(r.adds for r in none.reasons))


def test_rows_are_read_as_they_are_written(tmp_path: Path) -> None:
    rows = ["before\tberth\texports=1.25\tsales=-0.3", "sentence\tberth\tmeasure:share=0.5"]
    own(tmp_path, *rows)
    assert rows_of(word_weights_of(load_pack("en", (tmp_path,)))._weights) == rows


@pytest.mark.parametrize("row", ["before\tberth\texports", "before", "before\tberth\texports=much"])
def test_a_broken_row_is_told(tmp_path: Path, row: str) -> None:
    with pytest.raises(PatternError, match=r"word_weights.tsv: a row is PLACE, WORD and then MEANING=WEIGHT"):
        own(tmp_path, row).extract(BERTHS)


def test_the_weights_that_come_along_are_of_metrics_and_measures_that_there_are() -> None:
    weights = word_weights_of(PACK)._weights
    meanings = {meaning for found in weights.values() for meaning in found}
    measures = {f"measure:{name}" for name in ("level", "change", "share", "contribution")}
    assert len(weights) > 100
    assert meanings <= {NONE, *measures, *(item.id for item in PACK.files["metric"])}
