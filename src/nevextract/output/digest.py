"""A run in a few lines, for the one who waits for it at a terminal."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nevextract.output.formats import Format
from nevextract.output.layout import wrapped
from nevextract.records import Document

_SHOWN, _UNSURE = 5, 0.5
_READ_BACK = frozenset({Format.json, Format.jsonl, Format.csv})
_INDENT = "  "


@dataclass
class Digest:
    """Counts the figures of documents by metric and flag, and those that are less than half sure."""

    metrics: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    flagged: int = 0
    unsure: int = 0

    def add(self, document: Document) -> None:
        """Count a document's figures."""
        for figure in document.figures:
            self.metrics[figure.metric] += 1
            self.flags.update(figure.flags)
            self.flagged += bool(figure.flags)
            self.unsure += figure.confidence < _UNSURE

    def merge(self, other: Digest) -> None:
        """Count what another has counted."""
        self.metrics.update(other.metrics)
        self.flags.update(other.flags)
        self.flagged += other.flagged
        self.unsure += other.unsure

    def lines(self, target: Path, form: Format, width: int) -> Iterator[str]:
        """What was found, what to look at, and what to do next with the output at `target`; in `width` cells."""
        for said in self._said(target, form):
            yield from (_INDENT + line for line in wrapped(said, width - len(_INDENT)))

    def _said(self, target: Path, form: Format) -> Iterator[str]:
        name = shlex.quote(str(target))
        if not self.metrics:
            yield f"written to {name}; `nevextract explain FILE` tells why a number in a text is no figure"
            return
        yield f"{_most(self.metrics, 'metrics')}; written to {name}"
        doubts = [f"{self.flagged} flagged ({_most(self.flags, 'flags')})"] * bool(self.flagged)
        doubts += [f"{self.unsure} less than half sure"] * bool(self.unsure)
        if doubts:
            yield f"to look at: {', '.join(doubts)}"
        if form in _READ_BACK:
            if form is Format.json:
                yield f"next: `nevextract view {name} TEXTS --output review.html` shows it in the texts"
            yield f"next: `nevextract stats {name}` counts, and tells where documents contradict each other"


def _most(counts: Counter[str], noun: str) -> str:
    """`exports 3, tax 1, and 4 more metrics`, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{name} {count}" for name, count in ordered[:_SHOWN]]
    if len(ordered) > _SHOWN:
        shown.append(f"and {len(ordered) - _SHOWN} more {noun}")
    return ", ".join(shown)
