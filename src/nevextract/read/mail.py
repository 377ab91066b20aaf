"""Mail: the text of a message, its subject as headline, its date, the files attached to it; mailboxes of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from nevextract.errors import ReadError
from nevextract.read.archives import safe_name
from nevextract.read.item import Item
from nevextract.read.kind import is_readable
from nevextract.read.laid_out import tidy
from nevextract.read.streams import lines

MAX_PARTS = 500
MAX_DEPTH = 20
MIN_PLAIN = 0.3  # of the HTML's length: a plain part that is shorter only says that there is HTML
_FROM = re.compile(rb"From \S.* (?:19|20)\d\d")
_AGAIN = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|回复|转发)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
LONGEST = 2000  # characters of a header that are read: what they are made of is taken apart slowly
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, OverflowError, HeaderParseError)
_LONG = re.compile(
    rb"^content-(?:type|disposition):(?:[^\r\n]{20000}|[^\r\n]*(?:\r?\n[ \t][^\r\n]*){200})", re.I | re.M
)


def mailbox(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The messages of a mailbox with their numbers from 1; None for one of more than `limit` bytes."""
    number, size, kept = 0, 0, list[bytes]()
    blank = True
    for line in lines(stream, limit):
        if line is not None and blank and _FROM.match(line):
            if number:
                yield number, b"".join(kept) if size <= limit else None
            number, size, kept, blank = number + 1, 0, [], False
            continue
        size += limit + 1 if line is None else len(line)
        blank = line is not None and not line.strip()
        if size <= limit:
            kept.append(line[1:] if line and line.startswith(b">From ") else line or b"")
        else:
            kept.clear()
    if number:
        yield number, b"".join(kept) if size <= limit else None


def messages(data: bytes, name: str) -> Iterator[Item]:
    """The text of a message, `as_text`, and the attached files that can be read, by their bytes.

    Raises `ReadError` naming `name` for what is no message.
    """
    try:
        message = parsed(data, name)
        parts = list(_parts(message))
    except _FAULTS as error:
        raise ReadError(f"is no message that can be read: {error}", path=name, kind="damaged") from error
    body = _body(parts)
    if body is None and not any(_attached_name(part) for part in parts):
        raise ReadError("holds no text", path=name, kind="empty")
    if body is not None:
        title = _AGAIN.sub("", tidy(header(message, "subject"))) or None
        html = body.get_content_type() == "text/html"
        yield Item(name, None, _content(body), True, html, title, _date(message), _charset(body))
    for part in parts:
        inside = _attached_name(part)
        if inside:
            yield Item(f"{name}!{inside}", data=_content(part))


def parsed(data: bytes, name: str) -> Message:
    """The parts of a message. Raises `ReadError` where a header is as long as only an attack makes it."""
    if _LONG.search(data) is not None:
        raise ReadError("has a header without end", path=name, kind="too_large")
    return message_from_bytes(data)


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something; a message in a message is a part as a whole."""
    stack: list[tuple[Message, int]] = [(message, 0)]
    count = 0
    while stack:
        part, depth = stack.pop()
        count += 1
        if count > MAX_PARTS or depth > MAX_DEPTH:
            return
        if part.get_content_type() != "message/rfc822" and part.is_multipart():
            payload = part.get_payload()
            inner = payload if isinstance(payload, list) else []
            stack.extend((each, depth + 1) for each in reversed(inner) if isinstance(each, Message))
        else:
            yield part


def _body(parts: list[Message]) -> Message | None:
    """The part with the text: the plain one, or the HTML where that says more by far."""
    plain = next((p for p in parts if p.get_content_type() == "text/plain" and not _is_file(p)), None)
    html = next((p for p in parts if p.get_content_type() == "text/html" and not _is_file(p)), None)
    if plain is None or html is None:
        found = html if plain is None else plain
        return found if found is not None and _content(found).strip() else None
    said = re.sub(rb"<[^>]{0,2000}>", b"", _content(html))
    return plain if len(_content(plain).strip()) >= MIN_PLAIN * len(said.strip()) else html


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attached_name(part: Message) -> str | None:
    """The name of an attached file that can be read, else None."""
    if part.get_content_type() == "message/rfc822":
        return "message.eml"
    given = part.get_filename()
    name = safe_name(given) if given else ""
    return name if is_readable(name) else None


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _FAULTS:  # a broken declaration says nothing
        return None


def header(message: Message, name: str) -> str:
    """What a header says, its encoded words in plain; empty where it is missing or broken."""
    said = str(message.get(name) or "")[:LONGEST]
    try:
        return str(make_header(decode_header(said)))
    except _FAULTS:
        return said


def _date(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(header(message, "date")).date()
    except _FAULTS:  # a broken date says nothing
        return None
