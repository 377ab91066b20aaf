"""python benchmarks/texts.py OUT [--number N] [--seed S] [--jsonl]: write articles that are made up from templates.

Each article has names, numbers and wordings of its own, and depends on nothing but the seed and its own number: the
articles 0 to 999 are the same whether 1,000 or 100,000 are asked for, and any of them can be made alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "training"))

from grammar import Rule, Writer, read_rules  # noqa: E402 - the grammar that training text is written by
from terminals import terminals  # noqa: E402

SEED = 20
ACTOR = re.compile(r"<(\w+)>")
SENTENCE_END = re.compile(r"[.!?;”\"]$")
FIGURE = re.compile(r"\d")

# How an actor of an article is written, and how many of them an article has at most.
CAST = {
    "company": ("maker", 3),
    "supplier": ("supplier", 3),
    "city": ("city", 3),
    "country": ("country", 3),
    "person": ("person", 3),
    "car": ("series_p", 2),
    "body": ("assoc", 2),
}

# Training templates that are whole sentences, taken now and then beside those of this folder.
BORROWED = ("official", "translated", "results", "supply", "investment", "people", "statistics", "goods_news")
BORROWED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of article: how likely it is, what share of its sentences have figures, from which rules they come."""

    name: str
    weight: int
    figures: float
    rules: tuple[str, ...]
    filler: tuple[str, ...] = ("b_filler",)
    listed: float = 0.0


KINDS = (
    Kind("news", 60, 0.38, ("b_news",)),
    Kind("results", 15, 0.58, ("b_results", "b_news"), listed=0.3),
    Kind("official", 20, 0.55, ("b_official", "b_official", "b_news"), ("b_filler_official", "b_filler"), listed=0.2),
    Kind("feature", 5, 0.15, ("b_news",)),
)


@dataclass(frozen=True, slots=True)
class Article:
    """One made-up article; `id` would be its file's name."""

    id: str
    kind: str
    text: str


@dataclass(slots=True)
class Cast:
    """Who an article is about, invented when first named: the first of a kind is named most often."""

    random: Random
    names: dict[str, list[str]] = field(default_factory=dict)

    def name(self, kind: str) -> str:
        rule, most = CAST[kind]
        known = self.names.setdefault(kind, [])
        at = min(int(self.random.expovariate(1.1)), most - 1)
        while len(known) <= at:
            known.append(_write(rule, self.random))
        return known[at]


def _numbers() -> dict[str, Callable[[Random], str]]:
    """The numbers that the templates of this folder ask for."""
    return {
        "whole": lambda r: f"{r.randint(61, 999)}",
        "whole_small": lambda r: str(r.randint(11, 95)),
        "whole_tiny": lambda r: str(r.randint(2, 12)),
        "big": _big,
        "tenth": lambda r: f"{10 ** r.uniform(0, 1.9):.1f}",
        "hundredth": lambda r: f"{10 ** r.uniform(0, 1.9):.2f}",
        "ordinal": lambda r: r.choice(("first", "second", "third", "fourth", "fifth", "sixth")),
        "twodigits": lambda r: f"{r.randint(1, 12):02d}",
    }


def _big(random: Random) -> str:
    number = int(10 ** random.uniform(3, 6))
    return f"{number - number % random.choice((1, 1, 10, 100, 1000)) or number:,}"


@lru_cache(maxsize=1)
def our_writer() -> Writer:
    """The writer of the rules of this folder and those of training/."""
    training = HERE.parent / "training"
    folders = (training / "grammar", training / "templates", HERE / "templates")
    files = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return Writer(read_rules(files), terminals() | _numbers())


def _write(rule: str, random: Random) -> str:
    writer = our_writer()
    return writer.write(random.choice(writer.rules[rule].ways), random).text


