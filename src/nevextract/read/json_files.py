"""Files that hold JSON of ours: their text, its values with exact numbers, and where one of them is wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nevextract.errors import FileError, GoldError

_SHOWN = 40


def read_file(path: Path, shown: str, error_type: type[FileError] = GoldError) -> str:
    """The text of a file in UTF-8. Raises an `error_type`."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise error_type(f"cannot be read: {error}", path=shown) from error


def parse_json(source: str, shown: str, error_type: type[FileError] = GoldError) -> Any:
    """The JSON of a text, numbers with a point as exact decimals.

    Raises an `error_type` where it is none.
    """
    try:
        return json.loads(source, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise error_type(f"not JSON: {error.msg} in line {error.lineno}", path=shown) from error
    except (ValueError, RecursionError) as error:
        raise error_type(f"not JSON: {error}", path=shown) from error


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def place_of(error: ValidationError, data: Any) -> tuple[str, str]:
    """The field (`figures.3.metric`) and reason of what is wrong first; of an entry its quote or name is added."""
    first = error.errors()[0]
    parts = [str(part) for part in first["loc"]]
    here, reason = data, first["msg"].removeprefix("Value error, ")
    for part in first["loc"]:
        try:
            here = here[part]
        except (LookupError, TypeError):  # what is wrong is that it is not there
            break
        said = isinstance(here, dict) and (here.get("quote") or here.get("name"))
        if isinstance(said, str):
            reason += f" («{said[:_SHOWN]}»)"
    return ".".join(parts), reason
