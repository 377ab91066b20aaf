"""`nevextract explain`: why a number was read as it was, or gave no figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nevextract.cli_explain_tree import write_tree
from nevextract.cli_report import ALL_READ, say
from nevextract.errors import NevextractError, ReadError
from nevextract.explain import Explanation, explain
from nevextract.explain.model import as_plain
from nevextract.find.model import DEFAULT_MODEL, check_model
from nevextract.output.encode import encode
from nevextract.output.files import standard_output
from nevextract.output.formats import ExplainFormat, Kind
from nevextract.pipeline import Extractor
from nevextract.read.documents import RawDocument, documents
from nevextract.read.origin import NOTHING, Origin
from nevextract.read.sources import STDIN, Source
from nevextract.records import Figure, Project, Supplier
from nevextract.review.load import Result, ResultDocument, load_result
from nevextract.review.texts import texts_of

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `nevextract explain`. `places` are FILE or FILE:OFFSET; with an `identity` the result that holds
    it, and the sources of that result; with a `text` there are none."""

    places: tuple[str, ...] = ()
    text: str | None = None
    identity: str | None = None
    document: str | None = None
    format: ExplainFormat = ExplainFormat.tree
    everything: bool = False
    patterns: tuple[Path, ...] = ()
    model: str = DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class _Place:
    """What is to be explained: a text and where in it, None for all of it."""

    id: str
    text: str
    start: int | None = None
    end: int | None = None
    origin: Origin = NOTHING


def execute(request: Request) -> int:
    """Explain and give the exit code. Raises `NevextractError` where there is nothing to explain."""
    if (request.text is not None) + (request.identity is not None) > 1:
        raise NevextractError("give either --text or --id, not both")
    check_model(request.model)
    if request.text is not None:
        if request.places:
            raise NevextractError("give either --text or a file, not both")
        place = _Place(STDIN, request.text)
    elif request.identity is not None:
        place = _of_record(request.identity, request.document, request.places)
    else:
        place = _of_file(request.places, request.document)
    analysis = Extractor(request.patterns, request.model).analyse(place.text, id=place.id, origin=place.origin)
    start, end = _now(place, request.identity, analysis.document.figures)
    found = explain(place.text, analysis, start=start, end=end, patterns=request.patterns)
    _print(found, request)
    return ALL_READ


def _now(place: _Place, identity: str | None, figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    """Where the figure stands now; where it is not found any more, where it stood."""
    if identity is None:
        return place.start, place.end
    figure = next((f for f in figures if f.id == identity), None)
    if figure is not None:
        return figure.start, figure.end
    say(f"note: {identity} is not found as a figure now; what follows is what is read where it stood")
    return place.start, place.end


def _of_file(places: Sequence[str], document: str | None) -> _Place:
    if len(places) != 1:
        raise NevextractError("give one FILE or FILE:OFFSET, or --text, or --id with a result")
    name, offset = _parted(places[0])
    raw = _only(name, document)
    if offset is not None and offset >= len(raw.text):
        raise NevextractError(f"{raw.id} has {len(raw.text)} characters; there is none at {offset}")
    return _Place(raw.id, raw.text, offset, origin=raw.origin)


def _only(name: str, document: str | None) -> RawDocument:
    """The document of a file, where it holds several the one that is asked for."""
    found = list(documents(Source(name, None if name == STDIN else Path(name))))
    read = [each for each in found if not isinstance(each, ReadError)]
    for each in found:
        if isinstance(each, ReadError) and not read:
            raise each
    wanted = [each for each in read if document is None or each.id == document]
    if len(wanted) != 1:
        ids = ", ".join(each.id for each in read[:_SHOWN])
        raise NevextractError(f"{name} holds {len(read)} documents ({ids}, ...); name one of them with --document")
    return wanted[0]


def _parted(place: str) -> tuple[str, int | None]:
    """A file and an offset in it; a file whose own name ends like one is a file."""
    name, colon, offset = place.rpartition(":")
    if colon and offset.isascii() and offset.isdecimal() and not Path(place).exists():
        return name, int(offset)
    return place, None


def _of_record(identity: str, document: str | None, places: Sequence[str]) -> _Place:
    """The place of the record with an id, in the result that is the first of `places`."""
    if not places:
        raise NevextractError("give the result that holds the id: nevextract explain --id ID RESULT [SOURCE...]")
    result = load_result(places[0])
    holder, record = _record(result, identity, document)
    texts = texts_of(result, places[1:])
    for warning in texts.warnings:
        say(warning)
    text = texts.by_id.get(holder.id)
    if text is None:
        raise NevextractError(
            f"{result.name} does not hold the text of {holder.id}: give its file or folder after the result, "
            "or run with --with-text"
        )
    return _Place(holder.id, text, record.start, record.end)


def _record(result: Result, identity: str, document: str | None) -> tuple[ResultDocument, Figure | Project | Supplier]:
    found: list[tuple[ResultDocument, Figure | Project | Supplier]] = [
        (holder, record)
        for holder in result.documents
        if document is None or holder.id == document
        for kind in Kind
        for record in holder.records(kind)
        if record.id == identity
    ]
    if not found:
        where = f"{document} of {result.name}" if document else result.name
        raise NevextractError(f"{where} holds no record with the id {identity!r}")
    if len(found) > 1:
        names = ", ".join(holder.id for holder, _ in found)
        raise NevextractError(f"the id {identity!r} stands in several documents ({names}); tell which with --document")
    return found[0]


def _print(found: Explanation, request: Request) -> None:
    with standard_output() as stream:
        if request.format is ExplainFormat.json:
            stream.write(encode(as_plain(found), indent=2) + "\n")
        else:
            write_tree(stream, found, terminal=stream.isatty(), everything=request.everything)
