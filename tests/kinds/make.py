"""Make the samples of every kind of file beside this script, all of the same article. Run it after a change to it.

Needs the `dev` extra. The files are committed, so that the tests do not depend on what makes them.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).parent

TITLE = "Tellwood lifts electric bus exports to 7,200 units"
DATELINE = "TELLWOOD, March 5, 2024 (Xinhua) -- "
OPENING = (
    "The harbour city of Tellwood exported 7,200 electric buses in 2023, an increase of 18.4 percent year-on-year, the "
    "city's bureau of commerce said on Tuesday."
)
CAPTION = "Workers check some of the 300 buses that were shipped on February 2, 2024."
MIDDLE = (
    "The output value of its new energy vehicle industry came to 48.6 billion yuan last year. Ridge Motor alone will "
    "invest 2.35 billion yuan this year in a battery plant with an annual capacity of 12 GWh."
)
HEAD = ("Month", "Sales (units)", "Year-on-year change")
ROWS = (("January 2024", "12,300", "5.1%"), ("February 2024", "9,800", "-3.2%"))
ITEMS = (
    "By the end of 2023 the city had 41,500 charging piles.",
    "It aims to build 6,000 more charging piles in 2024.",
)
CLOSING = "More than 120 parts makers have settled in the city's industrial park, which employs about 15,600 people."
NAVIGATION = ("Home", "News", "Battery prices fall by 9 percent to 500 yuan")
TEASERS = ("Ridge sells 88,000 cars abroad", "Exports of trucks rise 44 percent")
FOOT = "Copyright 2024 Tellwood Herald. All rights reserved. Licence No. 31120"


def text() -> str:
    table = "\n".join(" | ".join(row) for row in (HEAD, *ROWS))
    items = "\n".join(f"- {item}" for item in ITEMS)
    parts = (TITLE, DATELINE + OPENING, f"Photo: {CAPTION}", MIDDLE, table, items, CLOSING)
    return "\n\n".join(parts) + "\n"


def html() -> str:
    """A page as sites make them: navigation, a picture, the article, links to others, a footer."""
    links = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(NAVIGATION))
    teasers = "".join(f'<li><a href="/t{n}">{name}</a></li>' for n, name in enumerate(TEASERS))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    head = "<tr>" + "".join(f"<th>{cell}</th>" for cell in HEAD) + "</tr>"
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{TITLE} - Tellwood Herald</title>
<meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2024-03-05T09:30:00+08:00">
<style>p {{ margin: 1em }}</style>
</head>
<body>
<header><nav><ul>{links}</ul></nav></header>
<div class="breadcrumb">Home &gt; News Center &gt; Industry</div>
<article>
<h1>{TITLE}</h1>
<div class="share">Share - WeChat</div>
<p>{DATELINE}{OPENING}</p>
<figure><img src="https://example.invalid/bus.jpg" alt="bus"><figcaption>{CAPTION}</figcaption></figure>
<p>{MIDDLE}</p>
<table>{head}{rows}</table>
<ul>{items}</ul>
<p>{CLOSING}</p>
</article>
<aside><h3>Related articles</h3><ul>{teasers}</ul></aside>
<script>document.write("5,000 cars sold in 2024")</script>
<footer><p>Leave a message</p><p>{FOOT}</p></footer>
</body>
</html>
"""


def mhtml(page: str) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://example.invalid/news/1.html"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 9 Aug 2024 10:00:00 -0000"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG 1,000 cars", maintype="image", subtype="png", cid="<bus>")
    message.set_boundary("----boundary----")
    return message.as_bytes()


def pdf() -> bytes:
    """A report of two pages: justified lines, a word broken at a line end, a running head, page numbers."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    def furniture(canvas: Canvas, report: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, A5[1] - 30, "Tellwood Herald: 900 stories a year")
        canvas.drawCentredString(A5[0] / 2, 25, f"Page {report.page} of 2")

    body = ParagraphStyle("body", fontSize=11, leading=14, alignment=TA_JUSTIFY, spaceAfter=10)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=10)
    middle = MIDDLE.replace("industry", "indus-<br/>try")
    said = [DATELINE + OPENING, f"Photo: {CAPTION}", middle]
    story = [Paragraph(TITLE, head), *(Paragraph(text, body) for text in said)]
    story.append(Table([HEAD, *ROWS], colWidths=(105, 100, 110), spaceAfter=10, hAlign="LEFT"))
    story += [Paragraph(f"- {item}", body) for item in ITEMS]
    story += [PageBreak(), Paragraph(CLOSING, body)]
    out = io.BytesIO()
    report = SimpleDocTemplate(out, pagesize=A5, leftMargin=50, rightMargin=50, topMargin=50, invariant=1)
    report.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def docx() -> bytes:
    """A Word file with a header, a footer, a table and a bulleted list."""
    from docx import Document

    made = Document()
    made.core_properties.created = made.core_properties.modified = datetime(2024, 8, 9)
    made.sections[0].header.paragraphs[0].text = "Tellwood Herald: 900 stories a year"
    made.sections[0].footer.paragraphs[0].text = FOOT
    made.add_heading(TITLE, level=1)
    made.add_paragraph(DATELINE + OPENING)
    made.add_paragraph(CAPTION, style="Caption")
    made.add_paragraph(MIDDLE)
    table = made.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    for item in ITEMS:
        made.add_paragraph(item, style="List Bullet")
    made.add_paragraph(CLOSING)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def mail() -> bytes:
    """A clipping sent on by mail, with a page attached."""
    message = EmailMessage()
    message["From"] = "Ann Hill <ann@example.invalid>"
    message["To"] = "clippings@example.invalid"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Tue, 05 Mar 2024 18:20:00 +0800"
    message.set_content(text().partition("\n\n")[2])
    message.add_attachment(html(), subtype="html", filename="../bus.html")
    message.add_attachment(b"\x89PNG 1,000 cars", maintype="image", subtype="png", filename="bus.png")
    message.set_boundary("----boundary----")
    return message.as_bytes()


def export_row() -> dict[str, str]:
    body = text().partition("\n\n")[2]
    return {"id": "T-17", "headline": TITLE, "published": "2024-03-05T09:30:00Z", "body": body}


def csv_export() -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(export_row()))
    writer.writeheader()
    writer.writerow(export_row())
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 6, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    (HERE / "article.txt").write_text(text(), "utf-8")
    page = html()
    (HERE / "article.html").write_text(page, "utf-8")
    (HERE / "article.mhtml").write_bytes(mhtml(page))
    (HERE / "article.pdf").write_bytes(pdf())
    (HERE / "article.docx").write_bytes(docx())
    (HERE / "article.eml").write_bytes(mail())
    (HERE / "article.mbox").write_bytes(b"From ann@example.invalid Tue Mar  5 18:20:00 2024\n" + mail() + b"\n")
    (HERE / "article.jsonl").write_text(json.dumps(export_row()) + "\n", "utf-8")
    (HERE / "article.csv").write_text(csv_export(), "utf-8", newline="")
    (HERE / "article.html.gz").write_bytes(gzip.compress(page.encode(), mtime=0))
    members = ("article.txt", "article.pdf", "article.docx", "article.eml")
    (HERE / "article.zip").write_bytes(packed({f"2024/{name}": (HERE / name).read_bytes() for name in members}))


if __name__ == "__main__":
    main()
