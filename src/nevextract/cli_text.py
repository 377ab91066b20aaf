"""`nevextract text`: print the text of a document as the offsets of its records count it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nevextract.cli_base import DateField, IdField, TextField, guarded
from nevextract.errors import NevextractError, ReadError

if TYPE_CHECKING:
    from nevextract.read.options import ReadOptions
    from nevextract.read.sources import Source

commands = typer.Typer()

_SHOWN = 8


@commands.command("text")
@guarded
def text_command(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A file, a document's id (news.zip!a.html), or - for standard input.")
    ],
    text_field: TextField = None,
    id_field: IdField = None,
    date_field: DateField = None,
) -> int:
    """Print the text of a document, exactly as the offsets of its records count it.

    On a terminal, control characters are shown as signs, so that a hostile text cannot steer it.

    \b
    Examples:
      nevextract text report.pdf
      nevextract text 'news.zip!2024/bus.html' > bus.txt
    """
    from nevextract.read.options import ReadOptions

    return print_text(path, ReadOptions(text_field=text_field, id_field=id_field, date_field=date_field))


def print_text(path: str, options: ReadOptions) -> int:
    """Print the text of the one document that `path` names. Raises `NevextractError` where it names none or several."""
    from nevextract.output.files import standard_output
    from nevextract.read.documents import RawDocument, documents
    from nevextract.read.sources import STDIN

    source, wanted = _source(path)
    found: RawDocument | None = None
    others: list[str] = []
    for document in documents(source, options):
        name = document.path if isinstance(document, ReadError) else document.id
        if wanted is not None and name != wanted:
            continue
        if isinstance(document, ReadError):
            raise document
        if found is not None:
            others.append(document.id)
            if len(others) == _SHOWN:
                break
        found = found or document
    if found is None:
        raise NevextractError(f"{source.id if path == STDIN else path}: holds no such document")
    if others:
        listed = ", ".join([found.id, *others])
        raise NevextractError(f"{path}: holds several documents; name one of them: {listed} ...")
    with standard_output() as stream:
        stream.write("".join(_shown(found.text)) if stream.isatty() else found.text)
    return 0


def _source(path: str) -> tuple[Source, str | None]:
    """The source that `path` lies in, and the id of the document in it, None where it names the file alone."""
    from nevextract.read.sources import STDIN, Source

    if path == STDIN:
        return Source(STDIN, None), None
    place = Path(path)
    if place.exists():
        return Source(place.name, place), None
    for at in (i for i, c in enumerate(path) if c in "!#"):
        place = Path(path[:at])
        if place.is_file():
            return Source(place.name, place), place.name + path[at:]
    raise ReadError("no such file", path=path, kind="missing")


def _shown(text: str) -> Iterator[str]:
    """The text for a terminal, each control character as one sign, so that positions stay."""
    for c in text:
        code = ord(c)
        if c in "\n\t" or (code >= 32 and not 127 <= code < 160):
            yield c
        else:
            yield chr(0x2400 + code) if code < 32 else "\ufffd"
