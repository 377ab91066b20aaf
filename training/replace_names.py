"""Put names of our grammar in the place of names in other texts: their sentences, our kind of name."""

from __future__ import annotations

from random import Random

from grammar import Slot, Writer
from spans import Example, Span

RULES = {
    "ORG": ("cn_company", "bare", "west_company", "maker", "cn_gov", "known_co_name"),
    "LOC": ("city", "country", "county", "province", "fcity", "region"),
    "FAC": ("own_plant", "place_plant", "park", "zone", "port", "site"),
    "PERSON": ("cn_person", "cn_person", "west_person"),
    "PRODUCT": ("product",),
}
SHARE, EACH = 0.35, 0.8


def with_other_names(example: Example, writer: Writer, random: Random) -> Example:
    """The example, one time in three with most of its names exchanged for names of the same label."""
    if not example.spans or random.random() > SHARE:
        return example
    text, at = "", 0
    spans: list[Span] = []
    for span in example.spans:
        text += example.text[at : span.start]
        name = example.text[span.start : span.end]
        if random.random() < EACH and span.label in RULES:
            name = writer.write((Slot(random.choice(RULES[span.label])),), random).text
        spans.append(Span(len(text), len(text) + len(name), span.label))
        text += name
        at = span.end
    return Example(text + example.text[at:], tuple(spans))
