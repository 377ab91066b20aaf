"""Names by a model beside those by rules."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy

from nevextract import Extractor
from nevextract.assemble.names import document_names
from nevextract.errors import ModelError
from nevextract.find.model import SHIPPED, Recogniser, recogniser
from nevextract.find.name_values import ORGANISATION, PERSON, PLACE, NameValue, PlaceValue
from nevextract.find.named import merged
from nevextract.mentions import Mention
from nevextract.names import names_of
from nevextract.patterns import load_pack
from nevextract.segment import segment
from nevextract.tokens import tokenize

TEXT = "Petra Vogelsang, who heads Nordwerk Automotive, came to Lisbon on Monday. Nordwerk Automotive makes seats."


def found(text: str, model: str) -> set[tuple[str, str]]:
    return {(name.text, name.label) for name in names_of(text, model=model)}


def test_the_shipped_model_finds_persons_that_no_rule_knows() -> None:
    text = "In spring the buyers met Petra Vogelsang in Lisbon."
    assert ("Petra Vogelsang", "PERSON") in found(text, SHIPPED)
    assert ("Petra Vogelsang", "PERSON") not in found(text, "none")


def test_offsets_are_those_of_the_text() -> None:
    text = "News\n\n  " + TEXT.replace(". ", ".\n\t")
    for name in names_of(text):
        assert text[name.start : name.end] == name.text


def test_names_of_nothing() -> None:
    assert names_of("") == ()


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """A spaCy pipeline with the labels of others, and one that finds no place at all."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "GPE", "pattern": "Zorbia"},
            {"label": "NORP", "pattern": "Zorbian"},
            {"label": "PERSON", "pattern": "Petra Vogelsang"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_labels_of_other_models_are_mapped(other_model: Path) -> None:
    names = found("Petra Vogelsang flew to Zorbia in a Zorbian plane.", str(other_model))
    assert names == {("Petra Vogelsang", "PERSON"), ("Zorbia", "LOC")}


@pytest.mark.parametrize(
    ("text", "label", "name", "kept"),
    [
        ("Buyers Flock Early To Quuxmere Electric Vehicle Fair\n\nIt rained.", "ORG", "Quuxmere", None),
        ("They met at Quuxmere in spring.", "LOC", "Quuxmere", "LOC"),
        ("They praised Quuxmere in spring.", "LOC", "Quuxmere", None),
        ("Seats come from Bosch, Quuxmere and SKF.", "ORG", "Quuxmere", "ORG"),
        ("They praised Quuxmere in spring.", "ORG", "Quuxmere", None),
        ("They praised Quuxmere Lamp Project in spring.", "ORG", "Quuxmere Lamp Project", "PROJECT"),
        ("They praised First Phase in spring.", "ORG", "First Phase", None),
        ("They praised The Company in spring.", "ORG", "The Company", None),
        ("They praised Quuxmere 4.5 Lamps in spring.", "ORG", "Quuxmere 4.5 Lamps", None),
        ("They praised Quuxmere Jul Lamps in spring.", "ORG", "Quuxmere Jul Lamps", None),
        ("They praised Quuxmere seals Lamps in spring.", "ORG", "Quuxmere seals Lamps", None),
        ("They praised Quuxmere Lamp Summit in spring.", "ORG", "Quuxmere Lamp Summit", None),
        ("Quuxmere Outlook\n\nIt rained in the town for days.", "ORG", "Quuxmere Outlook", None),
        ("They met at Memorandums of Quuxmere in spring.", "LOC", "Quuxmere", None),
        ("They praised Quuxmere Hungary in spring.", "PERSON", "Quuxmere Hungary", None),
        ("They met near the town of Quuxmere in spring.", "LOC", "Quuxmere", "LOC"),
        ("They praised buses of Quuxmere in spring.", "LOC", "Quuxmere", None),
        ("They met at QUX in spring.", "LOC", "QUX", None),
        ("They praised Quuxmere - Brel in spring.", "ORG", "Quuxmere - Brel", None),
        ("They praised Quuxmere-Brel in spring.", "ORG", "Quuxmere-Brel", "ORG"),
        ("They praised 9Q, Bosch and SKF in spring.", "ORG", "9Q", None),
        ("They praised their Hungary plant in spring.", "FAC", "Hungary plant", None),
        ("They praised Quuxmere Brel in spring.", "FAC", "Quuxmere Brel", None),
        ("They praised Quuxmere plant in spring.", "FAC", "Quuxmere plant", "FAC"),
        ("They praised Quuxmere Lamps in spring.", "PROJECT", "Quuxmere Lamps", None),
        ("In Q3 they praised lamps.", "PRODUCT", "Q3", None),
        ("They praised Quuxmere. It is Quuxmere that counts.", "ORG", "Quuxmere", "ORG"),
        ("They sold 12 Quuxmere. It is Quuxmere that counts.", "ORG", "Quuxmere", None),
    ],
)
def test_what_is_believed(tmp_path: Path, text: str, label: str, name: str, kept: str | None) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": label, "pattern": name}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    assert dict(found(text, str(tmp_path / "model"))).get(name) == kept


@pytest.mark.parametrize(
    ("text", "label", "span", "kept"),
    [
        ("They met Ms. Quuxmere Brel in spring.", "PERSON", "Ms. Quuxmere Brel", "Quuxmere Brel"),
        ("They met Quuxmere Brel - 2 in spring.", "PERSON", "Quuxmere Brel - 2", "Quuxmere Brel"),
        ("They met Quuxmere Brel (left in spring.", "PERSON", "Quuxmere Brel (left", "Quuxmere Brel"),
        ("They met Quuxmere Brel    Hotline in spring.", "PERSON", "Quuxmere Brel    Hotline", "Quuxmere Brel"),
    ],
)
def test_what_hangs_on_a_name_is_cut(tmp_path: Path, text: str, label: str, span: str, kept: str) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": label, "pattern": span}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    assert found(text, str(tmp_path / "model")) == {(kept, label)}


def test_the_output_tells_which_model_was_used(other_model: Path) -> None:
    text = "The plant sold 4,500 trucks in 2022."
    assert Extractor(model=str(other_model)).extract(text).model == "en_pipeline 0.0.0"
    assert Extractor(model="none").extract(text).model is None
    shipped = Extractor(model=SHIPPED).extract(text).model
    assert shipped is not None
    assert Extractor().extract(text).model == shipped
    assert shipped.startswith(f"{SHIPPED} ")


class Listening(Recogniser):
    """A recogniser that finds nothing and keeps what it is asked to read."""

    language = "en"

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def find(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Mention]:
        self.read.extend(text[start:end].strip() for start, end in spans)
        return []


def test_figures_ask_the_model_only_what_the_rules_leave_open() -> None:
    text = "Buyers praised Quuxmere 12 times. BYD sold 14 cars in March. Sales rose by 3 percent. Quuxmere is old."
    pack, tokens, listening = load_pack("en"), tokenize(text), Listening()
    document_names(text, tokens, segment(text, tokens, pack), pack, listening)
    assert listening.read == ["Buyers praised Quuxmere 12 times."]


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model 'nosuch'"):
        _ = Recogniser("nosuch").name
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no ner component"):
        _ = Recogniser(str(tmp_path / "blank")).name


def test_rules_alone_do_not_load_spacy() -> None:
    code = (
        "import sys; from nevextract.names import names_of; "
        "names_of('Hefei grew.', model='none'); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_model_is_small_and_holds_no_training_words() -> None:
    folder = Path(__file__).parents[2] / "src" / "nevextract" / "models" / SHIPPED
    assert sum(file.stat().st_size for file in folder.rglob("*")) < 8_000_000
    strings = (folder / "vocab" / "strings.json").read_text("utf-8")
    assert "Wikipedia" not in strings
    assert len(strings) < 50_000
    assert {"LICENSE", "ATTRIBUTION.md", "README.md"} <= {file.name for file in folder.iterdir()}


def test_the_same_names_in_whatever_order_texts_come() -> None:
    alone = recogniser(SHIPPED).find(TEXT, [(0, 73), (74, len(TEXT))])
    assert [m.start for m in alone] == sorted(m.start for m in alone)
    assert recogniser(SHIPPED).find(TEXT, [(74, len(TEXT))]) == [m for m in alone if m.start >= 74]


def mention(kind: str, start: int, end: int) -> Mention:
    value = PlaceValue("x", "city") if kind == PLACE else NameValue("x", kind, start)
    return Mention(kind, start, end, "test", value)


@pytest.mark.parametrize(
    ("surer", "other", "kept"),
    [
        (mention(PLACE, 0, 5), mention(ORGANISATION, 0, 9), [ORGANISATION]),
        (mention(PLACE, 0, 5), mention(ORGANISATION, 0, 5), [PLACE]),
        (mention(PLACE, 0, 5), mention(ORGANISATION, 3, 12), [PLACE]),
        (mention(ORGANISATION, 0, 5), mention(ORGANISATION, 0, 9), [ORGANISATION]),
        (mention(PLACE, 0, 5), mention(PERSON, 6, 9), [PLACE, PERSON]),
    ],
)
def test_where_names_meet(surer: Mention, other: Mention, kept: list[str]) -> None:
    result = merged([surer], [other])
    assert [m.kind for m in result] == kept
    assert result == sorted(result, key=lambda m: m.start)
