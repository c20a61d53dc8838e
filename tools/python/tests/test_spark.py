"""PySpark's real engine in local mode. Skipped where it is not installed."""

import json
import os
import sys

import pytest
import trine

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

NAMES = ["Ana Ruiz", "Ben Okoro", "Cem Lindqvist", "Dia Moreau", "Eva Brandt"]
TEXTS = [{"id": f"{i:02d}", "text": f"{NAMES[i % 5]} met {NAMES[(i + 1 + i // 5) % 5]} in Lisbon on Friday.",
          "date": "2024-05-31"} for i in range(20)]


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers run what runs this

    session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
    yield session
    session.stop()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    store = trine.Store(folder / "s")
    store.put(TEXTS, source="spark")
    return store.export()


@pytest.mark.parametrize("partitions", [1, 3, 7])
def test_partitions_do_not_show_in_the_store(spark, built, tmp_path, partitions):
    import trine.spark

    df = spark.createDataFrame(TEXTS[::-1]).repartition(4)
    store = trine.spark.build(df, str(tmp_path / "s"), partitions=partitions)
    assert store.export() == built


def test_statements_of_a_frame(spark):
    import trine.spark

    rows = trine.spark.extract(spark.createDataFrame(TEXTS)).collect()
    assert len(rows) == len(TEXTS)
    assert {row.relation for row in rows} == {"meet"} and {row.time_from for row in rows} == {"2024-05-31"}
    assert json.loads(rows[0].json)["relation_class"] == "CONSULT"
