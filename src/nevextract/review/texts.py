"""The texts that a result was made from: kept in the result itself, else read again from their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nevextract.errors import ReadError
from nevextract.read.documents import RawDocument, documents
from nevextract.read.sources import expand
from nevextract.review.load import Result, ResultDocument


@dataclass(frozen=True, slots=True)
class Texts:
    """`by_id` are the texts of a result's documents by the documents' ids; a document without text is not in it.
    `warnings` tell what could not be read and what has changed since the result was written."""

    by_id: Mapping[str, str]
    warnings: tuple[str, ...] = ()


def texts_of(result: Result, paths: Sequence[str]) -> Texts:
    """The texts of a result's documents. A text kept in the result goes before a source; a source belongs to the
    document of its id or, where no document has it, to the one of its bytes. `paths` are files, folders, globs or "-".
    """
    inputs = expand(paths)
    warnings = [str(error) for error in inputs.errors]
    raw: list[RawDocument] = []
    for source in inputs.sources:
        for each in documents(source):
            if isinstance(each, ReadError):
                warnings.append(str(each))
            else:
                raw.append(each)
    by_id = {read.id: read for read in raw}
    by_digest = {read.sha256: read for read in raw}
    found: dict[str, str] = {}
    for document in result.documents:
        if document.whole is not None and document.whole.text is not None:
            found[document.id] = document.whole.text
            continue
        source_read = by_id.get(document.id) or by_digest.get(document.whole.sha256 if document.whole else "")
        if source_read is not None:
            found[document.id] = source_read.text
            warnings.extend(_changes(document, source_read))
    return Texts(found, tuple(warnings))


def _changes(document: ResultDocument, source: RawDocument) -> Iterator[str]:
    if document.whole is not None and document.whole.sha256 != source.sha256:
        yield f"{document.id}: the text has changed since the result was written; run it again"
