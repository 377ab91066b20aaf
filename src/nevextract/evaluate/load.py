"""Annotations from a folder: NAME.gold.json beside NAME.txt, each quote found where it stands in the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from nevextract.errors import GoldError, ReadError
from nevextract.evaluate.gold import Annotation, GoldFigure, GoldFile
from nevextract.read.documents import read_item
from nevextract.read.items import Item
from nevextract.read.json_files import parse_json, place_of, read_file
from nevextract.read.kind import READABLE
from nevextract.read.sources import Source

ENDING = ".gold.json"
_TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class Marked:
    """An annotated figure and where its quote stands, [start, end) in code points."""

    figure: GoldFigure
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated text. `projects` and `suppliers` are names, None where the annotation does not list them."""

    name: str
    source: Source
    figures: tuple[Marked, ...]
    projects: tuple[str, ...] | None = None
    suppliers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of a folder, sorted by name; what is malformed and left out; what should be looked at."""

    documents: tuple[GoldDocument, ...]
    errors: tuple[GoldError, ...] = ()
    warnings: tuple[str, ...] = ()


def load_gold(folder: Path, metrics: Collection[str] = ()) -> Gold:
    """The annotations in `folder`. A file that is malformed is an error among the result's and left out, the others
    are read. Where `metrics` are given, a metric that is none of them is warned of.

    Raises `GoldError` where the folder is missing or holds no annotation.
    """
    if not folder.is_dir():
        raise GoldError("no such folder of annotated texts", path=folder)
    files = sorted(path for path in folder.glob(f"*{ENDING}") if path.is_file())
    if not files:
        raise GoldError(f"holds no annotation (NAME{ENDING} beside NAME{_TEXT})", path=folder)
    documents: list[GoldDocument] = []
    errors: list[GoldError] = []
    warnings: list[str] = []
    for path in files:
        try:
            document, notes = _load(path, metrics)
        except GoldError as error:
            errors.append(error)
        else:
            documents.append(document)
            warnings.extend(f"{path.name}: {note}" for note in notes)
    return Gold(tuple(documents), tuple(errors), tuple(warnings))


def _load(path: Path, metrics: Collection[str]) -> tuple[GoldDocument, list[str]]:
    name = path.name.removesuffix(ENDING)
    data = parse_json(read_file(path, path.name), path.name)
    if not isinstance(data, dict):
        raise GoldError("an annotation is a JSON object with the key figures", path=path.name)
    try:
        gold = GoldFile.model_validate(data)
    except ValidationError as error:
        field, reason = place_of(error, data)
        raise GoldError(reason, path=path.name, field=field or None) from error
    source = _source(path, name)
    try:
        text = read_item(Item(source.id, source.path)).text
    except ReadError as error:
        raise GoldError(f"the text {source.id} {error.reason}", path=path.name) from error
    marked = tuple(_mark(text, figure, f"figures.{i}", path.name) for i, figure in enumerate(gold.figures))
    projects = None if gold.projects is None else tuple(project.name for project in gold.projects)
    suppliers = None if gold.suppliers is None else tuple(supplier.name for supplier in gold.suppliers)
    return GoldDocument(name, source, marked, projects, suppliers), list(_notes(gold, name, text, metrics))


def _source(path: Path, name: str) -> Source:
    """The text that an annotation is of, by preference plain text."""
    for ending in sorted(READABLE, key=lambda suffix: (suffix != _TEXT, suffix)):
        beside = path.with_name(name + ending)
        if beside.is_file():
            return Source(beside.name, beside)
    raise GoldError(f"no text {name}{_TEXT} beside it", path=path.name)


def _mark(text: str, figure: GoldFigure, field: str, shown: str) -> Marked:
    at = -1
    for seen in range(figure.nth):
        at = text.find(figure.quote, at + 1)
        if at < 0:
            often = f"stands {seen} times in the text, not {figure.nth}" if seen else "does not stand in the text"
            raise GoldError(f"«{figure.quote}» {often}", path=shown, field=f"{field}.quote")
    return Marked(figure, at, at + len(figure.quote))


def _notes(gold: GoldFile, name: str, text: str, metrics: Collection[str]) -> Iterator[str]:
    """What is likely to be a slip, but can be scored."""
    if gold.id is not None and gold.id != name:
        yield f"id: {gold.id!r} is not the file's name"
    yield from _unknown(gold, "")
    for i, figure in enumerate(gold.figures):
        field = f"figures.{i}"
        yield from _unknown(figure, f"{field}.")
        if "nth" not in figure.model_fields_set and text.count(figure.quote) > 1:
            often = text.count(figure.quote)
            yield f"{field}.quote: «{figure.quote}» stands {often} times; the first is taken, or give nth"
        for metric in figure.metric:
            if metrics and metric not in metrics:
                yield f"{field}.metric: no pattern gives the metric {metric!r}"
    parts: tuple[tuple[str, Sequence[Annotation]], ...] = (
        ("projects", gold.projects or ()),
        ("suppliers", gold.suppliers or ()),
    )
    for kind, items in parts:
        for i, item in enumerate(items):
            yield from _unknown(item, f"{kind}.{i}.")


def _unknown(item: Annotation, field: str) -> Iterator[str]:
    yield from (f"{field}{key}: means nothing here" for key in item.unknown())
