"""Word types for the accurate reader: row e of the fast model (with and without its own embedding) and word pieces. Plays the part of batch.Coder."""
import numpy as np
import features as Fe, pieces as P
from batch import Coder


class Words(Coder):
    """x columns of a word: its row in the treebanks' vocabulary (for how often it was seen), its type, the type as an unknown word."""
    def __init__(s, v, rt, pieces):
        super().__init__(v, {}, {}); s.rt, s.pieces = rt, pieces; n = 1 << 16
        s.e = np.zeros((n, rt.meta["width"]), np.float32); s.piece = np.zeros((n, P.MOST), np.int64); s.count = np.zeros(n, np.int64); s.pending = []; s.n = 0

    def _new(s, w, known):
        if s.n == len(s.e): s.e, s.piece, s.count = (np.concatenate([x, np.zeros_like(x)]) for x in (s.e, s.piece, s.count))
        ps = s.pieces.split(w); s.piece[s.n, :len(ps)] = ps; s.count[s.n] = len(ps); s.pending.append((s.n, w, known)); s.n += 1; return s.n - 1

    def word(s, w):
        r = s.cache.get(w)
        if r is None: i = s.v["word"].get(Fe.norm(w), 0); k = s._new(w, True); r = s.cache[w] = [i, k, s._new(w, False) if i else k, 0]
        return r

    def rows(s, ix):
        for known in (True, False):
            p = [(i, w) for i, w, k in s.pending if k == known]
            for a in range(0, len(p), 2000): s.e[[i for i, _ in p[a:a + 2000]]] = s.rt.words([w for _, w in p[a:a + 2000]], known)
        s.pending = []; return s.e[ix]
