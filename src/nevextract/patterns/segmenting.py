"""Pattern files `segment.yml`, `furniture.yml`, `metadata.yml`, `languages.yml`: what a text is made of.

In the examples of `segment.yml` and `furniture.yml`, `sentences` lists the sentences that are not furniture;
in those of `metadata.yml`, `published` is the date that must be found.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase, Spec

Word = Annotated[str, Field(pattern=r"^\S+$")]
Mark = Annotated[str, Field(min_length=1, max_length=1)]


class SegmentFile(PatternFile):
    """Where a sentence ends.

    `ends` close a sentence wherever they stand, `ends_by_context` where what follows looks like a new one.
    A full stop after a word of `never_end` ("Dr.") closes none; after one of `before_number` ("No.") none
    where a number follows; after one of `may_end` ("Ltd.") only where the next word is one of `starters`
    ("The"). A line that ends in one of `unfinished` ("of") goes on in the next. `scripts` are the Unicode names
    ("LATIN") of what a line of this language is written in.
    """

    ends: tuple[Mark, ...]
    ends_by_context: tuple[Mark, ...]
    never_end: tuple[Word, ...] = ()
    before_number: tuple[Word, ...] = ()
    may_end: tuple[Word, ...] = ()
    starters: tuple[Word, ...] = ()
    unfinished: tuple[Word, ...] = ()
    scripts: Annotated[tuple[str, ...], Field(min_length=1)]


class CaptionWords(Spec):
    """How a photo's caption is known.

    It begins with one of `starts`, or of `labels` and a colon, or ends in brackets that hold one of
    `credits`, or an agency after a full date.
    """

    labels: tuple[Phrase, ...] = ()
    starts: tuple[Phrase, ...] = ()
    credits: tuple[Phrase, ...] = ()


class FurnitureFile(PatternFile):
    """Lines of a page that are no part of the article.

    `labels`: a line or sentence begins with it and a colon follows ("Editor:"). `starts`: begins with it.
    `short_starts`: a short line begins with it. `lines`: the line says nothing else. `anywhere`: a short
    line holds it. `controls`: a line of nothing but these words, numbers and marks. `home`: a part of a
    breadcrumb. `sections`: begins a block of links to other articles, which lasts until clear prose.
    `bylines`: a name follows and nothing else. `phones`: a telephone number follows.
    """

    labels: tuple[Phrase, ...] = ()
    starts: tuple[Phrase, ...] = ()
    short_starts: tuple[Phrase, ...] = ()
    lines: tuple[Phrase, ...] = ()
    anywhere: tuple[Phrase, ...] = ()
    controls: tuple[Word, ...] = ()
    home: tuple[Phrase, ...] = ()
    sections: tuple[Phrase, ...] = ()
    bylines: tuple[Phrase, ...] = ()
    phones: tuple[Phrase, ...] = ()
    file_endings: tuple[Word, ...] = ()
    captions: CaptionWords = CaptionWords()


class MetadataFile(PatternFile):
    """How a page words its date of publication and its headline.

    `months` lists the names of the twelve months, in order, several for a month parted by "|". `published`
    and `updated` are labels before a date, `prefixes` words that open a first line of date and headline,
    `agencies` and `dateline_brackets` what stands behind the place and day of a dateline, `title_labels`
    what stands before a headline.
    """

    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    ordinal_endings: tuple[Word, ...] = ()
    published: tuple[str, ...]
    updated: tuple[str, ...] = ()
    prefixes: tuple[Word, ...] = ()
    agencies: tuple[str, ...] = ()
    dateline_brackets: tuple[str, ...] = ()
    title_labels: tuple[Phrase, ...] = ()


class LanguageWords(Spec):
    """The commonest words of one language, lower case."""

    code: Annotated[str, Field(pattern="^[a-z]{2}$")]
    words: tuple[Word, ...] = ()
    scripts: Annotated[tuple[str, ...], Field(min_length=1)]


class LanguagesFile(Spec):
    """What tells languages apart: their scripts and, within a script, their commonest words.

    `headlines` is the language of a few words in a Latin script that hold none of those words.
    """

    headlines: str
    languages: tuple[LanguageWords, ...]
