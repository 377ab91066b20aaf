"""A comparison as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TextIO

from nevextract.output.formats import Kind
from nevextract.review.diff import Comparison, Difference, Status
from nevextract.review.wording import (
    CHANGED,
    NONE,
    by_document,
    counts,
    document_line,
    how_matched,
    quoted,
    said,
    shown,
    summary,
)

_STYLE = """
:root { color-scheme: light dark; --added: #1a7f37; --removed: #cf222e; --changed: #9a6700; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --added: #56d364; --removed: #ff7b72; --changed: #e3b341; } }
body { font: 16px/1.45 system-ui, sans-serif; max-width: 75rem; margin: 1rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
.differences td:first-child { white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.added td:first-child, ins { color: var(--added); }
tr.removed td:first-child, del { color: var(--removed); }
tr.changed td:first-child { color: var(--changed); }
ins { text-decoration: none; }
q, small { opacity: .8; }
label { margin-right: 1rem; }
body:not(:has(#show-added:checked)) tr.added, body:not(:has(#show-removed:checked)) tr.removed,
body:not(:has(#show-changed:checked)) tr.changed { display: none; }
@media (max-width: 40rem) { table.differences, .differences tbody, .differences tr, .differences td { display: block; }
  .differences td { border: 0; padding: .1rem 0; } .differences tr { border-bottom: 1px solid var(--line); }
  .differences thead { display: none; } }
@media print { .controls { display: none; } }
"""


def write_html(stream: TextIO, comparison: Comparison) -> None:
    """The counts, and a table of differences for each document; boxes hide what was added, removed or changed."""
    title = escape(f"{comparison.old} → {comparison.new}")
    stream.write(
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Extraction: {title}</title>\n<style>{_STYLE}</style>\n"
        f"<h1>Extraction: what has changed</h1>\n<p>{title}</p>\n<p>{escape(summary(comparison))}</p>\n"
    )
    stream.write(_counts(comparison))
    boxes = (
        f'<label><input type="checkbox" id="show-{status.value}" checked> {status.value}</label>' for status in CHANGED
    )
    stream.write(f'<p class="controls">{"".join(boxes)}</p>\n')
    documents = {each.document: each for each in comparison.documents}
    differences = by_document(comparison.differences())
    for name in sorted({*documents, *differences}):
        note = f" <small>{escape(document_line(documents[name]))}</small>" if name in documents else ""
        stream.write(f"<h2>{escape(name)}{note}</h2>\n")
        if name in differences:
            stream.write(
                '<table class="differences">\n<thead><tr><th><th>record<th>words<th>what has changed</thead>\n'
            )
            for each in differences[name]:
                stream.write(_row(each))
            stream.write("</table>\n")
    stream.write("</html>\n")


def _counts(comparison: Comparison) -> str:
    statuses = (*CHANGED, Status.same)
    lines = ["<table>\n<tr><th>records" + "".join(f'<th class="n">{status.value}' for status in statuses) + "\n"]
    for kind in comparison.kinds:
        found = counts(comparison, kind)
        lines.append(f"<tr><td>{kind.value}" + "".join(f'<td class="n">{found[s]}' for s in statuses) + "\n")
    return "".join([*lines, "</table>\n"])


def _row(each: Difference) -> str:
    record = each.record
    changes = "<br>".join(
        f"{escape(change.field)}: {_value(change.old, 'del')} → {_value(change.new, 'ins')}" for change in each.changes
    )
    how = f" <small>{how_matched(each)}</small>" if how_matched(each) else ""
    words = f"<q>{escape(quoted(record))}</q>" if each.kind is Kind.figures else ""
    cells = (each.status.value, escape(said(record)), words, changes + how)
    return f'<tr class="{each.status.value}">' + "".join(f"<td>{cell}" for cell in cells) + "\n"


def _value(value: object, tag: str) -> str:
    text = escape(shown(value))
    return f"<small>{text}</small>" if text == NONE else f"<{tag}>{text}</{tag}>"
