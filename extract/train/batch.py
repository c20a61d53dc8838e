"""Vocabularies, and sentences -> the model's input."""
import numpy as np, torch
from collections import Counter
import data as D, features as Fe


class Vocab:
    def __init__(s, items): s.items = list(items); s.ix = {x: i for i, x in enumerate(s.items)}
    def __len__(s): return len(s.items)
    def get(s, x, d=-1): return s.ix.get(x, d)


def counted(xs, least=1):
    c = Counter(xs); return sorted([x for x in c if c[x] >= least], key=lambda x: (-c[x], x))


def vocabularies(train):
    al = lambda k: [x for s in train if s.get(k) for x in s[k]]
    v = {k: Vocab(counted(al(k))) for k in ("upos", "xpos", "rel")}
    v["feats"] = Vocab(counted(al("feats"), 3)); m = counted(al("mention")); m.remove("O"); v["mention"] = Vocab(["O"] + sorted(m))
    v["lemma"] = Vocab(counted([Fe.lemma_script(f, l) for s in train for f, l in zip(s["form"], s["lemma"])], 3))
    words = Counter(Fe.norm(w) for s in train for w in s["form"]); v["word"] = Vocab(["<unk>"] + counted(words.elements(), 2))
    v["freq"] = np.array([1e9] + [words[w] for w in v["word"].items[1:]], np.float32); v["name"] = Vocab(D.NAME_LABELS)
    return v


class Coder:
    def __init__(s, v, vec, lex): s.v, s.vec, s.lex, s.cache = v, vec, lex, {}

    def word(s, w):
        r = s.cache.get(w)
        if r is None:
            n = Fe.norm(w); r = s.cache[w] = [s.v["word"].get(n, 0), s.vec.get(n, 0), s.lex.get(n, 0)] + Fe.affixes(w)
        return r

    def x(s, forms): return np.array([s.word(w) for w in forms], np.int64)

    def encode(s, t):
        """adds x [n, 11] and y (upos xpos feats lemma head rel mention), name masks as bits"""
        v, n = s.v, len(t["form"]); t["x"] = s.x(t["form"]); t["n"] = n
        if "head" in t:
            re = t.get("recased")
            lem = [v["lemma"].get(Fe.lemma_script(f, l)) for f, l in zip(t["form"], t["lemma"])]
            if re: lem = [l if Fe.apply_script(f, v["lemma"].items[l]) == g else -1 for l, f, g in zip(lem, t["form"], t["lemma"])]
            t["y"] = np.array([[v[k].get(a) for a in t[k]] for k in ("upos", "xpos", "feats")] + [lem, t["head"], [v["rel"].get(a) for a in t["rel"]],
                              [v["mention"].get(a) for a in t["mention"]] if t["mention"] else [-1] * n], np.int64).T
        t["ym"] = np.array(t["name"] if t.get("name") else [D.ANY] * n, np.int64)
        return t


Y = ["upos", "xpos", "feats", "lemma", "head", "rel", "mention"]


def collate(trees, others, freq):
    """trees: sentences with trees (first rows), others: without. -> batch dict of tensors."""
    ss = trees + others; N = sum(t["n"] for t in ss); x = torch.from_numpy(np.concatenate([t["x"] for t in ss]))
    start = np.cumsum([0] + [t["n"] for t in ss]).astype(np.int32); nt = int(start[len(trees)])
    sent = np.repeat(np.arange(len(ss), dtype=np.int32), [t["n"] for t in ss]); nf = np.ones((N, 1), np.float32); nl = np.ones((N, 1), np.float32)
    nf[start[:-1]] = 0; nl[start[1:] - 1] = 0; T = max((t["n"] for t in trees), default=0); pad = np.full((len(trees), T), nt, np.int64)
    for i in range(len(trees)): pad[i, :trees[i]["n"]] = np.arange(start[i], start[i + 1])
    t_ = torch.from_numpy
    b = dict(word=x[:, 0], vec=x[:, 1], lex=x[:, 2], affix=x[:, 3:], start=t_(start), sent=t_(sent), notfirst=t_(nf), notlast=t_(nl), trees=nt, pad=t_(pad),
             first=t_(start[:-1].astype(np.int64))[t_(sent).long()][:nt], ntrees=len(trees), ss=ss)
    b["freq"] = freq[b["word"]]
    if trees and "y" in trees[0]: y = torch.from_numpy(np.concatenate([t["y"] for t in trees])); b.update({k: y[:, i] for i, k in enumerate(Y)})
    b["names"] = t_(np.concatenate([t["ym"] for t in ss])); ix = {k: i for i, k in enumerate(D.NAME_SETS)}; ix["silver"] = ix["re3d"]
    b["nameset"] = t_(np.repeat([ix.get(t.get("set"), len(D.NAME_SETS)) for t in ss], [t["n"] for t in ss]).astype(np.int64))
    return b
