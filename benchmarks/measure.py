"""python measure.py CONTENDER TEXTS.jsonl [--seconds S]: run one contender over texts and print what it took, as JSON.

It runs in the environment of the contender, so it needs nothing beside the standard library. Texts are taken until
they or the seconds of CPU are used up. What is loaded once, and the first text, are timed apart.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
Run = Callable[[str], object]


def with_model() -> Run:
    """The whole pipeline, as `nevextract run` has it."""
    from nevextract import Extractor

    extractor = Extractor()
    extractor.warm()
    return extractor.extract


def without_model() -> Run:
    """The whole pipeline with `--model none`."""
    from nevextract import Extractor

    extractor = Extractor(model="none")
    extractor.warm()
    return extractor.extract


def quantities() -> Run:
    """Numbers with their units alone."""
    from nevextract import find_quantities

    return find_quantities


def tokens() -> Run:
    """What every stage works on, and nothing else."""
    from nevextract.tokens import tokenize

    return tokenize


def model_alone() -> Run:
    """The model of names on every sentence, in batches, and no rule."""
    import spacy

    import nevextract

    nlp = spacy.load(Path(nevextract.__file__).parent / "models" / "en_nev_names")
    return lambda text: list(nlp.pipe(SENTENCES.split(text), batch_size=128))


def blank_spacy() -> Run:
    """The least that a pipeline on spaCy can cost: its tokenizer and its rule for sentences."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    nlp.add_pipe("sentencizer")
    return nlp


def quantulum() -> Run:
    """quantulum3 without its classifier, which is how it is installed."""
    from quantulum3 import parser

    return parser.parse


def recognizers_numbers() -> Run:
    """The numbers of Recognizers-Text."""
    from recognizers_number import Culture, NumberRecognizer

    return NumberRecognizer(Culture.English).get_number_model().parse


def recognizers_units() -> Run:
    """Numbers with units of Recognizers-Text: currencies and dimensions."""
    from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer

    maker = NumberWithUnitRecognizer(Culture.English)
    models = (maker.get_currency_model(), maker.get_dimension_model())
    return lambda text: [model.parse(text) for model in models]


def recognizers_dates() -> Run:
    """The dates of Recognizers-Text."""
    from recognizers_date_time import Culture, DateTimeRecognizer

    return DateTimeRecognizer(Culture.English).get_datetime_model().parse


CONTENDERS: dict[str, Callable[[], Run]] = {
    "model": with_model,
    "none": without_model,
    "find_quantities": quantities,
    "tokens": tokens,
    "model-alone": model_alone,
    "spacy": blank_spacy,
    "quantulum3": quantulum,
    "recognizers-number": recognizers_numbers,
    "recognizers-unit": recognizers_units,
    "recognizers-date": recognizers_dates,
}


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_048_576 if sys.platform == "darwin" else 1024)


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file of JSON lines."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)["text"]


def measured(run: Run, texts: Iterator[str], seconds: float) -> dict[str, float]:
    """What the texts took that fit into `seconds` of CPU: documents, bytes, cpu and wall seconds."""
    documents = size = 0
    cpu, wall = time.process_time(), time.perf_counter()
    for text in texts:
        run(text)
        documents += 1
        size += len(text.encode())
        if time.process_time() - cpu > seconds:
            break
    return {
        "documents": documents,
        "bytes": size,
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
    }


def part_of(file: str) -> str:
    """The part of the program that a file belongs to: a package or module of nevextract, or another's package."""
    parts = Path(file).parts
    at = max((i for i, name in enumerate(parts[:-1]) if name in ("nevextract", "site-packages")), default=None)
    if at is None:
        return "Python"
    following = Path(parts[at + 1]).stem
    return f"nevextract.{following}" if parts[at] == "nevextract" else following


def shares(profile: cProfile.Profile) -> dict[str, float]:
    """The share of the time of each part; what is built in counts for the part that calls it."""
    found: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file == "~":
            for (caller, _, _), (_, _, seconds, _) in callers.items():
                found[part_of(caller)] = found.get(part_of(caller), 0.0) + seconds
        else:
            found[part_of(file)] = found.get(part_of(file), 0.0) + own
    whole = sum(found.values())
    return {name: seconds / whole for name, seconds in sorted(found.items(), key=lambda item: -item[1])}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("contender", choices=list(CONTENDERS))
    parser.add_argument("texts", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--profile", action="store_true", help="tell the share of each part of the program")
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    before = time.process_time()
    run = CONTENDERS[asked.contender]()
    run("In 2023 the plant made 12,000 cars, up 5 percent.")
    loaded = time.process_time() - before
    found: dict[str, object] = {"load": loaded}
    if asked.profile:
        profile = cProfile.Profile()
        profile.enable()
        found |= measured(run, texts_of(asked.texts), asked.seconds)
        profile.disable()
        found["shares"] = shares(profile)
    else:
        found |= measured(run, texts_of(asked.texts), asked.seconds)
    print(json.dumps(found | {"peak": peak_megabytes()}))


if __name__ == "__main__":
    main()
