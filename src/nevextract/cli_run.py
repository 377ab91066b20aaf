"""`nevextract run`: check what was asked, run, write, report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from shutil import get_terminal_size

from nevextract.cli_course import Course
from nevextract.cli_output import ByName, Output, Straight, ToFile
from nevextract.cli_report import ALL_READ, SOME_FAILED, Report, say
from nevextract.cli_request import Request, check_names, job_of
from nevextract.errors import NevextractError, OutputError, ReadError
from nevextract.output.digest import Digest
from nevextract.output.earlier import Earlier
from nevextract.output.files import check_target, drop_standard_output
from nevextract.output.formats import FILES, RESUMABLE, Format
from nevextract.output.journal import Entry
from nevextract.output.writing import check_format, unused_options
from nevextract.read.documents import digest
from nevextract.read.items import Item
from nevextract.read.sources import Source, expand
from nevextract.running.outcomes import Failure
from nevextract.running.run import Run
from nevextract.running.stop import Stop


def execute(request: Request) -> int:
    """Do the run and give the exit code. Raises `NevextractError` where nothing can be begun."""
    if request.folder is not None:
        from nevextract.cli_scale import execute_in_shards

        return execute_in_shards(request)
    _check(request)
    inputs = expand(request.paths)
    _check_no_input_is_lost(request, inputs.sources)
    report = Report(len(inputs.sources), request.quiet)
    _tell_what_has_no_place(request, report)
    stop = Stop()
    with stop.listening():
        output, known = _destination(request)
        run = Run(inputs.sources, job_of(request), workers=request.workers, stop=stop, known=known)
        listed = request.chosen_format is Format.json or request.errors is not None
        digest = Digest() if request.output and not request.quiet and sys.stderr.isatty() else None
        course = Course(output, report, stop, listed=listed, digest=digest)
        try:
            for error in inputs.errors:
                course.take(Failure(error.path, error.kind, error.reason))
            for outcome in run:
                course.take(outcome)
                report.progress(run.begun)
            code = course.end(request.errors, force=request.force or request.resume)
            _tell_what_was_found(request, digest, failed=report.counts["failed"])
            return code
        except BrokenPipeError:  # the reader has seen enough: no error, and no summary either
            drop_standard_output()
            return SOME_FAILED if report.counts["failed"] else ALL_READ
        finally:
            report.clear()


def _check(request: Request) -> None:
    """Raise `NevextractError` for what can be known to fail before anything is read."""
    form = request.chosen_format
    if request.resume and (request.output is None or form not in RESUMABLE):
        raise NevextractError("--resume needs --output with a file of the format json, jsonl, csv or md")
    check_format(form, request.output)
    for target in (request.output, request.errors):
        if target is not None:
            check_target(target, force=request.force or request.resume)
    check_names(request)


def _check_no_input_is_lost(request: Request, sources: Iterable[Source]) -> None:
    for target in (request.output, request.errors):
        if target is not None and target.is_file():
            for source in sources:
                if source.path is not None and source.path.exists() and target.samefile(source.path):
                    raise OutputError(f"{target} is one of the inputs")


def _tell_what_has_no_place(request: Request, report: Report) -> None:
    for text in unused_options(request.chosen_format, request.records, with_text=request.with_text):
        report.warning(text)


def _tell_what_was_found(request: Request, digest: Digest | None, *, failed: int) -> None:
    """On a terminal, after the summary: the run in a few lines, and what to do next."""
    form = request.chosen_format
    if digest is None or request.output is None:
        return
    for line in digest.lines(request.output, form, get_terminal_size().columns):
        say(line)
    if failed and request.errors is None:
        again = "; the same again with --resume tries them once more" if form in RESUMABLE else ""
        say(f"  --errors FILE lists what failed{again}")


def _destination(request: Request) -> tuple[Output, Callable[[Item], Entry | None] | None]:
    """Where the documents go, and what is there already of an earlier run.

    Raises `OutputError` where there is an output to resume that tells nothing of itself.
    """
    target, form, kind = request.output, request.chosen_format, request.kind
    if target is None or (target.exists() and not target.is_file()):
        return Straight(target, form, kind), None
    if form in FILES:
        return ByName(target, form, kind, force=request.force), None
    stands_for = request.fingerprint
    earlier = Earlier(target, stands_for) if request.resume else None
    force = request.force or request.resume
    output = ToFile(target, form, kind, fingerprint=stands_for, force=force, earlier=earlier)
    if earlier is None:
        return output, None
    if earlier.foreign and not request.force:
        raise OutputError(f"{target} has no journal beside it to resume from; --force writes it anew")

    def known(item: Item) -> Entry | None:
        try:
            return earlier.find(item.id, lambda: digest(item, request.reading))
        except ReadError:  # it will be told when it is read
            return None

    return output, known
