"""What kind of file some bytes are, told by what they hold; the name decides only between kinds of plain text."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePosixPath

from nevextract.read.decode import BOMS

HEAD = 8192
"""How many of a file's first bytes tell its kind."""


class Kind(StrEnum):
    """The kinds of files that are read, and those that can only be named."""

    text = "text"
    html = "html"
    mhtml = "mhtml"
    mail = "mail"
    mbox = "mbox"
    pdf = "pdf"
    docx = "docx"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    zip = "zip"
    gzip = "gzip"
    unsupported = "unsupported"


_PAGES = ".txt .text .md .markdown .html .htm .xhtml .shtml .mhtml .mht .pdf .docx"
_MANY = ".eml .mbox .jsonl .ndjson .csv .tsv .parquet .zip .gz"
READABLE = frozenset([*_PAGES.split(), *_MANY.split()])
"""The endings that are taken from a folder; a file that is named is read whatever its ending."""

_ROWS = {".jsonl": Kind.jsonl, ".ndjson": Kind.jsonl, ".csv": Kind.csv, ".tsv": Kind.csv}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_FRAGMENT = re.compile(rb"<(?:article|main|section|div|p|h[1-6]|table|ul|span|font|center|title|meta)\b[^>]*>", re.I)
_CLOSING = re.compile(rb"</(?:article|main|section|div|p|h[1-6]|table|ul|li|td|a|title)>", re.I)
_TAG = re.compile(rb"<(?:/?[a-z][a-z0-9]*\b[^<>]*>|!--)", re.I)
_PAGE_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_FIELD = re.compile(rb"[!-9;-~]{1,76}:")
_FOLDED = re.compile(rb"[ \t]")
_MAIL_FIELDS = frozenset(
    b"from to date subject received return-path message-id mime-version delivered-to content-type reply-to cc".split()
)
_MBOX = re.compile(rb"From [^\r\n]{1,200} (?:19|20)\d\d(?: [^\r\n]{0,40})?\r?\n[!-9;-~]{1,76}:")
_OFFICE = (b"word/", b"[Content_Types].xml", b"docProps/", b"_rels/", b"customXml/")


def kind_of(head: bytes, name: str = "") -> Kind:
    """The kind of a file that begins with `head` (at least its first `HEAD` bytes, if it has as many)."""
    if head.startswith(b"\x1f\x8b"):
        return Kind.gzip
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.docx if _is_office(head, name) else Kind.zip
    if head.startswith(b"PAR1"):
        return Kind.parquet
    if b"%PDF-" in head[:1024]:
        return Kind.pdf
    return _kind_of_text(plain(head), name)


def _is_office(head: bytes, name: str) -> bool:
    """Whether an archive is that of an office program: its first entry tells, or else the ending."""
    first = head[30:90]
    return first.startswith(_OFFICE) or suffix(name) in {".docx", ".docm"}


def plain(head: bytes) -> bytes:
    """The bytes without a byte order mark, those of UTF-16 and UTF-32 as UTF-8."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").encode("utf-8", "ignore")
    return head


def is_markup(head: bytes) -> bool:
    """Whether a text that begins with `head` is HTML, a whole page or a piece of one."""
    opening = _opening(head)
    return _HTML.match(opening) is not None or (
        _FRAGMENT.match(opening) is not None and len(_CLOSING.findall(head)) >= 2
    )


def _kind_of_text(head: bytes, name: str) -> Kind:
    if is_markup(head):
        return Kind.html
    if _MBOX.match(head):
        return Kind.mbox
    fields = _fields(head)
    if fields is not None:
        return Kind.mhtml if b"multipart/related" in fields and _is_saved(fields, name) else Kind.mail
    if suffix(name) in _PAGE_ENDINGS and _TAG.search(head):
        return Kind.html
    if suffix(name) in _ROWS:
        return _ROWS[suffix(name)]
    return Kind.jsonl if _is_json_lines(head) else Kind.text


def _is_json_lines(head: bytes) -> bool:
    """Whether the first line is a JSON object, and the next begins as one."""
    first, _, rest = head.partition(b"\n")
    if not first.startswith(b"{") or rest.lstrip()[:1] not in (b"", b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _opening(head: bytes) -> bytes:
    """What stands behind white space, comments and the declaration of XML."""
    rest = head.lstrip()
    for start, end in ((b"<?xml", b"?>"), *((b"<!--", b"-->"),) * 5):
        if rest[:5].lower().startswith(start):
            rest = rest.partition(end)[2].lstrip()
    return rest


def _is_saved(fields: bytes, name: str) -> bool:
    """Whether a message of several related parts is a page that a browser has saved."""
    saved = (b"snapshot-content-location", b"saved by", b"x-mimeole", b"multipart/related; type")
    return suffix(name) in {".mhtml", ".mht"} or any(mark in fields for mark in saved)


def _fields(head: bytes) -> bytes | None:
    """The header of a message in lower case, or None where the bytes do not begin as a message does."""
    names: set[bytes] = set()
    lines = head.split(b"\n")
    for count, line in enumerate(lines):
        if not line.strip():
            break
        if _FIELD.match(line):
            names.add(line.partition(b":")[0].lower())
        elif count == 0 or not _FOLDED.match(line):
            if count == len(lines) - 1 and len(head) >= HEAD:  # the head ends within a line
                break
            return None
    return b"\n".join(lines[: count + 1]).lower() if len(names & _MAIL_FIELDS) >= 3 else None


def suffix(name: str) -> str:
    """The ending of a name in lower case, that of what is packed where it is gzipped."""
    path = PurePosixPath(name.rpartition("#")[0] if "#" in name else name)
    found = path.suffix.lower()
    return PurePosixPath(path.stem).suffix.lower() if found == ".gz" else found


def is_readable(name: str) -> bool:
    """Whether a file's ending is one of those that are read, below that of gzip too."""
    return (suffix(name) or ".gz") in READABLE and PurePosixPath(name).suffix != ""
