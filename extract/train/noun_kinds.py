#!/usr/bin/env python3
"""Nouns that GUM's annotators nearly always gave one kind: train.conllu -> extract/english/lexicon/kinds.tsv

  extract/train/noun_kinds.py ../shared/data/ud/train.conllu >extract/english/lexicon/kinds.tsv

lemma TAB kind, for nouns that head at least two mentions, seven in ten of them of that kind. Sorted by bytes."""
import collections, re, sys

counts = collections.defaultdict(collections.Counter)


def count(rows):
    heads, spans, open_ = [int(r[6]) - 1 for r in rows], [], []
    for i, r in enumerate(rows):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
        for opens, body, closes in re.findall(r"(\()?([^()]+)(\))?", entity.group(1)) if entity else []:
            fields = body.split("-")
            if opens and closes:
                spans.append((i, i, fields[1]))
            elif opens:
                open_.append((fields[0], fields[1], i))
            elif closes:
                at = next((k for k in range(len(open_) - 1, -1, -1) if open_[k][0] == fields[0]), None)
                if at is not None:
                    _, kind, first = open_.pop(at)
                    spans.append((first, i, kind))
    kinds = {}
    for first, last, kind in sorted(spans, key=lambda s: s[0] - s[1]):  # the smallest mention wins
        head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), None)
        if head is not None:
            kinds[head] = kind
    for i, kind in kinds.items():
        if rows[i][3] == "NOUN":
            counts[rows[i][2].lower()][kind] += 1


rows, gum = [], False
for line in open(sys.argv[1], encoding="utf8"):
    line = line.rstrip("\n")
    if line.startswith("# newdoc"):
        gum = "GUM_" in line
    elif not line:
        if rows and gum:
            count(rows)
        rows = []
    elif line[0] != "#" and line.split("\t")[0].isdigit():
        rows.append(line.split("\t"))

print("# Made by extract/train/noun_kinds.py from the GUM part of the training treebank (annotation CC BY 4.0; see extract/model/README.md).")
for lemma in sorted(counts, key=lambda w: w.encode()):
    kind, most = counts[lemma].most_common(1)[0]
    if most >= 0.7 * sum(counts[lemma].values()) and sum(counts[lemma].values()) >= 2 and "\t" not in lemma and lemma[0] not in "#=":
        print(f"{lemma}\t{kind}")
