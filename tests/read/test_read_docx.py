"""Word files to text."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from nevextract.errors import ReadError
from nevextract.read.extract import extract

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made(*paragraphs: str) -> bytes:
    """A Word file of paragraphs, those that begin with "<" as they are in its XML."""
    document = Document()
    for text in paragraphs:
        if text.startswith("<"):
            document.element.body.insert(len(document.element.body) - 1, parse_xml(text.replace(">", f" {W}>", 1)))
        else:
            document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def test_inserted_text_stays_and_deleted_text_goes() -> None:
    run = "<w:p><w:r><w:t>Ridge sold </w:t></w:r><w:del><w:r><w:delText>900</w:delText></w:r></w:del>"
    run += "<w:ins><w:r><w:t>950</w:t></w:r></w:ins><w:r><w:noBreakHyphen/><w:t> cars.</w:t></w:r></w:p>"
    assert extract(made(run), "a.docx").text == "Ridge sold 950- cars.\n"


def test_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Ridge sold 5 cars.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert extract(made("One.", control, "Two."), "a.docx").text == "One.\n\nRidge sold 5 cars.\n\nTwo.\n"


def test_tabs_make_rows() -> None:
    assert (
        extract(made("May\t4,100\t5.1%", "June\t4,300\t6.2%"), "a.docx").text
        == "May | 4,100 | 5.1%\nJune | 4,300 | 6.2%\n"
    )


def test_merged_cells_keep_the_columns() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Sales"
    for column, said in enumerate(("Month", "Cars", "Vans")):
        table.cell(1, column).text = said
    out = io.BytesIO()
    document.save(out)
    assert extract(out.getvalue(), "a.docx").text == "| Sales |\nMonth | Cars | Vans\n"


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        extract(data, "a.docx")
    assert "a.docx" in str(caught.value)
    return caught.value.kind


def test_what_is_refused() -> None:
    data = made("Ridge sold 5 cars.")
    assert refusal(data[: len(data) // 2]) == "damaged"
    assert refusal(made("")) == "empty"
    assert refusal(repacked(data, "word/document.xml", b"<w:document>")) == "damaged"
    assert refusal(repacked(data, "word/document.xml", b" " * 301_000_000)) == "too_large"


def test_an_xml_bomb_does_not_go_off() -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    xml = f'<!DOCTYPE a [<!ENTITY e0 "1,000 cars ">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    xml += f"<w:document {W}><w:body><w:p><w:r><w:t>Ridge &e8; &f; sold 5 cars.</w:t></w:r></w:p></w:body></w:document>"
    try:
        text = extract(repacked(made("x"), "word/document.xml", xml.encode()), "a.docx").text
    except ReadError as error:
        assert error.kind == "damaged"
    else:
        assert len(text) < 100
        assert "root:" not in text
