"""Learn from annotated texts what words around a number speak for, and tell what that is worth on texts left out.

    python training/words.py DIR ... [--evaluate] [--write]

The folders hold annotated texts (docs/evaluate.md). The readings of every number are weighed as extraction does, by
the weights set by hand; for each word and meaning one more weight is fitted (`chains.py`), with a penalty that keeps it
near zero unless texts of several folders agree. There is no chance in it: the same texts give the same weights.

`--evaluate` fits anew for each folder without it and measures that folder, with the words and without, also with a
share of the cues of metrics hidden, whose words then say nothing either: so much is left where a text says things in
words that no pattern knows. `--write` puts the weights into patterns/en/lists/word_weights.tsv.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from chains import Chains, Number, Sentence, Word
from numpy.typing import NDArray

from nevextract.assemble.drafts import Drafter, Read
from nevextract.assemble.frames import bound_closely
from nevextract.assemble.readings import Reading
from nevextract.assemble.view import SentenceView, Slot
from nevextract.assemble.word_weights import CLOSE, LIST, MEASURE, NONE, Weights, WordWeights, rows_of, words_at
from nevextract.characters import even
from nevextract.evaluate.compare import CORE, Measures, pairs_of
from nevextract.evaluate.load import GoldDocument, load_gold
from nevextract.evaluate.predicted import predicted_of
from nevextract.find.cues import METRIC, cue_finder
from nevextract.mentions import RATIO_KINDS, Quantity
from nevextract.numbers.units import UnitTable
from nevextract.patterns import Pack, load_pack
from nevextract.patterns.metrics import MetricPattern
from nevextract.patterns.weights import WeightsFile
from nevextract.pipeline import Analysis, _Stages
from nevextract.read.documents import read_item
from nevextract.read.items import Item
from nevextract.read.origin import NOTHING

WRITTEN = Path(__file__).parents[1] / "patterns" / "en" / LIST
HEAD = """\
# What words around a number speak for beyond the cues: place, word, and what it adds to the log odds of each meaning
# (a metric, a measure, or none: no figure). Learned from annotated texts and written by training/words.py.
"""
PENALTY = 0.5
LEAST = 0.05
"Smaller weights are left out"
WIDEST = 24
"So many readings of a number are learned from"
HIDDEN = 0.3
"The share of cues that is hidden to imitate words that no pattern knows"
DRAWS = 2000

Allowed = set[tuple[str | None, str]]
"Metrics and measures that are right"


class Text(NamedTuple):
    """An annotated text with the folder it is of."""

    folder: str
    gold: GoldDocument
    words: str


class Counts(NamedTuple):
    """Figures right at `core`, annotated, and found."""

    right: int
    annotated: int
    found: int


def texts_of(folders: Sequence[Path]) -> list[Text]:
    """The annotated texts of all folders."""
    found: list[Text] = []
    for folder in folders:
        for document in load_gold(folder).documents:
            raw = read_item(Item(document.source.id, document.source.path))
            found.append(Text(folder.name, document, raw.text))
    return found


def stages(pack: Pack, word_weights: WordWeights, most: int | None = 10) -> _Stages:
    """The stages of extraction with these words' weights, by the rules alone."""
    made = _Stages(pack, None)
    made.drafter = Drafter(made.table, pack.one("weights", WeightsFile), word_weights, most)
    return made


def analysed(made: _Stages, text: Text) -> Analysis:
    """The text as the stages read it."""
    return made.run(even(text.words), text.gold.source.id, "0" * 64, None, [], NOTHING, False)


def sentences_of(texts: Sequence[Text], pack: Pack) -> list[Sentence]:
    """Every sentence with numbers, as an example: the readings of its numbers, and which of them are right."""
    made = stages(pack, WordWeights({}), None)
    found: list[Sentence] = []
    for text in texts:
        trace = analysed(made, text).trace
        found += [_example(read, text) for read in (trace.read if trace else ()) if read.decoded]
    return found


