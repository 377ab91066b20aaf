"""Documents that are put into the form of the output where they are made."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from nevextract import Extractor
from nevextract.output.digest import Digest
from nevextract.output.finished import Finisher, entry_of, parted
from nevextract.output.formats import RESUMABLE, Format, Kind
from nevextract.output.journal import entries, header
from nevextract.read.items import Item
from nevextract.records import Document
from nevextract.running.guard import guarded
from nevextract.running.job import Job
from nevextract.running.outcomes import INTERNAL, Failure

TEXT = "Orinova Motors sold 12,300 cars in May 2024, up 5 percent.\n\nIn 2023 the plant in Wuhan made 90,000 of them."
DOCUMENT = Extractor(model="none").extract(TEXT, id="a.txt")


@pytest.mark.parametrize("form", sorted(RESUMABLE))
@pytest.mark.parametrize("kind", [None, Kind.projects])
def test_the_text_of_an_entry_is_what_the_writer_writes(form: Format, kind: Kind | None) -> None:
    straight, handed = io.StringIO(), io.StringIO()
    writer = parted(form, straight, kind)
    writer.write(DOCUMENT)
    writer.close()
    writer = parted(form, handed, kind)
    writer.add(pickle.loads(pickle.dumps(Finisher(form, kind)))(DOCUMENT).body)  # noqa: S301 - our own
    writer.close()
    assert handed.getvalue() == straight.getvalue()


def test_an_entry_counts_what_the_document_holds() -> None:
    entry = Finisher(Format.jsonl, None)(DOCUMENT)
    counted = Digest()
    counted.add(DOCUMENT)
    assert len(DOCUMENT.figures) > 1
    assert (entry.figures, entry.projects, entry.suppliers) == (len(DOCUMENT.figures), 0, 0)
    assert entry.digest == counted
    assert (entry.id, entry.sha256, entry.warnings) == ("a.txt", DOCUMENT.sha256, DOCUMENT.warnings)
    assert entry.length == len(entry.body.encode())


def test_what_digests_have_counted_adds_up() -> None:
    both, merged = Digest(), Digest()
    for _ in range(2):
        both.add(DOCUMENT)
        one = Digest()
        one.add(DOCUMENT)
        merged.merge(one)
    assert merged == both


def test_neither_text_nor_digest_is_kept_in_the_journal(tmp_path: Path) -> None:
    entry = Finisher(Format.json, None)(DOCUMENT)
    journal = tmp_path / "journal"
    journal.write_text(header("x") + entry.line(), encoding="utf-8")
    assert list(entries(journal, "x")) == [replace(entry, body="", digest=None)]


def test_a_document_that_cannot_be_finished_costs_no_other() -> None:
    def broken(document: Document) -> object:
        raise ZeroDivisionError(document.id)

    found = guarded(Item("a.txt", data=TEXT.encode()), Job(finish=broken))  # type: ignore[arg-type]
    assert isinstance(found, Failure)
    assert found.kind == INTERNAL
    assert "ZeroDivisionError" in found.reason


def test_an_entry_is_of_bytes_not_of_characters() -> None:
    assert entry_of(DOCUMENT, "é").length == 2
