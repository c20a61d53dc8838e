"""Trains the model. See README.md for the commands.

  train.py --shared DIR --scratch DIR --name NAME --minutes M [--pretrain M] [--hidden H] ...
"""
import argparse, json, math, os, pickle, random, sys, time
import numpy as np, torch, torch.nn.functional as F
import data as D, features as Fe, decode, distill
from batch import Coder, collate, vocabularies, Y, counted
from collections import Counter
from kernels import Adam
from model import Model


def log(*a): print(time.strftime("%H:%M:%S"), *a, flush=True)


def arguments():
    ap = argparse.ArgumentParser(); A = ap.add_argument
    A("--shared", default="/work/shared"); A("--scratch", default="/work/train-scratch"); A("--name", default="run"); A("--minutes", type=float, default=8)
    A("--pretrain", type=float, default=0); A("--hidden", type=int, default=224); A("--width", type=int, default=192); A("--darc", type=int, default=160); A("--drel", type=int, default=112)
    A("--batch", type=int, default=1800); A("--lr", type=float, default=2e-3); A("--ema", type=float, default=0.998); A("--smooth", type=float, default=0.05); A("--seed", type=int, default=1)
    A("--drop", type=float, default=0.33); A("--augment", type=float, default=0.08); A("--names", type=float, default=0.3); A("--swap", type=float, default=0.3); A("--init", default=""); A("--evalevery", type=float, default=5)
    A("--prelr", type=float, default=2e-3); A("--quant", type=float, default=0, help="share of the run, at its end, with quantisation-aware training"); A("--words", type=int, default=45000)
    A("--teach", default="", help="what distill.py wrote"); A("--raw", type=float, default=0.4, help="words of raw text to one of the treebanks'"); A("--soft", type=float, default=0.5)
    A("--ewt", type=float, default=1.0, help="how often EWT's sentences are seen to GUM's once"); A("--uner", type=float, default=1.0, help="the same for Universal NER's")
    A("--load", default="", help="go on from this model"); A("--evalonly", type=int, default=0); A("--wd", type=float, default=0.0); A("--headdrop", type=float, default=0.3); A("--done", type=float, default=0, help="with --load: share of the schedule already run")
    return ap.parse_args()


def vectors(path, limit):
    """fastText .vec -> words, matrix with a zero row first; each vector has length 2."""
    ws, vs = [], []
    with open(path, encoding="utf8", errors="replace") as f:
        next(f)
        for l in f:
            p = l.rstrip().split(" ")
            if p[0] == "</s>": continue
            x = np.array(p[1:], np.float32)
            if not np.linalg.norm(x) > 0: continue
            ws.append(p[0]); vs.append(x)
            if len(ws) == limit: break
    m = np.stack(vs); m *= 2 / np.linalg.norm(m, axis=1, keepdims=True)
    return ws, np.vstack([np.zeros((1, m.shape[1]), np.float32), m])


def bit_matrix(lex):
    """-> {word: row}, [rows, BITS]; words with the same bits share a row; row 0 = none."""
    kinds = {b: i + 1 for i, b in enumerate(sorted(set(lex.values())))}; m = np.zeros((len(kinds) + 1, Fe.BITS), np.float32)
    for b, i in kinds.items(): m[i] = [b >> k & 1 for k in range(Fe.BITS)]
    return {w: kinds[b] for w, b in lex.items()}, m


def dictionary(train, scratch, wordnet="/usr/share/wordnet"):
    """(form, XPOS) -> commonest lemma; WordNet's irregular forms where the treebanks are silent."""
    d = {}
    for s in train:
        for f, x, l in zip(s["form"], s["xpos"], s["lemma"]): d.setdefault((f, x), Counter())[l] += 1
    d = {k: v.most_common(1)[0][0] for k, v in d.items()}
    for name, tags in (("noun", ["NNS"]), ("verb", ["VBD", "VBN"]), ("adj", ["JJR", "JJS"]), ("adv", ["RBR", "RBS"])):
        for l in open(f"{wordnet}/{name}.exc"):
            a, b = l.split()[:2]
            if "_" in a or "-" in a: continue
            t = tags if name in ("noun",) else ["VBG"] if name == "verb" and a.endswith("ing") else [tags[1]] if a.endswith("est") else [tags[0]] if name != "verb" else tags
            for x in t: d.setdefault((a, x), b)
    return regular(d, scratch, wordnet)


