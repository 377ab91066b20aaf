"""A run from its first outcome to its exit code: what is written, what is told, how it ends."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from nevextract.cli_output import End, Output, write_errors
from nevextract.cli_report import NOTHING_READ, Report, say
from nevextract.errors import OutputError
from nevextract.output.digest import Digest
from nevextract.output.journal import Entry
from nevextract.output.writers import Error
from nevextract.records import Document
from nevextract.running.outcomes import INTERRUPTED, Failure, Outcome
from nevextract.running.stop import Stop

SIGNALLED = 128  # the exit code of a program that a signal has ended is this and the signal's number


class Course:
    """Hands documents to the output and all else to the report.

    `listed` tells that failures are listed in a file, so that what an early end left unread is not named on stderr too.
    `digest` counts what is found. Where the output takes no more, the run is stopped and everything that is not in it
    is named.
    """

    def __init__(
        self, output: Output, report: Report, stop: Stop, *, listed: bool, digest: Digest | None = None
    ) -> None:
        self._output, self._report, self._stop, self._listed = output, report, stop, listed
        self._digest = digest
        self._errors: list[Error] = []
        self._broken: OutputError | None = None

    def take(self, outcome: Outcome) -> None:
        """Write and count a document, or tell of a failure."""
        if isinstance(outcome, Failure):
            self._failed(outcome)
        elif self._broken is not None:
            self._unwritten(outcome.id)
        else:
            try:
                self._output.add(outcome)
            except OutputError as error:
                self._broken = error
                self._stop.request()
                self._unwritten(outcome.id)
            else:
                self._written(outcome)

    def _failed(self, failure: Failure) -> None:
        self._errors.append({"path": failure.path, "kind": failure.kind, "reason": failure.reason})
        if failure.kind == INTERRUPTED:
            self._report.unread(str(failure), tell=self._broken is not None or not self._listed)
        else:
            self._report.failure(str(failure), fault=failure.fault)

    def _unwritten(self, name: str) -> None:
        self._failed(Failure(name, INTERRUPTED, "not written: the output takes no more"))

    def _written(self, found: Document | Entry) -> None:
        for text in found.warnings:
            self._report.warning(f"{found.id}: {text}")
        if isinstance(found, Entry):
            self._report.document(found.figures, found.projects, found.suppliers)
            if self._digest is not None and found.digest is not None:
                self._digest.merge(found.digest)
        else:
            self._report.document(len(found.figures), len(found.projects), len(found.suppliers))
            if self._digest is not None:
                self._digest.add(found)

    def end(self, errors: Path | None, *, force: bool) -> int:
        """Finish the output, write the failures to the file `errors` if there is to be one, and give the exit code.

        Raises `OutputError` where the output could not be written to its end.
        """
        note = self._close()
        if errors is not None:
            with suppress(*[OutputError] * bool(self._broken)):
                write_errors(errors, self._errors, force=force)
        if self._broken is not None:
            raise OutputError(f"{self._broken}; {note}" if note else str(self._broken)) from self._broken
        self._report.summary()
        if note:
            say(note)
        if self._stop.signal is not None:
            say("interrupted")
            return SIGNALLED + self._stop.signal
        return self._report.exit_code()

    def _close(self) -> str | None:
        if self._broken is None:
            due = self._report.exit_code() != NOTHING_READ
            try:
                return self._output.close(End(self._errors, complete=not self._stop.requested, always=due))
            except OutputError as error:
                self._broken = error
        return self._output.give_up()
