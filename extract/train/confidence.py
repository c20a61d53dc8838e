#!/usr/bin/python3
"""Learns the weights of statements' confidence and writes extract/statements/confidence_weights.cc.

  cmake --build --preset release --target confidence_features
  build/release/extract/confidence_features --tokenized ../shared/eval/carb-dev/sentences.txt > carb.features
  extract/train/confidence.py carb.features ../shared/eval/carb-dev/gold.tsv [MEAN] > extract/statements/confidence_weights.cc

A statement counts as right where some gold tuple of its sentence shares its words in all of its slots.
The gold is incomplete, so that the share of right ones is too low: MEAN, the share that a person found
right in a sample of statements (docs/quality-statements.md), moves the bias. Prints the reliability over
five folds on stderr. Needs numpy; deterministic.
"""
import collections
import re
import sys

import numpy

L2 = 3.0


def words(text):
    return [w for w in re.findall(r"[a-z0-9]+", text.lower())
            if w not in ("the", "a", "an", "of", "to", "in", "s", "and")]


def overlap(mine, theirs):
    if not mine:
        return 1.0
    common = sum((collections.Counter(mine) & collections.Counter(theirs)).values())
    return common / len(mine)


def key(text):
    return re.sub(r"[^A-Za-z0-9]", "", text)


def read(features, gold_file):
    gold = collections.defaultdict(list)
    for line in open(gold_file, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        gold[key(fields[0])].append((words(fields[2]), words(fields[1]), words(" ".join(fields[3:]))))
    names, rows, labels = {}, [], []
    for line in open(features, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        tuples = gold.get(key(fields[1]))
        if not tuples:
            continue
        subject, relation, thing = (words(f) for f in fields[2:5])
        right = any(
            overlap(subject, s + o) >= 0.5 and overlap(relation, r + o) >= 0.5 and
            overlap(thing, r + o + s) >= 0.6 for s, r, o in tuples)
        row = {}
        for feature in fields[6:]:
            name, value = feature.split("=")
            names.setdefault(name, len(names))
            row[name] = float(value)
        rows.append(row)
        labels.append(float(right))
    order = sorted(names)
    matrix = numpy.array([[1.0] + [row.get(n, 0.0) for n in order] for row in rows])
    return ["bias"] + order, matrix, numpy.array(labels)


def train(x, y):
    w = numpy.zeros(x.shape[1])
    penalty = numpy.full(x.shape[1], L2)
    penalty[0] = 0.0
    for _ in range(60):
        p = 1 / (1 + numpy.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + numpy.diag(penalty + 1e-6)
        w -= numpy.linalg.solve(hessian, gradient)
    return w


def main():
    names, x, y = read(sys.argv[1], sys.argv[2])
    folds = numpy.arange(len(y)) * 5 // len(y)
    held = numpy.zeros(len(y))
    for fold in range(5):
        held[folds == fold] = x[folds == fold] @ train(x[folds != fold], y[folds != fold])
    p = 1 / (1 + numpy.exp(-held))
    order = numpy.argsort(-p)
    ranks = numpy.empty(len(y))
    ranks[order[::-1]] = numpy.arange(1, len(y) + 1)
    positives = y.sum()
    area = (ranks[y == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(y) - positives))
    print("%d statements, %.3f in the gold, area under ROC %.3f" % (len(y), y.mean(), area), file=sys.stderr)
    for low in numpy.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.sum():
            print("  %.1f-%.1f: %4d, predicted %.3f, right %.3f" %
                  (low, low + 0.1, inside.sum(), p[inside].mean(), y[inside].mean()), file=sys.stderr)
    w = train(x, y)
    if len(sys.argv) > 3:
        mean = float(sys.argv[3])
        low, high = -5.0, 5.0
        for _ in range(60):
            middle = (low + high) / 2
            if (1 / (1 + numpy.exp(-(x @ w + middle)))).mean() < mean:
                low = middle
            else:
                high = middle
        w[0] += low
    print("// Made by extract/train/confidence.py. Do not edit.\n#include <array>\n")
    print('#include "extract/statements/confidence.h"\n\nnamespace trine::extract {\n')
    print("std::span<const ConfidenceWeight> confidence_weights() {")
    print("  static constexpr auto kWeights = std::to_array<ConfidenceWeight>({")
    for name, weight in sorted(zip(names, w)):
        print('      {"%s", %.4f},' % (name, weight))
    print("  });\n  return kWeights;\n}\n\n}  // namespace trine::extract")


main()
