#!/usr/bin/env bash
# clang-tidy (checks: .clang-tidy) over the sources that differ from a base, or over those named, or
# over all of them. Uses what the ci or dev preset configured and built last.
#   tools/lint.sh [--all | --since COMMIT | FILE...]      (default: --since origin/main, else HEAD~1)
# Needs the package clang-tidy. All of it takes about half an hour on two cores, which is why CI looks
# at what changed. Where a header changed, the .cc of the same name is looked at.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-tidy >/dev/null || {
  echo "lint: clang-tidy is not there; apt-get install clang-tidy" >&2
  exit 1
}
build=build/ci
[ -e $build/compile_commands.json ] || build=build/dev
[ -e $build/compile_commands.json ] || cmake --preset dev >/dev/null
cmake --build $build -j "$(nproc)" --target trine >/dev/null  # makes the generated headers

changed() {  # the sources that differ from the commit
  git diff --name-only --diff-filter=d "$1" -- '*.cc' '*.h' |
    sed 's/\.h$/.cc/' | sort -u | while read -r file; do [ ! -e "$file" ] || echo "$file"; done
}
case ${1-} in
  --all) listed=$(git ls-files '*.cc') ;;
  --since) listed=$(changed "$2") ;;
  "")
    base=$(git merge-base origin/main HEAD 2>/dev/null || git rev-parse -q --verify HEAD~1 || true)
    [ -n "$base" ] || { echo "lint: no earlier commit here: nothing to compare with"; exit 0; }
    listed=$(changed "$base")
    ;;
  *) listed=$(printf '%s\n' "$@") ;;
esac
mapfile -t files < <(grep -E '^(schema|extract|storage|graph|tools)/' <<<"$listed" |
  grep -vE '^(extract/train|tools/python)/' || true)
[ ${#files[@]} -gt 0 ] || { echo "lint: nothing to look at"; exit 0; }
printf '%s\0' "${files[@]}" |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy -p $build --quiet --extra-arg=-Wno-unknown-warning-option \
    2> >(grep -v 'warnings generated' >&2)
echo "lint: ${#files[@]} files, nothing found"
