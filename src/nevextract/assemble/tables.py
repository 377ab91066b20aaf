"""Tables pasted as text: what every cell's number measures, by its column's head, its row's label and the caption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nevextract.assemble.metrics import GENERIC_UNITS, Metric, metric_table
from nevextract.assemble.table_columns import read_columns
from nevextract.assemble.table_context import BRACKETS, Context
from nevextract.assemble.table_grid import Grid, GridReader, Row, Span
from nevextract.assemble.table_heads import CHANGE, LEVEL, RANK, SHARE, UNIT, Said, table_words
from nevextract.assemble.table_labels import Label, read_label
from nevextract.assemble.table_periods import before, compared, crossed, dated, to_date
from nevextract.assemble.table_units import StatedUnit
from nevextract.assemble.view import Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.find.periods import PeriodMention
from nevextract.mentions import RATIO_KINDS, Quantity, Sentence
from nevextract.patterns import Pack
from nevextract.tokens import WORD, Token

Place = tuple[int, int]
NO_METRIC, NO_MEASURE, NO_UNIT = "table_without_metric", "table_without_measure", "table_without_unit"
HEAD, LABEL, RANKED = "table_head", "table_label", "table_rank"
PERCENT, POINTS = "percent", "percentage_point"
MAKERS = frozenset({"enterprise", "supplier"})
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Cell:
    """What the table says of the number in one of its cells.

    `unit` None: the quantity's own; its value counts `factor` of the unit. `period` dates the cell, `subject` and
    `product` are as the text names them; None where the table names none. `level` is the slot, in the same row, of
    the level that a change or share belongs to; `status` what head or label say of it. With a `drop_reason` the number
    is no figure: `table_head` (it is
    part of a head or unit), `table_label`, `table_rank`, `table_without_metric`, `table_without_measure`,
    `table_without_unit`.
    """

    metric: str | None = None
    measure: str = LEVEL
    unit: str | None = None
    factor: Decimal = _ONE
    basis: str | None = None
    period: PeriodMention | None = None
    subject: str | None = None
    product: str | None = None
    drop_reason: str | None = None
    rule: str = ""
    level: int | None = None
    status: str | None = None


def read_tables(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    slots_by_sentence: Mapping[int, Sequence[Slot]],
    pack: Pack,
) -> Mapping[Place, Cell]:
    """What the tables of a document say of their numbers, by (number of the sentence, number of the slot).

    Slots that are in no table are not among the keys. `slots_by_sentence` are those of `SentenceView.slots`. Cues and
    periods are looked for cell by cell, so that none reaches over the edge of a cell. Linear in the length of the text.
    """
    words = table_words(pack)
    if not words.known or not any(s.kind == "row" for s in sentences):
        return {}
    reader = GridReader(
        text,
        tokens,
        words.empty,
        lambda first, last, width: words.columns(tokens, text, first, last, width),
        lambda first, last: words.is_name(tokens, text, first, last),
    )
    context = Context(text, tokens, sentences, slots_by_sentence, words, metric_table(pack))
    found: dict[Place, Cell] = {}
    for grid in reader.find(sentences):
        found.update(_Table(context, reader, grid).cells())
    return found


class _Table:
    """One table while it is read."""

    def __init__(self, context: Context, grid_reader: GridReader, grid: Grid) -> None:
        self._in, self._cells, self._grid = context, grid_reader, grid
        self._near, far = context.captions(grid.heads[0].sentence)
        self._captions, self._above = context.said(self._near), context.said(far)
        self._columns = read_columns(context, grid_reader, grid)
        self._before: Label | None = None
        self._indent = 0
        under = context.below(grid.rows[-1].sentence)
        lines = (*self._captions, *context.said(under))
        self._unit_lines = list(zip((*self._near, *under), lines, strict=True))
        self._stated = self._unit_of_all()
        periods = {c.said.period for c in self._columns if c.said.period is not None}
        above = [c.period for c in (*self._captions, *self._above[:1]) if c.period is not None]
        self._period_of_all = above[0] if above else periods.pop() if len(periods) == 1 else None

    def cells(self) -> Iterator[tuple[Place, Cell]]:
        """The meaning of every number of the table and of the units in its captions."""
        for number, said in self._unit_lines:
            for slot in self._in.slots.get(number, ()):
                if said.unit is not None and slot.first < said.unit.last and said.unit.first < slot.last:
                    yield (number, slot.number), Cell(drop_reason=HEAD)
        for head in self._grid.heads:
            for slot in self._in.slots.get(head.sentence, ()):
                yield (head.sentence, slot.number), Cell(drop_reason=HEAD)
        for row in self._grid.rows:
            yield from self._row(row)

    def _unit_of_all(self) -> StatedUnit | None:
        """The unit of cells whose own head and label state none: of the head of the labels ("Key figures (EUR
        million)"), else of the lines above or below the table."""
        corner = self._columns[0]
        unit = corner.said.unit if corner.role is not None else None
        if unit is not None and self._in.tokens[unit.first].text in BRACKETS:
            return unit
        return next((said.unit for _, said in self._unit_lines if said.unit is not None), None)

    def _row(self, row: Row) -> Iterator[tuple[Place, Cell]]:
        label = read_label(self._in, self._columns, row)
        label = self._continued(label, self._in.indent(row.sentence))
        made: dict[int, tuple[int, Cell]] = {}
        for slot in self._in.slots.get(row.sentence, ()):
            q = slot.quantity
            j = next((k for k, c in enumerate(row.cells) if c.start <= q.number_start < c.end), None)
            if j is None:
                continue
            column = self._columns[j]
            if column.role is not None:
                reason = RANKED if column.role == RANK else HEAD if column.role == UNIT else LABEL
                yield (row.sentence, slot.number), Cell(drop_reason=reason)
                continue
            cell = self._cell(j, row.cells[j], slot, label, made)
            made.setdefault(j, (slot.number, cell))
            yield (row.sentence, slot.number), cell

    def _continued(self, label: Label, indent: int) -> Label:
        """A label with the metric of the row above where it says only a change or a part of that."""
        above = self._before
        inner = indent > self._indent
        if label.said.metrics:
            self._before, self._indent = label, indent
        elif above is not None and label.said.measure is not None:
            return replace(label, said=replace(label.said, metrics=above.said.metrics))
        elif above is not None and (inner or (label.part and label.product)):
            return replace(label, said=replace(label.said, metrics=above.said.metrics), unit=label.unit or above.unit)
        elif not label.part and not inner:
            self._before = None
        return label

    def _cell(self, j: int, span: Span, slot: Slot, label: Label, made: Mapping[int, tuple[int, Cell]]) -> Cell:
        """What a number means in column j of a row; `made` are the cells of the row before it."""
        head, q = self._columns[j].said, slot.quantity
        own = q.unit if q.end <= span.end else None
        ratio = own is not None and q.kind in RATIO_KINDS
        beside = made.get(j)
        if beside is not None:
            return self._beside(slot, beside, ratio)
        measure = self._measure(head, label, q, ratio)
        unit, factor = self._unit(head, label, span, q, own, measure)
        level = self._level_column(j) if head.measure in (CHANGE, SHARE) else None
        cue = self._metric(j, label, measure, unit, level)
        if cue is None:
            return Cell(drop_reason=NO_METRIC)
        metric = self._in.metrics.by_id[cue.value]
        if measure is None:
            if metric.kind != "rate":
                return Cell(drop_reason=NO_MEASURE)
            measure = LEVEL
        if measure == LEVEL:
            unit = self._counted(unit, label, metric)
        elif unit is None and (measure == SHARE or head.percent or label.said.percent or "." in self._said(span)):
            unit = PERCENT
        if unit is None:
            return Cell(drop_reason=NO_UNIT)
        governor = made.get(level) if level is not None else None
        return Cell(
            metric=metric.id,
            measure=measure,
            unit=None if unit == own else unit,
            factor=factor * self._sign(head, label, span, q, measure),
            basis=self._basis(j, level, label) if measure == CHANGE else None,
            period=self._period(j if level is None or head.period else level, label),
            subject=label.subject or self._subject(j, label),
            product=label.product or self._product(head, label),
            rule=cue.rule,
            level=governor[0] if governor is not None and governor[1].drop_reason is None else None,
            status=head.status
            or label.said.status
            or (self._columns[level].said.status if level is not None else None),
        )

    def _said(self, span: Span) -> str:
        return self._in.text[span.start : span.end]

    def _beside(self, slot: Slot, beside: tuple[int, Cell], ratio: bool) -> Cell:
        """A second number in a cell: "12,304 (+4.1%)" holds a level and its change."""
        number, level = beside
        if level.metric is None or level.measure != LEVEL or not ratio:
            return Cell(drop_reason=NO_MEASURE if level.metric else level.drop_reason or NO_METRIC)
        return replace(level, measure=CHANGE, unit=None, factor=_ONE, level=number)

    def _measure(self, head: Said, label: Label, q: Quantity, ratio: bool) -> str | None:
        """Level, change or share; None for a percentage that nothing says more of."""
        stated = head.unit or label.unit or self._stated
        percent = ratio or (q.unit is None and stated is not None and stated.unit in (PERCENT, POINTS))
        measure = head.measure or label.said.measure
        if measure is None and percent:
            measure = next((c.measure for c in self._captions if c.measure is not None), None)
            if measure is None and ratio and q.direction:
                measure = CHANGE
            return measure
        if measure == SHARE and not percent and q.unit is not None:
            return LEVEL
        return measure or LEVEL

    def _unit(
        self, head: Said, label: Label, span: Span, q: Quantity, own: str | None, measure: str | None
    ) -> tuple[str | None, Decimal]:
        """The unit of a cell's number and how many of it one of the number is."""
        stated = head.unit
        if stated is None and (measure in (LEVEL, None) or label.said.measure is not None):
            stated = label.unit or self._fitting_unit(label)
        if own is None:
            return (None, _ONE) if stated is None else (stated.unit, stated.factor)
        dimension = self._in.metrics.units.dimension
        plain = not any(t.kind == WORD for t in self._in.tokens[span.first : span.last])
        if stated is not None and plain and dimension(stated.unit) == dimension(own):
            return own, stated.factor
        return own, _ONE

    def _fitting_unit(self, label: Label) -> StatedUnit | None:
        """The unit of all cells, unless what the label names is never measured in it: employees under "EUR million"."""
        stated, metrics = self._stated, label.said.metrics
        if stated is None or stated.unit is None or not metrics:
            return stated
        counted = self._fitting(metrics, None, False, False) and not self._fitting(metrics, stated.unit, False, False)
        return None if counted else stated

    def _level_column(self, j: int) -> int | None:
        """The column of levels that a column of changes or shares belongs to: the nearest on its left."""
        for k in range(j - 1, -1, -1):
            if self._columns[k].level:
                return self._later(k)
        return None

    def _later(self, k: int) -> int:
        """Of columns side by side that compare periods, the one of the latest."""
        best = k
        for a in range(k - 1, -1, -1):
            if not self._columns[a].level:
                break
            if compared(self._period(a, Label()), self._period(best, Label())) is not None:
                best = a
        return best

    def _basis(self, j: int, level: int | None, label: Label) -> str | None:
        """The basis of a change: what its head or label says, the period named there, or the two columns compared."""
        head, now = self._columns[j].said, self._period(j if level is None else level, label)
        said, against = head.basis or label.said.basis, head.against or label.said.against
        if said is None and against is not None:
            said = compared(now, against) or before(against)
            if said is None and against.expr.kind == "year" and against.expr.year is not None:
                said = str(against.expr.year)
        return said or self._implied(j, level)

    def _implied(self, j: int, level: int | None) -> str | None:
        """The basis of a change that stands behind the columns of the two periods it compares."""
        if level is None:
            return None
        for other in (level + 1, level - 1):
            if 0 <= other < j and self._columns[other].level:
                basis = compared(self._period(level, Label()), self._period(other, Label()))
                if basis is not None:
                    return basis
        return None

    def _metric(self, j: int, label: Label, measure: str | None, unit: str | None, level: int | None) -> Cue | None:
        """The cue that names the metric of a cell: in its head, its label, the head of its level, the caption."""
        head = self._columns[j].said
        if head.other:
            return None
        probe = unit if measure in (LEVEL, None) else None
        ratio = measure in (CHANGE, SHARE)
        sources = [head.metrics, label.said.metrics]
        if ratio and level is not None:
            side = self._columns[level].said
            stated = side.unit or label.unit or self._fitting_unit(label)
            probe = stated.unit if stated is not None else None
            sources = [head.metrics, side.metrics, label.said.metrics]
        for cues in sources:
            fitting = self._fitting(cues, probe, ratio, measure is None)
            if fitting:
                return fitting[0]
        counted = self._decided(head, label) if measure == LEVEL else None
        if counted is not None or label.said.metrics or label.closed or head.strange or head.metrics:
            return counted
        timed = [head] if level is None else [head, self._columns[level].said]
        left = any(said.to_date or said.period for said in timed)
        beside = [self._columns[k].said for k in range(j - 1, -1, -1)] if left else []
        for said in (*self._captions, *self._above, *beside):
            fitting = self._fitting(said.metrics, probe, ratio, measure is None)
            if label.subject is not None:  # rows of makers do not count makers
                fitting = [c for c in fitting if self._in.metrics.by_id[c.value].decides.isdisjoint(MAKERS)]
            if len({c.first for c in fitting}) == 1:
                return fitting[0]
        return None

    def _decided(self, head: Said, label: Label) -> Cue | None:
        """The metric that what is counted speaks for: a head "Suppliers", a row "Number of industrial enterprises"."""
        unit = head.unit.unit if head.unit is not None else None
        counted = label.noun if label.closed and (unit is None or unit in GENERIC_UNITS) else unit
        for name in sorted(self._in.metrics.by_id):
            metric = self._in.metrics.by_id[name]
            if counted in metric.decides and not metric.counts and not head.metrics:
                return Cue(METRIC, name, "noun", metric.rule, 0, 0)
        return None

    def _fitting(self, cues: Sequence[Cue], unit: str | None, ratio: bool, rate: bool) -> list[Cue]:
        """The cues whose metric can be measured in the unit; `ratio`: a change or share, of which the level's unit may
        not be known; `rate`: a percentage that is a level."""
        table, found = self._in.metrics, []
        for cue in cues:
            metric = table.by_id[cue.value]
            if rate or unit == PERCENT:
                fits = metric.kind == "rate"
            elif unit is None:
                fits = ratio or metric.bare is not None
            elif unit in GENERIC_UNITS and metric.kind == "count":
                fits = metric.bare is not None
            else:
                fits = unit in metric.units or table.units.dimension(unit) in metric.units
            if fits:
                found.append(cue)
        return found

    @staticmethod
    def _counted(unit: str | None, label: Label, metric: Metric) -> str | None:
        """The unit of a level: units that count anything count what the row or the metric names."""
        if unit is not None and unit not in GENERIC_UNITS:
            return unit
        if metric.kind == "count" or label.noun in (None, metric.bare):
            return metric.bare if unit is None or metric.kind == "count" or metric.bare == "vehicle" else unit
        if unit is None:
            return label.noun if label.noun in metric.units and label.noun not in GENERIC_UNITS else metric.bare
        return unit

    @staticmethod
    def _sign(head: Said, label: Label, span: Span, q: Quantity, measure: str) -> Decimal:
        """-1 where brackets or the head make a number without a sign negative."""
        bracketed = span.start < q.number_start and q.direction == 0 and q.value > 0 and measure != SHARE
        falls = measure == CHANGE and (head.falls or label.said.falls) and q.direction == 0
        return -_ONE if falls or (bracketed and q.number_start - span.start == 1 and q.start > span.start) else _ONE

    def _period(self, j: int, label: Label) -> PeriodMention | None:
        said = self._columns[j].said
        if said.to_date and label.period is not None:  # "YTD" in the row of a month
            found = dated(label.period, self._period_of_all)
        else:
            found = dated(crossed(said.period, label.period), self._period_of_all)
        if found is not None and found.expr.kind == "to_date":  # up to the month beside it
            left = (self._columns[k].said.period for k in range(j - 1, -1, -1))
            found = next((p for p in left if p is not None and p.expr.kind == "months"), found)
        return to_date(found) if found is not None and said.to_date else found

    def _subject(self, j: int, label: Label) -> str | None:
        """The head's name where rows are metrics and columns are companies."""
        column = self._columns[j]
        said = column.said
        named = said.strange and not said.metrics and said.measure is None and said.period is None
        return column.text if named and label.said.metrics else None

    def _product(self, head: Said, label: Label) -> str | None:
        """The product that the head names, or else the caption, one alone."""
        if label.closed:
            return None
        for said in (head, *self._captions):
            if said.products:
                return self._in.source(*said.products[0]) if len(said.products) == 1 else None
        return None
