"""`extract_batches` as Spark takes it, in Spark's local mode: `make spark`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from nevextract.arrow import SCHEMA, BatchExtractor, extract_batches

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.spark

NEWS = "In 2022 the city exported {:,} cars, up 12.5% from a year earlier."


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "7").getOrCreate()
        yield session
        session.stop()


def rows(frame: Any) -> list[tuple[Any, ...]]:
    return sorted((row.document, row.metric or "", row.value or Decimal(0), row.error or "") for row in frame.collect())


def test_map_in_arrow_takes_it_as_it_is(spark: Any) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    texts: list[tuple[str, str | None]] = [(f"d{i:02}", NEWS.format(1000 + i)) for i in range(30)]
    frame = spark.createDataFrame([*texts, ("empty", ""), ("null", None)], "id string, text string").repartition(3)
    found = frame.mapInArrow(extract_batches, from_arrow_schema(SCHEMA))
    assert found.columns == SCHEMA.names
    assert rows(found) == sorted(
        [
            *((f"d{i:02}", "exports", Decimal(1000 + i), "") for i in range(30)),
            *((f"d{i:02}", "exports", Decimal("12.5"), "") for i in range(30)),
            ("empty", "", Decimal(0), "empty: holds no text"),
            ("null", "", Decimal(0), "empty: holds no text"),
        ]
    )


def test_options_go_along(spark: Any) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    extract = BatchExtractor(model="none", id="url", text="body", metrics=("charging_points",))
    frame = spark.createDataFrame(
        [("u1", NEWS.format(5)), ("u2", "By 2024 the city had 1,500 charging piles.")], "url string, body string"
    )
    found = frame.mapInArrow(extract, from_arrow_schema(extract.schema))
    assert rows(found) == [("u2", "charging_points", Decimal(1500), "")]
