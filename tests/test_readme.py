"""What the pages for readers say holds: commands run, output is what comes out, Python runs, links lead somewhere.

Of a page, `console` blocks are run and their output compared; `sh` and `python` blocks are run; `pycon` blocks are
doctests; `yaml` blocks are written to pattern files of the kind that the text before them names. All in one folder.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command

from nevextract import __version__
from nevextract.cli import app
from nevextract.errors import PatternError
from nevextract.patterns import load_pack
from nevextract.patterns.cues import CueGroup
from nevextract.patterns.metrics import MetricCues, MetricPattern
from nevextract.patterns.registry import kinds
from nevextract.review.decisions import SCHEMA

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PATTERNS = ROOT / "docs" / "patterns.md"
EVALUATE = ROOT / "docs" / "evaluate.md"
QUANTITIES = ROOT / "docs" / "quantities.md"
REVIEW = ROOT / "docs" / "review.md"
PAGES = [README, *(CONTRIBUTING, ROOT / "CHANGELOG.md"), *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FOLDER = re.compile(r"`(?:[\w-]+/)*(\w+)/\w+\.yml`")
# Not run: what installs or tests, and the check of all pattern files, which tests/cli makes.
NOT_RUN = re.compile(r"^(make|git|pip|python3 -m venv|\.venv)\b|^nevextract patterns check( --patterns \S+)?\s*(#|$)")
# For machines without the jq program; the package of that name is among the development tools.
JQ = """\
#!{python}
import argparse, json, sys
import jq
parser = argparse.ArgumentParser()
parser.add_argument("-r", action="store_true")
parser.add_argument("-c", action="store_true")
parser.add_argument("program")
args = parser.parse_args()
for value in jq.compile(args.program).input_text(sys.stdin.read()):
    print(value if args.r and isinstance(value, str) else json.dumps(value, ensure_ascii=False))
"""


class Block(NamedTuple):
    language: str
    source: str
    before: str
    line: int


def blocks_of(path: Path) -> Iterator[Block]:
    text = path.read_text("utf-8")
    end = 0
    for match in BLOCK.finditer(text):
        before, line = text[end : match.start()], text.count("\n", 0, match.start()) + 1
        yield Block(match[2], textwrap.dedent(match[3]), before, line)
        end = match.end()


def commands_of(path: Path) -> Iterator[tuple[str, str]]:
    """Every call of nevextract in the page's code, with where it stands."""
    for block in blocks_of(path):
        if block.language in ("sh", "console"):
            for number, line in enumerate(block.source.splitlines(), block.line + 1):
                for call in re.findall(
                    r"\bnevextract ((?:run|eval|explain|view|apply|diff|stats|names|schema|patterns)\b[^|>#&\"']*)",
                    line,
                ):
                    yield f"{path.name}:{number}", call


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder like the reader's: samples, the programs of the virtual environment, jq."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    tools = tmp_path / ".tools"
    tools.mkdir()
    if shutil.which("jq") is None:
        (tools / "jq").write_text(JQ.format(python=sys.executable), "utf-8")
        (tools / "jq").chmod(0o755)
    return tmp_path


