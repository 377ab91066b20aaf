"""Pattern files of names: `places.yml`, `organisations.yml`, `projects.yml`, `suppliers.yml` and `aliases/*.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from nevextract.patterns.base import PatternFile, Phrase

Words = list[str]


class PlacesPattern(PatternFile):
    """How places are named. Heads are the last words of a name ("County"), by the kind of place they make."""

    heads: dict[str, Words]
    lower_heads: dict[str, Words]
    "heads that make a place in small letters too, after a known place name ('Hunan province')"
    introduces: Words
    "words before which a place name of small renown may stand bare ('in Runan')"
    coordinates: Words
    "words between two places of which the first is one for sure ('Wuxi, Binhu and Xishan')"
    directions: Words
    "words that go with a country or region ('east China')"
    currencies: Words = []
    "words before which the name of a country is part of its money's name ('US dollars')"
    zone_words: Words
    "generic words that, right before a head of a city or town, make it a zone ('Automobile City')"
    governed: Words = []
    "capitalised words that stand right after the name of a place that has a government ('Luxi Municipal Bureau')"
    local_media: list[Phrase] = []
    "words that end the name of a paper or station, which most often begins with its place ('Luxi Evening News')"
    heads_of: Words = []
    "capitalised words that lead in the name of a place ('City of Luxi')"
    inside: Words = []
    "prepositions before where something is"
    nearby: list[Phrase] = []
    "words between a place and one that it lies in or at (', a town in', 'near')"
    settled: Words = []
    "words that with such a preposition tell where something stands ('plant in', 'held in')"
    not_inside: Words = []
    "words that with such a preposition tell something else ('shares in')"
    divisions: dict[str, Annotated[Words, Field(min_length=1)]] = {}
    "what a division of a kind is called; the first word goes with its usual name ('Luxi County')"
    bare_divisions: Words = []
    "kinds of divisions whose usual name goes without such a word"
    division_tails: Words = []
    "words right before such a word that end the names of the peoples of a place ('Xunhua Salar Autonomous County')"
    lies_in: list[Phrase] = []
    "words between a place and one that it lies in ('Luxi, in Yunnan')"
    holds: list[Phrase] = []
    "words between a place and one that lies in it: the 's of 'Yunnan's Luxi'"
    well_known: dict[str, str] = {}
    "of places of one name the best known, by what it lies in"
    not_well_known: Words = []
    "names of which not even the city is known above a county of that name"


class OrganisationsPattern(PatternFile):
    """How organisations and facilities are named, by the last word of the name and what may follow it."""

    legal: list[Phrase]
    strong_heads: Words
    "company heads that need nothing but a place or a trade before them ('Beijing Automotive Group')"
    weak_heads: Words
    "company heads that need a proper name before them ('Wanxiang Battery')"
    government_heads: Words
    body_heads: Words
    media_heads: Words
    facility_heads: Words
    lower_facility_heads: Words
    branch_heads: Words = []
    "small-letter words that with a place before them name a part of a company ('Luxi branch')"
    own_heads: Words = []
    "two words that by themselves name a facility ('the Gigafactory')"
    body_pairs: Words = []
    "last two words of public bodies whose last word alone tells a facility ('Development Center')"
    spots: Words = []
    "facility heads of what makes nothing: roads, hotels"
    facility_modifiers: Words
    "small-letter words that may stand between a name and a small-letter facility head ('power battery')"
    of: Words
    "words that lead on from a government or body head ('Bureau of Statistics')"
    levels: Words
    "small-letter adjectives that begin a public body's name ('municipal bureau of statistics')"
    lower_government_heads: Words
    subjects: Words
    "small-letter words that may stand in what a public body is for"
    function_words: Words
    "words that never begin a name, though a sentence or a headline may capitalise them"
    breakers: Words
    "capitalised words that are in no name: months, days, titles of persons"
    joiners: Words
    "words that join two generic words within a name ('Economic and Technological')"
    possessive_inside: Words
    "words that keep their possessive inside a name ('People's Daily')"
    number_words: Words
    "words before a number within a name ('No. 2 Plant')"
    no_names: Words = []
    "last words of events, laws, plans and reports, which are no names of the kinds that are looked for"
    short_for: list[Phrase]
    "what may follow an acronym in its brackets"
    acts: list[Phrase] = []
    "what follows the name of a company and of little else ('plans to build', 'delivered')"
    speech: Words = []
    "verbs of saying: whom only they follow may be a person"
    describes: list[Phrase] = []
    "small-letter words right before a name that only a company goes by ('the seat maker')"
    led: list[Phrase] = []
    "words right before the name of what somebody leads ('chairman of')"
    made_by: list[Phrase] = []
    "words right before the name of who makes or delivers something ('supplied by')"
    such_as: list[Phrase] = []
    "words right before a company that is named as an example ('suppliers such as')"
    holds: Words = []
    "words between a company and its number ('Anda with 4,000')"
    origins: Words = []
    "words that, hyphened to a place, tell where a company is at home ('Lyon-based')"
    body_words: Words = []
    "small-letter words before the name of an association or institute ('automakers' association Anfa')"


class NameListsPattern(PatternFile):
    """Enumerations of names: what leads into them, what stands between the names, what ends them."""

    leads: list[Phrase]
    separators: list[Phrase]
    ends: list[Phrase]


class ProjectsPattern(PatternFile):
    """How projects are named, and the words that tell how far one has come."""

    project_words: Words
    "the words for project, in small letters"
    site_heads: Words
    "words that end the name of something being built ('Gigafactory', 'plant')"
    described_sites: Words = []
    "small-letter words that do so only after words for what is made there ('copper foil base')"
    copulas: list[Phrase] = []
    "words between 'project' and its name ('is the')"
    of: Words = []
    "words between a project and whose it is"
    begun: dict[str, list[Phrase]] = {}
    "by stage, what is begun or finished ('construction of'), before the name"
    finishes: list[Phrase] = []
    "what is said of that behind the name ('has begun')"
    investors: list[Phrase] = []
    "words between a project and who builds or funds it ('invested by')"
    invests: list[Phrase] = []
    "words between who builds or funds a project and the project ('will build the')"
    modifiers: Words
    "small-letter words that may stand inside a project's name"
    nouns: list[Phrase]
    "words for projects before a list of their names ('projects such as')"
    phases: dict[str, list[Phrase]]
    stages: dict[str, list[Phrase]]
    future: list[Phrase]
    "words before a stage that make it one to come ('is expected to be')"
    numbered_cues: list[Phrase]
    "words with which a numbered entry that names no project begins"


class SuppliersPattern(PatternFile):
    """The words that make a named company a supplier."""

    nouns: list[Phrase]
    "words for suppliers (of one or of many), before a list of their names or beside one name"
    plurals: Words = []
    "the last words of those for many"
    chains: list[Phrase]
    "words for the whole chain, before a colon and the names in it"
    parts: list[Phrase] = []
    "parts that the name of a company tells it to make ('Brel Wire Harness Co., Ltd.')"
    any_parts: Words = []
    "words that say of no part what it is"
    alone: list[Phrase] = []
    "those of the verbs that need no customer to be named"
    goods: list[Phrase] = []
    "other parts that only a supplier supplies ('batteries')"
    copulas: list[Phrase] = []
    "words between 'suppliers' and their names ('are')"
    among: list[Phrase] = []
    "words that may end a list of them ('among them')"
    of: list[Phrase] = []
    "words between 'supplier' and what or whose it is"
    supplies: list[Phrase]
    "verbs between a supplier and what it supplies, or whom"
    makes: list[Phrase] = []
    "verbs between a company and what it makes for another"
    serves: list[Phrase] = []
    "verbs between a company and whom it supplies"
    supplied_with: list[Phrase] = []
    "words between a customer and what it is supplied with"
    adverbs: list[Phrase] = []
    "words that may stand before such a verb"
    sources: list[Phrase] = []
    "verbs between what is supplied and the supplier ('seats come from Brel')"
    bought_from: list[Phrase] = []
    "words between parts and the company that they are from"
    buys: list[Phrase] = []
    "verbs between a customer and what it buys"
    of_deals: list[Phrase] = []
    "words that tell that a sentence is about who buys what from whom"
    finished: list[Phrase] = []
    "goods that are part of nothing ('cars')"
    customers: list[Phrase] = []
    "words before the customers of the company spoken of ('its customers include')"
    pronouns: list[Phrase] = []
    "words that stand for the company spoken of, before such a verb ('it supplies')"
    speakers: list[Phrase] = []
    "words with which a company's people speak of it ('we')"
    speech: list[Phrase] = []
    "verbs of saying, before the speaker and the company"
    relatives: list[Phrase]
    "words that may stand between a name and such a verb (', which')"
    to: list[Phrase]
    "words before whom something is supplied to"
    made_for: list[Phrase] = []
    "words before whom something is made for"
    articles: list[Phrase]
    "words that begin what a name is said to be (', a leading supplier')"


class AliasFile(PatternFile):
    """Other names of the same places or organisations: short, former and translated ones, by the name that stands for
    all of them."""

    of: Annotated[str, Field(pattern=r"^(place|organisation)$")]
    names: dict[str, Annotated[Words, Field(min_length=1)]]

    @model_validator(mode="after")
    def _each_once(self) -> AliasFile:
        seen = dict.fromkeys(self.names, "")
        for form, others in self.names.items():
            for other in others:
                if other in seen:
                    where = f"stands for {seen[other]!r} already" if seen[other] else "has other names itself"
                    raise ValueError(f"{other!r} cannot stand for {form!r}: it {where}")
                seen[other] = form
        return self
