"""The labels of a table's rows: whom or what a row is about, and what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nevextract.assemble.table_columns import Column
from nevextract.assemble.table_context import BRACKETS, Context
from nevextract.assemble.table_grid import Row, Span
from nevextract.assemble.table_heads import ITEM, PERIOD, PLACE, PRODUCT, RANK, SUBJECT, UNIT, Said
from nevextract.assemble.table_units import StatedUnit
from nevextract.find.periods import PeriodMention


@dataclass(frozen=True, slots=True)
class Label:
    """What the label cells of a row say. `noun` is the unit that its name counts ("heavy trucks": `vehicle`); `closed`:
    it measures something that is no metric; `part`: of what the row above measures."""

    said: Said = field(default_factory=Said)
    unit: StatedUnit | None = None
    subject: str | None = None
    product: str | None = None
    noun: str | None = None
    period: PeriodMention | None = None
    closed: bool = False
    part: bool = False


def read_label(context: Context, columns: Sequence[Column], row: Row) -> Label:
    """The label of a row, from the cells of all columns of names; of columns without a role only the first counts."""
    label, named = Label(), False
    for column, cell in zip(columns, row.cells, strict=True):
        if column.role is None or column.role == RANK:
            continue
        if column.role == UNIT:
            unit = context.words.units.whole(context.tokens, cell.first, cell.last)
            label = replace(label, unit=unit or label.unit)
        elif not cell.empty and (column.role or not named):
            label = _named(context, label, column.role, cell)
            named = True
    return label


def _named(context: Context, label: Label, role: str, cell: Span) -> Label:
    """A label with what one of its cells says."""
    tokens, words = context.tokens, context.words
    said = context.read(cell.first, cell.last)
    first, last = words.label(tokens, cell.first, cell.last)
    name = context.source(first, last) or None
    noun = words.units.noun_unit(tokens, first, last)
    if said.unit is not None and tokens[said.unit.first].text in BRACKETS:
        label = replace(label, unit=label.unit or said.unit)
    metrics = tuple(c for c in said.metrics if c.side == "noun" or role == ITEM)
    if role in (SUBJECT, PLACE) or (role == PRODUCT and said.strange):
        metrics = ()
    if words.is_total(tokens, first, last) or name is None:
        return replace(label, closed=role == ITEM)
    if role == PERIOD or (said.period is not None and not said.strange and not metrics):
        return replace(label, period=said.period)
    if metrics or (said.measure is not None and role in (ITEM, "")):
        product = context.source(*said.products[0]) if said.products else label.product
        said = replace(said, metrics=metrics)
        return replace(label, said=said, product=product, period=said.period or label.period, noun=noun)
    goods = bool(said.products) and said.products[-1][1] == last
    if role == ITEM:
        part = words.is_part(tokens, cell.first, cell.last)
        goods = goods or (part and words.units.noun_unit(tokens, last - 1, last) is not None)
        return replace(label, closed=not goods, product=name if goods else None, noun=noun, part=part)
    if role == PRODUCT or (role == "" and goods):
        return replace(label, product=name, noun=noun)
    if role == PLACE and label.subject is not None:
        return label
    return replace(label, subject=name, closed=role == "" and said.unit is not None)
