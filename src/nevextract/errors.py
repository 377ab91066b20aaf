"""The errors that nevextract raises: all are of `NevextractError`, each names where and says what to do."""

from __future__ import annotations

from pathlib import Path


class NevextractError(Exception):
    """Base of every error that nevextract raises on purpose; the command line prints it as one line."""


class PatternError(NevextractError):
    """A pattern file is broken. `str()` reads "file:line: rule: reason"."""

    def __init__(self, reason: str, *, path: Path | str, line: int | None = None, rule: str | None = None) -> None:
        self.reason, self.path, self.line, self.rule = reason, str(path), line, rule
        where = f"{self.path}:{line}" if line else self.path
        super().__init__(f"{where}: {rule}: {reason}" if rule else f"{where}: {reason}")


class ReadError(NevextractError):
    """An input cannot be read as text.

    `kind` is one of `missing`, `unreadable`, `empty`, `binary`, `unsupported`, `damaged`, `encrypted`, `field` (an
    export has no such column), and where it breaks a limit `too_large` or `too_deep`.
    """

    def __init__(self, reason: str, *, path: Path | str, kind: str) -> None:
        self.reason, self.path, self.kind = reason, str(path), kind
        super().__init__(f"{self.path}: {reason}")


class LanguageError(NevextractError):
    """A language was asked for that has no pattern pack."""


class ModelError(NevextractError):
    """A recogniser of names was asked for that is not there or cannot be used."""


class OutputError(NevextractError):
    """The output cannot be written where it was asked for."""


class FileError(NevextractError):
    """A file of ours cannot be used. `str()` reads "file: field: reason"."""

    def __init__(self, reason: str, *, path: Path | str, field: str | None = None) -> None:
        self.reason, self.path, self.field = reason, str(path), field
        super().__init__(f"{self.path}: {field}: {reason}" if field else f"{self.path}: {reason}")


class GoldError(FileError):
    """Annotations, or predictions to be compared with them, cannot be used."""


class ResultError(FileError):
    """What `nevextract run` wrote cannot be read back."""


class DecisionError(FileError):
    """A reviewer's decisions cannot be read."""
