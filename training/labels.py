"""What the labels of the open data are called here, and what a place's own words say of it."""

from __future__ import annotations

UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
WNUT = {"person": "PERSON", "corporation": "ORG", "group": "ORG", "location": "LOC", "product": "PRODUCT"}
CROSSNER = {
    **dict.fromkeys(["person", "politician", "writer", "musicalartist", "scientist", "researcher"], "PERSON"),
    **dict.fromkeys(["organisation", "politicalparty", "band", "university"], "ORG"),
    **dict.fromkeys(["location", "country"], "LOC"),
    "product": "PRODUCT",
}
GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC"}

FACILITY_HEADS = frozenset(
    [
        "airport",
        "station",
        "bridge",
        "museum",
        "stadium",
        "port",
        "harbor",
        "harbour",
        "factory",
        "plant",
        "base",
        "building",
        "tower",
        "hotel",
        "park",
        "zone",
        "center",
        "centre",
        "road",
        "street",
        "avenue",
        "highway",
        "expressway",
        "railway",
        "line",
        "square",
        "plaza",
        "hospital",
        "library",
        "theater",
        "theatre",
        "gallery",
        "palace",
        "castle",
        "temple",
        "church",
        "cathedral",
        "arena",
        "campus",
        "dam",
        "canal",
        "terminal",
        "mill",
        "mine",
        "refinery",
        "shipyard",
        "zoo",
        "garden",
        "gardens",
        "cemetery",
        "prison",
    ]
)
ORGANISATION_HEADS = frozenset(("university", "college", "institute", "academy", "school", "company", "inc", "corp"))


def label_of(kind: str, name: str, table: dict[str, str]) -> str | None:
    """Our label for a name that the data calls `kind`, or None where it is none here.

    The data has no label for facilities: a place is one where its last word says so.
    """
    label = table.get(kind)
    if label == "LOC":
        head = name.split()[-1].strip(".").lower()
        if head in FACILITY_HEADS:
            return "FAC"
        if head in ORGANISATION_HEADS:
            return "ORG"
    return label
