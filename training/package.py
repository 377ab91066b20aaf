"""python training/package.py MODEL VERSION LICENCE: put a trained model into the package.

Of the strings only those of the tokeniser and the labels are kept: the words of the training texts stay out. The model
card, LICENSE and ATTRIBUTION beside it are written by hand and left as they are.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import spacy
from sources import HERE

NAME = "nev_names"
TARGET = HERE.parent / "src" / "nevextract" / "models" / f"en_{NAME}"
KEPT = ("README.md", "LICENSE", "ATTRIBUTION.md")


def prune(folder: Path, labels: tuple[str, ...]) -> None:
    """Leave only the strings of a blank pipeline and the labels in the vocabulary of a pipeline on disk.

    The network reads hashes of words and needs none of the words.
    """
    strings = {*spacy.blank("en").vocab.strings, *labels}
    path = folder / "vocab" / "strings.json"
    path.write_text(json.dumps(sorted(strings), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def same(one: spacy.language.Language, other: spacy.language.Language, texts: list[str]) -> bool:
    """Whether both find the same names."""
    found = [[[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)] for nlp in (one, other)]
    return found[0] == found[1]


def main(model: Path, version: str, licence: str) -> None:
    """Write, prune, compare."""
    nlp = spacy.load(model)
    nlp.meta.update(
        name=NAME,
        version=version,
        description="Names in texts on the vehicle and battery industry: ORG, LOC, FAC, PERSON, PROJECT, PRODUCT.",
        author="",
        license=licence,
        performance={},
        spacy_version=">=3.7,<4",
    )
    for section in ("paths", "training", "corpora", "initialize"):
        nlp.config[section] = spacy.blank("en").config[section]
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.iterdir():
        if old.name not in KEPT:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    nlp.to_disk(TARGET)
    prune(TARGET, nlp.get_pipe("ner").labels)
    lines = (HERE / "templates" / "official.txt").read_text(encoding="utf-8").splitlines()
    if not same(spacy.load(TARGET), spacy.load(model), lines):
        sys.exit("the pruned model finds other names than the one it was made of")
    print(TARGET, round(sum(f.stat().st_size for f in TARGET.rglob("*") if f.is_file()) / 1e6, 2), "MB")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
