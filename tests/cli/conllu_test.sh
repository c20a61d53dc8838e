#!/usr/bin/env bash
# `extract --format conllu` prints valid CoNLL-U: for plain, tokenised and odd text, whatever the
# number of threads, and unchanged when read back.
. "$(dirname "$0")/common.sh"

cat >valid.py <<'END'
# Checks the format by itself (columns, ids, ranges, trees, text); says what is wrong and where.
import sys

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
words = sentences = 0


def check(comments, rows, line):
    global words, sentences
    where = f"sentence before line {line}"
    text, heads, surface, covered, last_range = "", [], [], 0, 0
    for c in rows:
        assert len(c) == 10, f"{where}: {len(c)} columns"
        assert all(c), f"{where}: an empty column"
        spaced = "SpaceAfter=No" not in c[9].split("|")
        if "-" in c[0]:
            first, last = map(int, c[0].split("-"))
            assert first == len(heads) + 1 and last > first > last_range, f"{where}: range {c[0]}"
            assert c[2:9] == ["_"] * 7, f"{where}: a range with an analysis"
            last_range = last
            surface.append((c[1], spaced))
            continue
        assert c[0] == str(len(heads) + 1), f"{where}: id {c[0]}"
        assert c[3] in UPOS, f"{where}: UPOS {c[3]}"
        feats = c[5].split("|")
        assert feats == sorted(feats, key=str.lower) and len(set(feats)) == len(feats), f"{where}: {c[5]}"
        assert (c[6] == "0") == (c[7] == "root"), f"{where}: head {c[6]} relation {c[7]}"
        heads.append(int(c[6]))
        if len(heads) > last_range:
            surface.append((c[1], spaced))
    assert heads.count(0) == 1, f"{where}: {heads.count(0)} roots"
    for i in range(1, len(heads) + 1):
        steps = 0
        while i:
            i, steps = heads[i - 1], steps + 1
            assert steps <= len(heads), f"{where}: a cycle"
    built = "".join(form + (" " if spaced else "") for form, spaced in surface).strip()
    texts = [c[9:] for c in comments if c.startswith("# text = ")]
    assert texts == [built], f"{where}: text {texts} where the words spell {built!r}"
    ids = [c for c in comments if c.startswith("# sent_id = ")]
    assert len(ids) == 1 and ids[0] not in seen, f"{where}: sent_id {ids}"
    seen.add(ids[0])
    words += len(heads)
    sentences += 1


seen, comments, rows = set(), [], []
for number, line in enumerate(open(sys.argv[1], encoding="utf8", newline="\n"), 1):
    line = line.rstrip("\n")
    if line.startswith("#") and not rows:
        comments.append(line)
    elif line:
        rows.append(line.split("\t"))
    else:
        assert rows or comments, f"line {number}: an empty line too many"
        if rows:
            check(comments, rows, number)
        comments, rows = [], []
assert not rows, "the last sentence is not ended"
print(sentences, "sentences", words, "words")
END

mkdir texts
cat >texts/a.txt <<'END'
Ferry talks resume in Torshavn

Mr. Dahl didn't say when the U.S. envoy, who'd left on Sept. 3, would return. "We can't wait," said the
islands' premier; the cost: $5,000.50 (20%) a day.
END
printf 'No stops no capitals just words\r\n\r\nALL CAPITALS HERE!!! :-) \xf0\x9f\x98\x80\xf0\x9f\x91\x8d see https://example.org/a?b=1.\n' >texts/b.txt
printf 'a\x01b \xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \t\x0b \xc2\xa0 x\xe2\x80\xa8y \xef\xbb\xbf.' >texts/c.txt
head -c 30000 /dev/zero | tr '\0' 'q' >texts/d.txt

expect 0 "$trine" extract --format conllu -j1 texts -q
cp out one.conllu
expect 0 python3 valid.py one.conllu
has out sentences
has one.conllu "didn't" "# newdoc id = a.txt" "SpaceAfter=No"
expect 0 "$trine" extract --format conllu -j4 texts -q
same out one.conllu
expect 0 "$trine" extract --format conllu --input conllu one.conllu -q
same out one.conllu

printf 'He did n'"'"'t go .\n\nA_b U.S. do\n' >words.txt
expect 0 "$trine" extract --format conllu --tokenized words.txt -q
cp out words.conllu
expect 0 python3 valid.py words.conllu
has out "2 sentences 8 words"

expect 4 "$trine" extract --format conllu --model nowhere.trine texts
has err nowhere.trine
head -c 5000 /dev/urandom >damaged.trine
expect 4 "$trine" extract --format conllu --model damaged.trine texts
has err damaged.trine
finish
