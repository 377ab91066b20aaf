"""A document in the form of the output, made by the process that has it: text is cheaper to hand on than records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nevextract.output.digest import Digest
from nevextract.output.formats import Format, Kind
from nevextract.output.journal import Entry, check_of
from nevextract.output.markdown_writer import MarkdownWriter
from nevextract.output.writers import CsvWriter, JsonLinesWriter, JsonWriter, PartedWriter, Stream
from nevextract.records import Document


@dataclass(frozen=True, slots=True)
class Finisher:
    """Makes the entries of one of the formats in which each document is a piece of text of its own."""

    form: Format
    kind: Kind | None

    def __call__(self, document: Document) -> Entry:
        """The document as an entry with its text and what its figures count to; where it will stand is open."""
        digest = Digest()
        digest.add(document)
        return entry_of(document, _writer(self.form, self.kind).body(document), digest)


def entry_of(document: Document, body: str, digest: Digest | None = None) -> Entry:
    """What the journal says of a document whose text in the output is `body`."""
    data = body.encode("utf-8", "backslashreplace")
    return Entry(
        id=document.id,
        sha256=document.sha256,
        start=0,
        length=len(data),
        check=check_of(data),
        figures=len(document.figures),
        projects=len(document.projects),
        suppliers=len(document.suppliers),
        warnings=document.warnings,
        body=body,
        digest=digest,
    )


def parted(form: Format, stream: Stream, kind: Kind | None) -> PartedWriter:
    """The writer of a format in which each document is a piece of text of its own."""
    match form:
        case Format.jsonl:
            return JsonLinesWriter(stream, kind or Kind.figures)
        case Format.csv:
            return CsvWriter(stream, kind or Kind.figures)
        case Format.md:
            return MarkdownWriter(stream, kind)
    return JsonWriter(stream)


class _Nowhere:
    def write(self, text: str, /) -> int:
        return len(text)


@lru_cache(maxsize=4)
def _writer(form: Format, kind: Kind | None) -> PartedWriter:
    return parted(form, _Nowhere(), kind)
