#!/usr/bin/env python3
"""Trains the antecedent ranker: coreference_dump TRAIN.conllu >TRAIN.txt; coreference.py TRAIN.txt [DEV.txt] >extract/coreference/weights.cc

A line of the dump is one mention: kind TAB features of the anaphor TAB candidate TAB candidate ...; a candidate is its sign (N new,
1 right, 0 wrong) and its features' numbers. One network for all kinds of anaphor: rows of weights of the kind, of the anaphor's and of
the pair's features are added up in a hidden layer. It maximises the probability of all right candidates together (the new one is right
when no other is), as in Durrett and Klein 2013, with their costs for wrong links and missed ones added to the scores. Three minutes on
one core, one thread and fixed seeds; needs python3-torch. With DEV.txt it tells how well single decisions are met there."""
import re
import sys
from pathlib import Path

import numpy as np
import torch

FALSE_LINK, FALSE_NEW, WRONG_LINK = 0.35, 3.2, 0.8
EPOCHS, RATE, DECAY, DROPOUT, NETWORKS = 20, 1e-2, 0.1, 0.4, 2
FIRST_SEED = 3
SCALE = 256  # as in coreference_ranker.h
for arg in sys.argv[2:]:
    if "=" in arg:
        name, value = arg.split("=")
        globals()[name] = type(globals()[name])(float(value))

header = (Path(__file__).parent.parent / "coreference_ranker.h").read_text()
features = [f for f in re.findall(r"^  (k\w+),", header[header.index("enum class Feature"):header.index("kFeatures")], re.M) if f != "kCount"]
kinds = re.findall(r"^  (k\w+),", header[header.index("enum class AnaphorKind"):header.index("kAnaphorKinds")], re.M)
HIDDEN = int(re.search(r"kHidden = (\d+)", header).group(1))
F = len(features)
torch.set_num_threads(1)


class Decisions:
    """Candidates of all mentions; the rows of mention m are first[m] to first[m + 1]. A kind is a feature too, after the others."""

    def __init__(self, path):
        flat, starts, signs, first = [], [0], [], [0]
        for line in open(path):
            kind, anaphor, *candidates = line.rstrip("\n").split("\t")
            shared = [F + int(kind)] + [int(x) for x in anaphor.split()]
            for candidate in candidates:
                sign, *pair = candidate.split()
                signs.append("N01".index(sign))
                flat.extend(shared)
                flat.extend(map(int, pair))
                starts.append(len(flat))
            first.append(len(signs))
        self.flat, self.starts, self.signs, self.first = (np.array(x) for x in (flat, starts, signs, first))
        self.count = len(first) - 1
        owner = np.repeat(np.arange(self.count), np.diff(self.first))
        self.linked = np.zeros(self.count, bool)
        np.logical_or.at(self.linked, owner, self.signs == 2)
        linked = self.linked[owner]
        self.right = np.where(linked, self.signs == 2, self.signs == 0)
        self.cost = np.where(self.right, 0, np.where(self.signs == 0, FALSE_NEW, np.where(linked, WRONG_LINK, FALSE_LINK))).astype(np.float32)

    def rows(self, mentions):
        """Row numbers of these mentions, and for each row the place of its mention in the list."""
        sizes = self.first[mentions + 1] - self.first[mentions]
        rows = np.concatenate([np.arange(self.first[m], self.first[m + 1]) for m in mentions])
        return rows, torch.from_numpy(np.repeat(np.arange(len(mentions)), sizes))

    def bags(self, rows):
        flat = np.concatenate([self.flat[self.starts[r]:self.starts[r + 1]] for r in rows])
        sizes = self.starts[rows + 1] - self.starts[rows]
        return torch.from_numpy(flat), torch.from_numpy(np.cumsum(sizes) - sizes)