def regular(d, scratch, wordnet):
    """Regular inflections found in raw text whose base is unambiguous in WordNet: keeps the script classifier from inventing *provok*."""
    base = {p: {l.split()[0] for l in open(f"{wordnet}/index.{p}", encoding="utf8") if l[0] != " " and "_" not in l.split()[0]} for p in ("noun", "verb")}; seen = Counter()
    for k in ("mil", "sets", "wn", "ud"):
        for l in open(f"{scratch}/raw.{k}.txt", encoding="utf8"): seen.update(w for w in l.split() if w.islower() and w.isalpha())
    with open(scratch + "/vec128.vec", encoding="utf8", errors="replace") as f: seen.update({l.split(" ", 1)[0]: 5 for l in f})
    def stems(w, ends): return {w[: len(w) - len(e)] + r for e, rs in ends for r in rs if w.endswith(e) and len(w) - len(e) >= 2}
    ing = lambda e: [(e, ("", "e"))] + [(c + e, ("",)) for c in ("bb", "dd", "gg", "ll", "mm", "nn", "pp", "rr", "tt")]
    def add(w, tags, ends, kind, double=0):
        c = stems(w, [(e, r) for e, r in ends if len(e) <= 4]); c |= {w[: len(w) - double - 1] for _ in (0,) if double and len(w) > double + 3 and w[-double - 1] == w[-double - 2]}
        c = {x for x in c if x in base[kind] and x != w}
        if len(c) == 1:
            for x in tags: d.setdefault((w, x), next(iter(c)))
    for w, n in seen.items():
        if n < 2 or not w.isalpha() or not w.isascii(): continue
        if w.endswith("ing"): add(w, ["VBG"], [("ing", ("", "e"))], "verb", 3)
        elif w.endswith("ed"): add(w, ["VBD", "VBN"], [("ed", ("", "e")), ("ied", ("y",))], "verb", 2)
        elif w.endswith("s") and not w.endswith("ss"):
            add(w, ["NNS"], [("s", ("",)), ("es", ("",)), ("ies", ("y",))], "noun"); add(w, ["VBZ"], [("s", ("",)), ("es", ("",)), ("ies", ("y",))], "verb")
    return d


class Setup:
    def __init__(s, a, saved=None):
        s.read(a); s.v = saved["v"] if saved else vocabularies(s.train); ws, vec = vectors(a.scratch + "/vec128.vec", a.words); s.rawlex = json.load(open(a.scratch + "/lexicon.json"))
        lex, bits = bit_matrix(s.rawlex); s.vecwords = ws; s.lex = lex
        s.coder = Coder(s.v, {w: i + 1 for i, w in enumerate(ws)}, lex); s.freq = torch.from_numpy(s.v["freq"]); v = s.v
        c = saved["c"] if saved else dict(width=a.width, hidden=a.hidden, darc=a.darc, drel=a.drel, wdim=96, adim=32, words=len(v["word"]), namesets=len(D.NAME_SETS), **{k: len(v[k]) for k in ("upos", "xpos", "feats", "lemma", "mention", "name", "rel")})
        s.model = Model(c, torch.from_numpy(vec), torch.from_numpy(bits)); s.dict = dictionary(s.train, a.scratch); s.fill()

    def read(s, a): s.a = a; s.train = D.conllu(a.shared + "/data/ud/train.conllu"); s.dev = D.conllu(a.shared + "/data/ud/dev.conllu")

    def fill(s):
        """Encodes the treebanks; reads and encodes the name sets, what distant supervision gives, the names for augmentation and what teachers said."""
        a = s.a; s.names, s.namedev = {}, {}
        for t in s.train + s.dev: s.coder.encode(t)
        for k in D.TRAIN_SETS:
            s.names[k] = [s.coder.encode(t) for t in D.names(a.shared, k, "train", s.rawlex)]
            if k not in ("knowledgenet", "re3d"): s.namedev[k] = [s.coder.encode(t) for t in D.names(a.shared, k, "dev")]
        mil, surnames = D.silver(a.scratch + "/raw.mil.txt", s.rawlex); un, _ = D.silver(a.scratch + "/raw.un.txt", s.rawlex, 4000, surnames); own = _name_pool(s.names)
        s.names["silver"] = [s.coder.encode(t) for t in mil + un]; world = json.load(open(a.scratch + "/names.json")); s.pool = {k: [own[k], world[k]] for k in own}; s.tokens = world["TOKEN"]
        for t in s.train: t["persons"] = D.person_positions(t)
        s.raw = []
        if a.teach:
            with open(a.teach, "rb") as f: teach = pickle.load(f)
            for t, q in zip(s.train, teach["trees"]): t["q"] = q
            for t in teach["raw"]: y = t["y"]; s.coder.encode(t); y[:, [Y.index(k) for k in ("upos", "xpos", "mention")]] = -1; s.raw.append(dict(t, y=y, raw=True))


