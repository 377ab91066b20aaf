"""A result as an Excel workbook: a sheet for each kind of records, numbers and dates as such, links between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nevextract.errors import OutputError
from nevextract.output.columns import Type, columns
from nevextract.output.encode import CONFIDENCE_DIGITS, encode, well_formed
from nevextract.output.formats import Kind
from nevextract.output.writers import Error
from nevextract.records import Document, Figure, Project, Supplier

if TYPE_CHECKING:
    from xlsxwriter.format import Format as Style
    from xlsxwriter.worksheet import Worksheet

_ROWS, _LINKS, _CELL = 1_048_576, 65_000, 32_767  # what a sheet and a cell can hold
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a day before it that never was
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same result is the same file, whatever the day
_DOCUMENTS = ("id", "title", "published", "language", "figures", "projects", "suppliers", "warnings", "sha256")
_QUOTES = ("document", "figure", "start", "end", "sentence")
_ERRORS = ("path", "kind", "reason")
_WIDTHS = {
    "sentence": 90,
    "quote": 28,
    "subject": 28,
    "title": 50,
    "value": 18,
    "value_max": 18,
    "name": 36,
    "rule": 24,
}


class XlsxWriter:
    """Writes documents to a workbook at `path`. A figure's quote leads to its sentence on the sheet Quotes and back;
    `document`, `same_as` and a project's `figures` lead to their rows."""

    def __init__(self, path: Path) -> None:
        from xlsxwriter import Workbook

        plain = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(str(path), plain)
        self._book.set_properties({"title": "nevextract", "created": _MADE.replace(tzinfo=None)})
        self._bold: Style = self._book.add_format({"bold": True})
        self._wrapped: Style = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._styles: dict[Type, Style] = {
            Type.number: self._book.add_format({"num_format": "#,##0.##########"}),
            Type.share: self._book.add_format({"num_format": "0.00"}),
            Type.day: self._book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        self._link: Style = self._book.get_default_url_format()
        names = {kind.value: [column.name for column in columns(kind)] for kind in Kind}
        heads = {**names, "documents": _DOCUMENTS, "quotes": _QUOTES}
        self._sheets = {name: self._sheet(name, head) for name, head in heads.items()}
        self._rows = dict.fromkeys(heads, 0)
        self._links = dict.fromkeys(heads, 0)

    def write(self, document: Document) -> None:
        """Raises `OutputError` where a sheet is full."""
        rows: dict[str, int] = {}
        at = self._next("documents")
        for column, name in enumerate(_DOCUMENTS):
            value = getattr(document, name)
            self._cell("documents", at, column, len(value) if name in Kind.__members__ else value)
        for kind in Kind:
            for record in getattr(document, kind.value):
                rows[record.id] = self._record(document, kind, record, at, rows)

    def abandon(self) -> None:
        """Nothing is open before the end."""

    def close(self, errors: Sequence[Error] = ()) -> None:
        """Errors have a sheet of their own where there are any. Raises `OutputError`."""
        from xlsxwriter.exceptions import XlsxWriterException

        if errors:
            sheet = self._sheet("errors", _ERRORS)
            for row, error in enumerate(errors, 1):
                for column, name in enumerate(_ERRORS):
                    sheet.write_string(row, column, _text(error[name]))
        for name, sheet in self._sheets.items():
            sheet.autofilter(0, 0, self._rows[name], len(_DOCUMENTS) - 1 if name == "documents" else self._last(name))
        try:
            self._book.close()
        except XlsxWriterException as error:
            raise OutputError(f"the workbook cannot be written: {error}") from error

    def _sheet(self, name: str, head: Sequence[str]) -> Worksheet:
        sheet: Worksheet = self._book.add_worksheet(name.capitalize())
        sheet.write_row(0, 0, head, self._bold)
        sheet.freeze_panes(1, 0)
        for column, each in enumerate(head):
            sheet.set_column(column, column, _WIDTHS.get(each, 14))
        return sheet

    def _last(self, name: str) -> int:
        return len(_QUOTES) - 1 if name == "quotes" else len(columns(Kind(name))) - 1

    def _next(self, name: str) -> int:
        """The row that is free, counted from 0."""
        self._rows[name] += 1
        if self._rows[name] >= _ROWS:
            raise OutputError(f"the sheet {name} is full: Excel holds {_ROWS - 1} rows; write csv, parquet or sqlite")
        return self._rows[name]

    def _record(
        self, document: Document, kind: Kind, record: Figure | Project | Supplier, at: int, rows: dict[str, int]
    ) -> int:
        name = kind.value
        row = self._next(name)
        quote = self._quote(document, record, row) if isinstance(record, Figure) else 0
        leads = {"document": ("documents", at), "quote": ("quotes", quote)}
        for number, column in enumerate(columns(kind)):
            value = document.id if column.name == "document" else getattr(record, column.name)
            lead = leads.get(column.name)
            if column.name in ("same_as", "figures") and value:
                first = value if isinstance(value, str) else value[0]
                lead = ("figures", rows[first]) if first in rows else None
            if lead is not None:
                self._linked(name, row, number, value if isinstance(value, str) else encode(value), *lead)
            else:
                self._cell(name, row, number, value, self._styles.get(column.type))
        return row

    def _quote(self, document: Document, figure: Figure, row: int) -> int:
        """The figure's sentence with its quote in bold, on the sheet of quotes."""
        at = self._next("quotes")
        self._linked("quotes", at, 0, document.id, "documents", self._rows["documents"])
        self._linked("quotes", at, 1, figure.id, "figures", row)
        self._cell("quotes", at, 2, figure.start)
        self._cell("quotes", at, 3, figure.end)
        before, found, after = well_formed(figure.sentence).partition(well_formed(figure.quote))
        pieces = [each for each in (before, self._bold, found, after) if each]
        sheet = self._sheets["quotes"]
        rich = found and (before or after) and len(figure.sentence) < _CELL
        if not rich or sheet.write_rich_string(at, 4, *pieces, self._wrapped) != 0:
            self._cell("quotes", at, 4, figure.sentence, self._wrapped)
        return at

    def _linked(self, sheet: str, row: int, column: int, text: str, to: str, at: int) -> None:
        """Text that leads to a row of a sheet; plain where the sheet has as many links as Excel takes."""
        if self._links[sheet] >= _LINKS:
            self._cell(sheet, row, column, text)
            return
        self._links[sheet] += 1
        where = f"internal:'{to.capitalize()}'!A{at + 1}"
        self._sheets[sheet].write_url(row, column, where, self._link, string=_text(text))

    def _cell(self, sheet: str, row: int, column: int, value: Any, style: Style | None = None) -> None:
        place = self._sheets[sheet]
        match value:
            case None | ():
                return
            case str():
                place.write_string(row, column, _text(value), style)
            case date() if value >= _FIRST_DAY:
                place.write_datetime(row, column, value, self._styles[Type.day])
            case date():
                place.write_string(row, column, value.isoformat())
            case float():
                place.write_number(row, column, round(value, CONFIDENCE_DIGITS), style)
            case Decimal() | int():
                place.write_number(row, column, float(value), style)
            case _:
                place.write_string(row, column, _text(encode(value)), style)


def _text(text: str) -> str:
    """What of a text a cell can hold."""
    return well_formed(text)[:_CELL]
