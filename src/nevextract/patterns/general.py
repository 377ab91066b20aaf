"""Pattern file `general.yml`: what `find_quantities` reads beside what the search for figures does."""

from __future__ import annotations

from decimal import Decimal

from nevextract.patterns.base import PatternFile, Phrase, Spec


class AgeWords(Spec):
    """Words of age: `after` a time ("26-year-old"), `before` a bare number ("aged 26"), which then is in `unit`."""

    unit: str
    after: list[Phrase]
    before: list[Phrase]


class ChangeWords(Spec):
    """What tells whether an amount is how much something changed.

    Before the number stand the words of `cues/change.yml`, with those of `before` beside them (its group `none` holds
    phrases that only look like one); those of `moved` count only with "by" or a percentage ("raised prices 5 percent",
    but "raised 5 million dollars"). `after` stands behind the amount ("a 5% rise"), `after_ratio` only behind
    percentages, points and money ("5% up", but "5 floors up").

    `fillers` may stand between such a word and the number ("fell sharply by 5 percent"), and all words ending in one
    of `endings`; `goals` end the search ("rose to 5 percent": a level); behind `by` the word may stand farther off
    ("cut rates by 25 basis points"), of percentages and money behind `of` too. `comparisons` count only right behind a
    number ("200 fewer jobs").
    """

    before: dict[str, list[Phrase]] = {}
    moved: dict[str, list[Phrase]] = {}
    after: dict[str, list[Phrase]]
    after_ratio: dict[str, list[Phrase]] = {}
    fillers: list[str]
    endings: list[str] = []
    goals: list[str]
    by: list[str]
    of: list[str]
    comparisons: dict[str, list[str]] = {}


class GeneralWords(PatternFile):
    """Constructions of everyday English that state amounts but never figures of industry news.

    `exact`: phrases that are a number ("couple of"); `exponents`: letters between a
    number and its power of ten ("1.5e9"), `caret`: marks there ("10^9"); `parts_of`: words between a part and its
    unit ("a third of a mile"); `feet`, `inches`: marks right behind digits, `quotes` those of them that end quotations
    too; `sizes`: words between the sides of a thing ("4 by 6 inches"); `either`: joins two guesses ("two or three
    days"); `per` extends that of `numbers.yml`.
    """

    exact: dict[Phrase, Decimal]
    exponents: list[str]
    caret: list[str]
    denominators: dict[str, int] = {}
    "beside those of `numbers.yml`: 'three hundredths of a second'"
    parts_of: list[str]
    feet: list[str]
    inches: list[str]
    quotes: list[str]
    openers: list[str] = []
    "marks that begin a quotation and nothing else"
    sizes: list[str]
    either: list[str]
    age: AgeWords
    change: ChangeWords
    names: list[Phrase] = []
    "names that begin with digits ('4K video')"
    per: dict[str, list[Phrase]] = {}
    per_words: list[str] = []
    "'per' in 'per pupil': what follows is what an amount is per, though no list has it"