def analyse(setup, sents, size=4000, trees=True):
    """Fills p_upos, p_xpos, ... of each sentence with the model's analysis."""
    m, v = setup.model, setup.v; m.eval(); order = sorted(range(len(sents)), key=lambda i: sents[i]["n"]); cur = []
    def flush():
        if not cur: return
        ss = [sents[i] for i in cur]; b = collate(ss if trees else [], [] if trees else ss, setup.freq); r = m(b); st = b["start"].tolist()
        am = {k: r[k].argmax(1).numpy() for k in ("upos", "xpos", "feats", "lemma", "mention")}; nm = r["name"].numpy()
        if trees:
            arc = r["arc"].numpy(); heads = [decode.tree(arc[j, :t["n"], :t["n"] + 1]) for j, t in enumerate(ss)]; hd = torch.from_numpy(np.concatenate(heads).astype(np.int64))
            lr = m.labels(r, hd, b["first"], b["trees"]); k = v["rel"].get("root"); lr[:, k] = -1e4; lr[hd == 0, k] = 1e4; rel = lr.argmax(1).numpy()
        for j, t in enumerate(ss):
            sl = slice(st[j], st[j + 1])
            for k in ("upos", "xpos", "feats", "mention"): t["p_" + k] = [v[k].items[i] for i in am[k][sl]]
            t["p_lemma"] = [decode.lemma(f, x, v["lemma"].items[i], setup.dict) for f, x, i in zip(t["form"], t["p_xpos"], am["lemma"][sl])]
            t["p_name"] = decode.name_tags(nm[sl])
            if trees: t["p_head"] = heads[j].tolist(); t["p_rel"] = [v["rel"].items[i] for i in rel[sl]]
        cur.clear()
    with torch.no_grad():
        for i in order:
            if cur and (len(cur) + 1) * sents[i]["n"] > size: flush()
            cur.append(i)
        flush()
    m.train()


def _name_pool(sets):
    pool = {}
    for ss in sets.values():
        for t in ss:
            for a, b, k in t["spans"]:
                if k in ("PER", "ORG", "LOC") and b - a <= 6 and t["form"][a][:1].isupper(): pool.setdefault(k, set()).add(tuple(t["form"][a:b]))
    return {k: [list(x) for x in sorted(v)] for k, v in pool.items()}


def f1(tp, p, g): return round(200 * tp / max(p + g, 1), 2)


def evaluate(setup, names=True):
    out = {}; analyse(setup, setup.dev)
    for part in ("ewt", "gum"):
        ss = [t for t in setup.dev if t["set"] == part]; n = sum(t["n"] for t in ss); ok = lambda k: round(100 * sum(x == y for t in ss for x, y in zip(t[k], t["p_" + k])) / n, 2)
        out[part] = {k: ok(k) for k in ("upos", "xpos", "feats", "lemma")}
        h = [(x == y, x == y and a.split(":")[0] == b.split(":")[0]) for t in ss for x, y, a, b in zip(t["head"], t["p_head"], t["rel"], t["p_rel"])]
        out[part]["UAS"], out[part]["LAS"] = (round(100 * sum(x[i] for x in h) / n, 2) for i in (0, 1))
        if part == "gum":
            for nm, sel in (("all", lambda u: True), ("propn", lambda u: u == "PROPN")):
                g = [(x, y) for t in ss for x, y, u in zip(t["mention"], t["p_mention"], t["upos"]) if sel(u)]
                out[part]["mention_" + nm] = f1(sum(x == y != "O" for x, y in g), sum(y != "O" for x, y in g), sum(x != "O" for x, y in g))
    if names:
        for k, ss in setup.namedev.items():
            analyse(setup, ss, trees=False); types = ("PER", "ORG", "LOC") + (("EVENT",) if k == "crossner_politics" else ())
            g = [{x for x in t["spans"] if x[2] in types} for t in ss]; p = [{x for x in decode.spans(t["p_name"]) if x[2] in types} for t in ss]
            out[k] = f1(sum(len(x & y) for x, y in zip(g, p)), sum(map(len, p)), sum(map(len, g)))
    return out


