#!/usr/bin/env bash
# Two writers at once, a reader beside a writer, Ctrl-C in the middle of a build.
source "$(dirname "$0")/common.sh"
small_corpus
"$trine" build corpus -l s -q || fail build
"$trine" export -l s >before.jsonl

# A writer that waits for its input holds the lock; a second is refused, a reader is not.
mkfifo pipe
"$trine" build --input conllu pipe -l s -q 2>writer.err &
writer=$!
exec 9>pipe
{ newdoc later; svo 'Eva Brandt' meet met 'Ben Okoro'; newdoc next; } >&9
for _ in $(seq 100); do
  "$trine" rm nothing -l s >out 2>err
  [ $? -eq 4 ] && break
  sleep 0.05
done
expect 4 "$trine" rm nothing -l s
has err 's' 'another'
expect 4 "$trine" build corpus -l s
"$trine" export -l s >during.jsonl 2>err || fail 'a reader beside a writer'
same before.jsonl during.jsonl
svo 'Eva Brandt' meet met 'Ana Ruiz' >&9
exec 9>&-
wait "$writer" || fail "the first writer: $(cat writer.err)"
expect 0 "$trine" rel Brandt Okoro -l s

# Ctrl-C: what is in flight is finished, the code is 130, the store is sound and goes on.
{ for i in $(seq 4000); do newdoc "d$i"; svo 'Ana Ruiz' meet met "Ben N$i"; done; } >many.conllu
mkfifo slow
(cat many.conllu; sleep 30) >slow &
feeder=$!
"$trine" build --input conllu slow --source many -l i >out 2>err &
builder=$!
for _ in $(seq 200); do
  [ -e i/db/CURRENT ] && break
  sleep 0.05
done
sleep 0.5
kill -INT "$builder"
kill "$feeder" 2>/dev/null
wait "$builder"
code=$?
[ "$code" -eq 130 ] || fail "Ctrl-C: exit code $code"
has err interrupted
expect 0 "$trine" check -l i
expect 0 "$trine" build --input conllu many.conllu --source many -l i
"$trine" export -l i | grep -v '"kind":"document"' >i.jsonl
"$trine" build --input conllu many.conllu --source many -l whole -q
"$trine" export -l whole | grep -v '"kind":"document"' >whole.jsonl
same i.jsonl whole.jsonl
finish
