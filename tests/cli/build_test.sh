#!/usr/bin/env bash
# Building: what is added, left alone, replaced and removed; the same graph in any order.
source "$(dirname "$0")/common.sh"
small_corpus

expect 0 "$trine" build corpus -l s
has err '3 documents added' '0 rejected'
lacks err $'\r' $'\033'
expect 0 "$trine" build corpus -l s
has err '0 documents added, 0 replaced, 3 unchanged'
"$trine" export -l s >first.jsonl || fail export
has first.jsonl '"kind":"document"' '"kind":"entity"' '"kind":"fact"' 'Ana Ruiz met Ben Okoro.'

# What is read under another gazetteer is read anew.
echo '{"id":"staff:7","name":"Ana Ruiz","aliases":["A. R. Ruiz"],"type":"Person"}' >known.jsonl
expect 0 "$trine" build corpus -l s --gazetteer known.jsonl --dry-run
has err '3 of those replaced had not changed'
expect 0 "$trine" build corpus -l s --gazetteer known.jsonl
has err '0 documents added, 3 replaced, 0 unchanged' '3 of those replaced had not changed'
expect 0 "$trine" show 'Ana Ruiz' -l s
has out 'staff:7'
expect 0 "$trine" build corpus -l s
has err '3 replaced'
"$trine" export -l s >s.jsonl
same first.jsonl s.jsonl

# -j1, -j2 and another order give the same bytes.
expect 0 "$trine" build corpus -l one -j1
expect 0 "$trine" build corpus/c.conllu corpus/a.conllu corpus/b.conllu -l two -j2
"$trine" export -l one >one.jsonl
"$trine" export -l two >two.jsonl
same first.jsonl one.jsonl
same first.jsonl two.jsonl

# A changed document is replaced, and what it alone said is gone.
{ newdoc b; svo 'Ana Ruiz' meet met 'Ben Okoro'; } >corpus/b.conllu
expect 0 "$trine" build corpus -l s
has err '0 documents added, 1 replaced, 2 unchanged'
lacks err 'had not changed'
expect 1 "$trine" rel 'Cem Lindqvist' 'Dia Moreau' -l s

# What rm leaves is what a build without the document gives.
"$trine" export --format documents -l s >documents
key=$(sed -n 's/.*"key":"\([^"]*\)".*/\1/p' documents | sed -n 2p)
expect 0 "$trine" rm "$key" -l s
has err 'removed 1 document'
rm corpus/b.conllu
expect 0 "$trine" build corpus -l without
"$trine" export -l s >s.jsonl
"$trine" export -l without >without.jsonl
same s.jsonl without.jsonl
expect 1 "$trine" rm no-such-document -l s
has err 'no-such-document'

# Shards merge into what one build gives.
small_corpus
"$trine" build corpus/a.conllu -l shard1 -q
"$trine" build corpus/b.conllu corpus/c.conllu -l shard2 -q
expect 0 "$trine" merge shard1 shard2 -l merged
"$trine" export -l merged >merged.jsonl
same first.jsonl merged.jsonl
expect 0 "$trine" backup copy -l merged
"$trine" export -l copy >copy.jsonl
same first.jsonl copy.jsonl
expect 0 "$trine" check -l copy
has out 'sound'
finish