def _example(read: Read, text: Text) -> Sentence:
    assert read.decoded is not None and read.transitions is not None  # noqa: S101 - told by the caller
    numbers: list[Number] = []
    kept: list[list[Reading]] = []
    for slot, decoded in zip(read.view.slots, read.decoded, strict=True):
        readings, right = _kept(decoded.candidates, _allowed(slot.quantity, text.gold))
        ratio = slot.quantity.kind in RATIO_KINDS
        around = words_at(read.view, slot, read.context.headline)
        heard = CLOSE if any(bound_closely(reading.features) for reading in decoded.candidates) else 1.0
        words: list[tuple[Word, float]] = [((place, word), heard * value) for place, word, value in around]
        scores = np.array([reading.score for reading in readings])
        numbers.append(Number(scores, right, [_meanings(reading, ratio) for reading in readings], words))
        kept.append(readings)
    gains = [np.array(step).T for step in read.transitions.steps(kept)]
    return Sentence(text.folder, text.gold.name, numbers, gains)


def _kept(
    candidates: Sequence[Reading], allowed: set[tuple[str | None, str]] | None
) -> tuple[list[Reading], NDArray[np.bool_]]:
    """The best readings, "no figure" and the right ones, and which of them are right: all where it is open."""

    def is_right(reading: Reading) -> bool:
        return allowed is None or (reading.metric, reading.measure) in allowed

    ranked = sorted(candidates, key=lambda r: (-r.score, r.metric or "", r.measure))
    readings = [r for i, r in enumerate(ranked) if i < WIDEST or r.metric is None or (allowed and is_right(r))]
    right = np.array([is_right(reading) for reading in readings])
    return readings, right if right.any() else np.ones_like(right)


def _allowed(quantity: Quantity, gold: GoldDocument) -> Allowed | None:
    """The metrics and measures that annotations at a number's place give; None where it may as well be left out."""
    found: Allowed = set()
    for placed in gold.figures:
        if placed.start < quantity.end and quantity.start < placed.end:
            if placed.figure.optional:
                return None
            found |= {(metric, measure) for metric in placed.figure.metric for measure in placed.figure.measure}
    return found or {(None, "none")}


def _meanings(reading: Reading, ratio: bool) -> tuple[str, ...]:
    if reading.metric is None:
        return (NONE,)
    return (reading.metric, MEASURE + reading.measure) if ratio else (reading.metric,)


def fitted(sentences: Sequence[Sentence], pack: Pack) -> Mapping[Word, Mapping[str, float]]:
    """The weights of words that make what is right in the sentences likeliest."""
    chains = Chains(sentences, pack.one("weights", WeightsFile).temperature)
    return chains.by_word(chains.fit(PENALTY), LEAST)


def scores(texts: Sequence[Text], made: _Stages, pack: Pack) -> list[Counts]:
    """What is found in each text."""
    measures = Measures(UnitTable.from_pack(pack))
    found: list[Counts] = []
    for text in texts:
        figures = predicted_of(analysed(made, text).document).figures
        gold = text.gold.figures
        pairs = pairs_of(gold, figures, measures)
        meant = [pair for pair in pairs if not gold[pair.gold].figure.optional]
        annotated = sum(not placed.figure.optional for placed in gold)
        right = sum(pair.level >= CORE for pair in meant)
        found.append(Counts(right, annotated, len(figures) - (len(pairs) - len(meant))))
    return found


def f1(counts: Sequence[Counts]) -> float:
    """The harmonic mean of precision and recall over texts."""
    right, annotated, found = (sum(column) for column in zip(*counts, strict=True))
    return float(2 * right / max(annotated + found, 1))


