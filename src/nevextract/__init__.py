"""nevextract: every figure of an industry text, with its meaning.

    >>> import nevextract
    >>> document = nevextract.extract("The city sold 158,200 trucks in 2022.")
    >>> [(f.metric, f.value, f.unit, f.period_end.year) for f in document.figures]
    [('sales', Decimal('158200'), 'vehicle', 2022)]

`extract` reads one text, `Extractor` many, `find_quantities` finds numbers whatever they are about. Everything is
loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from datetime import date

    from nevextract.errors import (
        LanguageError,
        ModelError,
        NevextractError,
        OutputError,
        PatternError,
        ReadError,
    )
    from nevextract.mentions import Quantity
    from nevextract.names import Name, names_of
    from nevextract.numbers import Unit, describe_unit, find_quantities
    from nevextract.pipeline import Extractor
    from nevextract.records import Also, Document, Figure, Project, Supplier

_HOME = {
    "Also": "records",
    "Document": "records",
    "Extractor": "pipeline",
    "Figure": "records",
    "LanguageError": "errors",
    "ModelError": "errors",
    "Name": "names",
    "NevextractError": "errors",
    "OutputError": "errors",
    "PatternError": "errors",
    "Project": "records",
    "Quantity": "mentions",
    "ReadError": "errors",
    "Supplier": "records",
    "Unit": "numbers",
    "describe_unit": "numbers",
    "find_quantities": "numbers",
    "names_of": "names",
}

__all__ = [
    "Also",
    "Document",
    "Extractor",
    "Figure",
    "LanguageError",
    "ModelError",
    "Name",
    "NevextractError",
    "OutputError",
    "PatternError",
    "Project",
    "Quantity",
    "ReadError",
    "Supplier",
    "Unit",
    "__version__",
    "describe_unit",
    "extract",
    "find_quantities",
    "names_of",
]


def extract(text: str, *, published: date | None = None, with_text: bool = False) -> Document:
    """The figures, projects and suppliers of one text.

    `published` is the date that "this year" counts from where the text itself does not give one; `with_text` keeps the
    text in the document, so that offsets can be checked against it.
    """
    from nevextract.pipeline import Extractor

    return Extractor().extract(text, published=published, with_text=with_text)


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'nevextract' has no attribute {name!r}")
    return getattr(import_module(f"nevextract.{home}"), name)
