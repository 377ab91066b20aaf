"""`nevextract run` into a folder of parts: on this machine or on a cluster, with the same bytes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nevextract.cli_course import SIGNALLED
from nevextract.cli_output import write_errors
from nevextract.cli_report import ALL_READ, Report, counted, say
from nevextract.cli_request import Request, check_names, job_of
from nevextract.errors import NevextractError, OutputError
from nevextract.output.files import check_target
from nevextract.output.formats import Format
from nevextract.output.writers import Error
from nevextract.output.writing import check_package, unused_options
from nevextract.read.remote import is_url
from nevextract.read.sources import STDIN, expand
from nevextract.running.fingerprint import patterns_hash
from nevextract.running.outcomes import FAULTS
from nevextract.running.stop import Stop
from nevextract.scale.engine import Cluster, Engine, Here
from nevextract.scale.entry import Entry
from nevextract.scale.folder import UNDER_WAY, Folder, folder_at
from nevextract.scale.plan import Shard, plan
from nevextract.scale.run import MANIFEST, clear, earlier_of, entries, failures, finish
from nevextract.scale.shard import PARTED, Order

_WAIT_SECONDS = 10


def execute_in_shards(request: Request) -> int:
    """Do the run and give the exit code. Raises `NevextractError` where it cannot be begun or brought to its end."""
    order = _order(request)
    folder = folder_at(order.place)
    earlier = _earlier(request, folder)
    stop = Stop()
    with stop.listening():
        inputs = expand(request.paths)
        shards = list(plan(inputs.sources, request.shard_bytes))
        report = Report(len(shards), request.quiet, noun="shard")
        for text in unused_options(order.form, request.records, with_text=request.with_text):
            report.warning(text)
        errors: dict[int, list[Error]] = {-1: [_error(each.path, each.kind, each.reason) for each in inputs.errors]}
        for error in errors[-1]:
            _tell(report, error)
        with _engine(request) as engine:
            done = _followed(shards, order, earlier, engine, folder, stop, report, errors)
        if shards and not stop.requested:
            finish(done, order, _options(request), folder)
        return _ended(request, report, stop, errors, len(shards) - len(done))


def _followed(
    shards: list[Shard],
    order: Order,
    earlier: Mapping[int, Entry],
    engine: Engine,
    folder: Folder,
    stop: Stop,
    report: Report,
    errors: dict[int, list[Error]],
) -> list[Entry]:
    """The entries of what was done, told as they come."""
    done: list[Entry] = []
    waited = time.monotonic()
    for entry in entries(shards, order, earlier, engine, folder, stop):
        if entry is not None:
            done.append(entry)
            report.shard(entry.documents, entry.figures, entry.projects, entry.suppliers, entry.warnings)
            errors[entry.shard] = failures(entry, folder)
            for error in errors[entry.shard]:
                _tell(report, error)
        elif not done and engine.state() == "0 workers" and time.monotonic() - waited > _WAIT_SECONDS:
            report.warning("the scheduler has no workers yet; waiting")
            waited = float("inf")
        report.progress(len(done), f"{counted(report.counts['document'], 'document')} {engine.state()}".rstrip())
    return done


def _ended(request: Request, report: Report, stop: Stop, errors: Mapping[int, list[Error]], left: int) -> int:
    if request.errors is not None:
        found = [error for number in sorted(errors) for error in errors[number]]
        write_errors(request.errors, found, force=request.force or request.resume)
    report.summary()
    if stop.signal is not None:
        say(f"interrupted; {counted(left, 'shard')} not done; the same again with --resume goes on")
        return SIGNALLED + stop.signal
    if not request.quiet and report.exit_code() <= ALL_READ + 1 and report.total:
        say(f"written to {request.folder}: {counted(report.total, 'part')} and {MANIFEST}")
    return report.exit_code()


def _order(request: Request) -> Order:
    """What the workers are told. Raises `NevextractError` for what can be known to fail."""
    form = request.chosen_format
    if form not in PARTED:
        raise OutputError(f"a folder of parts can hold {', '.join(sorted(PARTED))}, not {form}")
    check_package(form)
    if STDIN in request.paths:
        raise NevextractError("standard input cannot be divided; give files, folders or URLs")
    if request.errors is not None:
        check_target(request.errors, force=request.force or request.resume)
    request = replace(request, patterns=tuple(folder.resolve() for folder in request.patterns), model=_model(request))
    check_names(request)
    place = request.folder or ""
    return Order(
        place=place if is_url(place) else str(Path(place).resolve()),
        form=form,
        kind=request.kind,
        job=job_of(request),
        model=request.model,
        asked=_asked(request),
        fingerprint=request.fingerprint_of(_asked(request)),
        patterns=patterns_hash(request.patterns),
    )


def _asked(request: Request) -> str:
    """The options that the bytes of a part depend on; of Parquet, pyarrow too writes its version into it."""
    if request.chosen_format is Format.parquet:
        from pyarrow import __version__

        return f"{request.asked} pyarrow {__version__}"
    return request.asked


def _model(request: Request) -> str:
    """A folder as every worker finds it."""
    return str(Path(request.model).resolve()) if "/" in request.model else request.model


def _earlier(request: Request, folder: Folder) -> dict[int, Entry]:
    """What is done already and may stay. Raises `OutputError` where something is there that may not be replaced."""
    if request.resume:
        return earlier_of(folder)
    if folder.read(MANIFEST) is not None or any(name.startswith(f"{UNDER_WAY}/") for name in folder.sizes()):
        if not request.force:
            raise OutputError(f"{request.folder} holds an output already; --force replaces it, --resume goes on")
        clear(folder)
    return {}


def _engine(request: Request) -> Engine:
    return Here(request.workers) if request.scheduler is None else Cluster(request.scheduler, request.workers)


def _options(request: Request) -> dict[str, object]:
    """What was asked, as the manifest tells it."""
    text, identity, day = request.fields
    return {
        "format": request.chosen_format.value,
        "records": None if request.kind is None else request.kind.value,
        "metrics": sorted(request.metrics),
        "min_confidence": request.min_confidence,
        "with_text": request.with_text,
        "max_bytes": request.max_bytes,
        "shard_bytes": request.shard_bytes,
        "text_field": text,
        "id_field": identity,
        "date_field": day,
    }


def _error(path: str, kind: str, reason: str) -> Error:
    return {"path": path, "kind": kind, "reason": reason}


def _tell(report: Report, error: Error) -> None:
    report.failure(f"{error['path']}: {error['reason']}", fault=error["kind"] in FAULTS)