def losses(setup, r, b, smooth):
    """Means over the rows with trees. With teachers, their opinion has the share a.soft where there is gold, and the whole say on raw text."""
    n = max(b["trees"], 1); L = {}; m = setup.model; mean = lambda x: x.sum() / n
    if b["trees"]:
        q, asked = distill.soft(b); raw = torch.from_numpy(np.repeat([bool(t.get("raw")) for t in b["ss"][: b["ntrees"]]], [t["n"] for t in b["ss"][: b["ntrees"]]])); ws = asked * torch.where(raw, 1.0, setup.a.soft); wh = 1 - ws
        for k in ("upos", "xpos", "mention"): L[k] = mean(wh * F.cross_entropy(r[k][: b["trees"]], b[k], ignore_index=-1, reduction="none"))
        for k in ("feats", "lemma"): L[k] = mean(F.cross_entropy(r[k][: b["trees"]], b[k], ignore_index=-1, reduction="none"))
        arc = r["arc"].reshape(-1, r["arc"].shape[-1])[(b["pad"] < b["trees"]).reshape(-1)]; lp = F.log_softmax(arc, 1); L["arc"] = -mean(wh * lp.gather(1, b["head"][:, None])[:, 0])
        rel = m.labels(r, b["head"], b["first"], b["trees"]); L["rel"] = mean(wh * F.cross_entropy(rel, b["rel"], reduction="none", label_smoothing=smooth))
        if q:
            for k, x in dict(upos=r["upos"], xpos=r["xpos"], mention=r["mention"], softname=r["anyname"], rel=rel).items():
                o = q["name" if k == "softname" else k]; L[k] = L.get(k, 0) - mean(ws * (o * F.log_softmax(x[: b["trees"]], 1)).sum(1))
            L["arc"] = L["arc"] - mean(ws * (q["arc"] * lp).sum(1))
    bits = (b["names"][:, None] >> torch.arange(len(D.NAME_LABELS))) & 1; use = b["names"] != D.ANY
    if use.any():
        q = r["name"]; l = (torch.logsumexp(q, 1) - torch.logsumexp(q.masked_fill(bits == 0, -1e4), 1)) * use
        L["plain"] = l[: b["trees"]].sum() / n; L["name"] = l[b["trees"]:].sum() / max(int(use[b["trees"]:].sum()), 1)
    return L


WEIGHT = dict(upos=0.5, xpos=0.5, feats=0.3, lemma=0.3, arc=1.0, rel=1.0, mention=0.6, name=0.4, plain=0.3, softname=0.4)
SHARE = dict(uner_ewt=1.0, wikigold=1.0, crossner_politics=2.0, redocred=0.45, knowledgenet=0.35, re3d=0.5, silver=0.1)


