"""python benchmarks/cluster.py [--articles N] [--texts FILE.jsonl] [--model NAME] [--work FOLDER] [--json FILE]

Extracts from many articles twice: in one process, and on a Dask cluster of two workers on this machine, one of which is
killed when half of the parts are written. Compares the two outputs byte by byte, and tells what it cost. Exits with 1
where the outputs differ.

Needs `pip install 'nevextract[dask]'`. Without `--texts`, short articles of about 250 bytes are made up; 100,000 of
them take some half an hour on two cores.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

CITIES = ("Wuhan", "Hefei", "Liuzhou", "Changsha", "Xi'an", "Zhengzhou", "Ningde", "Shiyan", "Jinan", "Chengdu")
MAKERS = ("Orinova Motors", "Tellan Auto", "Beiqiao Group", "Vastra Battery", "Kelun Drive", "Maridian Cells")
GOODS = ("electric cars", "electric buses", "plug-in hybrids", "battery packs", "electric trucks")
MONTHS = ("January", "February", "March", "April", "May", "June", "August", "September", "October", "November")
OPENINGS = (
    "{maker} sold {count:,} {goods} in {month} {year}, up {share}% from a year earlier.",
    "The plant of {maker} in {city} made {count:,} {goods} in {year}, {share}% more than the year before.",
    "In {month} {year}, {city} exported {count:,} {goods}, which is {share}% of its output.",
    "{city} will invest {money} billion yuan in a line for {goods} by {year}.",
    "{maker} said on Tuesday that its sales fell {share}% to {count:,} vehicles in {month} {year}.",
)
ENDINGS = (
    "Orders from abroad helped, a manager of the company said, and more are to come before winter.",
    "Nobody in the trade had thought that this would go so fast, people at the fair told reporters.",
    "The new line in {city} cost {money} billion yuan and is to reach {power} GWh a year.",
    "By the end of {year} the city had {piles:,} charging piles, most of them along the ring road.",
    "The company did not say what it means for the workers of its older site by the river.",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run, in seconds; `cpu` None where it is not known."""

    wall: float
    cpu: float | None


def articles(number: int) -> Iterator[str]:
    """Short articles, each from its number alone, no two alike."""
    for i in range(number):
        mixed = (i * 2_654_435_761) % 2**32  # spreads neighbours over all values
        values = {
            "maker": MAKERS[mixed % 6],
            "city": CITIES[mixed // 7 % 10],
            "goods": GOODS[mixed // 71 % 5],
            "month": MONTHS[mixed // 359 % 10],
            "year": 2018 + mixed // 3_593 % 7,
            "count": 1_000 + i * 37 % 900_000,
            "share": f"{mixed // 11 % 600 / 10 + 0.1:.1f}",
            "money": f"{mixed // 13 % 300 / 10 + 0.1:.1f}",
            "power": mixed // 17 % 90 + 3,
            "piles": 500 + mixed // 19 % 70_000,
        }
        opening, middle, ending = OPENINGS[mixed // 23 % 5], ENDINGS[mixed // 29 % 5], ENDINGS[(mixed // 29 + 2) % 5]
        yield " ".join(part.format(**values) for part in (opening, middle, ending))


def command(source: Path, target: Path, arguments: argparse.Namespace, *more: str) -> list[str]:
    shown = ["--model", arguments.model, "--shard-bytes", str(arguments.shard_bytes), "--force"]
    return [sys.executable, "-m", "nevextract", "run", str(source), "--output", f"{target}/", *shown, *more]


def in_one_process(source: Path, target: Path, arguments: argparse.Namespace) -> Cost:
    """One worker of this machine."""
    began = time.monotonic()
    process = subprocess.Popen(command(source, target, arguments))  # noqa: S603 - our own program
    _, code, used = os.wait4(process.pid, 0)
    if code:
        raise SystemExit(f"the run in one process failed: {code}")
    return Cost(time.monotonic() - began, used.ru_utime + used.ru_stime)


def on_a_cluster(source: Path, target: Path, arguments: argparse.Namespace, parts: int) -> Cost:
    """Two workers, of which one is killed when half of the parts are there; the cluster begins another in its place."""
    from distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", memory_limit=0)
    with cluster, Client(cluster) as client:
        workers = dict(client.run(os.getpid))
        began = time.monotonic()
        line = command(source, target, arguments, "--scheduler", cluster.scheduler_address)
        with subprocess.Popen(line) as process:  # noqa: S603 - our own program
            while process.poll() is None and len(list(target.glob("part-*"))) < parts // 2:
                time.sleep(0.5)
            victim = min(workers.values())
            os.kill(victim, signal.SIGKILL)
            print(f"killed worker {victim} when {len(list(target.glob('part-*')))} of {parts} parts were there")
            if process.wait():
                raise SystemExit("the run on the cluster failed")
        return Cost(time.monotonic() - began, None)


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same, byte by byte, in two folders."""
    names = sorted({path.name for folder in (one, other) for path in folder.iterdir()})
    _, wrong, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    return [*wrong, *missing]


def measured(arguments: argparse.Namespace, work: Path) -> int:
    source = arguments.texts or work / "articles.jsonl"
    if arguments.texts is None:
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps({"text": text}) + "\n" for text in articles(arguments.articles))
    one, two = work / "one", work / "two"
    alone = in_one_process(source, one, arguments)
    manifest = json.loads((one / "manifest.json").read_text("utf-8"))
    shared = on_a_cluster(source, two, arguments, len(manifest["shards"]))
    wrong = differences(one, two)
    count = manifest["documents"]
    size = source.stat().st_size
    print(f"{count:,} articles, {size:,} bytes of JSON Lines, {manifest['figures']:,} figures, model {arguments.model}")
    print(f"in one process: {alone.wall:,.0f} s, {alone.cpu:,.0f} CPU s")
    print(f"CPU s for a million articles: {(alone.cpu or 0) / count * 1e6:,.0f}")
    print(f"on two workers, one killed: {shared.wall:,.0f} s")
    print(f"not the same: {', '.join(wrong)}" if wrong else f"the same bytes in all {len(list(two.iterdir()))} files")
    if arguments.json is not None:
        found = {"articles": count, "bytes": size, "one": asdict(alone), "cluster": asdict(shared), "wrong": wrong}
        arguments.json.write_text(json.dumps(found) + "\n", "utf-8")
    return 1 if wrong else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="The same run in one process and on a cluster that loses a worker.")
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="how many are made up")
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="take these instead")
    parser.add_argument("--model", default="none", help="recogniser of names, as of nevextract run")
    parser.add_argument("--shard-bytes", type=int, default=500_000, metavar="N", help="input of one part")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where texts and outputs stay")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    if arguments.work is not None:
        arguments.work.mkdir(parents=True, exist_ok=True)
        return measured(arguments, arguments.work)
    with tempfile.TemporaryDirectory(prefix="nevextract-") as work:
        return measured(arguments, Path(work))


if __name__ == "__main__":
    sys.exit(main())
