"""`nevextract eval`: measure an extraction against annotated texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nevextract.cli_report import ALL_READ, SOME_FAILED, say
from nevextract.cli_request import metrics_of
from nevextract.errors import NevextractError
from nevextract.evaluate.as_json import as_plain
from nevextract.evaluate.compare import Measures
from nevextract.evaluate.load import Gold, load_gold
from nevextract.evaluate.predicted import PredictedDocument, load_predictions, predicted_of
from nevextract.evaluate.scores import RESAMPLES, SEED, Evaluation, evaluate
from nevextract.evaluate.wording import mistake_lines, summary, tables, trust_tables
from nevextract.find.model import DEFAULT_MODEL, check_model
from nevextract.numbers.units import UnitTable
from nevextract.output.encode import encode
from nevextract.output.files import standard_output
from nevextract.output.formats import ReportFormat
from nevextract.output.table import write_table
from nevextract.patterns import available_languages, load_pack
from nevextract.pipeline import Extractor
from nevextract.running.job import Job
from nevextract.running.outcomes import Failure
from nevextract.running.run import process


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `nevextract eval`; `predictions` None: the texts are extracted here."""

    folder: Path
    predictions: Path | None = None
    format: ReportFormat = ReportFormat.text
    errors: bool = False
    patterns: tuple[Path, ...] = ()
    model: str = DEFAULT_MODEL
    min_confidence: float = 0.0
    resamples: int = RESAMPLES
    seed: int = SEED
    workers: int = 1


def execute(request: Request) -> int:
    """Do the evaluation, print it and give the exit code. Raises `NevextractError` where nothing can be compared."""
    gold = load_gold(request.folder, metrics_of(request.patterns))
    for error in gold.errors:
        say(str(error))
    for warning in gold.warnings:
        say(f"warning: {warning}")
    if not gold.documents:
        raise NevextractError(f"{request.folder}: every annotation is malformed")
    failed = len(gold.errors)
    if request.predictions is not None:
        found = load_predictions(request.predictions)
    else:
        found, unread = _extracted(gold, request)
        failed += unread
    found = {name: document.at_least(request.min_confidence) for name, document in found.items()}
    pack = load_pack(available_languages(request.patterns)[0], request.patterns)
    measures = Measures(UnitTable.from_pack(pack))
    result = evaluate(gold.documents, found, measures, resamples=request.resamples, seed=request.seed)
    if request.predictions is not None:
        for name in result.absent:
            say(f"{name}: no such document in {request.predictions}")
        failed += len(result.absent)
    _print(result, request)
    return SOME_FAILED if failed else ALL_READ


def _extracted(gold: Gold, request: Request) -> tuple[Mapping[str, PredictedDocument], int]:
    """What is found in the annotated texts now, by name, and how many of them failed."""
    check_model(request.model)
    job = Job(request.patterns, extractor=partial(Extractor, model=request.model))
    found: dict[str, PredictedDocument] = {}
    failed = 0
    for outcome in process([document.source for document in gold.documents], job, workers=request.workers):
        if isinstance(outcome, Failure):
            say(str(outcome))
            failed += 1
        else:
            document = predicted_of(outcome)
            found[document.name] = document
    return found, failed


def _print(result: Evaluation, request: Request) -> None:
    with standard_output() as stream:
        if request.format is ReportFormat.json:
            stream.write(encode(as_plain(result), indent=2) + "\n")
            return
        if request.errors:
            for line in mistake_lines(result.mistakes):
                stream.write(line + "\n")
            stream.write("\n")
        stream.write(summary(result) + "\n")
        for whole in (*tables(result), *trust_tables(result)):
            if whole.rows:
                stream.write("\n")
                table = whole.trimmed()
                write_table(stream, table.header, table.rows, terminal=stream.isatty())
        stream.write(f"\nexpected calibration error {result.reliability.error:.3f}\n")
