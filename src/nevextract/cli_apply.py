"""`nevextract apply`: a result as its reviewers decided, and the decisions as annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nevextract.cli_report import ALL_READ, SOME_FAILED, counted, say
from nevextract.errors import NevextractError
from nevextract.output.encode import encode
from nevextract.output.files import check_target, replacing, standard_output
from nevextract.output.writers import JsonWriter
from nevextract.records import Document
from nevextract.review.apply import Applied, apply_decisions
from nevextract.review.decisions import Decision, load_decisions
from nevextract.review.gold_export import GoldText, gold_texts
from nevextract.review.load import Result, load_result
from nevextract.review.texts import texts_of


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `nevextract apply`; without `output` the result goes to standard output, unless annotations are
    all that is asked for."""

    decisions: str
    result: str
    sources: tuple[str, ...] = ()
    output: Path | None = None
    gold: Path | None = None
    force: bool = False


def execute(request: Request) -> int:
    """Apply, write, tell; 1 where a decision could not be applied or a document not be annotated."""
    if request.output is not None:
        check_target(request.output, force=request.force)
    decisions = load_decisions(request.decisions)
    result = load_result(request.result)
    applied = apply_decisions(_wholes(result), decisions)
    for told in applied.left:
        say(told)
    if request.output is not None or request.gold is None:
        _write(applied, result, request)
    failed = len(applied.left)
    if request.gold is not None:
        failed += _write_gold(applied, decisions, result, request.gold, request)
    counts = Counter(decision.decision for decision in decisions)
    words = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("accepted", "rejected", "corrected"))
    left = f"; {len(applied.left)} told above could not be applied" if applied.left else ""
    say(f"{counted(len(decisions), 'decision')} ({words}){left}")
    return SOME_FAILED if failed else ALL_READ


def _wholes(result: Result) -> list[Document]:
    found = [document.whole for document in result.documents if document.whole is not None]
    if len(found) < len(result.documents):
        raise NevextractError(f"{result.name} holds records alone; apply takes the json of nevextract run")
    return found


def _write(applied: Applied, result: Result, request: Request) -> None:
    target = replacing(request.output, force=request.force) if request.output else standard_output()
    with target as stream:
        writer = JsonWriter(stream)
        for document in applied.documents:
            writer.write(document)
        writer.close([error.model_dump() for error in result.errors])


def _write_gold(applied: Applied, decisions: Sequence[Decision], result: Result, folder: Path, request: Request) -> int:
    """Write the annotated texts of the documents with decisions; how many could not be."""
    reviewed = {decision.document for decision in decisions}
    documents = [document for document in applied.documents if document.id in reviewed]
    texts = texts_of(result, request.sources)
    for warning in texts.warnings:
        say(warning)
    failed = written = 0
    folder.mkdir(parents=True, exist_ok=True)
    for gold in gold_texts(documents, applied.decided, texts.by_id):
        if isinstance(gold, GoldText):
            _write_one(gold, folder, force=request.force)
            written += 1
        else:
            say(gold)
            failed += 1
    say(f"{folder}: {counted(written, 'annotated text')}; nevextract eval {folder} measures against them")
    return failed


def _write_one(gold: GoldText, folder: Path, *, force: bool) -> None:
    with replacing(folder / f"{gold.name}.txt", force=force) as stream:
        stream.write(gold.text)
    with replacing(folder / f"{gold.name}.gold.json", force=force) as stream:
        stream.write(encode(gold.annotation, indent=2) + "\n")
