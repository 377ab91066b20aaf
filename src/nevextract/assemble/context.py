"""What a text is about, carried from sentence to sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from nevextract.assemble.metrics import ITEMS

ANY = "any"
_DECAY = 0.7
_FAINT = 0.1
_DOUBT = 0.3
_PRIOR = 0.6
_TURN = 0.5


@dataclass(frozen=True, slots=True)
class Context:
    """What the text so far is about: by class of unit (and for `any`), how much of the recent figures each metric has.

    A metric's mass keeps 0.7 of itself with every sentence that has figures; shares of the mass are from 0 to 1.
    """

    mass: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    told: tuple[str, ...] = ()
    "the metrics of the levels of the last sentence, in order"

    counted: str | None = None
    "the metric of the last level that counts things"

    unmeant: frozenset[str] = frozenset()
    "of the metrics that go by one name, those that the text does not mean by it: `sales` where its sales are money"

    headline: tuple[str, ...] = ()
    "the words of the text's headline"

    @classmethod
    def about(cls, classes: Iterable[str], metric: str) -> Context:
        """The context at the start of a text that names `metric` most: half the mass of a figure."""
        return cls({name: {metric: _PRIOR} for name in (*classes, ANY)})

    def share(self, unit_class: str, metric: str) -> float:
        """How much of what was said last in this class of unit is the metric's."""
        masses = self.mass.get(unit_class, {})
        total = sum(masses.values())
        return masses.get(metric, 0.0) / (total + _DOUBT) if total else 0.0

    def metrics(self) -> set[str]:
        """The metrics that have not faded."""
        return {metric for masses in self.mass.values() for metric in masses}

    def hinted(self, kinds: Iterable[str], metric: str) -> Context:
        """The context after a sentence without figures that names a metric ("Exports grew fast."): a figure's mass in
        these classes of unit, where what was told before counts half."""
        masses = {kind: dict(found) for kind, found in self.mass.items()}
        for name in (*kinds, ANY):
            held = {m: mass * _TURN for m, mass in masses.get(name, {}).items()}
            masses[name] = {**held, metric: held.get(metric, 0.0) + 1.0}
        return replace(self, mass=masses)

    def turned(self, theme: Mapping[str, str]) -> Context:
        """The context where a paragraph begins: what the text is about as a whole, `theme` (metric by class of unit),
        is as near again as what was told last."""
        masses = {kind: dict(found) for kind, found in self.mass.items()}
        for kind, metric in sorted(theme.items()):
            held = masses.get(kind)
            if held and any(m != metric for m in held):
                top = max(held.values())
                masses[kind] = {**held, metric: max(held.get(metric, 0.0), 1.5 * top)}
        return replace(self, mass=masses)

    def after(self, settled: Iterable[tuple[str, str]]) -> Context:
        """The context after a sentence that settled these (class of unit, metric)."""
        masses = {
            kind: {m: faded for m, mass in found.items() if (faded := mass * _DECAY) > _FAINT}
            for kind, found in self.mass.items()
        }
        counted = self.counted
        for kind, metric in settled:
            counted = metric if kind == ITEMS else counted
            for name in (kind, ANY):
                held = masses.setdefault(name, {})
                held[metric] = held.get(metric, 0.0) + 1.0
        return Context(masses, counted=counted, unmeant=self.unmeant, headline=self.headline)
