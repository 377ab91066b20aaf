"""Names by a trained recogniser: a spaCy pipeline with an `ner` component, ours or another. Loaded on first use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from nevextract.errors import ModelError
from nevextract.find.name_values import FACILITY, ORGANISATION, PERSON, PLACE, PRODUCT, PROJECT, NameValue, PlaceValue
from nevextract.find.name_values import plain as one_line
from nevextract.mentions import Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = "en_nev_names"
NONE = "none"
DEFAULT_MODEL = SHIPPED
RULE = "names.model"
BATCH = 128  # sentences at a time: more cost memory and gain nothing
KINDS = {
    "ORG": ORGANISATION,
    "LOC": PLACE,
    "GPE": PLACE,
    "FAC": FACILITY,
    "PERSON": PERSON,
    "PER": PERSON,
    "PROJECT": PROJECT,
    "PRODUCT": PRODUCT,
}
"""Labels of this and other models, and the kind of mention they make. All others (NORP, DATE, MISC, ...) make none."""
_UNFILLED = "nevextract.unfilled.v1"
_UNUSED = ("parser", "tagger", "morphologizer", "attribute_ruler", "lemmatizer", "senter", "textcat", "entity_linker")


class Recogniser:
    """Finds names with a spaCy pipeline. Cheap to make; the pipeline is loaded when the first text comes.

    `source` is the name of a model that comes with nevextract, of an installed spaCy package, or a folder. Using it
    raises `ModelError` where there is no such model or it finds no names.
    """

    def __init__(self, source: str = SHIPPED) -> None:
        self._source = source

    @property
    def name(self) -> str:
        """The model's name and version: "en_nev_names 1.0.0"."""
        meta = self._pipeline.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    @property
    def language(self) -> str:
        """The code of the language that the model reads."""
        return str(self._pipeline.lang)

    def find(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Mention]:
        """The names within each of the spans [start, end) of a text, in order.

        A name that is labelled one way here and another way there takes the label it has most often.
        """
        pieces = (_flat(text[start:end]) for start, end in spans)
        docs = self._pipeline.pipe(pieces, batch_size=BATCH)
        found = [entity for (start, _), doc in zip(spans, docs, strict=True) for entity in _entities(doc, start)]
        counts: dict[str, Counter[str]] = {}
        for start, end, kind in found:
            counts.setdefault(text[start:end], Counter())[kind] += 1
        return [_mention(text, start, end, _usual(counts[text[start:end]], kind)) for start, end, kind in found]

    @cached_property
    def _pipeline(self) -> Language:
        return _load(self._source)


@lru_cache(maxsize=4)
def recogniser(source: str) -> Recogniser:
    """The recogniser of a source, loaded once per process."""
    return Recogniser(source)


def shipped() -> tuple[str, ...]:
    """The names of the models that come with nevextract."""
    folder = files("nevextract") / "models"
    return tuple(sorted(each.name for each in folder.iterdir() if each.is_dir())) if folder.is_dir() else ()


def available(source: str) -> bool:
    """Whether there is such a model, without loading it."""
    return source in shipped() or Path(source).is_dir() or _is_package(source)


def check_model(source: str) -> None:
    """Raise `ModelError` where there is no such model; "none" is always there."""
    if source != NONE and not available(source):
        known = ", ".join((*shipped(), NONE))
        raise ModelError(f"no model {source!r}: neither one of ours ({known}), a folder, nor an installed package")


def _is_package(source: str) -> bool:
    return source.isidentifier() and find_spec(source) is not None


def _load(source: str) -> Language:
    import spacy  # slow to import, and not needed where no model is used

    check_model(source)
    try:
        if source in shipped():
            with as_file(files("nevextract") / "models" / source) as folder:
                nlp = spacy.load(folder, config={"nlp.tokenizer": {"@tokenizers": _unfilled_tokenizer()}})
        else:
            nlp = spacy.load(source, disable=_UNUSED)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"the model {source!r} cannot be loaded: {error}") from error
    if "ner" not in nlp.pipe_names:
        raise ModelError(f"the model {source!r} finds no names: it has no ner component")
    return nlp


def _unfilled_tokenizer() -> str:
    """The name of a tokenizer without rules: those of the model's folder are put in, so the usual ones need not be."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    def make() -> Callable[[Language], Tokenizer]:
        return lambda nlp: Tokenizer(nlp.vocab)

    registry.tokenizers.register(_UNFILLED, func=make)
    return _UNFILLED


def _flat(piece: str) -> str:
    """The text with line ends and tabs as blanks, which is how it was trained; offsets stay."""
    return "".join(" " if char.isspace() else char for char in piece)


def _entities(doc: Doc, offset: int) -> Iterator[tuple[int, int, str]]:
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        words = entity.text.rstrip(" ,;:")
        blank = len(words) - len(words.lstrip())
        if kind is not None and any(char.isalnum() for char in words):
            start = offset + entity.start_char
            yield start + blank, start + len(words), kind


def _usual(counts: Counter[str], kind: str) -> str:
    best = max(counts.values())
    return kind if counts[kind] == best else min(k for k, n in counts.items() if n == best)


def _mention(text: str, start: int, end: int, kind: str) -> Mention:
    name = one_line(text[start:end])
    value = PlaceValue(name, "city") if kind == PLACE else NameValue(name, kind, start)
    return Mention(kind, start, end, RULE, value)
