"""What is done with each document, as the worker processes get it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from nevextract.output.journal import Entry
from nevextract.output.select import EVERYTHING, Selection
from nevextract.pipeline import Extractor
from nevextract.read.options import DEFAULTS, ReadOptions
from nevextract.read.origin import Origin
from nevextract.records import Document
from nevextract.running.limits import MAX_CHARACTERS, TIMEOUT_SECONDS


class Extracts(Protocol):
    """What a run asks of an extractor."""

    def prepare(self) -> None: ...

    def warm(self) -> None: ...

    def extract(
        self,
        text: str,
        *,
        id: str,  # noqa: A002 - the field's name
        sha256: str,
        warnings: Sequence[str],
        with_text: bool,
        origin: Origin,
    ) -> Document: ...


@dataclass(frozen=True, slots=True)
class Job:
    """`timeout` is in seconds for each document, 0 for none; `max_characters` is of its text.

    `finish` puts a document into the form of the output, where the output takes it in pieces of text; None hands the
    documents on as they are. Where processes cannot be forked the job is pickled, so `extractor` and `finish` are what
    pickle can name.
    """

    patterns: tuple[Path, ...] = ()
    selection: Selection = EVERYTHING
    with_text: bool = False
    extractor: Callable[[tuple[Path, ...]], Extracts] = Extractor
    reading: ReadOptions = DEFAULTS
    timeout: float = TIMEOUT_SECONDS
    max_characters: int = MAX_CHARACTERS
    finish: Callable[[Document], Entry] | None = None


@lru_cache(maxsize=4)
def extractor(make: Callable[[tuple[Path, ...]], Extracts], patterns: tuple[Path, ...]) -> Extracts:
    """The extractor of a job, made once in a process."""
    return make(patterns)
