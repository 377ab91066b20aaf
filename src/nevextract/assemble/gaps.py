"""What lies between two places of a sentence, by running counts.

All that is counted stands side by side in one whole number, so that the counts of a gap are one subtraction however
long it is, and gaps that hold the same are one value.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_BITS = 24
"Room for each count: more tokens than any sentence has"
_MASK = (1 << _BITS) - 1


class Gap(NamedTuple):
    """What lies between two places of a sentence, bracketed asides and periods left out."""

    words: int
    links: int
    commas: int
    weak: int
    strong: int
    colons: int
    amounts: int
    ratios: int
    values: int
    volumes: int
    cells: int
    money: int
    "of the amounts, those of money"

    @property
    def quantities(self) -> int:
        """The quantities of any kind."""
        return self.amounts + self.ratios

    @property
    def metrics(self) -> int:
        """The names of metrics, of money (`values`) or of anything else (`volumes`)."""
        return max(self.values, self.volumes)

    @property
    def bare(self) -> bool:
        """Nothing but words that tie a name to its number."""
        return not (
            self.words
            or self.commas
            or self.weak
            or self.strong
            or self.amounts
            or self.ratios
            or self.values
            or self.volumes
            or self.cells
        )


_SHIFTS = tuple(range(0, _BITS * len(Gap._fields), _BITS))
ONE = Gap(*(1 << shift for shift in _SHIFTS))
"""One of each thing that is counted, as it adds to a running count."""
NOTHING = Gap(*[0] * len(_SHIFTS))


@lru_cache(maxsize=1 << 14)
def gap_of(counts: int) -> Gap:
    """The counts that one number holds side by side."""
    return Gap(*[counts >> shift & _MASK for shift in _SHIFTS])
