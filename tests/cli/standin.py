"""A stand-in for the extractor, and a driver that runs the command line with it.

Each line `METRIC VALUE UNIT [CONFIDENCE]` of a text is a figure, `supplier NAME` a supplier.
Some words make it misbehave.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from nevextract.records import Document, Figure, Project, Supplier


class StandIn:
    """Extracts what the lines of a text spell out."""

    def __init__(self, patterns: Sequence[Path] = ()) -> None:
        self.patterns = patterns

    def prepare(self) -> None:
        """Nothing is slow here."""

    def warm(self) -> None:
        """Only if a test wants it."""
        time.sleep(float(os.environ.get("NEVEXTRACT_TEST_LOADING", "0")))

    def extract(
        self,
        text: str,
        *,
        id: str = "-",  # noqa: A002
        sha256: str | None = None,
        warnings: Sequence[str] = (),
        with_text: bool = False,
        **_: object,
    ) -> Document:
        misbehave(text)
        if seen := os.environ.get("NEVEXTRACT_TEST_SEEN"):
            with Path(seen).open("a") as file:
                file.write(f"{id}\n")
        figures, suppliers, at = [], [], 0
        for line in text.splitlines(keepends=True):
            words = line.split()
            if len(words) >= 3 and words[0] != "supplier":
                figures.append(figure(line.strip(), at, words, len(figures)))
            elif words[:1] == ["supplier"]:
                name = line.strip().partition(" ")[2]
                suppliers.append(
                    Supplier(
                        id=f"s{len(suppliers)}",
                        name=name,
                        sentence=line.strip(),
                        start=at,
                        end=at + 1,
                        rule="en/suppliers/x",
                        confidence=0.5,
                    )
                )
            at += len(line)
        projects = [
            Project(
                id="p0",
                name="Plant",
                figures=tuple(f.id for f in figures),
                sentence="Plant",
                start=0,
                end=5,
                rule="en/projects/x",
                confidence=1.0,
            )
        ]
        return Document(
            id=id,
            language="en",
            sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
            figures=tuple(figures),
            projects=tuple(projects) if "PLANT" in text else (),
            suppliers=tuple(suppliers),
            warnings=(*warnings, *(["a warning"] if "WARN" in text else [])),
            text=text if with_text else None,
        )


def figure(line: str, at: int, words: Sequence[str], count: int) -> Figure:
    return Figure(
        id=f"f{count}",
        metric=words[0],
        measure="level",
        value=Decimal(words[1]),
        unit=words[2],
        subject=words[4] if len(words) > 4 else None,
        quote=line,
        start=at,
        end=at + len(line),
        sentence=line,
        rule=f"en/metrics/{words[0]}",
        confidence=float(words[3]) if len(words) > 3 else 1 / 3,
        same_as="f0" if "AGAIN" in line else None,
    )


def misbehave(text: str) -> None:
    if "CRASH" in text:
        raise RuntimeError("it broke")
    if "DIE" in text:
        os._exit(9)
    if "GREEDY" in text:
        raise MemoryError
    while "SPIN" in text:
        pass
    if "SLOW" in text:
        time.sleep(20)
    while "WAIT" in text and not Path(os.environ["NEVEXTRACT_TEST_GATE"]).exists():
        time.sleep(0.02)


if __name__ == "__main__":
    import standin

    import nevextract.pipeline

    nevextract.pipeline.Extractor = standin.StandIn  # type: ignore[misc, assignment]

    from nevextract.cli import main

    main()
