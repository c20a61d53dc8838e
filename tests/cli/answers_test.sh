#!/usr/bin/env bash
# Questions: facts with quotes, paths, names in any spelling, JSON Lines, colours only on terminals.
source "$(dirname "$0")/common.sh"
small_corpus
"$trine" build corpus -l s -q || fail build
export TRINE_STORE=$work/s

expect 0 "$trine" rel 'ana ruiz' OKORO
has out 'meet' '“Ana Ruiz met Ben Okoro.”' 'in 2 documents' 'stated'
lacks out $'\033'
expect 0 "$trine" rel Ruiz Moreau
has out 'not: threaten' 'denied'
expect 0 "$trine" rel Ruiz Okoro --json
has out '"kind":"fact"' '"evidence":[' '"polarity":"pos"'
expect 1 "$trine" rel Ruiz Okoro --class SANCTION
expect 2 "$trine" rel Ruiz Okoro --class NO_SUCH_CLASS
has err 'NO_SUCH_CLASS' 'CONSULT'

# A denied fact is no way from one to the other, unless asked for.
expect 0 "$trine" path Ruiz Moreau
has out '3 hops' '“Ben Okoro criticised Cem Lindqvist.”' '“Cem Lindqvist met Dia Moreau.”'
expect 0 "$trine" path Ruiz Moreau --denied
has out '1 hop'
expect 0 "$trine" path Ruiz Moreau -k 5 --denied --json
[ "$(grep -c '"kind":"path"' out)" -eq 2 ] || fail "two paths, not $(grep -c . out)"
expect 1 "$trine" path Ruiz Moreau --avoid Okoro
has err 'no path leads from Ana Ruiz to Dia Moreau'
expect 1 "$trine" path Ruiz Moreau --max-hops 2
expect 0 "$trine" path Ruiz Lindqvist --via Okoro --all-simple
expect 1 "$trine" path Moreau Okoro --directed
expect 1 "$trine" path Ruiz 'Ana Ruiz'
has err 'one node'
expect 2 "$trine" path Ruiz Moreau --from yesterday
has err 'yesterday'

expect 0 "$trine" show Okoro
has out 'Ben Okoro' 'Person' 'CONSULT'
expect 0 "$trine" show Okoro --json
has out '"aliases"'
expect 0 "$trine" neighbors Okoro
has out 'Ana Ruiz' 'Cem Lindqvist'
expect 0 "$trine" neighbors Ruiz --depth 2
has out '2 hops away'
expect 0 "$trine" search lindq
has out 'Cem Lindqvist'
expect 0 "$trine" stats
has out 'documents' 'CONSULT'
expect 0 "$trine" why Okoro
has out 'same full name'

# Unknown names: the nearest ones are offered.
expect 1 "$trine" show Okora
has err 'no entity is called "Okora"' 'did you mean' 'Ben Okoro'
expect 1 "$trine" rel Ruiz Xyzzyplugh
has err 'Xyzzyplugh'
expect 1 "$trine" show 0123456789abcdef

# Decisions of the user, and back.
"$trine" export >before.jsonl
expect 0 "$trine" entity merge 'Ben Okoro' 'Cem Lindqvist' --note 'pen name'
expect 0 "$trine" rel Ruiz Lindqvist
expect 0 "$trine" entity log
has out 'merge "Cem Lindqvist" into "Ben Okoro" (pen name)'
expect 0 "$trine" entity export -o decisions.jsonl
expect 0 "$trine" entity undo
"$trine" export >after.jsonl
same before.jsonl after.jsonl
expect 0 "$trine" entity import decisions.jsonl
expect 0 "$trine" rel Ruiz Lindqvist
expect 0 "$trine" entity undo
expect 0 "$trine" entity rename Okoro 'Benjamin Okoro'
expect 0 "$trine" show Okoro
has out 'Benjamin Okoro'
expect 0 "$trine" entity undo
expect 1 "$trine" entity undo

# "Ana Ruiz's report" is a node of its own: a path may use the name in it where facts lead nowhere.
{ newdoc d; possessive 'Ana Ruiz'; } >d.conllu
"$trine" build d.conllu corpus -l linked -q
expect 0 "$trine" path 'Eva Brandt' Okoro -l linked
has err 'names inside descriptions'
has out 'refer to' "Ana Ruiz's report" '3 hops'
expect 1 "$trine" path 'Eva Brandt' Okoro -l linked --directed

# Colours: on a terminal only, and not against the user's wish.
if command -v script >/dev/null; then
  script -qec "$trine show Okoro" /dev/null >terminal </dev/null
  has terminal $'\033[1;34mBen Okoro'
  NO_COLOR=1 script -qec "$trine show Okoro" /dev/null >plain </dev/null
  lacks plain $'\033['
  script -qec "$trine show Okoro --no-color" /dev/null >plain </dev/null
  lacks plain $'\033['
fi

# A reader that goes away is no error.
"$trine" export 2>err | head -c 10 >/dev/null
[ ! -s err ] || fail "message to a closed pipe: $(cat err)"
finish
