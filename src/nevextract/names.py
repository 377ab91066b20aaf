"""The names of a text by themselves: places, organisations, facilities, persons, projects and products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from nevextract.assemble.project_mentions import project_mentions
from nevextract.characters import even
from nevextract.find.model import NONE, SHIPPED, recogniser
from nevextract.find.model_names import model_names
from nevextract.find.name_values import FACILITY, ORGANISATION, PERSON, PLACE, PRODUCT, PROJECT, PlaceValue
from nevextract.find.named import merged, named
from nevextract.find.small_letters import with_capitals
from nevextract.mentions import Mention
from nevextract.patterns import available_languages, load_pack
from nevextract.read.language import detect_language
from nevextract.segment import segment
from nevextract.tokens import tokenize

LABELS = {
    ORGANISATION: "ORG",
    PLACE: "LOC",
    FACILITY: "FAC",
    PERSON: "PERSON",
    PROJECT: "PROJECT",
    PRODUCT: "PRODUCT",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands at [start, end) of the text, in code points.

    `label` is ORG, LOC, FAC, PERSON, PROJECT or PRODUCT; a development zone is FAC.
    """

    text: str
    start: int
    end: int
    label: str

    def as_dict(self) -> dict[str, str | int]:
        """The name as it is printed in JSON."""
        return asdict(self)


def names_of(text: str, *, patterns: Sequence[Path] = (), model: str = SHIPPED) -> tuple[Name, ...]:
    """The names of a text in its order, none overlapping another; none where its language is not known.

    `model` is the name or path of a recogniser used beside the rules, "none" for rules alone. Raises `ModelError` where
    there is no such model.
    """
    language = detect_language(text)
    if language not in available_languages(tuple(patterns)):
        return ()
    pack = load_pack(language, tuple(patterns))
    plain = even(text)
    tokens = tokenize(plain)
    sentences = segment(plain, tokens, pack)
    used = None if model == NONE else recogniser(model)
    cased, words = with_capitals(plain, tokens, pack)
    found = named(words, cased, sentences, pack, used)
    found = merged(model_names(pack).find(words, cased, sentences, found), found)
    found = merged(list(project_mentions(pack).find(words, cased, sentences)), found)
    return tuple(_name(text, mention) for mention in found)


def _name(text: str, mention: Mention) -> Name:
    zone = isinstance(mention.value, PlaceValue) and mention.value.kind == "zone"
    label = LABELS[FACILITY] if zone else LABELS[mention.kind]
    return Name(text[mention.start : mention.end], mention.start, mention.end, label)
