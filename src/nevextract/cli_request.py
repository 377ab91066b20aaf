"""What `nevextract run` is asked for, and what can be known to be wrong with it before anything is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypedDict

from nevextract.errors import NevextractError, OutputError
from nevextract.find.model import DEFAULT_MODEL, check_model
from nevextract.output.finished import Finisher
from nevextract.output.formats import RESUMABLE, WHOLE, Format, Kind, format_of
from nevextract.output.select import Selection
from nevextract.patterns import available_languages, load_pack
from nevextract.pipeline import Extractor
from nevextract.read.options import MAX_BYTES, ReadOptions
from nevextract.read.remote import is_url
from nevextract.running.fingerprint import fingerprint
from nevextract.running.job import Job
from nevextract.running.limits import SHARD_BYTES, TIMEOUT_SECONDS


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `nevextract run`; `output` None is standard output.

    `folder` is the output where that is a folder of parts, at a path or URL, and `output` None then; `scheduler` is who
    does the shards, None for this machine. `fields` are the columns of an export with text, id and date; None for the
    usual ones.
    """

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
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT_SECONDS
    resume: bool = False
    errors: Path | None = None
    folder: str | None = None
    scheduler: str | None = None
    shard_bytes: int = SHARD_BYTES
    fields: tuple[str | None, str | None, str | None] = (None, None, None)

    @property
    def chosen_format(self) -> Format:
        """The format asked for, else the one that the output's ending tells, else json."""
        if self.format is not None:
            return self.format
        if self.folder is not None:
            return Format.jsonl
        return format_of(self.output) if self.output else Format.json

    @property
    def kind(self) -> Kind | None:
        """The kind of records that the output holds, None for all."""
        return self.records or (None if self.chosen_format in WHOLE else Kind.figures)

    @property
    def reading(self) -> ReadOptions:
        """What is asked of reading."""
        text, identity, day = self.fields
        return ReadOptions(max_bytes=self.max_bytes, text_field=text, id_field=identity, date_field=day)

    @property
    def fingerprint(self) -> str:
        """Stands for everything that the bytes of a document in the output depend on beside the document."""
        return self.fingerprint_of(self.asked)

    def fingerprint_of(self, asked: str) -> str:
        """The same, of options spelt out otherwise."""
        return fingerprint(self.patterns, self.model, asked)

    @property
    def asked(self) -> str:
        """Spells out the options that those bytes depend on."""
        asked = (self.chosen_format, self.kind, sorted(self.metrics), self.min_confidence, self.with_text, self.reading)
        return repr(asked)


class Place(TypedDict):
    """Where a run writes, and who does it."""

    output: Path | None
    folder: str | None
    scheduler: str | None


def place_of(output: str | None, scheduler: str | None) -> Place:
    """What `--output` and `--scheduler` mean. Raises `OutputError` where a cluster is to write no folder."""
    if scheduler is None and not (output is not None and (output.endswith("/") or is_url(output))):
        return Place(output=None if output in (None, "-") else Path(output or ""), folder=None, scheduler=None)
    if output is None or output == "-" or Path(output).is_file():
        raise OutputError("--scheduler writes a folder of parts: --output FOLDER/")
    return Place(output=None, folder=output, scheduler=scheduler)


def check_names(request: Request) -> None:
    """Raise `NevextractError` for a metric or model that is not there."""
    known = metrics_of(request.patterns)
    unknown = sorted(set(request.metrics) - known)
    if unknown:
        raise NevextractError(
            f"no metric is named {', '.join(map(repr, unknown))}; there are: {', '.join(sorted(known))}"
        )
    check_model(request.model)


def metrics_of(patterns: tuple[Path, ...]) -> set[str]:
    """The ids of all metrics of all languages. Raises `PatternError` where a pattern file is broken."""
    return {
        item.id
        for language in available_languages(patterns)
        for item in load_pack(language, patterns).files.get("metric", ())
    }


def job_of(request: Request) -> Job:
    """What is done with each document."""
    job = Job(
        patterns=request.patterns,
        selection=Selection(frozenset(request.metrics), request.min_confidence),
        with_text=request.with_text,
        reading=request.reading,
        timeout=request.timeout,
        finish=Finisher(request.chosen_format, request.kind) if request.chosen_format in RESUMABLE else None,
    )
    return job if request.model == DEFAULT_MODEL else replace(job, extractor=partial(Extractor, model=request.model))
