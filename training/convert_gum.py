"""The converter for GUM: nested mentions of entities in the MISC column; a name is one whose head is a proper noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from convert_iob import blocks
from labels import GUM, label_of
from spans import Example, from_tokens

BRACKET = re.compile(r"\((?P<open>[^()]+)(?P<close>\))?|(?P<end>[^()]+)\)")
INSIDE = frozenset(["of", "for", "the", "and", "&", "-", "'s", "’s", "de", "."])


class Token(NamedTuple):
    """A word of the treebank."""

    form: str
    upos: str
    entity: str


class Entity(NamedTuple):
    """Tokens [first, last) that mention an entity of the kind `kind`, `head` the one that matters most."""

    first: int
    last: int
    kind: str
    head: int


def gum(path: Path, countries: frozenset[str]) -> Iterator[Example]:
    """The sentences of one document. `countries` are named as organisations too, and are places here."""
    for lines in blocks(path):
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        tokens = [Token(row[1], row[3], _entity(row[9])) for row in rows if row[0].isdigit()]
        runs = _runs(tokens, countries)
        example = from_tokens([t.form for t in tokens], runs, text) if tokens else None
        if example is not None:
            yield example


def _entity(misc: str) -> str:
    return next((part.removeprefix("Entity=") for part in misc.split("|") if part.startswith("Entity=")), "")


def _entities(tokens: Sequence[Token]) -> Iterator[Entity]:
    waiting: dict[str, list[tuple[int, str, str]]] = {}
    for i, token in enumerate(tokens):
        for found in BRACKET.finditer(token.entity):
            opened = found["open"]
            if opened is not None:
                group, kind, *more = opened.split("-")
                span = more[2] if len(more) > 2 else "1"
                if found["close"]:
                    yield _made(i, i + 1, kind, span)
                else:
                    waiting.setdefault(group, []).append((i, kind, span))
            elif waiting.get(found["end"]):
                first, kind, span = waiting[found["end"]].pop()
                yield _made(first, i + 1, kind, span)


def _made(first: int, last: int, kind: str, span: str) -> Entity:
    head = int(span.split(",")[0]) if span.split(",")[0].isdigit() else 1
    return Entity(first, last, kind, min(first + head - 1, last - 1))


def _runs(tokens: Sequence[Token], countries: frozenset[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for entity in sorted(_entities(tokens), key=lambda e: (e.first - e.last, e.first)):
        if tokens[entity.head].upos != "PROPN":
            continue
        first, last = _name(tokens, entity)
        name = " ".join(t.form for t in tokens[first:last])
        label = "LOC" if name in countries else label_of(entity.kind, name, GUM)
        if label is not None and all(last <= a or b <= first for a, b, _ in found):
            found.append((first, last, label))
    return sorted(found)


def _name(tokens: Sequence[Token], entity: Entity) -> tuple[int, int]:
    """The proper name within a mention: all of it, or the proper nouns around its head."""
    first, last = entity.first, entity.last
    while first < entity.head and tokens[first].upos == "DET":
        first += 1
    if all(t.upos == "PROPN" or t.form in INSIDE for t in tokens[first:last]):
        while last - 1 > entity.head and tokens[last - 1].upos != "PROPN":
            last -= 1
        return first, last
    first, last = entity.head, entity.head + 1
    while first > entity.first and tokens[first - 1].upos == "PROPN":
        first -= 1
    while last < entity.last and tokens[last].upos == "PROPN":
        last += 1
    return first, last
