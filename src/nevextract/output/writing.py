"""Which formats can be written where, and the writers of those that are written to a file by its name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from nevextract.errors import OutputError
from nevextract.output.formats import FILES, WHOLE, Format, Kind
from nevextract.output.writers import Writer

_NEEDS = {Format.parquet: "pyarrow", Format.xlsx: "xlsxwriter"}
_WITH_TEXT = (Format.json, Format.sqlite)


class FileWriter(Writer, Protocol):
    """A writer that opens its file itself; `abandon` lets go of one that will not be finished."""

    def abandon(self) -> None: ...


def check_format(form: Format, output: Path | None) -> None:
    """Raise `OutputError` where `form` cannot be written to `output`; to be asked before any work is done."""
    if form in FILES and (output is None or (output.exists() and not output.is_file())):
        raise OutputError(f"{form} needs a file to write to: --output NAME.{form}")
    check_package(form)


def check_package(form: Format) -> None:
    """Raise `OutputError` where the package that writes `form` is not installed."""
    package = _NEEDS.get(form)
    if package is not None and find_spec(package) is None:
        raise OutputError(f"{form} needs the package {package}: pip install 'nevextract[{form}]'")


def file_writer(form: Format, path: Path, kind: Kind | None) -> FileWriter:
    """The writer of one of `FILES` to `path`, an empty file; of records of `kind` where it holds one kind."""
    if form is Format.sqlite:
        from nevextract.output.sqlite import SqliteWriter

        return SqliteWriter(path)
    if form is Format.parquet:
        from nevextract.output.parquet import ParquetWriter

        return ParquetWriter(path, kind or Kind.figures)
    from nevextract.output.xlsx import XlsxWriter

    return XlsxWriter(path)


def unused_options(form: Format, records: Kind | None, *, with_text: bool) -> Iterator[str]:
    """Warnings about options that mean nothing for a format."""
    if records is not None and form in WHOLE - {Format.md}:
        yield f"--records is for jsonl, csv, parquet, md and table; {form} holds the records of every kind"
    if with_text and form not in _WITH_TEXT:
        yield "--with-text is for json and sqlite; no other format holds the text"
