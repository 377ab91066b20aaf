"""The commands of review: explain, view and apply. What is slow to import is imported by the commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nevextract.cli_base import Model, PatternFolders, guarded
from nevextract.output.formats import ExplainFormat

commands = typer.Typer()


@commands.command("explain")
@guarded
def explain_command(
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE[:OFFSET]", help="A text and a place in it; with --id RESULT [SOURCE...]."),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="A text given right here.")] = None,
    identity: Annotated[str | None, typer.Option("--id", metavar="ID", help="Id of a record of a result.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="The document that holds it, where several do.")
    ] = None,
    format_: Annotated[ExplainFormat, typer.Option("--format", "-f", help="Output format.")] = ExplainFormat.tree,
    everything: Annotated[
        bool, typer.Option("--all", help="Small words, every reading and every reason too; json always has them.")
    ] = False,
    patterns: PatternFolders = None,
    model: Model = None,
) -> int:
    """Explain why a number was read as it was, or why it gave no figure.

    Shows what was found in the sentence and by which line of which pattern file, the readings that were weighed with
    their reasons and scores, what lost and why, and what a number without a figure would have needed.

    \b
    Examples:
      nevextract explain --text "The base exported 12,000 cars in 2023, up 9 percent."
      nevextract explain article.txt
      nevextract explain article.txt:1204 --all
      nevextract explain --id gj8c8kqf result.json news/ --format json
    """
    from nevextract.cli_explain import Request, execute

    return execute(
        Request(
            places=tuple(places or ()),
            text=text,
            identity=identity,
            document=document,
            format=format_,
            everything=everything,
            patterns=tuple(patterns or ()),
            **({} if model is None else {"model": model}),
        )
    )


@commands.command("view")
@guarded
def view_command(
    result: Annotated[str, typer.Argument(metavar="RESULT", help="What `run` wrote: json, jsonl or csv, or -.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Files and folders that it was made from, for its texts."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page; else it goes to standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    against: Annotated[
        str | None, typer.Option("--against", metavar="OLD", help="An older result; what changed is shown in place.")
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="FIELD", help="Of --against: do not compare this field. Repeatable."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Heading of the page.")] = None,
    patterns: PatternFolders = None,
) -> int:
    """Make one HTML page to read and judge a result: figures in their text, table, plots, decisions.

    The page needs nothing from outside and opens from disk. What is accepted, rejected and corrected there is saved as
    a file for `nevextract apply`.

    \b
    Examples:
      nevextract view result.json news/ --output review.html
      nevextract view result.json news/ --against yesterday.json --ignore confidence -o review.html
    """
    from nevextract.cli_view import Request, execute

    return execute(
        Request(
            result=result,
            sources=tuple(sources or ()),
            output=output,
            against=against,
            ignore=tuple(ignore or ()),
            title=title,
            patterns=tuple(patterns or ()),
            force=force,
        )
    )


@commands.command("apply")
@guarded
def apply_command(
    decisions: Annotated[str, typer.Argument(metavar="DECISIONS", help="What the review page saved, or -.")],
    result: Annotated[str, typer.Argument(metavar="RESULT", help="The json of `run`, of then or of now.")],
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Files and folders it was made from, for --gold.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The result as decided.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="DIR", help="Write the reviewed texts as annotations for `eval`.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace existing files.")] = False,
) -> int:
    """Apply a reviewer's decisions to a result: rejected figures go, corrected ones change, kept ones are sure.

    Figures are known by their ids, so decisions also fit a result that was extracted anew. What does not fit any more
    is told, and the exit code is 1.

    \b
    Examples:
      nevextract apply decisions.json result.json --output corrected.json
      nevextract apply decisions.json result.json news/ --gold my-texts/
    """
    from nevextract.cli_apply import Request, execute

    return execute(
        Request(
            decisions=decisions,
            result=result,
            sources=tuple(sources or ()),
            output=output,
            gold=gold,
            force=force,
        )
    )
