"""Converters for data with one token and one tag a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from labels import label_of
from spans import Example, from_tokens, runs_of


def blocks(path: Path) -> Iterator[list[str]]:
    """The lines of each sentence; an empty line ends one."""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def two_columns(path: Path, table: dict[str, str], separator: str) -> Iterator[Example]:
    """Sentences of "token<separator>tag" lines."""
    for lines in blocks(path):
        rows = [line.rsplit(separator, 1) for line in lines if not line.startswith("-DOCSTART-")]
        tokens, tags = [row[0] for row in rows], [row[-1].strip() for row in rows]
        yield from _example(tokens, tags, table, None)


def uner(path: Path, table: dict[str, str]) -> Iterator[Example]:
    """Sentences of Universal NER: number, token, tag; the printed text in a comment."""
    for lines in blocks(path):
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        yield from _example([row[1] for row in rows], [row[2] for row in rows], table, text)


def _example(tokens: list[str], tags: list[str], table: dict[str, str], text: str | None) -> Iterator[Example]:
    runs = []
    for first, last, kind in runs_of(tags):
        label = label_of(kind, " ".join(tokens[first:last]), table)
        if label is not None:
            runs.append((first, last, label))
    example = from_tokens(tokens, runs, text) if tokens else None
    if example is not None:
        yield example
