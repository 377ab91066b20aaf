"""nevextract as a part of a spaCy pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nevextract

TEXT = "The base exported 7,200 buses in 2022. Yanfeng supplies seats to Geely."
OTHER = "In 2021 the city's output value reached 4.1 billion yuan."
STORES = """\
id: stores
title: Sales outlets
kind: count
units: [shop]
decides: [shop]
cues: {noun: ["store(|s)"]}
match:
  - text: "The brand ran 310 stores."
    figures: [{metric: stores, value: 310}]
no_match:
  - "The store managers met."
"""


@pytest.fixture
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("nevextract")
    return pipeline


def test_records_are_on_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    document = nevextract.extract(TEXT)
    assert doc._.nevextract == document
    assert [(f.metric, f.value) for f in doc._.figures] == [("exports", 7200)]
    assert doc._.figures == document.figures
    assert doc._.projects == document.projects
    assert [s.name for s in doc._.suppliers] == ["Yanfeng"]


def test_spans_cover_the_quotes(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["figures"]] == [("7,200 buses", "exports")]


@pytest.mark.parametrize("text", ["", "   \n", "Nothing to see here."])
def test_texts_without_figures(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.figures == ()
    assert list(doc.spans["figures"]) == []


def test_a_doc_that_never_went_through_has_no_records() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("nevextract")  # makes the attributes known
    assert blank.make_doc(TEXT)._.figures == ()


def test_many_texts_as_a_stream(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, OTHER] * 3, batch_size=2))
    assert [doc._.figures[0].metric for doc in docs] == ["exports", "output_value"] * 3


def test_with_other_components_in_front(nlp: Language) -> None:
    nlp.add_pipe("sentencizer", first=True)
    doc = nlp(TEXT)
    assert len(list(doc.sents)) == 2
    assert len(doc._.figures) == 1


def test_own_patterns_and_the_way_to_disk_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "patterns" / "en" / "metrics"
    folder.mkdir(parents=True)
    (folder / "stores.yml").write_text(STORES, "utf-8")
    made = spacy.blank("en")
    made.add_pipe("nevextract", config={"patterns": [str(tmp_path / "patterns")]})
    made.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["nevextract"]
    text = "The brand ran 310 stores."
    for pipeline in (made, loaded):
        assert [(f.metric, f.value) for f in pipeline(text)._.figures] == [("stores", 310)]
    plain = spacy.blank("en")
    plain.add_pipe("nevextract")
    assert plain(text)._.figures == ()
