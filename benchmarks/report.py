"""The results of the benchmark as tables and plots, put into a page between two marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import plots

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LEAST_SHARE = 0.02
Result = dict[str, Any]
NAMES = {
    "model": "nevextract, whole pipeline with model",
    "none": "nevextract, `--model none`",
    "find_quantities": "nevextract, `find_quantities` alone",
    "tokens": "nevextract, tokens alone",
    "model-alone": "the model of names alone, on every sentence",
    "spacy": "spaCy, blank tokenizer and sentencizer",
    "quantulum3": "quantulum3",
    "recognizers-number": "Recognizers-Text, numbers",
    "recognizers-unit": "Recognizers-Text, currencies and dimensions",
    "recognizers-date": "Recognizers-Text, dates and times",
}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: text to the left, all other columns to the right."""
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def figure(value: float) -> str:
    """A number of three digits: 0.0123, 1.23, 123, 12,300."""
    if value <= 0:
        return "0"
    digits = 2
    while value < 10**digits and digits > -6:
        digits -= 1
    places = max(0, 2 - digits)
    return f"{value:,.{places}f}" if places else f"{round(value, 2 - digits):,.0f}"


def rate(row: Result) -> float:
    """MB of text in a second of CPU."""
    return float(row["bytes"]) / float(row["cpu"]) / 1e6


def _measured(part: Result, results: Result) -> str:
    machine = results["machine"]
    before, after = part["load"]
    return (
        f"Measured at commit `{part['commit']}` with Python {machine['python']} on {machine['system']}, "
        f"{machine['cores']} cores ({machine['cpu']}); load {before:.1f} before and {after:.1f} after.\n"
    )


def speed_section(results: Result) -> list[str]:
    """Side by side, on each set of texts, as ratios to quantulum3."""
    part = results["speed"]
    out = ["### Side by side, on one core\n", _measured(part, results)]
    for label, facts in part["sets"].items():
        rows = [row for row in part["rows"] if row["texts"] == label]
        base = next((rate(row) for row in rows if row["contender"] == "quantulum3"), None)
        out.append(
            f"Texts: {label}, {facts['documents']:,} documents, {facts['bytes'] / 1e6:.2f} MB, {facts['sentences']:,} "
            f"sentences ({facts['distinct']:.1%} different), {facts['with_figures']:.0%} of them with figures. A slow "
            "contender reads as many of them as fit into its time.\n"
        )
        heads = ("", "MB/s per core", "documents/s", "to quantulum3", "load, s", "peak, MB", "read, kB")
        body = [
            (
                NAMES[row["contender"]],
                figure(rate(row)),
                figure(row["documents"] / row["cpu"]),
                "-" if base is None else f"{figure(rate(row) / base)} x",
                figure(row["load"]),
                f"{row['peak']:.0f}",
                f"{row['bytes'] / 1e3:,.0f}",
            )
            for row in rows
        ]
        out.append(table(heads, body) + "\n")
    out += [f"{text}.\n" for text in part["skipped"]]
    return [*out, "![MB/s of each](performance-speed.svg)\n"]


def cold_section(results: Result) -> list[str]:
    """Starts: wall and CPU seconds."""
    part = results["cold"]
    rows = [
        (f"`{row['command']}`", f"{row['wall']:.2f}", f"{row['cpu']:.2f}", f"{row['peak']:.0f}") for row in part["rows"]
    ]
    heads = ("", "wall, s", "CPU, s", "peak, MB")
    note = "The best of several tries; CPU of all processes, memory of the largest.\n"
    return ["### Cold start\n", _measured(part, results), note, table(heads, rows) + "\n"]


def profile_section(results: Result) -> list[str]:
    """The share of each part of the program, the larger ones by name."""
    part = results["profile"]
    shares = {row["contender"]: row["shares"] for row in part["rows"]}
    most = {name: max(each.get(name, 0.0) for each in shares.values()) for each in shares.values() for name in each}
    shown = sorted((name for name, share in most.items() if share >= LEAST_SHARE), key=lambda name: -most[name])
    rows = [(f"`{name}`", *(f"{each.get(name, 0.0):.0%}" for each in shares.values())) for name in shown]
    rest = [1 - sum(each.get(name, 0.0) for name in shown) for each in shares.values()]
    heads = ("share of the time in", *(NAMES[name] for name in shares))
    note = "By cProfile, built-in functions with the part that calls them; small functions look larger than they are.\n"
    body = [*rows, ("all else", *(f"{share:.0%}" for share in rest))]
    return ["### Where the time goes\n", _measured(part, results), note, table(heads, body) + "\n"]


