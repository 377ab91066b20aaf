"""Structures that tie several numbers to several names at once: coordination and "respectively" lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nevextract.assemble.view import SentenceView, Slot
from nevextract.find.cues import METRIC, Cue
from nevextract.mentions import RATIO_KINDS

_PAIR, _BESIDE, _JOINED, _LIST = 2, 6, 5, 8
_COMMAS = frozenset(",，、")
_AMOUNTS = frozenset({"money", "count", "measure", "bare"})


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which metric a coordinated list gives to which quantity, and the metrics that share one quantity."""

    metrics: Mapping[int, str] = field(default_factory=dict)
    shared: Mapping[int, tuple[Cue, ...]] = field(default_factory=dict)
    follows: Mapping[int, int] = field(default_factory=dict)
    "the amount that a percentage belongs to in a list of both ('9,000 cars worth 2 billion yuan, up 3 and 5 percent')"

    def metric_of(self, slot: int) -> str | None:
        """The metric that the list gives to this quantity, or None."""
        return self.metrics.get(slot)


def align(view: SentenceView) -> Alignment:
    """Match every list of coordinated metric names with the list of quantities that follows it.

    "output and sales reached 2.6 and 2.4 million units": as many names as numbers, so one each, whether or not the
    text says "respectively". One number after several names belongs to all of them.
    """
    chains = metric_chains(view)
    runs = coordinated_runs(view)
    follows = followers(view, runs)
    if not chains:
        return Alignment(follows=follows)
    metrics: dict[int, str] = {}
    shared: dict[int, tuple[Cue, ...]] = {}
    for position, chain in enumerate(chains):
        until = chains[position + 1][0].first if position + 1 < len(chains) else view.last
        for run in runs:
            if not chain[-1].last <= run[0].first < until:
                continue
            if view.gap(chain[-1].last, run[0].first).strong and not _goes_on(view, run):
                continue
            if len(run) == len(chain):
                metrics.update((slot.number, cue.value) for slot, cue in zip(run, chain, strict=True))
            elif len(run) == 1 and not view.gap(chain[-1].last, run[0].first).quantities:
                shared[run[0].number] = chain
        led = _list_before(view, chain, runs)
        if led is not None and len(led) == len(chain):
            metrics.update((slot.number, cue.value) for slot, cue in zip(led, chain, strict=True))
        elif led is not None and len(led) == 1:
            shared[led[0].number] = chain
    return Alignment(metrics, shared, follows)


def _list_before(view: SentenceView, chain: Sequence[Cue], runs: Sequence[tuple[Slot, ...]]) -> tuple[Slot, ...] | None:
    """The amounts right before verbs that tell what happened to them: "4,000 and 3,900 cars were produced and sold"."""
    told = {(c.first, c.value) for c in view.of(METRIC) if c.side == "after"}
    if not all((c.first, c.value) in told for c in chain):
        return None
    return next((r for r in runs if r[-1].last <= chain[0].first and view.gap(r[-1].last, chain[0].first).bare), None)


def followers(view: SentenceView, runs: Sequence[tuple[Slot, ...]]) -> dict[int, int]:
    """For each percentage of a list that "respectively" ends, the amount before it that it belongs to, in order."""
    ends = [c for c in view.of("coordination") if c.value == "respectively"]
    found = told_again(view)
    for run in runs:
        if len(run) < _PAIR or run[0].quantity.kind not in RATIO_KINDS:
            continue
        amounts = [
            s
            for s in view.slots
            if s.last <= run[0].first and s.quantity.kind in _AMOUNTS and view.gap(s.last, run[0].first).strong <= 1
        ]
        told = any(0 <= c.first - run[-1].last <= _BESIDE or 0 <= run[0].first - c.last <= _BESIDE for c in ends)
        alone = not any(s.last <= run[0].first and s.quantity.kind in RATIO_KINDS for s in view.slots)
        if len(amounts) == len(run) and (told or alone):
            found.update((ratio.number, amount.number) for ratio, amount in zip(run, amounts, strict=True))
    return found


def told_again(view: SentenceView) -> dict[int, int]:
    """For each amount behind "the respective figures", the one before that it repeats for somebody else: "Brel made
    700 and sold 650; for Taro the respective figures were 90 and 80"."""
    before, after = _respective(view)
    if len(after) < _PAIR or len(before) < len(after):
        return {}
    return {later.number: told.number for told, later in zip(before[-len(after) :], after, strict=True)}


def told_before(view: SentenceView, told: Sequence[str]) -> dict[int, str]:
    """The metrics of the amounts behind "the corresponding volumes", where `told` are those that the sentence before
    gave amounts of, in order."""
    before, after = _respective(view)
    if not after and any(c.value == "respectively" for c in view.of("coordination")):
        after = _nameless(view)  # "it reported 9 and 1.1 billion yuan, respectively"
    if len(after) < _PAIR or len(before) >= len(after) or len(told) < len(after):
        return {}
    return {slot.number: metric for metric, slot in zip(told[-len(after) :], after, strict=True)}


def _nameless(view: SentenceView) -> list[Slot]:
    """The first list of amounts of a sentence that names no metric."""
    if any(c.side in ("noun", "before", "after") for c in view.of(METRIC)):
        return []
    runs = (list(run) for run in coordinated_runs(view) if run[0].quantity.kind in _AMOUNTS)
    return next((run for run in runs if len(run) >= _PAIR), [])


