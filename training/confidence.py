"""Fit the confidence of figures to annotated texts, and tell what it is worth.

    python training/confidence.py --seen DIR ... --fresh DIR ... [--write]

The folders hold annotated texts (docs/evaluate.md). Patterns and weights were made with the `--seen` ones at hand, so
they are read better than any text to come: what speaks for and against a figure is learned from them too, but with a
base and a weight of the odds of their own, which are thrown away. The base that is kept is that of the `--fresh` texts.

The weights are the best of a logistic regression with a small penalty, by Newton's method: no chance, so the same texts
give the same weights. What they are worth is measured out of fold, each text by weights that were fitted without it.
`--write` puts the weights into patterns/en/confidence.yml and the tables into docs/confidence.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nevextract import Extractor
from nevextract.evaluate.compare import CORE, Measures, pairs_of
from nevextract.evaluate.load import load_gold
from nevextract.evaluate.predicted import predicted_of
from nevextract.evaluate.reliability import reliability
from nevextract.numbers.units import UnitTable
from nevextract.patterns import load_pack
from nevextract.patterns.confidence import ConfidenceFile
from nevextract.read.documents import read_item
from nevextract.read.items import Item

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "patterns" / "en" / "confidence.yml"
PAGE = ROOT / "docs" / "confidence.md"
HEAD = "# What each piece of evidence adds to the log odds that a figure is right. Written by training/confidence.py.\n"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
NAMES = tuple(ConfidenceFile.model_fields)
OWN = ("base", "odds")  # what seen texts have apart
RISING = ("odds", "metric_odds")  # never below zero: more odds never mean less confidence
FOLDS = 5
PENALTY = 1.0
STEPS = 50

Vector = NDArray[np.float64]


class Example(NamedTuple):
    """A figure that was found: the evidence for it, in the order of `NAMES`, and whether it is right at `core`."""

    text: tuple[str, str]
    seen: bool
    evidence: tuple[float, ...]
    right: bool


def examples(folders: Sequence[Path], *, seen: bool) -> Iterator[Example]:
    """Every figure found in the annotated texts of some folders but those that are optional."""
    extractor, measures = Extractor(), Measures(UnitTable.from_pack(load_pack("en")))
    for folder in folders:
        gold = load_gold(folder)
        for error in gold.errors:
            print(error, file=sys.stderr)
        for document in gold.documents:
            analysis = extractor.analyse(
                read_item(Item(document.source.id, document.source.path)).text, id=document.source.id
            )
            found = predicted_of(analysis.document).figures
            pairs = {pair.predicted: pair for pair in pairs_of(document.figures, found, measures)}
            for number, evidence in enumerate(analysis.evidence):
                pair = pairs.get(number)
                if pair is None or not document.figures[pair.gold].figure.optional:
                    row = tuple(evidence.get(name, 0.0) for name in NAMES)
                    right = pair is not None and pair.level >= CORE
                    yield Example((str(folder), document.name), seen, row, right)


def fitted(rows: Sequence[Example]) -> Vector:
    """The weights that make the examples most likely, with a penalty on all but the base."""
    x = np.array([row.evidence for row in rows])
    y = np.array([row.right for row in rows], float)
    seen = np.array([row.seen for row in rows], float)
    fixed: list[int] = []
    while True:
        own = [seen * x[:, NAMES.index(name)] for name in OWN if seen.any() and not seen.all()]
        weights = _newton(np.column_stack([np.delete(x, fixed, axis=1), *own]), y)[: len(NAMES) - len(fixed)]
        for k in sorted(fixed):
            weights = np.insert(weights, k, 0.0)
        below = [NAMES.index(name) for name in RISING if weights[NAMES.index(name)] < 0]
        if not below:
            return weights.round(2)
        fixed += below


def _newton(x: Vector, y: Vector) -> Vector:
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 1e-6  # the base
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, x.T @ (p - y) + penalty * weights)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def confidences(rows: Sequence[Example], weights: Vector) -> list[tuple[float, bool]]:
    """The confidence of each example under the weights, and whether it is right."""
    values = 1 / (1 + np.exp(-np.array([row.evidence for row in rows]) @ weights))
    return [(float(value), row.right) for value, row in zip(values, rows, strict=True)]


def out_of_fold(rows: Sequence[Example], *, seen: bool) -> list[tuple[float, bool]]:
    """The confidence of each fresh (or seen) example under weights fitted without its text: the texts are dealt out to
    the folds in the order of their names."""
    texts = sorted({row.text for row in rows if row.seen == seen})
    fold = {text: number % FOLDS for number, text in enumerate(texts)}
    found: list[tuple[float, bool]] = []
    for k in range(min(FOLDS, len(texts))):
        here = [row for row in rows if fold.get(row.text) == k]
        found += confidences(here, fitted([row for row in rows if fold.get(row.text) != k]))
    return found


def report(title: str, rows: Sequence[Example], found: Sequence[tuple[float, bool]]) -> str:
    """The reliability as Markdown."""
    result = reliability(found)
    mean = sum(confidence for confidence, _ in found) / len(found)
    right = sum(right for _, right in found) / len(found)
    lines = [
        f"**{title}** ({len({row.text for row in rows})} texts, {len(found)} figures): expected calibration error "
        f"{result.error:.3f}; mean confidence {mean:.3f}, share right {right:.3f}.",
        "",
        "| confidence | figures | mean confidence | share right |",
        "|---|---:|---:|---:|",
        *(f"| {b.low:g} to {b.high:g} | {b.count} | {b.confidence:.3f} | {b.right:.3f} |" for b in result.bins),
        "",
        "| `--min-confidence` | figures kept | precision |",
        "|---:|---:|---:|",
        *(f"| {cut.least:.3f} | {cut.kept:.0%} | {cut.precision:.3f} |" for cut in result.cuts),
    ]
    return "\n".join(lines) + "\n"


def write(weights: Vector, tables: str) -> None:
    """Put the weights and the tables where they belong."""
    lines = (f"{name}: {float(value):g}\n" for name, value in zip(NAMES, weights, strict=True))
    WEIGHTS.write_text(HEAD + "".join(lines), "utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, told in (("seen", "that the patterns were made with"), ("fresh", "that nobody has looked at")):
        parser.add_argument(f"--{name}", nargs="+", type=Path, default=[], metavar="DIR", help=f"texts {told}")
    parser.add_argument("--write", action="store_true", help="write the weights and the tables")
    options = parser.parse_args()
    rows = [*examples(options.seen, seen=True), *examples(options.fresh, seen=False)]
    weights = fitted(rows)
    titles = {False: "Fresh texts, each left out of the fit", True: "Texts that the patterns were made with"}
    tables = "\n".join(
        report(title, [row for row in rows if row.seen == seen], out_of_fold(rows, seen=seen))
        for seen, title in titles.items()
        if any(row.seen == seen for row in rows)
    )
    print(tables)
    print(*(f"{name}: {float(value):g}" for name, value in zip(NAMES, weights, strict=True)), sep="\n")
    if options.write:
        write(weights, tables)


if __name__ == "__main__":
    main()
