"""The browser, and documents and results for the pages that it opens."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nevextract.find.model import NONE
from nevextract.pipeline import Extractor
from nevextract.records import Document
from nevextract.review.load import Result, ResultDocument

METRICS = {"exports": "Exports", "production": "Production", "output_value": "Output value", "sales": "Sales"}


def start_browser(downloads: Path) -> Any | None:
    """Chromium without a window, its downloads in a folder; None where it or its driver is missing."""
    browser, tool = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not browser or not tool:
        return None
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    # Without a sandbox: as root, which tests in containers run as, Chromium has none.
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(tool))


def result_of(documents: Sequence[Document], name: str = "result.json") -> Result:
    return Result(name, tuple(ResultDocument(d.id, d.figures, d.projects, d.suppliers, d) for d in documents))


def extracted(text: str, name: str = "a.txt") -> Document:
    return Extractor(model=NONE).extract(text, id=name, with_text=True)
