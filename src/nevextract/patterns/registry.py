"""Which model reads which pattern file: the one place where a kind of file is named."""

from __future__ import annotations

from fnmatch import fnmatchcase

from nevextract.patterns.base import Spec
from nevextract.patterns.metrics import MetricPattern

# glob below patterns/<language>/ or patterns/common/ -> (kind, model)
_KINDS: tuple[tuple[str, str, type[Spec]], ...] = (
    ("metrics/*.yml", "metric", MetricPattern),
)


def kind_of(name: str) -> tuple[str, type[Spec]] | None:
    """The kind and model of the pattern file at `name` (its path below the language's folder), or None."""
    return next(((kind, model) for glob, kind, model in _KINDS if fnmatchcase(name, glob)), None)


def kinds() -> tuple[tuple[str, str, type[Spec]], ...]:
    """All (glob, kind, model), for documentation and schemas."""
    return _KINDS
