"""The pattern files of all languages: each once, the id that its finds carry and its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from nevextract.errors import PatternError
from nevextract.patterns import Pack, available_languages, load_pack, patterns_folder
from nevextract.patterns.pack import Loaded


def packs_of(language: str | None, extra: Sequence[Path] = ()) -> Iterator[Pack]:
    """The pack of a language, or of every one. Raises `PatternError` and `LanguageError` as `load_pack` does."""
    for each in (language,) if language else available_languages(extra):
        yield load_pack(each, tuple(extra))


def pattern_files(packs: Iterator[Pack]) -> Iterator[tuple[Pack, Loaded]]:
    """Every pattern file once, by language, kind and id, with the first pack that holds it."""
    seen = set()
    for pack in packs:
        for items in pack.files.values():
            for item in items:
                if item.shown not in seen:
                    seen.add(item.shown)
                    yield pack, item


def rule_of(item: Loaded) -> str:
    """The rule that a file's finds carry: its path without root folder and ending ("en/metrics/exports")."""
    path = PurePosixPath(item.shown)
    return path.relative_to(path.parts[0]).with_suffix("").as_posix()


def source_of(item: Loaded, extra: Sequence[Path]) -> str:
    """The text of a pattern file. Raises `PatternError` where it has gone since it was loaded."""
    for root in (*reversed(extra), patterns_folder()):
        path = root.parent / item.shown
        if path.is_file():
            return path.read_text("utf-8")
    raise PatternError("the file is gone", path=item.shown)
