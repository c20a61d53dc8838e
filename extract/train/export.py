"""Writes the model file, runs it (numpy, the very arithmetic of FORMAT.md), writes the golden file and CoNLL-U.

  export.py write MODEL.pt OUT.trine           quantise and write
  export.py golden OUT.trine golden.jsonl      the run time must repeat these
  export.py eval OUT.trine                     scores of the quantised model on the dev sets
  export.py parse OUT.trine IN OUT.conllu      IN: *.conllu (its words) or text, one sentence a line, words between spaces; --raw: plain text
"""
import json, struct, sys
import numpy as np
import features as Fe, decode
from data import NAME_LABELS

MAGIC, VERSION = b"TRINEMDL", 1
TYPES = ["int8", "uint8", "int32", "uint32", "uint64", "float32"]
HEADS = ["upos", "xpos", "feats", "mention", "name", "ad", "ah", "rd", "rh"]
f32 = np.float32


# ---------------------------------------------------------------- writing
def quantise(w, top):
    s = np.maximum(np.abs(w).max(1), 1e-12).astype(f32) / f32(top); return np.clip(np.rint(w / s[:, None]), -top, top).astype(np.int8), s.astype(f32)


def table(items, dtype):
    """items: {string: int} -> keys, values of an open-addressing table (linear probing)."""
    cap = 1 << max(4, int(np.ceil(np.log2(len(items) * 1.25)))); keys = np.zeros(cap, np.uint64); vals = np.zeros(cap, dtype)
    for s, v in items.items():
        h = Fe.fnv(s) or 1; i = (h ^ (h >> 32)) & (cap - 1)
        while keys[i] not in (0, h): i = (i + 1) & (cap - 1)
        keys[i] = h; vals[i] = v
    return keys, vals


def checksum(data):
    h = 0xCBF29CE484222325
    for w in np.frombuffer(data, "<u8").tolist(): h = ((h ^ w) * 0x100000001B3) & Fe.MASK
    return h


class Tensors(dict):
    """What goes into a model file: {name: array}."""
    def matrix(s, name, w, bias=None):
        q, scale = quantise(w, 63); s[name + ".q"] = q; s[name + ".scale"] = scale; s[name + ".sum"] = q.astype(np.int32).sum(1).astype(np.int32)
        if bias is not None: s[name + ".bias"] = bias.astype(f32)

    def rows(s, name, w): s[name + ".q"], s[name + ".scale"] = quantise(w, 127)
    def norm(s, name, gain, shift): s[name + ".gain"] = gain; s[name + ".shift"] = shift
    def table(s, name, items, dtype): s[name + ".key"], s[name + ".value"] = table(items, dtype)

    def heads(s, sd, c):
        """model.Heads -> their columns: [[name, begin, end], ...]"""
        order = ["upos", "xpos", "feats", "mention", "name", "lemma", "ad", "ah", "rd", "rh"]; size = {k: c.get(k) for k in order}; at, k0, begin, columns = {}, 0, 0, []
        size.update(ad=c["darc"], ah=c["darc"], rd=c["drel"], rh=c["drel"])
        for k in order: at[k] = (k0, k0 + size[k]); k0 += size[k]
        assert k0 == len(sd["hw.weight"]); bias = sd["hw.bias"].copy(); a, b = at["name"]; bias[a:b] += namebias(sd)
        ix = np.concatenate([np.arange(*at[k]) for k in HEADS]); s.matrix("heads", sd["hw.weight"][ix], bias[ix]); s.matrix("headsv", sd["he.weight"][ix])
        a, b = at["lemma"]; s.matrix("lemma", sd["hw.weight"][a:b], bias[a:b]); s.matrix("lemmav", sd["he.weight"][a:b])
        s.matrix("arc", sd["U.weight"], sd["hb"]); s.matrix("rel", sd["rel.weight"], sd["rel.bias"]); s["root.arc"] = sd["root"]; s["root.rel"] = sd["rootrel"]
        for k in HEADS: columns.append([k, begin, begin + size[k]]); begin += size[k]
        return columns

    def save(s, meta, out):
        blob = json.dumps(meta, ensure_ascii=False).encode(); pos = 64 + 128 * len(s); json_at = pos; pos += len(blob); recs, parts = [], []
        for n, t in s.items():
            pos = (pos + 63) // 64 * 64; t = np.ascontiguousarray(t); assert str(t.dtype) in TYPES, (n, t.dtype); sh = list(t.shape) + [1] * (4 - t.ndim)
            recs.append(struct.pack("<64sII4QQQQ", n.encode(), TYPES.index(str(t.dtype)), t.ndim, *sh, pos, t.nbytes, 0)); parts.append((pos, t.tobytes())); pos += t.nbytes
        total = (pos + 7) // 8 * 8; body = bytearray(total); k = 64
        for r in recs: body[k:k + 128] = r; k += 128
        body[json_at:json_at + len(blob)] = blob
        for p, d in parts: body[p:p + len(d)] = d
        body[:64] = struct.pack("<8sIIQQQQ16x", MAGIC, VERSION, len(s), total, json_at, len(blob), checksum(bytes(body[64:])))
        open(out, "wb").write(body); print(out, total, "bytes,", len(s), "tensors")


