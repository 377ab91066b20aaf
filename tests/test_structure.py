"""How the code may be put together: which module may import which, how long a file may be, what nothing may use."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "nevextract"
FILES = sorted(SOURCE.rglob("*.py"))

# A module may import from its own layer and those above it in this list, never from one below.
LAYERS = (
    ("once", "characters", "tokens", "lexicon", "mentions", "errors", "records", "identity"),
    ("patterns",),
    ("numbers", "read", "segment"),
    ("find",),
    ("assemble",),
    ("pipeline", "output", "names"),
    (
        "running",
        "evaluate",
        "explain",
        "patterns_index",
        "patterns_seen",
        "patterns_check",
        "spacy_component",
        "arrow",
    ),
    ("scale",),
    ("review",),
    (
        "cli",
        "cli_base",
        "cli_diff",
        "cli_stats",
        "cli_explain",
        "cli_explain_tree",
        "cli_review",
        "cli_view",
        "cli_apply",
        "cli_request",
        "cli_run",
        "cli_scale",
        "cli_course",
        "cli_output",
        "cli_eval",
        "cli_patterns",
        "cli_report",
        "cli_names",
        "cli_text",
        "__main__",
    ),
)
DEPTH = {name: depth for depth, layer in enumerate(LAYERS) for name in layer}
PACKAGE = "__init__"  # loads everything on first use, so it may name every layer

# Packages that the layers with the language in them must do without, so that they can be tested alone and start fast.
HEAVY = {"spacy", "typer", "rich", "pandas", "pyarrow", "xlsxwriter", "fsspec", "dask", "distributed"}
MAY_USE_HEAVY = {"output", "spacy_component", "arrow", "scale", *LAYERS[-1]}
MAY_USE_ONE = {  # within the function that needs it
    SOURCE / "find" / "model.py": "spacy",
    SOURCE / "read" / "parquet_rows.py": "pyarrow",
    SOURCE / "read" / "remote.py": "fsspec",
}

NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "asyncio"}
RESAMPLES = SOURCE / "evaluate" / "scores.py"  # a seeded source of chance, for the intervals
CLOCK_AND_CHANCE = {"random", "secrets", "uuid"}
CLOCK_CALLS = {"time.time", "time.time_ns", "datetime.now", "datetime.today", "datetime.utcnow", "date.today"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def part_of(path: Path) -> str:
    """The layer's name for a file: its package below nevextract, or the module itself."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module that is imported anywhere in the file, with its line; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports name the whole path"
            assert node.module
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def wrong_imports(path: Path, tree: ast.Module) -> Iterator[str]:
    part = part_of(path)
    for line, name in imports_of(tree):
        parts = name.split(".")
        if parts[0] != "nevextract" or len(parts) < 2 or parts[1] not in DEPTH:
            continue
        if DEPTH[parts[1]] > DEPTH[part]:
            yield f"{path.relative_to(ROOT)}:{line}: {part} must not import {name}"


def test_every_module_has_a_layer() -> None:
    assert sorted({part_of(path) for path in FILES} - set(DEPTH) - {PACKAGE}) == []
    assert sorted(set(DEPTH) - {part_of(path) for path in FILES}) == []


def test_imports_point_one_way() -> None:
    wrong = [text for path in FILES if part_of(path) != PACKAGE for text in wrong_imports(path, tree_of(path))]
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "source", "wrong"),
    [
        ("tokens.py", "from nevextract.find.names import find_names", True),
        ("find/names.py", "def f():\n    from nevextract import cli", True),
        ("find/names.py", "from nevextract.tokens import Token", False),
        ("segment.py", "from nevextract.read.lines import FURNITURE", False),
    ],
)
def test_a_wrong_import_is_seen(file: str, source: str, wrong: bool) -> None:
    assert bool(list(wrong_imports(SOURCE / file, ast.parse(source)))) is wrong


def test_heavy_packages_stay_at_the_edge() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in FILES
        if part_of(path) not in MAY_USE_HEAVY
        for line, name in imports_of(tree_of(path))
        if name.split(".")[0] in HEAVY - {MAY_USE_ONE.get(path)}
    ]
    assert wrong == []


def test_nothing_reaches_for_the_network_or_for_chance() -> None:
    banned = NETWORK | CLOCK_AND_CHANCE
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in FILES
        for line, name in imports_of(tree_of(path))
        if any(
            name == each or name.startswith(f"{each}.")
            for each in banned - ({"random"} if path == RESAMPLES else set())
        )
    ]
    assert wrong == []


def test_nothing_reads_the_clock() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and ".".join(ast.unparse(node).split(".")[-2:]) in CLOCK_CALLS
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        and not is_command(node)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def is_command(node: ast.FunctionDef) -> bool:
    """A command of the command line: nearly all of it is the description of its options."""
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    return "guarded" in decorators and node.name.endswith("_command")


def test_no_code_waits_to_be_written() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests", "patterns", "docs")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".yml", ".md"}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert wrong == []


def build_wheel(folder: Path) -> Path:
    """The wheel, by the build backend itself where it is installed, else by way of pip."""
    if find_spec("hatchling"):
        line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    else:
        line = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_works_without_checkout_and_network(tmp_path: Path) -> None:
    place = tmp_path / "installed"
    with zipfile.ZipFile(build_wheel(tmp_path)) as archive:
        names = set(archive.namelist())
        archive.extractall(place)
    patterns = [path for path in (ROOT / "patterns").rglob("*") if path.suffix in {".yml", ".tsv"}]
    assert len(patterns) > 40
    wanted = {f"nevextract/_patterns/{path.relative_to(ROOT / 'patterns').as_posix()}" for path in patterns}
    assert {*wanted, "nevextract/_patterns/en/metrics/exports.yml", "nevextract/py.typed"} <= names
    assert {f"nevextract/models/en_nev_names/{name}" for name in ("LICENSE", "ATTRIBUTION.md", "README.md")} <= names
    page = SOURCE / "review" / "page"
    assert {f"nevextract/review/page/{p.relative_to(page).as_posix()}" for p in page.rglob("*") if p.is_file()} <= names
    script = (
        "import socket\n"
        "def refuse(*_): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "import nevextract\n"
        "from nevextract.patterns import patterns_folder\n"
        "print(patterns_folder())\n"
        "print(*(f.metric for f in nevextract.extract('The base exported 720 buses in 2022.').figures))\n"
        "print(*(n.text for n in nevextract.names_of('In spring the buyers met Petra Vogelsang in Lisbon.')))\n"
    )
    line = [sys.executable, "-c", script]
    env = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(line, cwd=tmp_path, env=env, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == [str(place / "nevextract" / "_patterns"), "exports", "Petra Vogelsang Lisbon"]
