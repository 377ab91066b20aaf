"""Tables pasted as text: what every cell's number measures, by its column's head, its row's label and the caption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nevextract.assemble.metrics import GENERIC_UNITS, MetricTable, metric_table
from nevextract.assemble.table_grid import Grid, GridReader, Row, Span
from nevextract.assemble.table_heads import (
    CHANGE,
    ITEM,
    LEVEL,
    PERIOD,
    PRODUCT,
    RANK,
    SHARE,
    SUBJECT,
    UNIT,
    Said,
    TableWords,
    table_words,
)  # fmt: skip
from nevextract.assemble.table_periods import compared, dated
from nevextract.assemble.table_units import StatedUnit
from nevextract.assemble.view import Slot
from nevextract.find.cues import Cue
from nevextract.find.periods import PeriodMention
from nevextract.mentions import RATIO_KINDS, Quantity, Sentence
from nevextract.patterns import Pack
from nevextract.tokens import WORD, Token

Place = tuple[int, int]
NO_METRIC, NO_MEASURE, NO_UNIT = "table_without_metric", "table_without_measure", "table_without_unit"
HEAD, LABEL, RANKED = "table_head", "table_label", "table_rank"
PERCENT, POINTS = "percent", "percentage_point"
_ONE = Decimal(1)
_CAPTIONS = 3
_ABOVE = 12
_MAX_CAPTION = 200
_CAPTION_KINDS = frozenset({"heading", "caption"})
_NAMES = frozenset({SUBJECT, PRODUCT, ITEM, PERIOD, RANK, UNIT})
_BRACKETS = frozenset("(（")


@dataclass(frozen=True, slots=True)
class Cell:
    """What the table says of the number in one of its cells.

    `unit` None: the quantity's own; its value counts `factor` of the unit. `period` dates the cell, `subject` and
    `product` are as the text names them; None where the table names none. `level` is the slot, in the same row, of
    the level that a change or share belongs to. With a `drop_reason` the number is no figure: `table_head` (it is
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


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the role of its names (None: it holds numbers), what its head says, and the head's text."""

    role: str | None
    said: Said
    text: str


@dataclass(frozen=True, slots=True)
class _Label:
    """What the label cells of a row say. `closed`: it measures something that is no metric."""

    said: Said = field(default_factory=Said)
    unit: StatedUnit | None = None
    subject: str | None = None
    product: str | None = None
    noun: str | None = None
    period: PeriodMention | None = None
    closed: bool = False


def read_tables(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    slots_by_sentence: Mapping[int, Sequence[Slot]],
    cues_by_sentence: Mapping[int, Sequence[Cue]],
    periods_by_sentence: Mapping[int, Sequence[PeriodMention]],
    pack: Pack,
) -> Mapping[Place, Cell]:
    """What the tables of a document say of their numbers, by (number of the sentence, number of the slot).

    Slots that are in no table are not among the keys. `slots_by_sentence` are those of `SentenceView.slots`; of the
    cues and periods those of the lines above a table are used. Linear in the length of the text.
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
    context = _Context(text, tokens, sentences, slots_by_sentence, words, metric_table(pack))
    found: dict[Place, Cell] = {}
    for grid in reader.find(sentences):
        found.update(_Table(context, reader, grid).cells())
    return found


@dataclass(frozen=True, slots=True)
class _Context:
    """The document as tables are read from it."""

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    slots: Mapping[int, Sequence[Slot]]
    words: TableWords
    metrics: MetricTable

    def read(self, first: int, last: int) -> Said:
        return self.words.read(self.tokens, self.text, first, last)

    def source(self, first: int, last: int) -> str:
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split()) if last > first else ""

    def captions(self, number: int) -> tuple[list[int], list[int]]:
        """The lines that give a table below them its title, nearest first; and what it may belong to further up."""
        near: list[int] = []
        at = number - 1
        while at >= 0 and len(near) < _CAPTIONS and self._is_caption(self.sentences[at]):
            near.append(at)
            at -= 1
        bound = max(-1, at - _ABOVE)
        far = [k for k in range(at, bound, -1) if self.sentences[k].kind == "heading"][:1]
        title = next((k for k in range(min(_ABOVE, at + 1)) if self.sentences[k].kind == "heading"), None)
        return near, far if title is None or title in far else [*far, title]

    def _is_caption(self, sentence: Sentence) -> bool:
        if sentence.kind in _CAPTION_KINDS:
            return True
        if sentence.kind not in ("prose", "item") or sentence.end - sentence.start > _MAX_CAPTION:
            return False
        colon = self.tokens[sentence.last - 1].text in ":："
        return colon or self.words.is_caption(self.tokens, sentence.first, sentence.last)


class _Table:
    """One table while it is read."""

    def __init__(self, context: _Context, grid_reader: GridReader, grid: Grid) -> None:
        self._in, self._cells, self._grid = context, grid_reader, grid
        near, far = context.captions(grid.heads[0].sentence)
        sentences = context.sentences
        self._near = near
        self._captions = [context.read(sentences[n].first, sentences[n].last) for n in near]
        self._above = [context.read(sentences[n].first, sentences[n].last) for n in far]
        self._columns = [self._column(j) for j in range(grid.width)]
        self._noun = self._label_column()
        self._before: _Label | None = None
        self._caption_unit = next((c.unit for c in self._captions if c.unit is not None), None)
        periods = {c.said.period for c in self._columns if c.said.period is not None}
        above = [c.period for c in (*self._captions, *self._above[:1]) if c.period is not None]
        self._period_of_all = above[0] if above else periods.pop() if len(periods) == 1 else None

    def cells(self) -> Iterator[tuple[Place, Cell]]:
        """The meaning of every number of the table and of the units in its captions."""
        for number in self._near:
            for slot in self._in.slots.get(number, ()):
                if any(
                    c.unit is not None and c.unit.first <= slot.last - 1 and slot.first < c.unit.last
                    for c in self._captions
                ):
                    yield (number, slot.number), Cell(drop_reason=HEAD)
        for head in self._grid.heads:
            for slot in self._in.slots.get(head.sentence, ()):
                yield (head.sentence, slot.number), Cell(drop_reason=HEAD)
        for row in self._grid.rows:
            yield from self._row(row)

    # columns

    def _column(self, j: int) -> _Column:
        """What the heads of a column say: those above a group of columns stand over each of them."""
        parts: list[Span] = []
        for k, head in enumerate(self._grid.heads):
            cell = head.cells[j]
            if cell.empty and k + 1 < len(self._grid.heads):
                cell = next((c for c in reversed(head.cells[1 : j + 1]) if not c.empty), cell)
            if not cell.empty:
                parts.append(cell)
        read = [self._in.read(c.first, c.last) for c in parts]
        said = _joined(read)
        words = " ".join(self._in.source(c.first, c.last) for c in parts)
        role = None
        if not self._holds_numbers(j) or (parts and self._role(parts[-1]) == RANK):
            role = (self._role(parts[-1]) if parts else None) or ""
        return _Column(role, said, words)

    def _role(self, cell: Span) -> str | None:
        return self._in.words.role(self._in.tokens, cell.first, cell.last)

    def _holds_numbers(self, j: int) -> bool:
        """Whether most cells of a column are numbers; the first column holds labels unless its head counts."""
        cells = [row.cells[j] for row in self._grid.rows if not row.cells[j].empty]
        numbers = sum(self._cells.is_value(c) or self._has_slot(row, c) for row, c in self._filled(j))
        return bool(cells) and numbers * 2 > len(cells) and j > 0

    def _filled(self, j: int) -> Iterator[tuple[Row, Span]]:
        return ((row, row.cells[j]) for row in self._grid.rows if not row.cells[j].empty)

    def _has_slot(self, row: Row, cell: Span) -> bool:
        """Whether a cell begins with a quantity (and is not the unit of a row)."""
        if self._in.words.units.whole(self._in.tokens, cell.first, cell.last) is not None:
            return False
        return any(s.first == cell.first for s in self._in.slots.get(row.sentence, ()))

    def _label_column(self) -> int | None:
        """The first column of names without a role of its own."""
        named = [j for j, c in enumerate(self._columns) if c.role is not None and c.role not in (RANK, UNIT)]
        return named[0] if named else None

    # rows

    def _label(self, row: Row) -> _Label:
        label = _Label()
        for j, column in enumerate(self._columns):
            cell = row.cells[j]
            if column.role is None or column.role == RANK or cell.empty:
                continue
            if column.role == UNIT:
                unit = self._in.words.units.whole(self._in.tokens, cell.first, cell.last)
                label = replace(label, unit=unit or label.unit)
            elif j == self._noun or column.role in _NAMES:
                label = self._named(label, column.role, cell)
        return label

    def _named(self, label: _Label, role: str, cell: Span) -> _Label:
        """A label with what one of its cells says."""
        tokens, words = self._in.tokens, self._in.words
        said = self._in.read(cell.first, cell.last)
        first, last = words.label(tokens, cell.first, cell.last)
        name = self._in.source(first, last) or None
        noun = words.units.noun_unit(tokens, first, last)
        label = replace(label, unit=label.unit or said.unit if _in_bracket(tokens, said.unit) else label.unit)
        metrics = tuple(c for c in said.metrics if c.side == "noun")
        if role in (SUBJECT, PRODUCT) and (said.strange or role == SUBJECT):
            metrics = ()
        said = replace(said, metrics=metrics)
        if words.is_total(tokens, first, last) or name is None:
            return replace(label, closed=role == ITEM)
        if role == PERIOD or (said.period is not None and not said.strange and not metrics):
            return replace(label, period=said.period)
        if metrics or (said.measure is not None and role in (ITEM, "")):
            product = self._in.source(*said.products[0]) if said.products else label.product
            return replace(label, said=said, product=product, period=said.period, noun=noun)
        if role == ITEM:
            covered = bool(said.products) and said.products[-1][1] == last
            return replace(label, closed=not covered, product=name if covered else None, noun=noun)
        if role == PRODUCT or (role == "" and said.products and said.products[-1][1] == last):
            return replace(label, product=name, noun=noun)
        return replace(label, subject=name, closed=role == "" and said.unit is not None)

    def _row(self, row: Row) -> Iterator[tuple[Place, Cell]]:
        label = self._label(row)
        if label.said.metrics:
            self._before = label
        elif label.said.measure is not None and self._before is not None:
            label = replace(label, said=replace(label.said, metrics=self._before.said.metrics))
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

    # cells

    def _cell(self, j: int, span: Span, slot: Slot, label: _Label, made: Mapping[int, tuple[int, Cell]]) -> Cell:
        """What a number means in column j of a row; `made` are the cells of the row before it."""
        head, q = self._columns[j].said, slot.quantity
        own = q.unit if q.end <= span.end else None
        ratio = own is not None and q.kind in RATIO_KINDS
        beside = made.get(j)
        if beside is not None:
            return self._beside(slot, beside, ratio)
        measure = self._measure(head, label, q, ratio)
        unit, factor = self._unit(head, label, span, q, own, measure)
        level = self._level_column(j) if measure in (CHANGE, SHARE) else None
        cue = self._metric(j, label, measure, unit, level)
        if cue is None:
            return Cell(drop_reason=NO_METRIC)
        metric = self._in.metrics.by_id[cue.value]
        if measure is None:
            if metric.kind != "rate":
                return Cell(drop_reason=NO_MEASURE)
            measure = LEVEL
        if measure == LEVEL:
            unit = self._counted(unit, label, metric.bare, frozenset(metric.units))
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
            basis=(head.basis or label.said.basis or self._implied(j, level)) if measure == CHANGE else None,
            period=self._period(j if level is None or head.period else level, label),
            subject=label.subject or self._subject(j, label),
            product=label.product or self._product(head, label),
            rule=cue.rule,
            level=governor[0] if governor is not None and governor[1].drop_reason is None else None,
        )

    def _said(self, span: Span) -> str:
        return self._in.text[span.start : span.end]

    def _beside(self, slot: Slot, beside: tuple[int, Cell], ratio: bool) -> Cell:
        """A second number in a cell: "12,304 (+4.1%)" holds a level and its change."""
        number, level = beside
        if level.metric is None or level.measure != LEVEL or not ratio:
            return Cell(drop_reason=NO_MEASURE if level.metric else level.drop_reason or NO_METRIC)
        return replace(level, measure=CHANGE, unit=None, factor=_ONE, level=number)

    def _measure(self, head: Said, label: _Label, q: Quantity, ratio: bool) -> str | None:
        """Level, change or share; None for a percentage that nothing says more of."""
        stated = head.unit or label.unit or self._caption_unit
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
        self, head: Said, label: _Label, span: Span, q: Quantity, own: str | None, measure: str | None
    ) -> tuple[str | None, Decimal]:
        """The unit of a cell's number and how many of it one of the number is."""
        stated = head.unit
        if stated is None and (measure in (LEVEL, None) or label.said.measure is not None):
            stated = label.unit or self._caption_unit
        if own is None:
            return (None, _ONE) if stated is None else (stated.unit, stated.factor)
        dimension = self._in.metrics.units.dimension
        plain = not any(t.kind == WORD for t in self._in.tokens[span.first : span.last])
        if stated is not None and plain and dimension(stated.unit) == dimension(own):
            return own, stated.factor
        return own, _ONE

    def _level_column(self, j: int) -> int | None:
        """The column of levels that a column of changes or shares belongs to: the nearest on its left."""
        for k in range(j - 1, -1, -1):
            column = self._columns[k]
            if column.role is None and column.said.measure is None and not column.said.other:
                return self._later(k)
        return None

    def _later(self, k: int) -> int:
        """Of two columns that compare two periods, the one of the later."""
        a, b = k - 1, k
        if a < 0 or self._columns[a].role is not None or self._columns[a].said.measure is not None:
            return k
        return a if compared(self._period(a, _Label()), self._period(b, _Label())) is not None else k

    def _implied(self, j: int, level: int | None) -> str | None:
        """The basis of a change that stands behind the columns of the two periods it compares."""
        if level is None or level + 1 >= j or self._columns[level + 1].role is not None:
            return None
        return compared(self._period(level, _Label()), self._period(level + 1, _Label()))

    def _metric(self, j: int, label: _Label, measure: str | None, unit: str | None, level: int | None) -> Cue | None:
        """The cue that names the metric of a cell: in its head, its label, the head of its level, the caption."""
        head = self._columns[j].said
        if head.other:
            return None
        probe = unit if measure in (LEVEL, None) else None
        ratio = measure in (CHANGE, SHARE)
        sources = [head.metrics, label.said.metrics]
        if ratio and level is not None:
            side = self._columns[level].said
            probe = (side.unit.unit if side.unit else None) or (label.unit.unit if label.unit else None)
            sources = [head.metrics, side.metrics, label.said.metrics]
        for cues in sources:
            fitting = self._fitting(cues, probe, ratio, measure is None)
            if fitting:
                return fitting[0]
        if label.said.metrics or label.closed or head.strange or head.metrics:
            return None
        for said in (*self._captions, *self._above):
            fitting = self._fitting(said.metrics, probe, ratio, measure is None)
            if len({c.first for c in fitting}) == 1:
                return fitting[0]
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
            else:
                fits = unit in metric.units or table.units.dimension(unit) in metric.units
            if fits:
                found.append(cue)
        return found

    def _counted(self, unit: str | None, label: _Label, bare: str | None, units: frozenset[str]) -> str | None:
        """The unit of a level: units that count anything count what the row or the metric names."""
        if unit is not None and unit not in GENERIC_UNITS:
            return unit
        noun = label.noun
        if noun == bare or noun is None:
            return bare if bare == "vehicle" or unit is None else unit
        if unit is None:
            return noun if noun in units and noun not in GENERIC_UNITS else bare
        return unit

    @staticmethod
    def _sign(head: Said, label: _Label, span: Span, q: Quantity, measure: str) -> Decimal:
        """-1 where brackets or the head make a number without a sign negative."""
        bracketed = span.start < q.number_start and q.direction == 0 and q.value > 0 and measure != SHARE
        falls = measure == CHANGE and (head.falls or label.said.falls) and q.direction == 0
        return -_ONE if falls or (bracketed and q.number_start - span.start == 1 and q.start > span.start) else _ONE

    def _period(self, j: int, label: _Label) -> PeriodMention | None:
        own = self._columns[j].said.period
        return dated(own or label.period, self._period_of_all)

    def _subject(self, j: int, label: _Label) -> str | None:
        """The head's name where rows are metrics and columns are companies."""
        column = self._columns[j]
        named = column.said.strange and not column.said.metrics and column.said.measure is None
        return column.text if named and label.said.metrics else None

    def _product(self, head: Said, label: _Label) -> str | None:
        """The product that the head names, or else the caption, one alone."""
        if label.closed:
            return None
        for said in (head, *self._captions):
            if said.products:
                return self._in.source(*said.products[0]) if len(said.products) == 1 else None
        return None


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
            period=said.period or upper.period,
            products=said.products or upper.products,
            strange=said.strange or upper.strange,
            other=said.other or upper.other,
        )
    return said


def _in_bracket(tokens: Sequence[Token], unit: StatedUnit | None) -> bool:
    return unit is not None and tokens[unit.first].text in _BRACKETS
