"""A store of all documents of a Parquet, JSON or CSV source, built by Spark.

    spark-submit spark_build.py --text body --date published articles.parquet /shared/news.db

The store's folder must be one that driver and executors share.
"""

import argparse

import trine.spark
from pyspark.sql import SparkSession

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("source", help="folder or file that Spark reads")
arguments.add_argument("location", help="the store")
arguments.add_argument("--format", default="parquet", help="parquet, json, csv")
arguments.add_argument("--text", default="text", help="column of the text")
arguments.add_argument("--id", default="id", help="column that names a document")
arguments.add_argument("--date", default="date", help="column of the date, ISO 8601")
arguments.add_argument("--partitions", type=int, help="shards (default: as Spark reads them)")
given = arguments.parse_args()

session = SparkSession.builder.appName("trine build").getOrCreate()
frame = session.read.format(given.format).load(given.source)
store = trine.spark.build(frame, given.location, text=given.text, id=given.id, date=given.date,
                          partitions=given.partitions)
print(store.stats())
