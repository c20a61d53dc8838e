"""The accurate reader's network: a small pre-trained transformer (MiniLM, 6 x 384) over word pieces, joined with the fast model's words.

pieces -> embedding + position + P e of their word -> layer norm -> layers (attention, add & norm, GELU, add & norm) -> mean of all layers' rows, weighted ->
the first piece of each word -> layer norm = h; the heads are model.py's. e is the fast model's word row (letter case, affixes, vectors, lexicon), frozen.
"""
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import ctypes
import kernels as K, pieces as P
from model import Heads, Linear

_lib = K.library("transformer"); _V, _L = ctypes.c_void_p, ctypes.c_int64
_lib.attention_forward.argtypes = [_V] * 3 + [_L, _L]; _lib.attention_backward.argtypes = [_V] * 4 + [_L, _L]
_lib.gelu_forward.argtypes = [_V] * 3 + [_L, _L]; _lib.gelu_backward.argtypes = [_V] * 4 + [_L, _L]
_lib.norm_forward.argtypes = [_V] * 7 + [_L, _L]; _lib.norm_backward.argtypes = [_V] * 7 + [_L, _L]
_p = lambda t: t.data_ptr() if t is not None else None


class _Attention(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, start):
        y = torch.empty(x.shape[0], x.shape[1] // 3); _lib.attention_forward(_p(x), _p(y), _p(start), len(start) - 1, y.shape[1]); ctx.save_for_backward(x, start); return y

    @staticmethod
    def backward(ctx, g):
        x, start = ctx.saved_tensors; g = g.contiguous(); d = torch.empty_like(x); _lib.attention_backward(_p(x), _p(g), _p(d), _p(start), len(start) - 1, g.shape[1]); return d, None


class _Wide(torch.autograd.Function):
    """down(GELU(up x)), all in bfloat16 but the biases."""
    @staticmethod
    def forward(ctx, x, w1, b1, w2, b2):
        x, w1, w2 = x.bfloat16(), w1.bfloat16(), w2.bfloat16(); a = F.linear(x, w1); y = torch.empty_like(a); _lib.gelu_forward(_p(a), _p(b1), _p(y), *a.shape); ctx.save_for_backward(x, a, y, w1, b1, w2)
        return F.linear(y, w2).float().add_(b2)

    @staticmethod
    def backward(ctx, g):
        x, a, y, w1, b1, w2 = ctx.saved_tensors; h = g.bfloat16(); d = (h @ w2).contiguous(); db = torch.zeros_like(b1); _lib.gelu_backward(_p(a), _p(b1), _p(d), _p(db), *a.shape)
        return (d @ w1).float(), (d.t() @ x).float(), db, (h.t() @ y).float(), g.sum(0)


class _Norm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, r, gain, shift):
        x = x.contiguous(); r = r.contiguous() if r is not None else None; y, z, inv = torch.empty_like(x), torch.empty_like(x), torch.empty(len(x))
        _lib.norm_forward(_p(x), _p(r), _p(gain), _p(shift), _p(y), _p(z), _p(inv), *x.shape); ctx.save_for_backward(z, inv, gain); ctx.both = r is not None; return y

    @staticmethod
    def backward(ctx, g):
        z, inv, gain = ctx.saved_tensors; g = g.contiguous(); d, dg, ds = torch.empty_like(z), torch.zeros_like(gain), torch.zeros_like(gain)
        _lib.norm_backward(_p(z), _p(inv), _p(gain), _p(g), _p(d), _p(dg), _p(ds), *z.shape); return d, (d if ctx.both else None), dg, ds


class Norm(nn.Module):
    def __init__(s, gain, shift): super().__init__(); s.weight = nn.Parameter(torch.as_tensor(gain)); s.bias = nn.Parameter(torch.as_tensor(shift))
    def forward(s, x, r=None): return _Norm.apply(x, r, s.weight, s.bias)


