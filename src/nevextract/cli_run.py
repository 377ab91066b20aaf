"""`nevextract run`: check what was asked, run, write, report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TextIO

from nevextract.cli_report import Report
from nevextract.errors import NevextractError, OutputError
from nevextract.find.model import DEFAULT_MODEL, check_model
from nevextract.output.files import check_target, drop_standard_output, replacing, standard_output
from nevextract.output.formats import Format, Kind, format_of
from nevextract.output.select import Selection
from nevextract.output.table import TableWriter
from nevextract.output.writers import CsvWriter, JsonLinesWriter, JsonWriter, Writer
from nevextract.patterns import available_languages, load_pack
from nevextract.pipeline import Extractor
from nevextract.read.sources import Source, expand
from nevextract.records import Document
from nevextract.run import Cause, Failure, Job, Outcome, process


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `nevextract run`; `output` None is standard output."""

    paths: tuple[str, ...]
    output: Path | None = None
    format: Format | None = None
    records: Kind | None = None
    patterns: tuple[Path, ...] = ()
    metrics: tuple[str, ...] = ()
    min_confidence: float = 0.0
    with_text: bool = False
    quiet: bool = False
    workers: int = 1
    force: bool = False
    model: str = DEFAULT_MODEL

    @property
    def chosen_format(self) -> Format:
        """The format asked for, else the one that the output's ending tells, else json."""
        if self.format is not None:
            return self.format
        return format_of(self.output) if self.output else Format.json


def execute(request: Request) -> int:
    """Do the run and give the exit code. Raises `NevextractError` where nothing can be begun."""
    form = request.chosen_format
    if request.output is not None:
        check_target(request.output, force=request.force)
    known = metrics_of(request.patterns)
    unknown = sorted(set(request.metrics) - known)
    if unknown:
        raise NevextractError(
            f"no metric is named {', '.join(map(repr, unknown))}; there are: {', '.join(sorted(known))}"
        )
    check_model(request.model)
    inputs = expand(request.paths)
    _check_no_input_is_lost(request.output, inputs.sources)
    report = Report(len(inputs.sources), request.quiet)
    for error in inputs.errors:
        report.failure(str(error))
    if form is Format.json and request.records is not None:
        report.warning("--records is for jsonl, csv and table; json holds the records of every kind")
    if form is not Format.json and request.with_text:
        report.warning("--with-text is for json; no other format holds the text")
    selection = Selection(frozenset(request.metrics), request.min_confidence)
    job = Job(request.patterns, selection, request.with_text)
    if request.model != DEFAULT_MODEL:
        job = replace(job, extractor=partial(Extractor, model=request.model))
    outcomes = process(inputs.sources, job, workers=request.workers)
    try:
        write(_documents(outcomes, report), request, form)
    except BrokenPipeError:  # the reader has seen enough: no error, and no summary either
        drop_standard_output()
        return report.exit_code()
    finally:
        report.clear()
    report.summary()
    return report.exit_code()


def metrics_of(patterns: tuple[Path, ...]) -> set[str]:
    """The ids of all metrics of all languages. Raises `PatternError` where a pattern file is broken."""
    return {
        item.id
        for language in available_languages(patterns)
        for item in load_pack(language, patterns).files.get("metric", ())
    }


def _check_no_input_is_lost(output: Path | None, sources: Iterable[Source]) -> None:
    if output is not None and output.is_file():
        for source in sources:
            if source.path is not None and source.path.exists() and output.samefile(source.path):
                raise OutputError(f"{output} is one of the inputs")


def write(documents: Iterator[Document], request: Request, form: Format) -> None:
    """Write the documents as they come.

    Nothing is opened before the first one, so that a run without any leaves no empty output behind.
    """
    first = next(documents, None)
    if first is None:
        return
    to_file = request.output is not None
    target = replacing(request.output, force=request.force) if request.output else standard_output()
    with target as stream:
        terminal = not to_file and stream.isatty()
        writer = _writer(form, stream, request.records or Kind.figures, terminal=terminal)
        for document in chain((first,), documents):
            writer.write(document)
        writer.close()
        stream.flush()


def _documents(outcomes: Iterator[Outcome], report: Report) -> Iterator[Document]:
    """The documents among the outcomes; all else that there is to say goes to the report."""
    for done, outcome in enumerate(outcomes, 1):
        if isinstance(outcome, Failure):
            report.failure(str(outcome), fault=outcome.cause is Cause.FAILED)
        else:
            for text in outcome.warnings:
                report.warning(f"{outcome.id}: {text}")
            report.document(len(outcome.figures), len(outcome.projects), len(outcome.suppliers))
            yield outcome
        report.progress(done)


def _writer(form: Format, stream: TextIO, kind: Kind, *, terminal: bool) -> Writer:
    match form:
        case Format.json:
            return JsonWriter(stream)
        case Format.jsonl:
            return JsonLinesWriter(stream, kind)
        case Format.csv:
            return CsvWriter(stream, kind)
        case Format.table:
            return TableWriter(stream, kind, terminal=terminal)
