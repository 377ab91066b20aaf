"""The value of a run of digits with separators."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_WESTERN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_POINTED_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_COMMA = re.compile(r"\d+,\d{1,2}")
_LONGEST = 24
"characters; within Decimal's precision, so that all arithmetic stays exact"
_PLAIN = re.compile(r"\d+(?:\.\d+)?")

VULGAR = {mark: Decimal(value) for mark, value in (("¼", "0.25"), ("½", "0.5"), ("¾", "0.75"))}
"""Fractions that are one character, in every language."""


@lru_cache(maxsize=8192)
def digits_value(text: str) -> Decimal | None:
    """The exact value of digits as one token has them, or None where they are a code, a date or a list.

    "300,600" is 300600, "69.21" is 69.21, "1.234.567" is 1234567, "12,34,567" is 1234567, "3,5" is 3.5; "007", "1.2.3"
    and "1,2,3" have no value.
    """
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return None if len(text) > 1 and text[0] == "0" and text[1] != "." else Decimal(text)
    if _WESTERN.fullmatch(text) or _INDIAN.fullmatch(text):
        return None if text[0] == "0" else Decimal(text.replace(",", ""))
    if _POINTED.fullmatch(text):
        return Decimal(text.replace(".", ""))
    if _POINTED_COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ".")) if _COMMA.fullmatch(text) else None


def is_group(text: str) -> bool:
    """Whether the digits can be a group of three after a space ("1 250")."""
    return len(text) == 3 and text.isdecimal()
