"""`nevextract patterns`: list, show and check pattern files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from nevextract.cli_report import counted, say
from nevextract.errors import NevextractError
from nevextract.output.files import standard_output
from nevextract.patterns.base import PatternFile
from nevextract.patterns.pack import Loaded
from nevextract.patterns_index import packs_of, pattern_files, rule_of

HOLDS, FAILS = 0, 1


def list_patterns(language: str | None, extra: Sequence[Path]) -> int:
    """One pattern file a line: kind, id, title, file."""
    rows = [
        (item.kind, item.id, getattr(item.spec, "title", None) or "", item.shown)
        for _, item in pattern_files(packs_of(language, extra))
    ]
    widths = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    with standard_output() as stream:
        for row in rows:
            line = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
            stream.write(line.rstrip() + "\n")
    return HOLDS


def show_pattern(wanted: str, language: str | None, extra: Sequence[Path]) -> int:
    """All that a pattern file says, examples included. Raises `NevextractError` where no file has the id."""
    found = [item for _, item in pattern_files(packs_of(language, extra)) if wanted in (item.id, rule_of(item))]
    if not found:
        raise NevextractError(f"no pattern has the id {wanted!r}; `nevextract patterns list` shows them all")
    with standard_output() as stream:
        for number, item in enumerate(found):
            stream.write("\n" if number else "")
            _show(stream, item)
    return HOLDS


def _show(stream: TextIO, item: Loaded) -> None:
    title = getattr(item.spec, "title", None)
    stream.write(f"{item.id} ({item.kind})" + (f": {title}" if title else "") + f"\nfile: {item.shown}\n")
    fields = item.spec.model_dump(by_alias=True, exclude_defaults=True)
    examples = ("match", "no_match") if isinstance(item.spec, PatternFile) else ()
    for name in [*(n for n in fields if n not in ("id", "title", *examples)), *examples]:
        _show_field(stream, name.replace("_", " "), fields[name], 0)


def _show_field(stream: TextIO, name: str, value: object, depth: int) -> None:
    """Short things on the line of their name, long ones under it."""
    pad = "  " * depth
    if isinstance(value, Mapping):
        stream.write(f"{pad}{name}:\n")
        for key, inner in value.items():
            if inner is not None:
                _show_field(stream, str(key), inner, depth + 1)
    elif isinstance(value, list | tuple):
        plain = all(isinstance(item, str) for item in value)
        joined = ", ".join(map(str, value))
        if plain and len(joined) < 90:
            stream.write(f"{pad}{name}: {joined}\n")
            return
        stream.write(f"{pad}{name}:\n")
        for item in value:
            stream.write(f"{pad}  - {item if plain else _inline(item)}\n")
    else:
        stream.write(f"{pad}{name}: {value}\n")


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_inline(item)}" for key, item in value.items() if item is not None)
    if isinstance(value, list | tuple):
        return "[" + "; ".join(map(_inline, value)) + "]"
    return str(value)


def check(ids: Sequence[str], language: str | None, extra: Sequence[Path], *, quiet: bool = False) -> int:
    """Run the examples; what does not hold goes to standard output. 1 where something does not hold.

    Raises `NevextractError` where a pattern file is broken or no file has one of the ids.
    """
    from nevextract.patterns_check import check_patterns

    files = examples = failed = 0
    known: set[str] = set()
    with standard_output() as stream:
        for result in check_patterns(language, extra, ids):
            known |= {result.item.id, rule_of(result.item)}
            files += 1
            examples += result.examples
            failed += len(result.problems)
            for problem in result.problems:
                stream.write(f"{problem}\n    {' '.join(problem.text.split())}\n")
    missing = [wanted for wanted in ids if wanted not in known]
    if missing:
        raise NevextractError(f"no pattern with examples has the id {', '.join(map(repr, missing))}")
    if not quiet:
        outcome = f"{counted(failed, 'problem')}" if failed else "all hold"
        say(f"{counted(files, 'pattern file')}, {counted(examples, 'example')}: {outcome}")
    return FAILS if failed else HOLDS
