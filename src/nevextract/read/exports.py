"""Exports of news databases: rows of JSON Lines or CSV, each a document, read one by one. `row_item` makes the document
of any row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from io import TextIOWrapper
from typing import BinaryIO

from nevextract.errors import ReadError
from nevextract.read.decode import BOMS, decode
from nevextract.read.item import Item
from nevextract.read.kind import suffix
from nevextract.read.laid_out import tidy
from nevextract.read.options import ReadOptions
from nevextract.read.streams import lines

TEXTS = ("text", "content", "body", "article", "full_text", "fulltext", "article_text", "maintext", "story")
TITLES = ("title", "headline")
DATES = ("date", "published", "published_at", "publish_date", "date_published", "pubdate", "publication_date")
IDS = ("id",)
_DELIMITERS = ",;\t|"
_SURROGATES = re.compile("[\ud800-\udfff]")
_ISO = re.compile(r"((?:19|20)\d\d)([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?:[^\W\d]+,? )?(?:(\d{1,2})[ -]([^\W\d]+)|([^\W\d]+)\.? (\d{1,2})[a-z]{0,2}),?[ -]((?:19|20)\d\d)\b"
)
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")
_PHYSICAL = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_SHOWN = 20
_LONGEST = 200

Found = Iterator[Item | ReadError]


def json_rows(stream: BinaryIO, name: str, options: ReadOptions, first: int = 1) -> Found:
    """The documents of JSON Lines; the number of a line is its id where no field gives one. `first` is that of
    the first line."""
    for number, line in enumerate(lines(stream, options.max_bytes), first):
        place = f"{name}#{number}"
        if line is None:
            yield ReadError(f"larger than {options.max_bytes:,} bytes", path=place, kind="too_large")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                row = json.loads(decode(line, place).text)
            except (ValueError, RecursionError) as error:
                yield ReadError(f"is no JSON: {error}", path=place, kind="damaged")
                continue
            except ReadError as error:
                yield error
                continue
            if isinstance(row, dict):
                yield numbered(row, name, number, options)
            else:
                yield ReadError("is no JSON object", path=place, kind="damaged")


def csv_rows(stream: BinaryIO, name: str, options: ReadOptions, head: bytes) -> Found:
    """The documents of CSV; the number of a row, the header aside, is its id where no column gives one.

    `head` is how the stream begins. Raises `ReadError` where no column can hold the text.
    """
    csv.field_size_limit(options.max_bytes)
    rows = csv.reader(_text_lines(stream, name, options, head), delimiter=_delimiter(head, name), strict=False)
    number = 0
    try:
        header = [tidy(column) for column in next(rows, [])]
        _text_column(header, name, options)
        for row in rows:
            if not any(row):
                continue
            number += 1
            if any(row[len(header) :]):  # a text cut at a comma would give "9" for "9,100"
                quoted = f"quote cells with {rows.dialect.delimiter!r} in them"
                reason = f"has {len(row)} cells, but the first row {len(header)}; {quoted}"
                yield ReadError(reason, path=f"{name}#{number}", kind="damaged")
            else:
                yield numbered(dict(zip(header, row, strict=False)), name, number, options)
    except csv.Error as error:
        yield ReadError(f"is broken: {error}", path=f"{name}#{number + 1}", kind="damaged")


def _text_lines(stream: BinaryIO, name: str, options: ReadOptions, head: bytes) -> Iterator[str]:
    """The lines of a text, each in the encoding of the whole or, where it does not fit, in its own."""
    start = stream.peek(4) if hasattr(stream, "peek") else b""
    mark = next(((bom, encoding) for bom, encoding in BOMS if start.startswith(bom)), None)
    if mark is not None:
        stream.read(len(mark[0]))
    if mark is not None and mark[1] != "utf-8":
        yield from TextIOWrapper(stream, mark[1], errors="replace", newline="")
        return
    encoding = "utf-8" if mark else decode(head[: head.rfind(b"\n") + 1] or head, name).encoding
    for line in lines(stream, options.max_bytes):
        if line is None:
            raise ReadError(f"has a line of more than {options.max_bytes:,} bytes", path=name, kind="too_large")
        yield from _PHYSICAL.findall(_line(line, encoding))


def _line(line: bytes, encoding: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(encoding, "replace")


def _delimiter(head: bytes, name: str) -> str:
    if suffix(name) == ".tsv":
        return "\t"
    first = head.partition(b"\n")[0].decode("utf-8", "replace")
    return max(_DELIMITERS, key=first.count)


def columns_used(columns: Sequence[str], name: str, options: ReadOptions) -> list[str]:
    """Those columns of a file that a document is made of. Raises `ReadError` where none can hold the text."""
    found = (
        _text_column(columns, name, options),
        _column(columns, None, TITLES),
        _column(columns, options.date_field, DATES),
        _column(columns, options.id_field, IDS),
    )
    return sorted({column for column in found if column is not None})


def _text_column(columns: Sequence[str], name: str, options: ReadOptions) -> str:
    """The column that holds the text. Raises `ReadError` where there is none."""
    found = _column(columns, options.text_field, TEXTS)
    if found is None:
        wanted = (
            f"has no column {options.text_field!r}" if options.text_field else "tells no column that holds the text"
        )
        listed = ", ".join(_shown(column) for column in columns[:_SHOWN])
        raise ReadError(f"{wanted}; it has: {listed}; name one with --text-field", path=name, kind="field")
    return found


def _column(columns: Sequence[str], wanted: str | None, usual: Sequence[str]) -> str | None:
    """The column `wanted`, else the first of the usual ones."""
    if wanted is not None and wanted in columns:
        return wanted
    by_name = {column.casefold(): column for column in reversed(columns)}
    names = [wanted.casefold()] if wanted is not None else usual
    return next((by_name[each] for each in names if each in by_name), None)


def numbered(row: Mapping[str, object], name: str, number: int, options: ReadOptions) -> Item | ReadError:
    """The document of a row of the file `name`: its id says which row, by `id_field` or else by its number."""
    said = named(row, options) if options.id_field is not None else ""
    return row_item(row, f"{name}#{said or number}", options)


def named(row: Mapping[str, object], options: ReadOptions) -> str:
    """What a row is called in the column `id_field`, or else in one of the usual ones; nothing where there is none."""
    given = _column(list(row), options.id_field, IDS)
    return _shown(_said(row[given])) if given is not None else ""


def row_item(row: Mapping[str, object], place: str, options: ReadOptions) -> Item | ReadError:
    """The document of a row, under the id `place`; what is wrong with it where it holds none."""
    columns = list(row)
    try:
        text = _said(row[_text_column(columns, place, options)])
    except ReadError as error:
        return error
    if not text.strip():
        return ReadError("holds no text", path=place, kind="empty")
    title = _column(columns, None, TITLES)
    dated = _column(columns, options.date_field, DATES)
    stamp = _said(row[dated]) if dated is not None else ""
    day = day_of(stamp)
    unread = day is None and (options.date_field is not None or stamp.strip())
    return Item(
        place,
        data=text.encode("utf-8"),
        as_text=True,
        title=(tidy(_said(row[title])) or None) if title is not None else None,
        published=day,
        charset="utf-8",
        warnings=(f"no date can be read in the column {options.date_field or dated!r}",) if unread else (),
    )


def _shown(said: str) -> str:
    """A value on one line without control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in tidy(said)[:_LONGEST])


def _said(value: object) -> str:
    """The text of a cell; a list's parts one below the other."""
    if isinstance(value, bytes):  # text that a Parquet file does not call text
        value = value.decode("utf-8", "replace")
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return "\n".join(_said(part) for part in value if isinstance(part, str))
    return "" if value is None or isinstance(value, dict | bool) else str(value)


def day_of(said: str) -> date | None:
    """The day of a time stamp: ISO 8601, `20240305`, `2024/3/5`, (milli)seconds since 1970, or as mail writes it.

    Also `5 March 2024` and `Mar 5, 2024`; where days and months cannot be told apart, None.
    """
    said = said.strip()[:60]
    iso, named = _ISO.match(said), _NAMED.match(said)
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[3]), int(iso[4]))
        if _EPOCH.fullmatch(said):
            seconds = float(said)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date()
        if named is not None:  # the names of months are those of mail
            said = f"{named[1] or named[4]} {named[2] or named[3]} {named[5]} 00:00:00"
        return parsedate_to_datetime(said).date()
    except (ValueError, TypeError, OverflowError, OSError):
        return None
