"""A part of a file of rows, so that several can read one file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Of JSON Lines the bytes [start, end), which are whole lines; of Parquet the rows [start, end).

    `first` is the number of its first line or row in the file, from 1.
    """

    start: int
    end: int
    first: int