def write(pt, out, shared="/work/shared", scratch="/work/train-scratch", info=None, limit=45000):
    import torch, train as T
    ck = torch.load(pt); sd = {k: v.numpy() for k, v in ck["sd"].items()}; v, c = ck["v"], ck["c"]; t = Tensors(); norm = lambda name, k: t.norm(name, sd[k + ".weight"], sd[k + ".bias"]); t.rows("word", sd["word.weight"])
    for i, (n, _) in enumerate(Fe.AFFIXES): t.rows("affix." + n, sd[f"affix.{i}.weight"])
    ws, vec = T.vectors(scratch + "/vec128.vec", limit); t.rows("vec", vec); t["vec.scale"][0] = 0
    t.table("word", {w: i for w, i in v["word"].ix.items() if i}, np.uint32); t.table("vec", {w: i + 1 for i, w in enumerate(ws)}, np.uint32); t.table("lex", json.load(open(scratch + "/lexicon.json")), np.uint64)
    t.matrix("mix", sd["mix.weight"], sd["mix.bias"]); t.matrix("mixv", sd["mixv.weight"]); t["mixb"] = np.ascontiguousarray(sd["mixb.weight"].T).astype(f32); norm("mixln", "mixln")
    for i in range(3): t.matrix(f"conv.{i}", sd[f"conv.{i}.weight"], sd[f"conv.{i}.bias"] if i == 1 else None); norm(f"qrnn.{i}.ln", f"enc.{i}.ln"); t.matrix(f"qrnn.{i}", sd[f"enc.{i}.lin.weight"], sd[f"enc.{i}.lin.bias"])
    norm("topln", "ln"); columns = t.heads(sd, c); pool, off, at = bytearray(b"\0"), {}, {}
    for (f, x), l in ck["dict"].items():
        e = l.encode()
        if len(e) > 255: continue
        if l not in at: at[l] = len(pool); pool += bytes([len(e)]) + e
        off[x + "\t" + f] = at[l]
    t.table("dict", off, np.uint32); t["dict.pool"] = np.frombuffer(bytes(pool), np.uint8)
    t.save(dict(format=VERSION, language="en", width=c["width"], hidden=c["hidden"], arc=c["darc"], rel=c["drel"], word_dim=c["wdim"], affix_dim=c["adim"], vector_dim=int(vec.shape[1]), bits=Fe.BITS, affixes=Fe.AFFIXES, heads=columns,
                labels={k: v[k].items for k in ("upos", "xpos", "feats", "mention", "name", "rel")}, lemma_scripts=v["lemma"].items, max_words=400, licence="CC BY-SA 4.0", training=info or {}), out)


