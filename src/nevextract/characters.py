"""Characters that only look different, and characters that nobody sees: read as what they stand for, in their place."""

from __future__ import annotations

import re
import unicodedata

_WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= {0xFF05: "%", 0xFF04: "$", 0xFF0B: "+", 0xFF0D: "-", 0xFF0E: ".", 0xFE6A: "%", 0x200B: " "}
_ANY_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _WIDE)))}]")
_DIGIT = re.compile(r"[^\D0-9]")
# "４１，２００", "٤١٬٢٠٠": a mark that parts groups of three; "١٨٫٤": one before decimals
_GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:[，٬]\d{3})+(?!\d)")
_POINT = re.compile(r"(?<=\d)٫(?=\d)")
_MARKS = str.maketrans({"，": ",", "٬": ","})

# Soft hyphens, joiners, marks of direction, byte order marks within the text, NUL and its like, halves of surrogates.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]"
)


def even(text: str) -> str:
    """The text with digits and letters of full width or other scripts' digits as ASCII; its length stays the same.

    So do the marks within such numbers; a blank of no width becomes a blank.
    """
    if text.isascii():
        return text
    if INVISIBLE.search(text) is None:
        return _evened(text)
    clean, places = seen(text)
    found = list(text)
    for place, c in zip(places, _evened(clean), strict=True):
        found[place] = c
    return "".join(found)


def _evened(text: str) -> str:
    found = text if _ANY_WIDE.search(text) is None else text.translate(_WIDE)
    found = _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), found)
    if "，" in found or "٬" in found:
        found = _GROUPS.sub(lambda match: match[0].translate(_MARKS), found)
    return _POINT.sub(".", found) if "٫" in found else found


def seen(text: str) -> tuple[str, list[int]]:
    """The text without the characters that nobody sees, and where each of the others stands."""
    places = [i for i, c in enumerate(text) if INVISIBLE.match(c) is None]
    return "".join(text[i] for i in places), places
