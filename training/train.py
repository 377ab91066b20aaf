"""python training/train.py OPEN TEMPLATES OUT [--permissive] [--seed S] [--epochs E] [--small]: train a recogniser.

OPEN is the folder that convert.py wrote, TEMPLATES the one that generate.py wrote. OUT gets corpora and `model`, the
model as it is after the last epoch: nothing is chosen by looking at test texts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from random import Random

import spacy
from generate import our_writer
from replace_names import with_other_names
from sources import HERE, sources
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spans import Example, read

SMALL = {"components.tok2vec.model.embed.width": 64, "components.tok2vec.model.encode.width": 64}
DEV_SENTENCES = 400
NAMELESS = 0.3  # the share of open sentences without a name that is kept: the templates have their own


def docs(examples: Iterable[Example], nlp: spacy.language.Language) -> Iterable[Doc]:
    """The examples as spaCy wants them; a name that cuts through a token takes all of the token."""
    for example in examples:
        doc = nlp.make_doc(example.text)
        if not len(doc):
            continue
        found = [doc.char_span(s.start, s.end, label=s.label, alignment_mode="expand") for s in example.spans]
        doc.ents = spacy.util.filter_spans([span for span in found if span is not None])
        yield doc


def corpora(opened: Path, templates: Path, out: Path, *, permissive: bool, seed: int) -> list[str]:
    """Write train.spacy and dev.spacy; the ids of the open data used."""
    nlp = spacy.blank("en")
    used = [s.id for s in sources() if s.use == "train" and (s.permissive or not permissive)]
    random = Random(seed)  # noqa: S311 - the same order for the same seed
    writer = our_writer()
    found = (e for name in used for e in read(opened / f"{name}.jsonl"))
    kept = [e for e in found if e.spans or random.random() < NAMELESS]
    examples = [with_other_names(e, writer, random) for e in kept]
    examples.extend(read(templates / "templates.jsonl"))
    random.shuffle(examples)
    DocBin(docs=docs(examples, nlp)).to_disk(out / "train.spacy")
    held = [e for _, e in zip(range(DEV_SENTENCES), read(templates / "templates_held.jsonl"), strict=False)]
    DocBin(docs=docs(held, nlp)).to_disk(out / "dev.spacy")
    return used


def main() -> None:
    """Parse the options, make the corpora, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("open", type=Path)
    parser.add_argument("templates", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--permissive", action="store_true", help="only data that lets the model carry any licence")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--small", action="store_true", help="width 64 instead of 96")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    used = corpora(asked.open, asked.templates, asked.out, permissive=asked.permissive, seed=asked.seed)
    changes: dict[str, object] = {
        "paths.train": str(asked.out / "train.spacy"),
        "paths.dev": str(asked.out / "dev.spacy"),
        "system.seed": asked.seed,
        "training.max_epochs": asked.epochs,
        **(SMALL if asked.small else {}),
    }
    train(HERE / "config.cfg", asked.out / "run", overrides=changes)
    (asked.out / "run" / "model-last").rename(asked.out / "model")
    recipe = {"sources": used, "seed": asked.seed, "epochs": asked.epochs, "small": asked.small}
    (asked.out / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
