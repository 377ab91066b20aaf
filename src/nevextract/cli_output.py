"""Where `nevextract run` puts its documents: standard output or a file, opened with the first of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TextIO

from nevextract.errors import OutputError
from nevextract.output.earlier import Earlier
from nevextract.output.encode import encode
from nevextract.output.files import Beside, Shown, check_target, ready_standard_output, reported
from nevextract.output.finished import entry_of, parted
from nevextract.output.formats import Format, Kind
from nevextract.output.journal import Entry
from nevextract.output.part import Part, take_away_leftovers
from nevextract.output.table import TableWriter
from nevextract.output.writers import Error, PartedWriter
from nevextract.output.writing import FileWriter, file_writer
from nevextract.records import Document


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended: what failed, whether everything was tried, and whether an output is due without a document."""

    errors: Sequence[Error] = ()
    complete: bool = True
    always: bool = False


class Output(Protocol):
    """Takes documents one by one, and then one of `close` and `give_up`, which tell what there is to say of where the
    output is. `give_up` is for after an `OutputError`."""

    def add(self, found: Document | Entry) -> None: ...

    def close(self, end: End) -> str | None: ...

    def give_up(self) -> str | None: ...


class Straight:
    """To standard output (`target` None), or to a device or pipe, as it comes."""

    def __init__(self, target: Path | None, form: Format, kind: Kind | None) -> None:
        self._target, self._form, self._kind = target, form, kind
        self._stream: TextIO | None = None
        self._writer: PartedWriter | TableWriter | None = None

    def add(self, found: Document | Entry) -> None:
        with reported(self._target or "standard output"):
            writer = self._opened()
            if isinstance(found, Document):
                writer.write(found)
            elif not isinstance(writer, TableWriter):
                writer.add(found.body)
            self._flush()

    def close(self, end: End) -> str | None:
        if self._writer is not None or end.always:
            with reported(self._target or "standard output"):
                self._opened().close(end.errors)
                self._flush()
                if self._target and self._stream:
                    self._stream.close()
        return None

    def give_up(self) -> str | None:
        return None

    def _flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()

    def _opened(self) -> PartedWriter | TableWriter:
        if self._writer is None:
            if self._target is None:
                self._stream = ready_standard_output()
            else:
                self._stream = self._target.open("w", encoding="utf-8", errors="backslashreplace", newline="")
            terminal = self._target is None and self._stream.isatty()
            if self._form is Format.table:
                self._writer = TableWriter(self._stream, self._kind or Kind.figures, terminal=terminal)
            else:
                self._writer = parted(self._form, Shown(self._stream) if terminal else self._stream, self._kind)
        return self._writer


class ToFile:
    """To a file that takes its place when it is whole, or when a run ends early and nothing better stands there.

    `earlier` is what `--resume` goes on from, else None. `force` allows to replace a file.
    """

    def __init__(
        self, target: Path, form: Format, kind: Kind | None, *, fingerprint: str, force: bool, earlier: Earlier | None
    ) -> None:
        self._target, self._form, self._kind, self._fingerprint = target, form, kind, fingerprint
        self._force, self._earlier = force, earlier
        self._part: Part | None = None
        self._writer: PartedWriter | TableWriter | None = None
        self._ids: set[str] = set()

    def add(self, found: Document | Entry) -> None:
        part, writer = self._opened()
        if isinstance(writer, TableWriter):
            if isinstance(found, Document):
                writer.write(found)
            return
        body = found.body if isinstance(found, Entry) else writer.body(found)
        writer.add(body)
        entry = found if isinstance(found, Entry) else entry_of(found, body)
        part.commit(replace(entry, start=part.tell() - entry.length, body="", digest=None))
        if self._earlier is not None:
            self._ids.add(found.id)

    def close(self, end: End) -> str | None:
        if self._part is None and not end.always:
            return None
        part, writer = self._opened()
        writer.close(end.errors)
        part.commit()
        return self._place(part, complete=end.complete)

    def give_up(self) -> str | None:
        part, writer = self._part, self._writer
        if part is None or isinstance(writer, TableWriter) or writer is None:
            if part is not None:
                part.discard()
            return None
        if not part.salvage(writer.tail(())):
            part.discard()
            return "nothing could be kept"
        return self._place(part, complete=False) or f"{part.entries} documents are in {self._target}"

    def _place(self, part: Part, *, complete: bool) -> str | None:
        """Put the part in its place unless what stands there has more."""
        better = complete or not self._target.exists() or self._holds_all_earlier()
        if not better:
            part.leave()
            return f"{self._target} is as it was; what was found is in {part.path}, from where --resume goes on"
        try:
            part.move(force=self._force, journal=part.entries > 1 or self._earlier is not None)
        except OutputError as error:
            part.leave()
            raise OutputError(f"{error}; what was found is in {part.path}") from error
        if complete or self._holds_all_earlier():
            take_away_leftovers(self._target)
        return None

    def _holds_all_earlier(self) -> bool:
        return self._earlier is not None and bool(self._earlier.ids) and self._earlier.ids <= self._ids

    def _opened(self) -> tuple[Part, PartedWriter | TableWriter]:
        if self._part is None or self._writer is None:
            check_target(self._target, force=self._force)
            self._part = Part(self._target, self._fingerprint)
            if self._form is Format.table:
                self._writer = TableWriter(self._part, self._kind or Kind.figures, terminal=False)
            else:
                self._writer = parted(self._form, self._part, self._kind)
        return self._part, self._writer


class ByName:
    """To a file that its writer opens by name (parquet, xlsx, sqlite). It takes its place when it is whole, or when a
    run ends early and nothing stands there."""

    def __init__(self, target: Path, form: Format, kind: Kind | None, *, force: bool) -> None:
        self._target, self._form, self._kind, self._force = target, form, kind, force
        self._beside: Beside | None = None
        self._writer: FileWriter | None = None

    def add(self, found: Document | Entry) -> None:
        if isinstance(found, Document):
            with reported(self._target):
                self._opened()[1].write(found)

    def close(self, end: End) -> str | None:
        if self._writer is None and not end.always:
            return None
        if not end.complete and self._target.exists():
            self.give_up()
            return f"{self._target} is as it was; what was found is gone, as {self._form} cannot be resumed"
        beside, writer = self._opened()
        with reported(self._target):
            writer.close(end.errors)
        beside.place(force=self._force)
        return None

    def give_up(self) -> str | None:
        if self._writer is not None:
            self._writer.abandon()
        if self._beside is not None:
            self._beside.discard()
        return f"{self._form} can only be written whole; nothing was kept"

    def _opened(self) -> tuple[Beside, FileWriter]:
        if self._beside is None or self._writer is None:
            check_target(self._target, force=self._force)
            self._beside = Beside(self._target)
            os.close(self._beside.handle)
            self._writer = file_writer(self._form, self._beside.path, self._kind)
        return self._beside, self._writer


def write_errors(target: Path, errors: Sequence[Error], *, force: bool) -> None:
    """The failures as JSON lines in a file of their own, which is there without any too."""
    lines = "".join(encode(error) + "\n" for error in errors)
    if target.exists() and not target.is_file():
        with reported(target):
            target.write_text(lines, encoding="utf-8", errors="backslashreplace", newline="")
        return
    part = Part(target, "")
    try:
        part.write(lines)
        part.commit()
        part.move(force=force, journal=False)
    except OutputError:
        part.discard()
        raise
