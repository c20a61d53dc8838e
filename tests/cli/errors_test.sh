#!/usr/bin/env bash
# Bad input, bad stores, bad arguments: a message that names the thing, and the documented code.
source "$(dirname "$0")/common.sh"
small_corpus

# Arguments.
expect 2 "$trine"
expect 2 "$trine" frobnicate
expect 2 "$trine" rel onlyone -l s
expect 2 "$trine" build
expect 2 "$trine" export --format jpeg -l s
expect 0 "$trine" --version
expect 0 "$trine" --help
has out 'Exit codes'
for verb in build extract show rel path neighbors search stats check doctor why export rm merge backup completion; do
  expect 0 "$trine" "$verb" --help
  has out 'Examples:'
done
for verb in merge split rename apart undo log review export import; do
  expect 0 "$trine" entity "$verb" --help
  has out 'Examples:'
done

# Stores: missing, not one, locked. A reading command creates nothing.
for verb in 'show x' 'rel a b' 'path a b' 'neighbors x' 'search x' stats check export 'rm x' 'why x' 'entity log'; do
  # shellcheck disable=SC2086
  expect 4 "$trine" $verb -l missing
  has err 'missing'
  [ ! -e missing ] || fail "$verb created the store"
done
mkdir folder && echo hello >folder/file
expect 4 "$trine" stats -l folder
has err 'folder'
[ "$(ls folder)" = file ] || fail 'stats changed a foreign folder'
expect 4 "$trine" build corpus -l folder
[ "$(ls folder)" = file ] || fail 'build changed a foreign folder'
echo text >plainfile
expect 4 "$trine" stats -l plainfile
expect 4 "$trine" merge missing -l new
[ ! -e new ] || fail 'merge of a missing store created the target'

# Inputs: each bad one is named, the good ones are loaded.
mkdir bad
cp corpus/a.conllu bad/good.conllu
head -c 3000 /dev/urandom >bad/binary.txt
printf '\0\1\2\3PK' >>bad/binary.txt
printf 'A caf\xe9 in town.\0' >bad/zero.txt
: >bad/empty.txt
printf '{"id":"x","text":\n' >bad/broken.jsonl
expect 3 "$trine" build bad -l s --rejects rejects.jsonl
has err binary.txt zero.txt empty.txt broken.jsonl '1 document added' '4 rejected'
has rejects.jsonl binary.txt zero.txt empty.txt broken.jsonl '"reason"'
[ "$(wc -l <rejects.jsonl)" -eq 4 ] || fail 'four rejects, one a line'
expect 0 "$trine" show Ruiz -l s

expect 3 "$trine" build nowhere -l never
has err nowhere
[ ! -e never ] || fail 'a store of nothing was created'
printf '1\tbroken\n\n' >broken.conllu
expect 3 "$trine" build broken.conllu corpus/a.conllu -l t
has err broken.conllu
# A folder that may not be read. Permissions do not bind root, so root runs it as nobody.
mkdir closed && cp corpus/a.conllu closed
bound=()
if [ "$(id -u)" -eq 0 ]; then
  bound=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  chown -R 65534:65534 . && chmod 755 .
