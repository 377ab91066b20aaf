"""What was weighed for one number: its candidate readings, what each rests on, and what tipped the balance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from nevextract.assemble.drafts import Read
from nevextract.assemble.readings import WORDS, WORDS_OF_MEASURE, Reading
from nevextract.assemble.word_weights import MEASURE, NONE
from nevextract.explain.model import Option, Reason
from nevextract.explain.reasons import reasons_of, says
from nevextract.explain.seen import words_of
from nevextract.explain.sources import Sources
from nevextract.pipeline import Trace

_TOLD = 3
_SLIGHT = 0.05
_MARK = "none."


class Weights(NamedTuple):
    """How much the features of readings and of neighbours count."""

    emission: Mapping[str, float]
    transition: Mapping[str, float]


def options_of(text: str, read: Read, at: int, trace: Trace, weights: Weights, sources: Sources) -> tuple[Option, ...]:
    """What was weighed for number `at` of a sentence, the chosen reading first, the others by score."""
    if read.decoded is None:
        return ()
    decoded = read.decoded[at]
    made = [
        _option(text, read, at, reading, probability, trace, weights, sources)
        for reading, probability in zip(decoded.candidates, decoded.probabilities, strict=True)
    ]
    winner = next(option for option in made if option.chosen)
    told = [option if option.chosen else _with_loss(option, winner) for option in made]
    return tuple(sorted(told, key=lambda o: (not o.chosen, -o.score, o.metric or "", o.measure)))


def _option(
    text: str,
    read: Read,
    at: int,
    reading: Reading,
    probability: float,
    trace: Trace,
    weights: Weights,
    sources: Sources,
) -> Option:
    assert read.decoded is not None  # noqa: S101 - told by the caller
    kind = read.view.slots[at].quantity.kind
    if reading.metric is None:
        mark = trace.scorer.none.get(kind, reading.score)
        marks: tuple[Reason, ...] = (Reason(f"none.{kind}", 1.0, mark, mark, says(f"none.{kind}")),)
        reasons = (*marks, *reasons_of(reading.features, weights.emission))
    else:
        reasons = reasons_of(reading.features, weights.emission)
    reasons = tuple(_with_words(reason, read, at, reading, trace) for reason in reasons)
    cue = reading.cue
    return Option(
        metric=reading.metric,
        measure=reading.measure,
        score=round(reading.score, 3),
        probability=round(probability, 4),
        chosen=reading is read.decoded[at].reading,
        rule=reading.rule,
        source=sources.of_cue(cue, read.view.tokens) if cue else sources.of_rule(reading.rule),
        cue=words_of(text, read.view, cue) if cue else None,
        reasons=reasons,
        gains=_gains(read, at, reading, weights),
    )


def _with_words(reason: Reason, read: Read, at: int, reading: Reading, trace: Trace) -> Reason:
    """The reason, with the words that it stands for where it is what words speak for."""
    meanings = {WORDS: reading.metric or NONE, WORDS_OF_MEASURE: MEASURE + reading.measure}
    if reason.name not in meanings:
        return reason
    slot, headline = read.view.slots[at], read.context.headline
    found = trace.scorer.word_weights.words_for(read.view, slot, meanings[reason.name], headline)
    share = reason.value / (sum(adds for _, adds in found) or 1.0)
    heard = share if 0 < share <= 1 else 1.0  # more: the words of another metric of the same name count
    told = ", ".join(f"{word} {heard * adds:+.1f}" for word, adds in found[:_TOLD])
    return replace(reason, says=f"{reason.says}: {told}")


def _gains(read: Read, at: int, reading: Reading, weights: Weights) -> tuple[Reason, ...]:
    """What a reading gains beside the readings chosen for the numbers before and behind it."""
    chosen = read.decoded
    if read.transitions is None or chosen is None:
        return ()
    found: tuple[Reason, ...] = ()
    if at:
        found += reasons_of(read.transitions.features(at - 1, chosen[at - 1].reading, reading), weights.transition)
    if at + 1 < len(chosen):
        found += reasons_of(read.transitions.features(at, reading, chosen[at + 1].reading), weights.transition)
    return found


def _with_loss(option: Option, winner: Option) -> Option:
    """The option with what tipped the balance against it: what the chosen one has more of, and what it has less of."""
    behind = _total(winner) - _total(option)
    lead = f"{behind:.1f} behind" if behind >= _SLIGHT else "level with what was chosen"
    own, others = _sums(option), _sums(winner)
    parts = {r.name: r for r in (*option.reasons, *option.gains, *winner.reasons, *winner.gains)}
    told = [
        (others.get(name, 0.0) - own.get(name, 0.0), name)
        for name in parts
        if not name.startswith(_MARK) and others.get(name, 0.0) - own.get(name, 0.0) >= _SLIGHT
    ]
    telling = sorted(told, key=lambda pair: (-pair[0], pair[1]))[:_TOLD]
    words = [
        f"{'lacks' if others.get(n, 0.0) > 0 else 'has'}: {parts[n].says} ({_signed(n, own, others)})"
        for _, n in telling
    ]
    return replace(option, lost=f"{lead}; {'; '.join(words)}" if words else lead)


def _signed(name: str, own: Mapping[str, float], others: Mapping[str, float]) -> str:
    """What a reason adds to the one that has it: the chosen one where that gains by it, else the one that lost."""
    adds = others.get(name, 0.0)
    return f"{adds - own.get(name, 0.0) if adds > 0 else own.get(name, 0.0):+.1f}"


def _sums(option: Option) -> dict[str, float]:
    sums: dict[str, float] = {}
    for reason in (*option.reasons, *option.gains):
        sums[reason.name] = sums.get(reason.name, 0.0) + reason.adds
    return sums


def _total(option: Option) -> float:
    return sum(_sums(option).values())
