"""python training/convert.py DATA OUT: check the open data in the folder DATA and write it as sentences with spans."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from convert_gum import gum
from convert_iob import two_columns, uner
from labels import CROSSNER, UNER, WIKIGOLD, WNUT
from sources import HERE, Source, checked, sources
from spans import Example, write

WORLD = HERE.parent / "patterns" / "en" / "lists" / "world_places.tsv"


def countries() -> frozenset[str]:
    """Names of countries, of the project's own list."""
    rows = (line.split("\t") for line in WORLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(row[0] for row in rows if len(row) > 1 and row[1] == "country")


def examples(source: Source, paths: list[Path]) -> Iterator[Example]:
    """The sentences of a source's files."""
    names = countries()
    for path in paths:
        match source.form:
            case "uner":
                yield from uner(path, UNER)
            case "gum":
                yield from gum(path, names)
            case "wikigold":
                yield from two_columns(path, WIKIGOLD, " ")
            case "crossner":
                yield from two_columns(path, CROSSNER, "\t")
            case "wnut":
                yield from two_columns(path, WNUT, "\t")
            case other:
                raise ValueError(f"no converter for {other}")


def main(data: Path, out: Path) -> None:
    """Convert every source below `data` into one file each in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for source in sources():
        paths = checked(source, data)
        number = write(out / f"{source.id}.jsonl", examples(source, paths))
        print(f"{source.id}: {number} sentences")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
