"""What the modules of commands share: common options, and a command's errors as its exit code.

What is slow to import is imported by the commands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from nevextract.errors import NevextractError

P = ParamSpec("P")
USAGE, INTERRUPTED = 2, 130

PatternFolders = Annotated[
    list[Path] | None,
    typer.Option("--patterns", metavar="DIR", help="Folder of patterns that add to or replace ours. Repeatable."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Recogniser of names beside the rules: one of ours, a spaCy package, a folder; none for rules alone.",
    ),
]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only the patterns of this language.")]

TextField = Annotated[
    str | None, typer.Option("--text-field", metavar="NAME", help="Column of CSV or JSON Lines with the text.")
]
IdField = Annotated[str | None, typer.Option("--id-field", metavar="NAME", help="Column with the document's id.")]
DateField = Annotated[
    str | None, typer.Option("--date-field", metavar="NAME", help="Column with the date of publication.")
]


def guarded(command: Callable[P, int]) -> Callable[P, None]:
    """The command with its errors as one line on stderr and its result as the exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except NevextractError as error:
            from nevextract.cli_report import say

            say(f"error: {error}")
            code = USAGE
        except BrokenPipeError:
            from nevextract.output.files import drop_standard_output

            drop_standard_output()
            code = 0
        except KeyboardInterrupt:
            from nevextract.cli_report import say

            say("interrupted")
            code = INTERRUPTED
        raise typer.Exit(code)

    return run
