"""Pattern files `numbers.yml` (number words and their shapes) and `cues/approximation.yml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase, Spec

Approximation = Literal["exact", "about", "over", "at_least", "under", "at_most"]
Direction = Literal["-1", "0", "1"]


class MultipleWord(Spec):
    """Words that state a change by a multiple: "doubled" is +100 percent."""

    percent: Decimal
    direction: Direction = "1"
    multiple: Decimal
    phrases: list[Phrase]


class RankWords(Spec):
    """Ordinals count as ranks only beside one of these words.

    `number`: "No."; `number_words`: "number", which can be a verb too; `top`: "top five"; `cues` stand before the
    ordinal, `weak_cues` too but then one of `followers` must come after; `links` may stand between cue and ordinal;
    `places` and `superlatives` come after; `strong_followers` make a rank of an ordinal without an article.
    `moves` ("slipped to") stand directly before an ordinal that ends its phrase; `joints` join listed ordinals.
    `labels` after "No. 2" or "top 10" make it a name; `highest` is the largest number taken as a rank.
    """

    number: list[Phrase]
    number_words: list[Phrase]
    top: list[Phrase]
    cues: list[Phrase]
    weak_cues: list[Phrase]
    moves: list[Phrase] = []
    joints: list[str] = []
    links: list[Phrase]
    followers: list[Phrase]
    places: list[Phrase]
    superlatives: list[Phrase]
    strong_followers: list[Phrase]
    labels: list[Phrase]
    top_labels: list[Phrase]
    label_before: list[Phrase] = []
    "before 'No. 5': what is numbered so is a thing or a place ('berth No. 5')"
    top_before: list[Phrase]
    "before 'the top ten makers': then it is a rank even though a noun follows"
    highest: Annotated[int, Field(gt=0)]


class TimesWords(Spec):
    """What tells the readings of "N times" apart."""

    fold: list[Phrase]
    times: list[Phrase]
    of_before: list[Phrase]
    "before 'N times that of': it is a ratio even after a word of growth ('grew to three times that of')"
    of_after: list[Phrase]
    growth_before: list[Phrase]
    growth_after: list[Phrase]
    words: dict[str, Decimal]
    "multiples in one word ('fivefold')"
    adverbs: dict[str, Decimal] = {}
    "'twice': a ratio where one of `of_after` follows"
    levels: list[str] = []
    "'level' in 'three times the 2019 level'"


class FractionWords(Spec):
    """Fractions: `denominators` word -> number, `links` ("of") that make "a third" one, `ordinals` that spoil it."""

    denominators: dict[str, int]
    halves: list[str]
    links: list[Phrase]
    links_before: list[Phrase]
    "'by' in 'by a third'"
    unsure: list[str]
    "denominators that mean a time as well: 'three quarters' needs a hyphen, a link or an approximator"
    spoilers_before: list[Phrase]
    spoilers_after: list[Phrase]
    ratio_links: dict[Phrase, Literal["every", "sure", "unsure"]] = {}
    "'out of' in 'six out of ten': of a round number unless `every`; after an unsure one ('in') no place may follow"
    ratio_spoilers: list[Phrase] = []
    "before 'one in ten': then it is none"
    halving_before: list[str] = []
    "'cut' in 'cut in half': makes it a change by -50 percent"
    halving_links: dict[Phrase, Literal["part", "free"]] = {}
    "'in' and 'by' before 'half'; `part`: the word of cutting belongs to the quantity"


class DateWords(Spec):
    """Words that make a number beside them part of a date or a clock time."""

    months: list[str]
    year_before: list[Phrase]
    old_year_before: list[Phrase] = []
    "before four digits from 1500 to 1899 with nothing measured or counted behind"
    clock_after: list[Phrase]
    age_after: list[Phrase]
    ordinal_endings: list[str]
    decade_endings: list[str] = []
    "'s' in 'his 40s'"
    decade_before: list[str] = []
    "'his' in 'his 40s': with such an ending the number is a decade, a hyphen before it an age group ('under-18s')"


class RangeWords(Spec):
    """`to` joins the ends of a range; `between ... and ...` and `from ... to ...` frame one; after a word of `changes`
    "from A to B" is two quantities."""

    marks: list[str]
    to: list[str]
    between: list[str]
    between_and: list[str]
    from_words: Annotated[list[str], Field(alias="from")]
    goals: list[str] = []
    "'to' in 'fell to A to B': a range even after a word of change"
    amounts: list[str] = []
    "'by' in 'fell by A to B': where B is far above A, a change and what it came to"
    extents: list[str] = []
    "'of' in 'a decrease of 8 to 3 percent': before a range whose larger end comes first"
    changes: list[str]


class SpecificationWords(Spec):
    """Numbers that describe a thing: "a 7,600-slot ship", "an 82-kWh pack".

    After a hyphen, numbers of `units` and of `nouns` do so, those of a dimension of `dimensions` where a thing follows
    (a noun of one of the units `things`), and all of words that neither measure nor are counted, but those of `open`
    ("a 200,000-capacity plant"). Nothing does where a noun of one of the units `plants` follows ("a 300,000-seat
    plant").
    """

    units: list[str] = []
    dimensions: list[str] = []
    nouns: list[Phrase] = []
    things: list[str] = []
    plants: list[str] = []
    open: list[str] = []


class NumberWords(PatternFile):
    """`numbers.yml`: how a language writes numbers, and which numbers in it are none."""

    cardinals: dict[str, int]
    hundred: list[str]
    ordinals: dict[str, int]
    ordinal_magnitudes: list[str]
    articles: list[str]
    joiners: list[str]
    distributives: list[str] = []
    "'respectively': numbers before it are several, not one"
    magnitudes: dict[str, Decimal]
    magnitude_symbols: dict[str, Decimal]
    "after digits without a space, case counts"
    money_symbols: dict[str, Decimal]
    "magnitudes only beside a currency ('$5m')"
    stacked: dict[str, Decimal]
    "phrase -> factor: a second number that is a magnitude ('3.2 100 million')"
    vague: dict[str, Decimal]
    "phrase -> lower bound ('hundreds')"
    multiples: list[MultipleWord]
    times: TimesWords
    fractions: FractionWords
    ranks: RankWords
    ranges: RangeWords
    dates: DateWords
    levels: list[Phrase]
    minus: list[str]
    points: list[str] = []
    "'point' in 'two point five'"
    pronouns: list[Phrase]
    "'of them': makes the number before it a count"
    per: dict[str, list[Phrase]]
    idioms: list[Phrase]
    labels_before: list[Phrase]
    unit_labels: list[Phrase] = []
    "'unit' in 'Unit: 10,000 tons': a unit stated for itself"
    head_fillers: list[str] = []
    "'in' in 'Output (in million yuan)'"
    label_of: list[str]
    "'of' in 'page 1 of 3'"
    determiners: list[str] = []
    "'the' before a word of `labels_before`: then a number behind it counts what follows ('in the workshop 480 robots')"
    specifications: SpecificationWords
    dimension_marks: list[str]
    "'x' in '20 x 30 cm'"
    model_stops: list[str]
    "capitalised words before a number that make no model name of it"
    noun_stops: list[str]
    "no counted noun stands beyond one of these"
    noun_joiners: list[str]
    noun_activities: list[str] = []
    "what firms do, between a plural and the noun that it belongs to ('auto parts manufacturing enterprises')"
    alternatives: list[Phrase]
    "'or': before a second currency"


class ApproximationCues(PatternFile):
    """`cues/approximation.yml`: words that make a number inexact.

    `before` must touch the number (`exact` holds longer phrases that only look like one); `verbs` also, but an article
    of `skip` may stand between; `after` follows the number or its unit. Phrases of `never_of_time` compare where a time
    follows ("lower than four years ago").
    """

    before: dict[Approximation, list[Phrase]]
    verbs: dict[Approximation, list[Phrase]]
    after: dict[Approximation, list[Phrase]]
    skip: list[str]
    never_of_time: list[Phrase] = []
