#!/usr/bin/env bash
# Counts that tell how the house stands: rooms, floors, arrows and those that run backwards, long files
# and functions, words in code, duplicated runs.
#   tools/counts.sh [COMMIT]     (default: the working tree)
# A room is a folder inside extract, storage or tools; where sources lie loose, each file with its header.
# The floors are the longest way upwards; an arrow is an include from one room to another; backward are
# the arrows that would have to go for none to lead back (an upper bound). Needs universal-ctags; counts duplicated runs
# where the command `duplicates` is there.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v ctags >/dev/null || { echo "counts: apt-get install universal-ctags" >&2; exit 1; }
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
if [ $# -gt 0 ]; then
  git archive "$1" -- schema extract storage graph tools | tar -x -C "$tree"
else
  git ls-files -z schema extract storage graph tools | tar --null -T - -c | tar -x -C "$tree"
fi
rm -rf "$tree/extract/train"
cd "$tree"
find . \( -name '*.h' -o -name '*.cc' \) -printf '%P\n' | LC_ALL=C sort >files
ctags --languages=C++ --kinds-C++=f --fields=+ne -f functions -L files

python3 - <<'EOF'
import collections
import pathlib
import re

files = pathlib.Path("files").read_text().split()
text = {name: pathlib.Path(name).read_text(encoding="utf-8") for name in files}


def room_of(name):
    parts = name.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else name.rsplit(".", 1)[0]


def components(after):
    """Rooms that reach each other, together; Tarjan."""
    index, low, stack, found = {}, {}, [], []

    def visit(room):
        index[room] = low[room] = len(index)
        stack.append(room)
        for other in after[room]:
            if other not in index:
                visit(other)
            if other in stack:
                low[room] = min(low[room], low[other])
        if low[room] == index[room]:
            at = stack.index(room)
            found.append(stack[at:])
            del stack[at:]

    for room in sorted(after):
        if room not in index:
            visit(room)
    return found


print(f"{'folder':10} {'files':>5} {'rooms':>5} {'floors':>6} {'arrows':>6} {'backward':>8}")
for folder in ("schema", "extract", "storage", "graph", "tools"):
    inside = [name for name in files if name.startswith(folder + "/")]
    rooms = {room_of(name) for name in inside}
    after = {room: set() for room in rooms}
    for name in inside:
        for target in re.findall(rf'^#include "({folder}/[^"]+)"', text[name], re.M):
            if room_of(target) in rooms and room_of(target) != room_of(name):
                after[room_of(name)].add(room_of(target))
    # Arrows inside a component beyond those of a chain through it lead back.
    group = {room: i for i, one in enumerate(components(after)) for room in one}
    backward = 0
    for one in components(after):
        order = sorted(one, key=lambda room: len(after[room] & set(one)))
        place = {room: i for i, room in enumerate(order)}
        backward += sum(place[other] > place[room] for room in one for other in after[room] & set(one))
    floors = {}

    def floor(number):
        if number not in floors:
            below = {group[o] for room in rooms if group[room] == number for o in after[room]} - {number}
            floors[number] = 1 + max((floor(b) for b in below), default=0)
        return floors[number]

    highest = max((floor(group[room]) for room in rooms), default=0)
    arrows = sum(map(len, after.values()))
    print(f"{folder:10} {len(inside):5} {len(rooms):5} {highest:6} {arrows:6} {backward:8}")

print("files over 400 lines:", sum(body.count("\n") > 400 for body in text.values()))
lengths = []
for line in pathlib.Path("functions").read_text(encoding="utf-8").splitlines():
    span = re.search(r"\tline:(\d+).*\tend:(\d+)", line)
    if span:
        lengths.append(int(span[2]) - int(span[1]) + 1)
print("functions over 80 lines:", sum(n > 80 for n in lengths),
      "  over 120:", sum(n > 120 for n in lengths))

# Lists of three or more words, written on the spot.
word = r'"[a-z][a-z\' -]*"(?:sv)?'
lists = collections.Counter()
words = 0
for name, body in text.items():
    if name.startswith(("extract/", "storage/")):
        for run in re.findall(rf"{word}(?:\s*,\s*{word}){{2,}}", body):
            lists[name] += 1
            words += len(re.findall(word, run))
print(f"word lists in code of extract and storage: {sum(lists.values())} with {words} words")
EOF
if command -v duplicates >/dev/null; then
  rm -f files functions
  echo "runs of six lines that stand twice: $(duplicates --seconds 120 | head -n 1)"
fi
