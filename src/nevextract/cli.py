"""The command line: parses, calls the library, maps errors to exit codes.

What is slow to import is imported by the commands.
"""

from __future__ import annotations

import gc
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from nevextract import __version__
from nevextract.cli_base import DateField, IdField, Language, Model, PatternFolders, TextField, guarded
from nevextract.cli_diff import diff_command
from nevextract.cli_review import commands as review_commands
from nevextract.cli_stats import stats_command
from nevextract.cli_text import commands as text_commands
from nevextract.output.formats import Format, Kind, NamesFormat, ReportFormat, SchemaFor
from nevextract.read.options import MAX_BYTES
from nevextract.running.limits import SHARD_BYTES, TIMEOUT_SECONDS

TERMINATED = 143
FEW_LOOKS = (50_000, 20, 20)  # of the garbage collector, which finds nothing while patterns and model are loaded

ABOUT = """Find every figure in industry texts: what it measures, its unit, period, status, subject and place.

\b
Examples:
  nevextract run article.txt                       one text, as JSON
  nevextract run news/ --output figures.csv        a folder, as a spreadsheet
  nevextract run news/ --format table              for reading
  cat article.txt | nevextract run - --format jsonl | jq .value

Exit codes: 0 all was read, 1 some input failed, 2 wrong usage, nothing readable or no room for the output,
130 interrupted.
"""

app = typer.Typer(
    name="nevextract",
    help=ABOUT,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: the import of rich would double the start-up time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
patterns_app = typer.Typer(
    name="patterns",
    help="List, show and check the patterns that figures are found with.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(patterns_app)
app.registered_commands += text_commands.registered_commands


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nevextract {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def _complete_metric(incomplete: str) -> list[str]:
    from nevextract.cli_request import metrics_of

    return sorted(metric for metric in metrics_of(()) if metric.startswith(incomplete))


def _complete_pattern(incomplete: str) -> list[str]:
    from nevextract.patterns import available_languages, load_pack

    packs = (load_pack(language) for language in available_languages())
    ids = {item.id for pack in packs for items in pack.files.values() for item in items}
    return sorted(each for each in ids if each.startswith(incomplete))


Metrics = Annotated[
    list[str] | None,
    typer.Option(
        "--metric",
        metavar="METRIC",
        help="Only figures of this metric. Repeatable.",
        autocompletion=_complete_metric,
    ),
]


@app.command("run")
@guarded
def run_command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format; else what the ending of --output tells, else json."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file; FOLDER/ or a URL for a folder of parts."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    records: Annotated[
        Kind | None,
        typer.Option("--records", help="Records that jsonl, csv and table hold (default: figures)."),
    ] = None,
    patterns: PatternFolders = None,
    metric: Metrics = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Only records at least this sure.")
    ] = 0.0,
    with_text: Annotated[bool, typer.Option("--with-text", help="Add each document's text to the JSON.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, warnings or summary; failures are still told.")
    ] = False,
    model: Model = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to share the documents among.")] = 1,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1, metavar="N", help="Refuse documents that are larger, unpacked.")
    ] = MAX_BYTES,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0, metavar="SECONDS", help="Give up a document after this; 0 for never.")
    ] = TIMEOUT_SECONDS,
    resume: Annotated[
        bool, typer.Option("--resume", help="Read again only what the file of --output does not hold already.")
    ] = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Write what failed, as JSON lines, to a file.")
    ] = None,
    text_field: TextField = None,
    id_field: IdField = None,
    date_field: DateField = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Dask cluster to work on: tcp://host:port, or local."),
    ] = None,
    shard_bytes: Annotated[
        int, typer.Option("--shard-bytes", min=1, metavar="N", help="Input that makes a part of a folder of parts.")
    ] = SHARD_BYTES,
) -> int:
    """Extract the figures, projects and suppliers of texts.

    Data goes to standard output, everything else to standard error.

    \b
    Examples:
      nevextract run article.html
      nevextract run news/ --output figures.csv --workers 4
      nevextract run news/ --format jsonl --records suppliers
      nevextract run news/ --metric exports --metric production --min-confidence 0.8
      nevextract run news/ --patterns my-patterns/ --output all.json --force
      nevextract run news/ --output all.jsonl --resume --errors failed.jsonl --timeout 30
      nevextract run export.csv --text-field body --id-field no --date-field day
      nevextract run s3://news/2024/ --output s3://news/figures/ --scheduler tcp://10.0.0.5:8786
    """
    from nevextract.cli_request import Request, place_of
    from nevextract.cli_run import execute

    request = Request(
        paths=tuple(paths),
        **place_of(output, scheduler),
        format=format_,
        records=records,
        patterns=tuple(patterns or ()),
        metrics=tuple(metric or ()),
        min_confidence=min_confidence,
        with_text=with_text,
        quiet=quiet,
        workers=workers,
        force=force,
        max_bytes=max_bytes,
        timeout=timeout,
        resume=resume,
        errors=errors,
        shard_bytes=shard_bytes,
        fields=(text_field, id_field, date_field),
    )
    return execute(request if model is None else replace(request, model=model))


