"""What becomes of one document: its records, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from nevextract.output.journal import Entry
from nevextract.records import Document

# Kinds of failure beside those of `ReadError`.
TIMEOUT, MEMORY, DIED, INTERNAL = "timeout", "memory", "died", "internal"
INTERRUPTED, FAILED, PATTERNS = "interrupted", "failed", "patterns"
FAULTS = frozenset({TIMEOUT, MEMORY, DIED, INTERNAL})


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be had: `str()` reads "path: reason".

    `path` is the id that the document would have; `kind` is one of `ReadError` or of those above.
    """

    path: str
    kind: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"

    @property
    def fault(self) -> bool:
        """Whether nevextract gave up, not that the input was no good."""
        return self.kind in FAULTS


Outcome = Document | Failure | Entry
"""An `Entry` is of a document whose records an earlier run has written, or that has the form of the output already."""