class Blinded(WordWeights):
    """The weights where the cues that are hidden from a text say nothing as words either."""

    def __init__(self, weights: Weights, pack: Pack) -> None:
        super().__init__(weights)
        self._finder = cue_finder(pack)

    def of(self, view: SentenceView, slot: Slot, headline: Sequence[str] = ()) -> dict[str, float]:
        if "vocabulary" not in view.__dict__:
            left = {(cue.first, cue.last) for cue in view.of(METRIC)}
            cues = [c for c in self._finder.find(view.tokens, view.first, view.last) if c.kind == METRIC]
            gone = {i for c in cues if (c.first, c.last) not in left for i in range(c.first, c.last)}
            view.__dict__["plain_words"] = view.plain_words - gone
        return super().of(view, slot, headline)


def hidden(pack: Pack, share: float) -> Pack:
    """The pack with a share of the phrases of metrics left out."""

    def is_kept(phrase: str) -> bool:
        return int(hashlib.sha256(phrase.encode()).hexdigest()[:8], 16) >= share * 16**8

    def less(spec: MetricPattern) -> MetricPattern:
        cues = {name: [p for p in phrases if is_kept(p)] for name, phrases in spec.cues}
        return spec.model_copy(update={"cues": spec.cues.model_copy(update=cues)})

    files = {
        kind: tuple(replace(f, spec=less(f.spec)) if isinstance(f.spec, MetricPattern) else f for f in found)
        for kind, found in pack.files.items()
    }
    return Pack(pack.language, files, pack.lists)


def evaluated(texts: Sequence[Text], pack: Pack) -> Iterator[tuple[str, dict[str, list[Counts]]]]:
    """For each folder what is found in its texts with and without words learned from the others, as the patterns are
    and with cues hidden."""
    sentences = sentences_of(texts, pack)
    less = hidden(pack, HIDDEN)
    for folder in dict.fromkeys(text.folder for text in texts):
        here = [text for text in texts if text.folder == folder]
        weights = fitted([s for s in sentences if s.folder != folder], pack)
        yield (
            folder,
            {
                "hand": scores(here, stages(pack, WordWeights({})), pack),
                "words": scores(here, stages(pack, WordWeights(weights)), pack),
                "hand, cues hidden": scores(here, stages(less, WordWeights({})), less),
                "words, cues hidden": scores(here, stages(less, Blinded(weights, pack)), less),
            },
        )


def gain(before: Sequence[Counts], after: Sequence[Counts]) -> str:
    """What is won, with the range that holds the middle 95 percent when the texts are drawn anew."""
    chance = np.random.default_rng(7)
    pairs = np.array([[*a, *b] for a, b in zip(before, after, strict=True)], dtype=float)
    drawn = pairs[chance.integers(len(pairs), size=(DRAWS, len(pairs)))].sum(axis=1)
    gains = 2 * drawn[:, 3] / (drawn[:, 4] + drawn[:, 5]) - 2 * drawn[:, 0] / (drawn[:, 1] + drawn[:, 2])
    low, high = np.quantile(gains, (0.025, 0.975))
    return f"{f1(after) - f1(before):+.3f} ({low:+.3f} to {high:+.3f})"


def report(folders: Iterator[tuple[str, dict[str, list[Counts]]]]) -> None:
    """Print what each folder's texts come to, and all of them."""
    sums: dict[str, list[Counts]] = {}
    for folder, found in folders:
        print(folder, *(f"{name}: {f1(counts):.3f}" for name, counts in found.items()), sep="\t", flush=True)
        for name, counts in found.items():
            sums.setdefault(name, []).extend(counts)
    print("all", *(f"{name}: {f1(counts):.3f}" for name, counts in sums.items()), sep="\t")
    print("gain", gain(sums["hand"], sums["words"]), sep="\t")
    print("gain, cues hidden", gain(sums["hand, cues hidden"], sums["words, cues hidden"]), sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="annotated texts")
    parser.add_argument("--evaluate", action="store_true", help="measure each folder by the others")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    pack, texts = load_pack("en"), texts_of(options.folders)
    if options.evaluate:
        report(evaluated(texts, pack))
    if options.write:
        rows = rows_of(fitted(sentences_of(texts, pack), pack))
        WRITTEN.write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
        print(len(rows), "words")


if __name__ == "__main__":
    main()
