"""What every kind of pattern file shares: strict fields, an id and examples that run as tests."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from nevextract.lexicon import PhraseError, expand


def _phrase(value: str) -> str:
    try:
        expand(value)
    except PhraseError as error:
        raise ValueError(str(error)) from error
    return value


Phrase = Annotated[str, AfterValidator(_phrase)]
"""A phrase of the small language of `nevextract.lexicon`."""


class Spec(BaseModel):
    """Base of everything read from a pattern file: unknown keys are errors. YAML scalars arrive as text."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(Spec):
    """A text of our own and what must be found in it, each entry a subset of a record's fields, in text order.

    A list that is given must be met by as many finds as it has entries (`figures: []` means none may be found); a list
    that is not given is not checked. `published` is the date that relative periods are resolved against.
    """

    text: str
    published: str | None = None
    figures: list[dict[str, Any]] | None = None
    quantities: list[dict[str, Any]] | None = None
    periods: list[dict[str, Any]] | None = None
    places: list[str] | None = None
    organisations: list[str] | None = None
    projects: list[dict[str, Any]] | None = None
    suppliers: list[dict[str, Any]] | None = None
    sentences: list[str] | None = None


class PatternFile(Spec):
    """A pattern file: its id (unique within its kind), what must match and what must not.

    Of a `no_match` text nothing may be found whose rule is this file.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str | None = None
    source: str | None = None
    match: Annotated[list[Example], Field(min_length=1)]
    no_match: Annotated[list[str], Field(min_length=1)]
