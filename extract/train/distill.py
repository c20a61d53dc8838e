"""Distillation: several models of one shape analyse the treebanks and raw text; their mean opinion teaches the next.

  distill.py --scratch DIR --teachers A,B,C --out FILE [--un LINES]      (names of models in DIR)

FILE is a pickle: "trees": one dict per treebank sentence, "raw": sentences with the teachers' own trees. A dict holds, in float16, the mean probabilities
arc [n, n+1], rel [n, R] (at the head that is taught), upos, xpos, mention, name. Treebank sentences were trained on, so there the teachers run with dropout, which
keeps them honest; Universal NER's texts are left out, as three quarters of EWT's dev documents are among them.
"""
import pickle, random, sys
import numpy as np, torch, torch.nn.functional as F
import data as D, decode
from batch import collate

SOFT = ("upos", "xpos", "mention", "name")


def raw(setup, un):
    """Sentences without trees: the name sets', milestones, every k-th of the UN's."""
    out = [dict(form=list(t["form"])) for k in ("wikigold", "crossner_politics", "redocred", "knowledgenet", "re3d") for t in setup.names[k]]
    read = lambda k: [l.split() for l in open(f"{setup.a.scratch}/raw.{k}.txt", encoding="utf8")]
    us = read("un"); out += [dict(form=w) for w in read("mil") + us[:: max(1, len(us) // un)]]
    return [t for t in out if 4 <= len(t["form"]) <= 60]


def batches(sents, size=4000):
    order, cur = sorted(range(len(sents)), key=lambda i: sents[i]["n"]), []
    for i in order:
        if cur and (len(cur) + 1) * sents[i]["n"] > size: yield cur; cur = []
        cur.append(i)
    if cur: yield cur


def opinions(setup, states, sents, dropout, passes):
    """Fills t["q"]; sentences without a tree get the teachers' tree, tags, features and lemma scripts as well."""
    m = setup.model; p = dict(worddrop=0.05, feature=0.1, embed=0.1, enc=0.2, later=0.1, top=0.05, head=0.2) if dropout else None
    for ix in batches(sents):
        ss = [sents[i] for i in ix]; b = collate(ss, [], setup.freq); mean, rs = {}, []
        for sd in states:
            m.load_state_dict(sd, strict=False)
            for _ in range(passes):
                r = m(b, p); r["name"] = r["anyname"]; rs.append((sd, r))
                for k in SOFT + ("feats", "lemma", "arc"): mean[k] = mean.get(k, 0) + F.softmax(r[k][: b["trees"]] if k != "arc" else r[k], -1)
        n = len(rs); mean = {k: x / n for k, x in mean.items()}; new = "head" not in ss[0]; arc = mean.pop("arc").numpy()
        if new:
            logs = np.log(arc + 1e-9); heads = [decode.tree(logs[j, :t["n"], :t["n"] + 1]) for j, t in enumerate(ss)]; hd = torch.from_numpy(np.concatenate(heads).astype(np.int64))
        else: hd = b["head"]
        rel = 0
        for sd, r in rs: m.load_state_dict(sd, strict=False); rel = rel + F.softmax(m.labels(r, hd, b["first"], b["trees"]), -1)
        mean["rel"] = rel / n; st = b["start"].tolist()
        for j, t in enumerate(ss):
            sl = slice(st[j], st[j + 1]); k = t["n"]
            if new:
                am = {x: mean[x][sl].argmax(1).numpy() for x in ("upos", "xpos", "feats", "lemma", "rel", "mention")}
                t["y"] = np.stack([am["upos"], am["xpos"], am["feats"], am["lemma"], heads[j], am["rel"], am["mention"]], 1).astype(np.int64)
            else:
                bits = (torch.from_numpy(t["ym"])[:, None] >> torch.arange(len(D.NAME_LABELS))) & 1; x = mean["name"][sl] * bits; mean["name"][sl] = x / x.sum(1, keepdim=True).clamp(min=1e-6)
            t["q"] = {x: mean[x][sl].numpy().astype(np.float16) for x in SOFT + ("rel",)}; t["q"]["arc"] = arc[j, :k, :k + 1].astype(np.float16)


def soft(b):
    """What the student is to match, as rows of the batch: {head: [n, ...]}, weight [n] (0 where the teachers were not asked)."""
    ss = b["ss"][: b["ntrees"]]; n = b["trees"]; T = b["pad"].shape[1]; w = np.zeros(n, np.float32); q = {}; at = 0
    for t in ss:
        e = at + t["n"]; o = t.get("q")
        if o is not None and len(o["upos"]) == t["n"]:            # a sentence that lost its stop is no longer the one they saw
            w[at:e] = 1
            for k, x in o.items(): q.setdefault(k, np.zeros((n, T + 1 if k == "arc" else x.shape[1]), np.float32))[at:e, :x.shape[1]] = x
        at = e
    return {k: torch.from_numpy(x) for k, x in q.items()}, torch.from_numpy(w)


def main():
    import train
    A = lambda k, d: sys.argv[sys.argv.index(k) + 1] if k in sys.argv else d
    S = A("--scratch", "/work/train-scratch"); names = A("--teachers", "").split(","); out = A("--out", S + "/teach.pickle"); sys.argv = sys.argv[:1] + ["--scratch", S]
    un = int(A("--un", "6000")); torch.set_num_threads(1); torch.manual_seed(1); random.seed(1); saved = [torch.load(f"{S}/{k}.pt") for k in names]
    setup = train.Setup(train.arguments(), saved[0]); states = [x["sd"] for x in saved]; rs = raw(setup, un)
    for t in rs: setup.coder.encode(t)
    train.log("raw", len(rs), sum(t["n"] for t in rs), "treebank", sum(t["n"] for t in setup.train))
    with torch.no_grad():
        setup.model.train(); opinions(setup, states, setup.train, True, 1); train.log("treebank done")
        setup.model.eval(); opinions(setup, states, rs, False, 1); train.log("raw done")
    with open(out, "wb") as f: pickle.dump(dict(trees=[t["q"] for t in setup.train], raw=[{k: t[k] for k in ("form", "y", "q")} for t in rs]), f, 4)


if __name__ == "__main__": main()
