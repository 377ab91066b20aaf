"""Chinese encodings told from their bytes: few signs among English words are too little for a general detector."""

from __future__ import annotations

import re

_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
_TWO = re.compile(rb"(?:[\x81-\xfe][\xa1-\xfe]){2}")
_LEAST = 0.9  # of the pairs, that are of the common signs of an encoding
SAMPLE = 1_000_000


def chinese_encoding(data: bytes) -> str | None:
    """`gb18030` or `big5hkscs` where all bytes are of it and nearly all signs are common ones there, else None.

    Text in a Western encoding has its letters beyond ASCII one by one, so its pairs are none of the common signs; but
    of "°C" and "m²·K" they are. So one pair at least has to be of another kind, or two stand side by side.
    """
    pairs = _PAIR.findall(data, 0, SAMPLE)
    if not any(map(_no_western_sign, pairs)) and _TWO.search(data, 0, SAMPLE) is None:
        return None
    shares = [(sum(map(common, pairs)) / len(pairs), encoding) for encoding, common in _COMMON.items()]
    for share, encoding in sorted(shares, key=lambda found: -found[0]):  # of equals the first
        if share >= _LEAST and _is_all(data, encoding):
            return encoding
    return None


def _in_gb(pair: bytes) -> bool:
    return pair[1] >= 0xA1 and (0xA1 <= pair[0] <= 0xA3 or 0xB0 <= pair[0] <= 0xD7)


def _in_big5(pair: bytes) -> bool:
    return 0xA1 <= pair[0] <= 0xC6 and (0x40 <= pair[1] <= 0x7E or pair[1] >= 0xA1)


_COMMON = {"gb18030": _in_gb, "big5hkscs": _in_big5}


def _no_western_sign(pair: bytes) -> bool:
    """Not what is a sign (degree, square, registered) in Western encodings, with a letter or another sign after it."""
    return pair[1] >= 0xA1 and max(pair) >= 0xC0


def _is_all(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
