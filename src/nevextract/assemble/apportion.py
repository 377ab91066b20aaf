"""One number that is told of each of several names: "Lanhe Motors and Brel Group sold 4,000 cars each"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nevextract.assemble.attach import Fields
from nevextract.assemble.confidence import Evidence
from nevextract.assemble.drafts import Draft
from nevextract.assemble.fields.roles import Referent
from nevextract.assemble.scenes import Scene
from nevextract.assemble.structures import coordinated

_BEHIND = 1
"So many tokens may part the amount from 'each'"
_EACH = "each"


def for_each(
    drafts: Sequence[Draft], fields: Sequence[Fields], evidence: Sequence[Evidence], scenes: Mapping[int, Scene]
) -> tuple[list[Draft], list[Fields], list[Evidence]]:
    """The drafts with their fields and evidence, one for every name that "each" gives the number to."""
    made: tuple[list[Draft], list[Fields], list[Evidence]] = ([], [], [])
    for draft, field, grounds in zip(drafts, fields, evidence, strict=True):
        owners = _owners(draft, field, scenes[draft.sentence])
        for given in [_of(field, owner) for owner in owners] or [field]:
            made[0].append(draft)
            made[1].append(given)
            made[2].append(grounds)
    return made


def _of(field: Fields, owner: Referent) -> Fields:
    return field._replace(subject=owner.text, location=owner.place if owner.kind == "place" else field.location)


def _owners(draft: Draft, field: Fields, scene: Scene) -> list[Referent]:
    """The names that together are the subject of a number that each of them has."""
    view, slot = scene.view, draft.slot
    each = [c for c in view.of("coordination") if c.value == _EACH]
    behind = any(0 <= c.first - slot.last <= _BEHIND for c in each)
    for chain in _chains(scene) if each and field.subject is not None else ():
        told = behind or any(c.first == chain[-1].last for c in each)
        before = chain[-1].last <= slot.first
        if told and before and view.source(chain[0].first, chain[-1].last) == field.subject:
            return chain
    return []


def _chains(scene: Scene) -> Iterator[list[Referent]]:
    """Two or more names with nothing but "and" and commas between."""
    chain: list[Referent] = []
    for name in sorted(scene.names, key=lambda n: (n.first, n.last)):
        if chain and not coordinated(scene.view, chain[-1].last, name.first):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(name)
    if len(chain) > 1:
        yield chain
