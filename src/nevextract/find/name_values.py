"""What mentions of the kinds `place`, `organisation` and `facility` carry as their value."""

from __future__ import annotations

from dataclasses import dataclass

PLACE, ORGANISATION, FACILITY = "place", "organisation", "facility"
PERSON, PROJECT, PRODUCT = "person", "project", "product"


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place by its usual name ("Ningde" for "Ningde City", but "Runan County").

    `kind`: `country`, `region`, `province`, `city`, `county` or `zone`; `parent`: the province or country it
    lies in, None where unknown or ambiguous.
    """

    name: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class NameValue:
    """An organisation (`kind`: `company`, `carmaker`, `body`, `government`, `media`, ...) or a `facility`.

    `place` is a place inside the name ("Ningde" of "SAIC Ningde base"), `owner` owns a facility ("SAIC's
    Ningde base"); `full_start` is where owner and name together begin, else the mention's own start.
    """

    name: str
    kind: str
    full_start: int
    place: PlaceValue | None = None
    owner: str | None = None


def plain(text: str) -> str:
    """`text` with every run of white space as one blank."""
    return " ".join(text.split())
