#!/usr/bin/env bash
# From a fresh clone to answers and a picture: installs what is needed, builds Trine, reads the
# articles in docs/sample (or the files and folders you name), asks three questions.
#   tools/quickstart.sh [PATH...]
# Needs Debian 12 and root, or a user with sudo. All it makes lies under build/.
set -euo pipefail
paths=()
for path in "$@"; do paths+=("$(realpath "$path")"); done
cd "$(dirname "$0")/.."

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }
run() {  # shows the command as a user would type it, then runs it
  local shown="" word
  for word in "$@"; do
    case $word in *[!A-Za-z0-9_./=-]*) word="\"$word\"" ;; esac
    shown+=" $word"
  done
  say "\$$shown"
  local status=0
  "$trine" "${@:2}" || status=$?
  [ $status -le 1 ] || exit $status  # 1: nothing found, which is an answer
}

say "1. Install what is missing"
tools/install-deps.sh && echo "all there"

say "2. Build (some minutes the first time)"
command -v ccache >/dev/null && export CMAKE_CXX_COMPILER_LAUNCHER=ccache
cmake --preset release -DTRINE_TESTS=OFF >/dev/null
cmake --build --preset release --target trine -j "$(nproc)" | tail -n 1
trine=build/release/tools/trine

out=build/quickstart
rm -rf "$out"
mkdir -p "$out"
store=$out/news.db

say "3. Read the articles"
if [ ${#paths[@]} -eq 0 ]; then paths=(docs/sample); fi
run trine build "${paths[@]}" -l "$store"

say "4. Ask"
if [ $# -eq 0 ]; then
  run trine rel "Ingrid Solheim" "Lars Kjeldsen" -l "$store" --limit 6
  run trine path "Nikos Andreou" "Lars Kjeldsen" -l "$store"
  run trine show "Meridian Shipping" -l "$store" --limit 12
  run trine export --limit 26 -l "$store" -o "$out/graph.svg"
else
  run trine stats -l "$store"
  run trine export -l "$store" -o "$out/graph.svg"
fi

say "Done."
echo "  picture   $out/graph.svg"
echo "  store     $store"
echo "  program   $trine    (try: $trine --help)"
