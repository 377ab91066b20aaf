"""python training/generate.py OUT [--number N] [--seed S]: write sentences made from the templates.

templates.jsonl is to train on. One template in twenty goes to templates_held.jsonl instead: wordings that no model has
seen, to see how well it gets along with others.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from grammar import Sequence, Writer, read_rules
from spans import Example, Span, write
from terminals import terminals

HERE = Path(__file__).parent
STYLES = {
    "official": 5,
    "translated": 5,
    "results": 4,
    "supply": 4,
    "investment": 4,
    "abroad_news": 4,
    "statistics": 2,
    "headline": 4,
    "negative": 3,
    "furniture": 3,
    "people": 4,
    "goods_news": 3,
    "undertakings": 3,
}
HELD_OUT = 20
SHORT = frozenset({"headline", "negative", "furniture"})
LENGTHENED, MAX_LENGTHENED = 0.25, 170
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "with",
    ]
)
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")


def title_case(example: Example) -> Example:
    """The example with the words outside its names capitalised as in a headline."""
    inside = [(s.start, s.end) for s in example.spans]

    def change(found: re.Match[str]) -> str:
        word = found[0]
        named = any(a < found.end() and found.start() < b for a, b in inside)
        return word if named or (word in SMALL_WORDS and found.start()) else word[0].upper() + word[1:]

    return replace(example, text=WORD.sub(change, example.text))


def first_capital(example: Example) -> Example:
    """The example with a capital letter at its head."""
    return replace(example, text=example.text[:1].upper() + example.text[1:])


def upper_names(example: Example, label: str) -> Example:
    """The example with the names of one kind in capitals, as some sites print them."""
    text = example.text
    for span in example.spans:
        if span.label == label:
            text = text[: span.start] + text[span.start : span.end].upper() + text[span.end :]
    return replace(example, text=text) if len(text) == len(example.text) else example


def changed(example: Example, old: str, new: str) -> Example:
    """The example with every `old` as `new`, its names moved along."""
    text = example.text
    shift = len(new) - len(old)
    at = [found.start() for found in re.finditer(re.escape(old), text)]

    def moved(place: int) -> int:
        return place + shift * sum(a + len(old) <= place for a in at)

    spans = tuple(Span(moved(s.start), moved(s.end), s.label) for s in example.spans)
    return Example(text.replace(old, new), spans)


def noisy(example: Example, style: str, random: Random) -> Example:
    """The example as some page or other would print it."""
    example = first_capital(example)
    if random.random() < (0.5 if style == "headline" else 0.03):
        example = title_case(example)
        example = replace(example, text=example.text.removesuffix("."))
    if random.random() < 0.45:
        example = changed(example, "'", "’")
    if '"' in example.text and random.random() < 0.5:
        parts = example.text.split('"')
        text = "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1])) + parts[-1]
        example = replace(example, text=text)
    if random.random() < 0.02:
        example = upper_names(example, random.choice(("LOC", "ORG", "PERSON")))
    if random.random() < 0.015:
        example = replace(example, text=example.text.upper())
    if random.random() < 0.02:
        example = changed(example, ", ", " , ")
    if random.random() < 0.06 and example.text.endswith("."):
        example = replace(example, text=example.text[:-1])
    return example


def sentences(
    writer: Writer, ways: dict[str, list[Sequence]], frames: list[Sequence], number: int, random: Random
) -> Iterator[Example]:
    """`number` examples, each style as often as it weighs and each template of a style equally often."""
    styles = list(ways)
    weights = [STYLES[style] for style in styles]
    while number:
        style = random.choices(styles, weights)[0]
        example = writer.write(random.choice(ways[style]), random)
        if style not in SHORT and random.random() < LENGTHENED:
            example = lengthened(example, writer, random.choice(ways[style]), frames, random)
        example = noisy(example, style, random)
        if example.text.strip():
            number -= 1
            yield example


def joined(parts: Iterable[Example]) -> Example:
    """The examples as one text, one right after the other."""
    text = ""
    spans: list[Span] = []
    for part in parts:
        spans.extend(Span(s.start + len(text), s.end + len(text), s.label) for s in part.spans)
        text += part.text
    return Example(text, tuple(spans))


def lengthened(example: Example, writer: Writer, other: Sequence, frames: list[Sequence], random: Random) -> Example:
    """The sentence within a longer one: with who said it, or with a second sentence."""
    inner = replace(example, text=example.text.removesuffix("."))
    if not example.text.endswith(".") or len(example.text) > MAX_LENGTHENED:
        return example
    if random.random() < 0.35:
        second = small_start(writer.write(other, random))
        return joined([inner, Example(random.choice((", and ", ", while ", "; ", ", but ")), ()), second])
    before, after = (writer.write(part, random) for part in _around(random.choice(frames)))
    inner = small_start(inner) if before.text else inner
    return joined([before, inner, after])


def small_start(example: Example) -> Example:
    """The example with a small letter at its head, unless a name or a word in capitals stands there."""
    word = example.text.split(" ", 1)[0]
    named = bool(example.spans) and example.spans[0].start == 0
    small = not named and word[1:].islower() and not word.isdigit()
    return replace(example, text=example.text[:1].lower() + example.text[1:]) if small else example


def _around(frame: Sequence) -> tuple[Sequence, Sequence]:
    """What stands before and after the sentence (the slot `_`) in a frame."""
    at = next(i for i, part in enumerate(frame) if isinstance(part, str) and "_" in part)
    head, _, tail = str(frame[at]).partition("_")
    return (*frame[:at], head), (tail, *frame[at + 1 :])


def our_writer() -> Writer:
    """The writer of all rules in grammar/ and templates/."""
    files = [*sorted((HERE / "grammar").glob("*.txt")), *sorted((HERE / "templates").glob("*.txt"))]
    return Writer(read_rules(files), terminals())


def main(out: Path, number: int, seed: int) -> None:
    """Write both files below `out`."""
    writer = our_writer()
    rules = writer.rules
    frames = rules["frame"].ways
    train = {style: [w for i, w in enumerate(rules[style].ways) if i % HELD_OUT != HELD_OUT - 1] for style in STYLES}
    held = {style: [w for i, w in enumerate(rules[style].ways) if i % HELD_OUT == HELD_OUT - 1] for style in STYLES}
    out.mkdir(parents=True, exist_ok=True)
    random = Random(seed)  # noqa: S311 - the same text for the same seed
    print("templates:", sum(map(len, train.values())), "held out:", sum(map(len, held.values())))
    print("sentences:", write(out / "templates.jsonl", sentences(writer, train, frames, number, random)))
    print("held out:", write(out / "templates_held.jsonl", sentences(writer, held, frames, number // 20, random)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    main(asked.out, asked.number, asked.seed)
