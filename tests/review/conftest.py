"""Results as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reviewed import written

from nevextract.output.formats import Format, Kind
from nevextract.records import Document


@pytest.fixture
def result_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes documents as a result, in the format that the name's ending tells."""

    def make(name: str, *documents: Document, kind: Kind = Kind.figures) -> Path:
        path = tmp_path / name
        path.write_text(written(documents, Format(path.suffix[1:]), kind), "utf-8")
        return path

    return make