def namebias(sd):
    """One annotation style at run time: the mean of the three sets that mark names fully."""
    return sd["namebias"][:3].mean(0)


# ---------------------------------------------------------------- running (the reference for the C++ run time)
def read(path):
    d = open(path, "rb").read(); magic, ver, n, total, ja, jn, cs = struct.unpack("<8sIIQQQQ16x", d[:64])
    assert magic == MAGIC and ver == VERSION and total == len(d) and cs == checksum(d[64:]), "damaged model file"
    t = {}
    for i in range(n):
        name, ty, nd, *r = struct.unpack("<64sII4QQQQ", d[64 + 128 * i:192 + 128 * i]); sh, off = r[:nd], r[4]
        t[name.rstrip(b"\0").decode()] = np.frombuffer(d, TYPES[ty], int(np.prod(sh)), off).reshape(sh)
    return json.loads(d[ja:ja + jn]), t


def exp32(x):
    n = np.rint(x * f32(1.44269504)); r = (x - n * f32(0.693359375)) - n * f32(-2.12194440e-4); p = np.full_like(r, f32(1.9875691500e-4))
    for c in (1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1): p = p * r + f32(c)
    y = (p * (r * r) + r) + f32(1)
    return y * ((n.astype(np.int32) + 127) << 23).view(f32)


def sigmoid(x): return f32(1) / (f32(1) + exp32(-np.clip(x, f32(-30), f32(30))))
def tanh(x): return f32(2) * sigmoid(f32(2) * x) - f32(1)


def lanes(x):
    """Sum of each row: 16 running sums over columns j, j+16, ..., then halves added: 8, 4, 2, 1."""
    x = x.reshape(x.shape[0], -1, 16); s = x[:, 0].copy()
    for i in range(1, x.shape[1]): s = s + x[:, i]
    for k in (8, 4, 2, 1): s = s[:, :k] + s[:, k:2 * k]
    return s[:, 0]


def layer_norm(x, gain, shift):
    n = f32(x.shape[1]); d = x - (lanes(x) / n)[:, None]; v = lanes(d * d) / n; return (d * (f32(1) / np.sqrt(v + f32(1e-5)))[:, None]) * gain + shift


def dynamic(x, top):
    """-> integers, scale of each row."""
    a = np.abs(x).max(1); inv = np.where(a > 0, f32(top) / np.where(a > 0, a, f32(1)), f32(0)).astype(f32); return np.rint(x * inv[:, None]), (a / f32(top)).astype(f32)


