"""`nevextract stats`: what a result holds."""

from __future__ import annotations

from typing import Annotated

import typer

from nevextract.cli_base import PatternFolders, guarded
from nevextract.output.formats import ReportFormat


@guarded
def stats_command(
    result: Annotated[
        str, typer.Argument(metavar="RESULT", help="Result of `run`: json, jsonl or csv, or - for stdin.")
    ],
    format_: Annotated[ReportFormat, typer.Option("--format", "-f", help="Output format.")] = ReportFormat.text,
    patterns: PatternFolders = None,
) -> int:
    """Count what a result holds, by metric, document, flag and rule; list rules that never fired, and conflicts.

    A conflict is two documents that give one subject, metric and period values that cannot both be right.

    \b
    Examples:
      nevextract stats result.json
      nevextract stats result.json --format json | jq .conflicts
    """
    from nevextract.output.files import standard_output
    from nevextract.patterns import available_languages
    from nevextract.review.load import load_result
    from nevextract.review.render_stats import write_stats, write_stats_json
    from nevextract.review.rules import known_rules
    from nevextract.review.stats import stats_of

    extra = tuple(patterns or ())
    found = load_result(result)
    languages = {document.whole.language for document in found.documents if document.whole is not None}
    stats = stats_of(found, known_rules(languages or available_languages(extra), found.kinds, extra))
    with standard_output() as stream:
        if format_ is ReportFormat.json:
            write_stats_json(stream, stats)
        else:
            write_stats(stream, stats, terminal=stream.isatty())
    return 0
