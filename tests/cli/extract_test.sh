#!/usr/bin/env bash
# extract: every format, from files and standard input, in input order at any number of threads.
source "$(dirname "$0")/common.sh"
small_corpus

expect 0 "$trine" extract corpus
has out '"doc":"a' '"subject":"Ana Ruiz"' '"relation":"meet"' '"object":"Ben Okoro"' '"polarity":"neg"'
cp out one.jsonl
python3 - <<'P' || fail 'statements'
import json
text = {"a": "Ana Ruiz met Ben Okoro."}
for line in open("one.jsonl"):
    s = json.loads(line)
    assert s["byte_start"] < s["byte_end"] and 0 <= s["confidence"] <= 1 and s["rule"], s
    assert len(s["text"].encode()) == s["byte_end"] - s["byte_start"], s
    b, e = s["subject_span"]
    part = s["text"].encode()[b - s["byte_start"]:e - s["byte_start"]].decode()
    assert s["subject"].split()[-1] in part, (s["subject"], part)
P
expect 0 "$trine" extract corpus -j1
same out one.jsonl
expect 0 "$trine" extract corpus -j4 -o file.jsonl
same file.jsonl one.jsonl
cat corpus/*.conllu >all.conllu
"$trine" extract - <all.conllu >out 2>err || fail "standard input: $(cat err)"
[ "$(grep -c . out)" -eq "$(grep -c . one.jsonl)" ] || fail 'standard input gives other statements'
"$trine" extract --format tsv <all.conllu >out 2>err || fail 'standard input without a path'
head -1 out | grep -q $'^doc\tsentence\tsubject' || fail 'tsv header'

expect 0 "$trine" extract --format mentions corpus
python3 - <<'P' || fail 'mentions'
import json
records = [json.loads(line) for line in open("out")]
assert len(records) == 3
assert all(m["type"] == "Person" and m["named"] for r in records for m in r["mentions"])
P
expect 0 "$trine" extract --format conllu corpus/a.conllu
has out '# newdoc id = a' '# text = Ana Ruiz met Ben Okoro.'
cp out again.conllu
expect 0 "$trine" extract --format conllu again.conllu
same out again.conllu
expect 0 "$trine" extract --format oie --view carb corpus/a.conllu
grep -q $'^Ana Ruiz met Ben Okoro\\.\t0\\.[0-9]*\tmet\tAna Ruiz\tBen Okoro$\|^Ana Ruiz met Ben Okoro\\.\t1\\.[0-9]*\tmet\tAna Ruiz\tBen Okoro$' out ||
  fail "oie: $(head -1 out)"
expect 0 "$trine" extract --format oie --view benchie corpus/a.conllu
expect 0 "$trine" extract --format text corpus/c.conllu
has out 'Ana Ruiz did not threaten Dia Moreau.' 'not: threaten' 'denied'
expect 0 "$trine" extract --format text --explain corpus/c.conllu
has out 'nsubj' 'rule' 'confidence'
expect 2 "$trine" extract --explain corpus
expect 2 "$trine" extract --format xml corpus
expect 2 "$trine" extract -j0 corpus
expect 3 "$trine" extract corpus nowhere
has err nowhere
has out 'Ana Ruiz'
finish
