"""python training/evaluate.py MODEL FILE...: precision, recall and F1 by label on converted files (exact spans).

MODEL is a folder or the name of a model that comes with the project. Data without our labels is scored on the labels it
has: only ORG, LOC and PERSON for the open data, a facility counting as a place.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import spacy
from spans import LABELS, read

OPEN = ("ORG", "LOC", "PERSON")


def scores(model: Path, file: Path) -> dict[str, list[float]]:
    """Precision, recall, F1 and number of names by label, and over all."""
    nlp = spacy.load(model)
    examples = list(read(file))
    opened = not file.name.startswith("templates")
    labels = OPEN if opened else LABELS
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for example, doc in zip(examples, nlp.pipe([e.text for e in examples], batch_size=128), strict=True):
        gold = {(s.start, s.end, _folded(s.label, opened)) for s in example.spans}
        found = {(e.start_char, e.end_char, _folded(e.label_, opened)) for e in doc.ents}
        wanted.update(label for *_, label in gold)
        given.update(label for *_, label in found if label in labels)
        right.update(label for *_, label in gold & found)
    table = {label: _row(right[label], given[label], wanted[label]) for label in labels}
    sums = [sum(c[x] for x in labels) for c in (right, given, wanted)]
    return {**table, "ALL": _row(*sums)}


def _folded(label: str, opened: bool) -> str:
    return "LOC" if opened and label == "FAC" else label


def _row(right: int, given: int, wanted: int) -> list[float]:
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return [round(precision, 3), round(recall, 3), round(2 * precision * recall / both, 3) if both else 0.0, wanted]


def speed(model: Path, file: Path) -> float:
    """Tokens a second on one core."""
    nlp = spacy.load(model)
    texts = [e.text for e in read(file)]
    list(nlp.pipe(texts[:64]))
    begin = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=128))
    return tokens / (time.process_time() - begin)


def main(model: Path, paths: list[Path]) -> None:
    """Print the scores on every file, and the speed on the first."""
    for file in paths:
        print(json.dumps({"file": file.stem, **scores(model, file)}))
    print(json.dumps({"tokens_per_second": round(speed(model, paths[0]))}))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