@app.command("names")
@guarded
def names_command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")],
    format_: Annotated[NamesFormat, typer.Option("--format", "-f", help="Output format.")] = NamesFormat.table,
    patterns: PatternFolders = None,
    model: Model = None,
) -> int:
    """Print the names that texts hold: ORG, LOC, FAC, PERSON, PROJECT, PRODUCT.

    \b
    Examples:
      nevextract names article.txt
      nevextract names news/ --format json
      nevextract names news/ --model none
    """
    from nevextract.cli_names import print_names

    return print_names(paths, format_, tuple(patterns or ()), model)


@app.command("eval")
@guarded
def eval_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of NAME.txt with NAME.gold.json beside it.")],
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", "-p", metavar="FILE", help="JSON that `run` wrote; else the texts are run now."),
    ] = None,
    format_: Annotated[ReportFormat, typer.Option("--format", "-f", help="Output format.")] = ReportFormat.text,
    errors: Annotated[bool, typer.Option("--errors", help="List every mistake, by cause; json always does.")] = False,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", min=0, metavar="N", help="Resamples for the intervals, 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="Of the resamples.")] = 0,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Only records at least this sure.")
    ] = 0.0,
    patterns: PatternFolders = None,
    model: Model = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to share the documents among.")] = 1,
) -> int:
    """Measure an extraction against annotated texts.

    Precision, recall and F1 at four levels, by metric, measure and field; mistakes by cause; what confidence is worth.

    \b
    Examples:
      nevextract eval my-texts/
      nevextract eval my-texts/ --errors --patterns my-patterns/
      nevextract eval my-texts/ --predictions result.json --format json
    """
    from nevextract.cli_eval import Request, execute

    return execute(
        Request(
            folder=gold,
            predictions=predictions,
            format=format_,
            errors=errors,
            patterns=tuple(patterns or ()),
            min_confidence=min_confidence,
            resamples=bootstrap,
            seed=seed,
            workers=workers,
            **({} if model is None else {"model": model}),
        )
    )


app.command("diff")(diff_command)
app.command("stats")(stats_command)


@app.command("schema")
@guarded
def schema_command(
    for_: Annotated[
        SchemaFor,
        typer.Option(
            "--for", help="What the schema is of; for csv a Frictionless Table Schema, sdmx names the fields."
        ),
    ] = SchemaFor.json,
    records: Annotated[
        Kind | None,
        typer.Option("--records", help="Records that jsonl and csv hold (default: figures); without --for, of jsonl."),
    ] = None,
) -> int:
    """Print the schema of an output: JSON Schema, Table Schema, or the SDMX names of the fields.

    \b
    Examples:
      nevextract schema > nevextract.schema.json
      nevextract schema --records figures
      nevextract schema --for csv --records suppliers
      nevextract schema --for sdmx
    """
    from nevextract.output.encode import encode
    from nevextract.output.files import standard_output
    from nevextract.output.schema import schema_for

    with standard_output() as stream:
        stream.write(encode(schema_for(for_, records), indent=2) + "\n")
    return 0


app.registered_commands += review_commands.registered_commands


@patterns_app.command("list")
@guarded
def list_command(patterns: PatternFolders = None, language: Language = None) -> int:
    """List all patterns: kind, id, title and file.

    \b
    Examples:
      nevextract patterns list
      nevextract patterns list --patterns my-patterns/ --language en
    """
    from nevextract.cli_patterns import list_patterns

    return list_patterns(language, tuple(patterns or ()))


@patterns_app.command("show")
@guarded
def show_command(
    pattern: Annotated[str, typer.Argument(metavar="ID", help="Id of a pattern.", autocompletion=_complete_pattern)],
    patterns: PatternFolders = None,
    language: Language = None,
) -> int:
    """Show one pattern: title, units, cues, examples and file.

    \b
    Examples:
      nevextract patterns show exports
      nevextract patterns show en/metrics/projects
    """
    from nevextract.cli_patterns import show_pattern

    return show_pattern(pattern, language, tuple(patterns or ()))


@patterns_app.command("check")
@guarded
def check_command(
    pattern: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Ids of patterns; else all.", autocompletion=_complete_pattern),
    ] = None,
    patterns: PatternFolders = None,
    language: Language = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> int:
    """Run the patterns' own examples, each text under all patterns.

    What does not hold is printed as file:line: id: reason, and the exit code is 1; 2 where a file is broken.

    \b
    Examples:
      nevextract patterns check
      nevextract patterns check exports --patterns my-patterns/
    """
    from nevextract.cli_patterns import check

    return check(pattern or (), language, tuple(patterns or ()), quiet=quiet)


def main() -> None:
    """The entry point of the `nevextract` command."""
    gc.set_threshold(*FEW_LOOKS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        app()
    finally:
        gc.freeze()  # at the exit Python looks through everything for garbage once more
