"""python benchmarks/bench.py [--full] [--texts FOLDER] [--only PART ...]: measure speed and memory, side by side.

Results go to build/bench/results.json, and from there as a table and plots to docs/performance.md. Parts that are not
measured keep what an earlier run has found.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import commands
import report
import texts
from environments import environment_of, python_of
from measure import CONTENDERS

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"
Result = dict[str, Any]
GROWING = ("model", "none", "find_quantities", "spacy")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. `seconds` of CPU for each try of a contender; lengths in bytes of one document."""

    articles: int
    seconds: float
    tries: int
    lengths: tuple[int, ...]
    numbers: tuple[int, ...]
    shared: int


QUICK = Sizes(1_000, 8, 2, (1_000, 10_000, 100_000, 1_000_000), (100, 1_000), 500)
FULL = Sizes(5_000, 30, 3, (1_000, 10_000, 100_000, 1_000_000, 5_000_000), (100, 1_000, 10_000, 100_000), 2_000)


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


def lines_of(path: Path, found: Iterator[tuple[str, str]]) -> Path:
    """A file of JSON lines with the (id, text) given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n" for name, text in found)
    return path


def run_contender(name: str, found: Path, seconds: float, *more: str) -> Result | str:
    """One try of a contender in a process of its own; a message where it cannot run."""
    environment = environment_of(name)
    python = Path(sys.executable) if environment is None else python_of(environment, BUILD)
    if isinstance(python, str):
        return python
    command = [str(python), str(ROOT / "benchmarks" / "measure.py"), name, str(found), "--seconds", str(seconds), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=commands.environment())  # noqa: S603
    if done.returncode:
        return f"{name} is skipped: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"
    return dict(json.loads(done.stdout.splitlines()[-1]))


def best_of(name: str, found: Path, sizes: Sizes) -> Result | str:
    """The try that took the least CPU for its bytes."""
    tries: list[Result] = []
    for _ in range(sizes.tries):
        each = run_contender(name, found, sizes.seconds)
        if isinstance(each, str):
            return each
        tries.append(each)
    return min(tries, key=lambda result: result["cpu"] / result["bytes"])


def speed(sizes: Sizes, folder: Path | None) -> Result:
    """Every contender on generated articles, and on the texts of a folder where one is given."""
    sets = {"generated": lines_of(BUILD / "articles.jsonl", _generated(sizes.articles))}
    if folder is not None:
        sets[folder.name] = lines_of(BUILD / "given.jsonl", _given(folder))
    rows, skipped = [], []
    for label, found in sets.items():
        for name in CONTENDERS:
            result = best_of(name, found, sizes)
            if isinstance(result, str):
                say(result)
                skipped.append(result)
                continue
            say(f"{label}, {name}: {result['bytes'] / result['cpu'] / 1e6:.4f} MB/s")
            rows.append({"texts": label, "contender": name, **result})
    return {"rows": rows, "skipped": sorted(set(skipped)), "sets": {k: _described(v) for k, v in sets.items()}}


def _generated(number: int) -> Iterator[tuple[str, str]]:
    return ((each.id, each.text) for each in texts.articles(number))


def _given(folder: Path) -> Iterator[tuple[str, str]]:
    return ((path.name, path.read_text("utf-8")) for path in sorted(folder.rglob("*.txt")))


def _described(found: Path) -> Result:
    parts = re.compile(r"(?<=[.!?])\s+|\n+")
    bodies = [json.loads(line)["text"] for line in found.open(encoding="utf-8")]
    sentences = [s for body in bodies for s in parts.split(body) if len(s.split()) > 2]
    return {
        "documents": len(bodies),
        "bytes": sum(len(body.encode()) for body in bodies),
        "sentences": len(sentences),
        "with_figures": sum(any(c.isdigit() for c in s) for s in sentences) / len(sentences),
        "distinct": len(set(sentences)) / len(sentences),
    }


def by_length(sizes: Sizes, _: Path | None) -> Result:
    """How the cost of one document grows with its length."""
    rows = []
    for size in sizes.lengths:
        number = max(1, min(100, 300_000 // size))
        found = lines_of(
            BUILD / f"long-{size}.jsonl", ((str(i), texts.long_text(size, texts.SEED + i)) for i in range(number))
        )
        for name in GROWING:
            result = run_contender(name, found, sizes.seconds)
            if not isinstance(result, str):
                say(f"{size:,} bytes, {name}: {result['cpu'] / result['documents']:.4f} s")
                rows.append({"contender": name, "size": size, **result})
    return {"rows": rows}


def folder_of(number: int) -> Path:
    """A folder with that many generated articles, each a file."""
    folder = BUILD / f"articles-{number}"
    done = folder / ".done"
    stamp = f"{texts.SEED} {texts.article(0).text[:200]}"
    if not done.is_file() or done.read_text("utf-8") != stamp:
        texts.write_files(folder, texts.articles(number))
        done.write_text(stamp, encoding="utf-8")
    return folder


def by_number(sizes: Sizes, _: Path | None) -> Result:
    """How time and memory of `nevextract run` grow with the number of documents."""
    rows = []
    for count in sizes.numbers:
        for model in ("model", "none"):
            result = commands.run_of(folder_of(count), BUILD / "out.jsonl", model=model)
            say(f"{count:,} documents, {model}: {result['wall']:.1f} s, {result['peak']:.0f} MB")
            rows.append({"contender": model, "number": count, **result})
    return {"rows": rows}


def workers(sizes: Sizes, _: Path | None) -> Result:
    """The same documents with one worker and with two, by turns."""
    rows = []
    folder = folder_of(sizes.shared)
    for attempt in range(sizes.tries):
        for count in (1, 2):
            result = commands.run_of(folder, BUILD / "out.jsonl", model="model", workers=count)
            say(f"{count} workers: {result['wall']:.1f} s, CPU {result['cpu']:.1f} s, load {result['load']:.1f}")
            rows.append({"workers": count, "try": attempt, "number": sizes.shared, **result})
    return {"rows": rows}


def cold(sizes: Sizes, _: Path | None) -> Result:
    """What a start costs: the help, and short runs."""
    five = BUILD / "five"
    texts.write_files(five, texts.articles(5))
    asked = {
        "nevextract --help": ("--help",),
        "run on five articles": ("run", str(five)),
        "run on five articles, --model none": ("run", str(five), "--model", "none"),
        "run on samples/": ("run", str(ROOT / "samples")),
    }
    rows = []
    for label, arguments in asked.items():
        tries = [commands.timed(arguments) for _ in range(2 + 2 * sizes.tries)][1:]  # the first writes byte code
        best = min(tries, key=lambda result: result["wall"])
        say(f"{label}: {best['wall']:.2f} s, CPU {best['cpu']:.2f} s")
        rows.append({"command": label, **best, "cpu": min(result["cpu"] for result in tries)})
    return {"rows": rows}


def profile(sizes: Sizes, _: Path | None) -> Result:
    """Where the time goes: the share of each part of the program."""
    found = lines_of(BUILD / "articles.jsonl", _generated(sizes.articles))
    rows = []
    for name in ("model", "none"):
        result = run_contender(name, found, sizes.seconds, "--profile")
        if not isinstance(result, str):
            rows.append({"contender": name, **result})
    return {"rows": rows}


PARTS: dict[str, Callable[[Sizes, Path | None], Result]] = {
    "cold": cold,
    "speed": speed,
    "profile": profile,
    "length": by_length,
    "workers": workers,
    "number": by_number,
}


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip()


def machine() -> Result:
    """What the figures were measured on."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", info.read_text("utf-8")) if info.is_file() else []
    return {
        "cpu": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts asked for and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="up to 5 MB and 100,000 documents: takes hours")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="measure the .txt files of a folder too")
    parser.add_argument("--only", nargs="*", choices=list(PARTS), default=list(PARTS), metavar="PART")
    parser.add_argument("--lengths", nargs="+", type=int, metavar="N", help="bytes of one document, in place of ours")
    parser.add_argument("--numbers", nargs="+", type=int, metavar="N", help="numbers of documents, in place of ours")
    parser.add_argument("--shared", type=int, metavar="N", help="documents for one and two workers, in place of ours")
    parser.add_argument("--seconds", type=float, metavar="S", help="of CPU for a try of a contender, in place of ours")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "performance.md")
    asked = parser.parse_args(arguments)
    sizes = FULL if asked.full else QUICK
    given = {name: getattr(asked, name) for name in ("lengths", "numbers", "shared", "seconds")}
    chosen = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value}
    sizes = replace(sizes, **chosen)
    kept = BUILD / "results.json"
    results: Result = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
    for part in PARTS:
        if part in asked.only:
            before = commands.load()
            results[part] = PARTS[part](sizes, asked.texts)
            results[part] |= {"commit": _git("rev-parse", "--short", "HEAD"), "load": [before, commands.load()]}
            results["machine"] = machine()
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    report.write(results, asked.page)
    say(f"written: {asked.page}")


if __name__ == "__main__":
    main()
