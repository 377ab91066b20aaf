"""The format for eyes: a table that fits a terminal, or plain unwrapped columns anywhere else."""

from __future__ import annotations

import os
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from shutil import get_terminal_size
from typing import TextIO

from nevextract.output.formats import Kind
from nevextract.output.layout import GAP, cells_of, lay_out, padded
from nevextract.output.writers import Stream
from nevextract.records import Document, Figure, Project, Supplier

COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.figures: (
        "metric",
        "measure",
        "value",
        "period",
        "status",
        "subject",
        "location",
        "document",
    ),
    Kind.projects: ("name", "phase", "stage", "location", "enterprises", "document"),
    Kind.suppliers: ("name", "supplies", "to", "location", "document"),
}
_SIGNS = {"exact": "", "about": "~", "over": ">", "at_least": "≥", "under": "<", "at_most": "≤"}
# Control characters of a text must not reach a terminal, nor the marks that turn the order of its line around.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_ROW = tuple[str, ...]
_BOLD, _NORMAL = "\x1b[1m", "\x1b[0m"


class TableWriter:
    """Collects the rows of all documents and writes them at the end, when the widths are known."""

    def __init__(self, stream: TextIO | Stream, kind: Kind, *, terminal: bool) -> None:
        self._stream, self._kind, self._terminal = stream, kind, terminal
        self._rows: list[_ROW] = []

    def write(self, document: Document) -> None:
        for record in getattr(document, self._kind.value):
            self._rows.append(tuple(clean(text) for text in cells(record, document.id)))

    def close(self, errors: Sequence[Mapping[str, str]] = ()) -> None:
        """Write the rows; errors have no place among them."""
        write_table(self._stream, COLUMNS[self._kind], self._rows, terminal=self._terminal)


def clean(text: str | None) -> str:
    """One line of printable text."""
    return _CONTROL.sub(" ", text or "").strip()


def cells(record: Figure | Project | Supplier, document: str) -> tuple[str | None, ...]:
    """What the columns of a record hold, its document's id last."""
    match record:
        case Figure():
            return (
                record.metric,
                record.measure,
                amount(record),
                period(record.period_start, record.period_end),
                record.status,
                record.subject,
                record.location,
                document,
            )
        case Project():
            enterprises = ", ".join(record.enterprises)
            return record.name, record.phase, record.stage, record.location, enterprises, document
        case Supplier():
            return record.name, record.supplies, record.to, record.location, document


def amount(figure: Figure) -> str:
    """Value and unit with grouped digits: `~11,000,000,000 CNY`, `+54 percent`, `3-4 GWh`."""
    sign = "+" if figure.measure == "change" and figure.value > 0 else ""
    upper = f"-{_grouped(figure.value_max)}" if figure.value_max is not None else ""
    return f"{_SIGNS[figure.approximation]}{sign}{_grouped(figure.value)}{upper} {figure.unit}"


def _grouped(value: Decimal) -> str:
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def period(start: date | None, end: date | None) -> str:
    """`2023`, `2023-11`, `2023-01-01..2023-11-30`; a state at a moment is `..2022-06-30`."""
    if end is None:
        return ""
    if start is None:
        return f"..{end}"
    if start == end:
        return str(end)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}" if start.year == end.year else f"{start.year}..{end.year}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        return f"{start:%Y-%m}..{end:%Y-%m}"
    return f"{start}..{end}"


def write_table(stream: TextIO | Stream, header: _ROW, rows: Sequence[_ROW], *, terminal: bool) -> None:
    """Rows of one-line cells under a header: fitted to a terminal, or in plain columns."""
    if not terminal:
        _plain_table(stream, header, rows)
        return
    bold = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for number, line in enumerate(lay_out(header, rows, get_terminal_size().columns)):
        stream.write(f"{_BOLD}{line}{_NORMAL}\n" if bold and not number else f"{line}\n")


def _plain_table(stream: TextIO | Stream, header: _ROW, rows: Sequence[_ROW]) -> None:
    lines = [header, *rows]
    widths = [max(cells_of(line[i]) for line in lines) for i in range(len(header))]
    for line in lines:
        cells = (padded(text, width) for text, width in zip(line, widths, strict=True))
        stream.write(GAP.join(cells).rstrip() + "\n")
