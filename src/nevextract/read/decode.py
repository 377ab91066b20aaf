"""Bytes to text: the encoding, and what is no text at all. The text keeps its line ends as they are."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass

from nevextract.errors import ReadError
from nevextract.read.legacy import chinese_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as the mark of UTF-16 does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"BZh9",
    b"SQLite format 3",
)
# As browsers read these labels: the encoding named, and what more programs write under its name.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
_MAX_CONTROL_SHARE = 0.02
_MAX_DAMAGE = 0.01


_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with U+FFFD for every lone surrogate, which no encoding can hold but an escape or a caller can give."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what the reader should know of how it was decoded."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str = "-", declared: str | None = None) -> Decoded:
    """The text of `data`: UTF-8, UTF-16 or UTF-32 by their marks, else UTF-8, else what the bytes look like.

    A byte order mark is no part of the text. `declared` is the encoding that a page or mail says it is in: it is
    believed where the bytes are no UTF-8 and fit it. Raises `ReadError` (naming `name`) for what is empty or no text.
    """
    decoded = _with_mark(data, name) or _without_mark(data, name, declared)
    if not decoded.text.strip():
        raise ReadError("holds no text", path=name, kind="empty")
    return decoded


def _with_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text, warnings = _lenient(data[len(mark) :], encoding)
            if warnings and encoding == "utf-32-le":  # it may be UTF-16 that begins with NUL
                continue
            if text.count("\0") > _MAX_CONTROL_SHARE * len(text):
                raise ReadError("is not a text file", path=name, kind="binary")
            return Decoded(text, encoding, warnings)
    return None


def _without_mark(data: bytes, name: str, declared: str | None) -> Decoded:
    if data.startswith(_MAGIC):
        raise ReadError("is not a text file", path=name, kind="binary")
    wide = _unmarked_utf16(data)
    if wide is not None:
        return wide
    if len(data) - len(data.translate(None, _CONTROLS)) > _MAX_CONTROL_SHARE * len(data):
        raise ReadError("is not a text file", path=name, kind="binary")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(data, declared) or _damaged_utf8(data) or _detected(data, name)


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: of English text every other byte is NUL."""
    head = data[:4096]
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(head) > 1 and head[start::2].count(0) > 0.4 * (len(head) // 2) > 2.5 * head[1 - start :: 2].count(0):
            text, warnings = _lenient(data, encoding)
            if not warnings:
                return Decoded(text, encoding, (f"encoding detected as {encoding}",))
    return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """The text in the encoding that it is said to be in, if there is such an encoding and all bytes are of it."""
    label = (declared or "").strip().casefold()
    try:
        encoding = codecs.lookup(_WIDER.get(label, label)).name
        text, warnings = _lenient(data, encoding)
    except (LookupError, ValueError, TypeError):  # no such encoding, or one between bytes or between texts
        return None
    return None if warnings or not isinstance(text, str) else Decoded(text, encoding)


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return text, (f"some bytes are not {encoding} and were replaced",)
    return text, ()


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with some bytes broken: most of what is not ASCII is well-formed all the same."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - broken
    if broken < whole and broken <= _MAX_DAMAGE * len(text) + 1:
        return Decoded(text, "utf-8", (f"{broken} undecodable byte sequence(s) were replaced",))
    return None


def _detected(data: bytes, name: str) -> Decoded:
    """Text in a legacy encoding. The general detector is slow to import and seldom needed."""
    chinese = chinese_encoding(data)
    if chinese is not None:
        return Decoded(data.decode(chinese), chinese, (f"encoding detected as {chinese}",))
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError("is in no encoding that can be told", path=name, kind="binary")
    text, encoding = str(best), best.encoding
    if _mostly_ascii(data) and _single_byte(encoding):
        # Letters beyond ASCII are too few in English to tell these apart; this one is by far the commonest.
        with suppress(UnicodeDecodeError):  # where a byte means nothing in it, the detector's word stands
            text, encoding = data.decode("cp1252"), "cp1252"
    return Decoded(text, encoding, (f"encoding detected as {encoding}",))


def _single_byte(encoding: str) -> bool:
    return len(bytes(range(256)).decode(encoding, errors="replace")) == 256


def _mostly_ascii(data: bytes) -> bool:
    return sum(byte < 128 for byte in data[:100_000]) > 0.9 * min(len(data), 100_000)
