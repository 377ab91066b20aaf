"""The names of a text by themselves: places, organisations, facilities, persons, projects and products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from nevextract.assemble.project_names import NAMED, project_names
from nevextract.find.model import NONE, SHIPPED, recogniser
from nevextract.find.name_values import FACILITY, ORGANISATION, PERSON, PLACE, PRODUCT, PROJECT, NameValue, PlaceValue
from nevextract.find.named import merged, named
from nevextract.mentions import Mention, Sentence
from nevextract.patterns import Pack, available_languages, load_pack
from nevextract.read.language import detect_language
from nevextract.segment import segment
from nevextract.tokens import Token, tokenize

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
    tokens = tokenize(text)
    sentences = segment(text, tokens, pack)
    used = None if model == NONE else recogniser(model)
    found = named(tokens, text, sentences, pack, used)
    found = merged(list(_projects(tokens, text, sentences, pack)), found)
    return tuple(_name(text, mention) for mention in found)


def _projects(tokens: Sequence[Token], text: str, sentences: Sequence[Sentence], pack: Pack) -> Iterator[Mention]:
    """The projects that the rules find by name."""
    finder = project_names(pack)
    for sentence in sentences:
        for name in finder.find(tokens, sentence):
            if name.rule == NAMED:
                start, end = tokens[name.first].start, tokens[name.last - 1].end
                yield Mention(PROJECT, start, end, name.rule, NameValue(text[start:end], PROJECT, start))


def _name(text: str, mention: Mention) -> Name:
    zone = isinstance(mention.value, PlaceValue) and mention.value.kind == "zone"
    label = LABELS[FACILITY] if zone else LABELS[mention.kind]
    return Name(text[mention.start : mention.end], mention.start, mention.end, label)
