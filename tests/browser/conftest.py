"""Chromium without a window. Where it or its driver is missing the tests are skipped; `make test` installs both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from browser_pages import METRICS, result_of, start_browser

from nevextract.records import Document
from nevextract.review.diff import compare
from nevextract.review.page_data import page_data
from nevextract.review.view import review_page

Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The browser, with its downloads in a folder of their own (`driver.downloads`)."""
    pytest.importorskip("selenium", reason="selenium is not installed; `make test` installs it")
    downloads = tmp_path_factory.mktemp("downloads")
    found = start_browser(downloads)
    if found is None:
        pytest.skip("chromium and chromedriver are not installed; `make test` installs them where it may")
    found.downloads = downloads
    yield found
    found.quit()


@pytest.fixture
def open_page(driver: Any, tmp_path: Path) -> Open:
    """Writes the page of some documents and opens it from disk."""

    def make(
        *documents: Document, old: Sequence[Document] = (), size: tuple[int, int] = (1400, 900), texts: bool = True
    ) -> Any:
        result = result_of(documents)
        comparison = compare(result_of(old, "old.json"), result) if old else None
        held = {d.id: d.text for d in documents if d.text is not None} if texts else {}
        page = tmp_path / "review.html"
        page.write_text(review_page(page_data(result, held, METRICS, comparison), "Review"), "utf-8")
        driver.get("about:blank")
        driver.get_log("browser")
        driver.set_window_size(*size)
        driver.get(page.as_uri())
        return driver

    return make