def epoch(setup, rnd):
    """-> list of (sentences with trees, name sentences)"""
    a = setup.a; ts = []
    often = lambda x: int(x) + (rnd.random() < x - int(x))
    for t in (t for t in setup.train for _ in range(often(a.ewt if t["set"] == "ewt" else 1))):
        x = rnd.random()
        if x < a.augment:
            how = rnd.choice(["upper", "upper", "headline", "headline", "lower", "nostop", "nostop"])
            key = "aug_" + how
            if key not in t: t[key] = setup.coder.encode(D.without_final_stop(t) if how == "nostop" else D.recased({k: v for k, v in t.items() if not k.startswith("aug_")}, how))
            t = t[key]
        elif t["persons"] and rnd.random() < a.swap: t = setup.coder.encode(D.swapped_persons({k: v for k, v in t.items() if not k.startswith("aug_")}, t["persons"], setup.tokens, rnd))
        ts.append(t)
    ts += rnd.sample(setup.raw, min(len(setup.raw), int(a.raw * sum(t["n"] for t in ts) / max(1, sum(t["n"] for t in setup.raw)) * len(setup.raw))))
    order = sorted(range(len(ts)), key=lambda i: ts[i]["n"] + rnd.random() * 3); bs, cur = [], []
    for i in order:
        if cur and (len(cur) + 1) * ts[i]["n"] > a.batch: bs.append(cur); cur = []
        cur.append(ts[i])
    bs.append(cur); rnd.shuffle(bs); pool = []
    for k, ss in setup.names.items():
        q = SHARE[k] * (a.uner if k == "uner_ewt" else 1); n = int(q * len(ss)); pool += rnd.sample(ss * (1 + int(q)), n)
    rnd.shuffle(pool); total = sum(t["n"] for t in pool); want = a.names * sum(t["n"] for t in ts) / max(len(bs), 1); out, k = [], 0
    for b in bs:
        o, c = [], 0
        while c < want and pool:
            t = pool[k % len(pool)]; k += 1
            if t["spans"] and rnd.random() < a.swap: t = setup.coder.encode(D.swapped_names(t, setup.pool, rnd))
            elif rnd.random() < a.augment * 0.7:
                how = rnd.choice(["upper", "headline", "lower"]); key = "aug_" + how
                if key not in t: t[key] = setup.coder.encode(D.recased({q: v for q, v in t.items() if not q.startswith("aug_")}, how))
                t = t[key]
            o.append(t); c += t["n"]
        out.append((b, o))
    return out


def save(setup, opt, path):
    """Weights (the moving average) and vocabularies."""
    sd = {k: e.clone() for (k, _), e in zip(setup.model.named_parameters(), opt.ema)}
    torch.save(dict(sd=sd, raw={k: p.detach().clone() for k, p in setup.model.named_parameters()}, v=setup.v, c=setup.model.c, dict=setup.dict), path)


def swapped(setup, opt):
    """Exchange weights and their moving average."""
    for p, e in zip(setup.model.parameters(), opt.ema): t = p.data.clone(); p.data.copy_(e); e.copy_(t)


def pretrain(setup, minutes):
    """Hidden words are predicted (sampled softmax) from raw text."""
    a = setup.a; rnd = random.Random(a.seed); S = a.scratch; read = lambda k: [l.split() for l in open(f"{S}/raw.{k}.txt", encoding="utf8")]
    un = []
    with open(S + "/raw.un.txt", encoding="utf8") as f:
        for l in f:
            un.append(l)
            if len(un) >= 12000 * minutes: break
    small = read("mil") * 3 + read("sets") * 4 + read("wn") + read("ud") * 4; pool = [l.split() for l in un] + small; rnd.shuffle(pool); pool = [w for w in pool if 4 <= len(w) <= 60]
    words = counted((Fe.norm(w) for s in pool for w in s), 5)[:20000]; ov = {w: i for i, w in enumerate(words)}
    log("pretrain", len(pool), "sentences", sum(map(len, pool)), "words; targets", len(ov))
    m = setup.model; dim = 128; lm = torch.nn.Linear(2 * m.c["hidden"] , dim); oe = torch.nn.Embedding(len(ov), dim); ob = torch.nn.Embedding(len(ov), 1); torch.nn.init.normal_(oe.weight, std=0.1); torch.nn.init.zeros_(ob.weight)
    ps = [p for k, p in m.named_parameters() if not k.startswith(("hw", "he", "U.", "hb", "rel", "root", "namebias"))] + list(lm.parameters()) + list(oe.parameters()) + list(ob.parameters()); opt = Adam(ps)
    t0 = time.time(); k = step = tot = 0; avg = None; p = dict(worddrop=0.02, feature=0.0, embed=0.0, enc=0.1, later=0.05, top=0.0, head=0.0); m.train()
    while time.time() - t0 < minutes * 60:
        part = pool[k:k + 3000]; k = (k + 3000) % max(len(pool) - 3000, 1); bs, cur, c = [], [], 0
        for s in part:
            cur.append(s); c += len(s)
            if c > 2500: bs.append(cur); cur, c = [], 0
        for ss in bs:
            prog = (time.time() - t0) / 60 / minutes
            if prog >= 1: break
            ts = [dict(x=setup.coder.x(s), n=len(s), ym=np.zeros(len(s), np.int64)) for s in ss]; b = collate([], ts, setup.freq); n = len(b["word"])
            y = torch.tensor([ov.get(Fe.norm(w), -1) for s in ss for w in s]); pick = (torch.rand(n) < 0.2) & (y >= 0); b["hidden"] = pick & (torch.rand(n) < 0.9)
            h, _ = m.encode(b, p); q = lm(h[pick]); tg = y[pick]; cand, inv = torch.unique(torch.cat([tg, torch.randint(0, len(ov), (1200,))]), return_inverse=True)
            loss = F.cross_entropy(q @ oe(cand).t() + ob(cand)[:, 0], inv[:len(tg)])
            for x in ps: x.grad = None
            loss.backward(); opt.step(a.prelr * min(1, (step + 1) / 200) * max(0.03, 0.5 * (1 + math.cos(math.pi * prog))), 5.0, 0.999)
            step += 1; tot += n; avg = loss.item() if avg is None else 0.99 * avg + 0.01 * loss.item()
            if step % 200 == 0: log(f"pre {step} {time.time()-t0:.0f}s words {tot} loss {avg:.3f}")
    torch.save({k: p.detach() for k, p in m.named_parameters()}, f"{S}/{a.name}.pre.pt")


