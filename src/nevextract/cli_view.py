"""`nevextract view`: the review page of a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nevextract.cli_report import ALL_READ, SOME_FAILED, counted, say
from nevextract.errors import NevextractError
from nevextract.output.files import check_target, replacing, standard_output
from nevextract.patterns import available_languages, load_pack
from nevextract.patterns.metrics import MetricPattern
from nevextract.review.diff import Comparison, Options, compare
from nevextract.review.load import Result, load_result
from nevextract.review.page_data import page_data
from nevextract.review.texts import texts_of
from nevextract.review.view import review_page


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `nevextract view`; `output` None is standard output."""

    result: str
    sources: tuple[str, ...] = ()
    output: Path | None = None
    against: str | None = None
    ignore: tuple[str, ...] = ()
    title: str | None = None
    patterns: tuple[Path, ...] = ()
    force: bool = False


def execute(request: Request) -> int:
    """Write the page and give the exit code. Raises `NevextractError` where the result cannot be read or the page not
    be written."""
    _check(request)
    result = load_result(request.result)
    comparison = _comparison(request, result)
    texts = texts_of(result, request.sources)
    for warning in texts.warnings:
        say(warning)
    _tell_missing(result, texts.by_id)
    title = request.title or f"Review of {Path(result.name).name}"
    page = review_page(page_data(result, texts.by_id, _metrics(request.patterns), comparison), title)
    target = replacing(request.output, force=request.force) if request.output else standard_output()
    with target as stream:
        stream.write(page)
    if request.output is not None:
        figures = sum(len(document.figures) for document in result.documents)
        say(f"{request.output}: {counted(figures, 'figure')} of {counted(len(result.documents), 'document')}")
        say(f"open it in a browser; nevextract apply decisions.json {request.result} takes over what is decided there")
    return SOME_FAILED if texts.warnings else ALL_READ


def _check(request: Request) -> None:
    if request.ignore and not request.against:
        raise NevextractError("--ignore is of the comparison: name the older result with --against OLD")
    if request.against == request.result == "-":
        raise NevextractError("standard input can be one of the results only; name a file for the other")
    if request.output is not None:
        check_target(request.output, force=request.force)


def _comparison(request: Request, result: Result) -> Comparison | None:
    options = Options(frozenset(request.ignore))
    return compare(load_result(request.against), result, options) if request.against else None


def _tell_missing(result: Result, texts: Mapping[str, str]) -> None:
    missing = [document.id for document in result.documents if document.id not in texts and document.figures]
    if missing:
        say(
            f"{counted(len(missing), 'document')} without text ({missing[0]}): the page shows the sentences of the "
            "figures; give the sources after the result, or run with --with-text"
        )


def _metrics(patterns: Sequence[Path]) -> dict[str, str]:
    """The titles of all metrics of all languages by id, sorted."""
    extra = tuple(patterns)
    titles = {
        metric.id: metric.title or metric.id
        for language in available_languages(extra)
        for metric in load_pack(language, extra).all("metric", MetricPattern)
    }
    return dict(sorted(titles.items()))
