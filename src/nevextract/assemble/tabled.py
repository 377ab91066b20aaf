"""The fields of figures that stand in a table: what the table says of them goes before what the text around it says."""

from __future__ import annotations

from collections.abc import Sequence

from nevextract.assemble.attach import Fields
from nevextract.assemble.drafts import Draft


def with_cells(drafts: Sequence[Draft], fields: Sequence[Fields]) -> list[Fields]:
    """The fields with the subject, product and basis that a figure's row and column name."""
    found: list[Fields] = []
    for draft, field in zip(drafts, fields, strict=True):
        cell = draft.cell
        if cell is None:
            found.append(field)
            continue
        found.append(
            field._replace(
                subject=cell.subject or field.subject,
                product=cell.product,
                status=cell.status or field.status,
                basis=(cell.basis or field.basis) if draft.measure == "change" else None,
            )
        )
    return found
