"""The columns of a table: what its heads say of each, and which hold names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nevextract.assemble.table_context import Context
from nevextract.assemble.table_grid import Grid, GridReader, Span
from nevextract.assemble.table_heads import RANK, Said
from nevextract.assemble.table_periods import dated
from nevextract.tokens import MARK, NUMBER


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the role of its names ("": names of any kind; None: it holds numbers), what its head says, and the
    head's text."""

    role: str | None
    said: Said
    text: str

    @property
    def level(self) -> bool:
        """Whether its numbers are no names, changes or shares by their head."""
        return self.role is None and self.said.measure is None and not self.said.other


def read_columns(context: Context, reader: GridReader, grid: Grid) -> list[Column]:
    """What the heads of a table say of its columns."""
    return [_column(context, reader, grid, j) for j in range(grid.width)]


def _column(context: Context, reader: GridReader, grid: Grid, j: int) -> Column:
    """What the heads of a column say: those above a group of columns stand over each of them."""
    parts: list[Span] = []
    for k, head in enumerate(grid.heads):
        cell = head.cells[j]
        if cell.empty and k + 1 < len(grid.heads):
            cell = next((c for c in reversed(head.cells[1 : j + 1]) if not c.empty), cell)
        if not cell.empty:
            parts.append(cell)
    said = _joined([context.read(c.first, c.last) for c in parts])
    words = " ".join(context.source(c.first, c.last) for c in parts)
    role = context.words.role(context.tokens, parts[-1].first, parts[-1].last) if parts else None
    if j == 0 or role == RANK or not _holds_numbers(context, reader, grid, j):
        return Column(role or "", said, words)
    return Column(None, said, words)


def _holds_numbers(context: Context, reader: GridReader, grid: Grid, j: int) -> bool:
    """Whether most cells of a column that hold anything are numbers."""
    cells = [(row.sentence, row.cells[j]) for row in grid.rows if not row.cells[j].empty]
    numbers = sum(reader.is_value(cell) or _begins_quantity(context, sentence, cell) for sentence, cell in cells)
    return numbers * 2 > len(cells)


def _begins_quantity(context: Context, sentence: int, cell: Span) -> bool:
    """Whether a cell begins with a quantity that is not a unit."""
    tokens = context.tokens
    amount = cell.first + 1 < cell.last and tokens[cell.first].kind == MARK and tokens[cell.first + 1].kind == NUMBER
    if not amount and context.words.units.whole(tokens, cell.first, cell.last) is not None:
        return False
    return any(slot.first == cell.first for slot in context.slots.get(sentence, ()))


def _joined(read: Sequence[Said]) -> Said:
    """What the heads of a column say together, the lower first."""
    if not read:
        return Said()
    said = read[-1]
    for upper in reversed(read[:-1]):
        said = replace(
            said,
            metrics=said.metrics or upper.metrics,
            measure=said.measure or upper.measure,
            percent=said.percent or upper.percent,
            falls=said.falls or upper.falls,
            basis=said.basis or upper.basis,
            unit=said.unit or upper.unit,
            period=dated(said.period, upper.period),
            against=said.against or upper.against,
            products=said.products or upper.products,
            strange=said.strange or upper.strange,
            other=said.other or upper.other,
            to_date=said.to_date or upper.to_date,
            status=said.status or upper.status,
        )
    return said
