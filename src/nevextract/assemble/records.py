"""Projects, suppliers and members as records, from the drafts of their finders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nevextract.assemble.drafts import Draft
from nevextract.assemble.figures import Fields, Scene
from nevextract.assemble.names import DocumentNames
from nevextract.mentions import Sentence
from nevextract.patterns import Pack
from nevextract.records import Figure, Project, Supplier
from nevextract.tokens import Token


def project_records(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    names: DocumentNames,
    figures: Sequence[Figure],
    pack: Pack,
) -> list[Project]:
    return []


def supplier_records(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], names: DocumentNames, pack: Pack
) -> list[Supplier]:
    return []


def with_members(
    text: str, drafts: Sequence[Draft], fields: Sequence[Fields], scenes: Mapping[int, Scene], pack: Pack
) -> list[Fields]:
    return list(fields)
