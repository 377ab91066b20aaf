"""Pages that a browser has saved with all that belongs to them, as one message of several parts."""

from __future__ import annotations

from nevextract.errors import ReadError
from nevextract.read.mail import header, parsed


def saved_page(data: bytes, name: str) -> tuple[bytes, str | None, str | None]:
    """The HTML of a saved page, the encoding that the message says it is in, and the page's title; None if not said.

    The date of such a message is that of saving, so it is no date of publication. Raises `ReadError` where no part is
    HTML.
    """
    try:
        message = parsed(data, name)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    return payload, part.get_content_charset(), header(message, "subject") or None
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise ReadError(f"is no page that was saved whole: {error}", path=name, kind="damaged") from error
    raise ReadError("holds no page", path=name, kind="empty")
