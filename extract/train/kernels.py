"""PyTorch wrappers of kernels.c (built on first use) and bfloat16 matrix products (oneDNN: twice the speed of float32)."""
import ctypes, os, subprocess, tempfile
import torch

_here = os.path.dirname(os.path.abspath(__file__))


def library(source):
    """The C file beside this one, compiled for this machine on first use."""
    so = os.path.join(tempfile.gettempdir(), f"trine-train-{source}-{os.getuid()}-{int(os.path.getmtime(f'{_here}/{source}.c'))}.so")
    if not os.path.exists(so):
        subprocess.run(["gcc", "-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fopenmp", "-fPIC", "-shared", f"{_here}/{source}.c", "-o", f"{so}.{os.getpid()}", "-lm"], check=True)
        os.replace(f"{so}.{os.getpid()}", so)
    return ctypes.CDLL(so)


_lib = library("kernels")
_P, _L, _F, _U = ctypes.c_void_p, ctypes.c_int64, ctypes.c_float, ctypes.c_uint32
_lib.qrnn_forward.argtypes = [_P] * 4 + [_L, _L]
_lib.qrnn_backward.argtypes = [_P] * 5 + [_L, _L]
_lib.dropout.argtypes = [_P, _P, _P, _L, _L, _F, _U]
_lib.adam.argtypes = [_P] * 5 + [_L] + [_F] * 8
_p = lambda t: t.data_ptr()
HALF = bool(int(os.environ.get("TRINE_BF16", "1")))


class _Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w, bias):
        xb, wb = x.bfloat16(), w.bfloat16(); ctx.save_for_backward(xb, wb); ctx.bias = bias is not None
        y = torch.nn.functional.linear(xb, wb).float()
        return y if bias is None else y.add_(bias)

    @staticmethod
    def backward(ctx, g):
        xb, wb = ctx.saved_tensors; gb = g.bfloat16()
        return ((gb @ wb).float() if ctx.needs_input_grad[0] else None), (gb.t() @ xb).float(), (g.sum(0) if ctx.bias else None)


def linear(x, w, bias): return _Linear.apply(x, w, bias) if HALF and torch.is_grad_enabled() else torch.nn.functional.linear(x, w, bias)


class _Qrnn(torch.autograd.Function):
    """Overwrites its input (the activations take the place of the pre-activations)."""
    @staticmethod
    def forward(ctx, g, start):
        n, h = g.shape[0], g.shape[1] // 6; c = torch.empty(n, 2 * h); out = torch.empty(n, 2 * h)
        _lib.qrnn_forward(_p(g), _p(c), _p(out), _p(start), len(start) - 1, h); ctx.save_for_backward(g, c, start); return out

    @staticmethod
    def backward(ctx, d):
        g, c, start = ctx.saved_tensors; d = d.contiguous(); dg = torch.empty_like(g)
        _lib.qrnn_backward(_p(g), _p(c), _p(d), _p(dg), _p(start), len(start) - 1, g.shape[1] // 6); return dg, None


qrnn = _Qrnn.apply


class _Dropout(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p, row, seed):
        x = x.contiguous(); y = torch.empty_like(x); ctx.a = (p, row, seed)
        _lib.dropout(_p(x), _p(y), _p(row) if row is not None else None, x.shape[0], x.shape[1], p, seed); return y

    @staticmethod
    def backward(ctx, d):
        p, row, seed = ctx.a; d = d.contiguous(); y = torch.empty_like(d)
        _lib.dropout(_p(d), _p(y), _p(row) if row is not None else None, d.shape[0], d.shape[1], p, seed); return y, None, None, None


def dropout(x, p, training, row=None):
    """`row` (int32 [N]): rows with the same id share their mask (one mask a sentence)."""
    if not training or p == 0: return x
    return _Dropout.apply(x, p, row, int(torch.randint(0, 2**32, (1,))))


class Adam:
    def __init__(self, params, betas=(0.9, 0.99), wd=0.0, pace=None):
        """pace: learning rate of each parameter relative to the others'."""
        self.p = list(params); self.b = betas; self.wd = wd; self.t = 0; self.pace = pace or [1.0] * len(self.p)
        self.m = [torch.zeros_like(p) for p in self.p]; self.v = [torch.zeros_like(p) for p in self.p]; self.ema = [p.detach().clone() for p in self.p]

    def step(self, lr, clip, decay):
        self.t += 1; b1, b2 = self.b; gs = [p.grad for p in self.p]
        norm = float(torch.norm(torch.stack([torch.norm(g) for g in gs if g is not None])))
        c = min(1.0, clip / (norm + 1e-6))
        if norm != norm: return norm                           # NaN: skip the step
        for p, g, m, v, e, k in zip(self.p, gs, self.m, self.v, self.ema, self.pace):
            if g is not None:
                g = g.contiguous()
                _lib.adam(_p(p.data), _p(g), _p(m), _p(v), _p(e), p.numel(), lr * k, b1, b2, 1 / (1 - b1**self.t), 1 / (1 - b2**self.t), self.wd, c, decay)
        return norm
