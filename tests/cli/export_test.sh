#!/usr/bin/env bash
# Exports: every format is well formed, and the file appears whole.
source "$(dirname "$0")/common.sh"
small_corpus
"$trine" build corpus -l s -q || fail build
export TRINE_STORE=$work/s

expect 0 "$trine" export -o graph.jsonl
python3 -c 'import json,sys; [json.loads(l) for l in open("graph.jsonl")]' || fail 'not JSON Lines'
expect 0 "$trine" export -o graph.graphml
python3 -c 'import xml.dom.minidom as m; m.parse("graph.graphml")' || fail 'not XML'
expect 0 "$trine" export -o graph.csv
python3 - <<'P' || fail 'not CSV'
import csv
rows = list(csv.DictReader(open("graph.csv")))
assert any(r["subject"] and r["relation"] == "meet" and r["status"] == "affirmed" for r in rows)
assert any(r["relation"] == "threaten" and r["status"] == "denied" for r in rows)
P
expect 0 "$trine" export --format dot
has out 'digraph trine' 'Ana Ruiz' 'style=dashed' '#c62828' 'meet (2)'
expect 0 "$trine" export --format dot --seed Moreau --depth 1
has out 'Moreau' 'Lindqvist'
lacks out 'Okoro'
expect 0 "$trine" export --format mentions
python3 - <<'P' || fail 'mentions'
import json
for line in open("out"):
    record = json.loads(line)
    assert record["id"] and all(m["node"] and m["b"] < m["e"] for m in record["mentions"])
P
expect 1 "$trine" export --min-belief 1 --class SANCTION
if command -v dot >/dev/null; then
  expect 0 "$trine" export -o graph.svg
  has graph.svg '<svg' 'Ruiz'
  expect 0 "$trine" export -o graph.png
  [ "$(head -c 4 graph.png | tail -c 3)" = PNG ] || fail 'not a PNG'
fi
[ -z "$(ls | grep -F .tmp)" ] || fail 'a temporary file was left'
bash -n <("$trine" completion bash) || fail 'completion'
"$trine" doctor >out 2>err
has out 'version'
finish
