"""The review page: one HTML file with its style, script and data, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import lru_cache
from importlib.resources import files

from nevextract.review.page_data import safe_json

_LIBRARY, _LICENCE = "vendor/uPlot.iife.min.js", "vendor/LICENSE-uPlot"
_SCRIPTS = ("core.js", "text.js", "detail.js", "table.js", "plots.js", "main.js")
_HOLE = re.compile(r"\{\{(\w+)\}\}")
_STYLES = ("vendor/uPlot.min.css", "style.css")


def review_page(data: object, title: str) -> str:
    """The page that shows `data` (of `page_data`)."""
    own = "\n".join(_asset(name) for name in _SCRIPTS)
    script = f"/*\n{_asset(_LICENCE)}*/\n{_asset(_LIBRARY)}\n(() => {{\n{own}}})();\n"
    style = "\n".join(_asset(name) for name in _STYLES)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "title": html.escape(title),
        "policy": html.escape(policy, quote=True),
        "style": style,
        "script": script,
        "data": safe_json(data),
    }
    # One pass: what is put in is not looked at again, whatever it looks like.
    return _HOLE.sub(lambda hole: parts[hole[1]], _asset("page.html"))


@lru_cache(maxsize=16)
def _asset(name: str) -> str:
    return files("nevextract.review").joinpath("page", name).read_text("utf-8")


def _hash(source: str) -> str:
    """How a content security policy names what it allows: by the digest of the element's whole content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
