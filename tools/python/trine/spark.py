"""Documents of a Spark DataFrame: statements out, or a store. Needs pyspark and pyarrow.

The engine is Spark's: every task reads the rows of its partition with this package, on the executor
that Spark gave it. Nothing is kept between tasks but the opened model.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from typing import Any, Dict, Iterable, Iterator, List, Optional

from .pipeline import Pipeline
from .store import Store

STATEMENT = ("doc string, sentence_number int, byte_start int, byte_end int, text string, subject string, "
             "subject_type string, relation string, relation_class string, object string, object_type string, "
             "polarity string, modality string, attribution string, time string, time_from string, time_to string, "
             "place string, confidence double, rule string")
"""The columns of extract(): the fields of docs/json.md that are plain values, and `json` with all of them."""

_COLUMNS = [column.split()[0] for column in STATEMENT.split(", ")]
_pipelines: Dict[str, Pipeline] = {}  # of this executor, by their options


def extract(df, *, text: str = "text", id: str = "id", date: Optional[str] = "date",  # type: ignore[no-untyped-def]
            title: Optional[str] = None, uri: Optional[str] = None, **options: Any):
    """The statements of `df`'s documents, one row each. `text`, `id`, `date`, `title`, `uri` name
    columns; one that is not there is taken as empty. Other options are those of Pipeline."""
    def read(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        pipeline = _pipeline(options)
        for batch in batches:
            rows: List[Dict[str, Any]] = []
            for record in batch.to_pylist():
                for statement in pipeline.analyse(_text(record), id=str(record["id"]), date=record["date"] or "",
                                                  title=record["title"] or "", uri=record["uri"] or ""):
                    data = statement.to_dict()
                    rows.append({**{name: data.get(name) for name in _COLUMNS}, "json": json.dumps(data)})
            yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)

    import pyarrow

    kinds = {"string": pyarrow.string(), "int": pyarrow.int32(), "double": pyarrow.float64()}
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in
                             (column.split() for column in STATEMENT.split(", "))] + [("json", pyarrow.string())])
    return _documents(df, text, id, date, title, uri).mapInArrow(read, STATEMENT + ", json string")


def build(df, location: str, *, text: str = "text", id: str = "id", date: Optional[str] = "date",  # type: ignore[no-untyped-def]
          title: Optional[str] = None, uri: Optional[str] = None, source: str = "spark",
          partitions: Optional[int] = None, **options: Any) -> Store:
    """A store at `location` (a folder that driver and executors share) of `df`'s documents: what one
    build of them gives, whatever the number of partitions, their order, retried or speculated tasks.

    Each task writes a shard under a name of its own and renames it when it is whole; of two attempts at
    one partition the first to finish counts. Rows go to partitions by their id, so that a task that is
    run again has the same rows. The shards are merged at the end, documents by their keys.
    """
    shards = os.path.abspath(location) + ".shards"
    shutil.rmtree(shards, ignore_errors=True)
    os.makedirs(shards)

    def write(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow
        from pyspark import TaskContext

        target = os.path.join(shards, f"{TaskContext.get().partitionId():06d}")
        records = [record for batch in batches for record in batch.to_pylist()]
        if records and not os.path.exists(target):
            attempt = tempfile.mkdtemp(prefix=".attempt-", dir=shards)
            Store(attempt).put(({**record, "text": _text(record)} for record in records), source=source,
                               pipeline=_pipeline(options))
            try:
                os.rename(attempt, target)
            except OSError:  # another attempt was first
                shutil.rmtree(attempt, ignore_errors=True)
        yield pyarrow.RecordBatch.from_pydict({"documents": pyarrow.array([len(records)], pyarrow.int64())})

    documents = _documents(df, text, id, date, title, uri)
    count = partitions or documents.rdd.getNumPartitions()
    documents.repartition(count, "id").mapInArrow(write, "documents long").collect()
    whole = sorted(name for name in os.listdir(shards) if not name.startswith("."))
    store = Store(location)
    if whole:
        store.merge(*(os.path.join(shards, name) for name in whole))
    shutil.rmtree(shards, ignore_errors=True)
    return store


def _documents(df, text: str, id: str, date: Optional[str], title: Optional[str],  # type: ignore[no-untyped-def]
               uri: Optional[str]):
    from pyspark.sql import functions as f

    named = {"text": text, "id": id, "date": date, "title": title, "uri": uri}
    return df.select(*((f.col(column).cast("string") if column and column in df.columns else f.lit(None).cast("string"))
                       .alias(name) for name, column in named.items()))


def _text(record: Dict[str, Any]) -> str:
    return record["text"] or ""


def _pipeline(options: Dict[str, Any]) -> Pipeline:
    key = json.dumps(options, default=str, sort_keys=True)
    if key not in _pipelines:
        _pipelines[key] = Pipeline(**options)
    return _pipelines[key]
