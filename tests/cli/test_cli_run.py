"""`nevextract run`: streams, exit codes and options."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from cli_process import Run

from nevextract.cli_output import End, Straight
from nevextract.output.formats import Format, Kind
from nevextract.records import Document

TWO = {
    "a.txt": "exports 7000 vehicle 0.9 Ningde\nsales 3.50E+3 vehicle 0.4\nsupplier Nut & Bolt\n",
    "b.txt": "exports 23.60 percent 0.7\nPLANT\n",
}
Folder = Callable[[Mapping[str, str]], Path]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_data_on_stdout_and_one_line_of_summary_on_stderr(run: Run, folder: Folder) -> None:
    done = run("run", folder(TWO))
    assert done.returncode == 0
    documents = json.loads(done.stdout)["documents"]
    assert [d["id"] for d in documents] == ["a.txt", "b.txt"]
    assert [f["value"] for d in documents for f in d["figures"]] == [7000, 3500, 23.6]
    assert done.stderr == "2 documents, 3 figures, 1 project, 1 supplier\n"


def test_the_schema_command_describes_the_output(run: Run, folder: Folder) -> None:
    import jsonschema

    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads(done.stdout)
    jsonschema.validate(json.loads(run("run", folder(TWO)).stdout), schema)


def test_warnings_go_to_stderr_and_quiet_drops_them(run: Run, folder: Folder) -> None:
    place = folder({"a.txt": "WARN\nexports 1 vehicle\n"})
    assert run("run", place).stderr.splitlines()[0] == "a.txt: a warning"
    assert run("run", place, "--quiet").stderr == ""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_shows_a_bug_does_not_stop_the_run(run: Run, folder: Folder, workers: int) -> None:
    place = folder({**TWO, "aa.txt": "CRASH"})
    done = run("run", place, "--quiet", "--workers", workers)
    assert done.returncode == 1
    assert done.stderr == "aa.txt: internal error: RuntimeError: it broke\n"
    assert [d["id"] for d in json.loads(done.stdout)["documents"]] == ["a.txt", "b.txt"]


def test_an_input_that_cannot_be_read_does_not_stop_the_run(run: Run, folder: Folder) -> None:
    place = folder({"a.txt": TWO["a.txt"]})
    done = run("run", place / "missing.txt", place, "--format", "jsonl")
    assert done.returncode == 1
    assert "missing.txt: " in done.stderr.splitlines()[0]
    assert done.stderr.splitlines()[-1] == "1 document, 2 figures, 0 projects, 1 supplier; 1 input failed"
    assert len(lines(done.stdout)) == 2


@pytest.mark.parametrize("output", [False, True])
def test_nothing_readable(run: Run, tmp_path: Path, output: bool) -> None:
    target = tmp_path / "o.json"
    done = run("run", tmp_path / "missing.txt", *(["--output", target] if output else []))
    assert (done.returncode, done.stdout) == (2, "")
    assert "missing.txt: " in done.stderr
    assert not target.exists()


def test_an_empty_folder_is_nothing_readable(run: Run, tmp_path: Path) -> None:
    done = run("run", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_standard_input(run: Run) -> None:
    done = run("run", "-", "--format", "jsonl", stdin=b"exports 7000 vehicle\n")
    assert done.returncode == 0
    assert [(r["document"], r["value"]) for r in lines(done.stdout)] == [("-", 7000)]


def test_standard_input_among_files_and_workers(run: Run, folder: Folder) -> None:
    args = ("run", folder(TWO), "-", "--format", "jsonl", "--workers", 2)
    done = run(*args, stdin=b"exports 5 vehicle\n")
    assert [r["value"] for r in lines(done.stdout)] == [5, 7000, 3500, 23.6]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("o.json", '{\n  "schema_version"'),
        ("o.jsonl", '{"document": "a.txt"'),
        ("o.ndjson", '{"document": "a.txt"'),
        ("o.CSV", "document,id,metric"),
        ("o.txt", "metric   measure"),
    ],
)
def test_the_format_follows_the_ending(run: Run, folder: Folder, tmp_path: Path, name: str, start: str) -> None:
    done = run("run", folder(TWO), "--output", tmp_path / name)
    assert (done.returncode, done.stdout) == (0, "")
    content = (tmp_path / name).read_bytes()
    assert content.decode().startswith(start)
    assert b"\r" not in content


def test_format_wins_over_the_ending_and_the_output_is_that_of_stdout(run: Run, folder: Folder, tmp_path: Path) -> None:
    place = folder(TWO)
    for form in ("json", "jsonl", "csv", "table"):
        target = tmp_path / f"{form}.dat"
        assert run("run", place, "--output", target, "--format", form).returncode == 0
        assert target.read_text("utf-8") == run("run", place, "--format", form).stdout


def test_an_ending_that_tells_no_format(run: Run, folder: Folder, tmp_path: Path) -> None:
    done = run("run", folder(TWO), "--output", tmp_path / "o.xls")
    assert done.returncode == 2
    assert "--format" in done.stderr


def test_an_existing_file_needs_force(run: Run, folder: Folder, tmp_path: Path) -> None:
    target, place = tmp_path / "o.csv", folder(TWO)
    target.write_text("old")
    done = run("run", place, "--output", target)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert target.read_text() == "old"
    assert run("run", place, "--output", target, "--force").returncode == 0
    assert target.read_text().startswith("document,")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".o.csv.journal", "o.csv", "texts"]


def test_an_input_is_never_overwritten(run: Run, folder: Folder) -> None:
    place = folder(TWO)
    done = run("run", place, "--output", place / "a.txt", "--force")
    assert done.returncode == 2
    assert "one of the inputs" in done.stderr
    assert (place / "a.txt").read_text() == TWO["a.txt"]


def test_documents_are_written_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, lengths = io.StringIO(), [0]
    monkeypatch.setattr(sys, "stdout", stream)
    output = Straight(None, Format.json, Kind.figures)
    for number in range(4):
        output.add(Document(id=str(number), language="en", sha256="0" * 64))
        lengths.append(len(stream.getvalue()))
    output.close(End())
    assert lengths[0] == 0 < lengths[1] < lengths[2] < lengths[3] < len(stream.getvalue())
    assert len(json.loads(stream.getvalue())["documents"]) == 4


@pytest.mark.parametrize(("kind", "field"), [("figures", "metric"), ("projects", "stage"), ("suppliers", "supplies")])
def test_records_chooses_the_lines(run: Run, folder: Folder, kind: str, field: str) -> None:
    place = folder(TWO)
    found = lines(run("run", place, "--format", "jsonl", "--records", kind).stdout)
    assert found
    assert all(field in record for record in found)
    rows = run("run", place, "--format", "csv", "--records", kind).stdout.splitlines()
    assert rows[0].split(",") == list(found[0])
    assert len(rows) == len(found) + 1


def test_options_that_the_format_has_no_place_for_are_told(run: Run, folder: Folder) -> None:
    place = folder(TWO)
    assert "--records" in run("run", place, "--records", "suppliers").stderr
    assert "--with-text" in run("run", place, "--with-text", "--format", "csv").stderr


def test_with_text(run: Run, folder: Folder) -> None:
    documents = json.loads(run("run", folder(TWO), "--with-text").stdout)["documents"]
    assert [d["text"] for d in documents] == list(TWO.values())


def test_metric_filters_figures(run: Run, folder: Folder) -> None:
    place = folder(TWO)
    done = run("run", place, "--metric", "sales", "--format", "jsonl")
    assert [r["metric"] for r in lines(done.stdout)] == ["sales"]
    both = run("run", place, "--metric", "sales", "--metric", "exports", "--format", "jsonl")
    assert len(lines(both.stdout)) == 3


def test_an_unknown_metric_is_a_usage_error_that_lists_the_known(run: Run, folder: Folder) -> None:
    done = run("run", folder(TWO), "--metric", "exprots")
    assert (done.returncode, done.stdout) == (2, "")
    assert "exprots" in done.stderr
    assert "exports" in done.stderr


def test_min_confidence(run: Run, folder: Folder) -> None:
    found = lines(run("run", folder(TWO), "--min-confidence", "0.7", "--format", "jsonl").stdout)
    assert [r["value"] for r in found] == [7000, 23.6]


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("x", "--min-confidence", "1.5"),
        ("x", "--workers", "0"),
        ("x", "--format", "xml"),
        ("x", "--records", "people"),
        ("x", "--no-such-option"),
        ("x", "--patterns", "/no/such/folder"),
    ],
)
def test_wrong_usage(run: Run, args: tuple[str, ...]) -> None:
    done = run("run", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_pattern_file_is_named_with_its_line(run: Run, folder: Folder, tmp_path: Path) -> None:
    metrics = tmp_path / "mine" / "en" / "metrics"
    metrics.mkdir(parents=True)
    (metrics / "noise.yml").write_text("id: noise\ntitle: Noise\nkind: volume\nunits: [unit]\nclues: {}\n")
    done = run("run", folder(TWO), "--patterns", tmp_path / "mine")
    assert (done.returncode, done.stdout) == (2, "")
    assert "noise.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_is_utf_8_whatever_the_locale(run: Run, folder: Folder) -> None:
    place = folder({"a.txt": "exports 7 vehicle 0.9 宁德\n"})
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    for form in ("json", "jsonl", "csv", "table"):
        assert "宁德" in run("run", place, "--format", form, env=env).stdout


def test_a_table_in_a_pipe_is_not_wrapped(run: Run, folder: Folder) -> None:
    subject = "x" * 300
    done = run("run", folder({"a.txt": f"exports 7000 vehicle 0.9 {subject}\n"}), "--format", "table")
    assert len(done.stdout.splitlines()) == 2
    assert subject in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("ending", ["parquet", "xlsx", "sqlite", "md"])
def test_files_that_others_read_are_written_whole_or_not_at_all(
    run: Run, folder: Folder, tmp_path: Path, ending: str
) -> None:
    place, target = folder({**TWO, "none.txt": " "}), tmp_path / f"r.{ending}"
    done = run("run", place, "--output", target)
    assert (done.returncode, done.stdout) == (1, "")
    whole = target.read_bytes()
    assert len(whole) > 300
    assert run("run", place, "--output", target).returncode == 2
    assert run("run", place, "--output", target, "--force", "--quiet").returncode == 1
    assert target.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] in ([], [f".r.{ending}.journal"])
    if ending != "md":
        assert run("run", place, "--format", ending).stderr == (
            f"error: {ending} needs a file to write to: --output NAME.{ending}\n"
        )
        done = run("run", place, "--output", target, "--resume")
        assert done.returncode == 2
        assert "--resume needs --output with a file of the format json, jsonl, csv or md" in done.stderr


def test_markdown_goes_on_where_it_was(run: Run, folder: Folder, tmp_path: Path) -> None:
    place, target = folder(TWO), tmp_path / "r.md"
    assert run("run", place, "--output", target, "--quiet").returncode == 0
    whole = target.read_bytes()
    (place / "c.txt").write_text("tax 5 CNY\n")
    assert run("run", place, "--output", target, "--resume", "--quiet").returncode == 0
    assert target.read_bytes().startswith(whole)
    assert target.read_bytes() == run("run", place, "--format", "md", "--quiet").stdout.encode()
    (place / "c.txt").unlink()
    one = run("run", place, "--output", target, "--records", "suppliers", "--resume", "--quiet")
    assert one.returncode == 0
    assert "### Figures" not in target.read_text()
