#!/usr/bin/env bash
# The service and its peers: the official MCP client, and the explorer in Chromium.
#   tests/peers/run.sh TRINE [FOLDER_FOR_SCREENSHOTS]
# Needs npm, and Debian's chromium; without them it says so and ends with 77 (skipped).
set -euo pipefail
trine=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
for tool in npm node chromium; do
  command -v "$tool" >/dev/null || { echo "peers: no $tool: skipped"; exit 77; }
done
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
shots=${2:-$work/shots}
mkdir -p "$shots"
shots=$(realpath "$shots")
cp "$here"/*.mjs "$here"/package*.json "$work"
(cd "$work" && npm ci --silent --ignore-scripts) || { echo "peers: npm can't fetch: skipped"; exit 77; }
"$trine" build "$here/../../docs/sample" -l "$work/db" -q
"$trine" serve -l "$work/db" --port 0 --allow-write 2>"$work/log" &
server=$!
for _ in $(seq 200); do
  at=$(sed -n 's/.*at \(http:[^ ]*\)\/ .*/\1/p' "$work/log")
  [ -z "$at" ] || break
  sleep 0.05
done
cd "$work"
node explorer_test.mjs "$at" "$shots"
"$trine" backup "$work/copy" -l "$work/db"
kill "$server" && wait "$server" || true
"$trine" serve -l "$work/copy" --port 0 2>"$work/log" &
server=$!
sleep 1
at=$(sed -n 's/.*at \(http:[^ ]*\)\/ .*/\1/p' "$work/log")
node mcp_test.mjs "$trine" "$work/copy" "$at"
