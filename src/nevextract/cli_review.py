"""The commands of review: explain, view and apply. What is slow to import is imported by the commands."""

from __future__ import annotations

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
      nevextract explain --id f_0a1b2c3d result.json news/ --format json
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
