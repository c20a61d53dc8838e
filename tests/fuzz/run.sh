#!/usr/bin/env bash
# Fuzzes the readers with libFuzzer and the address sanitizer (Debian: clang, libclang-rt-14-dev), from the files of
# tests/intake/make_folder.py:
#   tests/fuzz/run.sh [SECONDS]       (default 600; what it finds lies in build/fuzz)
set -euo pipefail
cd "$(dirname "$0")/../.."
out=build/fuzz
mkdir -p "$out/corpus" "$out/objects"
flags=(-std=c++20 -g1 -O1 -I. -fsanitize=address,undefined -fno-sanitize-recover=undefined -fsanitize=fuzzer-no-link
       $(pkg-config --cflags gmime-3.0))
sources=(extract/reading/*.cc extract/layout/*.cc extract/english/calendar.cc extract/sentence/sentence.cc
         schema/document.cc schema/document_key.cc schema/entity_type.cc schema/ids.cc schema/statement.cc
         tests/fuzz/readers_fuzz.cc)
objects=()
for source in "${sources[@]}"; do
  object=$out/objects/${source//\//_}.o
  objects+=("$object")
  [ "$object" -nt "$source" ] || clang++ "${flags[@]}" -c "$source" -o "$object"
done
clang++ -fsanitize=fuzzer,address,undefined "${objects[@]}" -o "$out/readers_fuzz" \
  $(pkg-config --libs gumbo libzstd gmime-3.0 md4c libarchive pugixml icu-i18n icu-uc libxxhash simdjson zlib fmt) -lcsv
if [ -z "$(ls "$out/corpus")" ]; then
  python3 tests/intake/make_folder.py "$out/folder" >/dev/null
  for file in "$out"/folder/*; do
    [ "$(stat -c %s "$file")" -gt 100000 ] || { printf '\0'; cat "$file"; } >"$out/corpus/$(basename "$file")"
  done
fi
"$out/readers_fuzz" "$out/corpus" -max_total_time="${1:-600}" -timeout=10 -rss_limit_mb=1024 \
  -max_len=100000 -artifact_prefix="$out/found-" -print_final_stats=1
