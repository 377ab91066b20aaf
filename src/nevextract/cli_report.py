"""What the command line says on stderr: failures, warnings, progress and the summary."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
ALL_READ, SOME_FAILED, NOTHING_READ = 0, 1, 2
_BAR, _REDRAW_SECONDS = 30, 0.1


def say(line: str) -> None:
    """One line on stderr; control characters of a file name or text do not reach the terminal."""
    print(_CONTROL.sub(" ", line), file=sys.stderr)


def counted(number: int, noun: str) -> str:
    """`1 figure`, `2 figures`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass
class Report:
    """The run as its reader sees it. `total` is the number of inputs, or of `noun`; `quiet` leaves failures alone."""

    total: int
    quiet: bool = False
    noun: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    _drawn: float = 0.0
    _live: bool = False

    def __post_init__(self) -> None:
        dumb = os.environ.get("TERM") == "dumb"
        self._bar = not self.quiet and not dumb and self.total > 1 and sys.stderr.isatty()

    def failure(self, text: str, *, fault: bool = False) -> None:
        """An input gave no document; `fault` where it was nevextract that failed, not the input."""
        self.counts["failed"] += 1
        self.counts["faults"] += fault
        self._say(text)

    def unread(self, text: str, *, tell: bool) -> None:
        """An input was not tried because the run ended early; `tell` where no output lists it."""
        self.counts["unread"] += 1
        if tell:
            self._say(text)

    def warning(self, text: str) -> None:
        if not self.quiet:
            self._say(text)

    def document(self, figures: int, projects: int, suppliers: int) -> None:
        """An input gave a document with so many records."""
        self.counts.update(document=1, figure=figures, project=projects, supplier=suppliers)

    def shard(self, documents: int, figures: int, projects: int, suppliers: int, warnings: int) -> None:
        """So many documents, with so many records and warnings, are done."""
        found = {"document": documents, "figure": figures, "project": projects, "supplier": suppliers}
        self.counts.update(**found, warning=warnings)

    def progress(self, done: int, beside: str = "") -> None:
        """Draw the bar, with `beside` behind it, on a terminal alone and not for every document of a fast run."""
        now = time.monotonic()
        if self._bar and (done == self.total or now - self._drawn >= _REDRAW_SECONDS):
            filled = _BAR * done // self.total
            bar = f"\r[{'#' * filled}{'-' * (_BAR - filled)}] {done}/{self.total}"
            bar += f" {self.noun}s, {beside}\x1b[K" * bool(beside)
            print(bar, end="", file=sys.stderr, flush=True)
            self._drawn, self._live = now, True

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self._live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._live = False

    def summary(self) -> None:
        self.clear()
        if not self.quiet:
            found = ", ".join(
                counted(self.counts[noun], noun) for noun in ("document", "figure", "project", "supplier")
            )
            failed = self.counts["failed"]
            unread = self.counts["unread"]
            ends = [f"{counted(failed, 'input')} failed"] * bool(failed)
            ends += [f"{counted(unread, 'input')} not read"] * bool(unread)
            ends += [counted(self.counts["warning"], "warning")] * bool(self.counts["warning"])
            say("; ".join((found, *ends)))
        if not any(self.counts[kind] for kind in ("document", "failed", "unread")):
            say("error: nothing to read; give files or folders that hold texts, or - for standard input")

    def exit_code(self) -> int:
        """0 where all was read, 1 where some input failed, 2 where nothing could be read."""
        if not self.counts["document"] and not self.counts["faults"]:
            return NOTHING_READ
        return SOME_FAILED if self.counts["failed"] else ALL_READ

    def _say(self, text: str) -> None:
        self.clear()
        say(text)
