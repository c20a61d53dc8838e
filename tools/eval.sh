#!/usr/bin/env bash
# Measures Trine on the development sets of ../shared and writes docs/quality.md.
#   tools/eval.sh [TRINE]      the program to measure (default: build/release/tools/trine)
# Without the folder ../shared there is nothing to measure against: says so and exits 0.
set -euo pipefail
cd "$(dirname "$0")/.."
trine=${1:-build/release/tools/trine}
shared=${TRINE_SHARED:-../shared}
if [ ! -d "$shared/eval" ]; then
  echo "eval: no folder $shared/eval: skipped (the evaluation data is not part of the repository)"
  exit 0
fi
if [ ! -x "$trine" ]; then
  echo "eval: no program $trine; build it first:" >&2
  echo "  cmake --preset release && cmake --build --preset release --target trine" >&2
  exit 2
fi
exec python3 tools/eval.py --trine "$trine" --shared "$shared" --write docs/quality.md