class Layer(nn.Module):
    """w: the layer's pre-trained tensors."""
    def __init__(s, w):
        super().__init__(); g = lambda *ks: torch.from_numpy(np.concatenate([w[k] for k in ks])); own = "attention.self."
        def linear(*ks):
            a = g(*[k + ".weight" for k in ks]); l = Linear(a.shape[1], a.shape[0]); l.weight.data = a; l.bias.data = g(*[k + ".bias" for k in ks]); return l
        s.qkv = linear(own + "query", own + "key", own + "value"); s.out = linear("attention.output.dense"); s.up = linear("intermediate.dense"); s.down = linear("output.dense")
        s.ln1 = Norm(w["attention.output.LayerNorm.weight"], w["attention.output.LayerNorm.bias"]); s.ln2 = Norm(w["output.LayerNorm.weight"], w["output.LayerNorm.bias"])

    def forward(s, x, start, drop):
        x = s.ln1(K.dropout(s.out(_Attention.apply(s.qkv(x), start)), drop, s.training), x)
        return s.ln2(K.dropout(_Wide.apply(x, s.up.weight, s.up.bias, s.down.weight, s.down.bias), drop, s.training), x)


class Transformer(Heads):
    def __init__(s, c, words, path, layers=6):
        """words: words.Words. path: folder of model.safetensors."""
        w = P.weights(path + "/model.safetensors"); emb = w["embeddings.word_embeddings.weight"]; n = emb.shape[1]
        super().__init__(dict(c, piece=n, layers=layers), n); s.words = words
        s.register_buffer("piece", torch.from_numpy(emb), persistent=False); s.register_buffer("position", torch.from_numpy(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]), persistent=False)
        s.inject = Linear(c["width"], n, False); nn.init.zeros_(s.inject.weight); s.ln0 = Norm(w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"])
        s.layers = nn.ModuleList(Layer({k.split(".", 3)[3]: v for k, v in w.items() if k.startswith(f"encoder.layer.{i}.")}) for i in range(layers))
        s.mean = nn.Parameter(torch.tensor([0.0] * layers + [1.0])); s.topln = Norm(torch.ones(n), torch.zeros(n))

    def pieces(s, b, rows, p):
        """-> ids, place in the sentence, word (-1 for the marks) of each piece; first row of each sentence; first piece of each word."""
        W = s.words; count = W.count[rows]; sent = b["sent"].numpy(); n = len(b["start"]) - 1; first = np.cumsum(count) - count + 2 * sent + 1; total = int(count.sum()) + 2 * n
        ids = np.full(total, W.pieces.sep, np.int64); word = np.full(total, -1, np.int64)
        for k in range(P.MOST): m = np.nonzero(count > k)[0]; ids[first[m] + k] = W.piece[rows[m], k]; word[first[m] + k] = m
        start = np.zeros(n + 1, np.int32); start[1:] = np.cumsum(np.bincount(sent, count, n) + 2); ids[start[:-1]] = W.pieces.cls
        if p: ids[(np.random.rand(total) < p["worddrop"]) & (word >= 0)] = W.pieces.mask
        at = np.arange(total) - np.repeat(start[:-1], np.diff(start)); t = torch.from_numpy
        return t(ids), t(np.minimum(at, len(s.position) - 1)), t(word), t(start), t(first)

    def encode(s, b, p=None):
        """-> h [N, piece], e [N, width]. p: dropout rates, None = none."""
        t = s.training and p is not None; rows = b["vec"].numpy()
        if t: rows = np.where(np.random.rand(len(rows)) < (0.5 / (0.5 + b["freq"].numpy())), b["lex"].numpy(), rows)      # unknown word, as the fast model learnt
        e = torch.from_numpy(s.words.rows(rows)); ids, at, word, start, first = s.pieces(b, rows, p if t else None)
        if t: e = e * (torch.rand(len(e), 1) > p["feature"]).float(); e = K.dropout(e, p["embed"], True)
        j = torch.cat([s.inject(e), torch.zeros(1, s.c["piece"])])[word]; x = s.ln0(s.piece[ids] + s.position[at], j); d = p["later"] if t else 0.0
        if t: x = K.dropout(x, d, True)
        m = F.softmax(s.mean, 0); sum_ = x[first] * m[0]
        for i, l in enumerate(s.layers): x = l(x, start, d); sum_ = sum_ + x[first] * m[i + 1]
        return s.topln(sum_), e
