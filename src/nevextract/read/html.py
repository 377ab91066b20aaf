"""HTML: the main text of a page with its headline, date and captions. Nothing that a page names is ever fetched."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nevextract.errors import ReadError
from nevextract.read.laid_out import LaidOut, tidy, with_headline
from nevextract.read.markup import drop_links, drop_unseen, lay_out, settable
from nevextract.read.origin import Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 25_000  # a larger page is read as it stands: telling its main text apart would take too long
MIN_MAIN = 80  # less is no article: the search for one has failed
SHORT_MAIN = 200
TIMES_LONGER = 4
MAX_CAPTION = 500
_EARLIEST, _LATEST = "1990-01-01", "2100-12-31"  # fixed, so that no result depends on the day of the run
_LIMIT = "ERR_RESOURCE_LIMIT"
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})")
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]+")  # pictures within the page
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_html(markup: str, name: str, *, headline: str | None = None, whole: bool = False) -> tuple[str, Origin]:
    """The main text of a page, its headline first, and what the page tells of it.

    Where no main text can be told from the rest, all that is not navigation; so for what is no page but a `whole`
    article or message. `headline` is used where the page has none. Raises `ReadError` naming `name` for a page that is
    nested too deep or holds no text.
    """
    tree = _parse(markup, name)
    drop_links(tree)  # first: the date of another article is none of this one
    title, published = (headline, None) if whole else _facts(tree)
    drop_unseen(tree)
    laid_out = lay_out(tree, _captions(tree), whole_page=True) if whole else _main(tree)
    laid_out = with_headline(laid_out, title or headline)
    if not laid_out.text.strip():
        raise ReadError("holds no text", path=name, kind="empty")
    return laid_out.text, Origin(title or headline, published, captions=laid_out.captions)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in, or None."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii") if found else None


def _parse(markup: str, name: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    data = _EMBEDDED.sub("data:,", _CONTROLS.sub("\ufffd", markup)).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("holds no text", path=name, kind="empty") from error
    limits = [entry.message for entry in parser.error_log if _LIMIT in entry.type_name]
    if any("depth" in message for message in limits):
        raise ReadError("is nested too deep; save the page as text", path=name, kind="too_deep")
    if limits:
        raise ReadError("holds a single piece of more than 10 MB; save the page as text", path=name, kind="too_large")
    return tree


def _facts(tree: HtmlElement) -> tuple[str | None, date | None]:
    """Headline and date of publication, as the page's metadata and its usual places give them."""
    _silence()
    from trafilatura.metadata import extract_metadata

    with suppress(*_FAULTS):  # a page whose metadata break the library is read without them
        facts = extract_metadata(tree, date_config=_date_options())
        published = None
        with suppress(TypeError, ValueError):
            published = date.fromisoformat(facts.date or "")
        return tidy(facts.title or "") or None, published
    return None, None


@lru_cache(maxsize=1)
def _silence() -> None:
    """The libraries log what they find odd in a page; it would stand among our own messages."""
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)


def _date_options() -> dict[str, Any]:
    return {
        "original_date": True,
        "extensive_search": False,
        "min_date": _EARLIEST,
        "max_date": _LATEST,
        "outputformat": "%Y-%m-%d",
    }


# What the libraries raise on pages that they cannot handle; a page that is odd must not be lost for it.
_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError)


def _main(tree: HtmlElement) -> LaidOut:
    """The main text, or the whole page where there is hardly any."""
    captions = _captions(tree)
    main = LaidOut("")
    if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS:
        main = _extracted(tree, captions)
    if len(main.text) >= SHORT_MAIN:
        return main
    page = lay_out(tree, captions, whole_page=True)
    failed = len(main.text) < MIN_MAIN or len(page.text) <= TIMES_LONGER * len(main.text)
    return page if failed and page.text else main


def _extracted(tree: HtmlElement, captions: frozenset[str]) -> LaidOut:
    from trafilatura import bare_extraction

    with suppress(*_FAULTS):
        found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
        if found is not None and not isinstance(found, dict) and found.body is not None:
            return lay_out(found.body, captions)
    return LaidOut("")


def _captions(tree: HtmlElement) -> frozenset[str]:
    """The captions of a page's pictures, made into bare paragraphs: the search for the main text would drop them."""
    from lxml import html

    found = set()
    for element in list(tree.iter("figure", "figcaption", "p", "div", "span")):
        said = _caption(element)
        if said is None or element.getparent() is None:
            continue
        paragraph = html.Element("p")
        paragraph.text, paragraph.tail = said, settable(element.tail or "")
        element.getparent().replace(element, paragraph)
        found.add(said)
    return frozenset(found)


def _caption(element: HtmlElement) -> str | None:
    """What a picture's caption says, or None for an element that is none."""
    if element.tag == "figure":
        said = settable(tidy(" ".join(caption.text_content() for caption in element.iter("figcaption"))))
        return said if said and element.find(".//table") is None else None
    if element.tag != "figcaption" and "caption" not in (element.get("class") or ""):
        return None
    said = settable(tidy(element.text_content()))
    return said if 0 < len(said) <= MAX_CAPTION else None
