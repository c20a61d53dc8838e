#!/usr/bin/env bash
# What answers from a store cost: CPU seconds and peak memory of each command, best of three.
#   tests/bench/store.sh STORE [PROGRAM...]     several programs are compared, each on the same store
set -u
store=${1:?usage: store.sh STORE [PROGRAM...]}
shift
[ $# -gt 0 ] || set -- build/ci/tools/trine
first=$("$1" stats --json -l "$store") || exit
echo "$first"
mapfile -t names < <("$1" stats -l "$store" --limit 40 --no-color | sed -n '/MOST MENTIONED/,$p' |
  sed -E '1d; s/^ +//; s/ +[0-9,]+$//' | sed -n '1p;20p')
cost=$(mktemp)
trap 'rm -f "$cost"' EXIT
measure() {  # PROGRAM VERB ARGUMENTS...
  for _ in 1 2 3; do
    /usr/bin/time -f '%U %S %M' -a -o "$cost" "$@" -l "$store" >/dev/null 2>&1
  done
  grep -v Command "$cost" | sort -n | awk -v verb="$2" -v program="$1" \
    'NR == 1 {printf "%-8s %5.2f s %6.1f MB   %s\n", verb, $1 + $2, $3 / 1000, program}'
  : >"$cost"
}
for verb in rel path; do for program in "$@"; do measure "$program" $verb "${names[0]}" "${names[1]}"; done; done
for verb in search show; do for program in "$@"; do measure "$program" $verb "${names[1]}"; done; done
for program in "$@"; do measure "$program" stats; done
