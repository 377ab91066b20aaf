"""Documents taken out of archives, mailboxes and exports, hostile ones too."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

import pytest

from nevextract.errors import ReadError
from nevextract.read.documents import RawDocument, documents
from nevextract.read.exports import day_of
from nevextract.read.items import items
from nevextract.read.options import ReadOptions
from nevextract.read.sources import Source

SENTENCE = "Ridge sold 5,100 cars in May 2023."


def of(data: bytes, path: Path, options: ReadOptions | None = None) -> list[RawDocument | ReadError]:
    path.write_bytes(data)
    return list(documents(Source(path.name, path), options or ReadOptions()))


def said(found: list[RawDocument | ReadError]) -> list[tuple[str, str]]:
    """Ids with the text, or with the kind of the error."""
    return [(e.path, e.kind) if isinstance(e, ReadError) else (e.id, e.text) for e in found]


def packed(*files: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_members_by_name_with_what_is_none_left_out(tmp_path: Path) -> None:
    data = packed(
        ("b.txt", SENTENCE), ("a/c.md", SENTENCE), ("a.png", "x"), (".hidden.txt", "x"), ("__MACOSX/b.txt", "x")
    )
    assert said(of(data, tmp_path / "n.zip")) == [("n.zip!a/c.md", SENTENCE), ("n.zip!b.txt", SENTENCE)]


def test_paths_in_archives_lead_nowhere(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ("../../etc/a.txt", "/root/b.txt", "C:\\Windows\\c.txt", "d\x1b[31m.txt", "a//./e.txt")
    found = said(of(packed((link, "/etc/passwd"), *((name, SENTENCE) for name in names)), tmp_path / "n.zip"))
    wanted = ["Windows/c.txt", "a/e.txt", "d\ufffd[31m.txt", "etc/a.txt", "root/b.txt"]
    assert found == [(f"n.zip!{name}", SENTENCE) for name in wanted]
    assert [path.name for path in tmp_path.iterdir()] == ["n.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_come_twice_are_told_apart(tmp_path: Path) -> None:
    found = said(of(packed(("a.txt", "One."), ("a.txt", "Two."), ("../a.txt", "Three.")), tmp_path / "n.zip"))
    assert found == [("n.zip!a.txt", "One."), ("n.zip!a.txt~2", "Two."), ("n.zip!a.txt~3", "Three.")]


def test_archives_in_archives_to_a_depth(tmp_path: Path) -> None:
    data = packed(("a.txt", SENTENCE))
    for _ in range(2):
        data = packed(("in.zip", data))
    assert said(of(data, tmp_path / "n.zip")) == [("n.zip!in.zip!in.zip!a.txt", SENTENCE)]
    assert said(of(packed(("in.zip", data)), tmp_path / "n.zip")) == [("n.zip!in.zip!in.zip!in.zip!a.txt", "too_deep")]


def test_gzip_in_gzip_to_a_depth(tmp_path: Path) -> None:
    data = SENTENCE.encode()
    for _ in range(6):
        data = gzip.compress(data)
    assert said(of(data, tmp_path / "a.txt.gz")) == [("a.txt.gz", "too_deep")]


def test_bombs_do_not_go_off(tmp_path: Path) -> None:
    options = ReadOptions(max_bytes=100_000_000)
    bomb = gzip.compress(b" " * 80_000_000)
    tracemalloc.start()
    assert said(of(bomb, tmp_path / "a.txt.gz", options)) == [("a.txt.gz", "too_large")]
    assert (
        said(of(packed(("a.txt", b" " * 80_000_000), ("b.txt", "x")), tmp_path / "n.zip", options))[0][1] == "too_large"
    )
    assert tracemalloc.get_traced_memory()[1] < 250_000_000
    tracemalloc.stop()


def test_what_a_bomb_hides_is_named(tmp_path: Path) -> None:
    data = packed(("a.txt", SENTENCE), ("b.txt", b" " * 30_000_000), ("c.txt", SENTENCE))
    first, error = of(data, tmp_path / "n.zip")
    assert isinstance(first, RawDocument)
    assert first.id == "n.zip!a.txt"
    assert isinstance(error, ReadError)
    assert (error.path, error.kind) == ("n.zip", "too_large")
    assert "b.txt and what follows it" in str(error)


def test_a_directory_of_too_many_files(tmp_path: Path) -> None:
    data = packed(*((f"{n}.txt", "x") for n in range(30)))
    assert said(of(data, tmp_path / "n.zip", ReadOptions(max_members=20))) == [("n.zip", "too_large")]


def test_what_is_broken_is_named_and_the_rest_read(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", SENTENCE * 50), ("b.txt", SENTENCE)))
    data[40] ^= 0xFF
    found = said(of(bytes(data), tmp_path / "n.zip"))
    assert [found[0][0], found[0][1]] == ["n.zip!a.txt", "damaged"]
    assert found[1] == ("n.zip!b.txt", SENTENCE)
    assert said(of(bytes(data[:100]), tmp_path / "n.zip")) == [("n.zip", "damaged")]
    assert said(of(gzip.compress(SENTENCE.encode() * 99)[:-20], tmp_path / "a.txt.gz"))[0][1] == "damaged"
    assert said(of(packed(("a.png", "x")), tmp_path / "n.zip")) == [("n.zip", "missing")]


def test_a_locked_member(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", SENTENCE)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert said(of(bytes(data), tmp_path / "n.zip")) == [("n.zip!a.txt", "encrypted")]


def test_a_member_packed_in_an_unknown_way(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", SENTENCE)))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 98
    assert said(of(bytes(data), tmp_path / "n.zip")) == [("n.zip!a.txt", "unsupported")]


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_rows_of_json_lines(tmp_path: Path) -> None:
    data = (
        lines({"text": SENTENCE}, [1], {"text": ""}, {"title": "No text"}, {"content": "Html <b>x</b>"}) + b"{broken\n"
    )
    data += b"\n" + lines({"body": ["One.", "Two."], "title": "All  of it", "date": 1709596800})
    found = of(data, tmp_path / "e.jsonl")
    assert said(found) == [
        ("e.jsonl#1", SENTENCE),
        ("e.jsonl#2", "damaged"),
        ("e.jsonl#3", "empty"),
        ("e.jsonl#4", "field"),
        ("e.jsonl#5", "Html <b>x</b>"),
        ("e.jsonl#6", "damaged"),
        ("e.jsonl#8", "All of it\n\nOne.\nTwo."),
    ]
    last = found[-1]
    assert isinstance(last, RawDocument)
    assert (last.origin.title, last.origin.published) == ("All of it", date(2024, 3, 5))


def test_fields_by_name(tmp_path: Path) -> None:
    options = ReadOptions(text_field="Story", id_field="no", date_field="day")
    rows = lines(
        {"no": "A/7\x1b", "Story": SENTENCE, "text": "other", "day": "2024/3/5"}, {"story": SENTENCE, "day": "soon"}
    )
    first, second = of(rows, tmp_path / "e.jsonl", options)
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.id, first.text, first.origin.published) == ("e.jsonl#A/7\ufffd", SENTENCE, date(2024, 3, 5))
    assert (second.id, second.text, second.origin.published) == ("e.jsonl#2", SENTENCE, None)
    assert second.warnings == ("no date can be read in the column 'day'",)
    guessed, silent = of(lines({"text": SENTENCE, "date": "05/03/2024"}, {"text": SENTENCE}), tmp_path / "f.jsonl")
    assert isinstance(guessed, RawDocument)
    assert isinstance(silent, RawDocument)
    assert (guessed.warnings, silent.warnings) == (("no date can be read in the column 'date'",), ())


def test_a_row_whose_text_is_cut_at_a_comma_is_refused(tmp_path: Path) -> None:
    plain = SENTENCE.replace("5,100", "5100")
    data = f'id,text\na,{plain},\nb,{SENTENCE}\nc,"{SENTENCE}",,\n'
    found = said(of(data.encode(), tmp_path / "e.csv"))
    assert found == [("e.csv#1", plain), ("e.csv#2", "damaged"), ("e.csv#3", SENTENCE)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_rows_of_csv(tmp_path: Path, encoding: str) -> None:
    table = (
        f'ID;Title;Content\r\n1;"产量; 增长";"{SENTENCE}\r\n""More"" of 新能源汽车产量增长"\r\n\r\n2;;{SENTENCE}\r\n'
    )
    found = said(of(table.encode(encoding), tmp_path / "e.csv", ReadOptions(id_field="id")))
    assert found == [
        ("e.csv#1", f'产量; 增长\n\n{SENTENCE}\r\n"More" of 新能源汽车产量增长'),
        ("e.csv#2", SENTENCE),
    ]


def test_csv_of_mixed_line_ends(tmp_path: Path) -> None:
    table = b'id,text\r1,Five.\r\n2,"One.\rTwo."\r3,Six.\n4,Seven.'
    assert [text for _, text in said(of(table, tmp_path / "e.csv"))] == ["Five.", "One.\rTwo.", "Six.", "Seven."]


def test_csv_without_a_column_of_text(tmp_path: Path) -> None:
    (error,) = of(b"metric,value\nsales,5\n", tmp_path / "e.csv")
    assert isinstance(error, ReadError)
    assert error.kind == "field"
    assert error.reason == "tells no column that holds the text; it has: metric, value; name one with --text-field"
    (error,) = of(b"text,value\nsales,5\n", tmp_path / "e.csv", ReadOptions(text_field="no"))
    assert isinstance(error, ReadError)
    assert "has no column 'no'" in error.reason


def test_rows_of_html_are_read_as_such(tmp_path: Path) -> None:
    (found,) = of(lines({"text": f"<p>{SENTENCE}</p><p>All&nbsp;of it.</p>"}), tmp_path / "e.jsonl")
    assert isinstance(found, RawDocument)
    assert found.text == f"{SENTENCE}\n\nAll\u00a0of it.\n"


def test_surrogates_and_deep_rows_do_no_harm(tmp_path: Path) -> None:
    data = b'{"text": "Ridge \\ud800 sold 5 cars."}\n{"text": ' + b"[" * 100_000 + b"\n" + lines({"text": SENTENCE})
    assert said(of(data, tmp_path / "e.jsonl")) == [
        ("e.jsonl#1", "Ridge \ufffd sold 5 cars."),
        ("e.jsonl#2", "damaged"),
        ("e.jsonl#3", SENTENCE),
    ]


def test_a_row_that_is_too_long_costs_itself_alone(tmp_path: Path) -> None:
    data = lines({"text": "x" * 5000}, {"text": SENTENCE})
    assert said(of(data, tmp_path / "e.jsonl", ReadOptions(max_bytes=1000))) == [
        ("e.jsonl#1", "too_large"),
        ("e.jsonl#2", SENTENCE),
    ]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-03-05T09:30:00Z", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("2024/3/5 10:00", date(2024, 3, 5)),
        ("1709596800000", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 18:20:00 +0800", date(2024, 3, 5)),
        ("March 5, 2024 Tuesday 10:05 GMT", date(2024, 3, 5)),
        ("Tuesday, Mar. 5th, 2024", date(2024, 3, 5)),
        ("05-Mar-2024", date(2024, 3, 5)),
        ("5 May 2024", date(2024, 5, 5)),
        ("31 April 2024", None),
        ("05/03/2024", None),
        ("2024-13-05", None),
        ("soon", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_days_of_rows(stamp: str, day: date | None) -> None:
    assert day_of(stamp) == day


def mail(text: str, html: str | None = None, subject: str = "Re: Fwd: All of it") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@b.invalid", subject, "Tue, 05 Mar 2024 18:20:00 +0800"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_the_part_that_says_most(tmp_path: Path) -> None:
    whole = mail(SENTENCE, f"<p>{SENTENCE}</p>").as_bytes()
    assert said(of(whole, tmp_path / "m.eml")) == [("m.eml", f"All of it\n\n{SENTENCE}\n")]
    empty = mail("See the page.", f"<p>{SENTENCE * 9}</p>").as_bytes()
    assert said(of(empty, tmp_path / "m.eml")) == [("m.eml", f"All of it\n\n{SENTENCE * 9}\n")]


def test_a_message_in_a_message_is_attached(tmp_path: Path) -> None:
    outer = mail("See below.")
    outer.add_attachment(mail(SENTENCE, subject="Inner"))
    outer.add_attachment(packed(("a.txt", SENTENCE)), maintype="application", subtype="zip", filename="c.zip")
    assert said(of(outer.as_bytes(), tmp_path / "m.eml")) == [
        ("m.eml", "All of it\n\nSee below.\n"),
        ("m.eml!message.eml", f"Inner\n\n{SENTENCE}\n"),
        ("m.eml!c.zip!a.txt", SENTENCE),
    ]


HOSTILE_HEADERS = {
    "encoded words": (b"Subject: " + b"=?utf-8?q?a?= " * 20_000, "ok"),
    "brackets": (b"Date: " + b"(" * 50_000, "ok"),
    "parameters": (b"Content-Type: text/plain; " + b"a=b;" * 50_000, "too_large"),
    "folded parameters": (b"Content-Disposition: attachment;" + b"\n a=b;" * 50_000, "too_large"),
    "parts in parts": (
        b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)),
        "too_deep",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE_HEADERS)
def test_headers_made_to_be_slow_are_not(
    kind: str, tmp_path: Path, calls: Callable[[Callable[[], object]], int]
) -> None:
    header, wanted = HOSTILE_HEADERS[kind]
    path = tmp_path / "m.eml"
    path.write_bytes(b"From: a@b.invalid\nTo: c@d.invalid\nMIME-Version: 1.0\n" + header + b"\n\n" + SENTENCE.encode())
    (found,) = documents(Source("m.eml", path))
    assert wanted == (found.kind if isinstance(found, ReadError) else "ok")
    assert calls(lambda: list(documents(Source("m.eml", path)))) < 5_000_000


def test_messages_of_a_mailbox(tmp_path: Path) -> None:
    start = b"From a@b.invalid Tue Mar  5 18:20:00 2024\n"
    whole = b"".join(
        start + mail(text).as_bytes() + b"\n" for text in (SENTENCE, "x" * 900, ">From the plant came 9 cars.")
    )
    found = said(of(whole, tmp_path / "m.mbox", ReadOptions(max_bytes=700)))
    assert found == [
        ("m.mbox#1", f"All of it\n\n{SENTENCE}\n\n"),
        ("m.mbox#2", "too_large"),
        ("m.mbox#3", "All of it\n\nFrom the plant came 9 cars.\n\n"),
    ]


def test_rows_are_taken_out_one_by_one(tmp_path: Path) -> None:
    """Memory does not grow with the number of rows: the first are there though the rest is endless."""

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            row = lines({"text": SENTENCE})
            size = len(buffer) // len(row) * len(row)
            buffer[:size] = row * (size // len(row))
            return size

    from nevextract.read.exports import json_rows

    rows: Iterator[object] = json_rows(io.BufferedReader(Endless(), 1 << 16), "e.jsonl", ReadOptions())
    tracemalloc.start()
    assert sum(1 for _ in islice(rows, 20_000)) == 20_000
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_standard_input_may_hold_many(tmp_path: Path) -> None:
    found = list(items(Source("-", None), stdin=packed(("a.txt", SENTENCE), ("b.txt", SENTENCE))))
    assert [each.id for each in found if not isinstance(each, ReadError)] == ["-!a.txt", "-!b.txt"]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(SENTENCE,))
    writer.start()
    assert said(list(documents(Source("a.txt", pipe)))) == [("a.txt", SENTENCE)]
    writer.join()