class Network(torch.nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.hidden = torch.nn.EmbeddingBag(F + len(kinds), columns, mode="sum")
        self.out = torch.nn.Linear(columns, 1, bias=False)
        torch.nn.init.normal_(self.hidden.weight, 0, 0.15)
        torch.nn.init.normal_(self.out.weight, 0, 0.3)

    def forward(self, flat, starts):
        h = torch.relu(self.hidden(flat, starts))
        return self.out(torch.nn.functional.dropout(h, DROPOUT, self.training))[:, 0]


def log_sum(score, owner, count):
    top = float(score.max())
    return top + torch.log(torch.zeros(count).index_add(0, owner, torch.exp(torch.clamp(score - top, min=-60))) + 1e-30)


def tell(network, data):
    """Links right among those made and among those wanted, pronouns and the rest."""
    tally = np.zeros((2, 3), int)
    pronoun = kinds.index("kDefinite")
    for m in range(0, data.count, 2000):
        mentions = np.arange(m, min(m + 2000, data.count))
        rows, owner = data.rows(mentions)
        with torch.no_grad():
            score = network(*data.bags(rows)).numpy()
        first = data.first[mentions] - data.first[mentions[0]]
        chosen = score >= np.maximum.reduceat(score, first)[owner.numpy()]
        kind = data.flat[data.starts[data.first[mentions]]] - F
        for group, which in enumerate((kind < pronoun, kind >= pronoun)):
            mine = which[owner.numpy()] & chosen
            tally[group] += (mine & (data.signs[rows] == 2)).sum(), (mine & (data.signs[rows] > 0)).sum(), (which & data.linked[mentions]).sum()
    for name, (right, made, wanted) in zip(("pronouns", "others"), tally):
        print(f"{name}: P {100 * right / made:.1f} R {100 * right / wanted:.1f}", end="  ", file=sys.stderr)
    print(file=sys.stderr)


train = Decisions(sys.argv[1])
dev = Decisions(sys.argv[2]) if len(sys.argv) > 2 and "=" not in sys.argv[2] else None
def trained(seed):
    """A network; its weights are the mean of those that the last third of the steps passed through."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = Network(HIDDEN // NETWORKS)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps, means = 0, [torch.zeros_like(p) for p in network.parameters()]
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS) + 2e-4
        order = random.permutation(train.count)
        for at in range(0, train.count, 256):
            mentions = np.sort(order[at:at + 256])
            rows, owner = train.rows(mentions)
            score = network(*train.bags(rows)) + torch.from_numpy(train.cost[rows])
            right = torch.where(torch.from_numpy(train.right[rows]), score, torch.tensor(-1e9))
            loss = (log_sum(score, owner, len(mentions)) - log_sum(right, owner, len(mentions))).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            if epoch >= EPOCHS * 2 // 3:
                steps += 1
                with torch.no_grad():
                    for mean, now in zip(means, network.parameters()):
                        mean += (now - mean) / steps
    with torch.no_grad():
        for mean, parameter in zip(means, network.parameters()):
            parameter.copy_(mean)
    return network


# Several networks side by side are one whose score is their mean: steadier than each.
networks = [trained(seed) for seed in range(FIRST_SEED, FIRST_SEED + NETWORKS)]
whole = Network(HIDDEN)
with torch.no_grad():
    whole.hidden.weight.copy_(torch.cat([n.hidden.weight for n in networks], 1))
    whole.out.weight.copy_(torch.cat([n.out.weight for n in networks], 1) / NETWORKS)
whole.eval()
if dev:
    tell(whole, dev)


def row(values):
    return "{" + ", ".join(str(int(round(float(x) * SCALE))) for x in values) + "}"


weights = whole.hidden.weight.detach()
print("// Made by extract/train/coreference.py. Do not edit.")
print('#include "extract/coreference/ranker.h"\n\nnamespace trine::extract {\n// clang-format off\nconst RankerWeights kRankerWeights = {')
for title, begin, names in (("kinds", F, kinds), ("features", 0, features)):
    print(f"    .{title} = {{{{")
    for k, name in enumerate(names):
        print(f"        {{{row(weights[begin + k])}}},  // {name}")
    print("    }},")
print(f"    .out = {{{row(whole.out.weight.detach()[0])}}},\n}};\n// clang-format on\n}}  // namespace trine::extract")
