#!/usr/bin/env bash
# clang-tidy (checks: .clang-tidy) over the sources that differ from origin/main, or over those named,
# or over all of them.
#   tools/lint.sh [--all | FILE...]
# Needs the package clang-tidy and a configured dev preset. All of it takes about half an hour on two
# cores, which is why CI does not.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-tidy >/dev/null || {
  echo "lint: clang-tidy is not there; apt-get install clang-tidy" >&2
  exit 1
}
[ -e build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
cmake --build --preset dev -j "$(nproc)" --target trine >/dev/null  # makes the generated headers

files=("$@")
if [ $# -eq 0 ]; then
  mapfile -t files < <(git diff --name-only --diff-filter=d "$(git merge-base origin/main HEAD)" -- '*.cc' ':!extract/train')
elif [ "$1" = --all ]; then
  mapfile -t files < <(git ls-files 'schema/*.cc' 'extract/*.cc' 'storage/*.cc' 'graph/*.cc' 'tools/*.cc' ':!extract/train')
fi
[ ${#files[@]} -gt 0 ] || { echo "lint: nothing to look at"; exit 0; }
printf '%s\0' "${files[@]}" |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy -p build/dev --quiet --extra-arg=-Wno-unknown-warning-option 2> >(grep -v 'warnings generated' >&2)
echo "lint: ${#files[@]} files, nothing found"
