"""A comparison for a pull request on GitHub: annotations of the workflow's run, at the lines of the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TextIO

from nevextract.output.table import clean
from nevextract.review.diff import Comparison, Difference, DocumentDifference, Status
from nevextract.review.load import Result
from nevextract.review.wording import change_line, document_line, quoted, said, summary

_LEVELS = {Status.added: "notice", Status.changed: "warning", Status.removed: "warning"}
_MEANING = frozenset({"metric", "measure", "value", "value_max", "unit", "name"})
_AT_MOST = 9
"""GitHub shows ten annotations of a level for each step; the last one tells how many more there are."""


def write_annotations(stream: TextIO, comparison: Comparison, new: Result, root: str = "") -> None:
    """Workflow commands, one a line: `::warning file=news/a.txt,line=3,title=...::...`. `root` is the folder of the
    texts as the repository names it. The line is known where the new result holds the text (`--with-text`)."""
    texts = {d.id: d.whole.text for d in new.documents if d.whole is not None and d.whole.text is not None}
    if comparison.differs:
        stream.write(_command("notice", {"title": "Extraction"}, summary(comparison)))
    for level in ("warning", "notice"):
        of_level = sorted((each for each in _all(comparison) if _LEVELS[each.status] == level), key=_weight)
        most = _AT_MOST - (level == "notice")
        for each in of_level[:most]:
            stream.write(_annotation(each, level, texts, root))
        if len(of_level) > most:
            stream.write(_command(level, {"title": "Extraction"}, f"{len(of_level) - most} more differences"))


def _all(comparison: Comparison) -> Iterator[Difference | DocumentDifference]:
    yield from comparison.documents
    yield from comparison.differences()


def _weight(each: Difference | DocumentDifference) -> int:
    """What was removed comes first, then another number or meaning, then all else."""
    if each.status is not Status.changed:
        return 0
    return 1 if any(change.field in _MEANING for change in each.changes) else 2


def _annotation(each: Difference | DocumentDifference, level: str, texts: Mapping[str, str], root: str) -> str:
    where = {"file": str(PurePosixPath(root, each.document))}
    if isinstance(each, DocumentDifference):
        return _command(level, {**where, "title": "Document"}, document_line(each))
    if each.new is not None and each.document in texts:
        where["line"] = str(texts[each.document].count("\n", 0, each.new.start) + 1)
    title = f"{each.kind.value[:-1].capitalize()} {each.status.value}"
    changes = "; ".join(change_line(change) for change in each.changes)
    message = f"«{quoted(each.record)}» {said(each.record)}" + (f": {changes}" if changes else "")
    return _command(level, {**where, "title": title}, message)


def _command(level: str, properties: Mapping[str, str], message: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {given}::{_data(clean(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
