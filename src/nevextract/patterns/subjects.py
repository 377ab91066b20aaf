"""Pattern files `subjects.yml` and `products.yml`: the nouns that head a subject or name a product."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase


class SubjectFile(PatternFile):
    """What a figure can be about when the sentence gives no name for it."""

    heads: Annotated[list[Phrase], Field(min_length=1)]
    "nouns that may head a phrase which a figure is about ('copper industry')"
    generic: dict[str, list[Phrase]] = {}
    "nouns that need their article to mean anything ('the plant'), by what they stand for: company, site, project, ..."
    generic_places: dict[str, list[Phrase]] = {}
    "nouns that stand for a place named before ('the city'), by the kind of place"
    adverbs: dict[str, list[Phrase]] = {}
    "words without an article that stand for such a place ('nationwide')"
    trades: list[Phrase] = []
    "heads that, with nothing but an article, stand for the trade spoken of ('The sector employs')"
    whole: list[Phrase] = []
    "words that may stand between an article and such a noun ('the whole city')"
    pronouns: list[Phrase] = []
    "words for what the sentence before is about ('it', 'its')"
    plurals: list[Phrase] = []
    "words for what has just been counted ('their')"
    expletives: list[Phrase] = []
    "phrases in which such a word stands for nothing ('it is estimated')"
    followers: list[Phrase] = []
    "nouns that, right behind a head, make it part of something else ('manufacturing | projects')"
    not_subjects: list[Phrase] = []
    "phrases with such a noun that are about something else ('parent company', 'floor area', 'industry map')"
    complements: list[Phrase] = []
    "words that what follows them makes a subject ('manufacture of', 'that of')"
    agents: list[Phrase] = []
    "words before who does what is told ('invested by')"
    asides: list[Phrase] = []
    "other words before a name that a figure is rather not about ('from', 'together with')"
    themes: list[Phrase] = []
    "words that, at the head of a clause, lead in what it is about ('for Brel')"
    within: list[Phrase] = []
    "words before a place where something lies or happens ('in')"
    sources: list[Phrase] = []
    "words before a name that only tells where the news comes from ('according to', 'listed in')"
    speech: list[Phrase] = []
    "verbs of saying: beside a name they make it the source of the news"
    apposed: list[Phrase] = []
    "words that, behind a name and a comma, begin what only tells who it is (', | a unit of Brel,')"
    reporters: list[Phrase] = []
    "words in the names of bodies that only count what others do ('Alliance')"
    origins: list[Phrase] = []
    "words that, hyphened to a place, tell where a company is at home ('Lyon-based')"
    gathered: list[Phrase] = []
    "words between firms counted and the site or zone that they have moved to ('settled around')"
    achieved: list[Phrase] = []
    "verbs between a sector and its amount ('steel has made 5 billion')"
    parts: list[Phrase] = []
    "words before the parts of an amount ('of which steel 5 billion')"
    of_parts: list[str] = []
    "metrics whose amounts sectors may have a part in"
    of_goods: list[str] = []
    "metrics whose figures are about the goods themselves (prices)"
    of_themselves: list[str] = []
    "metrics whose figures are about what they count, where the text says which kind ('57 robot makers')"
    of_sectors: list[str] = []
    "metrics whose figures are about a sector, which may stand bare before its verb ('mining rose 4%')"
    of_counts: list[str] = []
    "metrics that count such things, and so are about somebody else than others counted beside them"
    of_events: list[str] = []
    "metrics about the conference where it was done, where the sentence names nobody (projects signed)"
    of_receivers: list[str] = []
    "metrics about who is given something, not about the place or authority that gives it (subsidies)"
    of_firms: list[str] = []
    "metrics of companies that a plant of theirs has none of (profit)"
    of_signers: list[str] = []
    "metrics about who signed, not about the projects counted beside it (the value of contracts)"
    counted: list[str] = []
    "units of what is counted and can itself have figures ('the 138 enterprises made 48.9 billion yuan')"
    worth: dict[str, list[str]] = {}
    "by metric, the units of what is worth so much ('9 projects with an investment of 4 billion')"
    worth_words: list[Phrase] = []
    "words between such things and what they are worth"
    absolutes: list[Phrase] = []
    participles: list[Phrase] = []
    "words before and behind a name that together make it what a clause of its own is about ('with Brel selling')"
    relatives: list[Phrase] = []
    "words that begin a clause which tells about what stands before it ('that', 'capable of')"
    possessives: list[Phrase] = []
    backward: list[Phrase] = []
    "words at the head of a paragraph that tie it to what was told last ('of these')"
    "those of the articles that tell whose something is"
    articles: list[Phrase] = []
    indefinite: list[Phrase] = []
    "articles before what the text names for the first time ('a seat plant')"
    definite: list[Phrase] = []
    "those of them before what the text has named already ('the seat maker')"
    stops: Annotated[list[Phrase], Field(min_length=1)]
    "words that end a noun phrase on its left"


class ProductFile(PatternFile):
    """`products` are goods that are counted, made or sold; so is any of `heads` with `modifiers` before it, and of
    `bare_heads` only so. `classifiers` count anything and name nothing ("units"). Before one of `makers` a word for
    goods names none ("battery maker")."""

    products: Annotated[list[Phrase], Field(min_length=1)]
    heads: list[Phrase] = []
    bare_heads: list[Phrase] = []
    modifiers: list[Phrase] = []
    sectors: dict[str, list[Phrase]] = {}
    "by metric, the sectors that narrow it right beside its name ('industrial investment')"
    amounts: list[Phrase] = []
    "words after which one of `bare_heads` names goods without more ('output of cars')"
    makers: list[Phrase] = []
    classifiers: list[Phrase] = []
    themes: list[Phrase] = []
    "words at the head of a sentence before the goods that it turns to ('with regard to')"
    purposes: list[Phrase] = []
    "words between a part of an amount and the goods that it is or is for ('half of them were')"
    with_goods: dict[str, list[str]] = {}
    "by metric, others of the same goods ('the exports | amounted to 3 billion yuan')"
    plural_ends: dict[str, str] = {}
    "endings of a plural and what stands for them in the singular, the first that fits"
    counted: list[str] = []
    "the units of goods that a metric of their own counts, so that the counted noun is the product (charging points)"
