"""What must hold for any input. A target takes bytes, and raises where nevextract breaks its word."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from pieces import text_of

from nevextract import Extractor, find_quantities
from nevextract.errors import ReadError
from nevextract.output.encode import encode
from nevextract.patterns import load_pack
from nevextract.read.decode import decode
from nevextract.read.documents import RawDocument, read_item
from nevextract.read.items import items
from nevextract.read.metadata import metadata
from nevextract.read.options import ReadOptions
from nevextract.read.sources import Source
from nevextract.segment import segment
from nevextract.tokens import tokenize

ENDINGS = (".txt", ".html", ".csv", ".jsonl", ".eml", ".mbox", ".mhtml", ".zip", ".gz", ".pdf", ".docx", ".tsv", "")
SMALL = ReadOptions(max_bytes=100_000, max_members=50)


def decoded(data: bytes) -> None:
    """Bytes to text to sentences: every token in one sentence, every span in the text."""
    try:
        text = decode(data).text
    except ReadError:
        return
    _sentences(text)


def sentences(data: bytes) -> None:
    """The same of a text that looks like the news."""
    _sentences(text_of(data))


def _sentences(text: str) -> None:
    pack = load_pack("en")
    tokens = tokenize(text)
    found = segment(text, tokens, pack)
    assert [token for s in found for token in tokens[s.first : s.last]] == tokens
    assert all(a.end <= b.start for a, b in pairwise(found))
    metadata(text, tokens, pack)


def numbers(data: bytes) -> None:
    """The number grammar: values are numbers, spans stand in the text."""
    text = text_of(data)
    for found in find_quantities(text):
        assert found.value.is_finite()
        assert found.value_max is None or found.value_max.is_finite()
        assert 0 <= found.start < found.end <= len(text)


def pipeline(data: bytes) -> None:
    """The whole way: a valid document, whose JSON can be read back, and the same one when asked again."""
    text = text_of(data)
    document = _extractor().extract(text, with_text=True)
    written = encode(document)
    assert [f["quote"] for f in json.loads(written)["figures"]] == [text[f.start : f.end] for f in document.figures]
    if len(data) % 16 == 0:
        assert encode(_extractor().extract(text, with_text=True)) == written


def read(data: bytes) -> None:
    """A file of any kind: documents whose text can be written, or errors with a kind; never anything else."""
    if not data:
        return
    content = data[1:] if data[0] & 0x80 else text_of(data[1:]).encode()
    read_file(content, ENDINGS[data[0] % len(ENDINGS)])


def read_file(content: bytes, ending: str) -> list[RawDocument]:
    """The documents of a file with this content and ending."""
    found = []
    for item in items(Source(f"x{ending}", None), SMALL, content):
        try:
            if isinstance(item, ReadError):
                raise item
            found.append(read_item(item, SMALL))
        except ReadError as error:
            assert error.kind, error
            assert error.path.startswith("x"), error
    for document in found:
        assert document.text.strip()
        assert document.id.encode()
        _spans_stand(document)
    return found


def _spans_stand(document: RawDocument) -> None:
    length = len(document.text)
    assert all(0 <= start <= end <= length for start, end in document.origin.captions)
    assert all(0 <= start <= length for start in document.origin.pages)
    assert list(document.origin.pages) == sorted(document.origin.pages)


@cache
def _extractor() -> Extractor:
    return Extractor()


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (decoded, sentences, numbers, pipeline, read)
}