def _respective(view: SentenceView) -> tuple[list[Slot], list[Slot]]:
    """The amounts before and behind "the respective figures"."""
    cue = next((c for c in view.of("coordination") if c.value == "respective"), None)
    if cue is None:
        return [], []
    amounts = [s for s in view.slots if s.quantity.kind in _AMOUNTS]
    return [s for s in amounts if s.last <= cue.first], [s for s in amounts if s.first >= cue.last]


def metric_chains(view: SentenceView) -> list[tuple[Cue, ...]]:
    """Two or more different metric names in a row, parted by nothing but "and" and commas."""
    names: list[Cue] = []
    for cue in view.of(METRIC):
        if cue.side == "noun" and not (names and names[-1].first == cue.first):
            names.append(cue)
    chains = [_of_one_kind(view, chain) for chain in _chained(view, names)]
    return sorted([*chains, *_chained(view, _verbs(view))], key=lambda chain: chain[0].first)


def _of_one_kind(view: SentenceView, chain: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The chain with names that may be of money or of goods taken for money beside a name of money: "sales and
    operating profit" are both money."""
    named: dict[int, list[Cue]] = {cue.first: [] for cue in chain}
    for cue in view.of(METRIC):
        if cue.side == "noun" and cue.first in named:
            named[cue.first].append(cue)
    if not any(all(c.value in view.money for c in cues) for cues in named.values()):
        return chain
    told = tuple(next((c for c in named[cue.first] if c.value in view.money), cue) for cue in chain)
    return told if len({cue.value for cue in told}) == len(told) else chain


def _verbs(view: SentenceView) -> list[Cue]:
    """The verbs that tell of goods, one at each place: "produced and sold"."""
    found: list[Cue] = []
    nouns = {c.first for c in view.of(METRIC) if c.side == "noun"}
    for cue in view.of(METRIC):
        told = cue.side in ("before", "after") and cue.value not in view.money and cue.first not in nouns
        if told and not (found and found[-1].first == cue.first):
            found.append(cue)
    return found


def _chained(view: SentenceView, names: Sequence[Cue]) -> list[tuple[Cue, ...]]:
    chains: list[tuple[Cue, ...]] = []
    run: list[Cue] = []
    for cue in names:
        if run and coordinated(view, run[-1].last, cue.first):
            run.append(cue)
            continue
        if len(run) > 1:
            chains.append(tuple(run))
        run = [cue]
    if len(run) > 1:
        chains.append(tuple(run))
    return [chain for chain in chains if len({cue.value for cue in chain}) == len(chain)]


def coordinated_runs(view: SentenceView) -> list[tuple[Slot, ...]]:
    """The quantities in runs, each run parted by nothing but "and", commas and approximators; single ones too."""
    runs: list[list[Slot]] = []
    for slot in view.slots:
        last = runs[-1][-1] if runs else None
        same = last is not None and (coordinated(view, last.last, slot.first) or _changes_joined(view, last, slot))
        if last is not None and same and _alike(last, slot):
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return [tuple(run) for run in runs]


def _goes_on(view: SentenceView, run: Sequence[Slot]) -> bool:
    """Whether a clause begins with a second list of changes: "..., while up 1.7 and 1.5 percent on the year"."""
    starts = [c.last for c in view.of("boundary") if c.value == "strong" and c.last <= run[0].first]
    if not starts or run[0].quantity.kind not in RATIO_KINDS:
        return False
    gap = view.gap(starts[-1], run[0].first)
    return not (gap.words or gap.strong or gap.quantities)


def _changes_joined(view: SentenceView, left: Slot, right: Slot) -> bool:
    """Whether two percentages are joined by "and" and a word of change: "fell by 1.4 and rose by 2.5 percent"."""
    if left.quantity.kind not in RATIO_KINDS or right.quantity.kind not in RATIO_KINDS:
        return False
    if right.first - left.last > _JOINED:
        return False
    ands = [c for c in view.of("coordination") if c.value == "and" and left.last <= c.first < right.first]
    words = {i for c in view.of("change") for i in range(c.first, c.last)} | view.ties
    begins = {left.last, left.last + (view.tokens[left.last].text in _COMMAS)}
    return len(ands) == 1 and ands[0].first in begins and all(i in words for i in range(ands[0].last, right.first))


def first_of_list(view: SentenceView, slot: Slot) -> Slot:
    """The first number of the list that a number stands in: of 7% in "11.1%, 10.7% and 7%" 11.1%."""
    for before in reversed(view.slots[max(slot.number - _LIST, 0) : slot.number]):
        if before.quantity.kind != slot.quantity.kind or not coordinated(view, before.last, slot.first):
            break
        slot = before
    return slot


def coordinated(view: SentenceView, left: int, right: int) -> bool:
    """Whether tokens [left, right) are one conjunction or comma, or both, and nothing else."""
    if not left < right <= left + 3:
        return False
    return all(i in view.joints or view.tokens[i].text in _COMMAS for i in range(left, right))


def _alike(a: Slot, b: Slot) -> bool:
    kinds = {a.quantity.kind, b.quantity.kind}
    return len(kinds) == 1 or kinds <= {"bare", "count", "measure", "money"}
