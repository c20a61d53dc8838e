#!/usr/bin/env python3
"""Trains the antecedent ranker: coreference_dump >TRAIN.txt; coreference.py TRAIN.txt >extract/coreference_weights.cc

A line of the dump is one mention: kind TAB candidate TAB candidate ...; a candidate is its sign (N new, 1 right, 0 wrong) and its
features' numbers. For each kind of anaphor a linear model maximises the probability of all right candidates together (the new
one is right when no other is), as in Durrett and Klein 2013, with their costs for wrong links and missed ones added to the scores.
Full-batch Adam, no randomness. Needs numpy only for training."""
import re, sys
from pathlib import Path
import numpy as np

FALSE_LINK, FALSE_NEW, WRONG_LINK, L2, STEPS = 0.35, 2.6, 0.8, 2.0, 300
for arg in sys.argv[2:]:
    name, value = arg.split("=")
    globals()[name] = type(globals()[name])(float(value))

header = (Path(__file__).parent.parent / "coreference_ranker.h").read_text()
features = [f for f in re.findall(r"^  (k\w+),", header[header.index("enum class Feature"):header.index("kFeatures")], re.M) if f != "kCount"]
kinds = re.findall(r"^  (k\w+),", header[header.index("enum class AnaphorKind"):header.index("kAnaphorKinds")], re.M)
F = len(features)

rows = {k: ([], [], [], []) for k in range(len(kinds))}  # flat feature numbers, row starts, sign, mention starts
for line in open(sys.argv[1]):
    parts = line.rstrip("\n").split("\t")
    flat, starts, signs, mentions = rows[int(parts[0])]
    mentions.append(len(signs))
    for part in parts[1:]:
        items = part.split(" ")
        signs.append("N01".index(items[0]))
        starts.append(len(flat))
        flat.extend(map(int, items[1:]))

weights = np.zeros((len(kinds), F), np.float64)
for k, (flat, starts, signs, mentions) in rows.items():
    if not mentions:
        continue
    n = len(signs)
    sizes = np.diff(starts + [len(flat)])
    X = np.zeros((n, F), np.float32)
    X[np.repeat(np.arange(n), sizes), np.array(flat)] = 1
    signs, mentions = np.array(signs), np.array(mentions)
    owner = np.repeat(np.arange(len(mentions)), np.diff(np.append(mentions, n)))
    has_right = np.zeros(len(mentions), bool)
    np.logical_or.at(has_right, owner, signs == 2)
    right = np.where(has_right[owner], signs == 2, signs == 0)
    cost = np.where(right, 0, np.where(signs == 0, FALSE_NEW, np.where(has_right[owner], WRONG_LINK, FALSE_LINK))).astype(np.float32)
    w, m, v = (np.zeros(F, np.float32) for _ in range(3))

    def softmax(score, mask=None):
        if mask is not None:
            score = np.where(mask, score, -1e9)
        top = np.maximum.reduceat(score, mentions)
        e = np.exp(score - top[owner])
        return e / np.add.reduceat(e, mentions)[owner]

    for step in range(1, STEPS + 1):
        score = X @ w + cost
        gradient = X.T @ (softmax(score) - softmax(score, right)) + L2 * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.99 * v + 0.01 * gradient**2
        w = w - 0.05 * (1 - step / STEPS * 0.9) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    score = X @ w
    best = np.maximum.reduceat(score, mentions)
    chosen = score >= best[owner]
    hit = np.zeros(len(mentions), bool)
    np.logical_or.at(hit, owner, chosen & right)
    print(f"{kinds[k]:16} {len(mentions):6} mentions, {has_right.mean():.3f} taken up, {hit.mean():.3f} right", file=sys.stderr)
    weights[k] = w

print("// Made by extract/train/coreference.py. Do not edit.")
print('#include "extract/coreference_ranker.h"\n\nnamespace trine::extract {\nconst float kCoreferenceWeights[kAnaphorKinds][kFeatures] = {')
for k, kind in enumerate(kinds):
    print(f"    // {kind}\n    {{" + ", ".join(f"{x:.3f}F" for x in weights[k]) + "},")
print("};\n}  // namespace trine::extract")
