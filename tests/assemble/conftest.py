"""What the tests of figures share: one extractor, and short ways to ask it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.pipeline import Extractor
from nevextract.records import Figure


@pytest.fixture(scope="session")
def figures() -> Callable[[str], tuple[Figure, ...]]:
    """Reads the figures of a text."""
    extractor = Extractor()
    return lambda text: extractor.extract(text).figures


@pytest.fixture(scope="session")
def field(figures: Callable[[str], tuple[Figure, ...]]) -> Callable[[str, str, str], object]:
    """Reads a field, by text, quote and name, of the first figure whose quote begins with the words given."""

    def read(text: str, quote: str, name: str) -> object:
        found = [f for f in figures(text) if f.quote.startswith(quote)]
        assert found, f"no figure {quote!r}"
        return getattr(found[0], name)

    return read