def shell(line: str, place: Path) -> str:
    path = os.pathsep.join([str(place / ".tools"), str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=place,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("page", [README, CONTRIBUTING, PATTERNS, EVALUATE, REVIEW], ids=lambda path: path.name)
def test_a_reader_who_follows_the_page_gets_there(page: Path, place: Path) -> None:
    blocks = [block for block in blocks_of(page) if block.language in ("console", "sh", "python", "yaml")]
    if page == PATTERNS:  # here the file is shown after the commands
        blocks.sort(key=lambda block: block.language != "yaml")
    if page == REVIEW:  # what it shows of results that differ is of results that are not there
        blocks = [block for block in blocks if block.language == "sh"]
    languages = {EVALUATE: {"sh", "console"}, REVIEW: {"sh"}}.get(page, {"sh", "yaml"})
    assert {block.language for block in blocks} >= languages
    for block in blocks:
        check(block, place)


def check(block: Block, place: Path) -> None:
    match block.language:
        case "console":
            check_console(block, place)
        case "sh":
            for line in block.source.splitlines():
                if line and not NOT_RUN.match(line):
                    decide_for(line, place)
                    shell(line, place)
        case "yaml":
            folder = FOLDER.findall(block.before)[-1]
            name = re.search(r"^id: (\w+)$", block.source, re.MULTILINE)
            assert name, block.source
            file = place / "my-patterns" / "en" / folder / f"{name[1]}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.source, "utf-8")
        case "python":
            line = [sys.executable, "-c", block.source]
            done = subprocess.run(line, cwd=place, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            assert done.stdout


def decide_for(line: str, place: Path) -> None:
    """What a reader of the page saves in the browser: a correction of a figure of the result that is applied to."""
    words = line.split()
    if words[:2] != ["nevextract", "apply"] or (place / words[2]).exists():
        return
    for document in json.loads((place / words[3]).read_text("utf-8"))["documents"]:
        for figure in document["figures"][:1]:
            was = {key: figure[key] for key in ("quote", "start", "end", "metric", "measure", "value", "unit")}
            entry = {"document": document["id"], "id": figure["id"], "decision": "corrected", "was": was}
            data = {"schema": SCHEMA, "decisions": [{**entry, "fields": {"subject": "Voltiq Energy"}}]}
            (place / words[2]).write_text(json.dumps(data), "utf-8")
            return


def check_console(block: Block, place: Path) -> None:
    """Run what follows each "$ " and compare; `cat FILE` writes the file as it is shown first."""
    for part in re.split(r"^\$ ", block.source, flags=re.MULTILINE)[1:]:
        line, _, wanted = part.partition("\n")
        if line.startswith("cat ") and not (place / line.removeprefix("cat ")).exists():
            (place / line.removeprefix("cat ")).write_text(wanted, "utf-8")
        assert shell(line, place) == wanted, f"line {block.line}: {line}"


@pytest.mark.parametrize(("page", "least"), [(README, 10), (QUANTITIES, 3)], ids=["README", "quantities"])
def test_python_sessions(page: Path, least: int) -> None:
    session = "\n".join(block.source for block in blocks_of(page) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, page.name, 0)
    assert len(test.examples) > least
    report: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert results.failed == 0, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_use_options_that_there_are(page: Path) -> None:
    root = get_command(app)
    for where, call in commands_of(page):
        words = call.split()
        command = root.commands[words[0]]  # type: ignore[attr-defined]
        if words[0] == "patterns":
            command = command.commands[words[1]]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        used = {word.split("=")[0].strip('";') for word in words if word.startswith("-") and word != "-"}
        assert used <= known, f"{where}: {used - known}"


@pytest.mark.parametrize("name", ["run", "eval", "explain", "view", "apply", "diff", "stats", "schema"])
def test_every_option_is_told_somewhere(name: str) -> None:
    told = " ".join(page.read_text("utf-8") for page in PAGES)
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    options = {max(parameter.opts, key=len) for parameter in command.params if parameter.opts[0].startswith("-")}
    assert {option for option in options if option not in told} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        linked = page.parent / name if name else page
        assert linked.exists(), f"{page.name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}, target


def test_every_flag_in_the_code_is_documented() -> None:
    records = (ROOT / "docs" / "records.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", records.split("## Flags")[1].split("\n## ")[0], re.MULTILINE))
    readme = set(re.findall(r"^\| `(\w+)` \|", README.read_text("utf-8"), re.MULTILINE))
    assert readme <= documented
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    for flag in documented:
        assert f'"{flag}"' in source, f"{flag} is documented, but nothing sets it"


def test_adding_a_metric_as_contributing_tells(place: Path) -> None:
    for block in blocks_of(CONTRIBUTING):
        if block.language in ("yaml", "sh"):
            check(block, place)
    found = shell("nevextract run stores.txt --patterns my-patterns --metric stores --format jsonl --quiet", place)
    (figure,) = [json.loads(line) for line in found.splitlines()]
    wanted = {"metric": "stores", "measure": "level", "value": 45, "unit": "shop", "period_end": "2024-12-31"}
    assert {key: figure[key] for key in wanted} == wanted


def test_the_guide_to_patterns_knows_every_kind_of_file_and_key() -> None:
    guide = PATTERNS.read_text("utf-8")
    for glob, kind, _ in kinds():
        assert f"| `{glob}` | `{kind}` |" in guide
    keys = [field.alias or name for name, field in MetricPattern.model_fields.items()]
    for key in (*keys, *MetricCues.model_fields, *CueGroup.model_fields):
        assert f"`{key}`" in guide, key


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: count", "kind: number", "stores.yml:3: stores: kind: String should match pattern"),
        ("units: [shop]", "", ":1: stores: units: Field required"),
        ("time: stock", "unitz: [shop]", "stores: unitz: Extra inputs are not permitted"),
        ("open(|s|ed|ing)", "open(|s", "stores: cues.before.0: Value error, brackets do not match in "),
        ("id: stores", "id: shops", "the file is named 'stores.yml' but its id is 'shops'"),
        ("kind: count", "kind: [", "not YAML: "),
    ],
)
def test_errors_read_as_the_guide_says(place: Path, old: str, new: str, message: str) -> None:
    source = next(block.source for block in blocks_of(PATTERNS) if block.language == "yaml")
    file = place / "my" / "en" / "metrics" / "stores.yml"
    file.parent.mkdir(parents=True)
    assert old in source
    file.write_text(source.replace(old, new, 1), "utf-8")
    with pytest.raises(PatternError) as raised:
        load_pack("en", [place / "my"])
    assert message in str(raised.value)
    told = re.sub(r"'\w+(\.yml)?'", "", message.split(": ", 1)[-1].strip())
    assert told in re.sub(r"'\w+(\.yml)?'", "", PATTERNS.read_text("utf-8"))


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+) ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == __version__