fi
chmod 000 closed
if [ ${#bound[@]} -eq 0 ] || "${bound[@]}" test -x "$trine"; then
  expect 3 "${bound[@]}" "$trine" build closed corpus/a.conllu -l u
  has err closed '1 document added'
fi
chmod 755 closed
# A store that may only be read: it is, and a change is refused.
cp -r s readonly && chmod -R a-w readonly && chmod a+rx . && chmod -R a+rX readonly
if [ ${#bound[@]} -eq 0 ] || "${bound[@]}" test -x "$trine"; then
  expect 0 "${bound[@]}" "$trine" show Ruiz -l readonly
  expect 4 "${bound[@]}" "$trine" rm x -l readonly
  has err 'readonly may only be read'
fi
chmod -R u+w readonly

# A line of 50 MB: a reason, soon, and the rest goes on.
head -c 50000000 /dev/zero | tr '\0' 'a' >long.txt
expect 3 "$trine" build long.txt corpus/a.conllu -l v
has err long.txt '1 document added'

# Outputs that can't be written.
expect 4 "$trine" export -l s -o /no/such/folder/graph.jsonl
has err /no/such/folder
expect 4 "$trine" export -l s -o folder
ls ./*.tmp >/dev/null 2>&1 && fail 'a temporary file was left'
if [ -e /dev/full ]; then
  "$trine" export -l s >/dev/full 2>err
  [ $? -eq 4 ] || fail 'a full disk is not noticed'
fi
# A model that is not there: no empty store is left.
expect 4 env TRINE_MODEL=/no/such.trine "$trine" build "$samples" -l nomodel
has err /no/such.trine
[ ! -e nomodel ] || fail 'a store was created without a model'

# A disk that is full in the midst of a build, or of the making of the graph: said so, what was
# stored stays, and with more room the same command goes on. Where a small disk can be had.
mkdir disk
for size in 100k 1000k; do
  mount -t tmpfs -o size=$size tmpfs disk 2>/dev/null || break
  expect 4 "$trine" build "$samples" -l disk/s
  has err 'the disk is full'
  expect 0 "$trine" check -l disk/s
  mount -o remount,size=200m disk
  expect 0 "$trine" build "$samples" -l disk/s
  expect 0 "$trine" check -l disk/s
  umount disk
done
# Graphviz absent.
PATH=/nowhere "$trine" export -l s --format svg >out 2>err
[ $? -eq 4 ] || fail 'svg without Graphviz'
has err Graphviz
# Standard error that is closed, or that nobody reads: no descriptor of the store's takes its place,
# and the exit code is the same.
printf '\0' >bad.txt
"$trine" build bad.txt "$samples" -l unheard 2>&-
[ $? -eq 3 ] || fail 'closed standard error'
expect 0 "$trine" check -l unheard
{ "$trine" build bad.txt "$samples" -l unread; echo $? >code; } 2>&1 | true
[ "$(cat code)" -eq 3 ] || fail "standard error is not read: exit code $(cat code)"
"$trine" stats -l s >&- 2>err
[ $? -eq 4 ] || fail 'closed standard output'
has err 'standard output'
# What a message repeats does nothing to the terminal.
expect 1 "$trine" show -l s "$(printf 'No\033[2J\302\233 Body\342\200\256')"
has err 'No [2J  Body"'
# Nor does what a document brought along: its key, names, a relation.
{ newdoc "$(printf 'd\033[2J\302\2337')"; svo "$(printf 'Ana\033[31m Ruiz\342\200\256')" "$(printf 'meet\033')" met 'Ben Okoro'; } >evil.conllu
expect 0 "$trine" build evil.conllu -l evil
for answer in 'show Ruiz' 'rel Ruiz Okoro' 'path Ruiz Okoro' 'neighbors Ruiz' 'why Ruiz' 'search Ruiz' stats; do
  expect 0 "$trine" $answer -l evil
  ! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\302\233\|\342\200\256')" out || fail "a control character in: $answer"
done
expect 0 "$trine" extract evil.conllu --format text
! LC_ALL=C grep -q "$(printf '\033\|\302\233\|\342\200\256')" out || fail 'a control character in extract'
# Numbers and dates that are none.
for option in '--limit' '--limit -1' '--limit 99999999999999999999' '--limit x'; do
  expect 2 "$trine" stats -l s $option
done
expect 2 "$trine" stats -l s --limit ''
expect 2 "$trine" path A B -l s --max-hops ''
for date in 2024-13 2024-02-30 2024-00-10 24-1-1 yesterday; do
  expect 2 "$trine" path A B -l s --from "$date"
  has err 'is not a date'
done
expect 1 "$trine" path Nobody Noone -l s --from 2024-02-29 --to 2024
# A file that may not grow further: said, nothing half done is left, and the same command goes on.
(ulimit -f 64; "$trine" build "$samples" -l limited -q) 2>err
[ $? -eq 4 ] || fail 'a limit of file sizes, building'
has err 'File too large'
expect 0 "$trine" check -l limited
expect 0 "$trine" build "$samples" -l limited -q
expect 0 "$trine" check -l limited
(ulimit -f 16; "$trine" export -l limited -o limited.jsonl) 2>err
[ $? -eq 4 ] || fail 'a limit of file sizes, exporting'
ls limited.jsonl* >/dev/null 2>&1 && fail 'half an export was left'
# What may not be read (root may read everything).
if [ "$(id -u)" -ne 0 ]; then
  mkdir unreadable && chmod 000 unreadable
  expect 3 "$trine" build unreadable -l limited
  has err 'Permission denied'
  lacks err 'no files'
  chmod 000 limited/db
  expect 4 "$trine" stats -l limited
  has err 'Permission denied'
  chmod 755 limited/db
fi
finish
