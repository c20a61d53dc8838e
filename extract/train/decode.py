"""Trees, name spans and lemmas from scores. The run time does the same (FORMAT.md)."""
import numpy as np
from data import NAME_LABELS
from features import apply_script, lower

ROOT_PENALTY = 1e6


def is_tree(head):
    """head[t] in 0..n (0 = root) for tokens 1..n: one root, no cycle?"""
    if sum(h == 0 for h in head) != 1: return False
    state = [0] * (len(head) + 1); state[0] = 2
    for t in range(1, len(head) + 1):
        path = []
        while state[t] == 0: state[t] = 1; path.append(t); t = head[t - 1]
        if state[t] == 1: return False
        for p in path: state[p] = 2
    return True


def _chu_liu(w):
    """w[d, h], node 0 = root; -> head of each node (maximum spanning arborescence)."""
    n = len(w); w = w.copy(); np.fill_diagonal(w, -np.inf); w[0] = -np.inf; head = w.argmax(1); head[0] = -1
    seen = [0] * n; cyc = None
    for t in range(1, n):
        path, u = [], t
        while u > 0 and not seen[u]: seen[u] = t; path.append(u); u = head[u]
        if u > 0 and seen[u] == t: cyc = path[path.index(u):]; break
    if cyc is None: return head
    inc = set(cyc); rest = [i for i in range(n) if i not in inc]; m = len(rest); k = np.full((m + 1, m + 1), -np.inf); c = np.array(cyc); r = np.array(rest)
    k[:m, :m] = w[np.ix_(r, r)]
    gain = w[np.ix_(c, r)] - w[c, head[c]][:, None]; into = gain.argmax(0); k[m, :m] = gain.max(0)
    out = w[np.ix_(r, c)]; via = out.argmax(1); k[:m, m] = out.max(1)
    sub = _chu_liu(k); res = head.copy()
    for i in range(1, m): res[rest[i]] = c[via[i]] if sub[i] == m else rest[sub[i]]
    enter = into[sub[m]]; res[c[enter]] = rest[sub[m]]
    return res


def tree(arc):
    """arc [n, n+1] (dependent, head with 0 = root) -> heads: the argmax where that is a tree with one root, else the best such tree."""
    h = arc.argmax(1)
    if is_tree(h.tolist()): return h
    n = len(arc); w = np.full((n + 1, n + 1), -np.inf); w[1:] = arc.astype(np.float64); w[1:, 0] -= ROOT_PENALTY
    return _chu_liu(w)[1:]


_n = len(NAME_LABELS)
_open = [l[0] in "BI" for l in NAME_LABELS]                      # after these a name goes on
STEP = np.array([[(b[0] in "IE" and b[2:] == a[2:]) if _open[i] else b[0] in "OBS" for b in NAME_LABELS] for i, a in enumerate(NAME_LABELS)])
FIRST = np.array([l[0] in "OBS" for l in NAME_LABELS]); LAST = np.array([not o for o in _open])


def name_tags(logits):
    """Best label sequence whose names are whole (Viterbi, first label wins ties)."""
    n = len(logits); s = np.where(FIRST, logits[0], -1e9).astype(np.float32); back = np.zeros((n, _n), np.int64)
    for t in range(1, n):
        m = np.where(STEP, s[:, None], np.float32(-1e9)); back[t] = m.argmax(0); s = m.max(0) + logits[t].astype(np.float32)
    k = int(np.where(LAST, s, -1e9).argmax()); out = [k]
    for t in range(n - 1, 0, -1): k = int(back[t, k]); out.append(k)
    return out[::-1]


def spans(tags):
    out, a = [], 0
    for i, t in enumerate(tags):
        l = NAME_LABELS[t]
        if l[0] in "BS": a = i
        if l[0] in "ES": out.append((a, i + 1, l[2:]))
    return out


def lemma(form, xpos, script, dictionary):
    return dictionary.get((form, xpos)) or (xpos[:3] != "NNP" and dictionary.get((lower(form), xpos))) or apply_script(form, script)
