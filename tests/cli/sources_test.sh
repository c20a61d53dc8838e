#!/usr/bin/env bash
# Keys are source and name: no document takes another one's place, by whatever path it is reached.
source "$(dirname "$0")/common.sh"
mkdir -p a/sub b x/a
{ newdoc 1; svo 'Ana Ruiz' meet met 'Ben Okoro'; } >a/report.conllu
{ newdoc 1; svo 'Cem Lindqvist' meet met 'Dia Moreau'; } >b/report.conllu
{ newdoc 1; svo 'Eva Brandt' meet met 'Leo Marsh'; } >a/sub/report.conllu
{ newdoc 1; svo 'Jon Bray' meet met 'Lena Orsk'; } >x/a/report.conllu
within() {  # folder, exit code, arguments of the program
  (cd "$1" && "$trine" "${@:3}" >"$work/out" 2>"$work/err")
  local code=$?
  [ $code -eq "$2" ] || fail "exit code $code, wanted $2, within $1: ${*:3}"
}
keys() { "$trine" export --format documents -l s | sed 's/.*"key":"\([^"]*\)".*/\1/' | sort | tr '\n' ' '; }

# Two folders with a file of one name, one after the other: two documents.
expect 0 "$trine" build a -l s
has err '2 documents added'
expect 0 "$trine" build b -l s
has err '1 document added, 0 replaced'
[ "$(keys)" = 'a/report.conllu::1 a/sub/report.conllu::1 b/report.conllu::1 ' ] || fail "keys: $(keys)"

# The same file has the same key, from wherever it is reached.
for path in a ./a/ "$PWD/a" a/sub a/report.conllu b/../a; do
  expect 0 "$trine" build "$path" -l s
  has err '0 documents added, 0 replaced'
done
within a 0 build . -l ../s
has err '0 documents added, 0 replaced, 2 unchanged'
within a/sub 0 build report.conllu -l ../../s
has err '0 documents added, 0 replaced, 1 unchanged'
expect 0 "$trine" build a a/report.conllu -l once
has err '2 documents added'

# Another folder of the same name is refused and named; with a name of its own it is read.
within x 3 build a -l ../s
has err "$work/a" '--source'
expect 0 "$trine" build x/a -l s
has err '1 document added'
expect 0 "$trine" build x/a -l s --source desk
has err '1 document added'
[ "$(keys | wc -w)" -eq 5 ] || fail "keys: $(keys)"
# A folder that was moved keeps its documents when told so.
mv b moved
expect 3 "$trine" build b -l s
expect 0 "$trine" build moved -l s --source b
has err '0 documents added, 0 replaced, 1 unchanged'
# Standard input; a name with the parting in it.
{ newdoc 1; svo 'Ana Ruiz' praise praised 'Ben Okoro'; } | expect 0 "$trine" build - --input conllu -l s --source 'a::b:'
keys | grep -qF 'a%3A:b%3A::1' || fail "keys: $(keys)"

# rm: by key, or by a name that only one document has.
expect 2 "$trine" rm 1 -l s
has err 'a/report.conllu::1' 'say which'
expect 0 "$trine" rm desk/report.conllu::1 -l s --dry-run
has err 'would be removed'
expect 0 "$trine" rm desk/report.conllu::1 -l s
has err 'removed 1 document'

# --sync takes out what has gone, and nothing else; --dry-run only says so.
rm a/sub/report.conllu
{ newdoc 2; svo 'Ana Ruiz' meet met 'Leo Marsh'; } >a/new.conllu
expect 0 "$trine" build a -l s --sync --dry-run
has err 'a/sub/report.conllu::1: has gone' 'would be 1 document added, 0 replaced, 1 unchanged, 1 removed' 'nothing was changed'
[ ! -e new ] && expect 0 "$trine" build a -l new --dry-run
[ ! -e new ] || fail '--dry-run made a store'
before=$(keys)
expect 0 "$trine" build a -l s
[ "$(keys | wc -w)" -eq $(($(wc -w <<<"$before") + 1)) ] || fail 'without --sync nothing goes'
expect 0 "$trine" build a -l s --sync
has err '0 documents added, 0 replaced, 2 unchanged, 1 removed'
expect 0 "$trine" build a -l s --sync
has err '0 removed'
# What is there but can't be read has not gone.
echo '1	broken' >>a/report.conllu
expect 3 "$trine" build a -l s --sync
has err '0 removed'
# A record that has gone from its feed.
{ newdoc 3; svo 'Ana Ruiz' meet met 'Leo Marsh'; newdoc 4; svo 'Ana Ruiz' meet met 'Jon Bray'; } >feed.conllu
expect 0 "$trine" build feed.conllu -l s
{ newdoc 4; svo 'Ana Ruiz' meet met 'Jon Bray'; } >feed.conllu
expect 0 "$trine" build feed.conllu -l s --sync
has err '1 unchanged, 1 removed'
expect 0 "$trine" check -l s
finish