def length_section(results: Result) -> list[str]:
    """Seconds of CPU for one document, by its length."""
    part = results["length"]
    sizes = sorted({row["size"] for row in part["rows"]})
    found = {(row["contender"], row["size"]): row for row in part["rows"]}
    body = []
    for name in dict.fromkeys(row["contender"] for row in part["rows"]):
        cells = [
            f"{figure(row['cpu'] / row['documents'])} ({figure(rate(row))})" if row else "-"
            for row in (found.get((name, size)) for size in sizes)
        ]
        peak = max(row["peak"] for row in part["rows"] if row["contender"] == name)
        body.append((NAMES[name], *cells, f"{peak:.0f}"))
    heads = ("CPU seconds for one document (MB/s)", *(_size(size) for size in sizes), "peak, MB")
    out = ["### By the length of a document\n", _measured(part, results), table(heads, body) + "\n"]
    return [*out, "![CPU seconds by length](performance-length.svg)\n"]


def _size(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"


def number_section(results: Result) -> list[str]:
    """Time and memory of whole runs, by the number of documents."""
    part = results["number"]
    rows = [
        (
            f"{row['number']:,}, {'with model' if row['contender'] == 'model' else '`--model none`'}",
            f"{row['bytes'] / 1e6:.1f}",
            figure(row["wall"]),
            figure(row["cpu"]),
            figure(row["number"] / row["cpu"]),
            f"{row['peak']:.0f}",
        )
        for row in part["rows"]
    ]
    heads = ("documents", "MB", "wall, s", "CPU, s", "documents per CPU second", "peak, MB")
    note = "`nevextract run FOLDER --output out.jsonl --workers 1`; memory is that of its largest process.\n"
    return ["### By the number of documents\n", _measured(part, results), note, table(heads, rows) + "\n"]


def workers_section(results: Result) -> list[str]:
    """One worker and two: the best of each, and every try."""
    part = results["workers"]
    by_count = {count: [row for row in part["rows"] if row["workers"] == count] for count in (1, 2)}
    best = {count: min(rows, key=lambda row: row["wall"]) for count, rows in by_count.items()}
    rows = [
        (
            f"{count}",
            figure(best[count]["wall"]),
            figure(best[count]["cpu"]),
            f"{best[1]['wall'] / best[count]['wall']:.2f} x",
            ", ".join(f"{row['wall']:.1f}" for row in by_count[count]),
        )
        for count in (1, 2)
    ]
    heads = ("workers", "wall, s", "CPU, s", "speed-up", "all tries, wall s")
    note = f"{part['rows'][0]['number']:,} documents with the model, one process and two by turns.\n"
    return ["### By the number of workers\n", _measured(part, results), note, table(heads, rows) + "\n"]


SECTIONS = {
    "speed": speed_section,
    "profile": profile_section,
    "cold": cold_section,
    "length": length_section,
    "number": number_section,
    "workers": workers_section,
}


def rendered(results: Result) -> str:
    """All that was measured, as Markdown."""
    return "\n".join(line for name, section in SECTIONS.items() if name in results for line in section(results))


def write(results: Result, page: Path) -> None:
    """Put the results into the page between the marks, and the plots beside it. What stands around them stays."""
    old = page.read_text("utf-8") if page.is_file() else f"# Speed and memory\n\n{BEGIN}\n{END}\n"
    head, _, rest = old.partition(BEGIN)
    _, found, tail = rest.partition(END)
    if not found:
        raise SystemExit(f"{page} lacks the lines {BEGIN} and {END}")
    page.write_text(f"{head}{BEGIN}\n{rendered(results)}{END}{tail}", encoding="utf-8")
    if "speed" in results:
        rows = [row for row in results["speed"]["rows"] if row["texts"] == "generated"]
        bars = [(NAMES[row["contender"]].replace("`", ""), rate(row)) for row in rows]
        (page.parent / "performance-speed.svg").write_text(plots.bars("MB/s per core", bars), encoding="utf-8")
    if "length" in results:
        lines: dict[str, list[tuple[float, float]]] = {}
        for row in results["length"]["rows"]:
            name = NAMES[row["contender"]].replace("`", "")
            lines.setdefault(name, []).append((row["size"], row["cpu"] / row["documents"]))
        drawn = plots.lines("CPU seconds by the bytes of one document", lines)
        (page.parent / "performance-length.svg").write_text(drawn, encoding="utf-8")