def main():
    a = arguments(); torch.set_num_threads(1); torch.manual_seed(a.seed); random.seed(a.seed); np.random.seed(a.seed)
    saved = torch.load(a.load) if a.load else None; setup = Setup(a, saved); m = setup.model
    if saved: m.load_state_dict(saved["sd" if a.evalonly else "raw"], strict=False)
    if a.init: print(m.load_state_dict({k: v for k, v in torch.load(a.init).items() if not k.startswith(("hw", "he", "U.", "hb", "rel", "root", "namebias"))}, strict=False).missing_keys)
    log(vars(a)); log(m.c, "parameters", sum(p.numel() for p in m.parameters()))
    if a.evalonly: log(json.dumps(evaluate(setup))); return
    if a.pretrain: pretrain(setup, a.pretrain)
    if not a.minutes: return
    rnd = random.Random(a.seed); opt = Adam(m.parameters(), wd=a.wd); t0 = time.time(); step = ep = tot = 0; acc = Counter(); nexteval = a.evalevery; c0 = time.process_time()
    p = dict(worddrop=0.05, feature=0.2, embed=a.drop / 2, enc=a.drop, later=0.1, top=0.05, head=a.headdrop); m.train(); done = False; quant = False
    while not done:
        ep += 1
        for trees, others in epoch(setup, rnd):
            prog = a.done + (1 - a.done) * (time.time() - t0) / 60 / a.minutes
            if prog >= 1: done = True; break
            if a.quant and prog > 1 - a.quant and not quant:
                quant = True; log("quantisation-aware from here")
                for l in m.modules():
                    if hasattr(l, "quant"): l.quant = True
            b = collate(trees, others, setup.freq); r = m(b, p); L = losses(setup, r, b, a.smooth); loss = sum(WEIGHT[k] * x for k, x in L.items())
            for x in m.parameters(): x.grad = None
            loss.backward(); lr = a.lr * min(1, (step + 1) / 200) * max(0.0, 0.5 * (1 + math.cos(math.pi * prog)) + 0.003); opt.step(lr, 5.0, min(a.ema, (step + 1) / (step + 10))); step += 1; tot += len(b["word"])
            for k, x in L.items(): acc[k] += float(x)
            if step % 200 == 0: log(f"step {step} epoch {ep} {time.time()-t0:.0f}s {tot/(time.process_time()-c0):.0f} w/s", {k: round(x / 200, 3) for k, x in acc.items()}); acc.clear()
            if time.time() - t0 > nexteval * 60 and prog < 0.95:
                nexteval += a.evalevery; swapped(setup, opt); log("dev", json.dumps(evaluate(setup, True))); swapped(setup, opt); save(setup, opt, f"{a.scratch}/{a.name}.pt")
    swapped(setup, opt); log("final", f"epochs {ep} steps {step}", json.dumps(evaluate(setup))); swapped(setup, opt); save(setup, opt, f"{a.scratch}/{a.name}.pt")


if __name__ == "__main__": main()