class Runtime:
    def __init__(s, path):
        s.meta, s.t = read(path); s.cache = {}; s.lab = s.meta["labels"]; s.at = {n: slice(a, b) for n, a, b in s.meta["heads"]}
        s.wf = {k[:-2]: v.astype(f32).T.copy() for k, v in s.t.items() if k.endswith(".q") and k[:-2] + ".sum" in s.t}

    def find(s, name, key, none=0):
        k, v = s.t[name + ".key"], s.t[name + ".value"]; h = Fe.fnv(key) or 1; m = len(k) - 1; i = (h ^ (h >> 32)) & m
        while k[i]:
            if int(k[i]) == h: return int(v[i])
            i = (i + 1) & m
        return none

    def product(s, name, q, scale):
        """q: integers in [-127, 127] (stored + 128 in C++, and 128 * sum taken off: the same integers). Sums stay below 2^24: float32 is exact."""
        y = (q.astype(f32) @ s.wf[name]) * (scale[:, None] * s.t[name + ".scale"][None, :]); b = s.t.get(name + ".bias"); return y if b is None else y + b

    def words(s, forms, known=True):
        """Row e of each form. known=False: as if the model had no embedding of its own for it."""
        t, k = s.t, s.meta["width"]; ns = [Fe.norm(w) for w in forms]; row = lambda m, ix: t[m + ".q"][ix] * t[m + ".scale"][ix][:, None]
        parts = [row("word", [s.find("word", n) if known else 0 for n in ns])] + [row("affix." + a, [Fe.affixes(w)[i] for w in forms]) for i, (a, _) in enumerate(Fe.AFFIXES)]
        vec = [s.find("vec", n) for n in ns]; m = s.product("mix", *dynamic(np.concatenate(parts, 1).astype(f32), 127)) + s.product("mixv", t["vec.q"][vec].astype(f32), t["vec.scale"][vec])
        bits = np.array([s.find("lex", n) for n in ns], np.uint64)
        for b in range(Fe.BITS): m = m + t["mixb"][b] * (bits >> np.uint64(b) & np.uint64(1)).astype(f32)[:, None]
        return layer_norm(np.maximum(m[:, :k], m[:, k:]), t["mixln.gain"], t["mixln.shift"])

    INPUTS = ("conv.0", "conv.1", "conv.2")                       # what the encoder takes of a word: products of e

    def static(s, w):
        """Everything that depends on the word alone: e, the encoder's products of it, its part of the heads and of the lemma scripts."""
        r = s.cache.get(w)
        if r is None: q = dynamic(e := s.words([w]), 127); r = s.cache[w] = (e[0], *[s.product(k, *q)[0] for k in (*s.INPUTS, "headsv", "lemmav")])
        return r

    def encode(s, e, p0, p1, p2, forms):
        t, n, h = s.t, len(forms), s.meta["hidden"]
        z = np.zeros_like(p0[:1]); g = (np.concatenate([z, p0[:-1]]) + p1) + np.concatenate([p2[1:], z]); k = s.meta["width"]; x = e + g[:, :k] * sigmoid(g[:, k:])
        for l in range(3):
            g = s.product(f"qrnn.{l}", *dynamic(layer_norm(x, t[f"qrnn.{l}.ln.gain"], t[f"qrnn.{l}.ln.shift"]), 127)); f, zz, o = sigmoid(g[:, :2 * h]), tanh(g[:, 2 * h:4 * h]), sigmoid(g[:, 4 * h:]); u = (f32(1) - f) * zz
            c = np.empty((n, 2 * h), f32); p = np.zeros(h, f32)
            for i in range(n): p = f[i, :h] * p + u[i, :h]; c[i, :h] = p
            p = np.zeros(h, f32)
            for i in range(n - 1, -1, -1): p = f[i, h:] * p + u[i, h:]; c[i, h:] = p
            x = c * o + x if l else c * o
        return x

    def analyse(s, forms):
        t, n = s.t, len(forms); e, *inputs, hv, lv = (np.stack(x) for x in zip(*[s.static(w) for w in forms])); x = s.encode(e, *inputs, forms); q = dynamic(layer_norm(x, t["topln.gain"], t["topln.shift"]), 127); y = s.product("heads", *q) + hv; le = s.product("lemma", *q) + lv
        leaky = lambda v: np.where(v > 0, v, f32(0.1) * v); at = s.at; bil = s.product("arc", *dynamic(leaky(y[:, at["ad"]]), 127)); ah = np.concatenate([t["root.arc"][None], leaky(y[:, at["ah"]])])
        (qb, sb), (qa, sa) = dynamic(bil, 127), dynamic(ah, 63); arc = (qb @ qa.T).astype(f32) * (sb[:, None] * sa[None, :]); arc[np.arange(n), np.arange(1, n + 1)] = -np.inf
        head = decode.tree(arc); rh = np.concatenate([t["root.rel"][None], leaky(y[:, at["rh"]])]); rel = s.product("rel", *dynamic(np.maximum(leaky(y[:, at["rd"]]) + rh[head], 0), 127))
        k = s.lab["rel"].index("root"); rel[head == 0, k] = np.inf; rel[head > 0, k] = -np.inf
        lab = lambda k: [s.lab[k][i] for i in y[:, at[k]].argmax(1)]; xpos = lab("xpos"); lemmas = []
        for i, f in enumerate(forms):
            d = s.find("dict", xpos[i] + "\t" + f) or (xpos[i][:3] != "NNP" and s.find("dict", xpos[i] + "\t" + Fe.lower(f))); pool = t["dict.pool"]
            lemmas.append(bytes(pool[d + 1:d + 1 + pool[d]]).decode() if d else Fe.apply_script(f, s.meta["lemma_scripts"][le[i].argmax()]))
        return dict(form=forms, upos=lab("upos"), xpos=xpos, feats=lab("feats"), lemma=lemmas, head=[int(i) for i in head], rel=[s.lab["rel"][i] for i in rel.argmax(1)], mention=lab("mention"),
                    name=[NAME_LABELS[i] for i in decode.name_tags(y[:, at["name"]])], score=[float(f"{v:.5g}") for v in arc[np.arange(n), head]], upos_score=[float(f"{v:.5g}") for v in y[:, at["upos"]].max(1)])


