"""Pattern file `exchange_rates.yml`: what currencies were worth, coarsely, by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import Spec


class ExchangeRates(Spec):
    """`rates`: units of the currency for one US dollar: by currency the years with the lowest and highest rate of the
    year, already widened by `tolerance` percent when read through `table()`."""

    source: str
    tolerance: Annotated[Decimal, Field(ge=0)]
    rates: dict[str, dict[int, tuple[Decimal, Decimal]]]

    def table(self) -> Mapping[str, Sequence[tuple[int, Decimal, Decimal]]]:
        """By currency: (year, lowest, highest) units for a dollar, widened by the tolerance."""
        low, high = 1 - self.tolerance / 100, 1 + self.tolerance / 100
        found = {c: [(y, a * low, b * high) for y, (a, b) in sorted(r.items())] for c, r in self.rates.items()}
        return {**found, "USD": [(0, Decimal(1) * low, Decimal(1) * high)]}
