"""The network. All tokens of a batch are rows of one matrix; `start` holds the first row of each sentence and the total.

features -> maxout -> layer norm = e (free of context) -> gated convolution over e[-1], e, e[+1] -> 3 bidirectional QRNN layers -> layer norm = h;
every head reads W h + V e. Arcs are biaffine, labels additive. FORMAT.md says what the run time does with it.
"""
import math
import torch, torch.nn as nn, torch.nn.functional as F
from features import AFFIXES, BITS
import kernels as K


class Linear(nn.Linear):
    def __init__(s, i, o, bias=True):
        super().__init__(i, o, bias); nn.init.xavier_uniform_(s.weight)
        if bias: nn.init.zeros_(s.bias)
        s.quant = False

    def forward(s, x):
        w = s.weight
        if s.quant:                                              # quantisation-aware: straight-through rounding of weights and inputs
            sc = w.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 63; w = w + ((w.detach() / sc).round() * sc - w.detach())
            d = x.detach(); sc = d.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127; x = x + ((d / sc).round() * sc - d)
        return K.linear(x, w, s.bias)


class Qrnn(nn.Module):
    def __init__(s, i, h):
        super().__init__(); s.ln = nn.LayerNorm(i); s.lin = Linear(i, 6 * h); b = s.lin.bias.data
        b[:2 * h] = 1.0; b[h // 2:h] = 2.5; b[h + h // 2:2 * h] = 2.5

    def forward(s, x, start): return K.qrnn(s.lin(s.ln(x)), start)


class Heads(nn.Module):
    """What is read off an encoder's rows h [N, wide] and the words' own e [N, width]: every head reads W h + V e."""
    def __init__(s, c, wide):
        super().__init__(); s.c = c
        s.out = {"upos": c["upos"], "xpos": c["xpos"], "feats": c["feats"], "mention": c["mention"], "name": c["name"], "lemma": c["lemma"],
                 "ad": c["darc"], "ah": c["darc"], "rd": c["drel"], "rh": c["drel"]}
        s.hw = Linear(wide, sum(s.out.values())); s.he = Linear(c["width"], sum(s.out.values()), False)
        s.U = Linear(c["darc"], c["darc"], False); s.hb = nn.Parameter(torch.zeros(c["darc"])); s.rel = Linear(c["drel"], c["rel"])
        s.root = nn.Parameter(torch.randn(c["darc"]) * 0.1); s.rootrel = nn.Parameter(torch.randn(c["drel"]) * 0.1)
        s.namebias = nn.Parameter(torch.zeros(c["namesets"] + 1, c["name"]))

    def forward(s, b, p=None):
        h, e = s.encode(b, p); t = s.training and p is not None
        if t: h = K.dropout(h, p["top"], True); e = K.dropout(e, p["top"], True)
        y = s.hw(h) + s.he(e); r = dict(zip(s.out, y.split(list(s.out.values()), 1)))
        r["anyname"] = r["name"] + s.namebias[:3].mean(0); r["name"] = r["name"] + s.namebias[b["nameset"]] if t else r["anyname"]
        n = b["trees"]                                           # the first n rows have (or want) trees
        act = lambda x: K.dropout(F.leaky_relu(x, 0.1), p["head"], True) if t else F.leaky_relu(x, 0.1)
        for k in ("ad", "ah", "rd", "rh"): r[k] = act(r[k][:n])
        if n:
            z = torch.zeros(1, s.c["darc"]); pad = b["pad"]      # [B, T] row or n for none
            B, T = pad.shape
            ad = torch.cat([s.U(r["ad"]), z])[pad.reshape(-1)].reshape(B, T, -1); ah = torch.cat([r["ah"], z])[pad.reshape(-1)].reshape(B, T, -1)
            ah = torch.cat([s.root.expand(B, 1, -1), ah], 1)
            arc = ad @ ah.transpose(1, 2) + (ah @ s.hb)[:, None, :]
            mask = F.pad(pad == n, (1, 0)); arc = arc.masked_fill(mask[:, None, :], -1e4) - 1e4 * F.pad(torch.eye(T), (1, 0))
            r["arc"] = arc
        return r

    def labels(s, r, heads, first, n):
        """Relation logits of rows 0..n-1 with the given heads (0 = root, counted in the sentence); first = first row of each row's sentence."""
        hr = torch.cat([s.rootrel[None], r["rh"]])[torch.where(heads > 0, first + heads, torch.zeros_like(heads))]
        return s.rel(F.relu(r["rd"] + hr))


class Model(Heads):
    def __init__(s, c, vectors, bits):
        """c: dict of sizes. vectors [V, dv] float (row 0 = none). bits [L, BITS] float (row 0 = none)."""
        super().__init__(c, 2 * c["hidden"]); w, h = c["width"], c["hidden"]
        s.word = nn.Embedding(c["words"], c["wdim"]); s.affix = nn.ModuleList(nn.Embedding(n, c["adim"]) for _, n in AFFIXES)
        for e in [s.word, *s.affix]: nn.init.normal_(e.weight, std=0.3)
        s.register_buffer("vec", vectors, persistent=False); s.register_buffer("bits", bits, persistent=False)
        s.dims = [c["wdim"]] + [c["adim"]] * len(AFFIXES) + [vectors.shape[1], BITS]
        s.mix = Linear(sum(s.dims[:-2]), 2 * w); s.mixv = Linear(s.dims[-2], 2 * w, False); s.mixb = Linear(BITS, 2 * w, False)
        s.mixln = nn.LayerNorm(w)
        s.conv = nn.ModuleList([Linear(w, 2 * w, i == 1) for i in range(3)])
        s.enc = nn.ModuleList([Qrnn(w, h), Qrnn(2 * h, h), Qrnn(2 * h, h)]); s.ln = nn.LayerNorm(2 * h)

    def embed(s, b, p):
        w = b["word"]
        if s.training and p:
            fr = b["freq"]; q = 0.5 / (0.5 + fr); q = 1 - (1 - q) * (1 - p["worddrop"]); w = torch.where(torch.rand(len(w)) < q, torch.zeros_like(w), w)
        e = [s.word(w)] + [t(b["affix"][:, i]) for i, t in enumerate(s.affix)]; v = s.vec[b["vec"]]; g = s.bits[b["lex"]]
        if b.get("hidden") is not None:                          # pre-training: hidden words show nothing
            k = (~b["hidden"]).float()[:, None]; v, g = v * k, g * k; e = [x * k for x in e[1:]]; e.insert(0, s.word(torch.where(b["hidden"], torch.zeros_like(w), w)))
        if s.training and p and p["feature"]:
            k = (torch.rand(len(w), len(s.dims)) > p["feature"]).float() / (1 - p["feature"])
            e = [x * k[:, i:i + 1] for i, x in enumerate(e)]; v = v * k[:, -2:-1]; g = g * k[:, -1:]
        m = s.mix(torch.cat(e, 1)) + s.mixv(v) + s.mixb(g); w = s.c["width"]
        return s.mixln(torch.maximum(m[:, :w], m[:, w:]))

    def encode(s, b, p=None):
        """-> h [N, 2 hidden], e [N, width]. p: dropout rates, None = none."""
        t = s.training and p is not None; e = s.embed(b, p)
        if t: e = K.dropout(e, p["embed"], True, b["sent"])
        a, c, d = (l(e) for l in s.conv)
        a = F.pad(a[:-1], (0, 0, 1, 0)) * b["notfirst"]; d = F.pad(d[1:], (0, 0, 0, 1)) * b["notlast"]
        g = F.glu(a + c + d, -1)
        x = e + (K.dropout(g, p["enc"], True) if t else g)
        for i, l in enumerate(s.enc):
            n = l(x, b["start"]); x = n + x if i else n
            if t: x = K.dropout(x, p["enc"] if i == 0 else p["later"], True, b["sent"])
        return s.ln(x), e
