"""Pattern files `subjects.yml` and `products.yml`: the nouns that head a subject or name a product."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nevextract.patterns.base import PatternFile, Phrase


class SubjectFile(PatternFile):
    """`heads` may head a noun phrase that a figure is about ("copper industry"); `generic` ones need their article to
    mean anything ("the plant"), `generic_places` stand for the document's place then ("the city"); `stops` are the words that end a noun phrase on its left; `articles` begin it."""

    heads: Annotated[list[Phrase], Field(min_length=1)]
    generic: list[Phrase] = []
    generic_places: list[Phrase] = []
    articles: list[Phrase] = []
    stops: Annotated[list[Phrase], Field(min_length=1)]


class ProductFile(PatternFile):
    """`products` are goods that are counted, made or sold; `classifiers` count anything and name nothing ("units")."""

    products: Annotated[list[Phrase], Field(min_length=1)]
    modifiers: list[Phrase] = []
    classifiers: list[Phrase] = []
