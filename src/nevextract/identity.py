"""Ids of records: a hash of the statement itself, so that edits elsewhere and new patterns leave them as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH = 8


class Statement(NamedTuple):
    """What makes a record the one it is: its kind ("figure"), the sentence, the words and where in it they stand.

    White space within the sentence does not count, nor does anything outside it.
    """

    kind: str
    sentence: str
    words: str
    before: str


def assign_ids(statements: Iterable[Statement]) -> list[str]:
    """One id for each statement, unique among them: equal statements are told apart by their order."""
    seen: dict[tuple[str, ...], int] = {}
    taken: set[str] = set()
    ids: list[str] = []
    for statement in statements:
        key = tuple(" ".join(part.split()) for part in statement)
        seen[key] = seen.get(key, 0) + 1
        salt = 0
        while True:
            made = _hash((*key, str(seen[key]), str(salt)))
            if made not in taken:
                break
            salt += 1
        taken.add(made)
        ids.append(made)
    return ids


def _hash(parts: tuple[str, ...]) -> str:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return "".join(letters)
