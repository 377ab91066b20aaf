"""`nevextract names`: print the names that texts hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from nevextract.cli_report import Report
from nevextract.errors import ReadError
from nevextract.find.model import SHIPPED, check_model
from nevextract.names import Name, names_of
from nevextract.output.encode import encode
from nevextract.output.files import standard_output
from nevextract.output.formats import NamesFormat
from nevextract.output.table import clean
from nevextract.read.documents import documents as read
from nevextract.read.sources import expand


def print_names(paths: Sequence[str], form: NamesFormat, patterns: tuple[Path, ...], model: str | None) -> int:
    """Print the names of every source in order and give the exit code.

    As JSON one source is `{"id", "entities": [...]}` and several are a list of such; `jsonl` has one a line. Raises
    `ModelError` where there is no such model.
    """
    chosen = SHIPPED if model is None else model
    check_model(chosen)
    inputs = expand(paths)
    report = Report(len(inputs.sources), quiet=True)
    for error in inputs.errors:
        report.failure(str(error))
    documents: list[dict[str, Any]] = []
    with standard_output() as stream:
        for raw in (each for source in inputs.sources for each in read(source)):
            if isinstance(raw, ReadError):
                report.failure(str(raw))
                continue
            names = names_of(raw.text, patterns=patterns, model=chosen)
            report.document(0, 0, 0)
            document = {"id": raw.id, "entities": [name.as_dict() for name in names]}
            if form is NamesFormat.json:
                documents.append(document)
            elif form is NamesFormat.jsonl:
                stream.write(encode(document) + "\n")
            else:
                _lines(stream, raw.id, names)
        if form is NamesFormat.json and documents:
            stream.write(
                encode(documents[0] if len(documents) == 1 == len(inputs.sources) else documents, indent=2) + "\n"
            )
    return report.exit_code()


def _lines(stream: TextIO, source: str, names: Sequence[Name]) -> None:
    for name in names:
        words = " ".join(clean(name.text).split())
        stream.write(f"{clean(source)}\t{name.start}\t{name.end}\t{name.label}\t{words}\n")
