"""`nevextract diff`: what has changed between two results."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from nevextract.cli_base import guarded
from nevextract.cli_report import say
from nevextract.errors import NevextractError, OutputError
from nevextract.output.files import check_target, drop_standard_output, replacing, standard_output
from nevextract.output.formats import DiffFormat

if TYPE_CHECKING:
    from nevextract.review.diff import Comparison, Options
    from nevextract.review.load import Result

SAME, DIFFERENT = 0, 1
_ENDINGS = {
    ".txt": DiffFormat.text,
    ".json": DiffFormat.json,
    ".md": DiffFormat.md,
    ".html": DiffFormat.html,
    ".htm": DiffFormat.html,
}


@guarded
def diff_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Result of `run`: json, jsonl or csv, or - for stdin.")],
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="The result to compare it with.")] = None,
    format_: Annotated[
        DiffFormat | None,
        typer.Option("--format", "-f", help="Output format; else what the ending of --output tells, else text."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="FIELD", help="Do not compare this field. Repeatable.")
    ] = None,
    tolerance: Annotated[
        float,
        typer.Option("--tolerance", min=0, max=1, help="How far numbers may differ: 0.01 is a percent of the larger."),
    ] = 0.0,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="METRIC", help="Only figures of this metric. Repeatable.")
    ] = None,
    stat: Annotated[bool, typer.Option("--stat", help="Only the counts, by document.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 where the results differ, too.")] = False,
    root: Annotated[
        str, typer.Option("--root", metavar="DIR", help="Of format github: where the texts are in the repository.")
    ] = "",
    textconv: Annotated[
        bool, typer.Option("--textconv", help="Print OLD one field a line, for git's textconv; there is no NEW.")
    ] = False,
) -> int:
    """Compare two results: figures, projects and suppliers added, removed and changed, field by field.

    Records are matched by id, then by place and meaning. Where a record stands (start, end, sentence) is not compared.
    Exit codes: 0 the same, 1 different, 2 trouble.

    \b
    Examples:
      nevextract diff old.json new.json
      nevextract diff old.json new.json --ignore confidence --tolerance 0.01
      nevextract diff old.json new.json --only exports --stat
      nevextract diff old.json new.json --output diff.html --exit-zero
      git show main:result.json | nevextract diff - result.json --format md
    """
    if textconv:
        return _textconv(old, new)
    return _diff(
        _Asked(old, new, format_, output, force, tuple(ignore or ()), tolerance, tuple(only or ()), stat, root),
        exit_zero=exit_zero,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options of the command."""

    old: str
    new: str | None
    format: DiffFormat | None
    output: Path | None
    force: bool
    ignore: tuple[str, ...]
    tolerance: float
    only: tuple[str, ...]
    stat: bool
    root: str


def _diff(asked: _Asked, *, exit_zero: bool) -> int:
    """Compare, write, and give the exit code. Raises `NevextractError` where that cannot be."""
    if asked.new is None:
        raise NevextractError("diff needs two results: nevextract diff OLD NEW")
    if asked.old == asked.new == "-":
        raise NevextractError("standard input can be one of the results only; name a file for the other")
    if asked.stat and asked.format not in (None, DiffFormat.text):
        raise NevextractError(f"--stat is text; the format {asked.format} holds the counts already")
    from nevextract.review.diff import compare
    from nevextract.review.load import load_result
    from nevextract.review.render_github import write_annotations
    from nevextract.review.wording import summary

    form, output = _format(asked.format, asked.output), asked.output
    if output is not None:
        check_target(output, force=asked.force)
    before, after = load_result(asked.old), load_result(asked.new)
    comparison = compare(before, after, _options(asked.ignore, asked.tolerance, asked.only))
    for line in _notes(before, after, asked.only):
        say(line)
    _write(_writer(comparison, form, stat=asked.stat), output, force=asked.force)
    if form is DiffFormat.github:
        write_annotations(sys.stderr, comparison, after, asked.root)
    elif output is not None:
        say(f"{output}: {summary(comparison)}")
    return DIFFERENT if comparison.differs and not exit_zero else SAME


def _textconv(result: str, more: str | None) -> int:
    from nevextract.review.load import load_result
    from nevextract.review.render_text import write_lines

    if more is not None:
        raise NevextractError("--textconv shows one result; leave the second out")
    found = load_result(result)
    with standard_output() as stream:
        write_lines(stream, found)
    return SAME


def _format(wanted: DiffFormat | None, output: Path | None) -> DiffFormat:
    if wanted is not None or output is None:
        return wanted or DiffFormat.text
    found = _ENDINGS.get(output.suffix.lower())
    if found is None:
        known = ", ".join(_ENDINGS)
        raise OutputError(f"{output}: the ending tells no format; give --format or one of the endings {known}")
    return found


def _options(ignore: Sequence[str], tolerance: float, only: Sequence[str]) -> Options:
    """Raises `NevextractError` where a field is none of the records'."""
    from nevextract.review.diff import Options

    return Options(frozenset(ignore), Decimal(str(tolerance)), frozenset(only))


def _notes(old: Result, new: Result, only: Sequence[str]) -> Iterator[str]:
    """What the reader should know of what was compared."""
    if old.kinds and new.kinds and old.kinds != new.kinds:
        both = ", ".join(sorted(old.kinds & new.kinds))
        yield f"warning: only {both} are compared: one of the results holds nothing else"
    found = {f.metric for result in (old, new) for document in result.documents for f in document.figures}
    for metric in only:
        if metric not in found:
            yield f"warning: neither result has a figure of {metric!r}; they have: {', '.join(sorted(found)) or 'none'}"


def _writer(comparison: Comparison, form: DiffFormat, *, stat: bool) -> Callable[[TextIO], None]:
    from nevextract.review.render_html import write_html
    from nevextract.review.render_json import write_json
    from nevextract.review.render_markdown import COMMENT_LENGTH, write_markdown
    from nevextract.review.render_text import write_stat, write_text

    match form:
        case DiffFormat.json:
            return lambda stream: write_json(stream, comparison)
        case DiffFormat.md:
            return lambda stream: write_markdown(stream, comparison)
        case DiffFormat.github:
            return lambda stream: write_markdown(stream, comparison, longest=COMMENT_LENGTH, mark=True)
        case DiffFormat.html:
            return lambda stream: write_html(stream, comparison)
    if stat:
        return lambda stream: write_stat(stream, comparison, terminal=stream.isatty())
    return lambda stream: write_text(stream, comparison, colour=stream.isatty() and not os.environ.get("NO_COLOR"))


def _write(write: Callable[[TextIO], None], output: Path | None, *, force: bool) -> None:
    target = replacing(output, force=force) if output else standard_output()
    try:
        with target as stream:
            write(stream)
    except BrokenPipeError:  # the reader has seen enough; whether the results differ is still told
        drop_standard_output()