# ---------------------------------------------------------------- output
def conllu(out, r, comments, columns=None):
    for c in comments: out.write(c + "\n")
    for i, f in enumerate(r["form"]):
        misc = [f"{k}={r[j][i]}" for k, j in (("Mention", "mention"), ("Name", "name")) if r[j][i] != "O"]
        out.write("\t".join([str(i + 1), f, r["lemma"][i] or "_", r["upos"][i], r["xpos"][i], r["feats"][i], str(r["head"][i]), r["rel"][i], "_", "|".join(misc) or "_"]) + "\n")
    out.write("\n")


def parse(rt, src, dst, raw=False):
    from data import conllu as read_conllu, located
    with open(dst, "w", encoding="utf8") as out:
        if src.endswith(".conllu"):
            for i, s in enumerate(read_conllu(src)): conllu(out, rt.analyse(s["form"]), ([f"# newdoc id = {s['doc']}"] if s["newdoc"] else []) + [f"# text = {s['text']}"])
        elif raw:
            text = open(src, encoding="utf8").read(); toks, at, cut = located(text)
            for a, b in zip(cut, cut[1:]): conllu(out, rt.analyse(toks[a:b]), ["# text = " + " ".join(text[at[a]:at[b - 1] + len(toks[b - 1])].split())])
        else:
            for l in open(src, encoding="utf8"):
                if l.split(): conllu(out, rt.analyse(l.split()), ["# text = " + l.strip()])


def evaluate(rt, shared="/work/shared"):
    """The same figures as train.evaluate, from the quantised model."""
    import train as T, data as D
    class S: pass
    s = S(); s.dev = D.conllu(shared + "/data/ud/dev.conllu"); s.namedev = {k: D.names(shared, k, "dev") for k in ("uner_ewt", "wikigold", "crossner_politics", "redocred")}; s.v = None
    def run(_, sents, trees=True):
        for t in sents:
            r = rt.analyse(t["form"]); t["n"] = len(t["form"])
            for k in ("upos", "xpos", "feats", "lemma", "head", "rel", "mention"): t["p_" + k] = r[k]
            t["p_name"] = [NAME_LABELS.index(x) for x in r["name"]]
    T.analyse = run; return T.evaluate(s)


if __name__ == "__main__":
    a = sys.argv[1:]
    if a[0] == "write": write(a[1], a[2], info=json.loads(a[3]) if len(a) > 3 else None, limit=int(a[4]) if len(a) > 4 else 45000)
    elif a[0] == "parse": parse(Runtime(a[1]), a[2], a[3], "--raw" in a)
    elif a[0] == "eval": print(json.dumps(evaluate(Runtime(a[1]))))
    elif a[0] == "golden":
        rt = Runtime(a[1])
        with open(a[2], "w", encoding="utf8") as f:
            for l in open(__file__.rsplit("/", 1)[0] + "/golden_sentences.txt", encoding="utf8"):
                if l.split(): f.write(json.dumps(rt.analyse(l.split()), ensure_ascii=False) + "\n")
