#!/usr/bin/env bash
# Damage and its repair, stores of an older format, files that are written beside others.
source "$(dirname "$0")/common.sh"
data=$(realpath "$samples/../../tests/data")
small_corpus
"$trine" build corpus -l s -q || fail build
"$trine" export -l s >before.jsonl

# A closed store needs no log; a deleted table is noticed by all, and repaired as far as may be.
rm -f s/db/*.log
expect 0 "$trine" check -l s
cp -r s d
rm "$(ls -S d/db/*.sst | head -1)"
for verb in check 'build corpus' 'rel Ruiz Okoro'; do
  # shellcheck disable=SC2086
  expect 4 "$trine" $verb -l d
done
expect 3 "$trine" repair -l d
has err 'before-repair'
[ -e d.before-repair ] || fail 'the old store is gone'
expect 0 "$trine" check -l d
expect 0 "$trine" build corpus -l d
"$trine" export -l d >after.jsonl
same before.jsonl after.jsonl
ls -d d.* | grep -qv before-repair && fail "repair left something: $(ls -d d.*)"

# Repairing a sound store changes nothing that anybody sees.
cp -r s r
expect 0 "$trine" repair -l r
"$trine" export -l r >after.jsonl
same before.jsonl after.jsonl
expect 4 "$trine" repair -l nowhere

# The promise of what is in the store: gone or gibberish, the store is refused, and repaired.
for damage in 'rm p/written' 'echo gibberish >p/written'; do
  rm -rf p p.before-repair
  cp -r s p
  eval "$damage"
  expect 4 "$trine" stats -l p
  expect 4 "$trine" build corpus -l p
  expect 0 "$trine" repair -l p
  "$trine" export -l p >after.jsonl
  same before.jsonl after.jsonl
done

# Stores of older formats: refused with the way out, migrated, the same answers.
for archive in "$data"/stores/*.tar.gz; do
  name=$(basename "$archive" .tar.gz)
  tar xzf "$archive"
  expect 4 "$trine" stats -l "$name"
  has err 'trine migrate'
  expect 0 "$trine" migrate -l "$name"
  expect 0 "$trine" check -l "$name"
  expect 0 "$trine" rel 'Ana Ruiz' 'Ben Okoro' -l "$name"
  has out 'Ana Ruiz met Ben Okoro.'
  expect 0 "$trine" migrate -l "$name"
  has err 'nothing to do'
done
rm -rf new && echo 'trine store, format 4' >marker && cp -r s new && mv marker new/trine-store
expect 4 "$trine" migrate -l new

# The exit code of a check does not depend on who listens.
cp -r s c
printf x | dd of="$(ls -S c/db/*.sst | head -1)" bs=1 seek=200 conv=notrunc 2>/dev/null
"$trine" check -l c >all 2>err
code=$?
"$trine" check -l c 2>err | true
[ "${PIPESTATUS[0]}" -eq "$code" ] || fail "check | true: ${PIPESTATUS[0]}, not $code"

# An output has no name until it is whole; a link under its name is replaced, not followed.
echo precious >precious
ln -s precious out.jsonl
expect 0 "$trine" export -l s -o out.jsonl
same before.jsonl out.jsonl
[ "$(cat precious)" = precious ] || fail 'the link was followed'
mkdir only && (cd only && expect 0 "$trine" export -l ../s -o g.csv)
[ "$(ls only | grep -v -x -e out -e err)" = g.csv ] || fail "left beside the output: $(ls only)"

# A decision said again by someone whose command was killed is one decision.
expect 0 "$trine" entity rename 'Ana Ruiz' 'Ana M. Ruiz' -l s -q
expect 0 "$trine" entity rename 'Ana Ruiz' 'Ana M. Ruiz' -l s -q
[ "$("$trine" entity log -l s | wc -l)" -eq 1 ] || fail 'one decision was logged twice'
expect 0 "$trine" entity rename 'Ana M. Ruiz' 'Ana Ruiz' -l s -q
expect 0 "$trine" entity rename 'Ana Ruiz' 'Ana M. Ruiz' -l s -q
[ "$("$trine" entity log -l s | wc -l)" -eq 3 ] || fail 'there and back again are three'

# Two first builds race: one does it, the other is told, and the store is whole.
for i in $(seq 6); do
  "$trine" build corpus -l r$i.db -q 2>first.err & a=$!
  "$trine" build corpus -l r$i.db -q 2>second.err & b=$!
  wait $a; ca=$?
  wait $b; cb=$?
  case "$ca $cb" in '0 0' | '0 4' | '4 0') ;; *) fail "racing builds: $ca $cb"; cat first.err second.err ;; esac
  expect 0 "$trine" build corpus -l r$i.db
  "$trine" export -l r$i.db >after.jsonl
  same before.jsonl after.jsonl
done

mkdir folder
expect 4 "$trine" build corpus -l s --gazetteer folder
has err folder
finish