def _sentence(rules: Sequence[str], figures: bool, cast: Cast) -> str:
    """A sentence of one of the rules, with figures or without as is asked."""
    random = cast.random
    while True:
        borrowed = random.random() < BORROWED_SHARE
        text = _write(random.choice(BORROWED if borrowed else rules), random)
        text = ACTOR.sub(lambda found: cast.name(found[1]), text)
        if bool(FIGURE.search(text)) is figures and (not borrowed or SENTENCE_END.search(text)):
            return text[:1].upper() + text[1:]


def _line(rule: str, cast: Cast) -> str:
    return ACTOR.sub(lambda found: cast.name(found[1]), _write(rule, cast.random)).strip()


def _paragraph(kind: Kind, cast: Cast) -> str:
    random = cast.random
    if random.random() < kind.listed / 4:
        return "\n".join(_line("b_row", cast) for _ in range(random.randint(3, 7)))
    sentences = []
    for _ in range(random.choice((1, 1, 2, 2, 3, 4))):
        with_figures = random.random() < kind.figures
        sentences.append(_sentence(kind.rules if with_figures else kind.filler, with_figures, cast))
    return " ".join(sentences)


def _text(kind: Kind, length: int, random: Random) -> str:
    cast = Cast(random)
    parts = [_line("b_headline", cast)] if random.random() < 0.8 else []
    if random.random() < 0.6:
        parts.append(_line("b_byline", cast))
    size = sum(map(len, parts))
    while size < length or not parts:
        parts.append(_paragraph(kind, cast))
        size += len(parts[-1]) + 2
    if random.random() < 0.4:
        parts.append(_line("b_end", cast))
    return ("\n\n" if random.random() < 0.7 else "\n").join(parts) + "\n"


def article(number: int, seed: int = SEED) -> Article:
    """The article of that number: some 2.4 kB as a rule, 0.5 to 15 kB."""
    random = Random(f"{seed}:{number}")  # noqa: S311 - the same text for the same seed
    kind = random.choices(KINDS, [k.weight for k in KINDS])[0]
    length = int(min(15_000, max(500, random.lognormvariate(7.75, 0.6))))
    return Article(f"{number:06d}.txt", kind.name, _text(kind, length, random))


def articles(number: int, seed: int = SEED, first: int = 0) -> Iterator[Article]:
    """`number` articles, from that of the number `first` on."""
    return map(partial(article, seed=seed), range(first, first + number))


def long_text(size: int, seed: int = SEED) -> str:
    """One text of `size` bytes, give or take a character: articles one after the other."""
    parts: list[str] = []
    left = size
    for each in articles(size, seed, first=1_000_000):
        parts.append(each.text)
        left -= len(each.text.encode()) + 1
        if left <= 0:
            break
    return "\n".join(parts).encode()[:size].decode(errors="ignore")


def write_files(out: Path, found: Iterator[Article]) -> int:
    """Write each article to a file of its own below `out`, a thousand to a folder; how many bytes there are."""
    size = 0
    for number, each in enumerate(found):
        folder = out / f"{number // 1000:03d}"
        if number % 1000 == 0:
            folder.mkdir(parents=True, exist_ok=True)
        data = each.text.encode()
        (folder / each.id).write_bytes(data)
        size += len(data)
    return size


def write_lines(out: Path, found: Iterator[Article]) -> int:
    """Write the articles as JSON lines with `id` and `text` to the file `out`; how many bytes of text there are."""
    size = 0
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as stream:
        for each in found:
            stream.write(json.dumps({"id": each.id, "text": each.text}, ensure_ascii=False) + "\n")
            size += len(each.text.encode())
    return size


def rules_of(writer: Writer) -> dict[str, Rule]:
    """The writer's rules that belong to this folder."""
    return {name: rule for name, rule in writer.rules.items() if name.startswith(("b_", "f_", "g_"))}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="a folder, or with --jsonl a file")
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first article")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jsonl", action="store_true", help="one file of JSON lines with id and text")
    asked = parser.parse_args()
    made = articles(asked.number, asked.seed, asked.first)
    written = (write_lines if asked.jsonl else write_files)(asked.out, made)
    print(f"{asked.number} articles, {written:,} bytes")
