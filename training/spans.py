"""The common form of training text: sentences with labelled spans, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LABELS = ("ORG", "LOC", "FAC", "PERSON", "PROJECT", "PRODUCT")

NO_SPACE_BEFORE = frozenset(
    [",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’", "”"]
)
NO_SPACE_AFTER = frozenset(["(", "[", "$", "#", "“"])


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of a sentence's text that are a name of the kind `label`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its names, in text order, none overlapping another."""

    text: str
    spans: tuple[Span, ...]


def from_tokens(tokens: Sequence[str], runs: Iterable[tuple[int, int, str]], text: str | None = None) -> Example | None:
    """The sentence of these tokens; `runs` are (first, last, label) over tokens [first, last).

    Where `text` is given the tokens are found in it, else they are joined as they are usually printed. None where a
    token does not stand in the text.
    """
    places = _joined(tokens) if text is None else _aligned(tokens, text)
    if places is None:
        return None
    whole, offsets = places
    spans = tuple(Span(offsets[a][0], offsets[b - 1][1], label) for a, b, label in runs)
    return Example(whole, spans)


def _aligned(tokens: Sequence[str], text: str) -> tuple[str, list[tuple[int, int]]] | None:
    offsets, at = [], 0
    for token in tokens:
        start = text.find(token, at)
        if start < 0:
            return None
        at = start + len(token)
        offsets.append((start, at))
    return text, offsets


def _joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    offsets: list[tuple[int, int]] = []
    parts: list[str] = []
    at = 0
    quoted = False
    for i, token in enumerate(tokens):
        glued = i == 0 or token in NO_SPACE_BEFORE or tokens[i - 1] in NO_SPACE_AFTER
        if token in ('"', "''", "``"):
            glued = glued or quoted
            quoted = not quoted
            token = '"'  # noqa: S105 - a quotation mark
        elif i > 0 and tokens[i - 1] in ('"', "''", "``") and quoted:
            glued = True
        if not glued:
            parts.append(" ")
            at += 1
        offsets.append((at, at + len(token)))
        parts.append(token)
        at += len(token)
    return "".join(parts), offsets


def runs_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The (first, last, tag) of IOB tags, IOB1 and IOB2 alike."""
    begin: int | None = None
    kind = ""
    for i, tag in enumerate([*tags, "O"]):
        head, _, rest = tag.partition("-")
        if begin is not None and (head != "I" or rest != kind):
            yield begin, i, kind
            begin = None
        if head != "O" and begin is None:
            begin, kind = i, rest


def write(path: Path, examples: Iterable[Example]) -> int:
    """Write the examples, one JSON object a line; how many there were."""
    number = 0
    with path.open("w", encoding="utf-8") as stream:
        for number, example in enumerate(examples, 1):  # noqa: B007 - the last number is the count
            spans = [[s.start, s.end, s.label] for s in example.spans]
            stream.write(json.dumps({"text": example.text, "spans": spans}, ensure_ascii=False) + "\n")
    return number


def read(path: Path) -> Iterator[Example]:
    """The examples of a file that `write` wrote."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            item = json.loads(line)
            yield Example(item["text"], tuple(Span(*span) for span in item["spans"]))
