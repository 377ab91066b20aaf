"""Pattern files `cues/*.yml`: words that tell how a number is meant, grouped by what they say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase, Spec


class CueGroup(Spec):
    """Phrases that say `value`, by where they stand to what they speak of: `before` it, `after` it or on `either` side.

    The value `none` is for phrases that only look like a cue ("set up" is no "up").
    """

    value: Annotated[str, Field(min_length=1)]
    before: list[Phrase] = []
    after: list[Phrase] = []
    either: list[Phrase] = []


class CueFile(PatternFile):
    """One kind of cue; the file's id is the kind."""

    groups: Annotated[list[CueGroup], Field(min_length=1)]
